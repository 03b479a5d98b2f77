"""Conversion of samples to images, and grids of images."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    NORMAL,
    SMALL,
    fitted,
    new_figure,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches. All images share one axes, since a hundred axes would be slow.
GAP, CAPTION = 0.07, 0.14
MIN_WIDTH = 3.2  # of a grid with a title or a note
MIN_STEP = 0.62  # room for a caption below a narrow image
MAX_SIDE, LINE = 8.0, 1  # side of a sheet in inches; pixels between its images


def value_limits(X: NDArray[np.float64]) -> tuple[float, float]:
    """Return the values of black and white: 0 and 1, or the range of ``X`` if wider."""
    finite = X[np.isfinite(X)]
    if not finite.size or (finite.min() >= 0 and finite.max() <= 1):
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def pixel_limits(X: NDArray[np.float64]) -> tuple[float, float]:
    """Return the values of black and white: 0 and 255 of bytes, else `value_limits`."""
    finite = X[np.isfinite(X)]
    is_of_bytes = finite.size and finite.min() >= 0 and 128 < finite.max() <= 255
    return (0.0, 255.0) if is_of_bytes else value_limits(X)


def as_image(
    x: NDArray[np.float64], image_shape: Sequence[int], limits: tuple[float, float]
) -> NDArray[np.float64]:
    """Return a sample as an RGB image (height, width, 3) with values in [0, 1].

    Raises
    ------
    InvalidDataError
        If ``image_shape`` is not (height, width) or (height, width, 1 or 3), or its
        size differs from the number of features.
    """
    shape = tuple(image_shape)
    is_valid = len(shape) == 2 or (len(shape) == 3 and shape[2] in (1, 3))
    if not is_valid or np.prod(shape) != x.size:
        raise InvalidDataError(
            "image_shape must be (height, width) or (height, width, 1 or 3), with as "
            f"many values as features ({x.size}); got {shape}."
        )
    low, high = limits
    image = np.clip((x.reshape(shape) - low) / (high - low), 0, 1)
    image = np.nan_to_num(image).reshape(shape[0], shape[1], -1)
    return np.broadcast_to(image, (shape[0], shape[1], 3))


def image_sheet(
    X: NDArray[np.float64], image_shape: Sequence[int], n_columns: int
) -> "Figure":
    """Draw many samples in a grid, separated by thin lines.

    Parameters
    ----------
    X : array of shape (n_samples, n_features)
        Images as rows of pixels.
    image_shape : tuple of int
        (height, width) or (height, width, 1 or 3).
    n_columns : int
        Images per row; the last row may be shorter.

    Raises
    ------
    InvalidDataError
        As `as_image`.
    """
    limits = value_limits(X)
    images = [as_image(x, image_shape, limits) for x in X]
    height, width = (side + LINE for side in images[0].shape[:2])
    n_rows = -(-len(images) // n_columns)
    sheet = np.ones((n_rows * height - LINE, n_columns * width - LINE, 3))
    for number, image in enumerate(images):
        top, left = number // n_columns * height, number % n_columns * width
        sheet[top : top + height - LINE, left : left + width - LINE] = image
    size = MAX_SIDE / max(sheet.shape[:2])
    figure = new_figure(sheet.shape[1] * size, sheet.shape[0] * size)
    axes = figure.add_subplot()
    axes.imshow(sheet, interpolation="nearest")
    axes.axis("off")
    return figure


def image_grid(
    images: Sequence[Sequence[NDArray[np.float64]]],
    *,
    row_labels: Sequence[str],
    column_labels: Sequence[str] | None = None,
    captions: Sequence[Sequence[str] | None] | None = None,
    title: str = "",
    note: str = "",
) -> "Figure":
    """Draw rows of RGB images of equal size, with row and column labels.

    Parameters
    ----------
    images : rows of images of shape (height, width, 3)
        All rows have the same length.
    row_labels, column_labels : list of str
        One per row, one per column; those of columns are wrapped to their width.
    captions : list of (list of str or None), optional
        Text below each image, by row, shortened to its width; None for a row without
        captions.
    title, note : str, default=""
        Text above and below all images.
    """
    n_columns = len(images[0])
    height, width = images[0][0].shape[:2]
    scale = (0.85 if n_columns > 4 else 1.1) / max(height, width)
    size = (width * scale, height * scale)
    step = max(size[0], MIN_STEP) + GAP
    labels = 0.1 * max(map(len, row_labels))
    needed = step * n_columns + labels + 0.25
    inches = max(needed, MIN_WIDTH if title or note else 0)
    left = 0.1 if inches > needed else labels + 0.1  # of the note
    texts = [wrapped(each, step - GAP, SMALL) for each in column_labels or []]
    captions = [None if c is None else _fitted(c, step) for c in captions or []]
    captions = captions or [None] * len(images)
    lines = [wrapped(each, inches - 0.2, LARGE, 3) for each in title.split("\n")]
    title, note = "\n".join(lines), wrapped(note, inches - left - 0.1, 7, 4)
    heights = [max(size[1], CAPTION) + GAP + (CAPTION if c else 0) for c in captions]
    around = 0.22 + 0.13 * max(each.count("\n") for each in texts) if texts else 0.0
    around += 0.26 + 0.11 * note.count("\n") if note else 0.0
    around += 0.1 + 0.19 * (title.count("\n") + 1) if title else 0.0
    figure = new_figure(inches, float(sum(heights)) + around + 0.15)
    axes = figure.add_subplot()
    tops = np.cumsum([0, *heights])
    for row, below, top in zip(images, captions, tops, strict=False):
        _draw_row(axes, row, below, step, float(top), size)
    axes.set(xlim=(0, step * n_columns), ylim=(tops[-1], 0), aspect="equal")
    axes.set_yticks(tops[:-1] + size[1] / 2, row_labels, fontsize=NORMAL)
    middles = (np.arange(n_columns) + 0.5) * step
    axes.set_xticks(middles, texts or [""] * n_columns, fontsize=SMALL)
    axes.tick_params(length=0, labeltop=True, labelbottom=False, labelcolor=INK)
    axes.spines[:].set_visible(False)
    if title:
        figure.suptitle(title, fontsize=LARGE, color=INK)
    if note:
        figure.supxlabel(note, x=left / inches, ha="left", fontsize=7, color=GREY)
    return figure


def _fitted(captions: Sequence[str], width: float) -> list[str]:
    return [fitted(each, width, 7) for each in captions]


def _draw_row(
    axes: "Axes",
    images: Sequence[NDArray[np.float64]],
    captions: Sequence[str] | None,
    step: float,
    top: float,
    size: tuple[float, float],
) -> None:
    """Draw one row of images with its captions; all lengths in inches."""
    width, height = size
    for column, image in enumerate(images):
        middle = (column + 0.5) * step
        extent = (middle - width / 2, middle + width / 2, top + height, top)
        axes.imshow(image, extent=extent)
        if captions:
            axes.text(
                middle,
                top + height + 0.02,
                captions[column],
                ha="center",
                va="top",
                fontsize=7,
                color=GREY,
            )


def rows_of_images(rows: dict[str, Any], shape: tuple[int, ...]) -> "Figure":
    """Draw samples side by side, a row of them for each name."""
    limits = value_limits(np.concatenate(list(rows.values())))
    images = [[as_image(x, shape, limits) for x in X] for X in rows.values()]
    return image_grid(images, row_labels=list(rows))
