"""NumPy files as a stream of rows: ``.npy`` arrays, and ``.npz`` shards of CSR."""

from __future__ import annotations

import math
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from autoencode.data.arrays import (
    READ_ERRORS,
    cannot_read,
    check_array,
    image_shape_of,
    scaled_pixels,
)
from autoencode.errors import DataFileError, InvalidDataError
from autoencode.training.streams import VALUES_PER_READ, RowStream

VALUES_PER_CHUNK = 2**22


class FilesStream(RowStream):
    """Rows of several files; ``_chunks`` has (file, first row in it) of each chunk."""

    _chunks: list[tuple[int, int]]

    def place(self, row: int) -> tuple[str, int]:
        """Return the file of a row of the stream, and the row in that file."""
        chunk = bisect_right(self.starts.tolist(), row) - 1
        file, first = self._chunks[chunk]
        return str(self.files[file]), first + row - int(self.starts[chunk])

    def _check_width(self, file: int, width: int) -> None:
        """Set the number of columns by the first file; raise if others differ."""
        if not hasattr(self, "n_features"):
            self.n_features = width
        elif self.n_features != width:
            raise InvalidDataError(
                f"{self.files[file]} has {width} columns; {self.files[0]} has "
                f"{self.n_features}. Leave out the file."
            )

    def _collect(self, sizes: list[int]) -> None:
        """Set the chunks' numbers of rows."""
        if not sum(sizes):
            where = self.files[0]
            raise InvalidDataError(
                f"{where} has no rows."
                if len(self.files) == 1
                else f"{where.parent} has no file with rows."
            )
        self.chunk_rows = np.array(sizes, np.int64)

    def _may_leave_out(self, error: Exception) -> None:
        """Count a file that cannot be read; raise if none may be left out."""
        if self.on_error == "raise":
            raise error
        self.faults.add(str(error), files=1)


class ArrayStream(FilesStream):
    """The rows of ``.npy`` files, memory mapped, in chunks of some megabytes."""

    def __init__(self, files: list[Path], memory: int, on_error: str) -> None:
        super().__init__(files, memory, on_error)
        self._chunks = []
        sizes: list[int] = []
        dtypes: list[np.dtype[Any]] = []
        for number, path in enumerate(files):
            try:
                array, image_shape = _mapped(path)
                self._check_width(number, array.shape[1])
            except (DataFileError, InvalidDataError) as error:
                self._may_leave_out(error)
                continue
            if not dtypes:
                self.image_shape = image_shape
            has_pixels = image_shape is not None and array.dtype == np.uint8
            dtypes.append(np.dtype(np.float32) if has_pixels else array.dtype)
            n_rows = max(1, VALUES_PER_CHUNK // max(1, array.shape[1]))
            for first in range(0, len(array), n_rows):
                self._chunks.append((number, first))
                sizes.append(min(n_rows, len(array) - first))
        self._collect(sizes)
        self.dtype = np.result_type(*dtypes)
        if self.dtype.kind == "f":  # long double is not one of PyTorch's
            self.dtype = np.result_type(np.float32, min(self.dtype, np.dtype("f8")))

    def _read(self, chunk: int, start: int) -> Iterator[NDArray[Any]]:
        file, first = self._chunks[chunk]
        array, image_shape = _mapped(self.files[file])
        stop = first + int(self.chunk_rows[chunk])
        n_rows = max(1, VALUES_PER_READ // max(1, self.n_features))
        for low in range(first + start, stop, n_rows):
            rows = array[low : min(low + n_rows, stop)]
            # As when they are read into memory: a run's codes are the same for both.
            rows = rows if image_shape is None else scaled_pixels(rows)
            yield np.array(rows, self.dtype)


class CsrStream(FilesStream):
    """The rows of ``.npz`` files of `scipy.sparse.save_npz`; each file is a chunk."""

    is_sparse = True

    def __init__(self, files: list[Path], memory: int, on_error: str) -> None:
        super().__init__(files, memory, on_error)
        self._chunks = []
        sizes: list[int] = []
        n_stored = 0
        self.dtype = np.dtype(np.float32)
        for number, path in enumerate(files):
            try:
                shape, stored, dtype = _header(path)
                self._check_width(number, shape[1])
            except (DataFileError, InvalidDataError) as error:
                self._may_leave_out(error)
                continue
            self.dtype = np.result_type(self.dtype, dtype)
            self._chunks.append((number, 0))
            sizes.append(shape[0])
            n_stored += stored
            self._file_bytes = max(self._file_bytes, 2 * 12 * stored)
        self._collect(sizes)
        self._n_stored = n_stored

    @property
    def row_bytes(self) -> float:
        """Bytes of a row in memory: its stored values and their columns."""
        per_value = self.dtype.itemsize + 4
        return float(per_value * self._n_stored / self.n_rows + 8)

    def _read(self, chunk: int, start: int) -> Iterator[sparse.csr_array]:
        path = self.files[self._chunks[chunk][0]]
        try:
            matrix = sparse.csr_array(sparse.load_npz(path)).astype(self.dtype)
        except READ_ERRORS as error:
            raise _unreadable(path, error) from error
        n_rows = max(1, int(VALUES_PER_READ * 4 / self.row_bytes))
        for low in range(start, matrix.shape[0], n_rows):
            yield matrix[low : low + n_rows]


def _mapped(path: Path) -> tuple[NDArray[Any], tuple[int, ...] | None]:
    """Return a ``.npy`` file of numbers, memory mapped, as rows; the images' shape."""
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except READ_ERRORS as error:
        raise _unreadable(path, error) from error
    if array.ndim < 2 or len(array):  # a file of a folder may have no rows
        check_array(array, path)
    rows = array.reshape(len(array), math.prod(array.shape[1:]))
    return rows, image_shape_of(array.shape)


def _header(path: Path) -> tuple[tuple[int, ...], int, np.dtype[Any]]:
    """Return the shape, the number of stored values and the type of a CSR file."""
    try:
        with np.load(path, allow_pickle=False) as parts:
            if "format" not in parts.files:
                raise InvalidDataError(
                    f"{path} holds arrays, not a sparse matrix; of .npz files "
                    f"those of scipy.sparse.save_npz are read. Save the array as .npy."
                )
            if parts["format"].item() not in (b"csr", "csr"):
                raise InvalidDataError(
                    f"{path} holds no CSR matrix. Save it with scipy.sparse.save_npz("
                    f"path, scipy.sparse.csr_array(X))."
                )
            shape = tuple(int(n) for n in parts["shape"])
            stored = int(parts["indptr"][-1])
        with zipfile.ZipFile(path) as parts, parts.open("data.npy") as data:
            version = np.lib.format.read_magic(data)
            read = np.lib.format.read_array_header_1_0
            dtype = read(data)[2] if version == (1, 0) else np.dtype(np.float64)
    except InvalidDataError:
        raise
    except READ_ERRORS as error:
        raise _unreadable(path, error) from error
    return shape, stored, dtype


def _unreadable(path: Path, error: Exception) -> DataFileError:
    """Return the error for a NumPy file that is damaged or incomplete."""
    return cannot_read(path, error, " Write the file again, or leave it out.")
