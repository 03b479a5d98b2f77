"""Write codes, scores and reconstructions as NumPy, CSV, TSV or Parquet files."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from autoencode.arrays import row_slices
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    OutputError,
    listed,
)
from autoencode.files import check_can_write, writing
from autoencode.remote import RemotePath, place_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class _Output:
    """Rows to write, with their column names and ids."""

    array: NDArray[Any]  # (n_samples, n_features)
    names: list[str]
    ids: NDArray[Any] | None
    id_name: str


def write_samples(
    path: str | Path | RemotePath,
    array: ArrayLike,
    *,
    feature_names: Sequence[str] | None = None,
    ids: ArrayLike | None = None,
    id_name: str | None = None,
) -> None:
    """Write an array atomically, one row per sample.

    Parameters
    ----------
    path : str or Path
        ``.npy``, or a suffix in `WRITERS`, or ``"-"`` for CSV on standard output.
    array : array of shape (n_samples, n_features) or (n_samples,)
        Numbers. In text files they round-trip exactly.
    feature_names : sequence of str or None, default=None
        Column names; None gives ``x0``, ``x1``, ... A ``.npy`` file has none.
    ids : array of shape (n_samples,) or None, default=None
        First column, before the features. A ``.npy`` file has none.
    id_name : str or None, default=None
        Name of that column; None gives ``id``.

    Raises
    ------
    InvalidParameterError
        If the suffix is unknown, or lengths differ.
    OutputError
        If the file cannot be written.
    """
    check_output(path)
    values = np.asarray(array)
    if values.ndim == 1:
        values = values[:, np.newaxis]
    if values.ndim != 2:
        raise InvalidDataError(
            f"array must have 1 or 2 dimensions; got shape {values.shape}."
        )
    names = [f"x{j}" for j in range(values.shape[1])]
    if feature_names is not None:
        names = list(feature_names)
    if len(names) != values.shape[1]:
        raise InvalidParameterError(
            f"feature_names must have one name for each of the {values.shape[1]} "
            f"columns; got {len(names)}."
        )
    id_values = None if ids is None else np.asarray(ids)
    if id_values is not None and id_values.shape != (len(values),):
        raise InvalidParameterError(
            f"ids must have one entry for each of the {len(values)} samples; got shape "
            f"{id_values.shape}."
        )
    if place_of(path).suffix.lower() == ARRAY:
        with writing(path) as temporary, temporary.open("wb") as file:
            # To a file as such NumPy writes without the system's errors: a full disk
            # would have no name.
            np.lib.format.write_array(_Writer(file.write), values, allow_pickle=False)
        return
    output = _Output(values, names, id_values, id_name or "id")
    _write_tables(path, _tables(output))


def write_blocks(
    path: str | Path | RemotePath, blocks: Iterable[Mapping[str, Any]]
) -> None:
    """Write columns of any type atomically, one block of rows at a time.

    In text files durations are numbers of seconds.

    Parameters
    ----------
    path : str or Path
        With a suffix in `WRITERS`, or ``"-"`` for CSV on standard output.
    blocks : iterable of mapping from str to array, or pandas Series, of shape (n_rows,)
        Columns by name, the same in all blocks; at least one block. Empty text and NaN
        are written as empty cells.

    Raises
    ------
    InvalidParameterError
        If the suffix is not known.
    OutputError
        If the file cannot be written.
    """
    import pyarrow as pa

    check_output(path, columns=True)
    _write_tables(
        path,
        (
            pa.table({name: _column(values) for name, values in block.items()})
            for block in blocks
        ),
    )


class _Writer(NamedTuple):
    write: Callable[[Any], int]


@contextmanager
def array_writer(
    path: str | Path | RemotePath, dtype: DTypeLike = np.float32
) -> Iterator[Callable[[NDArray[Any]], None]]:
    """Yield a function that appends rows to a ``.npy`` file.

    Rows have shape (n_rows, ...), and are written as ``dtype``; their total number need
    not be known. The file appears when the block ends without error. Call
    `check_array_output` first.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    shape: list[int] = []  # so far
    kind = np.dtype(dtype).newbyteorder("<")

    def write_header(file: IO[bytes]) -> None:
        # NumPy pads the header, so that the number of rows can grow.
        descr = np.lib.format.dtype_to_descr(kind)
        header = {"descr": descr, "fortran_order": False, "shape": tuple(shape or [0])}
        np.lib.format.write_array_header_1_0(file, header)

    with writing(path) as temporary, temporary.open("wb") as file:

        def append(rows: NDArray[Any]) -> None:
            if not shape:
                shape.extend([0, *rows.shape[1:]])
                write_header(file)
            file.write(np.ascontiguousarray(rows, kind).data)
            shape[0] += len(rows)

        yield append
        file.seek(0)
        write_header(file)


def check_array_output(path: str | Path | RemotePath) -> None:
    """Check in advance that `array_writer` can write to ``path``.

    Raises
    ------
    InvalidParameterError
        If it does not end in ``.npy``.
    OutputError
        As `check_output`.
    """
    if place_of(path).suffix.lower() != ARRAY:
        raise InvalidParameterError(
            f"Arrays of more than two dimensions are written to {ARRAY} files; got "
            f"{str(path)!r}."
        )
    check_output(path)


