"""A guard against loss spikes: divergence from which training does not recover.

Where steps are a little too large for a wide network, the gradient oscillates along the
steepest direction, by more each time, and within ten steps the loss is many times
larger. The guard follows the norm of the gradient: while its recent values grow fast,
the gradient is scaled down.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor
from torch.optim import Optimizer

from autoencode.training.checkpoint_checks import check_tensor, load_optimizer, whole
from autoencode.training.eager import EagerOptimizer

# Gradients are scaled down to so many times the average norm while recent norms are
# larger. With 3 a spike would begin before it is stopped.
LIMIT = 2.0
LONG, RECENT = 0.01, 0.2  # weight of the newest norm in each of the two averages
MOST = 4.0  # a single norm counts in them as so many average ones at most
FIRST_STEPS = 50  # in which norms fall quickly, and nothing is scaled


class OptimizerWrapper(EagerOptimizer):
    """An optimizer that calls others; a copy of it has copies of these.

    Its ``param_groups`` are theirs, not copies.
    """

    own: ClassVar[tuple[str, ...]] = ()  # attributes of the state: numbers, tensors

    def __init__(self, optimizers: list[Optimizer]) -> None:
        super().__init__(_groups(optimizers), {})
        self.optimizers = optimizers
        self.param_groups = _groups(optimizers)

    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Let each make its step."""
        for each in self.optimizers:
            each.step()

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs: PyTorch's own list leaves attributes out."""
        own = {name: getattr(self, name) for name in ("optimizers", *self.own)}
        return {**super().__getstate__(), **own}

    def state_dict(self) -> dict[str, Any]:
        """Return the states of the optimizers, and the own one."""
        own = {name: getattr(self, name) for name in self.own}
        return {**own, "optimizers": [each.state_dict() for each in self.optimizers]}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Set the states of the optimizers, and the own one."""
        for each, state in zip(self.optimizers, state_dict["optimizers"], strict=True):
            load_optimizer(each, state)
        self.param_groups = _groups(self.optimizers)  # loading makes new ones
        device = self.param_groups[0]["params"][0].device
        for name in self.own:
            value = state_dict[name]
            if isinstance(getattr(self, name), Tensor):
                check_tensor(value, name, (), torch.float32)
                value = value.to(device)
            setattr(self, name, value if isinstance(value, Tensor) else whole(value))


def _groups(optimizers: list[Optimizer]) -> list[dict[str, Any]]:
    return [group for each in optimizers for group in each.param_groups]


class GuardedOptimizer(OptimizerWrapper):
    """An optimizer whose gradients are scaled down while their norm grows fast.

    The norm is that of all gradients together, as in Pascanu, Mikolov & Bengio (2013),
    section 3.2, who use a fixed limit. A single large gradient is left as it is: only
    several in a row are divergence.
    """

    own = ("n_steps", "average", "recent")

    def __init__(self, optimizer: Optimizer) -> None:
        super().__init__([optimizer])
        self.n_steps = 0
        self.average = self.recent = torch.zeros((), dtype=torch.float32)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Scale the gradients down if they diverge; then let the optimizer step."""
        weights = [weight for group in self.param_groups for weight in group["params"]]
        gradients = [each.grad for each in weights if each.grad is not None]
        if gradients:
            self.scale_down(gradients)
        super().step()

    def scale_down(self, gradients: list[Tensor]) -> None:
        """Scale the gradients of a step, in place, if their norms grow fast."""
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        if self.n_steps == 0:
            self.average = self.recent = norm
        counted = torch.minimum(norm, MOST * self.average)
        self.recent = torch.lerp(self.recent, counted, RECENT)
        limit = LIMIT * self.average
        diverges = (self.recent > limit) & (norm > limit)
        # On the processor the value can be read at once, to skip multiplications by 1.
        if self.n_steps >= FIRST_STEPS and (not norm.is_cpu or diverges):
            share = torch.where(diverges, limit / norm, 1.0)
            torch._foreach_mul_(gradients, share)
        self.average = torch.lerp(self.average, counted, LONG)
        self.n_steps += 1
