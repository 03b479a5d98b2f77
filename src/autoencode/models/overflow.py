"""Values too large or too small to be squared, in double precision or in float32."""

from typing import Any

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, Samples, largest_value, row_blocks, row_slices
from autoencode.errors import InvalidDataError, LargeValueError
from autoencode.models.checks import named_column

# In units of the network's inputs; the square of 1.8e19 overflows in float32.
LARGEST = 1e18
SMALLEST = 1e-290  # total variance; below 2e-308 numbers lose digits


def overflow_error(X: Samples, names: Any) -> InvalidDataError:
    """Return the error for samples whose squares overflow; it names the largest one."""
    row, column, value = largest_value(X)
    return InvalidDataError(
        f"X has values so large that their squares overflow, such as {value:g} in row "
        f"{row}, column {named_column(column, names)}. Divide it by a power of ten, "
        f"or scale it with sklearn.preprocessing.MinMaxScaler."
    )


def check_spread(X: Samples, rows: Array, total_variance: float) -> None:
    """Raise InvalidDataError for rows that differ by so little that squares vanish.

    They would count as constant, and each reconstruction as perfect.
    """
    if total_variance >= SMALLEST:
        return
    first: Any = None
    for block in row_blocks(X, rows):
        first = block[:1] if first is None else first
        if (block != first).any():
            raise InvalidDataError(
                "X varies so little that squares of its differences vanish in double "
                "precision. Multiply it by a power of ten, or scale it with "
                "sklearn.preprocessing.MinMaxScaler."
            )


def check_size(model: Any, X: Samples) -> None:
    """Raise LargeValueError for a value that is too large for the model's network."""
    limit = LARGEST * model.scale_
    if np.can_cast(X.dtype, np.float32) and X.dtype.kind != "f":
        return  # short integers
    for part in row_slices(*X.shape):
        values = X[part].data if sparse.issparse(X) else X[part]
        if values.size and max(float(values.max()), -float(values.min())) > limit:
            row, column, value = largest_value(X)
            names = getattr(model, "feature_names_in_", None)
            raise LargeValueError(
                f"X has values too large for the network, such as {value:g} in row "
                f"{row}, column {named_column(column, names)}: squares of values above "
                f"{limit:.2g} overflow in float32. Correct them, or leave out their "
                f"rows.",
                (row, column),
            )
