"""The first layer of a network for sparse samples: rows of which most values are 0.

Its products take time for each value that is stored, not for each feature. Samples are
tensors of layout ``torch.sparse_csr``, on the processor.
"""

from typing import Any

import numpy as np
import torch
from scipy import sparse
from torch import Tensor, nn


class SparseInputLinear(nn.Linear):
    """A linear layer for samples that may be sparse.

    Its weights are stored by feature, as ``by_feature`` of shape (in_features,
    out_features): what a stored value is multiplied with lies together in memory. The
    state dictionary is that of a linear layer.
    """

    def __init__(self, linear: nn.Linear) -> None:
        nn.Module.__init__(self)
        self.in_features, self.out_features = linear.in_features, linear.out_features
        self.by_feature = nn.Parameter(linear.weight.detach().t().contiguous())
        self.bias = linear.bias

    def as_linear(self) -> nn.Linear:
        """Return a linear layer with these weights."""
        with torch.device("meta"):  # no memory is allocated
            made = nn.Linear(self.in_features, self.out_features)
        made.weight = nn.Parameter(self.weight.detach().contiguous())
        made.bias = self.bias
        return made

    @property
    def weight(self) -> Tensor:  # type: ignore[override]
        """The weights, (out_features, in_features), of the same memory."""
        return self.by_feature.t()

    def forward(self, x: Tensor) -> Tensor:
        """Return the output, (batch, out_features), of dense or sparse samples."""
        if x.layout != torch.sparse_csr:
            return super().forward(x)
        found: Tensor = _Product.apply(x, self.by_feature)  # type: ignore[no-untyped-call]
        return found + self.bias

    def _save_to_state_dict(
        self, destination: dict[str, Any], prefix: str, keep_vars: bool
    ) -> None:
        for name, value in (("weight", self.weight), ("bias", self.bias)):
            destination[prefix + name] = value if keep_vars else value.detach()

    def _load_from_state_dict(
        self, state_dict: dict[str, Any], prefix: str, *others: Any
    ) -> None:
        if f"{prefix}weight" in state_dict:
            weight = state_dict.pop(f"{prefix}weight")
            state_dict[f"{prefix}by_feature"] = weight.t()
        super()._load_from_state_dict(state_dict, prefix, *others)


class _Product(torch.autograd.Function):
    """``x @ by_feature`` of sparse ``x``, which gets no gradient."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, by_feature: Tensor) -> Tensor:
        ctx.matrix = _matrix(x)
        return torch.from_numpy(ctx.matrix @ by_feature.detach().numpy())

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[None, Tensor]:
        found = ctx.matrix.T.tocsr() @ gradient.numpy()
        return None, torch.from_numpy(found)


def _matrix(x: Tensor) -> sparse.csr_array:
    """Return a sparse tensor as a matrix, without stored zeros."""
    parts = x.values(), x.col_indices(), x.crow_indices()
    values, columns, starts = (part.numpy() for part in parts)
    kept = values != 0
    n_before = np.concatenate([[0], np.cumsum(kept)]).astype(starts.dtype)
    return sparse.csr_array(
        (values[kept], columns[kept], n_before[starts]), shape=tuple(x.shape)
    )


def rows_of(x: Tensor) -> Tensor:
    """Return the row of each stored value of a sparse tensor."""
    return torch.repeat_interleave(x.crow_indices().diff())


def with_values(x: Tensor, values: Tensor) -> Tensor:
    """Return a sparse tensor with other values at the same places."""
    return torch.sparse_csr_tensor(
        x.crow_indices(), x.col_indices(), values, x.shape, check_invariants=False
    )
