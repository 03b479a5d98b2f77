"""Passes of any transformer over samples of any size, in blocks of rows."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from autoencode.arrays import BLOCK_VALUES, Samples, row_slices
from autoencode.metrics import reconstruction_error

BLOCK_ROWS = 8192


def encode(model: Any, X: Samples) -> NDArray[Any]:
    """Codes of all samples, (n_samples, n_components), computed in blocks of rows."""
    return np.concatenate(
        [np.asarray(model.transform(take_rows(X, rows))) for rows in row_parts(X)]
    )


def row_parts(X: Any) -> Iterator[slice]:
    """Slices over rows, each of at most `BLOCK_ROWS`: codes are small, samples not."""
    return row_slices(X.shape[0], max(X.shape[1], BLOCK_VALUES // BLOCK_ROWS))


def sliceable(X: Samples) -> Any:
    """``X`` with rows that can be sliced; data frames stay what they are."""
    if scipy.sparse.issparse(X):
        return X.tocsr()
    return X if hasattr(X, "shape") else np.asarray(X)


def take_rows(X: Any, rows: slice) -> Any:
    """Rows of an array, sparse matrix or data frame."""
    return X.iloc[rows] if hasattr(X, "iloc") else X[rows]


def mean_error(X: Any, codes: Any, decode: Callable[[Any], Any]) -> float:
    """Mean reconstruction error, decoded in blocks of rows."""
    return float(
        sum(
            reconstruction_error(X[rows], decode(codes[rows])).sum()
            for rows in row_parts(X)
        )
        / X.shape[0]
    )
