"""Reconstruction losses: how far a reconstruction is from its input.

A loss gives one value per sample, shape (batch,), summed over features: the balance
with a regularizer then does not depend on ``batch_size``, nor on how many samples the
last batch holds.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F


class Loss(NamedTuple):
    """A reconstruction loss, and the output activation that belongs to it."""

    per_sample: Callable[[Tensor, Tensor], Tensor]
    # Its mean over a batch, and the gradient of that by the first argument.
    mean_with_gradient: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
    output_activation: str  # the name that output_activation="auto" stands for
    takes_logits: bool  # whether per_sample takes logits, or a reconstruction
    limits: tuple[float, float] = (-math.inf, math.inf)  # that samples must lie in


def squared_error(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Half the squared error: the unit-variance Gaussian's negative log likelihood.

    Without its constant. Both arguments have shape (batch, n_features); the result has
    shape (batch,).
    """
    return 0.5 * F.mse_loss(reconstruction, x, reduction="none").sum(dim=1)


def mean_squared_error(reconstruction: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `squared_error` over a batch, and its gradient."""
    difference = reconstruction - x
    flat = difference.view(-1)
    return torch.dot(flat, flat) * (0.5 / len(x)), difference.div_(len(x))


def cross_entropy(logits: Tensor, x: Tensor) -> Tensor:
    """Bernoulli negative log likelihood, in nats; ``x`` must lie in [0, 1].

    Hinton & Salakhutdinov (2006), note 15: ``-sum p log q - sum (1-p) log(1-q)``. Both
    arguments have shape (batch, n_features); the result has shape (batch,).
    """
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=1)


def mean_cross_entropy(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `cross_entropy` over a batch, and its gradient."""
    gradient = (logits.sigmoid() - x).div_(len(x))
    return cross_entropy(logits, x).mean(), gradient


def multinomial(logits: Tensor, x: Tensor) -> Tensor:
    """Multinomial negative log likelihood, in nats; ``x`` must not be negative.

    Of counts, or of shares of them: ``-sum x log softmax(logits)``. Without the
    coefficient, which tells in how many orders the counts could have come. Both
    arguments have shape (batch, n_features); the result has shape (batch,).
    """
    return -(x * logits.log_softmax(dim=1)).sum(dim=1)


def mean_multinomial(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `multinomial` over a batch, and its gradient."""
    totals = x.sum(dim=1, keepdim=True)
    gradient = (logits.softmax(dim=1) * totals - x).div_(len(x))
    return multinomial(logits, x).mean(), gradient


LOSSES = {
    "squared_error": Loss(
        squared_error, mean_squared_error, "identity", takes_logits=False
    ),
    "cross_entropy": Loss(
        cross_entropy, mean_cross_entropy, "sigmoid", takes_logits=True, limits=(0, 1)
    ),
    "multinomial": Loss(
        multinomial,
        mean_multinomial,
        "softmax",
        takes_logits=True,
        limits=(0, math.inf),
    ),
}
