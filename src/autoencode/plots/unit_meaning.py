"""Plots of what code units mean: correlations, derivatives and traversals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    NORMAL,
    SMALL,
    feature_labels,
    label,
    new_figure,
    style,
    wrapped,
)
from autoencode.plots.images import image_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MAX_UNITS, MAX_CORRELATED, MAX_BARS, MAX_LINES = 16, 30, 8, 5
PER_ROW = 8  # images of units in a row, panels of units at most half as many
POSITIVE, NEGATIVE = "#b2182b", "#2166ac"  # the ends of the colour map RdBu_r


def unit_correlations(
    correlations: ArrayLike, names: Sequence[str], units: Sequence[int]
) -> "Figure":
    """Draw a map of the correlations of code units with columns.

    Parameters
    ----------
    correlations : array-like of shape (n_units, n_columns)
        From -1 to 1; NaN is left white.
    names : sequence of str
        Names of the columns; the 30 with the largest correlations are drawn.
    units : sequence of int
        Units to draw, the first on top; at most 16 are.

    Raises
    ------
    InvalidDataError
        If there are no columns, or not one name for each.
    """
    values = np.asarray(correlations, dtype=np.float64)
    if values.ndim != 2 or not values.size or values.shape[1] != len(names):
        raise InvalidDataError(
            f"correlations must be of shape (n_units, n_columns), with one name for "
            f"each column; got {values.shape} and {len(names)} names."
        )
    shown = list(units)[:MAX_UNITS]
    values = values[shown]
    largest = np.nan_to_num(np.abs(values)).max(axis=0)
    columns = np.sort(np.argsort(-largest, kind="stable")[:MAX_CORRELATED])
    values = values[:, columns]
    texts = [label(names[j], 20) for j in columns]
    figure = new_figure(2.2 + 0.4 * len(columns), 2.0 + 0.28 * len(shown))
    axes = figure.add_subplot()
    picture = axes.imshow(values, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value):
            colour = "white" if abs(value) > 0.6 else INK
            text = f"{value:+.2f}".replace("0.", ".")
            axes.text(
                column, row, text, color=colour, fontsize=6, ha="center", va="center"
            )
    axes.set_yticks(range(len(shown)), [f"unit {unit}" for unit in shown])
    axes.set_xticks(range(len(columns)), texts, rotation=90)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=INK)
    axes.spines[:].set_visible(False)
    axes.set_title("Correlations of code units", fontsize=LARGE, color=INK)
    bar = figure.colorbar(picture, ax=axes, pad=0.02)
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=SMALL, color=GREY)
    return figure


def unit_inputs(
    signed: ArrayLike,
    absolute: ArrayLike,
    units: Sequence[int],
    *,
    image_shape: Sequence[int] | None = None,
    feature_names: Sequence[Any] | None = None,
) -> "Figure":
    """Draw which features move each unit.

    Of images the derivative with respect to each pixel: its mean (red: brighter pixels
    increase the unit, blue: they decrease it) and, below it, the mean of its absolute
    value. Of tables the mean for the features with the largest absolute values, as
    bars, with a line up to the mean absolute value.

    Parameters
    ----------
    signed, absolute : array-like of shape (n_units, n_features)
        Mean derivative of each unit, and mean of its absolute value, in standard
        deviations of unit and feature.
    units : sequence of int
        Units to draw, the first one first; at most 16 are.
    image_shape : (height, width) or (height, width, n_channels), optional
        Shape of images; channels are summed. None for tables.
    feature_names : sequence, optional
        Names of a table's features.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    slopes, sizes = (np.asarray(each, np.float64) for each in (signed, absolute))
    if slopes.ndim != 2 or not slopes.size or slopes.shape != sizes.shape:
        raise InvalidDataError(
            f"signed and absolute must both be of shape (n_units, n_features); got "
            f"{slopes.shape} and {sizes.shape}."
        )
    shown = list(units)[:MAX_UNITS]
    if image_shape is not None:
        return _input_images(slopes, sizes, shown, image_shape)
    names = feature_labels(feature_names, slopes.shape[1], 20)
    figure, panels = _panels(shown, 0.5 + 0.16 * min(MAX_BARS, slopes.shape[1]))
    for unit, axes in zip(shown, panels, strict=True):
        largest = np.argsort(-sizes[unit], kind="stable")[:MAX_BARS]
        values, places = slopes[unit, largest], np.arange(len(largest))
        colours = [POSITIVE if value > 0 else NEGATIVE for value in values]
        ends = np.where(values < 0, -1, 1) * sizes[unit, largest]
        axes.hlines(places, 0, ends, color=GREY, linewidth=1, zorder=1)
        axes.barh(places, values, height=0.6, color=colours, zorder=2)
        axes.set_yticks(places, [names[j] for j in largest])
        axes.invert_yaxis()
        axes.set_title(f"unit {unit}", fontsize=NORMAL, color=INK)
        style(axes)
    text = "mean derivative, in standard deviations (line: mean absolute value)"
    width = figure.get_figwidth() - 0.2
    figure.supxlabel(wrapped(text, width, NORMAL, 3), fontsize=NORMAL)
    return figure


