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
    plain_numbers,
    warn_of_unit,
)
from autoencode.data.delimited import parse_blocks, parse_valid
from autoencode.data.streams_parquet import chosen
from autoencode.data.text_diagnosis import reason
from autoencode.data.text_table import TEXT_ERRORS, TextTable
from autoencode.errors import (
    AutoencodeError,
    DataFileError,
    InvalidDataError,
    OutputError,
    one_line,
    warn,
)
from autoencode.files import writing
from autoencode.training.streams import (
    MAX_LISTED,
    VALUES_PER_READ,
    Faults,
    changed_while_read,
)

if TYPE_CHECKING:
    import pyarrow as pa

CACHE_NAME = ".autoencode-cache"
FAULTS_KEY = b"autoencode.faults"


class Converted(NamedTuple):
    """Parquet files, the text files that they are made of, and what was left out."""

    files: list[Path]
    origins: list[Path]
    faults: Faults


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
            if not place.exists():
                warn(f"{path} is converted to Parquet once, as {place}.")
                before = path.stat()
                _convert(path, place, choice, on_error)
                _check_unchanged(path, before, place)
        except AutoencodeError as error:
            if on_error == "raise" or not isinstance(error, ValueError):
                raise
            faults.add(str(error), files=1)
            continue
        made.append(place)
        origins.append(path)
        _add_faults(place, faults)
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


def _convert(path: Path, place: Path, choice: ColumnChoice, on_error: str) -> None:
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
        listed = {"rows": faults.n_rows, "listed": faults.listed}
        writer.add_key_value_metadata({FAULTS_KEY: json.dumps(listed).encode()})
        writer.close()


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
            yield from _valid_tables(text, choice, faults)
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
        for name in _features(text, choice, table):
            if types.is_string(table.schema.field(name).type):
                raise _text_cell(text, name) or reason(text, ValueError(name))
        yield table


def _features(text: TextTable, choice: ColumnChoice, table: pa.Table) -> list[str]:
    """Return the columns that are features."""
    return chosen(table.column_names, choice, text.name).features


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


def _valid_tables(
    text: TextTable, choice: ColumnChoice, faults: Faults
) -> Iterator[pa.Table]:
    """Yield the rows of a text whose features are all numbers, and count the others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    n_rows, truth = 0, _TruthValues()
    lines: set[int] = set()  # of another number of cells; they are parsed twice

    def on_line(line: Any) -> str:
        if line.number not in lines:
            lines.add(line.number)
            faults.add(
                f"Line {line.number} in {text.name} has {line.actual_columns} cells; "
                f"the header has {line.expected_columns}",
                rows=1,
            )
        return "skip"

    for table in parse_valid(text, on_line):
        table = without_blank_end(table, choice)
        is_valid: Any = pa.scalar(True)
        for name in _features(text, choice, table):
            first = None if lines else n_rows  # else rows before were left out
            cells = truth.as_digits(name, table.column(name))
            column, is_number = _as_floats(text, name, cells, faults, first)
            is_valid = pc.and_(is_valid, is_number)
            place = table.column_names.index(name)
            table = table.set_column(place, name, column)
        kept = table.filter(is_valid)
        faults.n_rows += table.num_rows - kept.num_rows
        n_rows += table.num_rows
        yield kept


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


def _as_floats(
    text: TextTable, name: str, column: Any, faults: Faults, first: int | None
) -> tuple[Any, Any]:
    """Return cells as numbers, and which of them are; list the others.

    ``first`` is the row of the first cell in the file, or None if it is not known.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = plain_numbers(
        pc.utf8_trim_whitespace(column), text.format.convention, name, text.name
    )
    wrong = pc.indices_nonzero(pc.invert(plain.is_number)).slice(0, MAX_LISTED)
    for row, cell in zip(
        wrong.to_pylist(), column.take(wrong).to_pylist(), strict=True
    ):
        place = "" if first is None else f"row {first + row}, "
        faults.add(f"{text.name} has {cell!r} in {place}column {name!r}")
    warn_of_unit(plain, name, text.name)
    cells = pc.if_else(plain.is_number, plain.cells, None)
    return pc.cast(cells, pa.float64()), plain.is_number


def _add_faults(place: Path, faults: Faults) -> None:
    """Add what was left out when a file was converted."""
    import pyarrow.parquet as pq

    stored = (pq.read_metadata(place).metadata or {}).get(FAULTS_KEY)
    if stored is None:
        return
    try:
        found = json.loads(stored)
    except ValueError as error:
        raise DataFileError(
            f"{place} is damaged: {one_line(error)}. Delete it."
        ) from error
    faults.n_rows += found["rows"]
    for line in found["listed"]:
        faults.add(line)
