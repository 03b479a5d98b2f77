"""Plots of predicted ratings: beside the actual ones, and by the number of ratings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    label,
    new_figure,
    number,
    style,
    text_width,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = (MODEL_COLOUR, PCA_COLOUR, GREY)
MOST_GROUPS = 12  # of actual ratings
BOX = {"color": INK, "linewidth": 1.0}
AXIS, GAP = 4.2, 0.1  # inches: about the width of the axes; between ticks
EDGES = np.array([0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, np.inf])


def predicted_by_actual(truth: Array, predictions: Array, name: str) -> "Figure":
    """Draw the distribution of predictions for each actual rating.

    Of more than 12 different ratings, for 10 intervals with as many ratings each.

    Parameters
    ----------
    truth, predictions : array of shape (n_ratings,)
        Actual and predicted ratings.

    name : str
        Name of the method.

    Raises
    ------
    InvalidDataError
        If there are no ratings.
    """
    truth, predictions = _checked(truth, predictions)
    levels = np.unique(truth)
    if len(levels) > MOST_GROUPS:
        inner = np.quantile(truth, np.linspace(0.1, 0.9, 9))
        group = np.searchsorted(inner, truth, side="right")
        levels, group = np.unique(group, return_inverse=True)
    else:
        group = np.searchsorted(levels, truth)
    places = np.array([truth[group == g].mean() for g in range(len(levels))])
    figure = new_figure(5.4, 4.2)
    axes = figure.add_subplot()
    low = min(truth.min(), predictions.min())
    high = max(truth.max(), predictions.max())
    axes.plot([low, high], [low, high], color=GREY, linewidth=1, label="exact")
    width = 0.6
    if len(places) > 1:
        width = max(0.6 * np.diff(places).min(), 0.01 * (high - low))
    boxes = axes.boxplot(
        [predictions[group == g] for g in range(len(levels))],
        positions=places,
        widths=width,
        whis=(5, 95),
        showfliers=False,
        manage_ticks=False,
        patch_artist=True,
        boxprops={"facecolor": MODEL_COLOUR, "alpha": 0.6, "linewidth": 0.8},
        medianprops=BOX,
        whiskerprops=BOX,
        capprops=BOX,
    )
    boxes["boxes"][0].set_label("half of the predictions; whiskers 90 %")
    margin = max(0.05 * (high - low), 0.6 * width)
    axes.set_xlim(low - margin, high + margin)
    _ticks_at(axes, places)
    axes.set_xlabel("actual rating", fontsize=NORMAL)
    axes.set_ylabel("predicted rating", fontsize=NORMAL)
    axes.set_title(f"Predictions of {label(name, 30)}", fontsize=LARGE, color=INK)
    style(axes)
    axes.legend(fontsize=SMALL, frameon=False, loc="upper left")
    return figure


def error_by_count(
    truth: Array, predictions: Mapping[str, Array], counts: Array
) -> "Figure":
    """Draw the root mean squared error by the number of ratings of the item.

    Parameters
    ----------
    truth : array of shape (n_ratings,)
        Actual ratings.

    predictions : mapping from str to array of shape (n_ratings,)
        Predicted ratings, by method; at most three.

    counts : array of shape (n_ratings,)
        Number of ratings of each rating's item in the fit.

    Raises
    ------
    InvalidDataError
        If there are no ratings.
    """
    truth, counts = _checked(truth, counts)
    group = np.searchsorted(EDGES, counts, side="right") - 1
    used = np.unique(group)
    figure = new_figure(6.4, 4.0)
    axes = figure.add_subplot()
    places = np.arange(len(used))
    for place, (name, values) in enumerate(predictions.items()):
        squares = np.square(np.asarray(values, dtype=np.float64) - truth)
        parts = [squares[group == g] for g in used]
        roots = np.sqrt([part.mean() for part in parts])
        spread = [part.std() / np.sqrt(len(part)) for part in parts]
        errors = np.asarray(spread) / np.maximum(2 * roots, 1e-12)
        axes.errorbar(
            places + 0.06 * (place - (len(predictions) - 1) / 2),
            roots,
            errors,
            color=COLOURS[place % len(COLOURS)],
            marker="o",
            markersize=4,
            linewidth=1.5,
            label=label(name, 30),
        )
    axes.set_xticks(places, [_range_in_words(g) for g in used], fontsize=SMALL)
    axes.set_xlim(-0.5, len(used) - 0.5)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("ratings of the item in the fit", fontsize=NORMAL)
    axes.set_ylabel("RMSE ± standard error", fontsize=NORMAL)
    axes.set_title("Error by number of ratings", fontsize=LARGE, color=INK)
    style(axes)
    axes.legend(fontsize=SMALL, frameon=False)
    return figure


def _ticks_at(axes: "Axes", places: Array) -> None:
    """Draw ticks at places, upright if they are many, and none over another."""
    texts = [number(place) for place in places]
    low, high = axes.get_xlim()
    inches = (places - low) / (high - low) * AXIS
    room = GAP + max(text_width(text, SMALL) for text in texts)
    is_upright = len(places) > 1 and np.diff(inches).min() < room
    if is_upright:
        room = 1.5 * SMALL / 72
    kept: list[int] = []
    for index in range(len(places)):
        if not kept or inches[index] - inches[kept[-1]] >= room:
            kept.append(index)
    axes.set_xticks(
        places[kept],
        [texts[index] for index in kept],
        rotation=90 if is_upright else 0,
    )


def _checked(*arrays: Array) -> list[Array]:
    """Return arrays as float64; raise if they are empty or of different lengths."""
    found = [np.asarray(each, dtype=np.float64) for each in arrays]
    if not len(found[0]) or len({len(each) for each in found}) > 1:
        raise InvalidDataError("There must be as many predictions as ratings, and one.")
    return found


def _range_in_words(group: int) -> str:
    """Return the counts of a group of `EDGES`, such as "3-9" or "10,000+"."""
    low, high = EDGES[group], EDGES[group + 1]
    if not np.isfinite(high):
        return f"{low:,.0f}+"
    return f"{low:,.0f}" if high - low == 1 else f"{low:,.0f}-{high - 1:,.0f}"
