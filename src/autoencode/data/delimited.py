"""CSV and TSV text into columns, and what is wrong with a text that does not parse.

pyarrow parses, fast and in parallel, but does not say where a file breaks a rule. Only
then is the file read a second time, line by line, to find the place.
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
# What reading line by line may raise, also in the middle of a damaged .gz file.
TEXT_ERRORS = (csv.Error, OSError, EOFError, zlib.error)


@dataclass(frozen=True)
class TextTable:
    """A text with one sample per line, that can be opened more than once.

    Parameters
    ----------
    name : str
        The file as the user wrote it.
    delimiter : str
        What stands between columns.
    path : Path or None, default=None
        The file; ``.gz`` at its end means gzip-compressed.
    content : bytes, default=b""
        The text itself, where there is no file.
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
        """Line number and cells of each record, the header first; no empty lines."""
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
        """Line of a sample, counted from 1; None if the text cannot be followed."""
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
    """Parse a text with a header line; the type of each column is found from its cells.

    Parameters
    ----------
    text : TextTable
        The text, in UTF-8.
    as_text : sequence of str
        Columns to keep as text, so that "007" stays "007".
    empty_is_missing : bool, default=False
        Whether empty cells, "NA" and the like are missing in columns of text, as they
        are in those of numbers; else they are text.

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
    """Parse a text as `parse` does, a block of rows at a time, in bounded memory.

    Types are found from the first block. Whole numbers become float64, since later ones
    need not be whole; but in mixed tables, where "3" should not become "3.0", and whose
    times of day are text and whose empty cells are missing.

    Raises
    ------
    pyarrow.ArrowException
        If a later block has other types. Then, and where the text is damaged, `parse`
        must tell.
    """
    import pyarrow as pa
    from pyarrow import csv as pa_csv
    from pyarrow import types

    kept = {name: pa.string() for name in as_text}
    options = _options(text, kept, empty_is_missing=is_mixed)
    with pa_csv.open_csv(*_source(text), **options) as reader:
        schema = reader.schema
    _check_schema(text, schema.names, schema.types)
    for name, kind in zip(schema.names, schema.types, strict=True):
        if types.is_null(kind) or (types.is_integer(kind) and not is_mixed):
            kind = pa.float64()
        elif types.is_time(kind) and is_mixed:
            kind = pa.string()
        kept.setdefault(name, kind)
    options = _options(text, kept, empty_is_missing=is_mixed)
    with pa_csv.open_csv(*_source(text), **options) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


def _source(text: TextTable) -> tuple[Any]:
    return (io.BytesIO(text.content) if text.path is None else str(text.path),)


def _options(
    text: TextTable, column_types: dict[str, Any], *, empty_is_missing: bool = False
) -> dict[str, Any]:
    """Return the options with which pyarrow reads a text."""
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


def _check_schema(text: TextTable, names: list[str], kinds: list[Any]) -> None:
    """Check that a text is UTF-8, with a header in its own delimiter."""
    from pyarrow import types

    if any(types.is_binary(kind) for kind in kinds):
        raise _reason(text, UnicodeError())
    _check_header(text, names, is_text=types.is_string(kinds[0]))


def _reason(text: TextTable, error: Exception) -> DataFileError | InvalidDataError:
    """Return the error for a text that does not parse: read it again to find why."""
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
                    f"{len(header)}. Mend the line."
                )
        if text.line_of(0) is None:
            return InvalidDataError(f"{text.name} has column names but no samples.")
    except TEXT_ERRORS:
        pass  # then pyarrow's own words must do
    return DataFileError(f"{text.name} cannot be read: {one_line(error).rstrip('.')}.")


def _line_not_utf8(text: TextTable) -> int | None:
    """First line that is not UTF-8, counted from 1."""
    with text.open() as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None


def _check_header(text: TextTable, names: list[str], *, is_text: bool) -> None:
    """Check that the first line is a header in the text's own delimiter.

    Raises
    ------
    InvalidDataError
        If the first line seems to be a sample, or to have other delimiters.
    """
    if len(names) == 1 and is_text:
        for other, words in ((";", "';'"), ("\t", "tabs"), (",", "commas")):
            if other in names[0] and other != text.delimiter:
                own = "tabs" if text.delimiter == "\t" else "commas"
                raise InvalidDataError(
                    f"{text.name} seems to have {words} between its columns; "
                    f"its suffix promises {own}. Write it with {own}."
                )
    if _looks_like_a_sample(names):
        raise InvalidDataError(
            f"{text.name} has no header: its first line holds numbers "
            f"({listed(names, limit=3)}). Put a line of column names first."
        )


def _looks_like_a_sample(names: list[Any]) -> bool:
    """Whether a first line holds numbers only, and not such as name columns.

    Columns may be called 0, 1, 2, ... or, five and more, by numbers that rise, such as
    wavelengths or years.
    """
    try:
        numbers = [float(name) for name in names]
    except ValueError:
        return False
    if names == [str(index) for index in range(len(names))]:
        return False
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    return not (rising and len(numbers) >= 5)
