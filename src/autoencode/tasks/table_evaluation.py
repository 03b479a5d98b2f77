"""How well the columns of a mixed table are decoded, and imputed where hidden."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from autoencode.tasks.tables import ColumnScore

HIDDEN = 0.3  # share of cells that are hidden


@dataclass(frozen=True)
class TableEvaluation:
    """Scores of the columns of a table.

    Attributes
    ----------
    scores, hidden : list of ColumnScore
        Of decoded rows, and of cells that were hidden.
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
        """Return one sentence: in how many columns hidden cells are found."""
        better = [each for each in self.hidden if each.score > each.simple]
        return (
            f"Hidden cells are found better than by mean or most frequent category in "
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
    """Return a share in words; far below 0 it does not matter how far."""
    return f"{100 * max(share, -9.99):.1f} %"
