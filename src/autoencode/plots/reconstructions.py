"""Plots of reconstructions: next to originals, by epoch, and their errors.

Samples with an ``image_shape`` are drawn as images, others as lines over features.
"""

from collections.abc import Sequence
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
    feature_labels,
    label,
    matrix,
    new_figure,
    number,
    show_features,
    style,
    wrapped,
)
from autoencode.plots.images import as_image, image_grid, value_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_IMAGES = 10
MAX_TABLE_SAMPLES = 6
MAX_EPOCHS = 10
MAX_BARS = 30

ORIGINAL_LOOK = {"color": INK, "lw": 1.2, "markersize": 6, "markerfacecolor": "none"}
MODEL_LOOK = {"color": MODEL_COLOUR, "lw": 1.2, "markersize": 3.5}
PCA_LOOK = {"color": PCA_COLOUR, "lw": 1, "ls": "--", "markersize": 3.5}

# A line of a table plot: its name, its rows, and its style.
Series = tuple[str, NDArray[np.float64], dict[str, Any]]


def reconstructions(
    X: ArrayLike,
    X_hat: ArrayLike,
    X_pca: ArrayLike | None = None,
    *,
    image_shape: Sequence[int] | None,
    class_labels: Sequence[Any] | None = None,
    feature_names: Sequence[Any] | None = None,
    is_scaled: bool = False,
) -> "Figure":
    """Draw samples, their reconstructions, and the squared errors.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        Originals. The first ten images, or six rows of a table, are drawn.
    X_hat, X_pca : array-like of shape (n_samples, n_features)
        Reconstructions of the autoencoder, and optionally of PCA.
    image_shape : (height, width) or (height, width, 1 or 3), or None
        Shape of images; None for tables.
    class_labels : sequence of shape (n_samples,), optional
        Text above each sample.
    feature_names : sequence of str, optional
        Names of a table's features.
    is_scaled : bool, default=False
        Whether values are scaled, which the text says.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    X = matrix("X", X)
    rows = [("original", X), ("autoencoder", _like("X_hat", X_hat, X))]
    if X_pca is not None:
        rows.append(("PCA", _like("X_pca", X_pca, X)))
    originals = X[: _n_shown(X, image_shape)]
    n_shown = len(originals)
    rows = [(name, values[:n_shown]) for name, values in rows]
    titles = None if class_labels is None else list(map(str, class_labels[:n_shown]))
    errors = [_errors(originals, values) for _, values in rows[1:]]
    if image_shape is None:
        series, headings = _with_errors(rows, errors, titles)
        return _table_panels(series, feature_names, headings, is_scaled)
    limits = value_limits(originals)
    return image_grid(
        [[as_image(x, image_shape, limits) for x in values] for _, values in rows],
        row_labels=[name for name, _ in rows],
        column_labels=titles,
        captions=[None, *errors],
        note=f"Numbers: squared error{' of scaled pixels' if is_scaled else ''}.",
    )


def reconstructions_through_epochs(
    X: ArrayLike,
    reconstructions: ArrayLike,
    epochs: Sequence[int],
    *,
    image_shape: Sequence[int] | None,
    feature_names: Sequence[Any] | None = None,
    is_scaled: bool = False,
) -> "Figure":
    """Draw reconstructions of the same samples after several epochs.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        Originals.
    reconstructions : array-like of shape (n_epochs, n_samples, n_features)
        Reconstructions after each stored epoch. At most ten are drawn, evenly spaced
        and including the last.
    epochs : sequence of int of shape (n_epochs,)
        Numbers of these epochs.
    image_shape : (height, width) or (height, width, 1 or 3), or None
        Shape of images; None for tables.
    feature_names : sequence of str, optional
        Names of a table's features.
    is_scaled : bool, default=False
        Whether values are scaled, which the text says.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    X = matrix("X", X)
    stored = np.asarray(reconstructions, dtype=np.float64)
    if stored.shape != (len(epochs), *X.shape) or not len(epochs):
        raise InvalidDataError(
            f"reconstructions must be of shape ({len(epochs)}, {len(X)}, "
            f"{X.shape[1]}), at least one epoch; got shape {stored.shape}."
        )
    places = np.linspace(0, len(epochs) - 1, min(len(epochs), MAX_EPOCHS))
    chosen = places.round().astype(int)
    n_shown = _n_shown(X, image_shape)
    X, stored = X[:n_shown], stored[chosen, :n_shown]
    names = [f"epoch {epochs[place]}" for place in chosen]
    if image_shape is None:
        series = _by_epoch(X, stored, names)
        return _table_panels(series, feature_names, [""] * len(X), is_scaled)
    limits = value_limits(X)
    return image_grid(
        [[as_image(x, image_shape, limits) for x in row] for row in (X, *stored)],
        row_labels=["original", *names],
    )


