"""Dropout that draws from the step's own generator instead of PyTorch's global one."""

import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    """Set each unit to 0 with probability ``p`` in training, and scale up the rest.

    As `torch.nn.Dropout` (Srivastava et al., 2014), but the random numbers come from
    ``generator``, which the training loop sets: fits in several threads then do not
    disturb each other, and the global generator stays as it is.
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
        """Return what is shown of the layer."""
        return f"p={self.p}"
