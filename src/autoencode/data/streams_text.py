"""CSV and TSV files for a stream: converted to Parquet once, in a cache folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from autoencode.data.columns import ColumnChoice, without_blank_end
from autoencode.data.conventions import (
    MISSING_CELLS,
    is_number,
)
from autoencode.data.delimited import parse_blocks
from autoencode.data.streams_skipped import features_of, valid_tables
from autoencode.data.text_diagnosis import reason
from autoencode.data.text_table import TEXT_ERRORS, TextTable
from autoencode.errors import (
    AutoencodeError,
    DataFileError,
    InvalidDataError,
    OutputError,
    warn,
)
from autoencode.files import writing
from autoencode.training.streams import (
    VALUES_PER_READ,
    Faults,
    changed_while_read,
)

if TYPE_CHECKING:
    import pyarrow as pa

CACHE_NAME = ".autoencode-cache"
NOTES_KEY = b"autoencode.faults"  # of the metadata of a converted file


class Converted(NamedTuple):
    """Parquet files, the text files that they are made of, and what was left out."""

    files: list[Path]
    origins: list[Path]
    faults: Faults


class Notes(NamedTuple):
    """What was left out of a converted file: see `Faults`."""

    n_rows: int
    listed: list[str]


def converted(
    files: list[Path], choice: ColumnChoice, cache: str | Path | None, on_error: str
) -> Converted:
    """Return text files as Parquet files, which are made if there are none.

    Their names have a hash of the text file's path, size and time of change, and of
    how it is read.

    Raises
    ------
    DataFileError, InvalidDataError
        If a file cannot be read; with ``on_error="skip"`` only if none can be.
    """
    made, origins, faults = [], [], Faults()
    for path in files:
        place = _place(path, choice, cache, on_error)
        try:
            notes = _notes_of(place)
            if notes is None:
                warn(f"{path} is converted to Parquet once, as {place}.")
                before = path.stat()
                notes = _convert(path, place, choice, on_error)
                _check_unchanged(path, before, place)
        except AutoencodeError as error:
            if on_error == "raise" or not isinstance(error, ValueError):
                raise
            faults.add(str(error), files=1)
            continue
        made.append(place)
        origins.append(path)
        faults.extend(Faults(notes.n_rows, 0, notes.listed))
    if not made:
        raise DataFileError(f"No file can be read. {faults.listed[0]}")
    return Converted(made, origins, faults)


def _place(
    path: Path, choice: ColumnChoice, cache: str | Path | None, on_error: str
) -> Path:
    """Return the Parquet file of a text file."""
    found = path.stat()
    text = choice.text
    key = [str(path.resolve()), found.st_size, found.st_mtime_ns, on_error]
    key += [text.encoding, text.delimiter, text.decimal, choice.id_column]
    if on_error == "skip":  # rows are left out for what the features hold
        key += [choice.drop, choice.feature_names]
    name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]
    folder = path.parent / CACHE_NAME if cache is None else Path(cache)
    return folder / f"{path.name.split('.')[0]}-{name}.parquet"


def _notes_of(place: Path) -> Notes | None:
    """Return the notes in a converted file; None if there is no intact one.

    It is in a cache, and is made again then.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(place).metadata
        found = json.loads((metadata or {})[NOTES_KEY])
        n_rows, listed = found["rows"], found["listed"]
    except (
        pa.ArrowException,
        OSError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ):
        return None
    is_valid = isinstance(n_rows, int) and isinstance(listed, list)
    if not is_valid or not all(isinstance(line, str) for line in listed):
        return None
    return Notes(n_rows, listed)