def error_map(
    squared_error_per_feature: ArrayLike,
    *,
    image_shape: Sequence[int] | None = None,
    feature_names: Sequence[Any] | None = None,
    is_scaled: bool = False,
) -> "Figure":
    """Draw the squared error per pixel or feature.

    Parameters
    ----------
    squared_error_per_feature : array-like of shape (n_features,)
        Mean over samples, in squared units of the data.
    image_shape : (height, width) or (height, width, 1 or 3), optional
        Shape of images; None for tables. Channels are summed.
    feature_names : sequence of str, optional
        Names of a table's features; the 30 with the largest error are drawn.
    is_scaled : bool, default=False
        Whether values are scaled, which the text says.

    Raises
    ------
    InvalidDataError
        If shapes are inconsistent.
    """
    error = matrix(
        "squared_error_per_feature", np.atleast_2d(squared_error_per_feature)
    )
    error = np.nan_to_num(error.ravel())
    if image_shape is None:
        names = feature_labels(feature_names, len(error), 32)
        return _error_bars(error, names, is_scaled)
    as_image(error, image_shape, (0.0, 1.0))  # checks the shape
    pixels = error.reshape(*image_shape[:2], -1).sum(axis=2)
    height, width = pixels.shape
    scale = 3.6 / max(height, width)
    inches = max(width * scale, 1.6) + 1.5
    figure = new_figure(inches, max(height * scale, 1.6) + 0.5)
    axes = figure.add_subplot()
    top = float(pixels.max()) or 1.0
    picture = axes.imshow(pixels, cmap="magma", vmin=0, vmax=top)
    bar = figure.colorbar(picture, ax=axes, shrink=0.9)
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    pixel = "scaled pixel" if is_scaled else "pixel"
    title = f"Squared error per {pixel} (sum {number(float(pixels.sum()))})"
    # Over the whole figure: an image may be narrower than its title.
    figure.suptitle(wrapped(title, inches - 0.2, NORMAL), fontsize=NORMAL, color=INK)
    return figure


def _error_bars(
    error: NDArray[np.float64], names: list[str], is_scaled: bool
) -> "Figure":
    """Draw horizontal bars, the largest error on top."""
    order = np.argsort(error, kind="stable")[::-1][:MAX_BARS]
    figure = new_figure(6.5, 0.9 + 0.22 * max(len(order), 3))
    axes = figure.add_subplot()
    axes.barh(range(len(order)), error[order], color=MODEL_COLOUR, height=0.7)
    prefix = "feature " if all(name.isdigit() for name in names) else ""
    axes.set_yticks(range(len(order)), [prefix + names[place] for place in order])
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.set_xlim(left=0)
    scaled = " of scaled features" if is_scaled else ""
    axes.set_xlabel(f"squared error{scaled} (mean over samples)", fontsize=NORMAL)
    title = f"Squared error per feature (sum {number(float(error.sum()))})"
    if len(order) < len(error):
        title += f", {len(order)} largest of {len(error):,}"
    figure.suptitle(wrapped(title, 6.3, LARGE), fontsize=LARGE, color=INK)
    style(axes)
    axes.grid(visible=False, axis="y")
    return figure


