"""Tables of any column types as data frames; empty cells are missing."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.data.columns import ColumnChoice, Place, check_names, choose_columns
from autoencode.data.delimited import TextTable, parse
from autoencode.data.kinds import as_frame
from autoencode.data.readers import check_exists
from autoencode.data.tables import parquet_table
from autoencode.errors import DataFileError, InvalidDataError, listed, one_line

DELIMITERS = {".csv": ",", ".csv.gz": ",", ".tsv": "\t", ".tsv.gz": "\t"}


def read_frame(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
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
        table = _table(Path(path), choice)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error
    check_names(table.column_names, choice, place)
    if not table.num_rows:
        raise InvalidDataError(f"{path} has column names but no samples.")
    columns = choose_columns(table.column_names, choice, place)
    ids = None
    if columns.id_column is not None:
        ids = np.array([str(each) for each in table[columns.id_column].to_pylist()])
    chosen = table.select(columns.features)
    frame = chosen.to_pandas(date_as_object=False)
    for name in chosen.column_names:
        # pandas would make floats of whole numbers of which some are missing.
        column = chosen[name]
        if types.is_integer(column.type) and column.null_count:
            frame[name] = frame[name].astype("Int64")
    return as_frame(frame)[0], ids


def _table(path: Path, choice: ColumnChoice) -> Any:
    """Return the whole table, as pyarrow has it."""
    if str(path) == "-":
        content = sys.stdin.buffer.read()
        text = TextTable("standard input", ",", content=content)
        return parse(text, choice.id_column, empty_is_missing=True)
    check_exists(path)
    suffix = path.suffix.lower()
    suffix = Path(path.stem).suffix.lower() + suffix if suffix == ".gz" else suffix
    if suffix == ".parquet":
        return parquet_table(path, choice)
    if suffix not in DELIMITERS:
        raise DataFileError(
            f"{path} is no table with named columns; those are "
            f"{listed([*DELIMITERS, '.parquet'])}."
        )
    text = TextTable(str(path), DELIMITERS[suffix], path=path)
    return parse(text, choice.id_column, empty_is_missing=True)
