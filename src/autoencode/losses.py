"""Reconstruction losses: how far a reconstruction is from its input.

A loss gives one value per sample, shape (batch,), summed over features: the balance
with a regularizer then does not depend on ``batch_size``, nor on how many samples the
last batch holds.
"""

from collections.abc import Callable
from typing import NamedTuple

from torch import Tensor
from torch.nn import functional as F


class Loss(NamedTuple):
    """A reconstruction loss, and the output activation that belongs to it."""

    per_sample: Callable[[Tensor, Tensor], Tensor]
    # The same, and its gradient with respect to the first argument.
    with_gradient: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
    output_activation: str  # the name that output_activation="auto" stands for
    takes_logits: bool  # whether per_sample takes logits, or a reconstruction


def squared_error(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Half the squared error: the unit-variance Gaussian's negative log likelihood.

    Without its constant. Both arguments have shape (batch, n_features); the result has
    shape (batch,).
    """
    return 0.5 * (reconstruction - x).square().sum(dim=1)


def squared_error_with_gradient(
    reconstruction: Tensor, x: Tensor
) -> tuple[Tensor, Tensor]:
    """Return `squared_error` and its gradient: the difference itself."""
    difference = reconstruction - x
    return 0.5 * difference.square().sum(dim=1), difference


def cross_entropy(logits: Tensor, x: Tensor) -> Tensor:
    """Bernoulli negative log likelihood, in nats; ``x`` must lie in [0, 1].

    Hinton & Salakhutdinov (2006), note 15: ``-sum p log q - sum (1-p) log(1-q)``. Both
    arguments have shape (batch, n_features); the result has shape (batch,).
    """
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=1)


def cross_entropy_with_gradient(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return `cross_entropy` and its gradient: probabilities minus the samples."""
    return cross_entropy(logits, x), logits.sigmoid() - x


LOSSES = {
    "squared_error": Loss(
        squared_error, squared_error_with_gradient, "identity", takes_logits=False
    ),
    "cross_entropy": Loss(
        cross_entropy, cross_entropy_with_gradient, "sigmoid", takes_logits=True
    ),
}
