"""Detection in any number of samples, block by block: scores, labels and reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from autoencode.arrays import Array, dense
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.baselines import PcaDistance

if TYPE_CHECKING:
    from autoencode.tasks.table_anomalies import TableDetector

# Columns tried for reasons, those with the largest errors: they nearly always include
# the faulty one.
COLUMNS_TRIED = 8
MAX_SCORES = 100_000  # for a plot
N_MOST_ANOMALOUS = 12


class Reason(NamedTuple):
    """The share of a column in the score of an anomaly.

    ``value`` and ``expected`` are text for mixed tables, whose columns have many types.
    """

    column: int
    value: float | str
    expected: float | str
    share: float


class Detections(NamedTuple):
    """Results of a detector for some samples."""

    scores: Array  # (n_samples,), the higher, the more anomalous
    p_values: Array
    is_anomaly: Array
    pca_scores: Array | None
    reasons: list[list[Reason]]  # per sample; empty for normal ones


@dataclass
class Summary:
    """Counts, a sample of the scores, and the most anomalous samples.

    Attributes
    ----------
    n_samples, n_anomalies : int
        Counts so far.

    scores : list of array
        Scores of evenly spaced samples, at most ``2 * MAX_SCORES``.

    most_anomalous : list of (float, int, object, array, list of Reason)
        Score, number, name, values and reasons of the most anomalous samples.

    first_reasons : Counter of int
        Number of anomalies by the column of their first reason.
    """

    n_samples: int = 0
    n_anomalies: int = 0
    scores: list[Array] = field(default_factory=list)
    most_anomalous: list[tuple[float, int, Any, Array, list[Reason]]] = field(
        default_factory=list
    )
    first_reasons: Counter[int] = field(default_factory=Counter)
    step: int = 1

    def add(
        self,
        X: Any,
        names: Any,
        detections: Detections,
        *,
        numbers: Array | None = None,
    ) -> None:
        """Add a block; ``names`` are those of its samples, or None.

        ``numbers`` are those of its rows, if they are some of many; else they are
        counted on. Values of data frames are not kept: values serve to draw images.
        """
        scores = detections.scores
        self.scores.append(scores[-self.n_samples % self.step :: self.step].copy())
        if sum(map(len, self.scores)) > 2 * MAX_SCORES:
            self.scores = [np.concatenate(self.scores)[::2]]
            self.step *= 2
        anomalies = np.flatnonzero(detections.is_anomaly)
        order = anomalies[np.argsort(-scores[anomalies], kind="stable")]
        for row in order[:N_MOST_ANOMALOUS]:
            counted = self.n_samples + int(row)
            number = counted if numbers is None else int(numbers[row])
            name = None if names is None else names[row]
            values = np.empty(0)
            if not hasattr(X, "iloc"):
                values = dense(X, slice(int(row), int(row) + 1))[0].copy()
            reasons = detections.reasons[row]
            entry = (float(scores[row]), number, name, values, reasons)
            self.most_anomalous.append(entry)
        self.most_anomalous.sort(key=lambda entry: (-entry[0], entry[1]))
        del self.most_anomalous[N_MOST_ANOMALOUS:]
        self.n_samples += len(scores)
        self.n_anomalies += len(anomalies)
        self.first_reasons.update(r[0].column for r in detections.reasons if r)

    def unusual_column(self) -> tuple[int, int] | None:
        """Return the column that explains most anomalies, and their number.

        None unless most samples are anomalies, and one column explains most of them:
        its values are then others than in the fit.
        """
        for column, count in self.first_reasons.most_common(1):
            if 2 * self.n_anomalies > self.n_samples and 2 * count > self.n_anomalies:
                return column, count
        return None

    def some_scores(self) -> Array:
        """Return the scores that were kept."""
        return np.concatenate([np.empty(0), *self.scores])


def inner_detector(detector: Any) -> Any:
    """Return the detector of encoded rows in a `TableDetector`, or the detector."""
    return getattr(detector, "detector_", detector)


def detect_samples(
    detector: "AnomalyDetector | TableDetector",
    X: Any,
    *,
    n_reasons: int = 3,
    distance: PcaDistance | None = None,
) -> Detections:
    """Return scores, p-values and labels of samples, and reasons for anomalies.

    Parameters
    ----------
    detector : AnomalyDetector or TableDetector
        Fitted detector.

    X : array, CSR matrix or data frame of shape (n_samples, n_features)
        Samples as the detector takes them.

    n_reasons : int, default=3
        Number of columns reported per anomaly. Unless it is 0, each anomaly needs 168
        evaluations of the score.

    distance : PcaDistance or None, default=None
        PCA's distance, of samples scaled by the detector.
    """
    if not isinstance(detector, AnomalyDetector):
        return _detect_rows(detector, X, n_reasons, distance)
    Z = detector._checked(X)
    scores = detector._scores(Z)
    is_anomaly = scores > -detector.offset_
    reasons: list[list[Reason]] = [[] for _ in range(X.shape[0])]
    rows = np.flatnonzero(is_anomaly)
    if n_reasons and len(rows):
        anomalies = dense(X, rows)
        shares, expected = detector.explain(anomalies, COLUMNS_TRIED)
        for i, row in enumerate(rows):
            reasons[row] = [
                Reason(j, anomalies[i, j], expected[i, j], shares[i, j])
                for j in _largest(shares[i], n_reasons)
            ]
    return Detections(
        scores,
        detector.tail_.probability(scores),
        is_anomaly,
        None if distance is None else distance.of(Z),
        reasons,
    )


def _largest(shares: Array, n: int) -> list[int]:
    """Return the indices of the largest shares, only of those above 0."""
    first = np.argsort(-shares, kind="stable")[:n]
    return [int(j) for j in first if shares[j] > 0]


def _detect_rows(
    detector: "TableDetector", frame: Any, n_reasons: int, distance: PcaDistance | None
) -> Detections:
    """Detect anomalies among the rows of a mixed table; reasons are its columns."""
    from autoencode.data.schema import as_frame

    encoded = detector._rows(frame)
    detections = detect_samples(
        detector.detector_, encoded, n_reasons=0, distance=distance
    )
    rows = np.flatnonzero(detections.is_anomaly)
    if n_reasons and len(rows):
        shares, expected = detector._explain_rows(encoded[rows], COLUMNS_TRIED)
        values = detector.table_.like_fitted(frame).iloc[rows]
        expected, shares = as_frame(expected)[0], shares.to_numpy()
        for i, row in enumerate(rows):
            detections.reasons[row] = [
                Reason(
                    j,
                    _as_text(values.iat[i, j]),
                    _as_text(expected.iat[i, j]),
                    shares[i, j],
                )
                for j in _largest(shares[i], n_reasons)
            ]
    return detections


def _as_text(cell: Any) -> str:
    """Return a cell of a mixed table as text; empty if it is missing."""
    import pandas as pd

    if pd.isna(cell):
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell).removesuffix(" 00:00:00")  # a date


def as_columns(
    detections: Detections,
    n_reasons: int,
    feature_names: list[str],
    ids: dict[str, Array],
    *,
    as_text: bool = False,
) -> dict[str, Array]:
    """Return detections as columns of a table; missing reasons are empty cells.

    With ``as_text``, values and expected values are text.
    """
    own = ["score", "p_value", "verdict", "pca_score"]
    reserved = (*own, "reason_", "value_", "expected_", "share_")
    columns = {
        # An id column with a reserved name is renamed.
        **{(f"{k}_id" if k.startswith(reserved) else k): v for k, v in ids.items()},
        "score": detections.scores,
        "p_value": detections.p_values,
        "verdict": np.where(detections.is_anomaly, "anomaly", "normal"),
    }
    if detections.pca_scores is not None:
        columns["pca_score"] = detections.pca_scores
    for k in range(n_reasons):
        reasons = [each[k] if k < len(each) else None for each in detections.reasons]
        names = ["" if why is None else feature_names[why.column] for why in reasons]
        columns[f"reason_{k + 1}"] = np.array(names, dtype=object)
        for part in ("value", "expected", "share"):
            is_text = as_text and part != "share"
            empty = "" if is_text else np.nan
            columns[f"{part}_{k + 1}"] = np.array(
                [empty if why is None else getattr(why, part) for why in reasons],
                dtype=object if is_text else np.float64,
            )
    return columns


def detect_blocks(
    detector: Any,
    blocks: Iterable[Any],
    summary: Summary,
    feature_names: list[str],
    *,
    id_name: str = "id",
    n_reasons: int = 3,
    distance: PcaDistance | None = None,
) -> Iterator[dict[str, Array]]:
    """Yield the detections of blocks of samples as columns, see `as_columns`.

    Parameters
    ----------
    detector : AnomalyDetector or TableDetector
        Fitted detector.

    blocks : iterable of Dataset
        Blocks of samples; rows without ids are numbered from 0.

    summary : Summary
        Updated with every block.

    feature_names, id_name, n_reasons, distance
        As for `as_columns` and `detect_samples`.
    """
    n_before = 0
    for block in blocks:
        detections = detect_samples(
            detector, block.X, n_reasons=n_reasons, distance=distance
        )
        summary.add(block.X, block.ids, detections)
        ids = {id_name: block.ids}
        if block.ids is None:
            ids = {"row": np.arange(n_before, n_before + len(detections.scores))}
        n_before += len(detections.scores)
        is_table = hasattr(block.X, "iloc")
        yield as_columns(detections, n_reasons, feature_names, ids, as_text=is_table)
