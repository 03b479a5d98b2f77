"""PyTorch's optimizers, without its compiler, and without a record of each step.

The methods of PyTorch's optimizers import the compiler (``torch._dynamo``), only to say
that it is to leave them alone: 1.5 s of the first fit of each process. Nothing here is
compiled, so the functions inside of these methods are called. In a step of a small
network what PyTorch does around the arithmetic of Adam takes a fifth of the time.
"""

import inspect
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer


class EagerOptimizer(Optimizer):
    """An optimizer whose methods do not import the compiler.

    Its steps are not recorded for PyTorch's profiler, and have no hooks.
    """

    add_param_group = inspect.unwrap(Optimizer.add_param_group)
    zero_grad = inspect.unwrap(Optimizer.zero_grad)
    state_dict = inspect.unwrap(Optimizer.state_dict)
    load_state_dict = inspect.unwrap(Optimizer.load_state_dict)

    def _patch_step_function(self) -> None:
        """Leave the step as it is; PyTorch's wraps it."""
        self._zero_grad_profile_name = f"Optimizer.zero_grad#{type(self).__name__}"


def _step_of(kind: type[Optimizer]) -> Callable[..., Any]:
    """Return the step without gradients, which the method's decorator turns off."""
    step: Callable[..., Any] = torch.no_grad()(inspect.unwrap(kind.step))
    return step


class FusedAdam(EagerOptimizer, torch.optim.Adam):
    """Adam and its variant, whose weights are on one device, by fused steps."""

    update: Callable[..., None]

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Make a step; weights without gradient stay as they are."""
        for group in self.param_groups:
            lists: list[list[Tensor]] = [[] for _ in range(6)]
            self._init_group(group, *lists)  # type: ignore[no-untyped-call]
            numbers = lists[-1]  # of steps, of each weight that has a gradient
            if not numbers:
                continue
            if len(numbers) == 1:
                numbers[0].add_(1)  # a list takes longer
            else:
                torch._foreach_add_(numbers, 1)
            beta1, beta2 = group["betas"]
            self.update(
                *lists,
                lr=group["lr"],
                beta1=beta1,
                beta2=beta2,
                weight_decay=group["weight_decay"],
                eps=group["eps"],
                amsgrad=group["amsgrad"],
                maximize=group["maximize"],
            )


class AdamW(FusedAdam, torch.optim.AdamW):
    """Adam with decoupled weight decay."""

    update = staticmethod(torch._fused_adamw_)


class Adam(FusedAdam):
    """Adam."""

    update = staticmethod(torch._fused_adam_)


class SGD(EagerOptimizer, torch.optim.SGD):
    """Stochastic gradient descent."""

    step = _step_of(torch.optim.SGD)


class Muon(EagerOptimizer, torch.optim.Muon):
    """Orthogonalized momentum of matrices."""

    step = _step_of(torch.optim.Muon)
