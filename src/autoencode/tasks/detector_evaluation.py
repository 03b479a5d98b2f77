"""Is the detector better than a distance in PCA's components? On faults that are known.

Where nobody knows which rows are anomalies, faults are planted: one column of usual
rows is changed, by much or by a value that is usual elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.errors import InvalidDataError
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.baselines import PcaDistance, fit_pca
from autoencode.tasks.explanation import MOST_COLUMNS, Place

if TYPE_CHECKING:
    from autoencode.tasks.table_anomalies import TableDetector

MOST_COMPONENTS = 100  # of PCA
MOST_SAMPLES = 10_000  # that PCA is fitted on, and that are judged
MOST_EXPLAINED = 200  # planted faults that the detector explains
SHIFT = 4.0  # robust standard deviations
MAD_TO_DEVIATION = 1.4826  # of a normal distribution
MARGIN = 0.01  # areas that differ by less are taken for equal


class Planted(NamedTuple):
    """Usual samples, the same with a fault in each, and which column that is in."""

    before: Array
    after: Array
    column: Array


@dataclass(frozen=True)
class DetectorEvaluation:
    """Numbers of a detector, and of PCA's distance beside it.

    Attributes
    ----------
    rows : list of dict
        The detector and PCA's distance, with the same keys: ``method``;
        ``planted_area``, the area under the ROC curve between samples with planted
        faults and the same without; ``column_named``, the share of detected faults of
        which `explain` names the column first; ``reported``, the share of the samples
        judged that are taken for anomalies; ``label_area``, the area between labelled
        anomalies and the rest. None where a number does not apply.

    notes : list of str
        What a reader must know to judge the numbers.

    distance : PcaDistance
        What the detector was compared with.

    scores : dict from str to array of shape (n_scores,)
        The detector's, the higher, the stranger, by what they are of: the samples
        without labelled anomalies, these, and those with planted faults.
    """

    rows: list[dict[str, Any]]
    notes: list[str]
    distance: PcaDistance
    scores: dict[str, Array]
    heading: ClassVar[str] = ""

    @property
    def pca(self) -> PCA:
        """The fitted PCA of the distance."""
        return self.distance.pca

    def to_json(self) -> dict[str, Any]:
        """Rows, notes and verdict as plain values."""
        return {"rows": self.rows, "notes": self.notes, "verdict": self.verdict()}

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        return detector_table(self.rows)

    def verdict(self) -> str:
        """Return one sentence: whether the detector beats PCA's distance."""
        key = "planted_area" if self.rows[0]["label_area"] is None else "label_area"
        what = "planted faults" if key == "planted_area" else "the labelled anomalies"
        ours, theirs = self.rows[0][key], self.rows[1][key]
        figures = f"area {ours:.3f} against {theirs:.3f}"
        if ours > theirs + MARGIN:
            return (
                f"The autoencoders find {what} better than PCA's distance: {figures}."
            )
        word = "as well as" if ours > theirs - MARGIN else "no better than"
        return (
            f"The autoencoders find {what} {word} PCA's distance ({figures}): it is "
            f"simpler, take it instead."
        )


def detector_table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of text for what `DetectorEvaluation.rows` holds."""
    columns = {
        "planted_area": ("planted faults, area", "{:.3f}"),
        "column_named": ("column named", "{:.0%}"),
        "reported": ("reported", "{:.2%}"),
        "label_area": ("labels, area", "{:.3f}"),
    }
    shown = {key: each for key, each in columns.items() if rows[0][key] is not None}
    header = ["method", *(word for word, _ in shown.values())]
    cells = [
        [row["method"], *(_cell(row[key], form) for key, (_, form) in shown.items())]
        for row in rows
    ]
    return header, cells


def _cell(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value).replace("%", " %")


def evaluate_detector(
    detector: AnomalyDetector,
    X_train: Samples,
    X: Samples,
    is_anomaly: Array | None = None,
    seed: int = 0,
    table: "TableDetector | None" = None,
) -> DetectorEvaluation:
    """Compare a fitted detector with PCA's distance.

    Parameters
    ----------
    detector : AnomalyDetector
        Fitted on ``X_train``.

    X_train : array or CSR matrix of shape (n_samples, n_features)
        PCA is fitted on it too.

    X : array or CSR matrix of shape (n_judged, n_features)
        Other samples, usual for the most part; 10,000 are drawn from more.

    is_anomaly : bool array of shape (n_judged,) or None, default=None
        Which of them are known to be anomalies; faults are planted in the others.

    seed : int, default=0
        Of the faults.

    table : TableDetector or None, default=None
        What the detector is a part of, if samples are encoded rows of a mixed table.

    Returns
    -------
    DetectorEvaluation
    """
    distance = pca_distance(detector, X_train)
    drawn = subsample(X.shape[0], MOST_SAMPLES, seed)
    some = dense(X, drawn).astype(np.float64)
    known = None if is_anomaly is None else np.asarray(is_anomaly)[drawn]
    usual = some if known is None else some[~known]
    scores = _both_scores(detector, distance, some)
    reported = float(np.mean(scores[0] > -detector.offset_))
    places = None if table is None else table._places()
    planted = plant_faults(usual, dense(X_train, _drawn(X_train, seed)), seed, places)
    if not len(planted.column):
        raise InvalidDataError(
            "All columns hold one value only, so there is nothing to judge by."
        )
    before = _both_scores(detector, distance, planted.before)
    after = _both_scores(detector, distance, planted.after)
    is_fault = np.repeat([False, True], len(planted.column))
    areas = [
        float(roc_auc_score(is_fault, np.concatenate(each)))
        for each in zip(before, after, strict=True)
    ]
    is_found = (after[0] > -detector.offset_) & (before[0] <= -detector.offset_)
    methods = ["autoencoders", "PCA's distance"]
    rows = [
        {
            "method": method,
            "planted_area": area,
            "column_named": None,
            "reported": None,
            "label_area": _area(known, found),
        }
        for method, area, found in zip(methods, areas, scores, strict=True)
    ]
    rows[0] |= {
        "reported": reported,
        "column_named": _share_named(detector, planted, is_found, table),
    }
    notes = _notes(detector, len(some), len(planted.column))
    groups = _by_kind(scores[0], known, after[0])
    return DetectorEvaluation(rows, notes, distance, groups)


def pca_distance(detector: AnomalyDetector, X_train: Samples) -> PcaDistance:
    """Return PCA's distance, fitted to training samples as the detector scales them."""
    some = detector._scaled(X_train[_drawn(X_train, 0)])
    n_components = min(MOST_COMPONENTS, *some.shape)
    return PcaDistance(fit_pca(some, n_components, 0, []))


