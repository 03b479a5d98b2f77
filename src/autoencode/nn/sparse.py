"""Top-k sparse codes."""

import torch
from torch import Tensor, nn


class TopK(nn.Module):
    """Keep the units with the largest absolute values, and set the others to 0.

    Makhzani & Frey (2014). Gradients flow through the kept units only.
    """

    def __init__(self, n_active: int) -> None:
        super().__init__()
        self.n_active = n_active

    def forward(self, code: Tensor) -> Tensor:
        """Return a code of the same shape, (batch, n_components)."""
        n_active = min(self.n_active, code.shape[1])
        indices = code.abs().topk(n_active, dim=1).indices
        kept = torch.zeros_like(code, dtype=torch.bool).scatter_(1, indices, True)
        return code * kept

    def extra_repr(self) -> str:
        """Return the arguments for the layer's repr."""
        return f"n_active={self.n_active}"
