"""Matrix products in float32, by the faster of the two libraries PyTorch brings.

PyTorch leaves float32 products to MKL, which does without AVX-512 on processors that
Intel did not make; oneDNN, in the same package, uses it, and is twice as fast there.
"""

from collections.abc import Callable
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode

from autoencode.training.devices import THREADS_PAY_FROM, has_avx512_without_mkl
from autoencode.training.resources import n_weights


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Return ``x @ weight.T + bias`` by oneDNN; for float32 matrices on the CPU."""
    product: Tensor = torch.ops.mkldnn._linear_pointwise(
        x, weight, bias, "none", [], ""
    )
    return product


class FastLinear(TorchFunctionMode):
    """Within its block, linear layers compute by oneDNN where that is faster.

    For inference: gradients do not pass. On any other machine, and for a small network,
    whose matrices are not worth the preparations, the block does nothing.

    Parameters
    ----------
    network : nn.Module
        What will be computed in the block.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.is_active = n_weights(network) >= THREADS_PAY_FROM and onednn_is_faster()

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
        if func is F.linear and not kwargs and _is_plain(args[0]):
            return linear(*args)
        return func(*args, **(kwargs or {}))


def onednn_is_faster() -> bool:
    """Whether this machine is one where oneDNN's float32 products are the faster."""
    return has_avx512_without_mkl() and hasattr(torch.ops.mkldnn, "_linear_pointwise")


def _is_plain(x: Tensor) -> bool:
    return x.dtype == torch.float32 and x.ndim == 2 and x.device.type == "cpu"