def _with_errors(
    rows: Sequence[tuple[str, NDArray[np.float64]]],
    errors: Sequence[Sequence[str]],
    titles: Sequence[str] | None,
) -> tuple[list[Series], list[str]]:
    """Return the lines of rows of a table, and headings with the errors."""
    looks = (ORIGINAL_LOOK, MODEL_LOOK, PCA_LOOK)
    series: list[Series] = [
        (*row, look) for row, look in zip(rows, looks, strict=False)
    ]
    names = [name for name, _ in rows[1:]]
    headings = []
    for sample, texts in enumerate(zip(*errors, strict=True)):
        pairs = zip(names, texts, strict=True)
        heading = "error: " + ", ".join(f"{name} {text}" for name, text in pairs)
        title = f"{label(titles[sample], 14)}   " if titles else ""
        headings.append(f"{title}{heading}")
    return series, headings


def _by_epoch(
    X: NDArray[np.float64], stored: NDArray[np.float64], names: Sequence[str]
) -> list[Series]:
    """Return the lines of rows and their reconstructions, darker for later epochs."""
    from matplotlib import colormaps

    shades = colormaps["viridis_r"](np.linspace(0.1, 1, len(names)))
    series: list[Series] = [("original", X, ORIGINAL_LOOK)]
    for name, values, shade in zip(names, stored, shades, strict=True):
        series.append((name, values, {"color": shade, "lw": 1, "markersize": 3}))
    return series


def _table_panels(
    series: list[Series],
    feature_names: Sequence[Any] | None,
    headings: list[str],
    is_scaled: bool,
) -> "Figure":
    """Draw one panel per sample: values over features, one line per series."""
    originals = series[0][1]
    n_samples, n_features = originals.shape
    names = feature_labels(feature_names, n_features, 18)
    scale = _feature_scale(originals)
    columns = min(n_samples, 2)
    rows = -(-n_samples // columns)
    figure = new_figure(5.0 * columns + (2 if columns == 1 else 0), 1.2 + 1.7 * rows)
    panels = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    for sample, axes in enumerate(panels.ravel()):
        axes.set_visible(sample < n_samples)
        if sample >= n_samples:
            continue
        for name, values, look in series:
            axes.plot(
                values[sample] / scale,
                marker="o" if n_features <= 30 else None,
                label=name if sample == 0 else None,
                **look,
            )
        axes.set_title(headings[sample], fontsize=SMALL, color=INK, loc="left")
        style(axes)
        show_features(axes, names, named=feature_names is not None)
        is_lowest = sample + columns >= n_samples
        axes.tick_params(axis="x", labelbottom=is_lowest)
        if not is_lowest:
            axes.set_xlabel("")
    text = "scaled value" if is_scaled else "value"
    if (scale != 1).any():
        text += " / maximum of the feature"
    figure.supylabel(text, fontsize=NORMAL, color=INK)
    n_columns = min(len(series), 6)
    figure.legend(
        loc="outside upper center", ncols=n_columns, fontsize=SMALL, frameon=False
    )
    return figure


def _n_shown(X: NDArray[np.float64], image_shape: Sequence[int] | None) -> int:
    """Return the number of samples to draw."""
    return min(len(X), MAX_TABLE_SAMPLES if image_shape is None else MAX_IMAGES)


def _feature_scale(X: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the divisor of each feature: 1, unless their ranges differ widely.

    More than 40 features are considered a signal with a common unit.
    """
    largest = np.abs(np.nan_to_num(X)).max(axis=0)
    used = largest[largest > 0]
    if len(largest) > 40 or not used.size or used.max() / used.min() <= 20:
        return np.ones(X.shape[1])
    return np.where(largest > 0, largest, 1.0)


def _errors(X: NDArray[np.float64], X_hat: NDArray[np.float64]) -> list[str]:
    """Return the squared error of each sample as text."""
    return [number(error) for error in np.square(X - X_hat).sum(axis=1)]


def _like(name: str, values: ArrayLike, X: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``values`` as a matrix; check that it has the shape of ``X``."""
    values = matrix(name, values)
    if values.shape != X.shape:
        raise InvalidDataError(
            f"{name} must have the shape of X, {X.shape}; got {values.shape}."
        )
    return values
