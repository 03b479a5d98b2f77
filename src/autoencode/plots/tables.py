"""Pictures of mixed tables: how well each column is found."""

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
    SMALL,
    VALIDATION_COLOUR,
    label,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_COLUMNS = 40
COLOURS = (MODEL_COLOUR, VALIDATION_COLOUR, GREY)


def column_bars(
    columns: Sequence[Any], scores: Mapping[str, Sequence[float]]
) -> "Figure":
    """Draw scores of columns as bars from 0 to 1, those of one column together.

    Parameters
    ----------
    columns : sequence of length n_columns
        Their names; at most 40 are drawn.

    scores : mapping from str to sequence of length n_columns
        By what is measured, at most three; below 0 is drawn as 0.

    Raises
    ------
    InvalidDataError
        If there is no column.
    """
    from matplotlib.ticker import PercentFormatter

    names = [label(name) for name in columns[:MOST_COLUMNS]]
    if not names:
        raise InvalidDataError("There is no column to draw.")
    height = 0.8 / len(scores)
    figure = new_figure(7, 1.3 + 0.32 * len(names))
    axes = figure.add_subplot()
    places = np.arange(len(names))
    for number, (what, values) in enumerate(scores.items()):
        axes.barh(
            places + (number - (len(scores) - 1) / 2) * height,
            np.clip(np.asarray(values[: len(names)], float), 0, 1),
            height=height,
            color=COLOURS[number],
            label=label(what, 40),
        )
    axes.set_yticks(places, names, fontsize=SMALL)
    axes.set(xlim=(0, 1), ylim=(len(names) - 0.5, -0.5))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    axes.set_xlabel("cells that are right, or variance explained", fontsize=NORMAL)
    axes.set_title("Columns of test rows", fontsize=LARGE, color=INK)
    style(axes)
    figure.legend(loc="outside lower center", ncols=3, fontsize=SMALL, frameon=False)
    return figure
