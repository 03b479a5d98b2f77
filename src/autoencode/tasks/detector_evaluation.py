"""Evaluation of a detector against PCA's distance, on planted faults or labels.

Without labels, faults are planted in normal rows: one column is shifted, or replaced by
the value of another row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.errors import InvalidDataError
from autoencode.models.pca import fit_pca
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.areas import RANDOM_AREA, area_errors, difference_error
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.explanation import MAX_COLUMNS, ColumnFeatures

if TYPE_CHECKING:
    from autoencode.tasks.table_anomalies import TableDetector

MAX_COMPONENTS = 100  # of PCA
MAX_SAMPLES = 10_000  # to fit PCA on, and to evaluate on
MAX_EXPLAINED = 200  # planted faults to explain
SHIFT = 4.0  # robust standard deviations
MAD_TO_DEVIATION = 1.4826  # of a normal distribution
# Areas that differ by less, or by less than two standard errors, count as equal.
MARGIN, N_ERRORS = 0.01, 2


class Planted(NamedTuple):
    """Normal samples, the same with a fault in each, and the faulty column of each."""

    before: Array
    after: Array
    column: Array


@dataclass(frozen=True)
class DetectorEvaluation(PrintedEvaluation):
    """Results of a detector and of PCA's distance.

    Attributes
    ----------
    rows : list of dict
        The detector and PCA's distance, with the same keys: ``method``;
        ``planted_area``, the area under the ROC curve between samples with and without
        planted faults; ``column_named``, the share of detected faults for which
        `explain` ranks the faulty column first; ``reported``, the share of the
        evaluated samples predicted as anomalies; ``label_area``, the area between
        labelled anomalies and the rest. None where a number does not apply.

    notes : list of str
        How the numbers were computed.

    distance : PcaDistance
        The baseline.

    scores : dict from str to array of shape (n_scores,)
        Scores of the detector, the higher, the more anomalous, by group: samples that
        are not labelled as anomalies, labelled anomalies, planted faults.

    errors : dict from str to float
        Standard error of the difference between the two methods, of "planted_area" and
        "label_area"; NaN where there are too few samples.

    area_errors : dict from str to list of float
        Standard errors of the two areas themselves, likewise.
    """

    rows: list[dict[str, Any]]
    notes: list[str]
    distance: PcaDistance
    scores: dict[str, Array]
    errors: dict[str, float] = field(default_factory=dict)
    area_errors: dict[str, list[float]] = field(default_factory=dict)
    heading: ClassVar[str] = ""

    @property
    def pca(self) -> PCA:
        """The fitted PCA of the distance."""
        return self.distance.pca

    def to_json(self) -> dict[str, Any]:
        """Return rows, notes, standard errors and verdict as plain values."""
        return {
            "rows": self.rows,
            "notes": self.notes,
            "difference_errors": {
                key: _finite(error) for key, error in self.errors.items()
            },
            "area_errors": {
                key: [*map(_finite, errors)] for key, errors in self.area_errors.items()
            },
            "verdict": self.verdict(),
        }

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        return detector_table(self.rows)

    def verdict(self) -> str:
        """Return one sentence: whether the detector beats PCA's distance."""
        (ours, theirs), is_planted = self.areas, self._key == "planted_area"
        what = "planted faults" if is_planted else "labelled anomalies"
        figures = f"area {ours:.3f} against {theirs:.3f}"
        if not self.are_found[0]:
            error = self._area_errors[0]
            noise = f" (standard error {error:.3f})" if np.isfinite(error) else ""
            return (
                f"The detector does not find {what}: area {ours:.3f}{noise} against "
                f"{theirs:.3f} of PCA's distance, and {RANDOM_AREA} of random scores."
            )
        error = self.errors.get(self._key, np.nan)
        if np.isfinite(error):
            figures += f", standard error of the difference {error:.3f}"
        if self.is_better:
            return f"The detector finds {what} better than PCA's distance: {figures}."
        word = "worse than" if theirs - ours > self._margin else "as well as"
        return (
            f"The detector finds {what} {word} PCA's distance ({figures}), which is "
            f"simpler: 'detect' writes it beside the score, as pca_score."
        )

    @property
    def areas(self) -> tuple[float, float]:
        """Areas of the detector and of PCA's distance: of labels, if there are any."""
        return self.rows[0][self._key], self.rows[1][self._key]

    @property
    def are_found(self) -> tuple[bool, bool]:
        """Whether areas exceed that of random scores beyond the noise, if known."""
        margins = N_ERRORS * np.nan_to_num(self._area_errors)
        own, theirs = np.subtract(self.areas, RANDOM_AREA) > margins
        return bool(own), bool(theirs)

    @property
    def is_better(self) -> bool:
        """Whether the area exceeds that of PCA's distance beyond the noise."""
        ours, theirs = self.areas
        return bool(ours - theirs > self._margin)

    @property
    def _key(self) -> str:
        return "planted_area" if self.rows[0]["label_area"] is None else "label_area"

    @property
    def _area_errors(self) -> list[float]:
        return self.area_errors.get(self._key, [np.nan, np.nan])

    @property
    def _margin(self) -> float:
        """Difference of areas up to which they count as equal."""
        error = self.errors.get(self._key, 0.0)
        return float(max(MARGIN, N_ERRORS * error)) if np.isfinite(error) else np.inf


