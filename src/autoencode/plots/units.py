"""Plot of latent traversals: the effect of each code unit on a sample."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    INK,
    NORMAL,
    SMALL,
    feature_labels,
    new_figure,
    show_features,
    wrapped,
)
from autoencode.plots.images import as_image, image_grid, value_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_UNITS = 16


def code_units(
    traversals: ArrayLike,
    shares: ArrayLike,
    *,
    image_shape: Sequence[int] | None = None,
    feature_names: Sequence[Any] | None = None,
    percentiles: tuple[int, int] = (5, 95),
    is_scaled: bool = False,
) -> "Figure":
    """Draw the effect of each code unit, the most important one on top.

    Images are decoded while the unit goes from a low to a high percentile; for tables,
    the change of each feature is drawn.

    Parameters
    ----------
    traversals : array-like of shape (n_components, n_steps, n_features)
        From `autoencode.tasks.units.traverse`.
    shares : array-like of shape (n_components,)
        Share of variance of each unit, from `autoencode.tasks.units.unit_shares`. The
        16 units with the largest shares are drawn.
    image_shape : (height, width) or (height, width, 1 or 3), optional
        Shape of images; None for tables.
    feature_names : sequence of str, optional
        Names of a table's features.
    percentiles : (low, high), default=(5, 95)
        Percentiles of the first and the last step.
    is_scaled : bool, default=False
        Whether features are scaled, which the text of a table says.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    steps, shares = _checked(traversals, shares)
    order = np.argsort(-shares, kind="stable")[:MAX_UNITS]
    texts = [f"unit {unit}   {_percent(shares[unit])}" for unit in order]
    title = "Effect of each code unit, and its share of variance"
    if len(order) < len(shares):
        title += f"\n({len(order)} of {len(shares)} units)"
    ends = [ordinal(each) + " percentile" for each in percentiles]
    if image_shape is None:
        change = steps[order, -1] - steps[order, 0]
        change_of = "change of the scaled feature" if is_scaled else "change"
        return _change_map(change, texts, feature_names, title, ends, change_of)
    limits = _limits(steps)
    labels = [ends[0], *[""] * (steps.shape[1] - 2), ends[1]]
    return image_grid(
        [[as_image(x, image_shape, limits) for x in steps[unit]] for unit in order],
        row_labels=texts,
        column_labels=labels if steps.shape[1] > 1 else None,
        title=title,
    )


def _checked(
    traversals: ArrayLike, shares: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both as float64 without NaN; raise if shapes are inconsistent."""
    steps = np.nan_to_num(np.asarray(traversals, dtype=np.float64))
    shares = np.nan_to_num(np.asarray(shares, dtype=np.float64))
    if steps.ndim != 3 or not steps.size or shares.shape != (len(steps),):
        raise InvalidDataError(
            "traversals must be of shape (n_components, n_steps, n_features), and "
            f"shares of (n_components,); got {steps.shape} and {shares.shape}."
        )
    return steps, shares


def _limits(steps: NDArray[np.float64]) -> tuple[float, float]:
    """Return the values of black and white: [0, 1] if the range is close to it."""
    low, high = np.percentile(steps, [1, 99])
    return (0.0, 1.0) if low > -0.15 and 0.3 < high < 1.15 else value_limits(steps)


def ordinal(number: int) -> str:
    """Return a number as text: 1st, 5th, 22nd, 95th."""
    is_teen = number % 100 in (11, 12, 13)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}th" if is_teen else f"{number}{ending}"


def _percent(share: float) -> str:
    """Format a share in percent, without negative zeros."""
    return f"{100 * share:.1f} %".replace("-0.0 %", "0.0 %")


def _change_map(
    change: NDArray[np.float64],
    texts: list[str],
    feature_names: Sequence[Any] | None,
    title: str,
    ends: list[str],
    change_of: str,
) -> "Figure":
    """Draw a heat map of units (rows) and features (columns): red +, blue -."""
    n_units, n_features = change.shape
    names = feature_labels(feature_names, n_features, 18)
    largest = np.abs(change).max(axis=0)
    meaning = f"colour: {change_of} from {ends[0]} to {ends[1]}"
    if largest.max() > 20 * np.median(largest) > 0:
        change = change / np.where(largest > 0, largest, 1)
        meaning = "colour: change, relative to the maximum of each feature"
    width = float(np.clip(2.6 + 0.3 * n_features, 5.5, 12))
    figure = new_figure(width, 2.4 + 0.3 * max(n_units, 3))
    axes = figure.add_subplot()
    end = float(np.abs(change).max()) or 1.0
    picture = axes.imshow(
        change, cmap="RdBu_r", vmin=-end, vmax=end, aspect="auto", interpolation="none"
    )
    axes.set_yticks(range(n_units), texts, fontsize=SMALL)
    show_features(axes, names, named=feature_names is not None)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=INK)
    lines = [wrapped(x, width - 0.2, NORMAL) for x in (*title.split("\n"), meaning)]
    figure.suptitle("\n".join(lines), fontsize=NORMAL, color=INK)
    bar = figure.colorbar(picture, ax=axes, pad=0.02)
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    return figure
