"""Parsing of CSV and TSV text.

pyarrow parses fast and in parallel, but does not report where a file is malformed. Only
after a failure the file is read again, line by line, to find the line.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autoencode.data.conventions import (
    HEXADECIMAL,
    as_numbers,
    better_convention,
    candidates,
)
from autoencode.data.encodings import UTF8, western_encoding
from autoencode.data.text_diagnosis import (
    check_schema,
    line_not_in,
    reason,
    repeats_header,
    warn_of_header,
)
from autoencode.data.text_numbers import with_convention
from autoencode.data.text_table import TextTable
from autoencode.errors import counted, warn

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_SIZE = 2**24  # bytes; no line may be longer
MIN_CODES = 5  # different ones of two letters in a column, such as those of countries


def parse(
    text: TextTable,
    as_text: Sequence[str],
    *,
    empty_is_missing: bool = False,
    is_decided: bool = False,
) -> pa.Table:
    """Parse text with a header line; column types are inferred.

    Parameters
    ----------
    text : TextTable
        The text.
    as_text : sequence of str
        Columns to keep as text, so that "007" stays "007".
    empty_is_missing : bool, default=False
        Whether empty cells, "NA" and the like are missing values in text columns too,
        as in number columns; else they are text. The table then carries how its
        numbers are written, for cells in columns of text.
    is_decided : bool, default=False
        Whether the decimal mark of the text is final.

    Raises
    ------
    DataFileError
        If the text is damaged, or has another encoding than the one given.
    InvalidDataError
        If it has no header, no samples, or lines of different lengths.
    """
    import pyarrow as pa
    from pyarrow import csv as pa_csv

    kept = {name: pa.string() for name in as_text}
    try:
        options = _options(text, kept, empty_is_missing=empty_is_missing)
        table = pa_csv.read_csv(*_source(text), **options)
        names = table.column_names
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        if not _may_be_western(text) or line_not_in(text, UTF8) is None:
            raise reason(text, error) from error
        return parse(_western(text), as_text, empty_is_missing=empty_is_missing)
    if _may_be_western(text) and _is_not_utf8(table.schema):
        return parse(_western(text), as_text, empty_is_missing=empty_is_missing)
    check_schema(text, names, table.schema.types)
    if repeats_header(table):
        shortened, lines = text.without_repeated_header()
        if lines:
            warn_of_header(text.name, lines)
            return parse(shortened, as_text, empty_is_missing=empty_is_missing)
    if empty_is_missing:
        _warn_of_codes(text, table)
    no_numbers = _hexadecimal(text, table.schema)
    if no_numbers:
        known = {"empty_is_missing": empty_is_missing, "is_decided": is_decided}
        return parse(text, [*as_text, *no_numbers], **known)
    other = None if is_decided else _with_other_convention(text, table, as_text)
    if other is not None:
        known = {"empty_is_missing": empty_is_missing, "is_decided": True}
        return parse(other, as_text, **known)
    table = _with_numbers(text, table, as_text)
    n_blank = _n_blank_rows(table)
    if n_blank:
        n_blank = min(n_blank, text.n_blank_at_end())
    table = table.slice(0, table.num_rows - n_blank)
    is_mixed = empty_is_missing
    return with_convention(table, text.format.convention) if is_mixed else table


def parse_blocks(
    text: TextTable, as_text: Sequence[str], *, is_mixed: bool = False
) -> Iterator[pa.Table]:
    """Parse text like `parse`, one block of rows at a time, in bounded memory.

    Types are inferred from the first block. Integers become float64, since later
    values may be fractions. In mixed tables integers are kept, so that "3" does not
    become "3.0", times of day are text, empty cells are missing values, and the tables
    carry how numbers are written.

    Raises
    ------
    pyarrow.ArrowException
        If a later block has other types, or the text is damaged: `parse` then reports
        the reason.
    """
    import pyarrow as pa
    from pyarrow import csv as pa_csv
    from pyarrow import types

    kept = {name: pa.string() for name in as_text}
    options = _options(text, kept, empty_is_missing=is_mixed)
    with pa_csv.open_csv(*_source(text), **options) as reader:
        schema = reader.schema
    if _may_be_western(text) and _is_not_utf8(schema):
        yield from parse_blocks(_western(text), as_text, is_mixed=is_mixed)
        return
    check_schema(text, schema.names, schema.types)
    has_whole = any(map(types.is_integer, schema.types))
    # As text they are converted by the rules of this package. Others fail as float64.
    is_text = is_mixed and has_whole and text.may_hold_hexadecimal
    for name, column_type in zip(schema.names, schema.types, strict=True):
        is_integer = types.is_integer(column_type)
        if types.is_null(column_type) or (is_integer and not is_mixed):
            column_type = pa.float64()
        elif (is_integer and is_text) or (types.is_time(column_type) and is_mixed):
            column_type = pa.string()
        kept.setdefault(name, column_type)
    options = _options(text, kept, empty_is_missing=is_mixed)
    with pa_csv.open_csv(*_source(text), **options) as reader:
        tables = _without_header(pa.Table.from_batches([batch]) for batch in reader)
        numbers = _blocks_of_numbers(text, tables, as_text, is_mixed=is_mixed)
        for table in _without_blank_end(text, numbers):
            convention = text.format.convention
            yield with_convention(table, convention) if is_mixed else table


def parse_valid(text: TextTable, on_line: Callable[[Any], str]) -> Iterator[pa.Table]:
    """Parse text like `parse_blocks`, with all cells as text.

    ``on_line`` is called with each line of another number of cells, as pyarrow's
    ``invalid_row_handler``. Cells that are not in the encoding are empty.
    """
    import pyarrow as pa
    from pyarrow import csv as pa_csv

    options = _options(text, {})
    options["parse_options"].invalid_row_handler = on_line
    options["read_options"].use_threads = False  # so that lines have numbers
    with pa_csv.open_csv(*_source(text), **options) as reader:
        names = reader.schema.names
    options["convert_options"].column_types = dict.fromkeys(names, pa.binary())
    with pa_csv.open_csv(*_source(text), **options) as reader:
        for batch in reader:
            columns = [_as_text(column) for column in batch.columns]
            yield pa.Table.from_arrays(columns, names=names)


def _as_text(column: pa.Array) -> pa.Array:
    """Return bytes as text, empty where they are not UTF-8."""
    import pyarrow as pa

    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        found = (value.decode(errors="replace") for value in column.to_pylist())
        return pa.array(["" if "\ufffd" in each else each for each in found])


def _blocks_of_numbers(
    text: TextTable,
    tables: Iterator[pa.Table],
    as_text: Sequence[str],
    *,
    is_mixed: bool,
) -> Iterator[pa.Table]:
    """Convert columns of text that are numbers in the first block, in all blocks.

    Raises
    ------
    pyarrow.ArrowInvalid
        If they are something else in a later one.
    """
    import pyarrow as pa
    from pyarrow import types

    schema: Any = None
    for table in tables:
        converted = table
        if schema is None or not schema.equals(table.schema):
            converted = _with_numbers(text, table, as_text, schema)
        if schema is None:
            schema = pa.schema(
                pa.field(each.name, pa.float64())
                if types.is_integer(each.type) and not is_mixed
                else each
                for each in converted.schema
            )
        yield converted if converted.schema.equals(schema) else converted.cast(schema)


def _without_header(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables; raise ArrowInvalid if the header is repeated: see `parse`."""
    import pyarrow as pa

    for table in tables:
        if repeats_header(table):
            raise pa.ArrowInvalid("the header is repeated")
        yield table


