"""Cells of a table that are not of the type that their column had in a fit.

The fit of a table counts such cells as missing (`autoencode.data.column_guesses`), and
so must all who read tables for the fitted estimator: the file of the fit may have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from autoencode.data.column_numbers import in_zone_of, is_date, text_dates
from autoencode.data.conventions import check_units
from autoencode.data.schema import NUMBER_TYPES, SECONDS, Column, is_duration
from autoencode.data.text_numbers import (
    Source,
    TextNumbers,
    cells_not_read,
    source_of,
    text_numbers,
)
from autoencode.errors import counted


class UnreadableCells:
    """Makes cells missing that are no numbers or dates, and counts them.

    Marks of missing cells, such as "?", are not counted.

    If more than half of the cells of a column, and several, cannot be read, the column
    is left as it is: it is another one, or its dates have another format, and the
    estimator refuses it.

    Parameters
    ----------
    columns : sequence of Column
        The columns of the fitted `TableTransformer`.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = [each for each in columns if each.type in NUMBER_TYPES]
        self._found: dict[Any, tuple[int, Any, Any]] = {}
        self._units: dict[tuple[Any, str], dict[str, str]] = {}  # by column and file

    def removed(self, frame: Any) -> Any:
        """Return a table in which these cells are missing."""
        result, source = frame.copy(deep=False), source_of(frame)
        for column in self._columns:
            if column.name not in frame:
                continue
            values = frame[column.name]
            read, units = _read(values, column, source)
            wrong, rows = cells_not_read(values, read)
            if len(rows) > max(1, (read.notna().sum() + len(rows)) / 2):
                continue
            if source is not None:
                self._add_units(units, column.name, source.name)
            if len(rows):
                first = (0, values.iloc[rows[0]], values.index[rows[0]])
                n_before, value, row = self._found.get(column.name, first)
                self._found[column.name] = (n_before + len(rows), value, row)
            elif not wrong.any() and not (
                source and _is_text_of_numbers(values, column)
            ):
                continue
            if column.format:  # the estimator reads them
                read = values.mask(wrong)
            elif column.type == "date":
                read = in_zone_of(column.dtype, read)
            result[column.name] = read
        return result

    def _add_units(self, units: dict[str, str], name: Any, file: str) -> None:
        """Note the units of a column; raise if this and earlier tables have several."""
        known = self._units.setdefault((name, file), {})
        for unit, cell in units.items():
            known.setdefault(unit, cell)
        if len(known) > 1:
            check_units(known, name, file)

    def lines(self) -> list[str]:
        """Return a line for each column with such cells; warn of units left out."""
        for (name, file), units in self._units.items():
            check_units(units, name, file)
        types = {column.name: column for column in self._columns}
        return [
            f"Column {name!r} holds no {_type(types[name])} in {counted(n, 'cell')}, "
            f"such as {str(value)[:40]!r} in row {row}: counted as missing."
            for name, (n, value, row) in self._found.items()
        ]


def _type(column: Column) -> str:
    if column.type == "number":
        return "durations" if column.unit == SECONDS else "finite numbers"
    return f"dates like {column.format}" if column.format else "dates"


def _is_text_of_numbers(values: Any, column: Column) -> bool:
    is_number = column.type == "number" and column.unit != SECONDS
    return is_number and bool(pd.api.types.is_string_dtype(values.dtype))


def _read(values: Any, column: Column, source: Source | None) -> TextNumbers:
    """Return cells as numbers or dates, missing where they are none."""
    types, dtype = pd.api.types, values.dtype
    is_number = types.is_numeric_dtype(dtype)
    if is_date(dtype) or is_duration(dtype):  # of another type: refused as a whole
        return TextNumbers(values, {})
    if column.type == "number":
        if is_number and not types.is_float_dtype(dtype):
            return TextNumbers(values, {})
        if column.unit == SECONDS and not is_number:
            seconds = pd.to_timedelta(values.astype(object), errors="coerce")
            values = values.where(seconds.isna(), seconds.dt.total_seconds())
            source = None
        return text_numbers(values, source)
    if is_number:
        return TextNumbers(values, {})
    dates = text_dates(values.astype(object), column.format or None)
    return TextNumbers(dates, {})
