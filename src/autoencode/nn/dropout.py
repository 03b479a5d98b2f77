"""Dropout with its own generator instead of PyTorch's global one."""

import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    """Set each unit to 0 with probability ``p`` in training, and scale up the others.

    Like `torch.nn.Dropout` (Srivastava et al., 2014), but with random numbers from
    ``generator``, which the training loop sets. So fits in several threads are
    independent, and the global generator is not advanced.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p
        self.generator: torch.Generator | None = None  # None: PyTorch's global one

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` unchanged outside training."""
        if not self.training:
            return x
        keep = torch.empty_like(x).bernoulli_(1 - self.p, generator=self.generator)
        return x * keep.div_(1 - self.p)

    def extra_repr(self) -> str:
        """Return the arguments for the layer's repr."""
        return f"p={self.p}"
