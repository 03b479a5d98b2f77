"""Evaluation of mixed tables: how well columns are decoded and imputed."""

from dataclasses import dataclass, field
from math import isnan
from typing import Any, ClassVar, Self

from autoencode.arrays import standard_error
from autoencode.data.schema import SECONDS_PER_DAY
from autoencode.errors import listed
from autoencode.tasks.column_scores import (
    ColumnScore,
    cell_scores,
    cells_of_columns,
    score_column,
    scores_of_columns,
)
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.table_pca import TablePca
from autoencode.warning_filters import ignored_warnings

N_ERRORS = 2  # standard errors, beyond which a difference counts
HIDDEN = 0.3  # fraction of cells hidden to evaluate imputation
LEAST_SHARE = -1.0  # of variance, that is written as such
MANY_NOTES = 3  # notes on single columns; more are joined
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

    simple_errors, pca_errors : dict of column to float
        Standard error of the difference between the score of hidden cells and that of
        the baseline, or of PCA: of the same cells, so that much of the noise cancels.
        NaN of a single cell.
    """

    scores: list[ColumnScore]
    hidden: list[ColumnScore]
    pca_scores: list[ColumnScore] = field(default_factory=list)
    pca_hidden: list[ColumnScore] = field(default_factory=list)
    simple_errors: dict[Any, float] = field(default_factory=dict)
    pca_errors: dict[Any, float] = field(default_factory=dict)
    heading: ClassVar[str] = ""
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, model: Any, frame: Any, training: Any = None) -> Self:
        """Return the scores of a fitted `TableAutoencoder` on a table.

        ``training`` are the rows of the fit, to which PCA is fitted.
        """
        scores = model.column_scores(frame)
        with ignored_warnings(UserWarning):  # of the same cells, hidden ones
            pca, table = None, model.table_
            cells = list(cells_of_columns(table, model.reconstruct, frame, HIDDEN, 0))
            hidden = [score_column(*each) for each in cells]
            own = {each[0].name: cell_scores(*each) for each in cells}
            errors = {name: standard_error(a - b) for name, (a, b) in own.items()}
            if training is not None:
                pca = TablePca.fit(table, training, model.model_.n_components_)
            if pca is None or not pca.is_quick(len(frame)):
                return cls(scores, hidden, simple_errors=errors)
            of_pca = scores_of_columns(table, pca.reconstruct, frame, 0.0, 0)
            cells = list(cells_of_columns(table, pca.reconstruct, frame, HIDDEN, 0))
            pca_errors = {
                each[0].name: standard_error(
                    own[each[0].name][0] - cell_scores(*each)[0]
                )
                for each in cells
            }
            pca_hidden = [score_column(*each) for each in cells]
            return cls(scores, hidden, of_pca, pca_hidden, errors, pca_errors)

    @property
    def notes(self) -> list[str]:
        """Return notes on columns whose scores are those of few single cells."""
        hidden = _by_column(self.hidden)
        pairs = [(each, hidden.get(each.column, each)) for each in self.scores]
        notes = _notes([pair for pair in pairs if any(map(_has_outliers, pair))])
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
        n_better = len(self.hidden) - len(self.no_better)
        beside = ""
        if self.pca_hidden:
            beside = f", and than PCA in {self.n_better_than_pca}"
        return (
            f"Imputation is better than the mean or most frequent category in "
            f"{n_better} of {len(self.hidden)} columns{beside}, by more than two "
            f"standard errors."
        )

    @property
    def no_better(self) -> list[Any]:
        """Columns imputed no better than by the baseline, beyond the noise."""
        errors = self.simple_errors
        return [
            each.column
            for each in self.hidden
            if not each.score - each.simple > N_ERRORS * errors.get(each.column, 0.0)
        ]

    @property
    def n_better_than_pca(self) -> int:
        """Number of columns whose hidden cells are imputed better than by PCA."""
        return sum(gain > N_ERRORS * error for gain, error in self._beside_pca())

    @property
    def n_worse_than_pca(self) -> int:
        """Number of columns whose hidden cells PCA imputes better."""
        return sum(-gain > N_ERRORS * error for gain, error in self._beside_pca())

    def _beside_pca(self) -> list[tuple[float, float]]:
        """Return how much better each column is imputed than by PCA, and the error."""
        of_pca, errors = _by_column(self.pca_hidden), self.pca_errors
        return [
            (each.score - of_pca[each.column].score, errors.get(each.column, 0.0))
            for each in self.hidden
        ]

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
            "errors_beside_simple": _plain(self.simple_errors),
            "errors_beside_pca": _plain(self.pca_errors),
        }


def _by_column(scores: list[ColumnScore]) -> dict[Any, ColumnScore]:
    return {each.column: each for each in scores}


def _plain(errors: dict[Any, float]) -> list[float | None]:
    """Return standard errors in the order of the columns, for JSON."""
    return [None if isnan(error) else error for error in errors.values()]


def _score(scores: dict[Any, ColumnScore], column: Any) -> float | None:
    return scores[column].score if column in scores else None


def _percent(share: float | None) -> str:
    """Return a share of variance as text; far below 0, the error in its units."""
    if share is None:
        return "–"
    if share < LEAST_SHARE:
        return f"× {1 - share:,.0f}"
    return f"{round(100 * share, 1) + 0.0:.1f} %"  # without the sign of -0.0


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


def _notes(pairs: list[tuple[ColumnScore, ColumnScore]]) -> list[str]:
    """Return a note for each column with outliers, or one for all if they are many."""
    if len(pairs) <= MANY_NOTES:
        return [_note(*pair) for pair in pairs]
    names = listed([decoded.column for decoded, _ in pairs], MANY_NOTES)
    return [
        f"{len(pairs):,} columns have values far from the others, in these rows or in "
        f"those of the fit, which decide about the share of variance: {names}. Correct "
        f"such values, or fit with scale='quantile'."
    ]


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
