"""Delimited text: a file, or standard input, that can be opened repeatedly."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import IO, Any, cast

from autoencode.data.encodings import UTF8
from autoencode.data.text_format import TextFormat, TextOptions, find_format

# Bytes and lines to find the format from; no line may be longer than the last number.
HEAD_SIZE, MIN_HEAD_LINES, MAX_HEAD_SIZE = 2**17, 4, 2**24
# Rows in which lines are counted: in more, that takes longer than to parse them.
MAX_ROWS_COUNTED = 1_000_000
TAIL_SIZE = 2**20  # bytes of a plain file in which blank lines at the end are counted
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
        The usual column separator of such files.
    path : Path or None, default=None
        The file; gzip-compressed if it ends in ``.gz``.
    content : bytes, default=b""
        The text itself, if there is no file.
    given : TextOptions, default=TextOptions()
        What the user gave about the format.
    """

    name: str
    delimiter: str
    path: Path | None = None
    content: bytes = b""
    given: TextOptions = field(default_factory=TextOptions)

    @cached_property
    def format(self) -> TextFormat:
        """How the text is written: given, or found from its first lines."""
        head, is_whole = b"", False
        try:
            with self.open() as file:
                while not is_whole and len(head) < MAX_HEAD_SIZE:
                    part = file.read(HEAD_SIZE)
                    head, is_whole = head + part, len(part) < HEAD_SIZE
                    if head.count(b"\n") >= MIN_HEAD_LINES:
                        break
        except TEXT_ERRORS:
            pass  # parsing reports the reason
        return find_format(head, is_whole, self.name, self.delimiter, self.given)

    def written(self, **changes: Any) -> TextTable:
        """Return the same text with another format."""
        other = replace(self)
        other.__dict__["format"] = replace(self.format, **changes)
        return other

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
            io.TextIOWrapper(file, self._codec, "replace", newline="") as text,
        ):
            for _ in range(self.format.header - 1):
                text.readline()
            reader = csv.reader(text, delimiter=self.format.delimiter)
            line, before = self.format.header, self.format.header - 1
            for cells in reader:
                if cells:
                    yield line, cells
                line = before + reader.line_num + 1

    @cached_property
    def names(self) -> list[str]:
        """The names of the columns; none if there are no lines with content."""
        if self.format.names is not None:
            return list(self.format.names)
        return next(self.records(), (0, list[str]()))[1]

    def line_of(self, row: int) -> int | None:
        """Return the line of a sample, counted from 1; None if it cannot be found."""
        try:
            records = self.records()
            header = next(records, (0, []))[1]
            one = sum(map(bool, header)) < 2  # where a word may be that of the header
            lines = (line for line, cells in records if one or cells != header)
            return next(itertools.islice(lines, row, None), None)
        except TEXT_ERRORS:
            return None

    def without_repeated_header(self) -> tuple[TextTable, list[int]]:
        """Return the text without later lines equal to the header, and these lines."""
        try:
            records = self.records()
            header = next(records)[1]
            repeated = [line for line, cells in records if cells == header]
        except TEXT_ERRORS:
            return self, []
        with self.open() as file:
            text = file.read().decode(self._codec, "replace")
        lines = list(io.StringIO(text, newline=""))
        n_lines = 1 + len(re.findall("\r\n?|\n", "".join(header)))
        for line in repeated:
            lines[line - 1 : line - 1 + n_lines] = [""] * n_lines
        content = "".join(lines).encode(self.format.encoding, "replace")
        other = replace(self, path=None, content=content)
        other.__dict__["format"] = self.format
        return other, repeated

    @cached_property
    def may_hold_hexadecimal(self) -> bool:
        """Whether a cell may be a number such as 0x1F: bytes of the text look so."""
        before = b""
        try:
            with self.open() as file:
                while part := file.read(HEAD_SIZE):
                    part = before + part.replace(b"\0", b"")  # of UTF-16
                    # One letter is found many times as fast as two.
                    if b"x" in part and b"0x" in part:
                        return True
                    if b"X" in part and b"0X" in part:
                        return True
                    before = part[-1:]
        except TEXT_ERRORS:
            pass  # it has been parsed
        return False

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line number and cells of each sample with as many as the header."""
        n_cells = len(self.names)
        for line, cells in itertools.islice(self.records(), 1, None):
            if len(cells) == n_cells:
                yield line, cells

    @property
    def _codec(self) -> str:
        """The encoding, without a byte order mark."""
        return "utf-8-sig" if self.format.encoding == UTF8 else self.format.encoding

    def n_blank_at_end(self) -> int:
        """Return the number of lines at the end that hold delimiters only."""
        with self.open() as file:
            if self.path is not None and isinstance(file, io.BufferedReader):
                size = self.path.stat().st_size
                file.seek(max(0, size - TAIL_SIZE))
            n_blank, nothing = 0, b' \t\r\n\0"' + self.format.delimiter.encode()
            for line in file:  # of a .gz file all lines: none of them is kept
                if line.strip(nothing):
                    n_blank = 0
                else:
                    n_blank += bool(line.strip(b" \r\n\0"))
        return n_blank


def text_file(path: Path, given: TextOptions) -> TextTable:
    """Return the text of a file, whose suffix says what usually separates columns."""
    delimiter = "\t" if ".tsv" in path.name.lower() else ","
    return TextTable(str(path), delimiter, path=path, given=given)


def standard_input(given: TextOptions | None = None) -> TextTable:
    """Return the CSV on standard input; a second call returns the same text."""
    stream: Any = sys.stdin
    if not hasattr(stream, "_content"):
        stream._content = stream.buffer.read()
    content: bytes = stream._content
    return TextTable(
        "standard input", ",", content=content, given=given or TextOptions()
    )
