"""Properties of images that a viewer would name: slant, thickness, size, place.

An image is an object on a background. The background is the median of the pixels on the
border, and the *ink* of a pixel is its absolute difference from the background, so that
dark objects on light ground are measured like light ones on dark. Of colour images the
mean of the channels is measured.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError

Values = NDArray[np.float64]

ROWS_PER_BLOCK = 1000
OBJECT = 0.5  # a pixel belongs to the object from this share of the largest ink


def measure_images(X: ArrayLike, image_shape: Sequence[int]) -> dict[str, Values]:
    """Measure images.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        Images as rows of pixels.

    image_shape : (height, width) or (height, width, n_channels)
        Shape of an image.

    Returns
    -------
    dict of str to ndarray of shape (n_samples,), float64
        By name; all but the first two are NaN for an image without ink.

        - ``brightness``: mean of the pixels;
        - ``contrast``: standard deviation of the pixels;
        - ``ink``: mean of the ink, in units of the pixels;
        - ``centre_row``, ``centre_column``: centre of the ink in pixels, from the top
          and from the left, 0 for the centre of the first pixel;
        - ``height``, ``width``: sides in pixels of the smallest rectangle around the
          pixels with at least half of the largest ink;
        - ``slant``: angle in degrees between the vertical and the line of regression of
          the ink's column on its row, above 0 if the top leans to the right. It is the
          angle of the shear that would make the correlation of row and column 0, as in
          Morpho-MNIST [1]_;
        - ``thickness``: twice the ink divided by the length of its edge, in pixels: a
          stroke of width t and length L has t L / (t + L). The length of the edge is
          the sum of the magnitude of the gradient (total variation), so that grey edges
          count as sharp ones.

    Raises
    ------
    InvalidDataError
        If ``image_shape`` does not have as many pixels as ``X`` has features.

    References
    ----------
    .. [1] D. C. Castro et al. "Morpho-MNIST: Quantitative assessment and diagnostics
       for representation learning". JMLR 20(178), 2019.
    """
    X = np.asarray(X)
    shape = tuple(int(side) for side in image_shape)
    if X.ndim != 2 or len(shape) not in (2, 3) or np.prod(shape) != X.shape[1]:
        raise InvalidDataError(
            f"image_shape must be (height, width) or (height, width, n_channels) with "
            f"as many values as X has features; got {shape}, and X of shape {X.shape}."
        )
    starts = range(0, len(X), ROWS_PER_BLOCK)
    blocks = [_measured(X[start : start + ROWS_PER_BLOCK], shape) for start in starts]
    if not blocks:
        raise InvalidDataError("X has no images to measure.")
    return {name: np.concatenate([b[name] for b in blocks]) for name in blocks[0]}


def _measured(X: NDArray[np.generic], shape: tuple[int, ...]) -> dict[str, Values]:
    """Return the properties of a block of images."""
    images = X.astype(np.float64).reshape(len(X), *shape)
    images = images.mean(axis=3) if images.ndim == 4 else images
    ink = np.abs(images - _background(images)[:, None, None])
    total = ink.sum(axis=(1, 2))
    is_blank = total == 0
    found = {"ink": ink.mean(axis=(1, 2)), **_place(ink, total), **_box(ink)}
    with np.errstate(invalid="ignore"):  # 0 / 0 of blank images
        found["thickness"] = 2 * total / _edge(ink)
    for name, values in found.items():
        if name != "ink":
            values[is_blank] = np.nan
    pixels = images.reshape(len(images), -1)
    return {"brightness": pixels.mean(axis=1), "contrast": pixels.std(axis=1), **found}


def _background(images: Values) -> Values:
    """Return the median of the pixels on the border of each image."""
    is_border = np.ones(images.shape[1:], dtype=bool)
    is_border[1:-1, 1:-1] = False
    return np.asarray(np.median(images[:, is_border], axis=1))


def _place(ink: Values, total: Values) -> dict[str, Values]:
    """Return the centre of the ink and its slant, from first and second moments."""
    rows, columns = (np.arange(side, dtype=np.float64) for side in ink.shape[1:])
    by_row, by_column = ink.sum(axis=2), ink.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        row, column = by_row @ rows / total, by_column @ columns / total
        variance = by_row @ rows**2 / total - row**2
        covariance = (ink @ columns * rows).sum(axis=1) / total - row * column
        # Rows are counted downwards: where the top leans to the right, the column
        # falls as the row grows. Ink in a single row has no slant.
        is_flat = variance <= 1e-9 * len(rows) ** 2
        shear = np.where(is_flat, np.nan, -covariance / variance)
    return {
        "centre_row": row,
        "centre_column": column,
        "slant": np.degrees(np.arctan(shear)),
    }


def _box(ink: Values) -> dict[str, Values]:
    """Return height and width of the rectangle around the object."""
    largest = ink.max(axis=(1, 2), keepdims=True)
    is_object = ink >= OBJECT * largest
    sides = {}
    for name, axis in (("height", 2), ("width", 1)):
        has_object = is_object.any(axis=axis)
        first = has_object.argmax(axis=1)
        last = has_object.shape[1] - 1 - has_object[:, ::-1].argmax(axis=1)
        sides[name] = (last - first + 1).astype(np.float64)
    return sides


def _edge(ink: Values) -> Values:
    """Return the total variation of the ink, with empty pixels around the image."""
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    down = np.diff(padded, axis=1)[:, :, :-1]
    across = np.diff(padded, axis=2)[:, :-1, :]
    return np.asarray(np.hypot(down, across).sum(axis=(1, 2)))
