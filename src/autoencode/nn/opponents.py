"""Opponents: networks that tell what was made from what was given.

An opponent gives one logit for each sample: positive where it takes it for real.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.mlp import Layers, dense_encoder

N_FEATURES = 64  # that an opponent sees in a sample


def judge_of_codes(n_components: int, widths: tuple[int, ...]) -> nn.Sequential:
    """Return an untrained opponent of codes: dense layers."""
    layers = Layers(
        hidden_layer_sizes=widths, activation="leaky_relu", negative_slope=0.2
    )
    return dense_encoder(n_components, 1, layers)


class JudgeOfSamples(nn.Module):
    """An opponent of samples, or of pairs of a sample and its code.

    Parameters
    ----------
    encoder : nn.Module
        Gives `N_FEATURES` numbers for each sample.

    n_components : int, default=0
        Size of the codes that come with the samples.
    """

    def __init__(self, encoder: nn.Module, n_components: int = 0) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = judge_of_codes(N_FEATURES + n_components, (N_FEATURES,))

    def features(self, x: Tensor) -> Tensor:
        """Return what is seen in samples, shape (batch, N_FEATURES)."""
        seen: Tensor = F.leaky_relu(self.encoder(x).float(), 0.2)
        return seen

    def forward(self, x: Tensor, code: Tensor | None = None) -> Tensor:
        """Return the logits, shape (batch,)."""
        seen = self.features(x)
        if code is not None:
            seen = torch.cat([seen, code.float()], dim=1)
        logits: Tensor = self.head(seen)
        return logits.float().squeeze(1)


def real_cost(logits: Tensor) -> Tensor:
    """Return the cost of taking something for made that is real; a scalar."""
    return F.softplus(-logits).mean()


def made_cost(logits: Tensor) -> Tensor:
    """Return the cost of taking something for real that is made; a scalar."""
    return F.softplus(logits).mean()


def squared_slopes(logits: Tensor, *inputs: Tensor) -> Tensor:
    """Return squared slopes of logits at inputs, which need gradients; shape (batch,).

    Half their mean is what an opponent pays (Mescheder, Geiger & Nowozin, 2018,
    equation 9): it then settles where what is made is like what is given; else the two
    go round in circles.
    """
    slopes = torch.autograd.grad(logits.sum(), inputs, create_graph=True)
    return torch.cat(slopes, dim=1).square().sum(dim=1)


def opponent_cost(
    opponent: nn.Module,
    real: Sequence[Tensor],
    made: Sequence[Sequence[Tensor]],
    slope_weight: float,
) -> Tensor:
    """Return the opponent's cost of telling what is real from what is made; a scalar.

    Parameters
    ----------
    opponent : nn.Module
        Gives logits.

    real : sequence of Tensor
        What the opponent is shown together, such as samples and their codes; each
        (batch, width).

    made : sequence of sequences of Tensor
        Each is shown as ``real`` is. All of them together cost as much as that.

    slope_weight : float
        Factor of the slopes' cost. Where no gradient is asked for, nothing has a slope,
        and they are left out.
    """
    pays = slope_weight > 0 and torch.is_grad_enabled()

    n = len(real[0])
    # Shown in one batch: an opponent judges each sample by itself.
    inputs = [
        torch.cat([each.detach() for each in parts]).requires_grad_(pays)
        for parts in zip(real, *made, strict=True)
    ]
    logits = opponent(*inputs).float()
    cost = real_cost(logits[:n]) + made_cost(logits[n:])
    if not pays:
        return cost
    slopes = squared_slopes(logits, *inputs)
    return cost + slope_weight * 0.5 * (slopes[:n].mean() + slopes[n:].mean())
