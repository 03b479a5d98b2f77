"""Class labels of samples, as users pass them: arrays and lists, some without label."""

from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.errors import InvalidDataError, one_line

Array = NDArray[Any]

UNLABELLED = -1  # as scikit-learn's semi-supervised estimators mark it


def label_array(y: Any) -> Array:
    """Return labels as an array, which of a list with texts and others has objects.

    NumPy would make texts of -1, None and NaN among texts, and NaN of missing numbers.

    Raises
    ------
    InvalidDataError
        If it is a list of lists of different lengths.
    """
    if _has_missing(y):
        return np.array(list(y), dtype=object)
    if not isinstance(y, list | tuple):
        return np.asarray(y)
    is_text = {isinstance(each, str) for each in y}
    try:
        return np.array(y, dtype=object if len(is_text) == 2 else None)
    except ValueError as error:
        raise InvalidDataError(
            f"y must hold class labels: {one_line(error)}"
        ) from error


def classes_of_each(y: Any, n: int, of: str, word: str = "class") -> Array:
    """Return one class for each of ``n`` samples, or rows of ones and zeros.

    A column of classes, as of a data frame, becomes one dimension. ``of`` is what a
    sample is called, and ``word`` its class, for messages.

    Raises
    ------
    InvalidDataError
        If it is neither.
    """
    y = label_array(y)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if y.ndim not in (1, 2) or len(y) != n:
        raise InvalidDataError(
            f"y must have one {word} for each of the {n} {of}s; got an array of shape "
            f"{y.shape}."
        )
    if y.ndim == 2 and not np.isin(y, (0, 1)).all():
        raise InvalidDataError(
            f"y of several columns must hold 1 for the classes of a {of} and 0 for "
            f"others; it has other values. Give one column of labels."
        )
    return np.asarray(y)


def _has_missing(y: Any) -> bool:
    """Whether ``y`` is a series, of pandas or polars, with missing values but NaN."""
    import pandas as pd

    if isinstance(getattr(y, "dtype", None), pd.api.extensions.ExtensionDtype):
        return bool(pd.isna(y).any())
    n_missing = getattr(y, "null_count", None)
    is_series = hasattr(y, "dtype")  # a polars DataFrame has `dtypes` alone
    return callable(n_missing) and is_series and bool(n_missing())


def has_no_label(y: Array) -> Array:
    """Return which samples have None, NaN or -1 in place of a label, also as text."""
    import pandas as pd

    is_minus_one = [_is_minus_one(each) for each in y]
    return np.asarray(pd.isna(y) | np.array(is_minus_one, dtype=bool))


def _is_minus_one(label: Any) -> bool:
    if isinstance(label, str):
        return label == str(UNLABELLED)
    return isinstance(label, Real) and label == UNLABELLED


def has_label(y: Any) -> Array:
    """Return which samples have a label, other than None and NaN."""
    import pandas as pd

    return np.asarray(~pd.isna(label_array(y)))


def of_one_type(labels: Array, name: str = "y") -> Array:
    """Return labels that are Python objects as an array of texts or numbers.

    Parameters
    ----------
    labels : array of shape (n_samples,)
        Labels, none of which is missing.

    name : str, default="y"
        What they are called, for messages.

    Raises
    ------
    InvalidDataError
        If there are both, or whole numbers of more than 64 bits.
    """
    if labels.dtype != object:
        return labels
    is_text = [isinstance(each, str) for each in labels]
    if any(is_text) and not all(is_text):
        text, other = labels[is_text.index(True)], labels[is_text.index(False)]
        raise InvalidDataError(
            f"{name} must hold texts or numbers, not both; got {text!r} and {other!r}. "
            f"Convert the labels to one of them."
        )
    found = np.array(labels.tolist())
    if found.ndim == 1 and found.dtype.kind in "Ubiuf":
        return found
    for label in labels:
        if isinstance(label, Integral) and not -(2**63) <= int(label) < 2**64:
            raise InvalidDataError(
                f"{name} must hold whole numbers of at most 64 bits, or texts; got "
                f"{label}. Convert the labels to texts."
            )
    return labels


def are_classes(labels: Array) -> bool:
    """Whether labels of one type are texts, whole numbers or booleans."""
    if labels.dtype.kind == "f":
        return bool((np.isfinite(labels) & (labels == np.floor(labels))).all())
    return labels.dtype.kind in "biuUS"


def check_same_type(name: str, y: Array, other_name: str, others: Array) -> None:
    """Raise InvalidDataError if one holds numbers and the other one texts."""
    is_number = [labels.dtype.kind in "biuf" for labels in (y, others)]
    if is_number[0] != is_number[1] and len(y) and len(others):
        raise InvalidDataError(
            f"{name} and {other_name} must hold labels of the same type; got "
            f"{y.tolist()[0]!r} and {others.tolist()[0]!r}, which are never equal. "
            f"Convert the labels to one type."
        )