def _without_blank_end(
    text: TextTable, tables: Iterator[pa.Table]
) -> Iterator[pa.Table]:
    """Leave out rows without any value at the end of the last table."""
    import pyarrow as pa

    held = None  # rows without a value, at the end so far
    for table in tables:
        table = table if held is None else pa.concat_tables([held, table])
        n_full = table.num_rows - _n_blank_rows(table)
        held = table.slice(n_full) if n_full < table.num_rows else None
        yield table.slice(0, n_full)
    if held is not None:
        yield held.slice(0, held.num_rows - min(held.num_rows, text.n_blank_at_end()))


def _n_blank_rows(table: pa.Table) -> int:
    """Return the number of rows at the end that have no value."""
    row, columns = table.num_rows - 1, table.columns
    while row >= 0 and all(column[row].as_py() in (None, "") for column in columns):
        row -= 1
    return int(table.num_rows - 1 - row)


def _text_columns(table: pa.Table, as_text: Sequence[str]) -> list[str]:
    """Return the columns of text that may be numbers; their names are unique."""
    from pyarrow import types

    names = table.column_names
    return [
        each.name
        for each in table.schema
        if types.is_string(each.type)
        and each.name not in as_text
        and names.count(each.name) == 1
    ]


def _with_other_convention(
    text: TextTable, table: pa.Table, as_text: Sequence[str]
) -> TextTable | None:
    """Return the text with another decimal mark if its later lines prove that."""
    names, given = _text_columns(table, as_text), text.given.decimal
    convention, delimiter = text.format.convention, text.format.delimiter
    possible = candidates(delimiter, given) if names else []
    other = better_convention(table, names, convention, possible) if names else None
    return None if other is None else text.written(convention=other)


