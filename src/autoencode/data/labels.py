"""Encoding of labels as integers and class names; continuous labels stay numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.columns import Place
from autoencode.errors import InvalidDataError

MAX_FRACTIONS = 20  # distinct fractional values; with more, a label is continuous


def encode_labels(
    values: NDArray[Any], name: str, place: Place
) -> tuple[NDArray[Any], tuple[str, ...] | None]:
    """Encode labels as integers.

    Classes are sorted: text alphabetically, numbers by value. Names of whole numbers
    have no ".0". Floats with more than 20 distinct fractional values are continuous and
    returned unchanged.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        Text, numbers or booleans.
    name : str
        The label's name, for messages.
    place : Place
        The file, for messages.

    Returns
    -------
    y : ndarray of shape (n_samples,)
        int64 indices of ``class_names``; float64 if the label is continuous.
    class_names : tuple of str or None
        None if the label is continuous.

    Raises
    ------
    InvalidDataError
        If a label is missing, infinite, or neither text nor a number.
    """
    if values.dtype.kind == "S":
        values = np.char.decode(values, "utf-8", "replace")
    if values.dtype.kind not in "Ubiuf":
        raise InvalidDataError(
            f"Label {name!r} in {place.name} holds {values.dtype} values; a label is "
            "text or a number."
        )
    if values.dtype.kind == "f":
        missing = ~np.isfinite(values)
    elif values.dtype.kind == "U":
        missing = values == ""
    else:
        missing = np.zeros(len(values), dtype=bool)
    if missing.any():
        raise missing_label(name, place, int(np.argmax(missing)), int(missing.sum()))
    classes, y = np.unique(values, return_inverse=True)
    if values.dtype.kind == "f":
        whole = classes == np.floor(classes)
        if np.count_nonzero(~whole) > MAX_FRACTIONS:
            return values.astype(np.float64), None
        names = [
            str(int(value)) if is_whole else str(value)
            for value, is_whole in zip(classes, whole, strict=True)
        ]
    else:
        names = [str(value) for value in classes]
    return y.astype(np.int64), tuple(names)


def missing_label(name: str, place: Place, row: int, count: int) -> InvalidDataError:
    """Return the error for samples without a label."""
    samples = "1 sample has" if count == 1 else f"{count} samples have"
    which = "it is" if count == 1 else "the first is"
    return InvalidDataError(
        f"{place.name}: {samples} no label in column {name!r}; {which} in "
        f"{place.row(row)}. Fill it, or leave the row out."
    )
