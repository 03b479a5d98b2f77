"""Picture of a table's autoencoder: how well each column is reconstructed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoencode.plots.tables import column_bars
from autoencode.tasks.table_evaluation import TableEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pictures(evaluation: TableEvaluation) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture; none for very few rows."""
    hidden = {each.column: each for each in evaluation.hidden}
    shown = [each for each in evaluation.scores if each.column in hidden]
    if not shown:
        return
    of_pca = {each.column: each.score for each in evaluation.pca_hidden}
    bars: dict[str, list[float]] = {
        "decoded": [each.score for each in shown],
        "hidden and imputed": [hidden[each.column].score for each in shown],
    }
    if of_pca:
        bars["hidden and imputed by PCA"] = [of_pca[each.column] for each in shown]
    bars["mean or most frequent"] = [hidden[each.column].simple for each in shown]
    yield (
        "columns",
        "Accuracy (categories), or share of variance explained (numbers and dates), of "
        "decoded rows and of hidden cells.",
        column_bars([each.column for each in shown], bars),
    )
