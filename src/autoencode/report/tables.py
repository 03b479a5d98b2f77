"""The picture of a table's autoencoder: how well each column is reconstructed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoencode.plots.tables import column_bars
from autoencode.tasks.table_evaluation import TableEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pictures(evaluation: TableEvaluation) -> Iterator[tuple[str, str, "Figure"]]:
    """Give (file name, caption, figure) of every picture; none of very few rows."""
    found = {each.column: each for each in evaluation.hidden}
    shown = [each for each in evaluation.scores if each.column in found]
    if not shown:
        return
    bars = {
        "decoded": [each.score for each in shown],
        "hidden, and filled in": [found[each.column].score for each in shown],
        "mean or most frequent": [found[each.column].simple for each in shown],
    }
    yield (
        "columns",
        "Share of cells that are right (categories), or of variance explained (numbers "
        "and dates): of decoded rows, and of cells that were hidden.",
        column_bars([each.column for each in shown], bars),
    )
