"""Losses of a map: codes of neighbours are near, codes of other samples are not.

Each takes the codes of ``n`` samples and of a neighbour of each, both of shape
(n, n_components), and returns a scalar to be minimised. All other samples of the batch
are the negative ones.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from scipy.optimize import curve_fit
from torch import Tensor

CLOSEST = 1e-3  # added to squared distances that a logarithm is taken of


class Kernel(NamedTuple):
    """The similarity of codes at distance ``d``: ``1 / (1 + a * d ** (2 * b))``.

    With ``a = b = 1`` it is that of t-SNE.
    """

    a: float = 1.0
    b: float = 1.0

    def log(self, squared: Tensor) -> Tensor:
        """Return the log similarity for squared distances."""
        return -torch.log1p(self._power(squared))

    def log_complement(self, squared: Tensor) -> Tensor:
        """Return the log of 1 minus the similarity."""
        power = self._power(squared + CLOSEST)
        return power.log() - torch.log1p(power)

    def _power(self, squared: Tensor) -> Tensor:
        if self.b == 1:
            return self.a * squared
        # The derivative of a power below 1 is infinite at 0.
        return self.a * (squared + CLOSEST * CLOSEST) ** self.b


class Directions(NamedTuple):
    """The similarity of codes of length 1: ``exp((cosine - 1) / temperature)``.

    A softmax of it is one of cosines over the temperature.
    """

    temperature: float

    def log(self, squared: Tensor) -> Tensor:
        """Return the log similarity for squared distances, ``2 - 2 * cosine``."""
        return -squared / (2 * self.temperature)

    def log_complement(self, squared: Tensor) -> Tensor:
        """Return the log of 1 minus the similarity."""
        return torch.log(-torch.expm1(self.log(squared + CLOSEST)))


Similarity = Kernel | Directions


@cache  # each step of training asks for it
def kernel_of_min_dist(min_dist: float) -> Kernel:
    """Return the kernel that is nearly 1 up to a distance and decreases beyond it.

    McInnes et al. (2018), definition 11: it is fitted to ``exp(min_dist - d)``.

    Parameters
    ----------
    min_dist : float
        Distance of codes that are as near as they should be; at least 0.
    """
    d = np.linspace(0, 3, 300)
    target = np.where(d < min_dist, 1.0, np.exp(min_dist - d))

    def similarity(d: np.ndarray, a: float, b: float) -> np.ndarray:
        return np.asarray(1 / (1 + a * d ** (2 * b)))

    (a, b), _ = curve_fit(similarity, d, target)
    return Kernel(float(a), float(b))


def squared_distances(codes: Tensor, others: Tensor) -> Tensor:
    """Return the squared distances of all pairs, of shape (n, n_others)."""
    with torch.autocast(codes.device.type, enabled=False):
        codes, others = codes.float(), others.float()
        if codes.shape[1] <= 3:
            return (codes[:, None] - others).square().sum(dim=2)
        lengths = codes.square().sum(dim=1)[:, None] + others.square().sum(dim=1)
        return (lengths - 2 * codes @ others.T).clamp_min(0)


def info_nce(
    heads: Tensor, tails: Tensor, kernel: Similarity, n_negatives: float
) -> Tensor:
    """Return the loss of a choice of the neighbour among all samples of the batch.

    InfoNC-t-SNE: Damrich et al. (2023), "From t-SNE to UMAP with contrastive learning",
    equation 8. ``n_negatives`` is not used.
    """
    near, squared, negative = _pairs(heads, tails)
    logits = kernel.log(squared)
    logits = logits.masked_fill(~negative, -torch.inf)
    positive = kernel.log(near)
    both = torch.cat([positive[:, None], logits], dim=1)
    return (both.logsumexp(dim=1) - positive).mean()


def t_sne(
    heads: Tensor, tails: Tensor, kernel: Similarity, n_negatives: float
) -> Tensor:
    """Return the divergence of similarities of codes from those of the samples.

    Parametric t-SNE, van der Maaten (2009), equation 3, up to a constant: similarities
    are normalised over all pairs of the batch. ``n_negatives`` is not used.
    """
    near, squared, negative = _pairs(heads, tails)
    logits = kernel.log(squared)
    positive = kernel.log(near)
    every = torch.cat([positive, logits[negative]])
    n = len(heads)
    # Normalised to the number of pairs, so that the loss does not grow with it.
    return every.logsumexp(dim=0) - float(np.log(len(every) / n)) - positive.mean()


def umap(
    heads: Tensor, tails: Tensor, kernel: Similarity, n_negatives: float
) -> Tensor:
    """Return the cross-entropy of edges of the neighbourhood graph.

    McInnes et al. (2018), section 3.2, with negative sampling: each edge attracts, and
    repels ``n_negatives`` other samples. Here all samples of the batch are repelled,
    with the weight of so many.
    """
    near, squared, negative = _pairs(heads, tails)
    repelled = kernel.log_complement(squared[negative])
    positive = kernel.log(near)
    loss = -positive.mean()
    return loss - n_negatives * repelled.mean() if len(repelled) else loss


def _pairs(heads: Tensor, tails: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the squared distances of neighbours, (n,), and of all pairs, (n, 2 n).

    The latter are those of each head to all tails and to all heads. The last tensor
    states which of these are negative samples.
    """
    every = [squared_distances(heads, others) for others in (tails, heads)]
    near = (heads - tails).float().square().sum(dim=1)
    other = ~torch.eye(len(heads), dtype=torch.bool, device=heads.device)
    return near, torch.cat(every, dim=1), torch.cat([other, other], dim=1)


MapLoss = Callable[[Tensor, Tensor, Similarity, float], Tensor]
MAP_LOSSES: dict[str, MapLoss] = {"info_nce": info_nce, "t_sne": t_sne, "umap": umap}
