"""Batches of a Python function as a stream of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from scipy import sparse

from autoencode.arrays import Samples, with_plain_numbers
from autoencode.errors import InvalidDataError
from autoencode.training.streams import RowStream


class BatchesStream(RowStream):
    """The rows of an iterable of batches, which a function makes again for each epoch.

    The rows are counted once; they are read in their order, and shuffled in the buffers
    only.
    """

    def __init__(
        self, make: Callable[[], Iterable[Any]], memory: int, on_error: str
    ) -> None:
        super().__init__([], memory, on_error)
        self._make = make
        n_rows, n_stored, dtypes = 0, 0, [np.dtype(np.float32)]
        for batch in self._batches():
            n_rows += batch.shape[0]
            n_stored += batch.nnz if sparse.issparse(batch) else 0
            self.is_sparse = sparse.issparse(batch)
            self.n_features = batch.shape[1]
            dtypes.append(batch.dtype)
        if not n_rows:
            raise InvalidDataError("The function of batches returned no rows.")
        self.dtype = np.result_type(*dtypes)
        self.chunk_rows = np.array([n_rows], np.int64)
        self._n_stored = n_stored

    @property
    def row_bytes(self) -> float:
        """Bytes of a row in memory."""
        if not self.is_sparse:
            return super().row_bytes
        per_value = self.dtype.itemsize + 4
        return float(per_value * self._n_stored / self.n_rows + 8)

    def place(self, row: int) -> tuple[str, int]:
        """Return what a row is in, and its number there."""
        return "The iterable of batches", row

    def _batches(self) -> Iterator[Samples]:
        """Yield the batches, checked: two-dimensional, numeric, of equal width."""
        width = getattr(self, "n_features", None)
        made: Any = self._make()
        if made is self._make or not hasattr(made, "__iter__"):
            raise InvalidDataError(
                f"The function of batches must return an iterable of arrays; it "
                f"returned {type(made).__name__}."
            )
        for number, each in enumerate(made):
            batch = each.tocsr() if sparse.issparse(each) else _as_array(each)
            if batch.ndim != 2 or batch.dtype.kind not in "fiub":
                raise InvalidDataError(
                    f"Batch {number} must be an array of numbers of shape (n_rows, "
                    f"n_features); got shape {batch.shape} of {batch.dtype}."
                )
            width = batch.shape[1] if width is None else width
            if batch.shape[1] != width:
                raise InvalidDataError(
                    f"Batch {number} has {batch.shape[1]} columns; those before have "
                    f"{width}."
                )
            yield batch

    def _read(self, chunk: int, start: int) -> Iterator[Samples]:
        row, n_rows = 0, self.n_rows
        for batch in self._batches():
            skip = min(max(0, start - row), batch.shape[0])
            row += batch.shape[0]
            if row > n_rows:
                break
            if skip < batch.shape[0]:
                yield batch[skip:].astype(self.dtype)
        if row != n_rows:
            raise InvalidDataError(
                f"The function of batches returned {n_rows:,} rows at first, and "
                f"{'more' if row > n_rows else f'{row:,}'} now. It must return the "
                f"same rows at each call."
            )


def _as_array(batch: Any) -> Any:
    """Return a batch as an array; missing cells of columns of numbers are NaN."""
    batch = with_plain_numbers(batch)
    array = np.asarray(batch)
    if array.dtype != object or not hasattr(batch, "dtypes"):
        return array
    kinds = {getattr(own, "kind", "O") for own in batch.dtypes}
    is_numeric = kinds <= set("fiub")  # truth values beside numbers, or nullable ones
    return batch.to_numpy(dtype=np.float64, na_value=np.nan) if is_numeric else array