def _input_images(
    slopes: NDArray[np.float64],
    sizes: NDArray[np.float64],
    units: list[int],
    image_shape: Sequence[int],
) -> "Figure":
    """Draw the derivatives of each unit as two images."""
    from matplotlib import colormaps

    shape = (*image_shape[:2], -1)
    rows: list[list[NDArray[np.float64]]] = []
    captions: list[list[str] | None] = []
    width = min(PER_ROW, len(units))
    blank = np.ones((*image_shape[:2], 3))
    for start in range(0, len(units), width):
        some = units[start : start + width]
        mean, size = [], []
        for unit in some:
            slope = slopes[unit].reshape(shape).sum(axis=2)
            largest = np.abs(slope).max() or 1.0
            mean.append(colormaps["RdBu_r"](0.5 + 0.5 * slope / largest)[..., :3])
            magnitude = sizes[unit].reshape(shape).sum(axis=2)
            share = magnitude / (magnitude.max() or 1.0)
            size.append(colormaps["gray"](share)[..., :3])
        empty = width - len(some)
        rows += [mean + [blank] * empty, size + [blank] * empty]
        captions += [None, [f"unit {unit}" for unit in some] + [""] * empty]
    return image_grid(
        rows,
        row_labels=["mean", "absolute"] * (len(rows) // 2),
        captions=captions,
        title="Derivative of each unit, times the standard deviation of the pixel",
        note="red: brighter pixels increase the unit; blue: they decrease it",
    )


def traversal_lines(
    steps: ArrayLike,
    traversals: ArrayLike,
    feature_std: ArrayLike,
    units: Sequence[int],
    feature_names: Sequence[Any] | None = None,
) -> "Figure":
    """Draw the features that change most while a unit moves, as lines.

    Parameters
    ----------
    steps : array-like of shape (n_units, n_steps)
        Values of each unit.
    traversals : array-like of shape (n_units, n_steps, n_features)
        Samples decoded from them.
    feature_std : array-like of shape (n_features,)
        Standard deviations, in which changes are drawn; 0 for constant features, which
        are left out.
    units : sequence of int
        Units to draw, the first one first; at most 16 are.
    feature_names : sequence, optional
        Names of the features.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    values, decoded = np.asarray(steps, np.float64), np.asarray(traversals, np.float64)
    std = np.asarray(feature_std, np.float64)
    if decoded.ndim != 3 or decoded.shape != (*values.shape, *std.shape):
        raise InvalidDataError(
            f"traversals must be of shape (n_units, n_steps, n_features), as steps and "
            f"feature_std are; got {decoded.shape}, {values.shape} and {std.shape}."
        )
    names = feature_labels(feature_names, len(std), 20)
    shown = list(units)[:MAX_UNITS]
    figure, panels = _panels(shown, 2.0)
    for unit, axes in zip(shown, panels, strict=True):
        change = decoded[unit] - decoded[unit, len(values[unit]) // 2]
        change = np.where(std > 0, change / np.where(std > 0, std, 1), 0)
        largest = np.argsort(-np.ptp(change, axis=0), kind="stable")[:MAX_LINES]
        for j in largest:
            axes.plot(values[unit], change[:, j], label=names[j], linewidth=1.3)
        axes.set_title(f"unit {unit}", fontsize=NORMAL, color=INK)
        axes.legend(fontsize=6, frameon=False)
        style(axes)
    figure.supxlabel("value of the unit", fontsize=NORMAL)
    figure.supylabel("change, in standard deviations", fontsize=NORMAL)
    return figure


def _panels(units: list[int], height: float) -> tuple["Figure", list["Axes"]]:
    """Return a figure with axes of this height in inches for each unit."""
    n_columns = min(PER_ROW // 2, len(units))
    n_rows = -(-len(units) // n_columns)
    figure = new_figure(0.6 + 2.7 * n_columns, 0.5 + (height + 0.35) * n_rows)
    return figure, [
        figure.add_subplot(n_rows, n_columns, place + 1) for place in range(len(units))
    ]