def plant_faults(
    usual: Array, X_train: Array, seed: int, places: Sequence[Place] | None = None
) -> Planted:
    """Change one column of each sample, by turns in two ways.

    By four robust standard deviations up or down; or by the value of another sample.
    Samples that have the same value as before are left out. ``places`` are the features
    of each column, if columns are more than one: a number and whether it is missing, or
    a category, which only gets that of another sample.
    """
    rng = np.random.default_rng(seed)
    if places is None:
        places = [Place(j, True) for j in np.arange(usual.shape[1])[:, None]]
    middle = np.median(X_train, axis=0)
    spread = MAD_TO_DEVIATION * np.median(np.abs(X_train - middle), axis=0)
    spread = np.where(spread > 0, spread, X_train.std(axis=0))
    columns = np.flatnonzero([spread[each.features].any() for each in places])
    if not len(columns):
        return Planted(usual[:0], usual[:0], columns)
    each = np.arange(len(usual))
    column = rng.choice(columns, len(usual))
    signs = rng.choice([-1, 1], len(each))
    others = rng.integers(0, len(X_train), len(each))
    after = np.array(usual, np.float64)
    for place in map(int, columns):
        features, is_number = places[place]
        first = features[0]
        is_moved = (column == place) & (each % 2 == 0) & is_number
        swapped = (column == place) & ~is_moved
        after[np.ix_(swapped, features)] = X_train[np.ix_(others[swapped], features)]
        after[is_moved, first] += SHIFT * spread[first] * signs[is_moved]
        after[np.ix_(is_moved, features[1:])] = 0  # not missing any more
    changed = (after != usual).any(axis=1)
    return Planted(usual[changed], after[changed], column[changed])


def _drawn(X: Samples, seed: int) -> Array:
    return subsample(X.shape[0], MOST_SAMPLES, seed)


def _both_scores(
    detector: AnomalyDetector, distance: PcaDistance, X: Array
) -> list[Array]:
    """Return the detector's scores, the higher, the stranger, and PCA's distances."""
    Z = detector._checked(X)
    return [detector._scores(Z), distance.of(Z)]


def _share_named(
    detector: AnomalyDetector,
    planted: Planted,
    is_found: Array,
    table: "TableDetector | None",
) -> float | None:
    """Return how often `explain` names the column of a detected fault first."""
    rows = np.flatnonzero(is_found)[:MOST_EXPLAINED]
    if not len(rows):
        return None
    if table is None:
        shares = detector.explain(planted.after[rows]).shares
    else:
        every = table._explain_rows(planted.after[rows], MOST_COLUMNS)
        shares = every.shares.to_numpy()
    named = shares.argmax(axis=1)
    return float(np.mean(named == planted.column[rows]))


def _by_kind(
    scores: Array, is_anomaly: Array | None, planted: Array
) -> dict[str, Array]:
    """Return scores by what they are of; kinds that there are none of are empty."""
    if is_anomaly is None:
        return {"samples": scores, "one column changed": planted}
    return {
        "usual samples": scores[~is_anomaly],
        "labelled anomalies": scores[is_anomaly],
        "usual ones, one column changed": planted,
    }


def _area(is_anomaly: Array | None, scores: Array) -> float | None:
    if is_anomaly is None or is_anomaly.all() or not is_anomaly.any():
        return None
    return float(roc_auc_score(is_anomaly, scores))


def _notes(detector: AnomalyDetector, n_judged: int, n_planted: int) -> list[str]:
    asked = (
        f"asked for were {detector.false_alarm_rate:.2%}".replace("%", " %")
        if isinstance(detector.contamination, str)
        else "the threshold was set by the contamination"
    )
    return [
        f"Reported: the share of {n_judged:,} other samples that is taken for "
        f"anomalies; {asked}.",
        f"Planted: {n_planted:,} of these samples with one column changed, by four "
        f"robust standard deviations or by a value of another sample.",
    ]
