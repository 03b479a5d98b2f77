"""Readers of mixed tables, as data frames; empty cells are missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import Array, decimal_digits
from autoencode.data.column_numbers import from_periods, zone_of
from autoencode.data.columns import (
    ColumnChoice,
    Place,
    check_cells,
    check_names,
    choose_columns,
    without_unnamed,
)
from autoencode.data.dataset import Dataset
from autoencode.data.delimited import parse, parse_blocks
from autoencode.data.labels import encode_labels
from autoencode.data.readers import as_rows_before, check_text, suffix_of
from autoencode.data.schema import as_frame
from autoencode.data.tables import (
    kept_as_text,
    label_values,
    parquet_table,
    parquet_tables,
    read_ids,
)
from autoencode.data.text_format import TextOptions
from autoencode.data.text_numbers import KEY, Source, convention_of
from autoencode.data.text_table import TextTable, standard_input
from autoencode.errors import DataFileError, InvalidDataError, listed, one_line
from autoencode.files import check_exists

ROWS_AT_ONCE = 20_000  # per block
DELIMITERS = {".csv": ",", ".csv.gz": ",", ".tsv": "\t", ".tsv.gz": "\t"}


def read_frame(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
    drop_if_present: Sequence[str] = (),
    as_text: Sequence[str] = (),
    **text: str | None,
) -> tuple[Any, Array | None]:
    """Read a table whose columns hold numbers, text, dates or booleans.

    Parameters
    ----------
    path : str or Path
        A CSV, TSV or Parquet file with a header, or ``"-"`` for CSV from standard
        input. Cells of text files that are empty, or "NA", "NaN" or "null", are
        missing.

    label, id_column, drop, feature_names, drop_if_present
        As for `autoencode.data.readers.read_samples`; the label is dropped.

    as_text : sequence of str, default=()
        Columns to read as text, such as "007". Not used for Parquet files, whose
        columns have types.

    **text
        ``encoding``, ``delimiter`` and ``decimal`` of `read_samples`.

    Returns
    -------
    frame : pandas.DataFrame of shape (n_samples, n_columns)

    ids : array of shape (n_samples,) or None
        Ids as text.

    Raises
    ------
    DataFileError, InvalidDataError
        If the file cannot be read, or a named column does not exist.
    """
    choice = ColumnChoice.of(
        label, id_column, drop, feature_names, drop_if_present, **text
    )
    return _frame(_read(path, choice, as_text), choice, place_in(path, choice))


def place_in(path: str | Path, choice: ColumnChoice) -> Place:
    """Return the place of a table's rows for messages; of text files with lines."""
    if str(path) == "-":
        text = standard_input(choice.text)
        return Place(text.name, text.line_of)
    is_text = suffix_of(Path(path)) in DELIMITERS
    return Place(str(path), _text(Path(path), choice).line_of if is_text else None)


def rows_in(path: str | Path, **text: str | None) -> Callable[[int], str]:
    """Return the function that describes a row of a table, as ``row 4 (line 6)``."""
    given = TextOptions.of(*map(text.get, ("encoding", "delimiter", "decimal")))
    return place_in(path, ColumnChoice(text=given)).row


def _read(path: str | Path, choice: ColumnChoice, as_text: Sequence[str]) -> Any:
    """Return a table of pyarrow."""
    check_text(path, choice)
    try:
        return _table(Path(path), choice, as_text)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error


def read_table(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
    drop_if_present: Sequence[str] = (),
    as_text: Sequence[str] = (),
    missing_labels: bool = False,
    **text: str | None,
) -> Dataset:
    """Read a mixed table with its label.

    Parameters
    ----------
    path, label, id_column, drop, feature_names, drop_if_present, as_text, **text
        As for `read_frame`.

    missing_labels : bool, default=False
        Whether rows may have no label, as for `autoencode.data.readers.read_samples`;
        with ``feature_names``, the whole column may be absent.

    Returns
    -------
    Dataset
        ``X`` is a data frame.

    Raises
    ------
    DataFileError, InvalidDataError
        As `read_frame`; or if a label is missing.
    """
    choice = ColumnChoice.of(
        label, id_column, drop, feature_names, drop_if_present, **text
    )
    table, place = _read(path, choice, as_text), place_in(path, choice)
    frame, ids = _frame(table, choice, place)
    y, class_names = None, None
    is_absent = feature_names is not None and label not in table.column_names
    if label is not None and not is_absent:
        values = label_values(table.column(label), label, place, missing_labels)
        y, class_names = encode_labels(
            values, label, place, may_be_missing=missing_labels
        )
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
    drop_if_present: Sequence[str] = (),
    as_text: Sequence[str] = (),
    **text: str | None,
) -> Iterator[tuple[Any, Array | None]]:
    """Read a table in blocks of rows.

    Memory does not grow with the number of rows, except for standard input, and for
    text files in which a later block has other types than the first, such as text after
    numbers or fractions after whole numbers. The rest is then read at once.

    Parameters
    ----------
    path, label, id_column, drop, feature_names, drop_if_present, as_text, **text
        As for `read_frame`.

    Yields
    ------
    frame : pandas.DataFrame of shape (n_rows, n_columns)
        The next rows, at least 1 and at most 20,000; the index continues through the
        file.

    ids : array of shape (n_rows,) or None

    Raises
    ------
    DataFileError, InvalidDataError
        As `read_frame`; rows before the error may have been yielded.
    """
    import pyarrow as pa

    choice = ColumnChoice.of(
        label, id_column, drop, feature_names, drop_if_present, **text
    )
    path, n_read, has_fractions = Path(path), 0, False
    check_text(path, choice)
    if path.is_file() and path.stat().st_size:
        try:
            place = place_in(path, choice)
            for table in _table_blocks(path, choice, as_text):
                if not table.num_rows:
                    continue
                frame, ids = _frame(table, choice, replace(place, first=n_read))
                yield from _slices(frame, ids, n_read)
                n_read += len(frame)
                has_fractions = has_fractions or _has_fractions(frame)
            if n_read:
                return
        except (pa.ArrowException, UnicodeDecodeError, OSError):
            pass  # read_frame below raises, or can read it
    choice = as_rows_before(path, choice) if has_fractions else choice
    frame, ids = _frame(_read(path, choice, as_text), choice, place_in(path, choice))
    rest = None if ids is None else ids[n_read:]
    yield from _slices(frame.iloc[n_read:], rest, n_read)


