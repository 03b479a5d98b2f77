"""Readers of tables with named columns: CSV, TSV (also gzip-compressed) and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.columns import (
    ColumnChoice,
    Columns,
    Place,
    check_cells,
    check_names,
    choose_columns,
    describe_type,
    drop_option,
    nonfinite_message,
    without_unnamed,
)
from autoencode.data.conventions import is_number
from autoencode.data.dataset import FLOAT32_EXACT, Dataset
from autoencode.data.delimited import parse, parse_blocks
from autoencode.data.labels import encode_labels, missing_label
from autoencode.data.text_table import TextTable, standard_input
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    MixedColumnsError,
    listed,
    one_line,
)

if TYPE_CHECKING:
    import pyarrow as pa

VALUES_PER_BLOCK = 2**20  # of a Parquet file
OR_MODEL_OF_TABLES = (
    "; or take a model of mixed tables: table_autoencoder or table_detector"
)


def read_csv(path: Path, choice: ColumnChoice) -> Dataset:
    """Read a text file with a header line, usually separated by commas."""
    return _read_text(TextTable(str(path), ",", path=path, given=choice.text), choice)


def read_tsv(path: Path, choice: ColumnChoice) -> Dataset:
    """Read a text file with a header line, usually separated by tabs."""
    return _read_text(TextTable(str(path), "\t", path=path, given=choice.text), choice)


def read_stdin(choice: ColumnChoice) -> Dataset:
    """Read delimited text with a header line from standard input."""
    text = standard_input(choice.text)
    if not text.content:
        raise DataFileError("Standard input is empty; give samples as CSV.")
    return _read_text(text, choice)


def _read_text(text: TextTable, choice: ColumnChoice) -> Dataset:
    place = Place(text.name, text.line_of, convention=text.format.convention)
    return _dataset(parse(text, kept_as_text(text, choice)), choice, place)


def kept_as_text(text: TextTable, choice: ColumnChoice) -> list[str]:
    """Return the columns to read as text: the ids, and codes such as 00123.

    A fitted model gives the types of its columns, but not that of the label.
    """
    kept = [] if choice.id_column is None else [choice.id_column]
    is_new = choice.feature_names is None
    return kept + [c for c in text.format.codes if is_new or c == choice.label]


def csv_blocks(path: Path, choice: ColumnChoice) -> Iterator[Dataset]:
    """Read a text file in blocks of rows; see `parse_blocks`."""
    return _text_blocks(TextTable(str(path), ",", path=path, given=choice.text), choice)


def tsv_blocks(path: Path, choice: ColumnChoice) -> Iterator[Dataset]:
    """Read a text file, usually separated by tabs, in blocks of rows."""
    return _text_blocks(
        TextTable(str(path), "\t", path=path, given=choice.text), choice
    )


def _text_blocks(text: TextTable, choice: ColumnChoice) -> Iterator[Dataset]:
    place = Place(text.name, text.line_of, convention=text.format.convention)
    return _datasets(parse_blocks(text, kept_as_text(text, choice)), choice, place)


def parquet_blocks(path: Path, choice: ColumnChoice) -> Iterator[Dataset]:
    """Read a Parquet file in blocks of rows."""
    return _datasets(parquet_tables(path), choice, Place(str(path)))


def parquet_tables(path: Path) -> Iterator[pa.Table]:
    """Read a Parquet file like `parquet_table`, in blocks of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        n_rows = max(1, VALUES_PER_BLOCK // max(1, len(file.schema_arrow)))
        for batch in file.iter_batches(batch_size=n_rows):
            yield pa.Table.from_batches([batch])


def _datasets(
    tables: Iterator[pa.Table], choice: ColumnChoice, place: Place
) -> Iterator[Dataset]:
    for table in tables:
        if table.num_rows:
            yield _dataset(table, choice, place)
            place = replace(place, first=place.first + table.num_rows)


def read_parquet(path: Path, choice: ColumnChoice) -> Dataset:
    """Read a Parquet file without an unnamed pandas index."""
    return _dataset(parquet_table(path), choice, Place(str(path)))


def parquet_table(path: Path) -> pa.Table:
    """Return a Parquet file as a table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise DataFileError(
            f"{path} cannot be read as Parquet: {one_line(error).rstrip('.')}."
        ) from error
    return table


def _dataset(table: pa.Table, choice: ColumnChoice, place: Place) -> Dataset:
    """Return the features, labels and ids of a table as a `Dataset`."""
    table = without_unnamed(table, choice, place)
    check_names(table.column_names, choice, place)
    if not table.num_rows:
        raise InvalidDataError(f"{place.name} has column names but no samples.")
    if not table.num_columns:
        raise InvalidDataError(f"{place.name} has no columns.")
    columns = choose_columns(table.column_names, choice, place)
    check_cells(table, columns, place)
    may_drop = choice.feature_names is None  # else the model needs all features
    _check_types(table, columns, place, may_drop=may_drop)
    X = _numbers(table, columns.features, place, may_drop=may_drop)
    y, class_names, ids = None, None, None
    if columns.label is not None:
        may_be_missing = choice.missing_labels
        column = table.column(columns.label)
        values = label_values(column, columns.label, place, may_be_missing)
        y, class_names = encode_labels(
            values, columns.label, place, may_be_missing=may_be_missing
        )
    if columns.id_column is not None:
        ids = read_ids(table.column(columns.id_column), columns.id_column, place)
    return Dataset(
        name=Path(place.name.removesuffix(".gz")).stem,
        X=X,
        y=y,
        class_names=class_names,
        feature_names=tuple(columns.features),
        ids=ids,
        id_name=columns.id_column,
        label_name=columns.label,
        source=place.name,
    )


def _is_number(column_type: pa.DataType) -> bool:
    """Whether a column is numeric; columns without values are."""
    from pyarrow import types

    return bool(
        types.is_integer(column_type)
        or types.is_floating(column_type)
        or types.is_boolean(column_type)
        or types.is_decimal(column_type)
        or types.is_null(column_type)
        or (types.is_dictionary(column_type) and _is_number(column_type.value_type))
    )


def _check_types(
    table: pa.Table, columns: Columns, place: Place, *, may_drop: bool
) -> None:
    """Check that all features are numeric; list those that are not."""
    wrong = [
        name
        for name in columns.features
        if not _is_number(table.schema.field(name).type)
    ]
    if not wrong:
        return
    one = len(wrong) == 1
    examples = ", ".join(
        _example(table.column(name), place, with_row=one) for name in wrong[:5]
    )
    contents = {describe_type(table.schema.field(name).type) for name in wrong}
    content = contents.pop() if len(contents) == 1 else "text or dates"
    if may_drop:
        way_out = (
            f"Drop {'it' if one else 'them'} with {drop_option(wrong)}, or name "
            f"{'it' if one else 'one'} with --label or --id{OR_MODEL_OF_TABLES}."
        )
    else:
        way_out = "It was trained on numbers: correct the cells, or drop the rows."
    raise MixedColumnsError(
        f"Column{'' if one else 's'} {listed(wrong)} in {place.name} "
        f"hold{'s' if one else ''} {content} ({examples})",
        f"; the model takes numbers. {way_out}",
    )


def _example(column: pa.ChunkedArray, place: Place, *, with_row: bool) -> str:
    """Return the first value that is not a number, shortened, with its line or row."""
    first: tuple[int, Any] | None = None
    for row, value in enumerate(_python_values(column)):
        if value in (None, ""):
            continue
        if first is None:
            first = (row, value)
        if not is_number(str(value), place.convention):
            first = (row, value)
            break
    if first is None:
        return "no value"
    row, value = first
    text = value if isinstance(value, str) else str(value)
    shown = repr(text if len(text) <= 40 else text[:37] + "...")
    return f"{shown}, {place.line(row)}" if with_row else shown


def _python_values(column: pa.ChunkedArray) -> Any:
    """Yield the values of a column as Python objects, converted in blocks."""
    for chunk in column.chunks:
        for start in range(0, len(chunk), 4096):
            yield from chunk.slice(start, 4096).to_pylist()


def _numbers(
    table: pa.Table, names: list[str], place: Place, *, may_drop: bool
) -> NDArray[Any]:
    """Return columns as an array (n_samples, n_features), float32 if that is exact.

    Raises
    ------
    InvalidDataError
        If a cell is missing, NaN or infinite.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [_decoded(table.column(name)) for name in names]
    fits = all(_fits_float32(column) for column in columns)
    arrow_type = pa.float32() if fits else pa.float64()
    X = np.empty((table.num_rows, len(names)), np.float32 if fits else np.float64)
    first: tuple[int, int] | None = None
    bad_columns: list[str] = []
    n_bad = 0
    for j, column in enumerate(columns):
        X[:, j] = pc.cast(column, arrow_type, safe=False).to_numpy()
        bad = np.flatnonzero(~np.isfinite(X[:, j]))
        if bad.size:
            n_bad += bad.size
            bad_columns.append(names[j])
            first = min(first or (bad[0], j), (bad[0], j))
    if first is not None:
        row, j = int(first[0]), first[1]
        value = columns[j][row].as_py()
        words = "missing" if value is None else str(value)
        name = repr(names[j])
        is_missing = value is None or value != value
        reason, advice = nonfinite_message(
            place, row, name, words, n_bad, bad_columns if may_drop else ()
        )
        if is_missing and may_drop:
            raise MixedColumnsError(reason, advice)
        raise InvalidDataError(reason + advice)
    return X


def _fits_float32(column: pa.ChunkedArray) -> bool:
    """Whether float32 represents all values of a column exactly."""
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_integer(column.type):
        ends = pc.min_max(column).as_py()
        return (ends["min"] or 0) >= -FLOAT32_EXACT and (
            ends["max"] or 0
        ) <= FLOAT32_EXACT
    return not (types.is_float64(column.type) or types.is_decimal(column.type))


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with dictionary encoding resolved."""
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_dictionary(column.type):
        return pc.cast(column, column.type.value_type)
    return column


def label_values(
    column: pa.ChunkedArray, name: str, place: Place, may_be_missing: bool = False
) -> NDArray[Any]:
    """Return labels as numbers or text; NaN or "" where they may be missing.

    Raises
    ------
    InvalidDataError
        If a label is missing.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import types

    column = _decoded(column)
    if column.null_count and not may_be_missing:
        missing = column.is_null().to_numpy()
        raise missing_label(name, place, int(np.argmax(missing)), column.null_count)
    if types.is_decimal(column.type):
        column = pc.cast(column, pa.float64())
    if _is_number(column.type):
        return np.asarray(column.to_numpy())
    if types.is_nested(column.type):
        raise InvalidDataError(
            f"Label {name!r} in {place.name} holds {column.type} values; a label is "
            "text or a number."
        )
    values = ("" if each is None else str(each) for each in _python_values(column))
    return np.array(list(values), dtype=np.str_)


def read_ids(
    column: pa.ChunkedArray, name: str, place: Place, *, as_numbers: bool = True
) -> NDArray[Any]:
    """Return ids as int64 if all are plain integers, else as text ("007" stays).

    Without ``as_numbers`` those of a column of text stay text.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import types

    column = _decoded(column)
    if column.null_count:
        row = int(np.argmax(column.is_null().to_numpy()))
        raise InvalidDataError(
            f"{place.name}: the id in column {name!r}, {place.row(row)}, is missing. "
            "Fill it, or do not use an id column."
        )
    if as_numbers and types.is_string(column.type):
        try:
            numbers = pc.cast(column, pa.int64())
        except pa.ArrowInvalid:
            numbers = None
        if numbers is not None and pc.cast(numbers, pa.string()).equals(column):
            column = numbers
    if types.is_integer(column.type):
        return np.asarray(column.to_numpy())
    return np.array([str(value) for value in _python_values(column)], dtype=np.str_)
