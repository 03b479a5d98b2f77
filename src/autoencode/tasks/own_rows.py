"""Detection in one table: rows are evaluated by detectors not trained on them."""

import warnings
from typing import Any

import numpy as np
from sklearn.base import clone

from autoencode.arrays import Array
from autoencode.data.dataset import take
from autoencode.errors import InvalidDataError
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.detection import Detections, detect_samples, inner_detector
from autoencode.tasks.detector_evaluation import pca_distance

N_FOLDS = 5  # each detector is trained on four fifths of the rows
MIN_ROWS = 10
# Rows with smaller p-values, at most this share, are not trained on the second time.
EXTREME, MAX_EXTREME = 1e-3, 0.05
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
        Of all samples.

    fitted : AnomalyDetector or TableDetector
        The detector of the first fold.

    Raises
    ------
    InvalidDataError
        If there are fewer than 10 samples.
    """
    n_samples = X.shape[0]
    if n_samples < MIN_ROWS:
        raise InvalidDataError(
            f"X has {n_samples} rows; at least {MIN_ROWS} are needed to tell which are "
            f"anomalous."
        )
    fold = np.random.default_rng(seed).permutation(n_samples) % N_FOLDS
    with warnings.catch_warnings(action="ignore"):  # of categories of few rows
        found, fitted = _by_fold(detector, X, fold, fold, seed, n_reasons)
        extreme = _extreme_rows(found.p_values)
        if len(extreme):
            training = fold.copy()
            training[extreme] = NOT_TRAINED_ON
            found, fitted = _by_fold(detector, X, fold, training, seed, n_reasons)
    return found, fitted


def _by_fold(
    detector: Any, X: Any, fold: Array, training: Array, seed: int, n_reasons: int
) -> tuple[Detections, Any]:
    """Return detections of all rows, and the detector of the first fold.

    ``training`` is the fold of each row, or `NOT_TRAINED_ON`.
    """
    found: list[tuple[Array, Detections]] = []
    first = None
    for number in range(N_FOLDS):
        own = clone(detector).set_params(random_state=seed + number)
        others = (training != number) & (training != NOT_TRAINED_ON)
        rows, X_train = np.flatnonzero(fold == number), take(X, np.flatnonzero(others))
        own.fit(X_train)
        detections = detect_samples(
            own, take(X, rows), n_reasons=n_reasons, distance=_distance(own, X_train)
        )
        found.append((rows, detections))
        first = first or own
    return _joined(found), first


def _extreme_rows(p_values: Array) -> Array:
    """Return rows that would distort scales and typical values, if trained on."""
    n_most = int(MAX_EXTREME * len(p_values))
    order = np.argsort(p_values, kind="stable")[:n_most]
    return np.asarray(order[p_values[order] < EXTREME])


def _distance(detector: Any, X: Any) -> PcaDistance:
    table = getattr(detector, "table_", None)
    encoded = X if table is None else table.transform(X)
    return pca_distance(inner_detector(detector), encoded)


def _joined(found: list[tuple[Array, Detections]]) -> Detections:
    """Return detections of all rows, given those of some rows each."""
    order = np.argsort(np.concatenate([rows for rows, _ in found]))
    parts = list(zip(*[each for _, each in found], strict=True))
    *arrays, reasons = parts
    joined = [np.concatenate(each)[order] for each in arrays]
    all_reasons = [each for part in reasons for each in part]
    return Detections(*joined, [all_reasons[row] for row in order])
