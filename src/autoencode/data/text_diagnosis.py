"""Why delimited text does not parse: the line, after reading it line by line."""

from __future__ import annotations

import itertools
import os
import zlib
from typing import Any

from autoencode.data.encodings import UTF8
from autoencode.data.text_format import DELIMITERS
from autoencode.data.text_table import TEXT_ERRORS, TextTable
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    counted,
    listed,
    one_line,
    warn,
)


def check_schema(text: TextTable, names: list[str], column_types: list[Any]) -> None:
    """Check that a text is decoded and has a header with the right delimiter."""
    from pyarrow import types

    if any(types.is_binary(column_type) for column_type in column_types):
        raise reason(text, UnicodeError())
    _check_header(text, names, is_text=types.is_string(column_types[0]))


def reason(text: TextTable, error: Exception) -> DataFileError | InvalidDataError:
    """Return the error for text that does not parse, after reading it line by line.

    Where the file itself cannot be read, no line is the reason.
    """
    if isinstance(error, OSError | EOFError | zlib.error):
        return _unreadable(text, error)
    try:
        encoding = text.format.encoding
        line = line_not_in(text, encoding)
        if line is not None:
            name = "UTF-8" if encoding == UTF8 else encoding
            return DataFileError(
                f"{text.name} is not {name} text (line {line}). Give "
                f"--encoding, or save it as UTF-8."
            )
        records = text.records()
        header = next(records, (0, []))[1]
        if not header:
            return DataFileError(f"{text.name} has no lines with content.")
        n_cells = len(text.format.names or header)
        for number, (line, cells) in enumerate(records):
            if len(cells) != n_cells:
                advice = "Correct the line."
                if cells == header:
                    advice = "It repeats the header: remove it."
                elif number == 0 and len(next(records, (0, []))[1]) == len(cells):
                    advice = "Give each column a name there."
                return InvalidDataError(
                    f"Line {line} in {text.name} has {len(cells)} "
                    f"cell{'' if len(cells) == 1 else 's'}; the header has "
                    f"{n_cells}. {advice}"
                )
        if text.line_of(0) is None:
            return InvalidDataError(f"{text.name} has column names but no samples.")
    except TEXT_ERRORS:
        pass  # fall back to pyarrow's message
    return DataFileError(f"{text.name} cannot be read: {one_line(error).rstrip('.')}.")


def _unreadable(text: TextTable, error: Exception) -> DataFileError:
    """Return the error for a file that the system, or gzip, cannot read."""
    number = getattr(error, "errno", None)
    if number is not None:
        return DataFileError(f"Cannot read {text.name}: {os.strerror(number)}.")
    return DataFileError(
        f"{text.name} cannot be read: {one_line(error).rstrip('.')}. It is damaged or "
        f"incomplete: copy it again."
    )


def line_not_in(text: TextTable, encoding: str) -> int | None:
    """Return the first line that has another encoding, counted from 1."""
    if encoding.startswith(("utf-16", "utf-32")):  # whose lines do not end with a byte
        return None
    number = 0
    try:
        with text.open() as file:
            for line in file:
                number += 1
                line.decode(encoding)
    except UnicodeDecodeError:
        return number
    except TEXT_ERRORS:
        pass  # the file is damaged
    return None


def repeats_header(table: Any) -> bool:
    """Whether a row has the names of all columns, which are text then.

    Columns without a name have nothing else.
    """
    import pyarrow.compute as pc
    from pyarrow import types

    named = [
        (name, column)
        for name, column in zip(table.column_names, table.columns, strict=True)
        if name.strip()
    ]
    if len(named) < 2 or not all(types.is_string(column.type) for _, column in named):
        return False
    are_names = None
    for name, column in named:
        own = pc.fill_null(pc.equal(column, name), fill_value=False)
        are_names = own if are_names is None else pc.and_(are_names, own)
        if not pc.any(are_names).as_py():
            return False
    return True


def warn_of_header(name: str, lines: list[int]) -> None:
    """Warn that lines of a file repeat the header and are left out."""
    if len(lines) == 1:
        warn(f"{name} has the header again in line {lines[0]}: the line is left out.")
    else:
        warn(
            f"{name} has the header again in {counted(len(lines), 'line')}, first in "
            f"line {lines[0]}: they are left out."
        )


def _check_header(text: TextTable, names: list[str], *, is_text: bool) -> None:
    """Check that the first line is a header with the text's delimiter.

    Raises
    ------
    InvalidDataError
        If the first line seems to be a sample, or to have another delimiter.
    """
    if len(names) == 1 and is_text:
        for other in DELIMITERS:
            if other in names[0] and other != text.format.delimiter:
                words = "tabs" if other == "\t" else repr(other)
                given = "tab" if other == "\t" else repr(other)
                raise InvalidDataError(
                    f"{text.name} seems to be separated by {words}. Give "
                    f"--delimiter {given}."
                )
    if _looks_like_a_sample(names, text.format.convention.decimal):
        raise InvalidDataError(
            f"{text.name} has no header: its first line holds numbers "
            f"({listed(names, limit=3)}). Add a first line with column names."
        )


def _looks_like_a_sample(names: list[Any], decimal: str = ".") -> bool:
    """Whether a first line holds only numbers that are not plausible column names.

    Plausible are 0, 1, 2, ..., and five or more increasing numbers, such as wavelengths
    or years.
    """
    try:
        numbers = [float(name.replace(decimal, ".")) for name in names]
    except ValueError:
        return False
    if names == [str(index) for index in range(len(names))]:
        return False
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    return not (rising and len(numbers) >= 5)
