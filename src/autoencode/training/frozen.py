"""Frozen weights, those with ``requires_grad=False``, in steps without autograd.

Weights that are views of one flat parameter are updated together: their gradient, their
momentum and their decay do not depend on ``requires_grad``.
"""

from collections.abc import Iterable

import torch
from torch import nn


class Frozen:
    """The frozen ones among some weights, with their values."""

    def __init__(self, weights: Iterable[nn.Parameter]) -> None:
        self.weights = [weight for weight in weights if not weight.requires_grad]
        self.values = [weight.detach().clone() for weight in self.weights]

    def clear_gradients(self) -> None:
        """Set their gradients to 0."""
        for weight in self.weights:
            if weight.grad is not None:
                weight.grad.zero_()

    @torch.no_grad()
    def restore(self) -> None:
        """Set them to their values again."""
        for weight, value in zip(self.weights, self.values, strict=True):
            weight.copy_(value)
