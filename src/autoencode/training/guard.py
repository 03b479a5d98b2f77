"""A guard against leaps: training that runs away, and does not come back.

Where steps are a little too large for a wide network, the gradient swings along the
steepest direction, and each swing is longer than the last. Within ten steps the loss is
many times what it was, and much of what was learned is lost. The guard looks at the
length of the gradient: while its recent lengths are growing fast, it is kept short.
"""

from typing import Any, ClassVar

import torch
from torch import Tensor
from torch.optim import Optimizer

# While recent lengths are more than so many times the usual one, training runs away,
# and gradients are shortened to as many. With 3 a leap would begin before it is held.
LIMIT = 2.0
USUAL, RECENT = 0.01, 0.2  # share of the newest length in each of the two averages
MOST = 4.0  # a single length counts in them as so many usual ones at most
FIRST_STEPS = 50  # in which lengths fall quickly, and nothing is done


class Wrapper(Optimizer):
    """An optimizer that lets others step; a copy of it has copies of these.

    Its ``param_groups`` are theirs, not copies.
    """

    kept: ClassVar[tuple[str, ...]]  # attributes that PyTorch's own list leaves out

    def __init__(self, optimizers: list[Optimizer]) -> None:
        groups = [group for each in optimizers for group in each.param_groups]
        super().__init__(groups, {})
        self.param_groups = groups

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs."""
        own = {name: getattr(self, name) for name in self.kept}
        return {**super().__getstate__(), **own}


class Guarded(Wrapper):
    """An optimizer that is given gradients without leaps.

    Lengths are of all gradients together (Pascanu, Mikolov & Bengio, 2013, section 3.2,
    shorten the gradient so; they take a fixed limit). One long gradient among others is
    left as it is: it is several in a row that run away.

    Parameters
    ----------
    optimizer : Optimizer
        Changes the weights.
    """

    kept = ("optimizer", "n_steps", "usual", "recent")

    def __init__(self, optimizer: Optimizer) -> None:
        super().__init__([optimizer])
        self.optimizer = optimizer
        self.n_steps = 0
        self.usual = self.recent = torch.zeros(())

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Shorten the gradients if they run away; then let the optimizer step."""
        weights = [weight for group in self.param_groups for weight in group["params"]]
        self.shorten([each.grad for each in weights if each.grad is not None])
        self.optimizer.step()

    def shorten(self, gradients: list[Tensor]) -> None:
        """Shorten the gradients of a step, in place, if lengths are running away."""
        lengths = torch._foreach_norm(gradients)
        length = torch.stack(lengths).norm() if len(lengths) > 1 else lengths[0]
        if self.n_steps == 0:
            self.usual = self.recent = length
        counted = torch.minimum(length, MOST * self.usual)
        self.recent = torch.lerp(self.recent, counted, RECENT)
        limit = LIMIT * self.usual
        runs_away = (self.recent > limit) & (length > limit)
        # Where looking does not wait for a device, nothing is multiplied by 1.
        if self.n_steps >= FIRST_STEPS and (not length.is_cpu or runs_away):
            share = torch.where(runs_away, limit / length, 1.0)
            torch._foreach_mul_(gradients, share)
        self.usual = torch.lerp(self.usual, counted, USUAL)
        self.n_steps += 1