def _column(values: Any) -> pa.Array:
    """Return a column with nulls for missing values."""
    import pandas as pd
    import pyarrow as pa

    if not isinstance(values, np.ndarray):  # a column of a data frame
        own = values.astype(object) if hasattr(values.dtype, "categories") else values
        if isinstance(own.dtype, pd.PeriodDtype):
            own = own.astype(object).map(str, na_action="ignore")
        return pa.array(own, from_pandas=True)
    if values.dtype.kind == "f":
        return pa.array(values, mask=np.isnan(values))
    if values.dtype.kind in "UO":
        return pa.array(values, pa.string(), mask=np.asarray(values == ""))
    return pa.array(values)


def _write_tables(path: str | Path | RemotePath, tables: Iterator[pa.Table]) -> None:
    """Write tables with the same columns, one after another."""
    if str(path) == "-":
        sys.stdout.flush()
        _write_text(sys.stdout.buffer, tables, ",")
        sys.stdout.buffer.flush()
        return
    writer = WRITERS[place_of(path).suffix.lower()]
    with writing(path) as temporary, temporary.open("wb") as file:
        writer(file, tables)


def check_output(path: str | Path | RemotePath, *, columns: bool = False) -> None:
    """Check in advance that `write_samples` can write to ``path``.

    Parameters
    ----------
    path : str or Path
        A file, or ``"-"``. Nothing is created.
    columns : bool, default=False
        Whether columns of several types are written, as by `write_blocks`; this
        excludes ``.npy``.

    Raises
    ------
    InvalidParameterError
        If the suffix is unknown.
    OutputError
        If ``path`` is a folder, or its folder cannot be created or written to.
    """
    if str(path) == "-":
        return
    path = place_of(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        raise OutputError(f"Cannot write {path}: it is a folder. Give a file name.")
    known = [*WRITERS] if columns else [ARRAY, *WRITERS]
    if suffix not in known:
        kind = f"the suffix {suffix!r}" if suffix else "no suffix"
        raise InvalidParameterError(
            f"The output file must end in one of {listed(known)}; {path} has {kind}."
        )
    check_can_write(path)


def _tables(output: _Output) -> Iterator[pa.Table]:
    """Yield rows as tables of a few megabytes; at least one, for the column types."""
    import pyarrow as pa

    n_rows, n_columns = output.array.shape
    for rows in [*row_slices(n_rows, n_columns)] or [slice(0, 0)]:
        columns = [] if output.ids is None else [pa.array(output.ids[rows])]
        names = [] if output.ids is None else [output.id_name]
        block = output.array[rows]
        columns += [pa.array(block[:, j]) for j in range(n_columns)]
        yield pa.Table.from_arrays(columns, names=names + output.names)


def _write_text(file: IO[bytes], tables: Iterator[pa.Table], delimiter: str) -> None:
    """Write a header and rows; numbers in the shortest form that is exact."""
    from pyarrow import csv as pa_csv

    options = pa_csv.WriteOptions(include_header=False, delimiter=delimiter)
    for number, table in enumerate(_without_zeros(tables)):
        if number == 0:
            header = io.StringIO(newline="")
            lines = csv.writer(header, delimiter=delimiter, lineterminator="\n")
            lines.writerow(table.column_names)
            file.write(header.getvalue().encode())
        pa_csv.write_csv(_with_seconds(table), file, options)


def _with_seconds(table: pa.Table) -> pa.Table:
    """Return a table with durations as numbers of seconds."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for place, field in enumerate(table.schema):
        if pa.types.is_duration(field.type):
            per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
            numbers = pc.cast(table.column(place), pa.int64())
            seconds = pc.divide(numbers, pa.scalar(float(per_second[field.type.unit])))
            table = table.set_column(place, field.name, seconds)
    return table


def _without_zeros(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables; fractions of seconds of times have the digits that a column needs.

    These are 0, 3, 6 or 9, as by pandas. Of several tables a later one may need more,
    and all digits are kept.
    """
    first, second = next(tables, None), next(tables, None)
    if second is None and first is not None:
        first = _with_short_times(first)
    yield from (table for table in (first, second) if table is not None)
    yield from tables


def _with_short_times(table: pa.Table) -> pa.Table:
    """Return a table whose times have the coarsest unit that keeps their values."""
    import pyarrow as pa

    for place, field in enumerate(table.schema):
        if not pa.types.is_timestamp(field.type):
            continue
        for unit in ("s", "ms", "us"):
            try:
                shorter = table.column(place).cast(pa.timestamp(unit, field.type.tz))
            except pa.ArrowInvalid:  # it would lose digits
                continue
            table = table.set_column(place, field.name, shorter)
            break
    return table


def _write_csv(file: IO[bytes], tables: Iterator[pa.Table]) -> None:
    _write_text(file, tables, ",")


def _write_tsv(file: IO[bytes], tables: Iterator[pa.Table]) -> None:
    _write_text(file, tables, "\t")


def _write_parquet(file: IO[bytes], tables: Iterator[pa.Table]) -> None:
    import pyarrow.parquet as pq

    first = next(tables)
    with pq.ParquetWriter(file, first.schema) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


ARRAY = ".npy"  # without column names, which the others have
WRITERS: dict[str, Callable[[IO[bytes], Iterator[pa.Table]], None]] = {
    ".csv": _write_csv,
    ".tsv": _write_tsv,
    ".parquet": _write_parquet,
}
