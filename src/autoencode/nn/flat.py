"""All weights of a network as views of two tensors, while it is trained.

An elementwise optimizer then updates all matrices at once, and all biases, instead of
those of each layer.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import torch
from torch import nn

ALIGNMENT = 16  # float32 values in 64 bytes, where vector instructions start best


@contextmanager
def flattened(
    weights: Iterable[nn.Parameter], apart: Iterable[nn.Parameter] = ()
) -> Iterator[nn.ParameterList]:
    """Make weights and gradients views of a few parameters, and yield these.

    Matrices become a row, on which weight decay acts as on matrices; biases, and the
    weights ``apart``, become vectors, on which it does not.

    At the end of the block every weight is a separate tensor again, without gradient.
    """
    weights = list(weights)
    whole = nn.ParameterList()
    own = {id(weight) for weight in apart}
    parts = {(1, -1): [], (-1,): [], 0: []}
    for w in weights:
        key = 0 if id(w) in own else (1, -1) if w.ndim >= 2 else (-1,)
        parts[key].append(w)
    for shape, part in parts.items():
        if part:
            whole.append(_joined(part, shape or (-1,)))
            whole[-1]._apart = shape == 0
    try:
        yield whole
    finally:
        for weight in weights:
            weight.data, weight.grad = weight.detach().clone(), None


def _joined(weights: list[nn.Parameter], shape: tuple[int, ...]) -> nn.Parameter:
    """Make weights and their gradients views of one parameter, and return it."""
    sizes = [-(-weight.numel() // ALIGNMENT) * ALIGNMENT for weight in weights]
    values = weights[0].detach().new_zeros(sum(sizes))
    gradients = torch.zeros_like(values)
    for weight, value, gradient in zip(
        weights, torch.split(values, sizes), torch.split(gradients, sizes), strict=True
    ):
        own = value[: weight.numel()].view_as(weight)
        weight.data = own.copy_(weight.detach())
        weight.grad = gradient[: weight.numel()].view_as(weight)
    parameter = nn.Parameter(values.view(shape))
    parameter.grad = gradients.view(shape)
    return parameter
