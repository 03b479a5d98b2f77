"""Samples and codes as metrics take them: rows of two-dimensional arrays."""

from typing import Any

import numpy as np
import scipy.sparse

from autoencode.arrays import Samples, canonical, first_nonfinite
from autoencode.errors import InvalidDataError


def as_rows(X: Samples) -> Any:
    """Return ``X`` as a 2-D array or CSR matrix; arrays are not copied.

    Raises
    ------
    InvalidDataError
        If ``X`` is not two-dimensional.
    """
    X = X.tocsr() if scipy.sparse.issparse(X) else np.asarray(X)
    if X.ndim != 2:
        raise InvalidDataError(
            f"An array of shape (n_samples, n_features) is needed; got shape {X.shape}."
        )
    return canonical(X)


def finite_rows(name: str, X: Samples) -> Any:
    """Return ``X`` as `as_rows` does; refuse NaN and infinity.

    Raises
    ------
    InvalidDataError
        If ``X`` is not two-dimensional, or a number is not finite.
    """
    X = as_rows(X)
    found = first_nonfinite(X)
    if found is not None:
        row, column, value, _ = found
        word = "NaN" if np.isnan(value) else "infinity (inf)"
        raise InvalidDataError(
            f"{name} has {word} in row {row}, column {column}; leave such rows out."
        )
    return X


def check_same_length(name: str, rows: Any, other_name: str, others: Any) -> None:
    """Raise if two arrays differ in their number of rows."""
    if rows.shape[0] != others.shape[0]:
        raise InvalidDataError(
            f"{name} and {other_name} must have one row per sample each; got "
            f"{rows.shape[0]} and {others.shape[0]} rows."
        )
