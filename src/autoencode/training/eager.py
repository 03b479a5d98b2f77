"""PyTorch's optimizers, without its compiler.

The methods of PyTorch's optimizers import the compiler (``torch._dynamo``), only to say
that it is to leave them alone: 1.5 s of the first fit of each process. Nothing here is
compiled, so the functions inside of these methods are called.
"""

import inspect
from collections.abc import Callable
from typing import Any

import torch
from torch.optim import Optimizer


class EagerOptimizer(Optimizer):
    """An optimizer whose methods do not import the compiler."""

    add_param_group = inspect.unwrap(Optimizer.add_param_group)
    zero_grad = inspect.unwrap(Optimizer.zero_grad)
    state_dict = inspect.unwrap(Optimizer.state_dict)
    load_state_dict = inspect.unwrap(Optimizer.load_state_dict)


def _step_of(kind: type[Optimizer]) -> Callable[..., Any]:
    """Return the step without gradients, which the method's decorator turns off."""
    step: Callable[..., Any] = torch.no_grad()(inspect.unwrap(kind.step))
    return step


class AdamW(EagerOptimizer, torch.optim.AdamW):
    """Adam with decoupled weight decay."""

    step = _step_of(torch.optim.AdamW)


class Adam(EagerOptimizer, torch.optim.Adam):
    """Adam."""

    step = _step_of(torch.optim.Adam)


class SGD(EagerOptimizer, torch.optim.SGD):
    """Stochastic gradient descent."""

    step = _step_of(torch.optim.SGD)


class Muon(EagerOptimizer, torch.optim.Muon):
    """Orthogonalized momentum of matrices."""

    step = _step_of(torch.optim.Muon)
