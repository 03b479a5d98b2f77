"""Rows on disk: data larger than memory, read a chunk at a time.

A `RowStream` knows how many rows there are and reads them in chunks, such as the row
groups of Parquet files. Its subclasses, one for each format, are in `autoencode.data`.
"""

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, Samples, first_nonfinite
from autoencode.errors import (
    AutoencodeError,
    DataFileError,
    InvalidDataError,
    counted,
)
from autoencode.remote import RemotePath
from autoencode.remote.paths import stamps

MAX_LISTED = 20  # faults that are described; the others are counted
# Values in a block that is read at once: 16 MiB of float32.
VALUES_PER_READ = 2**22
# Chunks that a sample is drawn from, unless there are fewer: enough for a mean.
CHUNKS_IN_SAMPLE = 64


class Sample(NamedTuple):
    """Some rows of a stream, in memory."""

    X: Samples  # (n_rows, n_features)
    rows: Array  # their row numbers in the stream, ascending


@dataclass
class Faults:
    """Rows and files that were left out, with the reasons of the first ones."""

    n_rows: int = 0
    n_files: int = 0
    listed: list[str] = field(default_factory=list)

    def add(self, reason: str, *, rows: int = 0, files: int = 0) -> None:
        """Count a fault."""
        self.n_rows += rows
        self.n_files += files
        if len(self.listed) < MAX_LISTED:
            self.listed.append(reason)

    def extend(self, other: "Faults") -> None:
        """Add other faults."""
        self.n_rows += other.n_rows
        self.n_files += other.n_files
        self.listed = [*self.listed, *other.listed][:MAX_LISTED]

    def __bool__(self) -> bool:
        return bool(self.n_rows or self.n_files)

    def __str__(self) -> str:
        """Return the numbers in words."""
        left_out = {"row": self.n_rows, "file": self.n_files}
        words = [counted(n, noun) for noun, n in left_out.items() if n]
        is_one = self.n_rows + self.n_files == 1
        return f"{' and '.join(words)} {'was' if is_one else 'were'} left out"


