"""The rows that a route takes, and their conversion to what the run takes.

Bodies are JSON or Arrow; both are read to cells first (`autoencode.serve.bodies`). A
row or a cell that does not fit is refused with its row and column.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from autoencode.arrays import Array, first_nonfinite
from autoencode.data.column_numbers import in_zone_of, text_dates
from autoencode.data.schema import Column
from autoencode.errors import InvalidDataError, did_you_mean, listed
from autoencode.estimators import (
    takes_frames,
    takes_interactions,
    takes_ratings,
    takes_texts,
)
from autoencode.methods import ROW_METHODS, code_names

Cells = list[Any]  # of a column, as Python values; None for missing ones
PAIR = ("user", "item")
# What the text of a date begins with. Files of text have numbers in cells such as 2015
# or 20150101, and a model of dates refuses those.
DATE_START = re.compile(r"\s*\d{4}[-/]")


class Wanted(NamedTuple):
    """The rows that a route takes.

    Parameters
    ----------
    type : str
        "numbers", "table", "texts" or "pairs" (a user and an item).
    names : list of str
        Columns, in order.
    has_names : bool
        Whether these are names of the data, and not numbers of the columns.
    may_lack : bool
        Whether an object without a column has 0 there: items that a user lacks.
    columns : list of Column
        Types of the columns of a table.
    repeated : str
        A name that two items have, such as the ids 1 and "1"; "" if there is none.
    """

    type: str
    names: list[str]
    has_names: bool = True
    may_lack: bool = False
    columns: Sequence[Column] = ()
    repeated: str = ""


def wanted_by(run: Any, word: str) -> Wanted:
    """Return the rows that a word of `ROW_METHODS` takes, for a run."""
    model = run.model
    if ROW_METHODS[word].reads == "codes":
        return Wanted("numbers", code_names(model) or [])
    if takes_ratings(model) and word == "predict":
        return Wanted("pairs", list(PAIR))
    if takes_interactions(model) or takes_ratings(model):
        items = [str(item) for item in model.item_ids_]
        repeated = next((name for name, n in Counter(items).items() if n > 1), "")
        return Wanted("numbers", items, may_lack=True, repeated=repeated)
    if takes_texts(model) and model.stems_ is not None:
        return Wanted("texts", ["text"])
    if takes_frames(run.first_step):
        columns = run.table_columns
        return Wanted("table", [str(c.name) for c in columns], columns=columns)
    own = getattr(run.first_step, "feature_names_in_", None)
    if not run.input.get("feature_names") and own is not None:
        return Wanted("numbers", [str(name) for name in own])
    return Wanted("numbers", run.feature_names, bool(run.input.get("feature_names")))


def check_number(n_rows: int, max_rows: int) -> None:
    """Raise InvalidDataError for no row, or too many."""
    if not 0 < n_rows <= max_rows:
        raise InvalidDataError(
            f"The request has {n_rows:,} rows; send 1 to {max_rows:,} at once."
        )


def in_order(names: Sequence[str], wanted: Wanted, where: str) -> None:
    """Raise InvalidDataError for columns that are missing, unknown or ambiguous."""
    if wanted.repeated:
        raise InvalidDataError(
            f"{where} names items, and two have the id {wanted.repeated!r} as text; "
            f"send rows as lists (in a stream, as a column 'rows' of lists)."
        )
    known, given = set(wanted.names), set(names)
    if len(given) < len(names):
        raise InvalidDataError(f"{where} has two columns of the same name.")
    unknown = [name for name in names if name not in known]
    lacking = [name for name in wanted.names if name not in given]
    if unknown:
        raise InvalidDataError(
            f"{where} has unknown columns: {listed(unknown)}."
            f"{did_you_mean(str(unknown[0]), lacking or wanted.names)}"
        )
    if lacking and not wanted.may_lack:
        raise InvalidDataError(
            f"{where} lacks {len(lacking)} of the {len(wanted.names)} columns: "
            f"{listed(lacking)}."
        )


def place_of(row: int, column: int, wanted: Wanted) -> str:
    """Return the words for a cell."""
    name = wanted.names[column]
    return (
        f"Row {row}, column {name!r}"
        if wanted.has_names
        else f"Row {row}, " + (f"column {column}")
    )


def check_finite(X: Array, wanted: Wanted) -> Array:
    """Return numbers; raise InvalidDataError for the first that is not finite."""
    found = first_nonfinite(X)
    if found is not None:
        row, column, value, _ = found
        word = "missing (NaN)" if np.isnan(value) else "infinite"
        raise InvalidDataError(
            f"{place_of(row, column, wanted)} is {word}; send finite numbers."
        )
    return X


def numbers_of(rows: Sequence[Sequence[Any]], wanted: Wanted) -> Array:
    """Return rows of cells as float64, shape (n_rows, n_columns)."""
    has_truth_values = any(bool in map(type, row) for row in rows)
    try:
        X = np.asarray(rows)
    except (ValueError, OverflowError):  # cells with values inside them
        X = np.empty(0)
    if has_truth_values or X.ndim != 2 or X.dtype.kind not in "iuf":
        cells = [
            [_number(value, place_of(r, c, wanted)) for c, value in enumerate(row)]
            for r, row in enumerate(rows)
        ]
        X = np.array(cells)
    return check_finite(X.astype(np.float64), wanted)


def frame_of(columns: Sequence[Cells], wanted: Wanted) -> pd.DataFrame:
    """Return the columns of a table as a data frame, of the types of the fit."""
    made = {}
    for index, (column, cells) in enumerate(zip(wanted.columns, columns, strict=True)):
        made[column.name] = _series(column, cells, index, wanted)
    return pd.DataFrame(made)


def texts_of(cells: Cells) -> list[str]:
    """Return documents; raise InvalidDataError for one that is no text."""
    for row, cell in enumerate(cells):
        if not isinstance(cell, str):
            raise InvalidDataError(f"Row {row} is no text; send strings.")
    return cells


def pairs_of(columns: Sequence[Cells]) -> tuple[Cells, Cells]:
    """Return ids of users and of items."""
    for name, cells in zip(PAIR, columns, strict=True):
        for row, cell in enumerate(cells):
            if isinstance(cell, bool) or not isinstance(cell, str | int | float):
                raise InvalidDataError(f"Row {row}: the {name} is no text or number.")
    return columns[0], columns[1]


def _number(value: Any, place: str) -> float:
    """Return a cell as a number; NaN if it is missing."""
    if value is None:
        return math.nan
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bool):
        raise InvalidDataError(
            f"{place} is {value}, not a number; send 1 for true and 0 for false."
        )
    if isinstance(value, int | float | Decimal):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    raise InvalidDataError(f"{place} is {_shown(value)}, not a number.")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "..."


def _series(column: Column, cells: Cells, index: int, wanted: Wanted) -> Any:
    """Return a column of a table."""
    place: Callable[[int], str] = lambda row: place_of(row, index, wanted)  # noqa: E731
    if column.format:  # dates as text, or numbers such as 20251231, as in the fit
        _check(cells, (str, int), "no date", place)
        return pd.Series(cells, dtype=object).infer_objects()
    if column.type == "date":
        return _dates(column, cells, place)
    if column.type == "boolean":
        _check(cells, (bool, np.bool_), "not true or false", place)
        return pd.Series(cells, dtype=object)
    known = (column.values or {}).values()
    is_number = [isinstance(v, int | float) and not isinstance(v, bool) for v in known]
    if column.type == "number" or (is_number and all(is_number)):
        return _numbers(cells, place)
    if known and all(isinstance(value, str) for value in known):
        _check(cells, (str,), "not a text", place)
    _check(cells, (str, int, float, bool), "not a category", place)
    return pd.Series(cells, dtype=object)


def _check(
    cells: Cells, types: tuple[type, ...], what: str, place: Callable[[int], str]
) -> None:
    """Raise InvalidDataError for a cell of another type; it may be missing."""
    for row, cell in enumerate(cells):
        if cell is not None and not isinstance(cell, types):
            raise InvalidDataError(f"{place(row)} is {_shown(cell)}, {what}.")


def _numbers(cells: Cells, place: Callable[[int], str]) -> Any:
    """Return numbers, of which some may be missing."""
    for row, cell in enumerate(cells):
        if math.isinf(_number(cell, place(row))):
            raise InvalidDataError(f"{place(row)} is infinite.")
    is_whole = [isinstance(cell, int) or cell is None for cell in cells]
    fits = all(abs(cell) < 2**63 for cell in cells if isinstance(cell, int))
    if all(is_whole) and fits:
        return pd.Series(cells, dtype="int64" if None not in cells else "Int64")
    return pd.Series([_number(cell, "") for cell in cells], dtype=np.float64)


def _dates(column: Column, cells: Cells, place: Callable[[int], str]) -> Any:
    """Return dates, of which some may be missing."""
    _check(cells, (str, date), "no date", place)
    given = pd.Series(cells, dtype=object)
    is_other = [isinstance(c, str) and not DATE_START.match(c) for c in cells]
    likely = given.mask(np.array(is_other, dtype=bool))
    dates = text_dates(likely, "ISO8601")
    bad = np.flatnonzero(dates.isna() & given.notna())
    if len(bad):
        row = int(bad[0])
        raise InvalidDataError(
            f"{place(row)} is {_shown(cells[row])}, no date; write it as 2026-11-28 or "
            f"2026-11-28T20:24:00."
        )
    return in_zone_of(column.dtype, dates)
