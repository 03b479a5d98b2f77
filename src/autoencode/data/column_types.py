"""Description of the columns of a table: their types, and how to restore them."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype as is_object

from autoencode.arrays import decimal_digits
from autoencode.data.column_numbers import (
    MAX_DIGITS,
    MICROSECONDS,
    as_native,
    as_numbers,
    is_date,
    is_float,
    microseconds,
    numpy_type,
    parse_dates,
    zone_of,
)
from autoencode.data.schema import (
    NUMBER_TYPES,
    SECONDS,
    SECONDS_PER_DAY,
    Column,
    Series,
    data_type,
    is_duration,
    keys_of,
)
from autoencode.errors import InvalidDataError

# A column of text with at least so many rows, nearly all different, identifies rows.
MIN_ROWS_OF_IDS, SHARE_OF_IDS = 20, 0.9
NESTED = (list, tuple, set, dict, np.ndarray)  # values that are cells of no table
MOST_WRITTEN = 9  # digits after the point of measured floats; computed ones have more
# Resolutions of dates and durations in seconds: days, hours, minutes, ...
STEPS = (SECONDS_PER_DAY, 3600, 60, 1, 1e-3, 1e-6)


def describe_column(values: Series, is_categorical: bool) -> Column:
    """Return the description of a column in the fit.

    Raises
    ------
    InvalidDataError
        If the column has no usable values.
    """
    if pd.api.types.is_complex_dtype(values.dtype):
        raise InvalidDataError(
            f"Column {values.name!r} holds complex numbers. Pass its real and its "
            f"imaginary part as two columns, or drop it."
        )
    present = values.dropna()
    if is_object(values.dtype) and any(isinstance(v, NESTED) for v in present):
        raise InvalidDataError(
            f"Column {values.name!r} holds lists or other values inside its cells. "
            f"Make a column of each, or drop it."
        )
    if not len(present):
        raise InvalidDataError(f"Column {values.name!r} holds no value. Drop it.")
    if is_categorical:
        return _category(present, "category", is_given=True)
    native, objects = as_native(present)
    type_name = _column_type(native)
    if type_name in NUMBER_TYPES:
        return _number(native, type_name, present, objects)
    return _category(present, type_name)


def _column_type(values: Series) -> str:
    """Return the type of a column without missing cells, from its data type."""
    types, dtype = pd.api.types, values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return "category"
    if types.is_bool_dtype(dtype):
        return "boolean"
    if is_date(dtype):
        return "date"
    if types.is_numeric_dtype(dtype) or is_duration(dtype):
        return "number"
    is_boolean = is_object(dtype) and all(map(_is_truth_value, values))
    return "boolean" if is_boolean else "category"


def _is_truth_value(value: Any) -> bool:
    return isinstance(value, bool | np.bool_)


def _number(values: Series, type_name: str, cells: Series, objects: str) -> Column:
    """Return the description of a column of numbers, dates or durations.

    ``cells`` are the ``values`` as they were given, of a class of Python.
    """
    unit = SECONDS if is_duration(values.dtype) else ""
    is_period = isinstance(cells.dtype, pd.PeriodDtype)
    own = cells.dtype if is_period else values.dtype
    dtype = _type_to_restore(own, type_name)
    column = Column(values.name, type_name, dtype, unit, objects=objects)
    numbers = as_numbers(values, column)
    low, high = float(numbers.min()), float(numbers.max())
    if not np.isfinite([low, high]).all():
        raise InvalidDataError(
            f"Column {values.name!r} holds infinity. Correct that cell, or drop its "
            f"row."
        )
    step = 0.0
    if type_name == "date":
        has_zone = zone_of(values.dtype) is not None
        wall = values.dt.tz_localize(None) if has_zone else values
        step = _step_of(microseconds(wall))
        unit = "days" if step == SECONDS_PER_DAY else ""
    elif unit == SECONDS:
        step = _step_of(np.round(numbers * MICROSECONDS))
    else:
        digits = (
            _written_digits(numbers, column) if is_float(column) else _digits(cells)
        )
        step = 0.0 if digits is None else float(10.0 ** -min(digits, MAX_DIGITS))
    mean = float(numbers.mean())
    return column._replace(unit=unit, low=low, high=high, mean=mean, step=step)


def _step_of(values: np.ndarray[Any, Any]) -> float:
    """Return the largest step in seconds that all values are multiples of."""
    sizes = ((step, round(step * MICROSECONDS)) for step in STEPS)
    return float(next(step for step, size in sizes if not (values % size).any()))


def _written_digits(numbers: np.ndarray[Any, Any], column: Column) -> int | None:
    """Return the number of digits after the point of floats; None if too many.

    ``numbers`` are the cells as float64.
    """
    own = numbers.astype(numpy_type(data_type(column.dtype)))
    with np.errstate(over="ignore", invalid="ignore"):  # of powers of ten
        rounded = (np.round(own, n) for n in range(MOST_WRITTEN + 1))
        return next((n for n, v in enumerate(rounded) if (v == own).all()), None)


def _digits(cells: Series) -> int | None:
    """Return the number of digits of decimal numbers; None for other columns."""
    digits = decimal_digits(cells.dtype)
    if digits is not None:
        return max(0, digits)
    decimals = (
        [v for v in cells if isinstance(v, Decimal)] if is_object(cells.dtype) else []
    )
    exponents = [v.as_tuple().exponent for v in decimals]
    return max((-e for e in exponents if isinstance(e, int)), default=None)


def _category(present: Series, type_name: str, *, is_given: bool = False) -> Column:
    """Return the description of a column of categories or booleans."""
    name, dtype = present.name, _type_to_restore(present.dtype, type_name)
    keys = keys_of(present)
    counts = pd.Series(keys).value_counts()
    if type_name == "category" and not is_given:
        _check_not_ids(name, present, counts)
    firsts = present.groupby(keys, sort=False, observed=True).first()
    categories = {str(key): _plain(firsts[key]) for key in counts.index}
    if not isinstance(present.dtype, pd.CategoricalDtype):
        return Column(name, type_name, dtype, "", categories)
    levels = present.dtype.categories
    order = keys_of(pd.Series(levels))
    if len(set(order)) < len(order):
        raise InvalidDataError(
            f"Column {name!r} has categories that are written alike, such as the "
            f"number 1 and the text '1'. Rename one."
        )
    categories |= {
        key: _plain(level)
        for key, level in zip(order, levels, strict=True)
        if key not in categories
    }
    unit = "ordered" if present.dtype.ordered else "unordered"
    return Column(name, type_name, "category", unit, categories, tuple(order))


def _type_to_restore(dtype: Any, type_name: str) -> str:
    """Return the name of a column's data type, or of another one that has no name.

    pandas finds dictionaries of pyarrow and some time zones by no name.
    """
    try:
        data_type(str(dtype))
    except (TypeError, ValueError, NotImplementedError):
        others = {"number": "float64", "date": "datetime64[us, UTC]"}
        return others.get(type_name, "object")
    return str(dtype)


def _check_not_ids(name: Any, present: Series, counts: Series) -> None:
    """Raise for a column of text that differs in nearly every row."""
    n_rows, n_texts = len(present), len(counts)
    is_declared = isinstance(present.dtype, pd.CategoricalDtype)
    if is_declared or n_rows < MIN_ROWS_OF_IDS or n_texts <= SHARE_OF_IDS * n_rows:
        return
    raise InvalidDataError(
        f"Column {name!r} holds {n_texts:,} different texts in {n_rows:,} rows, such "
        f"as {str(present.iloc[0])[:40]!r}: it identifies rows. Drop it, or list it in "
        f"categorical."
    )


def _plain(value: Any) -> Any:
    """Return a category as a plain Python value, if it is a NumPy scalar."""
    return value.item() if isinstance(value, np.generic) else value


def describe_dates(values: Series, date_format: str) -> Column:
    """Return the description of a column listed in ``dates``.

    An empty ``date_format`` is guessed from the first cell.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        If the format is invalid, or a cell does not match it.
    """
    native, objects = as_native(values)
    if is_date(native.dtype):
        return describe_column(values, False)
    dates, date_format = parse_dates(values, date_format)
    dtype = "int64" if objects == "int" else str(values.dtype)
    return describe_column(dates, False)._replace(format=date_format, dtype=dtype)