class RowStream(ABC):
    """Rows on disk, of any number: what `autoencode.open_rows` returns.

    The models' ``fit`` takes it as ``X``. Iterating over it yields arrays of
    consecutive rows, for the methods of a fitted model.

    Attributes
    ----------
    n_samples : int
        Number of rows, without those left out.

    n_features : int
        Number of columns.

    feature_names : tuple of str or None
        Names of the columns; None if they have none.

    dtype : numpy.dtype
        Type of the values, float32 if that is exact for all columns, else float64.

    memory : int
        Bytes that a fit to the stream may use, besides those of the program itself.

    chunk_rows : array of int
        Rows of each chunk, such as a row group of a Parquet file.

    on_error : str
        "raise", or "skip": rows that are not finite, and files that cannot be read, are
        left out, counted and listed in ``faults``.

    faults : Faults
        What has been left out so far.
    """

    n_features: int
    feature_names: tuple[str, ...] | None = None
    image_shape: tuple[int, ...] | None = None
    dtype: np.dtype[Any]
    chunk_rows: Array
    is_sparse = False  # whether blocks are CSR matrices
    reserved = 0  # bytes of the memory that the caller uses itself
    _file_bytes = 0  # of what is read from a file at once, before it becomes rows

    def __init__(
        self, files: Sequence[Path | RemotePath], memory: int, on_error: str
    ) -> None:
        self.files: list[Any] = [*files]  # Path or RemotePath
        self.memory, self.on_error = memory, on_error
        self.faults = Faults()
        self.left_out: Array = np.empty(0, np.int64)
        self._functions: list[Callable[[Samples], Samples]] = []
        self._is_scanned = on_error == "raise"
        self._scanned: Array | None = None  # the bad rows
        self._stamps = stamps(files)

    @abstractmethod
    def _read(self, chunk: int, start: int) -> Iterator[Samples]:
        """Yield all rows of a chunk from its row ``start`` on, in blocks."""

    @abstractmethod
    def place(self, row: int) -> tuple[str, int]:
        """Return the file of a row of the stream, and the row in that file."""

    def line(self, row: int) -> int | None:
        """Return the line of a row of the stream in its file; None if it has none."""
        return None

    @property
    def n_rows(self) -> int:
        """Number of rows in the files."""
        return int(self.chunk_rows.sum())

    @property
    def n_samples(self) -> int:
        """Number of rows, without those left out."""
        return self.n_rows - len(self.left_out)

    @cached_property
    def starts(self) -> Array:
        """Return the row number of the first row of each chunk, and of the end."""
        return np.concatenate([[0], np.cumsum(self.chunk_rows)])

    @property
    def row_bytes(self) -> float:
        """Bytes of a row in memory."""
        return float(self.n_features * self.dtype.itemsize)

    @property
    def reading_bytes(self) -> int:
        """Memory of reading itself, about: a block of rows, twice, and its source."""
        n_values = int(self.chunk_rows.max()) * self.n_features
        block = min(n_values, VALUES_PER_READ) * self.dtype.itemsize
        return 2 * block + self._file_bytes

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({self.n_samples:,} rows, {self.n_features:,} "
            f"features, {len(self.chunk_rows):,} chunks)"
        )

    def __iter__(self) -> Iterator[Samples]:
        """Yield all rows in their order, in blocks."""
        valid = self.scanned()
        for chunk in range(len(self.chunk_rows)):
            for _, block in valid.blocks(chunk):
                yield block
        self.check_unchanged()

    def without(self, rows: Array) -> Self:
        """Return the same stream without some rows, by their numbers in it."""
        other = copy.copy(self)
        other.left_out = np.union1d(self.left_out, rows)
        return other

    def mapped(self, function: Callable[[Samples], Samples]) -> Self:
        """Return the same stream with a function applied to each block of rows.

        It keeps the number of columns, such as the ``transform`` of a fitted scaler.
        """
        other = copy.copy(self)
        other._functions = [*self._functions, function]
        row: Samples = np.zeros((1, self.n_features), self.dtype)
        other.dtype = function(sparse.csr_array(row) if self.is_sparse else row).dtype
        return other

    def sample(self, n: int, seed: int = 0) -> Sample:
        """Return at most ``n`` rows, drawn from chunks spread over all files.

        Parameters
        ----------
        n : int
            Number of rows; all are returned if there are not more.

        seed : int, default=0
            Seed of the draw.

        Returns
        -------
        Sample
            The rows in memory as ``X``, and their numbers in the stream as ``rows``.

        Raises
        ------
        InvalidDataError, DataFileError
            If a row that is read is not valid.
        """
        generator = np.random.default_rng(seed)
        chunks = self._chunks_to_sample(n, generator)
        n_kept = np.array([self.n_kept(chunk) for chunk in chunks])
        shares = np.cumsum(n_kept) * (min(n, n_kept.sum()) / max(1, n_kept.sum()))
        counts = np.diff(np.round(shares).astype(np.int64), prepend=0)
        parts, numbers = [], []
        for chunk, n_drawn, n_rows in zip(chunks, counts, n_kept, strict=True):
            drawn = np.sort(generator.choice(n_rows, n_drawn, replace=False))
            position = 0
            for rows, block in self.blocks(int(chunk)):
                low, high = np.searchsorted(drawn, [position, position + len(rows)])
                inside = drawn[low:high] - position
                parts.append(block[inside])
                numbers.append(rows[inside])
                position += len(rows)
        return Sample(concatenated(parts), np.concatenate(numbers))

    def _chunks_to_sample(self, n: int, generator: np.random.Generator) -> Array:
        """Return the chunks to draw ``n`` rows from: one of each of equal shares."""
        n_chunks = len(self.chunk_rows)
        mean = self.n_samples / n_chunks
        n_read = min(n_chunks, max(CHUNKS_IN_SAMPLE, int(np.ceil(2 * n / mean))))
        if n >= self.n_samples or n_read == n_chunks:
            return np.arange(n_chunks)
        bounds = np.linspace(0, n_chunks, n_read + 1).astype(np.int64)
        return generator.integers(bounds[:-1], bounds[1:])

    def n_kept(self, chunk: int) -> int:
        """Return the number of rows of a chunk that are not left out."""
        low, high = self._left_out_between(*self.starts[chunk : chunk + 2])
        return int(self.chunk_rows[chunk]) - (high - low)

    def blocks(self, chunk: int, skip: int = 0) -> Iterator[tuple[Array, Samples]]:
        """Yield the rows of a chunk in blocks, with their numbers in the stream.

        ``skip`` is the number of kept rows at its start to leave out; what can be left
        out unread is not read.
        """
        first, stop = (int(row) for row in self.starts[chunk : chunk + 2])
        row = first + skip
        low, high = self._left_out_between(first, stop)
        for each in self.left_out[low:high]:
            if each > row:
                break
            row += 1
        for rows, block in self._valid(chunk, row - first):
            if low < high:
                is_kept = np.isin(rows, self.left_out[low:high], invert=True)
                rows, block = rows[is_kept], block[is_kept]
            if len(rows):
                for function in self._functions:
                    block = function(block)
                yield rows, block

    def _left_out_between(self, start: int, stop: int) -> tuple[int, int]:
        low, high = np.searchsorted(self.left_out, [start, stop])
        return int(low), int(high)

    def _valid(self, chunk: int, start: int) -> Iterator[tuple[Array, Samples]]:
        """Yield blocks of valid rows with their numbers; raise or count the others."""
        row, stop = int(self.starts[chunk]) + start, int(self.starts[chunk + 1])
        try:
            for block in self._read(chunk, start):
                rows = np.arange(row, row + block.shape[0])
                row += block.shape[0]
                if self.on_error == "raise":
                    self._check_finite(block, int(rows[0]))
                elif not self._is_scanned:
                    is_valid = self._are_valid(block, int(rows[0]))
                    rows, block = rows[is_valid], block[is_valid]
                yield rows, block
        except AutoencodeError as error:
            if self.on_error == "raise":
                raise
            if not self._is_scanned:
                self.faults.add(str(error), rows=stop - row)
                return
            low, high = self._left_out_between(row, stop)
            if high - low < stop - row:  # rows that could be read before
                raise

    def _check_finite(self, block: Samples, first: int) -> None:
        found = first_nonfinite(block)
        if found is not None:
            row, column, value, _ = found
            raise InvalidDataError(
                f"{self._fault(first + row, column, value)}. Impute such values, leave "
                f"out the row, or skip such rows with on_error='skip'."
            )

    def _fault(self, row: int, column: int, value: float) -> str:
        """Describe a value that is not finite."""
        file, number = self.place(row)
        name = f"{column}"
        if self.feature_names is not None:
            name = repr(self.feature_names[column])
        word = "NaN" if np.isnan(value) else f"{value:g}"
        line = self.line(row)
        place = f"row {number:,}" if line is None else f"row {number:,} (line {line})"
        also = "" if number == row else f" (row {row:,} of all)"
        return f"{file} has {word} in {place}, column {name}{also}"

    def scanned(self) -> Self:
        """Return the stream without its bad rows, which are found by reading all.

        Only with ``on_error="skip"``, and once: a fit must know the number of rows.
        """
        if self._is_scanned:
            return self
        if self._scanned is None:
            valid = [np.empty(0, np.int64)]
            for chunk in range(len(self.chunk_rows)):
                valid += [rows for rows, _ in self._valid(chunk, 0)]
            every = np.arange(self.n_rows)
            self._scanned = np.setdiff1d(every, np.concatenate(valid), True)
        other = self.without(self._scanned)
        other._is_scanned = True
        return other

    def _are_valid(self, block: Samples, first: int) -> Array:
        """Return which rows of a block are finite; count and list the others."""
        if first_nonfinite(block) is None:
            return np.ones(block.shape[0], bool)
        dense = block.toarray() if sparse.issparse(block) else np.asarray(block)
        is_finite = np.isfinite(dense)
        is_valid = is_finite.all(axis=1)
        for row in np.flatnonzero(~is_valid):
            column = int(is_finite[row].argmin())
            text = self._fault(first + int(row), column, float(dense[row, column]))
            self.faults.add(text, rows=1)
        return np.asarray(is_valid)

    @property
    def has_ids(self) -> bool:
        """Whether rows have identifiers."""
        return False

    def ids(self, chunk: int) -> Array | None:
        """Return the identifiers of all rows of a chunk; None if there are none."""
        return None

    @property
    def identity(self) -> list[list[Any]]:
        """Return name, size and time of change of each file, when it was opened."""
        pairs = zip(self.files, self._stamps, strict=True)
        return [
            [str(getattr(path, "plain", path)), *(stamp or ())] for path, stamp in pairs
        ]

    def check_unchanged(self) -> None:
        """Raise DataFileError if a file changed since the stream was opened."""
        now = stamps(self.files)
        for path, before, after in zip(self.files, self._stamps, now, strict=True):
            if before != after:
                raise changed_while_read(path)


def changed_while_read(path: Path | RemotePath) -> DataFileError:
    """Return the error for a file that changed."""
    return DataFileError(
        f"{path} was changed while it was read. Wait until it is complete, and start "
        f"again."
    )


def concatenated(parts: list[Samples]) -> Samples:
    """Return blocks of rows as one array or CSR matrix."""
    if len(parts) == 1:
        return parts[0]
    if sparse.issparse(parts[0]):
        return sparse.vstack(parts, format="csr")
    return np.concatenate(parts)
