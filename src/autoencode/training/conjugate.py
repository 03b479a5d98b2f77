"""Conjugate gradients: fine-tuning as in Hinton & Salakhutdinov (2006)."""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch.optim.lbfgs import _strong_wolfe

from autoencode.training.checkpoint_checks import checked, settings, whole
from autoencode.training.eager import EagerOptimizer

# The constants of Rasmussen's minimize.m in the paper's code.
N_LINE_SEARCHES = 3
SUFFICIENT_DECREASE, CURVATURE = 0.01, 0.5
MAX_EVALUATIONS = 20  # in a line search
MAX_GROWTH = 100.0  # of a step, from one line search to the next


class ConjugateGradients(EagerOptimizer):
    """Three line searches along conjugate directions on each batch.

    Batches should be large, 1,000 as in Hinton & Salakhutdinov (2006).

    Polak & Ribière's directions (Nocedal & Wright, 2006, section 5.2), restarted with
    each batch, and PyTorch's line search to the strong Wolfe conditions. A step needs
    about 7 evaluations of the loss and its gradient. The learning rate is not used.
    """

    def __init__(
        self, groups: Iterable[dict[str, Any]], learning_rate: float = 1.0
    ) -> None:
        super().__init__(groups, {"lr": learning_rate, "weight_decay": 0.0})
        self.first_step: float | None = None  # the last batch's first one
        self.n_evaluations = 0

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs."""
        own = {"first_step": self.first_step, "n_evaluations": self.n_evaluations}
        return {**super().__getstate__(), **own}

    def state_dict(self) -> dict[str, Any]:
        """Return what the next batch's line searches depend on."""
        own = {"first_step": self.first_step, "n_evaluations": self.n_evaluations}
        return {**super().state_dict(), **own}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Set what `state_dict` returns."""
        super().load_state_dict(
            {"state": {}, "param_groups": settings(self, state_dict)}
        )
        first = state_dict["first_step"]
        self.first_step = None if first is None else checked(first)
        self.n_evaluations = whole(state_dict["n_evaluations"])

    @torch.no_grad()
    def step(  # type: ignore[override]
        self, set_gradients: Callable[[], Tensor]
    ) -> Tensor:
        """Make the line searches; return the loss terms before them.

        ``set_gradients`` returns the loss terms and sets the gradients of their sum.
        """
        set_gradients = torch.enable_grad()(set_gradients)
        terms = set_gradients()
        loss, gradient = self._with_decay(terms)
        if not torch.isfinite(terms).all():
            return terms
        direction = -gradient
        slope = float(gradient @ direction)
        step = self.first_step or 1 / (1 - slope)

        def evaluate(
            start: Tensor, step: float, direction: Tensor
        ) -> tuple[float, Tensor]:
            self._set(start + step * direction)
            return self._with_decay(set_gradients())

        for number in range(N_LINE_SEARCHES):
            if slope == 0.0:
                break
            start = self._weights()
            found, there, step, count = _strong_wolfe(  # type: ignore[no-untyped-call]
                evaluate,
                start,
                step,
                direction,
                loss,
                gradient,
                slope,
                c1=SUFFICIENT_DECREASE,
                c2=CURVATURE,
                max_ls=MAX_EVALUATIONS,
            )
            self.n_evaluations += count
            step = float(step)
            if not found < loss:  # too far, or not a number
                self._set(start)
                self.first_step = None
                break
            self._set(start + step * direction)
            if number == 0:
                self.first_step = step
            share = float((there @ there - there @ gradient) / (gradient @ gradient))
            loss, gradient = found, there.clone()
            direction = direction.mul_(max(0.0, share)).sub_(gradient)
            before, slope = slope, float(gradient @ direction)
            if slope >= 0:  # not downhill: restart with steepest descent
                direction = -gradient
                slope = float(gradient @ direction)
            step *= min(MAX_GROWTH, before / slope) if slope else 1.0
        return terms

    def _parameters(self) -> list[tuple[Tensor, float]]:
        """Return each weight, except for frozen ones, with its decay."""
        return [
            (weight, group["weight_decay"])
            for group in self.param_groups
            for weight in group["params"]
            if weight.requires_grad
        ]

    def _weights(self) -> Tensor:
        return torch.cat([weight.flatten() for weight, _ in self._parameters()])

    def _set(self, values: Tensor) -> None:
        start = 0
        for weight, _ in self._parameters():
            stop = start + weight.numel()
            weight.copy_(values[start:stop].view_as(weight))
            start = stop

    def _with_decay(self, terms: Tensor) -> tuple[float, Tensor]:
        """Return the loss and its gradient, both including weight decay."""
        loss = float(terms.sum())
        parts = []
        for weight, decay in self._parameters():
            gradient = weight.grad
            if gradient is None:  # the loss does not depend on this weight
                gradient = torch.zeros_like(weight)
            if decay:
                loss += 0.5 * decay * float(weight.square().sum())
                gradient = gradient + decay * weight
            parts.append(gradient.flatten())
        return loss, torch.cat(parts)
