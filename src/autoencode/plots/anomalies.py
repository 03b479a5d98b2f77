"""Plots of anomalies: score distributions, and the samples with the highest scores."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    class_colours,
    fitted,
    label,
    new_figure,
    number,
    short,
    style,
    text_width,
)
from autoencode.plots.images import as_image, image_grid, value_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

N_BINS = 60
MAX_ROWS, MAX_REASONS, MAX_IMAGES = 12, 2, 10
NAME = 25  # characters of the name of a row: a whole time, with its zone
ROW_HEIGHT, LINE = 0.3, 0.13  # inches
SCORES = 3.2  # width of the axes, in those of the longest bar
# Scores are clipped this far beyond the threshold, in units of the distance to it from
# the lowest median of all sets.
WIDTHS_SHOWN = 3.0
FLAT = 1e-3  # a distance to the threshold that is too small to be a unit


def score_histogram(
    scores: Mapping[str, ArrayLike], threshold: float, *, title: str = "Scores"
) -> "Figure":
    """Draw histograms of anomaly scores with the threshold; frequencies in log scale.

    Parameters
    ----------
    scores : mapping from str to array of shape (n_scores,)
        Sets of anomaly scores by name; higher = more anomalous. The first is drawn as
        an area, the others as lines. Each is normalised to 100 %.

    threshold : float
        Samples with higher scores are anomalies.

    title : str, default="Scores"
        Title of the figure.

    Raises
    ------
    InvalidDataError
        If there are no scores.
    """
    values = {
        name: np.asarray(each, np.float64).ravel() for name, each in scores.items()
    }
    values = {name: each for name, each in values.items() if each.size}
    if not values:
        raise InvalidDataError("There are no scores to draw.")
    first = next(iter(values.values()))
    edges = _bin_edges(list(values.values()), threshold)
    figure = new_figure(7, 3.8)
    axes = figure.add_subplot()
    shades = [MODEL_COLOUR, PCA_COLOUR, *class_colours(len(values))[2:]]
    for place, (name, each) in enumerate(values.items()):
        weights = np.full(len(each), 100 / len(each))
        axes.hist(
            each.clip(edges[0], edges[-1]),
            bins=edges.tolist(),
            weights=weights,
            histtype="stepfilled" if place == 0 else "step",
            color=shades[place],
            alpha=0.55 if place == 0 else 1.0,
            label=f"{label(name, 40)} ({len(each):,})",
        )
    axes.axvline(threshold, color=INK, linestyle="--", linewidth=1)
    beyond = 100 * float(np.mean(first > threshold))
    axes.annotate(
        f" threshold {number(threshold)}: {number(beyond)} % above",
        (threshold, 0.97),
        xycoords=("data", "axes fraction"),
        fontsize=SMALL,
        color=INK,
        va="top",
    )
    least = 100 / max(len(each) for each in values.values())
    axes.set_ylim(min(0.7 * least, 10.0), 200)
    axes.set_yscale("log")
    is_clipped = any(bool((each > edges[-1]).any()) for each in values.values())
    higher = "; the last bar holds all higher ones" if is_clipped else ""
    axes.set_xlabel(f"anomaly score{higher}", fontsize=NORMAL)
    axes.ticklabel_format(axis="x", useOffset=False)
    axes.set_ylabel("share in %", fontsize=NORMAL)
    axes.set_title(label(title, 60), fontsize=LARGE, color=INK)
    style(axes)
    # Not in the axes, where the threshold may be anywhere.
    figure.legend(loc="outside lower center", ncols=2, fontsize=SMALL, frameon=False)
    return figure


def _bin_edges(
    sets: Sequence[NDArray[np.float64]], threshold: float
) -> NDArray[np.float64]:
    """Return edges of bins of equal width, so that none has scores on both sides."""
    whole = np.concatenate(sets)
    whole = whole[np.isfinite(whole)]
    low, high = np.quantile(whole, [0.001, 0.99]) if whole.size else (threshold,) * 2
    width = threshold - min(float(np.median(each)) for each in sets)
    if width > FLAT * max(high - low, abs(threshold)):
        low = min(*(np.quantile(each, 0.001) for each in sets), threshold - width)
        high = min(max(each.max() for each in sets), threshold + WIDTHS_SHOWN * width)
    low, high = min(low, threshold), max(high, threshold)
    span = high - low
    if span <= FLAT**2 * abs(threshold):  # all scores are at the threshold
        span = abs(threshold) or 1.0
    low, high = min(low, threshold - 0.1 * span), max(high, threshold + 0.1 * span)
    step = (high - low) / N_BINS
    n_below = int(np.ceil((threshold - low) / step))
    n_above = int(np.ceil((high - threshold) / step))
    edges = threshold + step * np.arange(-n_below, n_above + 1)
    edges[n_below] = np.nextafter(threshold, np.inf)  # the threshold itself is normal
    return np.asarray(edges)


def top_anomalies(
    names: Sequence[Any],
    scores: ArrayLike,
    reasons: Sequence[Sequence[tuple[str, float | str, float | str, float]]],
    threshold: float,
) -> "Figure":
    """Draw the highest anomaly scores as bars, with the columns that contribute most.

    Parameters
    ----------
    names : sequence of length n_rows
        Names of the rows; at most 12 are drawn.

    scores : array of shape (n_rows,)
        Anomaly scores; higher = more anomalous.

    reasons : sequence of length n_rows
        For each row, tuples (column, value, expected value, share of the score).

    threshold : float
        Drawn as a line.
    """
    names, reasons = list(names)[:MAX_ROWS], list(reasons)[:MAX_ROWS]
    values = np.asarray(scores, np.float64)[: len(names)]
    if not len(names):
        raise InvalidDataError("There are no rows to draw.")
    labels = [label(name, NAME) for name in names]
    width = 9.2 - max(text_width(each, SMALL) for each in labels)
    texts = _texts_of(reasons, (1 - 1.1 / SCORES) * width)
    n_lines = 1 + max(each.count("\n") for each in texts)
    figure = new_figure(9.5, 1.0 + (ROW_HEIGHT + LINE * (n_lines - 1)) * len(names))
    axes = figure.add_subplot()
    places = np.arange(len(names))
    axes.barh(places, values, height=0.62, color=MODEL_COLOUR, alpha=0.45)
    axes.axvline(threshold, color=INK, linestyle="--", linewidth=1)
    low, end = min(0.0, float(values.min())), max(0.0, float(values.max()), threshold)
    end += float(low == end)
    for place, text in zip(places, texts, strict=True):
        position = (end + 0.05 * (end - low), float(place))
        axes.text(*position, text, va="center", fontsize=SMALL, color=INK)
    axes.set(xlim=(low, low + SCORES * (end - low)), ylim=(len(names), -0.8))
    axes.set_yticks(places, labels, fontsize=SMALL)
    ticks = [tick for tick in axes.get_xticks() if low <= tick <= end]
    axes.set_xticks(ticks)
    axes.set_xlabel("score", fontsize=NORMAL, loc="left")
    axes.set_title(
        "Most anomalous rows, and the columns that contribute most",
        fontsize=LARGE,
        color=INK,
        loc="left",
    )
    style(axes, grid=False)
    return figure


def _texts_of(reasons: Sequence[Sequence[Any]], width: float) -> list[str]:
    """Return the reasons of each row, in a line of this width, or in one for each."""
    parts = [[_reason(*each) for each in row[:MAX_REASONS]] for row in reasons]
    lines = [";  ".join(row) for row in parts]
    if all(text_width(label(line, len(line)), SMALL) <= width for line in lines):
        return [label(line, len(line)) for line in lines]
    return ["\n".join(fitted(part, width, SMALL) for part in row) for row in parts]


def _reason(
    column: str, value: float | str, expected: float | str, share: float
) -> str:
    return (
        f"{short(column, 18)} {_value(value)}, expected {_value(expected)} "
        f"({round(100 * share)} %)"
    )


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return short(value, NAME) or "missing"
    return number(value)


def error_maps(
    X: NDArray[np.float64],
    X_hat: NDArray[np.float64],
    errors: NDArray[np.float64],
    image_shape: Sequence[int],
    captions: Sequence[str],
) -> "Figure":
    """Draw images, their reconstructions, and maps of the error.

    Parameters
    ----------
    X, X_hat : array of shape (n_samples, n_features)
        Images as rows of pixels, and their reconstructions; at most 10 are drawn.

    errors : array of shape (n_samples, n_features)
        Error of each pixel, at least 0; white is 0, red the maximum of the image.

    image_shape : tuple of int
        (height, width) or (height, width, 1 or 3).

    captions : sequence of str
        One per image.
    """
    X, X_hat, errors = (each[:MAX_IMAGES] for each in (X, X_hat, errors))
    limits = value_limits(X)
    rows = [[as_image(x, image_shape, limits) for x in part] for part in (X, X_hat)]
    maps = [_error_image(error, image_shape) for error in errors]
    return image_grid(
        [*rows, maps],
        row_labels=["image", "expected", "error"],
        captions=[None, None, list(captions)[: len(X)]],
    )


def _error_image(error: NDArray[np.float64], image_shape: Sequence[int]) -> Any:
    """Return errors, summed over channels, as an RGB image from white to red."""
    from matplotlib import colormaps

    total = error.reshape(image_shape[0], image_shape[1], -1).sum(axis=2)
    top = total.max()
    return np.asarray(colormaps["Reds"](total / top if top > 0 else total))[..., :3]
