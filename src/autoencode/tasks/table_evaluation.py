"""Evaluation of mixed tables: how well columns are decoded and imputed."""

import warnings
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from autoencode.data.schema import SECONDS_PER_DAY
from autoencode.tasks.column_scores import ColumnScore, scores_of_columns
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.table_pca import TablePca

HIDDEN = 0.3  # fraction of cells hidden to evaluate imputation
LEAST_SHARE = -1.0  # of variance, that is written as such
HIGH_SHARE = 0.5  # of variance, with which most errors should be small


@dataclass(frozen=True)
class TableEvaluation(PrintedEvaluation):
    """Scores of the columns of a table.

    Attributes
    ----------
    scores : list of ColumnScore
        Of decoded rows.

    hidden : list of ColumnScore
        Of hidden cells, imputed.

    pca_scores, pca_hidden : list of ColumnScore
        The same of PCA with as many components, of numbers and one-hot categories;
        empty without the rows of the fit, with more than 2,000 encoded columns, or
        where its codes would take more than seconds.
    """

    scores: list[ColumnScore]
    hidden: list[ColumnScore]
    pca_scores: list[ColumnScore] = field(default_factory=list)
    pca_hidden: list[ColumnScore] = field(default_factory=list)
    heading: ClassVar[str] = ""
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, model: Any, frame: Any, training: Any = None) -> Self:
        """Return the scores of a fitted `TableAutoencoder` on a table.

        ``training`` are the rows of the fit, to which PCA is fitted.
        """
        scores = model.column_scores(frame)
        with warnings.catch_warnings(action="ignore"):  # of the same cells, hidden ones
            hidden = model.column_scores(frame, HIDDEN)
            pca, table = None, model.table_
            if training is not None:
                pca = TablePca.fit(table, training, model.model_.n_components_)
            if pca is None or not pca.is_quick(len(frame)):
                return cls(scores, hidden)
            of_pca = (
                scores_of_columns(table, pca.reconstruct, frame, share, 0)
                for share in (0.0, HIDDEN)
            )
            return cls(scores, hidden, *of_pca)

    @property
    def notes(self) -> list[str]:
        """Return notes on columns whose scores are those of few single cells."""
        hidden = _by_column(self.hidden)
        pairs = [(each, hidden.get(each.column, each)) for each in self.scores]
        notes = [_note(*pair) for pair in pairs if any(map(_has_outliers, pair))]
        if any(_is_low(each) for pair in pairs for each in pair):
            notes.insert(0, "× n is a squared error of n times the variance.")
        return notes

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        hidden, of_pca, pca_hidden = map(
            _by_column, (self.hidden, self.pca_scores, self.pca_hidden)
        )
        share = f"{HIDDEN:.0%} hidden".replace("%", " %")
        names = ["PCA"] if self.pca_scores else []
        lines = []
        for each in self.scores:
            own = hidden.get(each.column)
            cells = [each.score, None if own is None else own.score]
            if names:
                cells.insert(1, _score(of_pca, each.column))
                cells.append(_score(pca_hidden, each.column))
            cells.append(None if own is None else own.simple)
            lines.append([str(each.column), each.measure, *map(_percent, cells)])
        head = ["column", "measure", "decoded", *names, share, *names]
        return [*head, "mean or most frequent"], lines

    def verdict(self) -> str:
        """Return one sentence: in how many columns imputation beats the baselines."""
        better = [each for each in self.hidden if each.score > each.simple]
        beside = ""
        if self.pca_hidden:
            beside = f", and than PCA in {self.n_better_than_pca}"
        return (
            f"Imputation is better than the mean or most frequent category in "
            f"{len(better)} of {len(self.hidden)} columns{beside}."
        )

    @property
    def n_better_than_pca(self) -> int:
        """Number of columns whose hidden cells are imputed better than by PCA."""
        return sum(own > of_pca for own, of_pca in self._beside_pca())

    @property
    def n_worse_than_pca(self) -> int:
        """Number of columns whose hidden cells PCA imputes better."""
        return sum(own < of_pca for own, of_pca in self._beside_pca())

    def _beside_pca(self) -> list[tuple[float, float]]:
        """Return the score of each column's hidden cells, and that of PCA."""
        of_pca = _by_column(self.pca_hidden)
        return [(each.score, of_pca[each.column].score) for each in self.hidden]

    def to_json(self) -> dict[str, Any]:
        """Return scores and verdict as plain values."""
        return {
            "rows": [],
            "notes": self.notes,
            "verdict": self.verdict(),
            "columns": [each._asdict() for each in self.scores],
            "hidden_columns": [each._asdict() for each in self.hidden],
            "pca_columns": [each._asdict() for each in self.pca_scores],
            "pca_hidden_columns": [each._asdict() for each in self.pca_hidden],
        }


def _by_column(scores: list[ColumnScore]) -> dict[Any, ColumnScore]:
    return {each.column: each for each in scores}


def _score(scores: dict[Any, ColumnScore], column: Any) -> float | None:
    return scores[column].score if column in scores else None


def _percent(share: float | None) -> str:
    """Return a share of variance as text; far below 0, the error in its units."""
    if share is None:
        return "–"
    if share < LEAST_SHARE:
        return f"× {1 - share:,.0f}"
    return f"{100 * share:.1f} %"


def _is_low(score: ColumnScore) -> bool:
    return min(score.score, score.simple) < LEAST_SHARE


def _has_outliers(score: ColumnScore) -> bool:
    """Whether single cells decide about the share of variance.

    Their errors are far above the variance; or they are the variance, and other cells
    are further from their true values than from the median.
    """
    if score.median_error is None or score.median_deviation is None:
        return False
    is_high = score.score > HIGH_SHARE and score.median_deviation > 0
    return _is_low(score) or (is_high and score.median_error > score.median_deviation)


def _note(decoded: ColumnScore, imputed: ColumnScore) -> str:
    """Return what the errors of most cells of a column are."""
    errors = [_amount(each.median_error, each.unit) for each in (decoded, imputed)]
    deviation = _amount(decoded.median_deviation, decoded.unit)
    return (
        f"Column {decoded.column!r} has values far from the others, in these rows or "
        f"in those of the fit, which decide about the share of variance. The median "
        f"error is {errors[0]}, and {errors[1]} of hidden cells; the median distance "
        f"from the median is {deviation}. Correct such values, or fit with "
        f"scale='quantile'."
    )


def _amount(value: float | None, unit: str) -> str:
    """Return a difference of numbers, dates or durations as text."""
    if unit and value is not None and value >= SECONDS_PER_DAY:
        return f"{value / SECONDS_PER_DAY:,.3g} days"
    return f"{value:,.3g}{unit and ' s'}"
