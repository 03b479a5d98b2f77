"""The rows of a text file for a stream, whose features must be numbers.

A cell that is none is an error with its line, or its row is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from autoencode.data.columns import ColumnChoice, without_blank_end
from autoencode.data.conventions import (
    CODE,
    MISSING_CELLS,
    check_units,
    is_number,
    plain_numbers,
)
from autoencode.data.delimited import parse_blocks, parse_valid
from autoencode.data.streams_parquet import chosen
from autoencode.data.text_diagnosis import reason
from autoencode.data.text_format import MAX_RECORDS
from autoencode.data.text_table import MAX_ROWS_COUNTED, TEXT_ERRORS, TextTable
from autoencode.errors import InvalidDataError
from autoencode.training.streams import MAX_LISTED, Faults

if TYPE_CHECKING:
    import pyarrow as pa


def tables_of(
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
            yield from _valid_tables(text, choice, faults)
    except (pa.ArrowException, UnicodeError, *TEXT_ERRORS) as error:
        found = reason(text, error)
        is_known = isinstance(found, InvalidDataError) or "cannot be" not in str(found)
        if is_known or faults is not None or not isinstance(error, pa.ArrowException):
            raise found from error
        cell = _text_cell(text, error=str(error)) or _text_cell(text)
        raise cell or found from error


def _checked(text: TextTable, choice: ColumnChoice) -> Iterator[pa.Table]:
    """Yield tables of numbers; raise with the line of the first cell that is none."""
    from pyarrow import types

    as_text = [] if choice.id_column is None else [choice.id_column]
    for parsed in parse_blocks(text, as_text):
        table = without_blank_end(parsed, choice)
        for name in _features(text, choice, table):
            if types.is_string(table.schema.field(name).type):
                cells = filter(None, table.column(name).to_pylist())
                raise _text_cell(text, name) or _no_numbers(
                    name, text.name, f"text such as {next(cells, '')[:40]!r}"
                )
        yield table


def _text_cell(
    text: TextTable, name: str | None = None, error: str = ""
) -> InvalidDataError | None:
    """Return the error for the first cell that is no number, in a column or in any.

    The column may be that of pyarrow's ``error``. Of any, columns of text, as the first
    lines have them, do not count. None if there is no such cell, or the file cannot be
    read line by line.
    """
    try:
        if number := re.search(r"In CSV column #(\d+)", error):
            name = text.names[int(number[1])]
        return _first_text_cell(text, name)
    except (IndexError, *TEXT_ERRORS):  # such as a cell longer than the module takes
        return None


def _first_text_cell(text: TextTable, name: str | None) -> InvalidDataError | None:
    convention, header = text.format.convention, text.names
    columns = [j for j, each in enumerate(header) if name in (None, each)]
    has_numbers = [True] * len(header)
    for count, (line, cells) in enumerate(text.rows()):
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


def _features(text: TextTable, choice: ColumnChoice, table: pa.Table) -> list[str]:
    """Return the columns that are features; raise if one holds codes."""
    features = chosen(table.column_names, choice, text.name).features
    if any(name in text.format.codes for name in features):
        check_codes(codes_in(text), features, choice, text.name)
    return features


def codes_in(text: TextTable) -> dict[str, str]:
    """Return the columns of codes that are no numbers, such as 00123, with one each."""
    found = dict.fromkeys(text.format.codes, "")
    if not found:
        return found
    try:
        names = text.names
        for _, cells in islice(text.rows(), MAX_RECORDS):
            for name, cell in zip(names, cells, strict=True):
                if not found.get(name, cell) and CODE.fullmatch(cell.strip()):
                    found[name] = cell.strip()
    except TEXT_ERRORS:
        pass
    return found


def check_codes(
    codes: Mapping[str, str], features: Sequence[str], choice: ColumnChoice, file: str
) -> None:
    """Raise InvalidDataError if a feature holds codes, unless it is asked for by name.

    A fitted model, too, gives the names of its columns, which it takes for numbers.
    """
    if choice.feature_names is not None:
        return
    for name in features:
        if name in codes:
            what = f"codes such as {codes[name]!r}, which stay text"
            raise _no_numbers(name, file, what)


def _no_numbers(name: str, file: str, what: str) -> InvalidDataError:
    """Return the error for a column that holds something else than numbers."""
    return InvalidDataError(
        f"Column {name!r} in {file} holds {what}; a stream takes numbers. Leave out "
        f"the column (drop), or use it to identify rows (id_column)."
    )


def _valid_tables(
    text: TextTable, choice: ColumnChoice, faults: Faults
) -> Iterator[pa.Table]:
    """Yield the rows of a text whose features are all numbers, and count the others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    n_rows, truth = 0, _TruthValues()
    records, samples = _Lines(text, text.records()), _Lines(text, text.rows())
    lines: set[int] = set()  # of another number of cells; they are parsed twice

    def on_line(line: Any) -> str:
        if line.number not in lines:
            lines.add(line.number)
            number, is_listed = line.number, len(faults.listed) < MAX_LISTED
            # pyarrow counts no blank lines, and a cell of several lines as one.
            found = records.at(number - text.format.header) if is_listed else None
            number = number if found is None else found[0]
            faults.add(
                f"Line {number} in {text.name} has {line.actual_columns} cells; the "
                f"header has {line.expected_columns}",
                rows=1,
            )
        return "skip"

    for table in parse_valid(text, on_line):
        table = without_blank_end(table, choice)
        is_valid: Any = pa.scalar(True)
        wrong: list[tuple[int, str, str]] = []  # row, column and cell
        for name in _features(text, choice, table):
            cells = truth.as_digits(name, table.column(name))
            column, is_number = _as_floats(text, name, cells)
            is_valid = pc.and_(is_valid, is_number)
            rows = pc.indices_nonzero(pc.invert(is_number)).slice(0, MAX_LISTED)
            own = zip(rows.to_pylist(), cells.take(rows).to_pylist(), strict=True)
            wrong += [(n_rows + row, name, cell) for row, cell in own]
            place = table.column_names.index(name)
            table = table.set_column(place, name, column)
        for row, name, cell in sorted(wrong)[: MAX_LISTED - len(faults.listed)]:
            where = samples.of_cell(row, name, cell)
            if not (where or lines):  # else rows before were left out
                where = f"row {row}, "
            faults.add(f"{text.name} has {cell!r} in {where}column {name!r}")
        kept = table.filter(is_valid)
        faults.n_rows += table.num_rows - kept.num_rows
        n_rows += table.num_rows
        yield kept


