"""Energies, conditionals and partition functions compared with sums over all states."""

import itertools
import math

import numpy as np
import pytest
import torch
from scipy.special import logsumexp

from autoencode.errors import InvalidParameterError
from autoencode.nn.partition import annealed_log_partition, exact_log_partition
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.units import HIDDEN_UNITS, VISIBLE_UNITS, Counts


def machine(n_visible=5, n_hidden=4, visible="binary", hidden="binary", scale=0.7):
    generator = torch.Generator().manual_seed(0)
    made = BoltzmannMachine(n_visible, n_hidden, visible, hidden)
    for weight in made.parameters():
        weight.normal_(std=scale, generator=generator)
    return made.eval()


def states(n):
    return np.array(list(itertools.product([0.0, 1.0], repeat=n)))


def energies(made, v, h):
    """Return -b v - c h - h W v for all pairs of rows, (len(v), len(h))."""
    W, c, b = (p.double().numpy() for p in made.parameters())
    return -(v @ b)[:, None] - h @ c - v @ W.T @ h.T


def test_free_energy_sums_over_all_hidden_states():
    made = machine()
    v, h = states(5), states(4)
    expected = -logsumexp(-energies(made, v, h), axis=1)
    found = made.free_energy(torch.from_numpy(v).float())
    assert np.allclose(found, expected, atol=1e-5)


def test_hidden_means_are_those_of_the_joint_density():
    made = machine()
    v, h = states(5), states(4)
    weights = np.exp(-energies(made, v, h))
    expected = weights @ h / weights.sum(axis=1, keepdims=True)
    assert np.allclose(made.encode(torch.from_numpy(v).float()), expected, atol=1e-5)


def test_exact_partition_function_is_the_sum_over_all_states():
    for n_visible, n_hidden in [(5, 4), (4, 6), (3, 22)]:
        made = machine(n_visible, n_hidden, scale=0.4)
        if n_hidden > 20:  # enumerates the visible states
            v = torch.from_numpy(states(n_visible)).double()
            expected = logsumexp(-made.double().free_energy(v).numpy())
        else:
            expected = logsumexp(-energies(made, states(n_visible), states(n_hidden)))
        assert exact_log_partition(made).value == pytest.approx(expected, abs=1e-5)


def test_partition_function_of_gaussian_visible_units_is_that_of_a_mixture():
    # Sum over h of the Gaussian integrals over the visible units.
    made = machine(3, 2, "gaussian", scale=0.5)
    W, c, b = (p.double().numpy() for p in made.parameters())
    h = states(2)
    z = b + h @ W
    expected = logsumexp(h @ c + 0.5 * (z**2).sum(axis=1)) + 1.5 * math.log(2 * math.pi)
    assert exact_log_partition(made).value == pytest.approx(expected, abs=1e-5)


def test_partition_function_of_gaussian_units_is_a_gaussian_integral():
    made = machine(2, 1, "gaussian", "gaussian", scale=0.3)
    grid = np.linspace(-9, 9, 91)
    v = np.array(list(itertools.product(grid, grid)))
    log_densities = -made.double().free_energy(torch.from_numpy(v)).numpy()
    expected = logsumexp(log_densities) + 2 * math.log(grid[1] - grid[0])
    assert exact_log_partition(made).value == pytest.approx(expected, abs=1e-4)


def test_gaussian_units_with_large_weights_have_no_density():
    made = machine(2, 2, "gaussian", "gaussian", scale=3.0)
    with pytest.raises(InvalidParameterError, match="singular values"):
        exact_log_partition(made)


def test_partition_function_of_counts_is_the_sum_over_all_texts():
    made = machine(3, 2, "counts")
    texts = np.array(list(itertools.product(range(3), repeat=4)))  # of 4 words
    v = np.stack([np.bincount(text, minlength=3) for text in texts])
    expected = logsumexp(-made.free_energy(torch.from_numpy(v).float()).numpy())
    assert exact_log_partition(made, 4.0).value == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("visible", "hidden"),
    [
        *[(visible, "binary") for visible in VISIBLE_UNITS],
        ("binary", "gaussian"),
        ("gaussian", "gaussian"),
    ],
)
def test_annealed_estimates_are_within_a_tenth_of_a_nat(visible, hidden):
    made = machine(6, 4, visible, hidden, scale=0.2)
    total = 5.0 if visible == "counts" else None
    exact = exact_log_partition(made, total)
    generator = torch.Generator().manual_seed(0)
    found = annealed_log_partition(
        made, torch.zeros(6), generator, n_chains=200, n_temperatures=1000, total=total
    )
    assert abs(found.value - exact.value) < 0.1
    assert abs(found.value - exact.value) < 5 * found.standard_error + 1e-3


def test_noisy_relu_units_have_no_likelihood():
    made = machine(22, 22, hidden="relu")
    with pytest.raises(InvalidParameterError, match="has no likelihood"):
        annealed_log_partition(made, torch.zeros(22), torch.Generator(), n_chains=2)


@pytest.mark.parametrize("name", HIDDEN_UNITS)
def test_means_are_derivatives_of_the_log_partition(name):
    units = HIDDEN_UNITS[name]
    z = torch.linspace(-30, 30, 61, dtype=torch.float64)[:, None]
    step = 1e-4
    ahead, behind = units.log_partition(z + step), units.log_partition(z - step)
    slope = (ahead - behind) / (2 * step)
    assert torch.allclose(slope, units.mean(z)[:, 0], atol=1e-5)


@pytest.mark.parametrize("name", HIDDEN_UNITS)
def test_samples_have_the_mean_of_their_units(name):
    units = HIDDEN_UNITS[name]
    z = torch.full((40_000, 1), 2.0)
    drawn = units.sample(z, torch.Generator().manual_seed(0))
    # Approximate for noisy ReLU units: log(1 + e^2) is 2.127, the mean of samples 2.00.
    tolerance = 0.15 if name == "relu" else 0.02
    assert float(drawn.mean()) == pytest.approx(float(units.mean(z)[0]), abs=tolerance)


def test_sampled_texts_have_the_given_length():
    z = torch.tensor([[0.0, 1.0, 2.0]]).expand(3000, -1)
    lengths = torch.arange(3000.0)[:, None] % 7
    drawn = Counts().sample(z, torch.Generator().manual_seed(0), lengths)
    assert torch.equal(drawn.sum(dim=1, keepdim=True), lengths)
    shares = drawn.sum(dim=0) / drawn.sum()
    assert torch.allclose(shares, z[0].softmax(dim=0), atol=0.02)
