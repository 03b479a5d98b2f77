"""Calibration of an ensemble: held-out samples, and the tail of their scores."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import genpareto

from autoencode import AnomalyDetector
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


@pytest.mark.parametrize("n_draws", [1, 8])
def test_a_value_that_many_samples_have_is_as_probable_as_it_is_frequent(n_draws):
    # 90 % are spread, 9 % have the same value, 1 % a larger one.
    spread = np.linspace(0, 1, 900)
    values = np.repeat(np.r_[spread, np.full(90, 3.0), np.linspace(4, 5, 10)], n_draws)
    tail = Tail(values, n_draws)
    assert tail.probability(np.array([3.0]))[0] == pytest.approx(0.1, rel=0.01)
    assert tail.probability(np.array([2.0]))[0] == pytest.approx(0.1, rel=0.01)
    # At a rate of 0.05 they are not reported, also if rounding makes one larger.
    assert 3.0 + 1e-6 < tail.value_at(0.05) < 4.0
    # Runs that were saved before keep their thresholds.
    assert Tail(values, 0).value_at(0.05) < 3.0


def test_rows_of_whole_numbers_are_not_reported_much_more_often_than_asked():
    rng = np.random.default_rng(5)
    X, new = (np.round(rng.normal(size=(n, 3))) for n in (1000, 4000))
    detector = AnomalyDetector(false_alarm_rate=0.05, random_state=0).fit(X)
    assert (detector.predict(new) == -1).mean() < 0.07
