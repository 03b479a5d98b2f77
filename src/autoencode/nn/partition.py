"""Log partition functions of Boltzmann machines: exact where few units can be counted
through, estimated by annealed importance sampling otherwise.
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

MOST_COUNTED_UNITS = 20  # 2^20 states: a second or so
STATES_PER_BLOCK = 2**12


class LogPartition(NamedTuple):
    """A log partition function, in nats, and its standard error: 0 if exact."""

    value: float
    standard_error: float


def exact_log_partition(
    machine: BoltzmannMachine, total: float | None = None
) -> LogPartition | None:
    """Return the log partition function, or None where it cannot be counted.

    It can with at most 20 binary units in one layer, and with Gaussian units in both.

    Parameters
    ----------
    machine : BoltzmannMachine
        Of any size.

    total : float or None, default=None
        Number of words, if the visible units are counts.

    Raises
    ------
    InvalidParameterError
        If a machine of Gaussian units has none: its weights are too large.
    """
    machine = copy.deepcopy(machine).cpu().double()
    n_hidden, n_visible = machine.weight.shape
    if isinstance(machine.hidden, Binary) and n_hidden <= MOST_COUNTED_UNITS:
        terms = [_log_weights_of_hidden(machine, h, total) for h in _states(n_hidden)]
    elif isinstance(machine.visible, Binary) and n_visible <= MOST_COUNTED_UNITS:
        terms = [-machine.free_energy(v) for v in _states(n_visible)]
    elif isinstance(machine.visible, Gaussian) and isinstance(machine.hidden, Gaussian):
        return LogPartition(_of_gaussians(machine), 0.0)
    else:
        return None
    return LogPartition(float(torch.cat(terms).logsumexp(dim=0)), 0.0)


def _log_weights_of_hidden(
    machine: BoltzmannMachine, h: Tensor, total: float | None
) -> Tensor:
    """Return the log of the density of binary hidden states, not normalised."""
    n_words = None if total is None else h.new_full((len(h), 1), total)
    times = 1.0 if total is None else total
    at_rest = times * (h @ machine.hidden_bias)
    return at_rest + machine.visible.log_partition(machine.visible_input(h), n_words)


def _states(n_units: int) -> Iterator[Tensor]:
    """Give all states of binary units, in blocks of rows."""
    bits = 2 ** torch.arange(n_units)
    for start in range(0, 2**n_units, STATES_PER_BLOCK):
        numbers = torch.arange(start, min(start + STATES_PER_BLOCK, 2**n_units))
        yield (numbers[:, None] & bits).ne(0).double()


def _of_gaussians(machine: BoltzmannMachine) -> float:
    """Return the integral of a Gaussian over all units of both layers."""
    n_hidden, n_visible = machine.weight.shape
    couplings = torch.eye(n_visible + n_hidden, dtype=torch.float64)
    couplings[:n_visible, n_visible:] = -machine.weight.t()
    couplings[n_visible:, :n_visible] = -machine.weight
    biases = torch.cat([machine.visible_bias, machine.hidden_bias])
    lower, failed = torch.linalg.cholesky_ex(couplings)
    if failed:
        raise InvalidParameterError(
            "The machine has no density that can be normalised: with Gaussian units in "
            "both layers all singular values of its weights must be below 1. Lower "
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
    end at the machine, through temperatures that are closer where it matters (their
    500 to a half, 4,000 to 0.9, 10,000 to 1; here in the same proportions). The
    estimate of the partition function is unbiased, so that of its logarithm is too low
    on average.

    Parameters
    ----------
    machine : BoltzmannMachine
        Any but one of noisy ReLU units, whose draws are approximate.

    base_bias : tensor of shape (n_visible,)
        Biases of the independent units to start from, best those that suit the data.

    generator : torch.Generator
        On the machine's device.

    n_chains, n_temperatures : int
        The cost is their product times the number of weights, the standard error falls
        with the root of the first.

    total : float or None, default=None
        Number of words, if the visible units are counts.
    """
    if isinstance(machine.hidden, NoisyReLU):
        raise InvalidParameterError(
            "hidden_units='relu' has no likelihood: noisy ReLU units stand for binary "
            "ones only nearly. Use hidden_units='binary', or free_energy()."
        )
    visible, hidden = machine.visible, machine.hidden
    is_counts = isinstance(visible, Counts)
    n_words = base_bias.new_full((n_chains, 1), total or 0.0) if is_counts else None
    start = base_bias.expand(n_chains, -1)
    at_rest = base_bias.new_zeros(1, len(machine.hidden_bias))
    log_start = visible.log_partition(
        start[:1], None if n_words is None else n_words[:1]
    ) + hidden.log_partition(at_rest)
    v = visible.sample(start, generator, n_words)
    log_weights = torch.zeros(n_chains, dtype=torch.float64)
    before = 0.0
    for beta in _temperatures(n_temperatures):
        z = machine.hidden_input(v)
        # The visible units' own terms differ by their biases alone.
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
