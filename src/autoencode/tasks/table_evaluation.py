"""Evaluation of mixed tables: how well columns are decoded and imputed."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from autoencode.tasks.tables import ColumnScore

HIDDEN = 0.3  # fraction of cells hidden to evaluate imputation


@dataclass(frozen=True)
class TableEvaluation:
    """Scores of the columns of a table.

    Attributes
    ----------
    scores : list of ColumnScore
        Of decoded rows.

    hidden : list of ColumnScore
        Of hidden cells, imputed.
    """

    scores: list[ColumnScore]
    hidden: list[ColumnScore]
    heading: ClassVar[str] = ""
    notes: ClassVar[list[str]] = []
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, model: Any, frame: Any) -> Self:
        """Return the scores of a fitted `TableAutoencoder` on a table."""
        return cls(model.column_scores(frame), model.column_scores(frame, HIDDEN))

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        hidden = {each.column: each for each in self.hidden}
        share = f"{HIDDEN:.0%} hidden".replace("%", " %")
        lines = []
        for each in self.scores:
            found = hidden.get(each.column)
            cells = [_percent(each.score)]
            cells += ["–", "–"] if found is None else map(_percent, found[2:4])
            lines.append([str(each.column), each.measure, *cells])
        return ["column", "measure", "decoded", share, "mean or most frequent"], lines

    def verdict(self) -> str:
        """Return one sentence: in how many columns imputation beats the baseline."""
        better = [each for each in self.hidden if each.score > each.simple]
        return (
            f"Imputation is better than the mean or most frequent category in "
            f"{len(better)} of {len(self.hidden)} columns."
        )

    def to_json(self) -> dict[str, Any]:
        """Return scores and verdict as plain values."""
        return {
            "rows": [],
            "notes": self.notes,
            "verdict": self.verdict(),
            "columns": [each._asdict() for each in self.scores],
            "hidden_columns": [each._asdict() for each in self.hidden],
        }


def _percent(share: float) -> str:
    """Return a share as text; values far below 0 are clipped."""
    return f"{100 * max(share, -9.99):.1f} %"
