"""Standard errors of areas under ROC curves, and of their difference."""

import numpy as np
import pytest

from autoencode.tasks.areas import area_errors, difference_error


def drawn(n, seed, is_paired):
    """Scores of two methods: those of negative samples, and of positive ones."""
    rng = np.random.default_rng(seed)
    low = rng.normal(size=(1, n)) + 0.7 * rng.normal(size=(2, n))
    high = 1 + rng.normal(size=(1, n)) + 0.7 * rng.normal(size=(2, n))
    if is_paired:  # a change of each negative sample
        high = low + np.array([[0.5], [1.0]]) + 0.3 * rng.normal(size=(2, n))
    return low, high


@pytest.mark.parametrize("is_paired", [False, True])
def test_the_standard_error_is_the_deviation_between_samples(is_paired):
    differences, errors, areas, own_errors = [], [], [], []
    for seed in range(300):
        low, high = drawn(40, seed, is_paired)
        # The area is the fraction of pairs in the right order.
        own, other = (low[:, :, None] < high[:, None]).mean(axis=(1, 2))
        differences.append(own - other)
        errors.append(difference_error(low, high, is_paired=is_paired))
        areas.append(own)
        own_errors.append(area_errors(low, high, is_paired=is_paired)[0])
    assert np.mean(own_errors) == pytest.approx(np.std(areas), rel=0.12)
    assert np.mean(errors) == pytest.approx(np.std(differences), rel=0.12)


def test_equal_scores_have_equal_areas_without_doubt():
    low, high = drawn(20, 0, is_paired=False)
    assert difference_error([low[0]] * 2, [high[0]] * 2, is_paired=False) == 0


def test_a_single_sample_has_no_standard_error():
    low, high = drawn(20, 0, is_paired=False)
    assert np.isnan(difference_error(low, high[:, :1], is_paired=False))