def detector_table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of text for `DetectorEvaluation.rows`."""
    columns = {
        "planted_area": ("planted faults, area", "{:.3f}"),
        "column_named": ("column named", "{:.0%}"),
        "reported": ("reported", "{:.2%}"),
        "label_area": ("labels, area", "{:.3f}"),
    }
    shown = {key: each for key, each in columns.items() if rows[0][key] is not None}
    header = ["method", *(word for word, _ in shown.values())]
    cells = [
        [
            row["method"],
            *(_cell(row[key], template) for key, (_, template) in shown.items()),
        ]
        for row in rows
    ]
    return header, cells


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _cell(value: float | None, template: str) -> str:
    return "–" if value is None else template.format(value).replace("%", " %")


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
        Training samples; PCA is fitted on them too.

    X : array or CSR matrix of shape (n_evaluated, n_features)
        Other samples, mostly normal; a random 10,000 of them if there are more.

    is_anomaly : bool array of shape (n_evaluated,) or None, default=None
        Labelled anomalies; faults are planted in the other samples.

    seed : int, default=0
        Seed of the faults.

    table : TableDetector or None, default=None
        The detector that ``detector`` is part of, if samples are encoded rows of a
        mixed table.

    Returns
    -------
    DetectorEvaluation
    """
    distance = pca_distance(detector, X_train)
    drawn = subsample(X.shape[0], MAX_SAMPLES, seed)
    some = dense(X, drawn).astype(np.float64)
    labels = None if is_anomaly is None else np.asarray(is_anomaly)[drawn]
    normal = some if labels is None else some[~labels]
    if not len(normal):
        raise InvalidDataError(
            "All samples are labelled as anomalies, so the detector cannot be "
            "evaluated. Pass normal samples, too."
        )
    scores = _both_scores(detector, distance, some)
    reported = float(np.mean(scores[0] > -detector.offset_))
    columns = None if table is None else table._column_features()
    references = dense(X_train, _drawn_rows(X_train, seed))
    planted = plant_faults(normal, references, seed, columns)
    if not len(planted.column):
        raise InvalidDataError(
            "All columns are constant, so the detector cannot be evaluated. Pass "
            "samples that vary."
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
            "label_area": _area(labels, found),
        }
        for method, area, found in zip(methods, areas, scores, strict=True)
    ]
    rows[0] |= {
        "reported": reported,
        "column_named": _share_named(detector, planted, is_found, table),
    }
    notes = _notes(detector, len(some), len(planted.column))
    groups = _scores_by_group(scores[0], labels, after[0])
    errors = _errors(before, after, scores, labels)
    return DetectorEvaluation(rows, notes, distance, groups, *errors)


def _errors(
    before: list[Array], after: list[Array], scores: list[Array], labels: Array | None
) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Return standard errors of the differences of areas, and of the areas."""
    differences = {"planted_area": difference_error(before, after, is_paired=True)}
    areas = {"planted_area": area_errors(before, after, is_paired=True)}
    if labels is not None and labels.any() and not labels.all():
        own, others = ([each[kind] for each in scores] for kind in (labels, ~labels))
        differences["label_area"] = difference_error(others, own, is_paired=False)
        areas["label_area"] = area_errors(others, own, is_paired=False)
    return differences, areas


def pca_distance(detector: AnomalyDetector, X_train: Samples) -> PcaDistance:
    """Return PCA's distance, fitted on training samples scaled by the detector."""
    some = detector._scaled(X_train[_drawn_rows(X_train, 0)])
    n_components = min(MAX_COMPONENTS, *some.shape)
    return PcaDistance(fit_pca(some, n_components, 0, []))


