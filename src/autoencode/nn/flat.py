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
    for decays, shape in ((True, (1, -1)), (False, (-1,))):
        part = [w for w in weights if (w.ndim >= 2 and id(w) not in own) == decays]
        if part:
            whole.append(_joined(part, shape))
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


def are_views(weights: Iterable[nn.Parameter]) -> bool:
    """Whether a weight is part of a larger tensor, as between epochs of a fit."""
    return any(each.untyped_storage().nbytes() > each.nbytes for each in weights)
