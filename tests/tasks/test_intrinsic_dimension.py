"""Intrinsic dimension from the distances to nearest neighbours."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.datasets import make_swiss_roll

from autoencode.tasks.intrinsic_dimension import intrinsic_dimensions

NAMES = ["TwoNN", "maximum likelihood"]


@pytest.mark.parametrize("dimension", [1, 2, 5])
def test_a_hyperplane_has_its_dimension_in_any_number_of_features(dimension):
    rng = np.random.default_rng(0)
    X = rng.uniform(size=(2000, dimension)) @ rng.normal(size=(dimension, 12))
    found = intrinsic_dimensions(X)
    assert list(found) == NAMES
    for value in found.values():
        assert value == pytest.approx(dimension, rel=0.12)


def test_a_swiss_roll_is_a_surface():
    X, _ = make_swiss_roll(2000, random_state=0)
    for value in intrinsic_dimensions(X).values():
        assert value == pytest.approx(2, rel=0.1)


def test_the_likelihood_of_a_ring_is_that_of_a_calculation_by_hand():
    # Two neighbours at each distance: of 20, the last gives the scale of the other 19.
    angles = 2 * np.pi * np.arange(60) / 60
    found = intrinsic_dimensions(np.column_stack([np.cos(angles), np.sin(angles)]))
    chords = np.sin(np.pi * np.repeat(np.arange(1, 11), 2) / 60)
    log_ratios = np.log(chords[-1] / chords[:19])
    assert found["maximum likelihood"] == pytest.approx(19 / log_ratios.sum())


def test_the_estimates_do_not_depend_on_the_scale_or_on_sparseness():
    X = np.random.default_rng(0).uniform(size=(300, 3))
    plain = intrinsic_dimensions(X)
    scaled = intrinsic_dimensions(1000 * X)
    as_sparse = intrinsic_dimensions(sparse.csr_array(X))
    for name in NAMES:
        assert scaled[name] == pytest.approx(plain[name])
        assert as_sparse[name] == pytest.approx(plain[name], rel=1e-3)


@pytest.mark.parametrize("kind", [np.asarray, sparse.csr_array])
def test_of_equal_samples_one_is_used(kind):
    X = np.random.default_rng(0).uniform(size=(500, 2))
    twice = intrinsic_dimensions(kind(np.vstack([X, X[:250]])))
    for name, value in intrinsic_dimensions(kind(X)).items():
        assert twice[name] == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize("X", [np.eye(10), np.zeros((100, 3))])
def test_too_few_different_samples_have_no_estimate(X):
    assert intrinsic_dimensions(X) == {}
