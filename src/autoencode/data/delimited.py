"""Parsing of CSV and TSV text, and diagnosis of text that does not parse.

pyarrow parses fast and in parallel, but does not report where a file is malformed. Only
after a failure the file is read again, line by line, to find the line.
"""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from autoencode.errors import DataFileError, InvalidDataError, listed, one_line

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_SIZE = 2**24  # bytes; no line may be longer
# Raised when reading line by line, also for damaged .gz files.
TEXT_ERRORS = (csv.Error, OSError, EOFError, zlib.error)


@dataclass(frozen=True)
class TextTable:
    """Delimited text with one sample per line, which can be opened repeatedly.

    Parameters
    ----------
    name : str
        The file as the user wrote it.
    delimiter : str
        Column separator.
    path : Path or None, default=None
        The file; gzip-compressed if it ends in ``.gz``.
    content : bytes, default=b""
        The text itself, if there is no file.
    """

    name: str
    delimiter: str
    path: Path | None = None
    content: bytes = b""

    def open(self) -> IO[bytes]:
        """Open the text from its start."""
        if self.path is None:
            return io.BytesIO(self.content)
        if self.path.suffix.lower() == ".gz":
            return cast(IO[bytes], gzip.open(self.path))
        return self.path.open("rb")

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line number and cells of each record, without empty lines.

        The first record is the header.
        """
        with (
            self.open() as file,
            io.TextIOWrapper(file, "utf-8-sig", "replace", newline="") as text,
        ):
            reader = csv.reader(text, delimiter=self.delimiter)
            line = 1
            for cells in reader:
                if cells:
                    yield line, cells
                line = reader.line_num + 1

    def line_of(self, row: int) -> int | None:
        """Return the line of a sample, counted from 1; None if it cannot be found."""
        try:
            return next(itertools.islice(self.records(), row + 1, None), (None,))[0]
        except TEXT_ERRORS:
            return None


def standard_input() -> TextTable:
    """Return the CSV on standard input; a second call returns the same text."""
    stream: Any = sys.stdin
    if not hasattr(stream, "_content"):
        stream._content = stream.buffer.read()
    content: bytes = stream._content
    return TextTable("standard input", ",", content=content)


def parse(
    text: TextTable, as_text: Sequence[str], *, empty_is_missing: bool = False
) -> pa.Table:
    """Parse text with a header line; column types are inferred.

    Parameters
    ----------
    text : TextTable
        The text, in UTF-8.
    as_text : sequence of str
        Columns to keep as text, so that "007" stays "007".
    empty_is_missing : bool, default=False
        Whether empty cells, "NA" and the like are missing values in text columns too,
        as in number columns; else they are text.

    Raises
    ------
    DataFileError
        If the text is damaged or not UTF-8.
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
        raise _reason(text, error) from error
    _check_schema(text, names, table.schema.types)
    return table


def parse_blocks(
    text: TextTable, as_text: Sequence[str], *, is_mixed: bool = False
) -> Iterator[pa.Table]:
    """Parse text like `parse`, one block of rows at a time, in bounded memory.

    Types are inferred from the first block. Integers become float64, since later
    values may be fractions. In mixed tables integers are kept, so that "3" does not
    become "3.0", times of day are text, and empty cells are missing values.

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
    _check_schema(text, schema.names, schema.types)
    for name, column_type in zip(schema.names, schema.types, strict=True):
        is_integer = types.is_integer(column_type)
        if types.is_null(column_type) or (is_integer and not is_mixed):
            column_type = pa.float64()
        elif types.is_time(column_type) and is_mixed:
            column_type = pa.string()
        kept.setdefault(name, column_type)
    options = _options(text, kept, empty_is_missing=is_mixed)
    with pa_csv.open_csv(*_source(text), **options) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


def _source(text: TextTable) -> tuple[Any]:
    return (io.BytesIO(text.content) if text.path is None else str(text.path),)


def _options(
    text: TextTable, column_types: dict[str, Any], *, empty_is_missing: bool = False
) -> dict[str, Any]:
    """Return pyarrow's options for a text."""
    from pyarrow import csv as pa_csv

    return {
        "read_options": pa_csv.ReadOptions(block_size=BLOCK_SIZE),
        "parse_options": pa_csv.ParseOptions(
            delimiter=text.delimiter, newlines_in_values=True
        ),
        "convert_options": pa_csv.ConvertOptions(
            column_types=column_types, strings_can_be_null=empty_is_missing
        ),
    }


def _check_schema(text: TextTable, names: list[str], column_types: list[Any]) -> None:
    """Check that a text is UTF-8 and has a header with the right delimiter."""
    from pyarrow import types

    if any(types.is_binary(column_type) for column_type in column_types):
        raise _reason(text, UnicodeError())
    _check_header(text, names, is_text=types.is_string(column_types[0]))


def _reason(text: TextTable, error: Exception) -> DataFileError | InvalidDataError:
    """Return the error for text that does not parse, after reading it line by line."""
    try:
        line = _line_not_utf8(text)
        if line is not None:
            return DataFileError(
                f"{text.name} is not UTF-8 text (line {line}). Save it as UTF-8."
            )
        records = text.records()
        header = next(records, (0, []))[1]
        if not header:
            return DataFileError(f"{text.name} has no lines with content.")
        for line, cells in records:
            if len(cells) != len(header):
                return InvalidDataError(
                    f"Line {line} in {text.name} has {len(cells)} "
                    f"cell{'' if len(cells) == 1 else 's'}; the header has "
                    f"{len(header)}. Correct the line."
                )
        if text.line_of(0) is None:
            return InvalidDataError(f"{text.name} has column names but no samples.")
    except TEXT_ERRORS:
        pass  # fall back to pyarrow's message
    return DataFileError(f"{text.name} cannot be read: {one_line(error).rstrip('.')}.")


def _line_not_utf8(text: TextTable) -> int | None:
    """Return the first line that is not UTF-8, counted from 1."""
    with text.open() as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None


def _check_header(text: TextTable, names: list[str], *, is_text: bool) -> None:
    """Check that the first line is a header with the text's delimiter.

    Raises
    ------
    InvalidDataError
        If the first line seems to be a sample, or to have another delimiter.
    """
    if len(names) == 1 and is_text:
        for other, words in ((";", "';'"), ("\t", "tabs"), (",", "commas")):
            if other in names[0] and other != text.delimiter:
                own = "tabs" if text.delimiter == "\t" else "commas"
                raise InvalidDataError(
                    f"{text.name} seems to be separated by {words}; its suffix "
                    f"requires {own}. Write it with {own}."
                )
    if _looks_like_a_sample(names):
        raise InvalidDataError(
            f"{text.name} has no header: its first line holds numbers "
            f"({listed(names, limit=3)}). Add a first line with column names."
        )


def _looks_like_a_sample(names: list[Any]) -> bool:
    """Whether a first line holds only numbers that are not plausible column names.

    Plausible are 0, 1, 2, ..., and five or more increasing numbers, such as wavelengths
    or years.
    """
    try:
        numbers = [float(name) for name in names]
    except ValueError:
        return False
    if names == [str(index) for index in range(len(names))]:
        return False
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    return not (rising and len(numbers) >= 5)
