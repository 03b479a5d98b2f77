"""Tables of any column types as data frames; empty cells are missing."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autoencode.arrays import Array
from autoencode.data.columns import ColumnChoice, Place, check_names, choose_columns
from autoencode.data.delimited import TextTable, parse
from autoencode.data.kinds import as_frame
from autoencode.data.readers import check_exists, suffix_of
from autoencode.data.tables import parquet_table, read_ids
from autoencode.errors import DataFileError, InvalidDataError, listed, one_line

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
    from pyarrow import types

    choice = ColumnChoice(
        label=label,
        id_column=id_column,
        drop=tuple(drop),
        feature_names=None if feature_names is None else tuple(feature_names),
    )
    place = Place(str(path))
    try:
        table = _table(Path(path), choice, as_text)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error
    check_names(table.column_names, choice, place)
    if not table.num_rows:
        raise InvalidDataError(f"{path} has column names but no samples.")
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


def _table(path: Path, choice: ColumnChoice, as_text: Sequence[str]) -> Any:
    """Return the whole table, as pyarrow has it; times of day in texts stay text."""
    kept = (*as_text, *([] if choice.id_column is None else [choice.id_column]))
    if str(path) == "-":
        content = sys.stdin.buffer.read()
        return _parsed(TextTable("standard input", ",", content=content), kept)
    check_exists(path)
    suffix = suffix_of(path)
    if suffix == ".parquet":
        return parquet_table(path, choice)
    if suffix not in DELIMITERS:
        raise DataFileError(
            f"{path} is no table with named columns; those are "
            f"{listed([*DELIMITERS, '.parquet'])}."
        )
    text = TextTable(str(path), DELIMITERS[suffix], path=path)
    return _parsed(text, kept)


def _parsed(text: TextTable, kept: Sequence[str]) -> Any:
    """Return the columns of a text, with times of day as they are written."""
    from pyarrow import types

    table = parse(text, kept, empty_is_missing=True)
    times = [field.name for field in table.schema if types.is_time(field.type)]
    if not times:
        return table
    return parse(text, (*kept, *times), empty_is_missing=True)
