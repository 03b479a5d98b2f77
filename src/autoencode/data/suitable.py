"""A table as it comes: the columns that a model can use, and the others.

Columns that identify rows, or hold almost nothing, are left out. Text that is nearly
always a number or a date is read as such, and its other cells count as missing.
"""

import re
import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from autoencode.data.schema import MIN_ROWS_OF_IDS
from autoencode.errors import listed

MIN_PRESENT = 10  # cells of a column; all may be missing from a part of fewer
SHARE_OF_TYPE = 0.9  # cells of a type, of text that is read as this type
SHARE_OF_TEXTS = 0.5  # a larger share of different texts: names, comments
NAME_OF_ID = re.compile(r"(^|[ _.-])(id|uuid|key|no|nr|number|index|row)\.?$", re.I)
N_GUESSED = 20  # cells from which the format of dates is guessed


@dataclass
class SuitableTable:
    """A table with the columns that a model can use.

    Attributes
    ----------
    frame : DataFrame of shape (n_rows, n_columns)
        Columns to use; cells of another type than their column are missing.

    others : DataFrame of shape (n_rows, n_others)
        Columns that identify rows, or hold almost nothing.

    numeric : list of str
        Columns of text that hold numbers.

    dates : dict of str to str
        Formats of columns of text that hold dates.

    notes : list of str
        What was left out or not read, a line each.
    """

    frame: Any
    others: Any
    numeric: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def is_numeric(self) -> bool:
        """Whether all columns are numbers, without missing cells."""
        is_number = pd.api.types.is_numeric_dtype
        is_bool = pd.api.types.is_bool_dtype
        types = self.frame.dtypes
        if not all(is_number(each) and not is_bool(each) for each in types):
            return False
        return not self.frame.isna().to_numpy().any()


def suitable_columns(frame: Any, categorical: list[str]) -> SuitableTable:
    """Return the columns of a data frame that a model can use, and the others.

    Columns in ``categorical`` are used as they are.
    """
    identifying, empty, used = [], [], {}
    result = SuitableTable(None, None)
    for name in frame:
        values = frame[name]
        if values.notna().sum() < min(MIN_PRESENT, len(frame)):
            empty.append(name)
            continue
        if name not in categorical:
            values = _without_wrong_cells(values, result)
            if name not in result.numeric and _identifies_rows(values, result.dates):
                identifying.append(name)
                continue
        used[name] = values
    result.frame = pd.DataFrame(used, index=frame.index)
    result.others = frame[identifying + empty]
    for names, reason in (
        (identifying, "they identify rows, or hold text that differs in most of them"),
        (empty, "they hold almost no values"),
    ):
        if names:
            names = [str(name) for name in names]
            result.notes.append(f"Columns left out, since {reason}: {listed(names)}.")
    return result


def _without_wrong_cells(values: Any, result: SuitableTable) -> Any:
    """Return a column whose cells of another type are missing; note its type."""
    name = values.name
    if pd.api.types.is_float_dtype(values.dtype):
        wrong, type_ = np.isinf(values), "finite numbers"
    elif values.dtype == object or pd.api.types.is_string_dtype(values.dtype):
        present = values.dropna().astype(str)
        numbers = pd.to_numeric(present, errors="coerce").replace(
            [np.inf, -np.inf], np.nan
        )
        if numbers.notna().mean() >= SHARE_OF_TYPE:
            result.numeric.append(name)
            wrong, type_ = numbers.isna(), "numbers"
        else:
            form, dates = _as_dates(present)
            if not form:
                return values
            result.dates[name] = form
            wrong, type_ = dates.isna(), f"dates like {form}"
    else:
        return values
    rows = wrong.index[wrong.fillna(False)]
    if len(rows):
        result.notes.append(
            f"Column {name!r} holds no {type_} in {len(rows):,} "
            f"{'cell' if len(rows) == 1 else 'cells'}, such as {values[rows[0]]!r} in "
            f"row {rows[0]}: counted as missing."
        )
        values = values.copy()
        values[rows] = None
    return values


def _as_dates(present: Any) -> tuple[str, Any]:
    """Return the format of dates in text, and the dates; an empty format if none."""
    with warnings.catch_warnings(action="ignore"):  # of the order of day and month
        guesses = {
            form
            for text in present.iloc[:N_GUESSED]
            for is_day_first in (False, True)
            if (
                form := pd.tseries.api.guess_datetime_format(
                    text, dayfirst=is_day_first
                )
            )
        }
    best = ("", None, SHARE_OF_TYPE)
    for form in sorted(guesses):
        dates = pd.to_datetime(present, format=form, errors="coerce", utc=True)
        share = float(dates.notna().mean())
        if share >= best[2] and (not best[0] or share > best[2]):
            best = (form, dates, share)
    return best[0], best[1]


def _identifies_rows(values: Any, dates: dict[str, str]) -> bool:
    """Whether a column tells rows apart, and nothing about them."""
    n_rows, n_values = int(values.notna().sum()), values.nunique()
    types = pd.api.types
    if n_rows < MIN_ROWS_OF_IDS or values.name in dates:
        return False
    if types.is_integer_dtype(values.dtype):
        if n_values < n_rows:
            return False
        present = values.dropna().astype("int64")
        is_dense = int(present.max()) - int(present.min()) < 2 * n_rows
        in_order = present.is_monotonic_increasing or present.is_monotonic_decreasing
        return is_dense or in_order or bool(NAME_OF_ID.search(str(values.name)))
    if values.dtype == object or types.is_string_dtype(values.dtype):
        return bool(n_values > SHARE_OF_TEXTS * n_rows)
    return False
