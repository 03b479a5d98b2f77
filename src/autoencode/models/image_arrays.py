"""Images as arrays of three or four dimensions, in place of rows of pixels."""

from math import prod
from typing import Any

import numpy as np

from autoencode.arrays import has_channels_first
from autoencode.errors import InvalidDataError

Shape = tuple[int, ...]


def image_shape_of(model: Any) -> Shape | None:
    """Return the shape of a model's images: its parameter, or what `fit` has read."""
    given = model.image_shape
    return getattr(model, "image_shape_", None) if given is None else given


def as_rows(model: Any, X: Any, *, reset: bool) -> Any:
    """Return images as rows of pixels, without a copy; other samples as they are.

    With ``reset``, ``image_shape_`` is set to the shape of the images, or to None if
    ``X`` has rows. Images of models without ``image_shape`` are left as they are.

    Raises
    ------
    InvalidDataError
        If the images are not of the shape that ``image_shape``, or `fit`, has, or have
        their channels first.
    """
    if not hasattr(model, "image_shape"):
        return X
    sizes = tuple(getattr(X, "shape", ()))
    shape = tuple(map(int, sizes[1:])) if len(sizes) in (3, 4) else None
    if reset:
        model.image_shape_ = shape
    known = image_shape_of(model)
    if reset and model.image_shape is None and has_channels_first(sizes):
        raise InvalidDataError(
            f"X has shape {tuple(map(int, sizes))}, and images have their channels "
            f"last: use X.transpose(0, 2, 3, 1). If they are {sizes[1]} x {sizes[2]} "
            f"pixels of {sizes[3]} channels, set image_shape={shape}."
        )
    if shape is None:
        return X
    if known is None:
        raise InvalidDataError(
            f"X must be 2-D, (n_samples, {model.n_features_in_}), as in fit; got "
            f"images of shape {shape}. Use X.reshape(len(X), -1)."
        )
    if _with_channels(shape) != _with_channels(known):
        raise InvalidDataError(
            f"X must have images of shape {tuple(known)}; got images of shape {shape}."
        )
    return np.reshape(np.asanyarray(X), (sizes[0], prod(shape)))


def as_images(model: Any, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return rows of pixels as images, if `fit` was given images."""
    shape = getattr(model, "image_shape_", None)
    return rows if shape is None else rows.reshape(len(rows), *shape)


def one_image(model: Any, x: Any) -> Any:
    """Return a single image, without an axis of samples, as an array of one."""
    shape = getattr(model, "image_shape_", None)
    return x if shape is None or np.shape(x) != shape else np.asarray(x)[None]


def _with_channels(shape: Shape) -> Shape:
    """Return (height, width, channels); grey images may leave out the last."""
    return (*shape, 1)[:3]
