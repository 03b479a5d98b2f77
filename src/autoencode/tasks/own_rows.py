"""Detection in one table: rows are evaluated by detectors not trained on them."""

from itertools import count
from typing import Any

import numpy as np
from sklearn.base import clone

from autoencode.arrays import Array
from autoencode.data.dataset import take
from autoencode.errors import InvalidDataError, InvalidParameterError, counted
from autoencode.params import check_params
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.calibration import MIN_MEMBERS, SAMPLES_PER_MEMBER
from autoencode.tasks.detection import Detections, detect_samples, inner_detector
from autoencode.tasks.detector_evaluation import pca_distance
from autoencode.warning_filters import ignored_warnings

N_FOLDS = 5  # each detector is trained on four fifths of the rows
# Rows with smaller p-values, at most this share, are not trained on the second time.
EXTREME, MAX_EXTREME = 5e-3, 0.05
NOT_TRAINED_ON = -1


def detect_own_rows(
    detector: Any, X: Any, *, seed: int, n_reasons: int = 3
) -> tuple[Detections, Any]:
    """Return scores, p-values, labels and reasons of the rows of one table.

    The rows are split into five folds; a copy of the detector is trained on the others
    of each. So an anomaly is not among the samples that it is compared with. If there
    are extreme rows, this is repeated without them in the training: an impossible
    number changes the scale of its column, and so hides other anomalies.

    Parameters
    ----------
    detector : AnomalyDetector or TableDetector
        Not fitted.

    X : array, CSR matrix or data frame of shape (n_samples, n_features)
        Samples as the detector takes them.

    seed : int
        Seed of the folds and the detectors.

    n_reasons : int, default=3
        Number of columns reported per anomaly.

    Returns
    -------
    detections : Detections
        Of all samples. Scores of the other folds are shifted so that the threshold is
        that of the first one.

    fitted : AnomalyDetector or TableDetector
        The detector of the first fold.

    Raises
    ------
    InvalidDataError
        If there are fewer than 22 samples, or than the ensemble members of a fold need
        to hold some out, without which their p-values would be far too small.

    InvalidParameterError
        If ``n_members`` is below 3, with which none are held out.
    """
    n_samples = X.shape[0]
    _check_enough(n_samples, detector)
    fold = np.random.default_rng(seed).permutation(n_samples) % N_FOLDS
    with ignored_warnings(UserWarning):  # of categories of few rows
        detectors = _trained(detector, X, fold, seed)
        p_values = np.empty(n_samples)
        for number, own in enumerate(detectors):
            rows = np.flatnonzero(fold == number)
            p_values[rows] = own.p_values(take(X, rows))
        training = fold.copy()
        training[_extreme_rows(p_values)] = NOT_TRAINED_ON
        if (training == NOT_TRAINED_ON).any():
            detectors = _trained(detector, X, training, seed)
        found = []
        for number, own in enumerate(detectors):
            rows, others = np.flatnonzero(fold == number), _others(training, number)
            distance = _distance(own, take(X, others))
            some = take(X, rows)
            found.append(
                detect_samples(own, some, n_reasons=n_reasons, distance=distance)
            )
    order = np.argsort(np.argsort(fold, kind="stable"), kind="stable")
    thresholds = [-own.offset_ for own in detectors]
    return _joined(found, thresholds, order), detectors[0]


def _check_enough(n_samples: int, detector: Any) -> None:
    """Raise if the detectors of the folds would hold no rows out."""
    table_detector = not isinstance(detector, AnomalyDetector)
    inner = detector.detector or AnomalyDetector() if table_detector else detector
    check_params(inner)
    if inner.n_members < MIN_MEMBERS:
        raise InvalidParameterError(
            f"n_members must be at least {MIN_MEMBERS} to detect among the rows of one "
            f"table; got {inner.n_members}."
        )
    needed = SAMPLES_PER_MEMBER * inner.n_members
    least = next(n for n in count(needed) if _n_trained_on(n) >= needed)
    if n_samples < least:
        raise InvalidDataError(
            f"X has {counted(n_samples, 'row')}; at least {least} are needed to tell "
            f"which are anomalous. Give more rows."
        )


def _n_trained_on(n_samples: int) -> int:
    """Return the least number of rows that a detector of a fold is trained on."""
    return n_samples - -(-n_samples // N_FOLDS) - int(MAX_EXTREME * n_samples)


def _trained(detector: Any, X: Any, training: Array, seed: int) -> list[Any]:
    """Return a detector for each fold, trained on the rows of the others."""
    return [
        clone(detector)
        .set_params(random_state=seed + number)
        .fit(take(X, _others(training, number)))
        for number in range(N_FOLDS)
    ]


def _others(training: Array, number: int) -> Array:
    """Return the rows to train on; ``training`` is their fold or `NOT_TRAINED_ON`."""
    return np.flatnonzero((training != number) & (training != NOT_TRAINED_ON))


def _extreme_rows(p_values: Array) -> Array:
    """Return rows that would distort scales and typical values, if trained on."""
    n_most = int(MAX_EXTREME * len(p_values))
    order = np.argsort(p_values, kind="stable")[:n_most]
    return np.asarray(order[p_values[order] < EXTREME])


def _distance(detector: Any, X: Any) -> PcaDistance:
    encoded = detector._rows(X) if hasattr(detector, "table_") else X
    return pca_distance(inner_detector(detector), encoded)


def _joined(
    parts: list[Detections], thresholds: list[float], order: Array
) -> Detections:
    """Return detections of all rows; ``order`` is the place of each in the parts.

    Scores are shifted so that the threshold of the first detector holds for all rows.
    """
    scores, p_values, is_anomaly, distances, reasons = zip(*parts, strict=True)
    every = [each for part in reasons for each in part]
    pairs = zip(scores, thresholds, strict=True)
    shifted = [own + (thresholds[0] - threshold) for own, threshold in pairs]
    return Detections(
        np.concatenate(shifted)[order],
        np.concatenate(p_values)[order],
        np.concatenate(is_anomaly)[order],
        np.concatenate(distances)[order],
        [every[place] for place in order],
    )