def _has_fractions(frame: Any) -> bool:
    """Whether a number is not whole."""
    numbers = frame.select_dtypes("float").to_numpy()
    return bool((numbers[np.isfinite(numbers)] % 1 > 0).any())


def _slices(
    frame: Any, ids: Array | None, n_before: int
) -> Iterator[tuple[Any, Array | None]]:
    """Yield a frame in blocks, with a continued index."""
    frame = frame.set_axis(range(n_before, n_before + len(frame)))
    for start in range(0, len(frame), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        yield frame.iloc[rows], None if ids is None else ids[rows]


def _frame(table: Any, choice: ColumnChoice, place: Place) -> tuple[Any, Array | None]:
    """Return a table of pyarrow as a data frame, and its ids."""
    from pyarrow import types

    convention = convention_of(table)
    table = without_unnamed(table, choice, place)
    check_names(table.column_names, choice, place)
    if not table.num_rows:
        raise InvalidDataError(f"{place.name} has column names but no samples.")
    columns = choose_columns(table.column_names, choice, place)
    check_cells(table, columns, place)
    ids = None
    if columns.id_column is not None:
        ids = read_ids(table[columns.id_column], columns.id_column, place).astype(str)
    chosen = _with_plain_types(table.select(columns.features))
    frame = chosen.to_pandas(date_as_object=False, types_mapper=_exact_type)
    for name in chosen.column_names:
        # pandas would convert whole numbers with missing cells to floats.
        column = chosen[name]
        if types.is_integer(column.type) and column.null_count:
            frame[name] = frame[name].astype("Int64")
    frame = as_frame(frame)[0]
    if convention is not None:
        frame.attrs[KEY] = Source(place.name, convention)
    return frame, ids


def _exact_type(column_type: Any) -> Any:
    """Return pandas' data type for decimal numbers, which are objects otherwise."""
    import pandas as pd

    is_decimal = decimal_digits(column_type) is not None
    return pd.ArrowDtype(column_type) if is_decimal else None


def _with_plain_types(table: Any) -> Any:
    """Return a table with times of day as text, and decimals of 128 bits or more."""
    import pyarrow as pa
    from pyarrow import types

    schema = []
    for field in table.schema:
        type_ = field.type
        if types.is_time(type_):
            type_ = pa.string()
        elif types.is_decimal(type_) and type_.bit_width < 128:
            type_ = pa.decimal128(type_.precision, type_.scale)
        schema.append(pa.field(field.name, type_))
    return table.cast(pa.schema(schema))


def _table(path: Path, choice: ColumnChoice, as_text: Sequence[str]) -> Any:
    """Return the whole table of pyarrow; times of day in text files stay text."""
    if str(path) == "-":
        return _parse(standard_input(choice.text), choice, as_text)
    check_exists(path)
    if suffix_of(path) == ".parquet":
        return parquet_table(path)
    return _parse(_text(path, choice), choice, as_text)


def _table_blocks(
    path: Path, choice: ColumnChoice, as_text: Sequence[str]
) -> Iterator[Any]:
    """Yield the table in blocks, as tables of pyarrow."""
    if suffix_of(path) == ".parquet":
        return parquet_tables(path)
    text = _text(path, choice)
    kept = [*as_text, *kept_as_text(text, choice)]
    return parse_blocks(text, kept, is_mixed=True)


def _text(path: Path, choice: ColumnChoice) -> TextTable:
    suffix = suffix_of(path)
    if suffix not in DELIMITERS:
        raise DataFileError(
            f"{path} is not a table with named columns. Pass a file with one of the "
            f"suffixes {listed([*DELIMITERS, '.parquet'], limit=9)}."
        )
    return TextTable(str(path), DELIMITERS[suffix], path=path, given=choice.text)


def _parse(text: TextTable, choice: ColumnChoice, as_text: Sequence[str]) -> Any:
    """Return the columns of a text file, with times of day as text."""
    from pyarrow import types

    kept = [*as_text, *kept_as_text(text, choice)]
    table = parse(text, kept, empty_is_missing=True)
    times = [field.name for field in table.schema if types.is_time(field.type)]
    if not times:
        return table
    return parse(text, (*kept, *times), empty_is_missing=True)


def without_midnights(frame: Any, columns: Sequence[Any]) -> Any:
    """Return a data frame with dates instead of times at midnight, and of periods.

    ``columns`` are those of a `TableTransformer`; only columns of dates without a time
    of day and a time zone change.
    """
    frame = frame.copy()
    for column in columns:
        values = frame[column.name]
        if column.type == "date":
            values = frame[column.name] = from_periods(values)
        is_days = column.unit == "days" and not column.format
        if not is_days or not hasattr(values, "dt") or zone_of(values.dtype):
            continue
        if (values == values.dt.normalize()).all():
            frame[column.name] = values.dt.date
    return frame
