"""Plot of retrieval: precision by the number of retrieved documents."""

import itertools
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
    PURPLE,
    SMALL,
    VALIDATION_COLOUR,
    label,
    legend_beside,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = (MODEL_COLOUR, PCA_COLOUR, VALIDATION_COLOUR, GREY, GREEN, PURPLE)
MARKERS = ("o", "s", "D", "^", "v", "P")


def precision_curves(
    n_retrieved: Sequence[int],
    precision: Mapping[str, Sequence[float]],
    published: Mapping[str, Sequence[float]] | None = None,
) -> "Figure":
    """Draw the precision of at most six methods by the number of retrieved documents.

    Parameters
    ----------
    n_retrieved : sequence of int
        Numbers of retrieved documents, on a logarithmic axis.

    precision : mapping from str to sequence of the same length
        Precision in [0, 1] by method, the model first.

    published : mapping like ``precision`` or None, default=None
        Published values at the first numbers, drawn as dashed lines; of a method of
        ``precision``, in its colour.

    Raises
    ------
    InvalidDataError
        If there is no number.
    """
    from matplotlib.ticker import FixedLocator, NullLocator

    if len(n_retrieved) == 0:
        raise InvalidDataError("There is no number of retrieved documents to draw.")
    figure = new_figure(7, 4.2)
    axes = figure.add_subplot()
    colours = dict(zip(precision, itertools.cycle(COLOURS), strict=False))
    for number, (name, values) in enumerate(precision.items()):
        axes.plot(
            n_retrieved,
            np.asarray(values, float),
            color=colours[name],
            marker=MARKERS[number % len(MARKERS)],
            markersize=4,
            linewidth=2.0 if number == 0 else 1.3,
            label=label(name, 40),
        )
    for name, values in (published or {}).items():
        axes.plot(
            n_retrieved[: len(values)],
            np.asarray(values, float),
            color=colours.get(name, INK),
            linestyle="--",
            linewidth=1.3,
            label=label(f"{name}, published", 40),
        )
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator(list(n_retrieved)))
    axes.xaxis.set_minor_locator(NullLocator())
    ticks = [f"{n:,}" for n in n_retrieved]
    axes.set_xticks(list(n_retrieved), ticks, rotation=45)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("number of retrieved documents", fontsize=NORMAL)
    axes.set_ylabel("precision", fontsize=NORMAL)
    axes.set_title("Precision of retrieval", fontsize=LARGE, color=INK)
    style(axes)
    if len(axes.lines) > len(COLOURS):
        legend_beside(axes)
    else:
        axes.legend(fontsize=SMALL, frameon=False)
    return figure
