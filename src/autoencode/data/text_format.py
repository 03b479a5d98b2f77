"""How delimited text is written: encoding, delimiter, header line, decimal mark.

What the user does not give is found from the first lines of the file.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from autoencode.data.conventions import (
    PLAIN,
    Convention,
    are_codes,
    candidates,
    find_convention,
    fits,
    is_number,
)
from autoencode.data.encodings import UTF8, codec_of, decoded, find_encoding
from autoencode.errors import (
    InvalidParameterError,
    did_you_mean,
    listed,
    warn,
)

DELIMITERS = (",", ";", "\t", "|")
DELIMITER_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t"}
DELIMITER_NAMES |= {"pipe": "|", "space": " "}
MAX_PREAMBLE, MAX_RECORDS = 20, 1000  # records before the header, and of the start
N_CELLS, N_COLUMNS = 10_000, 300  # looked at to find the decimal mark
MIN_NUMBERS = 0.9  # share of cells; with it other delimiters need no trial


@dataclass(frozen=True)
class TextOptions:
    """What the user gives about text files; None is found from the file.

    Parameters
    ----------
    encoding : str or None, default=None
        A codec of Python, such as "cp1252".
    delimiter : str or None, default=None
        One character.
    decimal : str or None, default=None
        "." or ",".
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None

    @classmethod
    def of(
        cls, encoding: str | None, delimiter: str | None, decimal: str | None
    ) -> Self:
        """Return valid options; delimiters may be named, as by "tab".

        Raises
        ------
        InvalidParameterError
        """
        if encoding is not None:
            codec = codec_of(encoding)
            if codec is None:
                known = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1250", "cp437")
                raise InvalidParameterError(
                    f"--encoding must be a text encoding such as {listed(known, 6)}; "
                    f"got {encoding!r}.{did_you_mean(encoding, known)}"
                )
            encoding = UTF8 if codec in ("utf-8", "utf-8-sig") else codec
        if delimiter is not None:
            delimiter = DELIMITER_NAMES.get(delimiter, delimiter)
            if not _is_delimiter(delimiter):
                names = [name for name in DELIMITER_NAMES if name.isalpha()]
                raise InvalidParameterError(
                    f"--delimiter must be one ASCII character, or one of "
                    f"{listed(names)}; got {delimiter!r}."
                )
        if decimal not in (None, ".", ","):
            raise InvalidParameterError(
                f"--decimal must be '.' or ','; got {decimal!r}."
            )
        return cls(encoding, delimiter, decimal)

    @property
    def given(self) -> dict[str, str]:
        """The options that are not None, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class TextFormat:
    """How a text file is written.

    Parameters
    ----------
    encoding, delimiter : str

    convention : Convention
        How its numbers are written.
    header : int, default=1
        Line of the header.
    names : tuple of str or None, default=None
        Column names, if the header has a blank cell more or less than the rows, or no
        name for the row names of R.
    codes : tuple of str, default=()
        Columns of codes such as 00123, which numbers would not keep.
    """

    encoding: str = UTF8
    delimiter: str = ","
    convention: Convention = PLAIN
    header: int = 1
    names: tuple[str, ...] | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Layout:
    """Records of the first lines for one delimiter."""

    delimiter: str
    header: int  # line
    names: list[str]
    rows: list[list[str]]  # of the right width
    is_regular: bool  # nearly all rows have as many cells as the header
    is_renamed: bool  # names are not the header's cells
    n_before: int  # records before the header

    @property
    def numbers(self) -> float:
        """Share of cells that are numbers by some convention."""
        row = [cell for cells in self.rows[:20] for cell in cells if cell]
        cells = row[:: max(1, len(row) // 200)]
        possible = candidates(self.delimiter, None)
        n_numbers = sum(any(is_number(cell, c) for c in possible) for cell in cells)
        return n_numbers / max(1, len(cells))


def find_format(
    head: bytes, is_whole: bool, name: str, default: str, given: TextOptions
) -> TextFormat:
    """Find how a text file is written; warn of what is doubtful.

    Parameters
    ----------
    head : bytes
        Its first lines.
    is_whole : bool
        Whether that is the whole file.
    name : str
        The file, for messages.
    default : str
        The delimiter that is taken if several are possible.
    given : TextOptions
        What the user gave.
    """
    encoding = given.encoding or find_encoding(head, name)
    text = decoded(head, encoding, name)
    if not is_whole:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    layout = _choose_layout(text, is_whole, name, default, given.delimiter)
    if layout is None:
        return TextFormat(encoding, given.delimiter or default)
    if layout.n_before:
        before = text.splitlines()[0].strip()
        warn(
            f"{name}: the header is line {layout.header}; the lines before it are left "
            f"out ({before[:40]!r})."
        )
    convention, codes = _describe_cells(layout, name, given)
    return TextFormat(
        encoding,
        layout.delimiter,
        convention,
        layout.header,
        tuple(layout.names) if layout.is_renamed else None,
        codes,
    )


def _is_delimiter(text: str) -> bool:
    """Whether a text can be a delimiter; pyarrow reads no others."""
    return len(text) == 1 and text.isascii() and text not in '"\r\n\0'


def _choose_layout(
    text: str, is_whole: bool, name: str, default: str, given: str | None
) -> _Layout | None:
    """Return the layout for the most plausible delimiter; None without lines."""
    first = text.split("\n", 1)[0].strip()
    hint = first.removeprefix("sep=")  # of Excel
    if hint != first and _is_delimiter(hint):
        given = given or hint
    if given is not None:
        return _layout(text, is_whole, given)
    found = []
    for delimiter in (default, *(each for each in DELIMITERS if each != default)):
        layout = _layout(text, is_whole, delimiter)
        if layout is None or len(layout.names) < 2:
            continue
        found.append(layout)
        is_plain = layout.is_regular and not layout.n_before
        if delimiter == default and is_plain and layout.numbers >= MIN_NUMBERS:
            return layout
    if not found:
        return _single_column(text, is_whole, name, default)
    return max(
        found,
        key=lambda each: (
            each.is_regular,
            not each.n_before,
            each.numbers,
            each.delimiter == default,
            len(each.names),
        ),
    )


def _single_column(
    text: str, is_whole: bool, name: str, default: str
) -> _Layout | None:
    """Return the layout of one column, whose numbers may have decimal commas."""
    layout = _layout(text, is_whole, default)
    if layout is None or default != ",":
        return layout
    other = _layout(text, is_whole, ";")
    if other is not None and len(other.names) == 1 and "," not in other.names[0]:
        cells = [row[0] for row in other.rows]
        if any("," in cell for cell in cells) and any(
            fits(cells, convention) for convention in candidates(";", ",")
        ):
            warn(
                f"{name} is read as one column of numbers with decimal commas. If it "
                f"has several columns, give --delimiter , and correct the first line."
            )
            return other
    return layout


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the line and the cells of each record that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records, line = [], 1
    try:
        for cells in itertools.islice(reader, MAX_RECORDS):
            if cells:
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        pass  # a huge or damaged cell; parsing reports it
    return records


def _layout(text: str, is_whole: bool, delimiter: str) -> _Layout | None:
    """Find the header, and the rows of the same width."""
    records = _records(text, delimiter)
    if not is_whole and len(records) > 2:
        records.pop()  # may be cut off
    if records and "".join(records[0][1]).startswith("sep="):
        records, n_before = records[1:], 0  # Excel's hint needs no line
    if not records:
        return None
    widths = Counter(len(cells) for _, cells in records)
    width = widths.most_common(1)[0][0]
    n_before = _n_before(records, width)
    line, names = records[n_before]
    following = [each for each in records[n_before + 1 :] if each[1] != names]
    body = [cells for _, cells in following]
    rows = [cells for cells in body if len(cells) == width]
    is_renamed = False
    if len(names) == width + 1 and not names[-1].strip():
        names, is_renamed = names[:-1], True
    elif len(names) == width - 1 and rows and not any(row[-1].strip() for row in rows):
        names, is_renamed = [*names, ""], True
    elif (
        len(names) == width - 1
        and rows == body
        and _have_row_names([records[n_before], *following], text, delimiter)
    ):
        names, is_renamed = ["", *names], True
    fit = len(names) == width and len(rows) >= 0.9 * len(body)
    rows = rows if len(names) == width else []
    return _Layout(delimiter, line, names, rows, fit, is_renamed, n_before)


def _have_row_names(
    records: Sequence[tuple[int, list[str]]], text: str, delimiter: str
) -> bool:
    """Whether first cells are row names of R, which writes no name for their column.

    They differ, and are text or whole numbers. The first record is the header. Other
    programs may lack a name at the end, or write a comma in a number without quotes:
    R puts quotes around all names, or is known by tabs.
    """
    (line, header), *rows = records
    cells = [row[0] for _, row in rows]
    if len(cells) < 2 or len(header) < 2 or len(set(cells)) < len(cells):
        return False
    if any(map(_is_number, cells)) and not all(map(str.isdecimal, cells)):
        return False
    lines = list(io.StringIO(text, newline=""))
    quoted = delimiter.join(f'"{name}"' for name in header)
    return delimiter == "\t" or (
        lines[line - 1].rstrip("\r\n") == quoted
        and all(lines[first - 1].startswith('"') for first, _ in rows)
    )


def _n_before(records: Sequence[tuple[int, list[str]]], width: int) -> int:
    """Return how many records come before the header: comments, a title."""
    cells = [each for _, each in records[: MAX_PREAMBLE + 2]]
    for n_before, header in enumerate(cells[:-1]):
        following = cells[n_before + 1 :]
        if _is_before(header, following, width):
            continue
        is_header = abs(len(header) - width) <= 1 and not any(
            map(_is_number, header[:50])
        )
        return n_before if is_header else 0
    return 0


def _is_before(cells: list[str], following: list[list[str]], width: int) -> bool:
    """Whether a record is a comment, or a title in the first cell alone."""
    if not any(cell.strip() for cell in cells):
        return True
    if cells[0].lstrip().startswith("#"):
        # A header may begin with # too: the header after a comment has no numbers.
        has_numbers = [any(map(_is_number, row)) for row in following]
        return len(cells) != width or (not has_numbers[0] and any(has_numbers))
    is_title = bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])
    return width > 1 and is_title and any(sum(map(bool, row)) > 1 for row in following)


def _is_number(cell: str) -> bool:
    return any(is_number(cell, each) for each in candidates(",", None))


def _describe_cells(
    layout: _Layout, name: str, given: TextOptions
) -> tuple[Convention, tuple[str, ...]]:
    """Return how numbers are written, and the columns of codes."""
    n_rows = max(3, N_CELLS // len(layout.names))
    columns = list(zip(*layout.rows[:n_rows], strict=False))
    columns += [()] * (len(layout.names) - len(columns))
    codes = [
        column_name
        for column_name, cells in zip(layout.names, columns, strict=True)
        if any(cell[:1] in ("0", "+") for cell in cells) and are_codes(cells)
    ]
    possible = candidates(layout.delimiter, given.decimal)
    some = columns[:: max(1, len(columns) // N_COLUMNS)]
    convention, doubt = find_convention(some, possible)
    if doubt and given.decimal is None and layout.delimiter != ",":
        other = ".,".replace(convention.decimal, "")
        warn(
            f"{name}: in numbers such as {doubt!r}, {convention.decimal!r} is read as "
            f"the decimal mark. If it separates thousands, give --decimal '{other}'."
        )
    return convention, tuple(codes)
