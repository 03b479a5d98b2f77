"""Samples of any number through a detector, block by block: verdicts and reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from autoencode.arrays import Array, dense
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.baselines import PcaDistance

if TYPE_CHECKING:
    from autoencode.tasks.table_anomalies import TableDetector

# Columns that are tried for a reason, those of the largest errors: most often the
# column at fault is among them.
COLUMNS_TRIED = 8
SCORES_KEPT = 100_000  # for a picture
STRANGEST_KEPT = 12


class Reason(NamedTuple):
    """A column's part in what makes a sample strange.

    Of a mixed table ``value`` and ``expected`` are text, as there are many types.
    """

    column: int
    value: float | str
    expected: float | str
    share: float


class Detections(NamedTuple):
    """What a detector says of some samples."""

    scores: Array  # (n_samples,), the higher, the stranger
    p_values: Array
    is_anomaly: Array
    pca_scores: Array | None
    reasons: list[list[Reason]]  # of each sample; none of those that are usual


@dataclass
class Summary:
    """What was seen so far: counts, some of the scores, and the strangest samples.

    Attributes
    ----------
    n_samples, n_anomalies : int
        So far.

    scores : list of array
        Of some of the samples, evenly drawn: at most twice ``SCORES_KEPT`` in all.

    strangest : list of (float, int, object, array, list of Reason)
        Score, number and name of the strangest anomalies, their values and reasons.
    """

    n_samples: int = 0
    n_anomalies: int = 0
    scores: list[Array] = field(default_factory=list)
    strangest: list[tuple[float, int, Any, Array, list[Reason]]] = field(
        default_factory=list
    )
    step: int = 1

    def add(self, X: Any, names: Any, found: Detections) -> None:
        """Note a block; ``names`` are those of its samples, or None.

        Of data frames no values are kept: they are for images.
        """
        kept = found.scores[-self.n_samples % self.step :: self.step].copy()
        self.scores.append(kept)
        if sum(map(len, self.scores)) > 2 * SCORES_KEPT:
            self.scores = [np.concatenate(self.scores)[::2]]
            self.step *= 2
        anomalies = np.flatnonzero(found.is_anomaly)
        most = anomalies[np.argsort(-found.scores[anomalies], kind="stable")]
        for row in most[:STRANGEST_KEPT]:
            number = self.n_samples + int(row)
            name = None if names is None else names[row]
            values = np.empty(0)
            if not hasattr(X, "iloc"):
                values = dense(X, slice(int(row), int(row) + 1))[0].copy()
            entry = (float(found.scores[row]), number, name, values, found.reasons[row])
            self.strangest.append(entry)
        self.strangest.sort(key=lambda entry: (-entry[0], entry[1]))
        del self.strangest[STRANGEST_KEPT:]
        self.n_samples += len(found.scores)
        self.n_anomalies += len(anomalies)

    def some_scores(self) -> Array:
        """Return the scores that were kept."""
        return np.concatenate([np.empty(0), *self.scores])


def detect_samples(
    detector: "AnomalyDetector | TableDetector",
    X: Any,
    *,
    n_reasons: int = 3,
    distance: PcaDistance | None = None,
) -> Detections:
    """Return scores, p-values and verdicts of samples, and reasons for anomalies.

    Parameters
    ----------
    detector : AnomalyDetector or TableDetector
        Fitted.

    X : array, CSR matrix or data frame of shape (n_samples, n_features)
        What it takes.

    n_reasons : int, default=3
        Columns named for each anomaly; 0 for none. Each anomaly costs as much as 168
        scores.

    distance : PcaDistance or None, default=None
        PCA's distance of samples as the detector scales them.
    """
    if not isinstance(detector, AnomalyDetector):
        return _judge_table(detector, X, n_reasons, distance)
    Z = detector._checked(X)
    scores = detector._scores(Z)
    is_anomaly = scores > -detector.offset_
    reasons: list[list[Reason]] = [[] for _ in range(X.shape[0])]
    rows = np.flatnonzero(is_anomaly)
    if n_reasons and len(rows):
        found = dense(X, rows)
        shares, expected = detector.explain(found, COLUMNS_TRIED)
        for place, row in enumerate(rows):
            reasons[row] = [
                Reason(j, found[place, j], expected[place, j], shares[place, j])
                for j in _largest(shares[place], n_reasons)
            ]
    return Detections(
        scores,
        detector.tail_.chance(scores),
        is_anomaly,
        None if distance is None else distance.of(Z),
        reasons,
    )


def _largest(shares: Array, n: int) -> list[int]:
    """Return the numbers of the columns with the largest shares above 0."""
    first = np.argsort(-shares, kind="stable")[:n]
    return [int(j) for j in first if shares[j] > 0]


def _judge_table(
    table: "TableDetector", frame: Any, n_reasons: int, distance: PcaDistance | None
) -> Detections:
    """Judge the rows of a mixed table; reasons are its columns."""
    from autoencode.data.schema import as_frame

    rows = table.table_.transform(frame)
    found = detect_samples(table.detector_, rows, n_reasons=0, distance=distance)
    strange = np.flatnonzero(found.is_anomaly)
    if n_reasons and len(strange):
        every, made = table._explain_rows(rows[strange], COLUMNS_TRIED)
        given = table.table_.like_fitted(frame).iloc[strange]
        expected, shares = as_frame(made)[0], every.to_numpy()
        for place, row in enumerate(strange):
            found.reasons[row] = [
                Reason(
                    j,
                    _text(given.iat[place, j]),
                    _text(expected.iat[place, j]),
                    shares[place, j],
                )
                for j in _largest(shares[place], n_reasons)
            ]
    return found


def _text(cell: Any) -> str:
    """Return a cell of a mixed table as text; a missing one is empty."""
    import pandas as pd

    if pd.isna(cell):
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell).removesuffix(" 00:00:00")  # a date


def as_columns(
    found: Detections,
    n_reasons: int,
    feature_names: list[str],
    ids: dict[str, Array],
    *,
    as_text: bool = False,
) -> dict[str, Array]:
    """Return verdicts as columns of a table, names first; empty where there is none.

    With ``as_text`` values, and what was expected, are text.
    """
    taken = ("score", "p_value", "verdict", "pca_score", "reason_", "value_")
    columns = {
        # A column of ids that has a name of ours gets another one.
        **{(f"{k}_id" if k.startswith(taken) else k): v for k, v in ids.items()},
        "score": found.scores,
        "p_value": found.p_values,
        "verdict": np.where(found.is_anomaly, "anomaly", "normal"),
    }
    if found.pca_scores is not None:
        columns["pca_score"] = found.pca_scores
    for place in range(n_reasons):
        each = [why[place] if place < len(why) else None for why in found.reasons]
        names = ["" if why is None else feature_names[why.column] for why in each]
        columns[f"reason_{place + 1}"] = np.array(names, dtype=object)
        for part in ("value", "expected", "share"):
            is_text = as_text and part != "share"
            nothing = "" if is_text else np.nan
            columns[f"{part}_{place + 1}"] = np.array(
                [nothing if why is None else getattr(why, part) for why in each],
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
    """Give the detections of blocks of samples as columns, see `as_columns`.

    Parameters
    ----------
    detector : AnomalyDetector or TableDetector
        Fitted.

    blocks : iterable of Dataset
        The samples, some rows at a time; those without ids are counted from 0.

    summary : Summary
        Every block is added to it.

    feature_names, id_name, n_reasons, distance
        As for `as_columns` and `detect_samples`.
    """
    n_before = 0
    for block in blocks:
        found = detect_samples(
            detector, block.X, n_reasons=n_reasons, distance=distance
        )
        summary.add(block.X, block.ids, found)
        ids = {id_name: block.ids}
        if block.ids is None:
            ids = {"row": np.arange(n_before, n_before + len(found.scores))}
        n_before += len(found.scores)
        is_table = hasattr(block.X, "iloc")
        yield as_columns(found, n_reasons, feature_names, ids, as_text=is_table)
