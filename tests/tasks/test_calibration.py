"""Calibration of an ensemble: held-out samples, and the tail of their scores."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import genpareto

from autoencode.tasks.calibration import held_out_folds
from autoencode.tasks.tail import Tail


def test_each_held_out_sample_is_held_out_by_two_members():
    few = held_out_folds(1000, 4, seed=0)
    assert (few.sum(axis=0) == 2).all()
    many = held_out_folds(11_000, 4, seed=0)
    assert set(many.sum(axis=0)) == {0, 2}
    assert 2000 <= many.any(axis=0).sum() < 2500
    # Each pair of neighbouring members has samples held out by both.
    assert all((one & other).any() for one, other in pairwise([*many, many[0]]))
    assert held_out_folds(15, 4, seed=0) is None


@pytest.mark.parametrize("shape", [-0.2, 0.0, 0.3])
def test_a_tail_extrapolates_its_distribution(shape):
    rng = np.random.default_rng(0)
    tail = Tail(genpareto.rvs(shape, size=20_000, random_state=rng), 1)
    for p in (0.3, 0.01, 1e-3, 1e-5):
        value = genpareto.isf(p, shape)
        assert tail.probability(np.array([value]))[0] == pytest.approx(p, rel=0.6)
        assert tail.value_at(p) == pytest.approx(value, rel=0.25)


def test_values_of_one_sample_count_as_one():
    values = np.random.default_rng(0).normal(size=60)
    once, often = Tail(values, 1), Tail(np.repeat(values, 8), 8)
    grid = np.linspace(-3, 9, 60)
    np.testing.assert_allclose(often.probability(grid), once.probability(grid), 0.15)
    assert (often.probability(grid) > 1e-6).all()


@pytest.mark.parametrize("n", [20, 50])
def test_few_values_do_not_make_others_impossible(n):
    rng = np.random.default_rng(0)
    for make in (rng.normal, rng.exponential):
        p = np.concatenate(
            [Tail(make(size=n), 1).probability(make(size=2000)) for _ in range(40)]
        )
        for level in (1e-2, 1e-3, 1e-4):
            assert np.mean(p <= level) < 2 * level + 1e-4


@pytest.mark.parametrize("n_values", [1, 2, 6, 50, 1000])
def test_probabilities_decrease_and_thresholds_are_their_inverse(n_values):
    values = np.random.default_rng(0).normal(size=n_values)
    tail = Tail(values, 1)
    grid = np.linspace(-5, 8, 200)
    p = tail.probability(grid)
    assert (np.diff(p) <= 1e-12).all()
    assert ((p > 0) & (p <= 1)).all()
    if n_values >= 6:
        threshold = tail.value_at(1e-4)
        p = tail.probability(np.array([threshold]))[0]
        assert p == pytest.approx(1e-4, rel=1e-6)
