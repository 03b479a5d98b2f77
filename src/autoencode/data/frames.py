"""Tables of any column types as data frames; empty cells are missing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autoencode.arrays import Array
from autoencode.data.columns import ColumnChoice, Place, check_names, choose_columns
from autoencode.data.dataset import Dataset
from autoencode.data.delimited import (
    TextTable,
    parse,
    parse_blocks,
    standard_input,
)
from autoencode.data.labels import encode_labels
from autoencode.data.readers import check_exists, suffix_of
from autoencode.data.schema import as_frame
from autoencode.data.tables import label_values, parquet_table, parquet_tables, read_ids
from autoencode.errors import DataFileError, InvalidDataError, listed, one_line

ROWS_AT_ONCE = 20_000  # of what is read in blocks
DELIMITERS = {".csv": ",", ".csv.gz": ",", ".tsv": "\t", ".tsv.gz": "\t"}


def read_frame(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
    as_text: Sequence[str] = (),
) -> tuple[Any, Array | None]:
    """Read a table whose columns hold numbers, text, dates or truth values.

    Parameters
    ----------
    path : str or Path
        A CSV, TSV or Parquet file with a header, or ``"-"`` for CSV from standard
        input. Cells of text files that are empty, or "NA", "NaN" or "null", are
        missing.

    label, id_column, drop, feature_names
        As for `autoencode.data.readers.read_samples`; the label is left out.

    as_text : sequence of str, default=()
        Columns whose cells stay as they are written, "007" among them; in Parquet
        files columns have types of their own.

    Returns
    -------
    frame : pandas.DataFrame of shape (n_samples, n_columns)

    ids : array of shape (n_samples,) or None
        The id column, as text.

    Raises
    ------
    DataFileError, InvalidDataError
        If the file cannot be read, or a named column is not there.
    """
    choice = ColumnChoice.of(label, id_column, drop, feature_names)
    return _frame(_read(path, choice, as_text), choice, Place(str(path)))


def _read(path: str | Path, choice: ColumnChoice, as_text: Sequence[str]) -> Any:
    """Return a table as pyarrow has it."""
    try:
        return _table(Path(path), choice, _kept(choice, as_text))
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error


def read_table(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    as_text: Sequence[str] = (),
) -> Dataset:
    """Read a mixed table with its label.

    Parameters
    ----------
    path, label, id_column, drop, as_text
        As for `read_frame`.

    Returns
    -------
    Dataset
        ``X`` is a data frame.

    Raises
    ------
    DataFileError, InvalidDataError
        As `read_frame`; or if a label is missing.
    """
    choice = ColumnChoice.of(label, id_column, drop, None)
    table, place = _read(path, choice, as_text), Place(str(path))
    frame, ids = _frame(table, choice, place)
    y, class_names = None, None
    if label is not None:
        values = label_values(table.column(label), label, place)
        y, class_names = encode_labels(values, label, place)
    return Dataset(
        name=Path(str(path).removesuffix(".gz")).stem,
        X=frame,
        y=y,
        class_names=class_names,
        feature_names=tuple(map(str, frame.columns)),
        ids=ids,
        id_name=id_column,
        label_name=label,
        source=str(path),
    )


def read_frame_blocks(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
    as_text: Sequence[str] = (),
) -> Iterator[tuple[Any, Array | None]]:
    """Read a table as `read_frame` does, some rows at a time.

    Memory does not grow with the number of rows, but for standard input, and where a
    later block of a text file turns out to hold what the first did not: text after
    numbers, fractions after whole numbers. Then the rest is read whole.

    Parameters
    ----------
    path, label, id_column, drop, feature_names, as_text
        As for `read_frame`.

    Yields
    ------
    frame : pandas.DataFrame of shape (n_rows, n_columns)
        The rows in their order, at least one and at most 20,000 at a time; the index
        counts them through the file.

    ids : array of shape (n_rows,) or None

    Raises
    ------
    DataFileError, InvalidDataError
        As `read_frame`; rows before the one that is wrong may have been given.
    """
    import pyarrow as pa

    choice, path = ColumnChoice.of(label, id_column, drop, feature_names), Path(path)
    kept, n_given = _kept(choice, as_text), 0
    if path.is_file() and path.stat().st_size:
        try:
            for table in _table_blocks(path, choice, kept):
                if not table.num_rows:
                    continue
                frame, ids = _frame(table, choice, Place(str(path), first=n_given))
                yield from _slices(frame, ids, n_given)
                n_given += len(frame)
            if n_given:
                return
        except (pa.ArrowException, UnicodeDecodeError, OSError):
            pass  # read_frame below says why, or can do with it
    frame, ids = read_frame(
        path,
        label=label,
        id_column=id_column,
        drop=drop,
        feature_names=feature_names,
        as_text=as_text,
    )
    rest = None if ids is None else ids[n_given:]
    yield from _slices(frame.iloc[n_given:], rest, n_given)


def _slices(
    frame: Any, ids: Array | None, n_before: int
) -> Iterator[tuple[Any, Array | None]]:
    """Give a frame in parts, its index counted on."""
    frame = frame.set_axis(range(n_before, n_before + len(frame)))
    for start in range(0, len(frame), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        yield frame.iloc[rows], None if ids is None else ids[rows]


def _kept(choice: ColumnChoice, as_text: Sequence[str]) -> list[str]:
    """Return the columns that stay as they are written."""
    return [*as_text, *([] if choice.id_column is None else [choice.id_column])]


def _frame(table: Any, choice: ColumnChoice, place: Place) -> tuple[Any, Array | None]:
    """Return a table of pyarrow as a frame, and its ids."""
    from pyarrow import types

    check_names(table.column_names, choice, place)
    if not table.num_rows:
        raise InvalidDataError(f"{place.name} has column names but no samples.")
    columns = choose_columns(table.column_names, choice, place)
    ids = None
    if columns.id_column is not None:
        ids = read_ids(table[columns.id_column], columns.id_column, place).astype(str)
    chosen = _plain(table.select(columns.features))
    frame = chosen.to_pandas(date_as_object=False)
    for name in chosen.column_names:
        # pandas would make floats of whole numbers of which some are missing.
        column = chosen[name]
        if types.is_integer(column.type) and column.null_count:
            frame[name] = frame[name].astype("Int64")
    return as_frame(frame)[0], ids


def _plain(table: Any) -> Any:
    """Return a table whose times of day are text, and whose decimals are floats."""
    import pyarrow as pa
    from pyarrow import types

    schema = []
    for field in table.schema:
        kind = field.type
        if types.is_time(kind):
            kind = pa.string()
        elif types.is_decimal(kind):
            kind = pa.float64()
        schema.append(pa.field(field.name, kind))
    return table.cast(pa.schema(schema))


def _table(path: Path, choice: ColumnChoice, kept: Sequence[str]) -> Any:
    """Return the whole table, as pyarrow has it; times of day in texts stay text."""
    if str(path) == "-":
        return _parsed(standard_input(), kept)
    check_exists(path)
    if suffix_of(path) == ".parquet":
        return parquet_table(path, choice)
    return _parsed(_text(path), kept)


def _table_blocks(
    path: Path, choice: ColumnChoice, kept: Sequence[str]
) -> Iterator[Any]:
    """Give the table in blocks, as pyarrow has it."""
    if suffix_of(path) == ".parquet":
        return parquet_tables(path, choice)
    return parse_blocks(_text(path), kept, is_mixed=True)


def _text(path: Path) -> TextTable:
    suffix = suffix_of(path)
    if suffix not in DELIMITERS:
        raise DataFileError(
            f"{path} is no table with named columns; those are "
            f"{listed([*DELIMITERS, '.parquet'])}."
        )
    return TextTable(str(path), DELIMITERS[suffix], path=path)


def _parsed(text: TextTable, kept: Sequence[str]) -> Any:
    """Return the columns of a text, with times of day as they are written."""
    from pyarrow import types

    table = parse(text, kept, empty_is_missing=True)
    times = [field.name for field in table.schema if types.is_time(field.type)]
    if not times:
        return table
    return parse(text, (*kept, *times), empty_is_missing=True)


def without_midnights(frame: Any, columns: Sequence[Any]) -> Any:
    """Return a frame whose dates without a time of day are written as dates.

    ``columns`` are those of a `TableTransformer`.
    """
    frame = frame.copy()
    for column in columns:
        values = frame[column.name]
        is_written = column.format or column.unit != "days"
        if not is_written and (values == values.dt.normalize()).all():
            frame[column.name] = values.dt.date
    return frame
