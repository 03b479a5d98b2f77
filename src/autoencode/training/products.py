"""Matrix products in float32 by oneDNN, the second library for them in PyTorch.

PyTorch leaves float32 products to MKL, which does not use AVX-512 on processors other
than Intel's; oneDNN, in the same package, does, and is twice as fast there. Which is
the faster one here is measured: see `autoencode.training.arithmetic`.
"""

from collections.abc import Callable
from typing import Any, Self

import torch
from torch import Tensor
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Return ``x @ weight.T + bias`` by oneDNN; for float32 matrices on the CPU."""
    product: Tensor = torch.ops.mkldnn._linear_pointwise(
        x, weight, bias, "none", [], ""
    )
    return product


class _Linear(torch.autograd.Function):
    """`linear` with gradients, which can be differentiated again."""

    @staticmethod
    def forward(
        ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None = None
    ) -> Tensor:
        ctx.save_for_backward(x, weight)
        return linear(x, weight, bias)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        x, weight = ctx.saved_tensors
        gradient = gradient.contiguous()
        needs_x, needs_weight, needs_bias = ctx.needs_input_grad
        return (
            _product(gradient, weight) if needs_x else None,
            _product(gradient.t(), x) if needs_weight else None,
            gradient.sum(dim=0) if needs_bias else None,
        )


def _product(left: Tensor, right: Tensor) -> Tensor:
    """Return ``left @ right`` by oneDNN, unless autograd has to record it."""
    is_recorded = torch.is_grad_enabled()
    return left @ right if is_recorded else linear(left, right.t())


class FastLinear(TorchFunctionMode):
    """Within its block, linear layers compute float32 products by oneDNN.

    Unless it ``is_active`` the block does nothing.
    """

    def __init__(self, is_active: bool) -> None:
        super().__init__()
        self.is_active = is_active

    def __enter__(self) -> Self:
        if self.is_active:
            super().__enter__()  # type: ignore[no-untyped-call]
        return self

    def __exit__(self, *error: Any) -> None:
        if self.is_active:
            super().__exit__(*error)  # type: ignore[no-untyped-call]

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Replace ``linear`` for float32 matrices; leave all else as it is."""
        if func is not F.linear or kwargs or not _is_float32_matrix(args[0]):
            return func(*args, **(kwargs or {}))
        if not torch.is_grad_enabled():
            return linear(*args)
        x, weight, bias = (*args, None)[:3]
        return _Linear.apply(x, weight, bias)  # type: ignore[no-untyped-call]


def _is_float32_matrix(x: Tensor) -> bool:
    is_cast = torch.is_autocast_enabled("cpu")
    on_cpu = x.device.type == "cpu"
    return on_cpu and x.ndim == 2 and x.dtype == torch.float32 and not is_cast
