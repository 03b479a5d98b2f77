"""Log partition functions of Boltzmann machines.

Exact by enumeration for small layers, else estimated by annealed importance sampling.
"""

import copy
import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from autoencode.errors import InvalidParameterError
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.units import Binary, Counts, Gaussian, NoisyReLU

MAX_ENUMERATED_UNITS = 20  # 2^20 states: a second or so
STATES_PER_BLOCK = 2**12


class LogPartition(NamedTuple):
    """A log partition function, in nats, and its standard error, 0 if exact."""

    value: float
    standard_error: float


def exact_log_partition(
    machine: BoltzmannMachine, total: float | None = None
) -> LogPartition | None:
    """Return the exact log partition function, or None if it is not tractable.

    It is tractable with at most 20 binary units in one layer, or with Gaussian units
    in both.

    Parameters
    ----------
    machine : BoltzmannMachine
        Of any size.

    total : float or None, default=None
        Number of words, if the visible units are counts.

    Raises
    ------
    InvalidParameterError
        If it is infinite: a machine of Gaussian units with too large weights.
    """
    machine = copy.deepcopy(machine).cpu().double()
    n_hidden, n_visible = machine.weight.shape
    if isinstance(machine.hidden, Binary) and n_hidden <= MAX_ENUMERATED_UNITS:
        terms = [_hidden_log_density(machine, h, total) for h in _states(n_hidden)]
    elif isinstance(machine.visible, Binary) and n_visible <= MAX_ENUMERATED_UNITS:
        terms = [-machine.free_energy(v) for v in _states(n_visible)]
    elif isinstance(machine.visible, Gaussian) and isinstance(machine.hidden, Gaussian):
        return LogPartition(_gaussian_log_partition(machine), 0.0)
    else:
        return None
    return LogPartition(float(torch.cat(terms).logsumexp(dim=0)), 0.0)


def _hidden_log_density(
    machine: BoltzmannMachine, h: Tensor, total: float | None
) -> Tensor:
    """Return the unnormalised log density of binary hidden states."""
    n_words = None if total is None else h.new_full((len(h), 1), total)
    times = 1.0 if total is None else total
    bias_term = times * (h @ machine.hidden_bias)
    return bias_term + machine.visible.log_partition(machine.visible_input(h), n_words)


def _states(n_units: int) -> Iterator[Tensor]:
    """Yield all states of binary units, in blocks of rows."""
    bits = 2 ** torch.arange(n_units)
    for start in range(0, 2**n_units, STATES_PER_BLOCK):
        numbers = torch.arange(start, min(start + STATES_PER_BLOCK, 2**n_units))
        yield (numbers[:, None] & bits).ne(0).double()


def _gaussian_log_partition(machine: BoltzmannMachine) -> float:
    """Return the log of the Gaussian integral over all units of both layers."""
    n_hidden, n_visible = machine.weight.shape
    couplings = torch.eye(n_visible + n_hidden, dtype=torch.float64)
    couplings[:n_visible, n_visible:] = -machine.weight.t()
    couplings[n_visible:, :n_visible] = -machine.weight
    biases = torch.cat([machine.visible_bias, machine.hidden_bias])
    lower, failed = torch.linalg.cholesky_ex(couplings)
    if failed:
        raise InvalidParameterError(
            "The density of the machine cannot be normalised: with Gaussian units in "
            "both layers all singular values of the weights must be below 1. Lower "
            "learning_rate, or raise weight_decay."
        )
    mean = torch.cholesky_solve(biases[:, None], lower)[:, 0]
    log_determinant = 2 * lower.diagonal().log().sum()
    n_units = n_visible + n_hidden
    return float(
        0.5 * (biases @ mean - log_determinant + n_units * math.log(2 * math.pi))
    )


def annealed_log_partition(
    machine: BoltzmannMachine,
    base_bias: Tensor,
    generator: torch.Generator,
    *,
    n_chains: int = 100,
    n_temperatures: int = 14_500,
    total: float | None = None,
) -> LogPartition:
    """Estimate the log partition function by annealed importance sampling.

    Salakhutdinov & Murray (2008). The chains start from independent visible units and
    end at the machine. Inverse temperatures are spaced in the paper's proportions: 500
    up to 0.5, 4,000 up to 0.9, 10,000 up to 1. The estimate of the partition function
    is unbiased, so that its logarithm is too low on average.

    Parameters
    ----------
    machine : BoltzmannMachine
        Without noisy ReLU units, which are sampled approximately.

    base_bias : tensor of shape (n_visible,)
        Biases of the independent units to start from, best fitted to the data.

    generator : torch.Generator
        On the machine's device.

    n_chains, n_temperatures : int
        The cost is their product times the number of weights; the standard error falls
        with the square root of ``n_chains``.

    total : float or None, default=None
        Number of words, if the visible units are counts.
    """
    if isinstance(machine.hidden, NoisyReLU):
        raise InvalidParameterError(
            "hidden_units='relu' has no likelihood: noisy ReLU units only approximate "
            "binary ones. Use hidden_units='binary', or free_energy()."
        )
    visible, hidden = machine.visible, machine.hidden
    is_counts = isinstance(visible, Counts)
    n_words = base_bias.new_full((n_chains, 1), total or 0.0) if is_counts else None
    start = base_bias.expand(n_chains, -1)
    no_input = base_bias.new_zeros(1, len(machine.hidden_bias))
    log_start = visible.log_partition(
        start[:1], None if n_words is None else n_words[:1]
    ) + hidden.log_partition(no_input)
    v = visible.sample(start, generator, n_words)
    log_weights = torch.zeros(n_chains, dtype=torch.float64)
    before = 0.0
    for beta in _temperatures(n_temperatures):
        z = machine.hidden_input(v)
        # The terms of the visible units differ in their biases only.
        change = (beta - before) * (v @ (machine.visible_bias - base_bias))
        change += hidden.log_partition(beta * z) - hidden.log_partition(before * z)
        log_weights += change.cpu().double()
        h = hidden.sample(beta * z, generator)
        inputs = torch.lerp(start, machine.visible_input(h), beta)
        v = visible.sample(inputs, generator, n_words)
        before = beta
    log_mean = float(log_weights.logsumexp(dim=0)) - math.log(n_chains)
    relative = (log_weights - log_mean).exp()
    error = float(relative.std()) / math.sqrt(n_chains) if n_chains > 1 else math.inf
    return LogPartition(float(log_start) + log_mean, error)


def _temperatures(n: int) -> list[float]:
    """Return ``n`` inverse temperatures above 0, the last one 1."""
    parts = [(0.0, 0.5, 500), (0.5, 0.9, 4_000), (0.9, 1.0, 10_000)]
    values: list[float] = []
    for low, high, share in parts:
        count = max(1, round(n * share / 14_500))
        values += np.linspace(low, high, count + 1)[1:].tolist()
    return values
