"""Values of points: numbers, dates, durations, or the numbers of categories."""

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from autoencode.arrays import Array
from autoencode.data.column_numbers import (
    MICROSECONDS,
    as_native,
    is_date,
    microseconds,
    zone_of,
)
from autoencode.data.labels import MISSING
from autoencode.data.schema import SECONDS_PER_DAY, is_duration
from autoencode.plots.codes import MAX_LEGEND
from autoencode.scenes.rows import is_missing, plain_number, without_midnight

MAX_CATEGORIES = 60  # of a column; the rarer ones are merged
OTHER = "others"
DATE, SECONDS = "date", "s"


class Values(NamedTuple):
    """Values of all points: numbers, or the number of a category.

    Parameters
    ----------
    values : array of shape (n_points,)
        NaN where missing; of categories their numbers, -1 where missing. Float32 of
        what a model computes, float64 of labels and of columns that need it.
    categories : list of str or None, default=None
        Names of the categories; None for numbers.
    unit : {"", "date", "s"}, default=""
        Of numbers: dates are seconds since 1970, as the clock on the wall showed them;
        durations are seconds.
    """

    values: Array
    categories: list[str] | None = None
    unit: str = ""

    def of_row(self, row: int) -> float | str | None:
        """Return the value of a row as JSON."""
        value = float(self.values[row])
        if self.categories is None:
            return shown(value, self.unit)
        return self.categories[int(value)] if value >= 0 else None

    def usual(self, value: float) -> float | str | None:
        """Return a mean or median of the values as JSON; of days it is a day."""
        present = self.values[np.isfinite(self.values)]
        if self.unit == DATE and not (present % SECONDS_PER_DAY).any():
            value = round(value / SECONDS_PER_DAY) * SECONDS_PER_DAY
        return shown(value, self.unit)


def shown(value: float, unit: str) -> float | str | None:
    """Return a number as JSON; dates and durations as people write them."""
    number = plain_number(value)
    if number is None or not unit:
        return number
    if unit == SECONDS:
        return f"{number:.15g}\N{NO-BREAK SPACE}s"
    return without_midnight(str(np.datetime64(round(value), "s")).replace("T", " "))


def label_values(y: Array, names: Any = None) -> Values:
    """Return labels: as classes with names, or if they are few whole numbers.

    The pictures of codes have the same rule. Of a sample with several classes (``y``
    of two dimensions) the first one is taken.
    """
    if y.ndim == 2:
        first = np.where(y.any(axis=1), y.argmax(axis=1), MISSING)
        return _numbered(first, range(y.shape[1]) if names is None else names)
    if names is not None and y.dtype.kind in "US":
        return categories_of(y, names)
    found = _of_series(pd.Series(y))
    if names is not None:
        is_class = found.categories is None and not found.unit
        return _numbered(found.values, names) if is_class else categories_of(y, names)
    if found.categories is None and not found.unit:
        present = np.unique(found.values[~np.isnan(found.values)])
        is_whole = np.isfinite(present).all() and (present == present.round()).all()
        if is_whole and len(present) <= MAX_LEGEND:
            return categories_of(found.values)
    return found


def label_cells(y: Array, names: Any = None) -> Any:
    """Return labels as cells of a table: names, all that a sample has, or numbers."""
    if y.ndim == 2:
        names = range(y.shape[1]) if names is None else names
        classes = [[str(names[k]) for k in np.flatnonzero(row)] for row in y]
        return ["; ".join(each) or None for each in classes]
    if names is None or y.dtype.kind in "US":
        return y
    values = label_values(y, names)
    return [values.of_row(row) for row in range(len(y))]


def _numbered(numbers: Array, names: Any) -> Values:
    """Return classes by their numbers; those without a name are named by number."""
    known = np.where(np.isfinite(numbers), numbers, MISSING).astype(int)
    kept = [str(name) for name in names]
    unnamed = np.unique(known[(known >= len(kept)) | (known < MISSING)])
    for place, number in enumerate(unnamed, len(kept)):
        known[known == number] = place
    return Values(known.astype(np.float32), [*kept, *map(str, unnamed)])


def categories_of(values: Any, names: Any = None) -> Values:
    """Return labels or texts as numbers of categories, the commonest kept.

    Without ``names`` they are sorted: numbers by their size, before texts.
    """
    cells = [None if is_missing(value) else _text(value) for value in values]
    texts = pd.Series(cells, dtype=object)
    if names is None:
        kept = sorted(texts.value_counts().index[:MAX_CATEGORIES], key=_place)
    else:
        kept = [str(name) for name in names]
    numbers = texts.map({name: number for number, name in enumerate(kept)})
    is_other = numbers.isna() & texts.notna()
    if is_other.any():
        numbers = numbers.mask(is_other, len(kept))
        kept = [*kept, OTHER]
    return Values(numbers.fillna(MISSING).to_numpy(np.float32), kept)


def _text(value: Any) -> str:
    is_float = isinstance(value, float | np.floating)
    return str(int(value)) if is_float and value.is_integer() else str(value)


def _place(text: str) -> tuple[bool, float, str]:
    """Return the key by which a category is sorted."""
    try:
        number = float(text)
    except ValueError:
        number = math.inf
    is_number = math.isfinite(number)
    return not is_number, number if is_number else 0.0, text


def column_values(X: Any, number: int) -> Values:
    """Return a column of a table: numbers, dates, durations, or categories."""
    if hasattr(X, "iloc"):
        return _of_series(X.iloc[:, number])
    cells = own_column(X, number)
    is_exact = cells.dtype in (np.float32, np.float16, np.int8, np.uint8, np.bool_)
    return Values(cells.astype(np.float32 if is_exact else np.float64))


def own_column(X: Any, number: int) -> Array:
    """Return a column of an array or a sparse matrix, in the data type of its own."""
    if sparse.issparse(X):
        return np.asarray(X[:, [number]].toarray()[:, 0])
    return np.asarray(X[:, number])


def _of_series(series: "pd.Series[Any]") -> Values:
    """Return a column of a data frame, with the type that models take it for."""
    try:
        found, _ = as_native(series)
    except (ValueError, OverflowError):  # dates that pandas cannot hold
        found = series
    if is_date(found.dtype):
        if zone_of(found.dtype) is not None:
            found = found.dt.tz_localize(None)
        seconds = microseconds(found) / MICROSECONDS
        return Values(np.where(found.isna(), np.nan, seconds), unit=DATE)
    if is_duration(found.dtype):
        seconds = found.dt.total_seconds().to_numpy(np.float64, na_value=np.nan)
        return Values(seconds, unit=SECONDS)
    types = pd.api.types
    if types.is_bool_dtype(found) or not types.is_numeric_dtype(found):
        return categories_of(found.to_numpy(dtype=object, na_value=None))
    return Values(found.to_numpy(np.float64, na_value=np.nan))
