"""Sparse codes: all but the largest units set to 0."""

import torch
from torch import Tensor, nn


class TopK(nn.Module):
    """Keeps the units of a code that are furthest from 0, and sets others to 0.

    Makhzani & Frey (2014); of either sign. The gradient passes through those kept.
    """

    def __init__(self, n_active: int) -> None:
        super().__init__()
        self.n_active = n_active

    def forward(self, code: Tensor) -> Tensor:
        """Return a code of the same shape, (batch, n_components)."""
        n_active = min(self.n_active, code.shape[1])
        places = code.abs().topk(n_active, dim=1).indices
        kept = torch.zeros_like(code, dtype=torch.bool).scatter_(1, places, True)
        return code * kept

    def extra_repr(self) -> str:
        """Return what is shown of the layer."""
        return f"n_active={self.n_active}"
