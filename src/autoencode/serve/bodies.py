"""Bodies of requests, JSON or an Arrow stream, as what the run takes.

The memory that a body takes is bounded: compressed Arrow streams are refused, batches
are counted before they are converted, and texts that cells share count once per cell.
"""

import json
import struct
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from starlette.exceptions import HTTPException

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError, one_line
from autoencode.serve import rows
from autoencode.serve.rows import Wanted

JSON = "application/json"
ARROW = "application/vnd.apache.arrow.stream"
PACKED = "rows"  # the column of an Arrow stream that holds whole rows, as lists
RECORD_BATCH, DICTIONARY_BATCH = 3, 2  # types of messages


def read(
    content: bytes, media_type: str, wanted: Wanted, max_rows: int, max_bytes: int
) -> Any:
    """Return the rows of a body as the run takes them.

    Parameters
    ----------
    content : bytes
        The body.
    media_type : str
        `JSON` or `ARROW`.
    wanted : Wanted
        The rows that the route takes.
    max_rows : int
        Largest number of rows.
    max_bytes : int
        Largest length of all texts of an Arrow stream, in which cells may share one.

    Returns
    -------
    array of float, data frame, list of str, or two lists of ids
        Numbers are float64; those of Arrow streams of float32 columns stay float32.

    Raises
    ------
    HTTPException
        400 if the body cannot be read, 413 if its texts are too long.
    InvalidDataError
        If its rows do not fit.
    """
    if media_type == ARROW:
        return _of_arrow(_arrow_table(content, max_rows), wanted, max_bytes)
    return _of_json(_json_rows(content, max_rows), wanted)


def is_packed(content: Any, media_type: str) -> bool:
    """Whether an Arrow stream has whole rows in one column; the answer then has too."""
    if media_type != ARROW:
        return False
    schema = pa.ipc.open_stream(content).schema
    return schema.names == [PACKED] and _is_list(schema.field(0).type)


def _json_rows(content: bytes, max_rows: int) -> list[Any]:
    """Return the rows of ``{"rows": [...]}``."""
    try:
        # Python would read UTF-16 and UTF-32 too.
        text = content.decode("utf-8-sig")
        body = json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise HTTPException(
            400, f"The body is not valid JSON: {one_line(error)}."
        ) from error
    if not isinstance(body, dict) or list(body) != ["rows"]:
        raise HTTPException(
            400, 'The body must be an object with nothing but rows: {"rows": [...]}.'
        )
    found = body["rows"]
    if not isinstance(found, list):
        raise HTTPException(400, '"rows" must be a list of rows.')
    rows.check_number(len(found), max_rows)
    if "\\ud" in text.lower():
        _check_text(found)
    return found


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raise HTTPException if it has a name twice.

    Python would keep the last value, and the answer be that of another row.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        name = next(name for name, n in counts.items() if n > 1)
        raise HTTPException(400, f"An object of the body has {name!r} twice.")
    return found


