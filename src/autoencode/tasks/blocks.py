"""Apply a transformer to samples of any size, in blocks of rows."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from autoencode.arrays import BLOCK_VALUES, Samples, row_slices
from autoencode.metrics import reconstruction_error

BLOCK_ROWS = 8192


def encode(model: Any, X: Samples) -> NDArray[Any]:
    """Return the codes of all samples, shape (n_samples, n_components)."""
    return np.concatenate(
        [np.asarray(model.transform(take_rows(X, rows))) for rows in row_parts(X)]
    )


def row_parts(X: Any) -> Iterator[slice]:
    """Yield slices of at most `BLOCK_ROWS` rows, fewer if samples are wide."""
    return row_slices(X.shape[0], max(X.shape[1], BLOCK_VALUES // BLOCK_ROWS))


def sliceable(X: Samples) -> Any:
    """Return ``X`` in a form whose rows can be sliced; data frames are kept."""
    if scipy.sparse.issparse(X):
        return X.tocsr()
    return X if hasattr(X, "shape") else np.asarray(X)


def take_rows(X: Any, rows: slice) -> Any:
    """Return rows of an array, sparse matrix or data frame."""
    return X.iloc[rows] if hasattr(X, "iloc") else X[rows]


def mean_error(X: Any, codes: Any, decode: Callable[[Any], Any]) -> float:
    """Return the mean reconstruction error, decoded in blocks of rows."""
    return float(
        sum(
            reconstruction_error(X[rows], decode(codes[rows])).sum()
            for rows in row_parts(X)
        )
        / X.shape[0]
    )
