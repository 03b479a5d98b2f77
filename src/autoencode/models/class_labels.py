"""Class labels of samples, as users pass them: arrays and lists, some without label."""

from numbers import Real
from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError, one_line

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
