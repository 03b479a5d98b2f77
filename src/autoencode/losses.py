"""Reconstruction losses.

A loss returns one value per sample, shape (batch,), summed over features, so that its
weight relative to a regularizer does not depend on the size of a batch.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F


class Loss(NamedTuple):
    """A reconstruction loss and its default output activation."""

    per_sample: Callable[[Tensor, Tensor], Tensor]
    # The mean over a batch, and its gradient with respect to the first argument.
    mean_with_gradient: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
    output_activation: str  # used for output_activation="auto"
    takes_logits: bool  # whether per_sample takes logits or a reconstruction
    limits: tuple[float, float] = (-math.inf, math.inf)  # valid range of samples


def squared_error(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Half the squared error: the negative log likelihood of unit-variance Gaussians.

    The constant term is left out. Both arguments have shape (batch, n_features); the
    result has shape (batch,).
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

    For counts or relative frequencies: ``-sum x log softmax(logits)``. The multinomial
    coefficient is left out. Both arguments have shape (batch, n_features); the result
    has shape (batch,).
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
