"""Plot of the quality of recommendations, by method."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREEN,
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    label,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = (MODEL_COLOUR, PCA_COLOUR, GREY, GREEN)


def quality_bars(
    means: Mapping[str, Mapping[str, float]],
    errors: Mapping[str, Mapping[str, float]],
    measures: Sequence[str],
) -> "Figure":
    """Draw measures in [0, 1] of at most four methods, with their standard errors.

    Parameters
    ----------
    means, errors : mapping from str to mapping from str to float
        By method, the model first, and by measure.

    measures : sequence of str
        The measures to draw.

    Raises
    ------
    InvalidDataError
        If there is no method.
    """
    if not means:
        raise InvalidDataError("There is no method to draw.")
    figure = new_figure(7, 3.6)
    axes = figure.add_subplot()
    places, width = np.arange(len(measures)), 0.8 / len(means)
    for number, (name, values) in enumerate(means.items()):
        axes.bar(
            places + (number - (len(means) - 1) / 2) * width,
            [values[measure] for measure in measures],
            width * 0.92,
            yerr=[errors[name][measure] for measure in measures],
            color=COLOURS[number % len(COLOURS)],
            error_kw={"elinewidth": 1.0, "ecolor": INK},
            label=label(name, 40),
        )
    axes.set_xticks(places, measures, fontsize=NORMAL)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("mean over users", fontsize=NORMAL)
    axes.set_title("Quality of recommendations", fontsize=LARGE, color=INK)
    style(axes)
    axes.legend(fontsize=SMALL, frameon=False)
    return figure
