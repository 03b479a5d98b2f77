"""Plots of a comparison: maps side by side, and accuracies of classifiers."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    PURPLE,
    SMALL,
    label,
    new_figure,
    style,
)
from autoencode.plots.codes import draw_map

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAPS_IN_A_ROW = 4
LEAST_RATIO = 1.3  # of neighbouring ticks of a logarithmic axis
COLOURS = {"raw": INK, "PCA": PCA_COLOUR, "autoencoder": MODEL_COLOUR}
LINES: list[dict[str, Any]] = [
    {"linestyle": "-", "marker": "o"},
    {"linestyle": "--", "marker": "s"},
    {"linestyle": ":", "marker": "^"},
]


def comparison_maps(
    maps: Mapping[str, tuple[ArrayLike, ArrayLike | None, str]],
    class_names: Sequence[Any] | None,
) -> "Figure":
    """Draw maps of several methods, coloured by label, with a caption under each title.

    Parameters
    ----------
    maps : mapping of str to (codes, y, caption)
        By title: an array of shape (n_samples, n_components), of which the first two
        columns are drawn; labels of shape (n_samples,) or None; lines of text.

    class_names : sequence of str or None
        Name of class 0, 1, ...

    Raises
    ------
    InvalidDataError
        If the lengths of labels and codes differ, or no code is finite.
    """
    n_rows = ceil(len(maps) / MAPS_IN_A_ROW)
    n_columns = ceil(len(maps) / n_rows)
    figure = new_figure(3.6 * n_columns + 1.2, 3.9 * n_rows)
    for number, (title, (codes, y, caption)) in enumerate(maps.items(), start=1):
        axes = figure.add_subplot(n_rows, n_columns, number)
        draw_map(figure, axes, codes, y, class_names, with_legend=number == 1)
        text = label(title, 60)
        axes.set_title(caption, fontsize=SMALL, color=INK)
        axes.text(
            0.5, 1.14, text, transform=axes.transAxes, ha="center", fontsize=LARGE
        )
        axes.set_xticks([])
        axes.set_yticks([])
        style(axes, grid=False)
    return figure


class Curve(NamedTuple):
    """Accuracies of a classifier of some features."""

    features: str
    classifier: str
    points: list[tuple[int, float, float]]  # (place, accuracy, standard deviation)


def accuracy_curves(
    by_size: Sequence[Curve],
    by_dimension: Sequence[Curve],
    *,
    n_components: int,
    n_labelled: int,
    n_features: int,
) -> "Figure":
    """Draw accuracies by the number of labelled samples, and by dimension.

    Parameters
    ----------
    by_size, by_dimension : sequence of Curve
        Curves of the two panels: a colour for each kind of features, a style of line
        for each classifier, and a band of one standard deviation.

    n_components : int
        Size of the codes of the first panel.

    n_labelled : int
        Number of labelled samples of the second panel.

    n_features : int
        Number of features of the raw data, to the right of which noise is added.
    """
    from matplotlib.lines import Line2D

    curves = [*by_size, *by_dimension]
    kinds = list(dict.fromkeys(curve.features for curve in curves))
    classifiers = list(dict.fromkeys(curve.classifier for curve in curves))
    colours = {kind: COLOURS.get(kind, PURPLE) for kind in kinds}
    looks = dict(zip(classifiers, cycle(LINES), strict=False))
    figure = new_figure(11.5, 4.4)
    panels = figure.subplots(1, 2, sharey=True)
    titles = (f"codes of {n_components} components", f"{n_labelled:,} labelled samples")
    names = ("labelled samples", "columns")
    for axes, drawn, title, name in zip(
        panels, (by_size, by_dimension), titles, names, strict=True
    ):
        for curve in drawn:
            _draw_curve(axes, curve, colours[curve.features], looks[curve.classifier])
        axes.set_title(title, fontsize=LARGE, color=INK)
        axes.set_xlabel(name, fontsize=NORMAL)
        _number_axis(axes, [point[0] for curve in drawn for point in curve.points])
        style(axes)
    panels[0].set_ylabel("test accuracy", fontsize=NORMAL)
    if any(p[0] > n_features for curve in by_dimension for p in curve.points):
        panels[1].axvline(n_features, color=GREY, linestyle=":", linewidth=1)
        panels[1].text(
            n_features,
            0.01,
            " noise added",
            color=GREY,
            fontsize=SMALL,
            transform=panels[1].get_xaxis_transform(),
        )
    handles = [Line2D([], [], color=colours[kind], label=kind) for kind in kinds]
    handles += [Line2D([], [], color=INK, label=c, **looks[c]) for c in classifiers]
    figure.legend(
        handles=handles, loc="outside right center", fontsize=SMALL, frameon=False
    )
    return figure


def _draw_curve(axes: Any, curve: Curve, colour: str, look: dict[str, Any]) -> None:
    """Draw a curve with its band."""
    x, y, spread = (np.array(column) for column in zip(*curve.points, strict=True))
    axes.plot(x, y, color=colour, markersize=4, linewidth=1.4, **look)
    axes.fill_between(x, y - spread, y + spread, color=colour, alpha=0.12, linewidth=0)


def _number_axis(axes: Any, numbers: Sequence[int]) -> None:
    """Use a logarithmic axis with ticks at the numbers themselves."""
    from matplotlib.ticker import NullLocator

    axes.set_xscale("log")
    ticks: list[int] = []
    for each in sorted(set(numbers)):
        if not ticks or each >= LEAST_RATIO * ticks[-1]:  # or their labels overlap
            ticks.append(each)
    axes.set_xticks(ticks, [f"{each:,}" for each in ticks])
    axes.xaxis.set_minor_locator(NullLocator())