def _convert(path: Path, place: Path, choice: ColumnChoice, on_error: str) -> Notes:
    """Write the rows of a text file as Parquet, in row groups of some megabytes."""
    import pyarrow.parquet as pq

    delimiter = "\t" if ".tsv" in path.name.lower() else ","
    text = TextTable(str(path), delimiter, path=path, given=choice.text)
    faults, n_kept = Faults(), 0
    with _writing(place) as temporary:
        writer: Any = None
        for table in _tables(text, choice, None if on_error == "raise" else faults):
            n_kept += table.num_rows
            if writer is None:
                writer = pq.ParquetWriter(temporary, table.schema)
            n_rows = max(1, VALUES_PER_READ // max(1, table.num_columns))
            writer.write_table(table, row_group_size=n_rows)
        if writer is None:
            raise reason(text, ValueError("it has no samples"))
        if faults.n_rows and not n_kept:
            raise InvalidDataError(
                f"No row of {text.name} can be read: {faults.listed[0]}."
            )
        notes = Notes(faults.n_rows, faults.listed)
        stored = {"rows": notes.n_rows, "listed": notes.listed}
        writer.add_key_value_metadata({NOTES_KEY: json.dumps(stored).encode()})
        writer.close()
    return notes


@contextmanager
def _writing(place: Path) -> Iterator[Path]:
    """Yield a temporary path to write to; an error says how to choose another."""
    try:
        with writing(place) as temporary:
            yield temporary
    except OutputError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        why = str(error).removesuffix("Choose another path.")
        raise OutputError(
            f"{why}Text files are converted to Parquet there: give another folder "
            f"(cache)."
        ) from error


def _check_unchanged(path: Path, before: os.stat_result, place: Path) -> None:
    """Raise DataFileError if a text file changed while it was converted."""
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        place.unlink()
        raise changed_while_read(path)


def _tables(
    text: TextTable, choice: ColumnChoice, faults: Faults | None
) -> Iterator[pa.Table]:
    """Yield the tables of a text; what is no number is an error, or one of the faults.

    An error of the system is one of the text here: around the call it would be one of
    the file that is written.
    """
    import pyarrow as pa

    try:
        if faults is None:
            yield from _checked(text, choice)
        else:
            yield from valid_tables(text, choice, faults)
    except (pa.ArrowException, UnicodeError, *TEXT_ERRORS) as error:
        found = reason(text, error)
        is_known = isinstance(found, InvalidDataError) or "cannot be" not in str(found)
        if is_known or faults is not None or not isinstance(error, pa.ArrowException):
            raise found from error
        raise _text_cell(text) or found from error


def _checked(text: TextTable, choice: ColumnChoice) -> Iterator[pa.Table]:
    """Yield tables of numbers; raise with the line of the first cell that is none."""
    from pyarrow import types

    as_text = [] if choice.id_column is None else [choice.id_column]
    for parsed in parse_blocks(text, as_text):
        table = without_blank_end(parsed, choice)
        for name in features_of(text, choice, table):
            if types.is_string(table.schema.field(name).type):
                raise _text_cell(text, name) or reason(text, ValueError(name))
        yield table


def _text_cell(text: TextTable, name: str | None = None) -> InvalidDataError | None:
    """Return the error for the first cell that is no number, in a column or in any.

    Columns of text, as the first lines have them, do not count then. None if there is
    no such cell, or the file cannot be read line by line.
    """
    try:
        return _first_text_cell(text, name)
    except TEXT_ERRORS:  # such as a cell that is longer than the module takes
        return None


def _first_text_cell(text: TextTable, name: str | None) -> InvalidDataError | None:
    convention, records = text.format.convention, text.records()
    header = text.format.names or next(records)[1]
    columns = [j for j, each in enumerate(header) if name in (None, each)]
    has_numbers = [True] * len(header)
    for count, (line, cells) in enumerate(records):
        for column in columns:
            cell = cells[column].strip()
            if cell in MISSING_CELLS or is_number(cell, convention):
                continue
            if name is None and count == 0:
                has_numbers[column] = False
            elif has_numbers[column]:
                return InvalidDataError(
                    f"{text.name} has {cell[:40]!r} in line {line}, column "
                    f"{header[column]!r}; a stream takes numbers. Correct the cell, "
                    f"leave out the column (drop), or skip such rows with "
                    f"on_error='skip'."
                )
    return None
