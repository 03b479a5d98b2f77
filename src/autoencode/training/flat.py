"""All weights of a network as parts of one tensor, while it is trained.

An optimizer that treats every weight alike then makes one pass over one tensor, instead
of one for each layer.
"""

from collections.abc import Iterable

import torch
from torch import nn

ALIGNMENT = 16  # float32 values in 64 bytes: where vector instructions like to start


class FlatWeights:
    """Moves weights, and their gradients, into one tensor.

    Parameters
    ----------
    weights : iterable of nn.Parameter
        From now on these, and their ``grad``, are parts of ``parameter`` and its
        ``grad``.

    Attributes
    ----------
    parameter : nn.Parameter
        All of them, one after the other.
    """

    def __init__(self, weights: Iterable[nn.Parameter]) -> None:
        self.weights = list(weights)
        sizes = [-(-w.numel() // ALIGNMENT) * ALIGNMENT for w in self.weights]
        example = self.weights[0].detach()
        self.parameter = nn.Parameter(example.new_zeros(sum(sizes)))
        self.parameter.grad = torch.zeros_like(self.parameter)
        parts = torch.split(self.parameter.detach(), sizes)
        self.gradients = [
            gradient[: weight.numel()].view_as(weight)
            for weight, gradient in zip(
                self.weights, torch.split(self.parameter.grad, sizes), strict=True
            )
        ]
        for weight, part, gradient in zip(
            self.weights, parts, self.gradients, strict=True
        ):
            values = part[: weight.numel()].view_as(weight)
            values.copy_(weight.detach())
            weight.data = values
            weight.grad = gradient

    @torch.no_grad()
    def gather(self) -> None:
        """Take in gradients that were set anew; a weight without one gets zeros."""
        for weight, gradient in zip(self.weights, self.gradients, strict=True):
            if weight.grad is None:
                gradient.zero_()
            elif weight.grad is not gradient:
                gradient.copy_(weight.grad)
            weight.grad = gradient

    def release(self) -> None:
        """Make every weight a tensor of its own again, without a gradient."""
        for weight in self.weights:
            weight.data = weight.detach().clone()
            weight.grad = None