class _Lines:
    """Records of a text in their order, which is read once more up to the last one."""

    def __init__(self, text: TextTable, records: Iterator[tuple[int, list[str]]]):
        self._text, self._records = text, records
        self._next, self._now = 0, (0, [""])

    def at(self, number: int) -> tuple[int, list[str]] | None:
        """Return line and cells of a record that is not before the last one; or None.

        None if it is far from the start, or cannot be read.
        """
        if number >= MAX_ROWS_COUNTED:
            return None
        try:
            while self._next <= number:
                self._now = next(self._records)
                self._next += 1
        except (StopIteration, *TEXT_ERRORS):
            return None
        return self._now

    def of_cell(self, row: int, name: str, cell: str) -> str:
        """Return ``line 7, `` for a cell; "" if it is not known."""
        found = self.at(row)
        names = self._text.names if found else []
        # Another cell, if pyarrow divides the file into rows in another way.
        if found is None or found[1][names.index(name)].strip() != cell.strip():
            return ""
        return f"line {found[0]}, "


class _TruthValues:
    """Columns of true and false in a text, which are read as 1 and 0.

    A column is one of them if more of its cells are true or false than other numbers
    than 1 and 0, in the first block of rows that has any.
    """

    def __init__(self) -> None:
        self._are_truth_values: dict[str, bool] = {}

    def as_digits(self, name: str, column: Any) -> Any:
        """Return a column of text with 1 and 0 in place of true and false."""
        import pyarrow as pa
        import pyarrow.compute as pc

        cells = pc.utf8_lower(pc.utf8_trim_whitespace(column))
        is_true, is_false = (pc.equal(cells, word) for word in ("true", "false"))
        if name not in self._are_truth_values:
            n_words = pc.sum(pc.or_(is_true, is_false)).as_py() or 0
            digits = pc.is_in(cells, value_set=pa.array(["0", "1"]))
            is_other = pc.match_substring_regex(cells, "^[+-]?[.,]?[0-9]")
            n_others = pc.sum(pc.and_not(is_other, digits)).as_py() or 0
            if n_words + n_others:
                self._are_truth_values[name] = n_words > n_others
        if not self._are_truth_values.get(name):
            return column
        return pc.if_else(is_true, "1", pc.if_else(is_false, "0", column))


def _as_floats(text: TextTable, name: str, column: Any) -> tuple[Any, Any]:
    """Return cells as numbers, and which of them are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = plain_numbers(pc.utf8_trim_whitespace(column), text.format.convention)
    check_units(plain.units, name, text.name)
    cells = pc.if_else(plain.is_number, plain.cells, None)
    return pc.cast(cells, pa.float64()), plain.is_number
