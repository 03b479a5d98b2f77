"""Soft assignments of codes to cluster centres, and the targets that sharpen them.

Equations 1 and 3 of J. Xie, R. Girshick, A. Farhadi. "Unsupervised deep embedding for
clustering analysis". ICML, 2016 (DEC), with one degree of freedom.
"""

from typing import Any

import torch
from torch import Tensor, nn


def soft_assignments(codes: Tensor, centers: Tensor, scale: float) -> Tensor:
    """Return the probability of each cluster, of shape (batch, n_clusters).

    Student's t: proportional to ``1 / (1 + d ** 2 / scale)`` at a distance ``d`` from a
    centre. ``codes`` has shape (batch, n_components), ``centers`` (n_clusters,
    n_components).
    """
    distances = (codes[:, None] - centers).square().sum(dim=2) / scale
    similarities = 1 / (1 + distances)
    found: Tensor = similarities / similarities.sum(dim=1, keepdim=True)
    return found


def target_distribution(assignments: Tensor, sizes: Tensor) -> Tensor:
    """Return soft assignments that are more certain, of the same shape.

    Squares, divided by the size of each cluster, so that large clusters do not
    dominate; rows sum to 1. ``sizes``, of shape (n_clusters,), are the sums, or the
    means, of the assignments of all samples.
    """
    # A cluster without any sample has 0 / 0.
    weights = assignments.square() / sizes.clamp_min(torch.finfo(sizes.dtype).tiny)
    return weights / weights.sum(dim=1, keepdim=True)


def divergence(targets: Tensor, assignments: Tensor) -> Tensor:
    """Return the KL divergence of assignments from targets, in nats, of each sample."""
    tiny = torch.finfo(assignments.dtype).tiny
    ratio = targets.clamp_min(tiny).log() - assignments.clamp_min(tiny).log()
    return (targets * ratio).sum(dim=1)


class EncoderWithCenters(nn.Module):
    """An autoencoder's network, and cluster centres among its codes, as weights.

    ``centers`` has shape (n_clusters, n_components); ``scale`` is that of
    `soft_assignments`; ``sizes`` are those of `target_distribution`.
    ``draws_globally`` is as in `EncoderDecoder`.
    """

    sizes: Tensor

    def __init__(self, network: Any, centers: Tensor, scale: float) -> None:
        super().__init__()
        self.network = network
        self.centers = nn.Parameter(centers)
        self.register_buffer("sizes", centers.new_ones(len(centers)))
        self.scale = scale
        self.draws_globally = bool(getattr(network, "draws_globally", False))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the codes, and the soft assignments, of samples."""
        codes: Tensor = self.network.encode(x).float()
        return codes, soft_assignments(codes, self.centers, self.scale)
