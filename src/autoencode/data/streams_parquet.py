"""Parquet files as a stream of rows: each row group is a chunk."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.columns import (
    PANDAS_INDEX,
    ColumnChoice,
    Columns,
    Place,
    check_names,
    choose_columns,
    has_index,
    warn_of_index,
)
from autoencode.data.tables import read_ids
from autoencode.data.text_table import MAX_ROWS_COUNTED, text_file
from autoencode.errors import DataFileError, InvalidDataError, one_line
from autoencode.remote import RemotePath
from autoencode.remote.retries import resuming, retrying
from autoencode.training.streams import VALUES_PER_READ, RowStream

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# A row group of more bytes is read through a buffer for each column.
MAX_UNBUFFERED, BUFFER_BYTES = 2**25, 2**16
# On storage a smaller buffer would be a request for each few kilobytes.
REMOTE_BUFFER_BYTES = 2**19
PAGE_BYTES = 2**20  # of a column, as most writers choose
COPIES = 5  # of a row group in pyarrow's memory: pages, columns, rows (measured)


class ParquetStream(RowStream):
    """The rows of Parquet files with the same columns.

    ``origins`` are the text files that they were made of, to be named in messages.
    """

    def __init__(
        self,
        files: Sequence[Path | RemotePath],
        choice: ColumnChoice,
        memory: int,
        on_error: str,
        origins: Sequence[Path] | None = None,
    ) -> None:
        super().__init__(files, memory, on_error)
        self._shown = files if origins is None else origins
        self._is_text = origins is not None
        self._way_out = " Delete it: it is made again." if self._is_text else ""
        self._choice = choice
        self._groups: list[tuple[int, int]] = []  # (file, row group) of each chunk
        self._buffered: list[bool] = []
        self.names_of_files: set[str] = set()  # of all columns, used or not
        sizes: list[int] = []
        schema: pa.Schema | None = None
        for number in range(len(files)):
            try:
                schema = self._add(number, schema, sizes)
            except (DataFileError, InvalidDataError) as error:
                if on_error == "raise":
                    raise
                self.faults.add(str(error), files=1)
        if schema is None and self.faults:
            raise InvalidDataError(f"No file can be read. {self.faults.listed[0]}")
        if schema is None or not sum(sizes):
            where = self._shown[0]
            raise InvalidDataError(
                f"{where} has column names but no samples."
                if len(files) == 1
                else f"{where.parent} has no file with rows."
            )
        self.chunk_rows = np.array(sizes, np.int64)
        self._file_starts = self._rows_before_files()

    def _add(
        self, number: int, schema: pa.Schema | None, sizes: list[int]
    ) -> pa.Schema:
        """Add the row groups of a file; return the schema of the first file."""
        path = self._shown[number]
        with _opened(self.files[number]) as file:
            own = file.schema_arrow
            self.names_of_files |= set(own.names)
            if schema is None:
                self._set_columns(own, path)
            else:
                self._check_columns(own, path, schema)
            for group in range(file.num_row_groups):
                found = file.metadata.row_group(group)
                self._groups.append((number, group))
                self._buffered.append(found.total_byte_size > MAX_UNBUFFERED)
                sizes.append(found.num_rows)
                is_remote = isinstance(path, RemotePath)
                at_once = (COPIES + is_remote) * found.total_byte_size
                if self._buffered[-1]:
                    buffer = REMOTE_BUFFER_BYTES if is_remote else BUFFER_BYTES
                    page = min(PAGE_BYTES, found.total_byte_size // found.num_columns)
                    at_once = 2 * self.n_features * (buffer + page)
                self._file_bytes = max(self._file_bytes, at_once)
        return own if schema is None else schema

    def _set_columns(self, schema: pa.Schema, path: Path | RemotePath) -> None:
        """Choose the features by the columns of the first file."""
        columns = chosen(schema.names, self._choice, str(path))
        if has_index(schema.names, self._choice) and not self._choice.feature_names:
            warn_of_index(str(path))
        self.feature_names = tuple(columns.features)
        self.id_column = columns.id_column
        self.n_features = len(self.feature_names)
        for name in self.feature_names:
            _check_number(schema.field(name).type, name, path)
        types = [schema.field(name).type for name in self.feature_names]
        is_exact = all(map(_fits_float32, types))
        self.dtype = np.dtype(np.float32 if is_exact else np.float64)

    def _check_columns(
        self, schema: pa.Schema, path: Path | RemotePath, first: pa.Schema
    ) -> None:
        """Raise for a file that lacks a feature, or has another type of it.

        Or has a column that a fitted model does not know.
        """
        for name in self.feature_names or ():
            if schema.get_field_index(name) < 0:
                raise InvalidDataError(
                    f"{path} has no column {name!r}, which {self._shown[0]} has. Add "
                    f"it, or leave out the file."
                )
            found, expected = schema.field(name).type, first.field(name).type
            if not _is_number(found):
                raise InvalidDataError(
                    f"Column {name!r} of {path} has the type {found}; in "
                    f"{self._shown[0]} it is {expected}. Write it as numbers, or leave "
                    f"out the file."
                )
            if self.dtype == np.float32 and not _fits_float32(found):
                self.dtype = np.dtype(np.float64)
        if self._choice.feature_names is not None:
            chosen(schema.names, self._choice, str(path))

    def _rows_before_files(self) -> list[int]:
        """Return the number of the first row of each file."""
        starts = [0] * len(self.files)
        of_files = [file for file, _ in self._groups]
        for number in range(len(self.files)):
            starts[number] = int(self.chunk_rows[: bisect_left(of_files, number)].sum())
        return starts

    def place(self, row: int) -> tuple[str, int]:
        """Return the file of a row of the stream, and the row in that file."""
        number = bisect_right(self._file_starts, row) - 1
        return str(self._shown[number]), row - self._file_starts[number]

    def line(self, row: int) -> int | None:
        """Return the line of a row in the text file that was converted, near its start.

        With ``on_error="skip"`` rows of the text may have been left out before.
        """
        number = bisect_right(self._file_starts, row) - 1
        own, path = row - self._file_starts[number], self._shown[number]
        is_near = self.on_error == "raise" and own < MAX_ROWS_COUNTED
        if not (self._is_text and is_near and isinstance(path, Path)):
            return None
        return text_file(path, self._choice.text).line_of(own)

    def _read(self, chunk: int, start: int) -> Iterator[NDArray[Any]]:
        """Yield the rows of a row group, in blocks; those before ``start`` unused."""
        import pyarrow as pa

        path = self.files[self._groups[chunk][0]]
        read = partial(self._batches, chunk)
        done = 0
        try:
            for batch in (
                resuming(read, path) if isinstance(path, RemotePath) else read()
            ):
                skip = min(max(0, start - done), batch.num_rows)
                if skip < batch.num_rows:
                    yield self._numbers(batch.slice(skip))
                done += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            raise DataFileError(
                f"{path} cannot be read in rows {self._first_of(chunk) + done:,} and "
                f"after: {one_line(error).rstrip('.')}.{self._way_out}"
            ) from error

    def _batches(self, chunk: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a row group, in blocks."""
        number, group = self._groups[chunk]
        n_rows = max(1, VALUES_PER_READ // max(1, self.n_features))
        columns = list(self.feature_names or ())
        with _opened(self.files[number], is_buffered=self._buffered[chunk]) as file:
            yield from file.iter_batches(n_rows, row_groups=[group], columns=columns)

    def _first_of(self, chunk: int) -> int:
        """Return the number, in its file, of the first row of a chunk."""
        return self.place(int(self.starts[chunk]))[1]

    def _numbers(self, batch: pa.RecordBatch) -> NDArray[Any]:
        """Return rows as an array; null is NaN."""
        import pyarrow as pa

        wanted = pa.from_numpy_dtype(self.dtype)
        names = list(self.feature_names or ())
        if all(batch.schema.field(name).type == wanted for name in names):
            # One call, during which other threads of Python run.
            tensor = batch.select(names).to_tensor(null_to_nan=True, row_major=True)
            return np.asarray(tensor.to_numpy())
        X = np.empty((batch.num_rows, self.n_features), self.dtype)
        for j, name in enumerate(names):
            X[:, j] = as_floats(batch.column(name), self.dtype)
        return X

    @property
    def has_ids(self) -> bool:
        """Whether rows have identifiers."""
        return self.id_column is not None

    def ids(self, chunk: int) -> NDArray[Any] | None:
        """Return the identifiers of all rows of a chunk; None if there are none.

        Those of a column of text are text, whatever they look like: other chunks may
        have others.
        """
        import pyarrow as pa

        if self.id_column is None:
            return None
        number, group = self._groups[chunk]
        path = self.files[number]

        def read() -> pa.Table:
            with _opened(path) as file:
                return file.read_row_group(group, columns=[self.id_column])

        try:
            table = retrying(read, path) if isinstance(path, RemotePath) else read()
        except (pa.ArrowException, OSError) as error:
            raise DataFileError(
                f"{path} cannot be read in column {self.id_column!r}: "
                f"{one_line(error).rstrip('.')}.{self._way_out}"
            ) from error
        first, before = self._first_of(chunk), self._file_starts[number]
        place = Place(
            str(self._shown[number]), lambda row: self.line(before + row), first
        )
        return read_ids(table.column(0), self.id_column, place, as_numbers=False)


def chosen(names: Sequence[str], choice: ColumnChoice, path: str) -> Columns:
    """Return the roles of columns; others are left out if the choice says so."""
    is_choice = choice.leaves_out_others and choice.feature_names is not None
    named = choice.all_named if is_choice else {*names}
    kept = [name for name in names if name in named and name != PANDAS_INDEX]
    if has_index(kept, choice):
        kept = kept[1:]
    place = Place(path)
    check_names(kept, choice, place)
    if not kept and not names:
        raise InvalidDataError(f"{path} has no columns.")
    return choose_columns(kept, choice, place)


def as_floats(column: pa.Array, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return a column of numbers as floats; null is NaN."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.from_numpy_dtype(dtype)
    if pa.types.is_dictionary(column.type):
        column = pc.cast(column, column.type.value_type)
    if not pa.types.is_floating(column.type):
        column = pc.cast(column, wanted, safe=False)
    return np.asarray(column.to_numpy(zero_copy_only=False))


def _opened(path: Path | RemotePath, *, is_buffered: bool = False) -> pq.ParquetFile:
    """Open a Parquet file.

    One on storage is read ahead, unless it is read through buffers.

    Raises
    ------
    DataFileError
        If it is not one, or is incomplete.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if not isinstance(path, RemotePath):
            return pq.ParquetFile(path, buffer_size=BUFFER_BYTES * is_buffered)
        return retrying(
            lambda: pq.ParquetFile(
                path.open(),
                buffer_size=REMOTE_BUFFER_BYTES * is_buffered,
                pre_buffer=not is_buffered,
            ),
            path,
        )
    except (pa.ArrowException, OSError) as error:
        raise DataFileError(
            f"{path} cannot be read as Parquet: {one_line(error).rstrip('.')}. Write "
            f"the file again, or leave it out."
        ) from error


def _is_number(column_type: pa.DataType) -> bool:
    """Whether a column can be read as numbers."""
    from pyarrow import types

    if types.is_dictionary(column_type):
        column_type = column_type.value_type
    return bool(
        types.is_integer(column_type)
        or types.is_floating(column_type)
        or types.is_boolean(column_type)
        or types.is_decimal(column_type)
    )


def _check_number(column_type: pa.DataType, name: str, path: Path | RemotePath) -> None:
    """Raise InvalidDataError if a column of the first file is not numeric."""
    if not _is_number(column_type):
        raise InvalidDataError(
            f"Column {name!r} of {path} has the type {column_type}; a stream takes "
            f"numbers. Leave out the column (drop), or use it to identify rows "
            f"(id_column)."
        )


def _fits_float32(column_type: pa.DataType) -> bool:
    """Whether float32 represents all values of a type exactly."""
    from pyarrow import types

    if types.is_integer(column_type):
        return bool(column_type.bit_width <= 16)
    is_short = types.is_float16(column_type) or types.is_float32(column_type)
    return bool(is_short or types.is_boolean(column_type))
