"""Plots of mixed tables: scores by column."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    VALIDATION_COLOUR,
    label,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_COLUMNS = 40
COLOURS = (MODEL_COLOUR, VALIDATION_COLOUR, GREY)  # of all but PCA, in their order


def column_bars(
    columns: Sequence[Any], scores: Mapping[str, Sequence[float]]
) -> "Figure":
    """Draw scores of columns as grouped bars from 0 to 1.

    Parameters
    ----------
    columns : sequence of length n_columns
        Names of the columns; at most 40 are drawn.

    scores : mapping from str to sequence of length n_columns
        At most three sets of scores by name, and one of PCA; values are clipped to
        [0, 1].

    Raises
    ------
    InvalidDataError
        If there are no columns.
    """
    from matplotlib.ticker import PercentFormatter

    names = [label(name) for name in columns[:MAX_COLUMNS]]
    if not names:
        raise InvalidDataError("There are no columns to draw.")
    height = 0.8 / len(scores)
    figure = new_figure(7, 1.3 + (0.08 + 0.08 * len(scores)) * len(names))
    axes = figure.add_subplot()
    places = np.arange(len(names))
    colours = iter(COLOURS)
    for number, (name, values) in enumerate(scores.items()):
        axes.barh(
            places + (number - (len(scores) - 1) / 2) * height,
            np.clip(np.asarray(values[: len(names)], float), 0, 1),
            height=height,
            color=PCA_COLOUR if "PCA" in name else next(colours),
            label=label(name, 40),
        )
    axes.set_yticks(places, names, fontsize=SMALL)
    axes.set(xlim=(0, 1), ylim=(len(names) - 0.5, -0.5))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    axes.set_xlabel("accuracy, or explained variance", fontsize=NORMAL)
    axes.set_title("Scores by column, test rows", fontsize=LARGE, color=INK)
    style(axes)
    figure.legend(loc="outside lower center", ncols=4, fontsize=SMALL, frameon=False)
    return figure