def plant_faults(
    normal: Array,
    X_train: Array,
    seed: int,
    columns: Sequence[ColumnFeatures] | None = None,
) -> Planted:
    """Change one column of each sample, alternately in two ways.

    Either by four robust standard deviations up or down, or to the value of another
    sample. Samples that this leaves unchanged are dropped. ``columns`` are the features
    of each column, if a column has several: a number and its flag for missing cells, or
    a one-hot category, which is only changed to that of another sample.
    """
    rng = np.random.default_rng(seed)
    if columns is None:
        columns = [ColumnFeatures(j, True) for j in np.arange(normal.shape[1])[:, None]]
    median = np.median(X_train, axis=0)
    spread = MAD_TO_DEVIATION * np.median(np.abs(X_train - median), axis=0)
    spread = np.where(spread > 0, spread, X_train.std(axis=0))
    varying = np.flatnonzero([spread[each.features].any() for each in columns])
    if not len(varying):
        return Planted(normal[:0], normal[:0], varying)
    rows = np.arange(len(normal))
    column = rng.choice(varying, len(normal))
    signs = rng.choice([-1, 1], len(rows))
    others = rng.integers(0, len(X_train), len(rows))
    after = np.array(normal, np.float64)
    for index in map(int, varying):
        features, is_number = columns[index]
        first = features[0]
        is_shifted = (column == index) & (rows % 2 == 0) & is_number
        swapped = (column == index) & ~is_shifted
        after[np.ix_(swapped, features)] = X_train[np.ix_(others[swapped], features)]
        after[is_shifted, first] += SHIFT * spread[first] * signs[is_shifted]
        after[np.ix_(is_shifted, features[1:])] = 0  # no longer missing
    changed = (after != normal).any(axis=1)
    return Planted(normal[changed], after[changed], column[changed])


def _drawn_rows(X: Samples, seed: int) -> Array:
    return subsample(X.shape[0], MAX_SAMPLES, seed)


def _both_scores(
    detector: AnomalyDetector, distance: PcaDistance, X: Array
) -> list[Array]:
    """Return scores of the detector (higher is more anomalous), and PCA's distances."""
    Z = detector._checked(X)
    return [detector._scores(Z), distance.of(Z)]


def _share_named(
    detector: AnomalyDetector,
    planted: Planted,
    is_found: Array,
    table: "TableDetector | None",
) -> float | None:
    """Return how often `explain` ranks the faulty column first, of detected faults."""
    rows = np.flatnonzero(is_found)[:MAX_EXPLAINED]
    if not len(rows):
        return None
    if table is None:
        shares = detector.explain(planted.after[rows]).shares
    else:
        explanation = table._explain_rows(planted.after[rows], MAX_COLUMNS)
        shares = explanation.shares.to_numpy()
    named = shares.argmax(axis=1)
    return float(np.mean(named == planted.column[rows]))


def _scores_by_group(
    scores: Array, is_anomaly: Array | None, planted: Array
) -> dict[str, Array]:
    """Return scores by group; groups may be empty."""
    if is_anomaly is None:
        return {"samples": scores, "one column changed": planted}
    return {
        "normal samples": scores[~is_anomaly],
        "labelled anomalies": scores[is_anomaly],
        "normal samples, one column changed": planted,
    }


def _area(is_anomaly: Array | None, scores: Array) -> float | None:
    if is_anomaly is None or is_anomaly.all() or not is_anomaly.any():
        return None
    return float(roc_auc_score(is_anomaly, scores))


def _notes(detector: AnomalyDetector, n_samples: int, n_planted: int) -> list[str]:
    threshold = (
        f"the false alarm rate is set to {detector.false_alarm_rate:.2%}"
        if isinstance(detector.contamination, str)
        else "the threshold was set by the contamination"
    ).replace("%", " %")
    return [
        f"Reported: the share of {n_samples:,} samples predicted as anomalies; "
        f"{threshold}.",
        f"Planted: {n_planted:,} of these samples with one column changed, by four "
        f"robust standard deviations or to a value of another sample.",
    ]
