"""Hash of a mixed table, by which a changed file is noticed."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autoencode.data.column_numbers import as_numbers
from autoencode.data.schema import NUMBER_TYPES, Column, category_keys

ROWS_AT_ONCE = 20_000


def table_hash(frame: Any, columns: Sequence[Column]) -> str:
    """Return the SHA-256 of the cells of a table, as a fitted model reads them.

    Data types and the order of columns in the file do not matter: a table in a text
    file and in a Parquet file are equal if all numbers, dates and categories are.

    Parameters
    ----------
    frame : DataFrame of shape (n_samples, n_columns)
        The table. A block of rows of one column is converted at a time.

    columns : sequence of Column
        Those of the fitted `TableTransformer`.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    InvalidDataError
        If a cell is of another type than its column was in the fit.
    """
    digest = hashlib.sha256(f"table {len(frame)}\n".encode())
    for column in columns:
        digest.update(_with_length(f"{column.type} {column.name}"))
        for start in range(0, len(frame), ROWS_AT_ONCE):
            values = frame[column.name].iloc[start : start + ROWS_AT_ONCE]
            if column.type not in NUMBER_TYPES:
                digest.update(
                    b"".join(map(_with_length, category_keys(values, column)))
                )
                continue
            numbers = as_numbers(values, column) + 0.0  # -0.0 is 0.0
            numbers[np.isnan(numbers)] = np.nan  # of one bit pattern
            digest.update(np.ascontiguousarray(numbers, "<f8").data)
    return digest.hexdigest()


def _with_length(text: str) -> bytes:
    """Return a text as bytes that no other texts, one after another, have."""
    content = text.encode("utf-8", "surrogatepass")
    return f"{len(content)}\n".encode() + content
