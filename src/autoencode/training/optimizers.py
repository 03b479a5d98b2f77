"""Optimizers and schedules by name. Those that PyTorch has are PyTorch's."""

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from torch import nn
from torch.optim import Optimizer

from autoencode.training import eager
from autoencode.training.conjugate import ConjugateGradients
from autoencode.training.guard import GuardedOptimizer, OptimizerWrapper

ParameterGroups = Iterable[dict[str, Any]]


def adamw(groups: ParameterGroups, learning_rate: float) -> Optimizer:
    """Loshchilov & Hutter (2019): Adam, its weight decay kept out of the moments."""
    return eager.AdamW(groups, lr=learning_rate, fused=True)


def adam(groups: ParameterGroups, learning_rate: float) -> Optimizer:
    """Kingma & Ba (2015); weight decay is added to the gradient."""
    return eager.Adam(groups, lr=learning_rate, fused=True)


def sgd(groups: ParameterGroups, learning_rate: float) -> Optimizer:
    """Gradient descent with Nesterov momentum 0.9 (Sutskever et al., 2013)."""
    return eager.SGD(groups, lr=learning_rate, momentum=0.9, nesterov=True, fused=True)


# Muon's step sizes are of another order: a matrix moves by this many times the
# learning rate that suits AdamW (chosen on MNIST; too much for small networks).
MUON_FACTOR = 20.0


def muon(groups: ParameterGroups, learning_rate: float) -> Optimizer:
    """Jordan et al. (2024): orthogonalized momentum of matrices; AdamW for the rest."""
    matrices, others = [], []
    for group in groups:
        for weight in group["params"]:
            if weight.ndim == 2:
                matrices.append(group | {"params": [weight], "factor": MUON_FACTOR})
            else:
                others.append(group | {"params": [weight]})
    optimizers: list[Optimizer] = []
    if matrices:
        optimizers.append(eager.Muon(matrices, lr=learning_rate * MUON_FACTOR))
    if others:
        optimizers.append(adamw(others, learning_rate))
    return OptimizerWrapper(optimizers)


class OptimizerKind(NamedTuple):
    """How to make an optimizer, and its defaults."""

    make: Callable[[ParameterGroups, float], Optimizer]
    is_elementwise: bool  # whether the update of a weight depends on it alone
    weight_decay: float  # the meaning of "auto" where there are hidden layers


# Weight decay lowers the error on new samples of most data sets (see
# benchmarks/weight_decay.py). Adam adds it to the gradient, which has another effect.
OPTIMIZERS: dict[str, OptimizerKind] = {
    "adamw": OptimizerKind(adamw, is_elementwise=True, weight_decay=0.1),
    "adam": OptimizerKind(adam, is_elementwise=True, weight_decay=0.0),
    "sgd": OptimizerKind(sgd, is_elementwise=True, weight_decay=0.0),
    "muon": OptimizerKind(muon, is_elementwise=False, weight_decay=0.3),
    "cg": OptimizerKind(ConjugateGradients, is_elementwise=True, weight_decay=0.0),
}


def make_optimizer(
    name: str,
    network: nn.Module,
    *,
    learning_rate: float,
    weight_decay: float,
    apart: Iterable[nn.Parameter] = (),
    is_guarded: bool = False,
) -> Optimizer:
    """Return the optimizer ``name`` for a network.

    Weight decay acts on weight matrices, not on biases nor on the parameters of batch
    norm, nor on the weights ``apart``: shrinking those does not simplify the function.

    With ``is_guarded`` it is guarded against loss spikes, unless it finds its own step
    sizes.
    """
    weights = [p for p in network.parameters() if p.requires_grad]
    own = {id(weight) for weight in apart}
    matrices = [p for p in weights if p.ndim >= 2 and id(p) not in own]
    others = [p for p in weights if p.ndim < 2 or id(p) in own]
    parts = [(matrices, weight_decay), (others, 0.0)]
    if weight_decay == 0:  # one group takes one fused call a step
        parts = [(weights, 0.0)]
    groups = [{"params": part, "weight_decay": decay} for part, decay in parts if part]
    optimizer = OPTIMIZERS[name].make(groups, learning_rate)
    if is_guarded and not isinstance(optimizer, ConjugateGradients):
        return GuardedOptimizer(optimizer)
    return optimizer


def warm_up(step: int, n_steps: int) -> float:
    """Rise over the first twentieth of the steps, 500 at most; then 1."""
    n_warm_up = min(500, n_steps // 20)
    return min(1.0, (step + 1) / (n_warm_up + 1))


def constant(step: int, n_steps: int) -> float:
    """Leave the learning rate as it is."""
    return 1.0


def cosine(step: int, n_steps: int) -> float:
    """Warm up, then fall to zero along half a cosine (Loshchilov & Hutter, 2017)."""
    return warm_up(step, n_steps) * 0.5 * (1 + math.cos(math.pi * step / n_steps))


def linear(step: int, n_steps: int) -> float:
    """Warm up, then fall to zero along a line."""
    return warm_up(step, n_steps) * (1 - step / n_steps)


# From the step, counted from 0, and the number of steps to the factor of learning_rate.
SCHEDULES: dict[str, Callable[[int, int], float]] = {
    "cosine": cosine,
    "linear": linear,
    "constant": constant,
}