def _with_numbers(
    text: TextTable, table: pa.Table, as_text: Sequence[str], schema: Any = None
) -> pa.Table:
    """Convert columns of text that are numbers, such as 1,234.5 or 12 %.

    With a ``schema``, only its columns of numbers.

    Raises
    ------
    pyarrow.ArrowInvalid
        If one of these is no number.
    """
    import pyarrow as pa
    from pyarrow import types

    for name in _text_columns(table, as_text):
        if schema is not None and types.is_string(schema.field(name).type):
            continue
        column, convention = table.column(name), text.format.convention
        numbers = as_numbers(column, convention, name, text.name)
        if numbers is not None:
            index = table.column_names.index(name)
            table = table.set_column(index, name, numbers)
        elif schema is not None and column.null_count < len(column):
            raise pa.ArrowInvalid(f"column {name!r} has other types in later lines")
    return table


def _hexadecimal(text: TextTable, schema: pa.Schema) -> list[str]:
    """Return the columns of whole numbers some of which are written like 0x1F."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as pa_csv
    from pyarrow import types

    whole = [each.name for each in schema if types.is_integer(each.type)]
    whole = [name for name in whole if schema.names.count(name) == 1]
    if not whole or not text.may_hold_hexadecimal:
        return []
    options = _options(text, dict.fromkeys(whole, pa.string()))
    options["convert_options"].include_columns = whole
    cells = pa_csv.read_csv(*_source(text), **options)
    are_any = (
        pc.any(pc.match_substring_regex(column, HEXADECIMAL)) for column in cells
    )
    return [name for name, is_any in zip(whole, are_any, strict=True) if is_any.as_py()]


def _warn_of_codes(text: TextTable, table: pa.Table) -> None:
    """Warn if NA counts as missing in a column of codes such as those of countries."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as pa_csv

    for name in _text_columns(table, ()):
        found = pc.unique(table.column(name))
        codes = found.drop_null()
        is_code = pc.match_substring_regex(codes, "^[A-Z]{2}$")
        if (
            len(codes) == len(found)
            or len(codes) < MIN_CODES
            or not pc.all(is_code).as_py()
        ):
            continue
        options = _options(text, {name: pa.string()})
        options["convert_options"].include_columns = [name]
        cells = pa_csv.read_csv(*_source(text), **options).column(0)
        n_missing = pc.sum(pc.equal(cells, "NA")).as_py()
        if n_missing:
            warn(
                f"Column {name!r} in {text.name}: NA counts as missing, in "
                f"{counted(n_missing, 'cell')}. If it is a code as the others are, "
                f"write another one."
            )


def _may_be_western(text: TextTable) -> bool:
    """Whether text that is not UTF-8 in later lines is read in another encoding."""
    return text.format.encoding == UTF8 and text.given.encoding is None


def _is_not_utf8(schema: pa.Schema) -> bool:
    """Whether a column is not UTF-8: pyarrow's type for it is binary."""
    from pyarrow import types

    return any(map(types.is_binary, schema.types))


def _western(text: TextTable) -> TextTable:
    return text.written(encoding=western_encoding(b"", text.name))


def _source(text: TextTable) -> tuple[Any]:
    return (io.BytesIO(text.content) if text.path is None else str(text.path),)


def _options(
    text: TextTable, column_types: dict[str, Any], *, empty_is_missing: bool = False
) -> dict[str, Any]:
    """Return pyarrow's options for a text."""
    from pyarrow import csv as pa_csv

    found = text.format
    return {
        "read_options": pa_csv.ReadOptions(
            block_size=BLOCK_SIZE,
            encoding=found.encoding,
            skip_rows=found.header - (1 if found.names is None else 0),
            column_names=found.names,
        ),
        "parse_options": pa_csv.ParseOptions(
            delimiter=found.delimiter, newlines_in_values=True
        ),
        "convert_options": pa_csv.ConvertOptions(
            column_types=column_types,
            strings_can_be_null=empty_is_missing,
            decimal_point=found.convention.decimal,
        ),
    }