def _check_text(found: Any) -> None:
    """Raise HTTPException for half a surrogate pair, which is no text."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise HTTPException(400, "A text has half of a surrogate pair.") from error


def _of_json(found: list[Any], wanted: Wanted) -> Any:
    if wanted.type == "texts":
        return rows.texts_of(
            [
                _cells(row, number, wanted)[0] if isinstance(row, dict) else row
                for number, row in enumerate(found)
            ]
        )
    listed = [_cells(row, number, wanted) for number, row in enumerate(found)]
    if wanted.type == "numbers":
        return rows.numbers_of(listed, wanted)
    return _of_columns([list(cells) for cells in zip(*listed, strict=True)], wanted)


def _cells(row: Any, number: int, wanted: Wanted) -> list[Any]:
    """Return the cells of a row, in the order of the columns."""
    if isinstance(row, dict):
        n_cells = len(wanted.names)
        if (
            wanted.repeated
            or len(row) != n_cells
            or any(n not in row for n in wanted.names)
        ):
            rows.in_order(list(row), wanted, f"Row {number}")
        return [row.get(name, 0) for name in wanted.names]
    if not isinstance(row, list):
        raise InvalidDataError(f"Row {number} is not a list or an object of its cells.")
    if len(row) != len(wanted.names):
        raise InvalidDataError(
            f"Row {number} has {len(row):,} values; the model takes "
            f"{len(wanted.names):,}."
        )
    return row


def _of_columns(columns: list[rows.Cells], wanted: Wanted) -> Any:
    if wanted.type == "pairs":
        return rows.pairs_of(columns)
    return rows.frame_of(columns, wanted)


def _arrow_table(content: bytes, max_rows: int) -> Any:
    """Return an Arrow stream as a table, with at most so many rows."""
    try:
        _check_messages(content)
        batches, n_rows = [], 0
        with pa.ipc.open_stream(content) as reader:
            for batch in reader:
                n_rows += batch.num_rows
                if n_rows > max_rows:
                    break
                batch.validate(full=True)
                batches.append(batch)
            schema = reader.schema
            _ = schema.names  # raises for names that are no text
    except (pa.ArrowException, OSError, struct.error, LookupError, ValueError) as error:
        raise HTTPException(
            400, f"The body is not a valid Arrow stream: {one_line(error)}."
        ) from error
    rows.check_number(n_rows, max_rows)
    return pa.Table.from_batches(batches, schema)


def _check_messages(content: bytes) -> None:
    """Raise ValueError for compressed buffers, or anything but one whole stream.

    A few compressed bytes could become gigabytes; pyarrow has no limit for them. It
    reads a stream that was cut between two batches, and ignores what follows the end.
    """
    source = pa.BufferReader(content)
    reader = pa.ipc.MessageReader.open_stream(source)
    while True:
        start = source.tell()
        try:
            message = reader.read_next_message()
        except StopIteration:
            if source.tell() == start:  # no marker was read
                raise ValueError(
                    "it has no end-of-stream marker; send it whole, and close its "
                    "writer before"
                ) from None
            if source.tell() < len(content):
                n_more = len(content) - source.tell()
                raise ValueError(
                    f"{n_more:,} bytes follow its end; send one stream"
                ) from None
            return
        if _has_compression(message.metadata.to_pybytes()):
            raise ValueError("its buffers are compressed; send them as they are")


def _has_compression(flatbuffer: bytes) -> bool:
    """Whether the header of a message names a compression (Arrow's Message.fbs)."""
    message = struct.unpack_from("<I", flatbuffer)[0]
    kind_at, header_at = (_field(flatbuffer, message, slot) for slot in (1, 2))
    if kind_at is None or header_at is None:
        return False
    kind, header = flatbuffer[kind_at], _target(flatbuffer, header_at)
    if kind == DICTIONARY_BATCH:
        data_at = _field(flatbuffer, header, 1)
        if data_at is None:
            return False
        kind, header = RECORD_BATCH, _target(flatbuffer, data_at)
    return kind == RECORD_BATCH and _field(flatbuffer, header, 3) is not None


def _field(flatbuffer: bytes, table: int, slot: int) -> int | None:
    """Return the place of a field of a table; None if it is absent."""
    vtable = table - struct.unpack_from("<i", flatbuffer, table)[0]
    entry = 4 + 2 * slot
    if vtable < 0 or entry >= struct.unpack_from("<H", flatbuffer, vtable)[0]:
        return None
    offset = struct.unpack_from("<H", flatbuffer, vtable + entry)[0]
    return table + offset if offset else None


def _target(flatbuffer: bytes, place: int) -> int:
    """Return the place that an offset at a place leads to."""
    return place + int(struct.unpack_from("<I", flatbuffer, place)[0])


def _is_list(type_: Any) -> bool:
    lists = (pa.types.is_fixed_size_list, pa.types.is_list, pa.types.is_large_list)
    return any(is_one(type_) for is_one in lists)


def _of_arrow(table: Any, wanted: Wanted, max_bytes: int) -> Any:
    names = table.schema.names
    if wanted.type == "numbers" and names == [PACKED] and _is_list(table.field(0).type):
        return _packed_numbers(table.column(0), wanted)
    by_name = wanted.has_names or set(names) == set(wanted.names)
    if by_name:
        rows.in_order(names, wanted, "The stream")
    elif len(names) != len(wanted.names):
        raise InvalidDataError(
            f"The stream has {len(names):,} columns; the model takes "
            f"{len(wanted.names):,}."
        )
    order = wanted.names if by_name else range(len(names))
    if wanted.type == "numbers":
        return _number_columns(table, order, wanted)
    columns = _plain_columns(table, order, max_bytes)
    if wanted.type == "texts":
        return rows.texts_of(columns[0])
    return _of_columns(columns, wanted)


def _plain_columns(table: Any, order: Any, max_bytes: int) -> list[rows.Cells]:
    """Return columns as Python values; raise HTTPException if their texts are too long.

    Cells may share a text in the stream, and become texts of their own.
    """
    columns, n_left = [], max_bytes
    for name in order:
        cells = []
        for cell in _values_of(table.column(name), name):
            n_left -= len(cell) if isinstance(cell, str | bytes) else 0
            if n_left < 0:
                raise HTTPException(
                    413,
                    f"The texts of the rows are longer than {max_bytes:,} bytes "
                    f"together; send fewer rows at once.",
                )
            cells.append(cell)
        columns.append(cells)
    return columns


def _values_of(column: Any, name: Any) -> Iterator[Any]:
    """Yield the cells of a column as Python values."""
    type_ = column.type
    own = type_.value_type if pa.types.is_dictionary(type_) else type_
    if pa.types.is_nested(own):  # few bytes may hold any number of values
        raise InvalidDataError(f"Column {name!r} holds {type_}, not cells.")
    for row, cell in enumerate(column):
        try:
            yield cell.as_py()
        except (ValueError, ArithmeticError, LookupError) as error:
            raise InvalidDataError(  # a date in the year 100,000, or of no time zone
                f"Row {row}, column {name!r} has a {type_} that cannot be read."
            ) from error


def _numeric(column: Any, place: str) -> Array:
    """Return a column of numbers; missing ones are NaN."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    type_, types = column.type, pa.types
    is_number = types.is_floating(type_) or types.is_integer(type_)
    if not (is_number or types.is_decimal(type_) or types.is_null(type_)):
        way_out = "; send 1 for true and 0 for false" if type_ == pa.bool_() else ""
        raise InvalidDataError(f"{place} holds {type_}, not numbers{way_out}.")
    if not is_number:
        column = column.cast(pa.float64())
    return np.asarray(column.to_numpy(zero_copy_only=False))


def _number_columns(table: Any, order: Any, wanted: Wanted) -> Array:
    """Return columns as an array; float32 if all of them are."""
    given, columns = set(table.schema.names), []
    for number, name in enumerate(order):
        if wanted.may_lack and name not in given:
            columns.append(np.zeros(len(table), np.float32))
            continue
        place = f"Column {wanted.names[number]!r}"
        columns.append(_numeric(table.column(name).combine_chunks(), place))
    is_single = all(column.dtype == np.float32 for column in columns)
    X = np.stack(columns, axis=1, dtype=np.float32 if is_single else np.float64)
    return rows.check_finite(X, wanted)


def _packed_numbers(column: Any, wanted: Wanted) -> Array:
    """Return a column of lists as an array; float32 if they hold that."""
    width, column = len(wanted.names), column.combine_chunks()
    lengths = pc.list_value_length(column).to_numpy(zero_copy_only=False)
    wrong = np.flatnonzero(lengths != width)
    if len(wrong):
        n = lengths[wrong[0]]
        raise InvalidDataError(
            f"Row {wrong[0]} has {0 if np.isnan(n) else int(n):,} values; the model "
            f"takes {width:,}."
        )
    values = _numeric(column.flatten(), f"Column {PACKED!r}")
    X = values.reshape(len(column), width)
    X = X if X.dtype == np.float32 else X.astype(np.float64)
    return rows.check_finite(X, wanted)
