"""Anomalies among the rows of one table: folds, their threshold and p-values."""

import numpy as np
import pandas as pd
import pytest
from trainings import short_training

from autoencode import AnomalyDetector, TableDetector
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.tasks.own_rows import detect_own_rows


@pytest.fixture(autouse=True)
def _few_steps():
    """Train briefly: p-values are valid for whatever scores."""
    with short_training(20):
        yield


def normal(n_rows, n_columns=4, seed=0):
    return np.random.default_rng(seed).normal(size=(n_rows, n_columns))


@pytest.mark.parametrize("detector", [AnomalyDetector(), TableDetector()])
def test_tables_too_small_to_hold_rows_out_are_refused(detector):
    # In-sample thresholds are too low: of 15 rows of noise, all were anomalies.
    X = normal(21) if isinstance(detector, AnomalyDetector) else frame(21)
    with pytest.raises(InvalidDataError, match="21 rows; at least 22 are needed"):
        detect_own_rows(detector, X, seed=0)


def frame(n_rows):
    return pd.DataFrame(normal(n_rows), columns=list("abcd"))


def test_more_ensemble_members_need_more_rows():
    detector = AnomalyDetector(n_members=8)
    with pytest.raises(InvalidDataError, match="40 rows; at least 43 are needed"):
        detect_own_rows(detector, normal(40), seed=0)
    with pytest.raises(InvalidParameterError, match="n_members must be at least 3"):
        detect_own_rows(AnomalyDetector(n_members=2), normal(40), seed=0)


@pytest.mark.parametrize("seed", range(3))
def test_few_rows_of_noise_are_reported_in_the_smallest_tables(seed):
    X = normal(22, seed=seed)
    X[3] = 100  # an extreme row, without which the detectors are trained again
    found, _ = detect_own_rows(AnomalyDetector(), X, seed=seed, n_reasons=0)
    assert np.delete(found.is_anomaly, 3).mean() < 0.3
    assert (np.delete(found.p_values, 3) > 1e-4).all()


def test_one_threshold_of_the_scores_holds_for_the_rows_of_all_folds():
    found, first = detect_own_rows(AnomalyDetector(), normal(120), seed=0, n_reasons=0)
    assert 0 < found.is_anomaly.sum() < 30
    assert (found.is_anomaly == (found.scores > -first.offset_)).all()


@pytest.mark.parametrize("n_members", ["many", None, 0])
def test_an_invalid_number_of_members_is_refused_before_it_is_compared(n_members):
    X = np.random.default_rng(0).normal(size=(60, 4))
    with pytest.raises(InvalidParameterError, match="n_members must be"):
        detect_own_rows(AnomalyDetector(n_members=n_members), X, seed=0)
