"""Rows of text files whose features are all numbers; the others are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autoencode.data.columns import ColumnChoice, without_blank_end
from autoencode.data.conventions import plain_numbers, warn_of_unit
from autoencode.data.delimited import parse_valid
from autoencode.data.streams_parquet import chosen
from autoencode.data.text_table import TextTable
from autoencode.training.streams import MAX_LISTED, Faults

if TYPE_CHECKING:
    import pyarrow as pa


def features_of(text: TextTable, choice: ColumnChoice, table: pa.Table) -> list[str]:
    """Return the columns that are features."""
    return chosen(table.column_names, choice, text.name).features


def valid_tables(
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
        for name in features_of(text, choice, table):
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
