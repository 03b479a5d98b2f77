"""Numbers, dates and durations of a table as float64, and back.

Dates are seconds since 1970 in UTC, durations are seconds. Columns of Python objects,
such as `decimal.Decimal` and `datetime.date`, hold any of these too.
"""

import datetime as dt
import math
import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from autoencode.arrays import decimal_digits
from autoencode.data.schema import (
    SECONDS,
    SECONDS_PER_DAY,
    Column,
    Series,
    data_type,
    is_duration,
    keys_of,
)
from autoencode.errors import InvalidDataError, InvalidParameterError, one_line
from autoencode.warning_filters import ignored_warnings

MICROSECONDS = 10**6  # of a second, the resolution of dates
TIMES_OF_CALL = ("now", "today")  # as dates, for pandas
MAX_DIGITS = 15  # after the decimal point; a float has no more


def is_date(dtype: Any) -> bool:
    """Whether a data type is one of dates."""
    return bool(pd.api.types.is_datetime64_any_dtype(dtype))


def zone_of(dtype: Any) -> Any:
    """Return the time zone of a data type of dates; None if it has none."""
    return getattr(getattr(dtype, "pyarrow_dtype", dtype), "tz", None)


def from_periods(values: Series) -> Series:
    """Return periods as the dates of their starts, and other columns as they are."""
    is_period = isinstance(values.dtype, pd.PeriodDtype)
    return values.dt.to_timestamp() if is_period else values


def as_native(values: Series) -> tuple[Series, str]:
    """Return a column of Python objects with a data type of pandas, and their class.

    The class is "int", "float" or "Decimal", "date", "datetime" or "timedelta". It is
    "", and the column is unchanged, if it has a data type, or holds anything else.
    Periods are returned as the dates of their starts.
    """
    values = from_periods(values)
    if values.dtype != object:
        return values, ""
    present = values.dropna()
    found = pd.api.types.infer_dtype(present)
    if found in ("date", "datetime", "datetime64"):
        is_day = found == "date" and not any(
            isinstance(v, dt.datetime) for v in present
        )
        return _native_dates(values), "date" if is_day else "datetime"
    if found in ("timedelta", "timedelta64"):
        return pd.to_timedelta(values), "timedelta"
    if found.startswith("mixed") and not all(map(_is_number, present)):
        return values, ""
    if found not in ("integer", "floating", "decimal") and found[:5] != "mixed":
        return values, ""
    if any(isinstance(v, Decimal) for v in present):
        cells = "Decimal"
    else:
        cells = "int" if all(isinstance(v, Integral) for v in present) else "float"
    return pd.Series(_floats(values), values.index, name=values.name), cells


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | Decimal) and not isinstance(value, bool | np.bool_)


def _native_dates(values: Series) -> Series:
    """Return dates with their time zone, or in UTC if they have several."""
    try:
        return pd.to_datetime(values)
    except ValueError:
        return pd.to_datetime(values, utc=True)


def _floats(values: Series) -> np.ndarray[Any, Any]:
    if decimal_digits(values.dtype) is not None:
        values = values.astype("float64[pyarrow]")  # fast, unlike cell by cell
    return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))


def as_numbers(values: Series, column: Column) -> np.ndarray[Any, Any]:
    """Return a column as float64, NaN for missing cells; dates in seconds.

    Raises
    ------
    InvalidDataError
        If a cell holds something else than the column of the fit.
    """
    if values.isna().all():  # of whatever data type
        return np.full(len(values), np.nan)
    if column.format:
        values, _ = parse_dates(values, column.format)
    try:
        native, _ = as_native(values)
    except (ValueError, OverflowError) as error:
        raise _wrong_cell(values, column) from error
    _check_type(native, column)
    is_text = column.type == "date" and not is_date(native.dtype)
    # Numbers are nanoseconds for pandas.
    if is_text and any(_is_number(v) or v in TIMES_OF_CALL for v in native.dropna()):
        raise _wrong_cell(values, column)
    try:
        if column.type == "date":
            seconds = microseconds(native) / MICROSECONDS
            return np.where(native.isna(), np.nan, seconds)
        return _seconds(native) if column.unit == SECONDS else _floats(native)
    except (TypeError, ValueError, OverflowError) as error:
        raise _wrong_cell(values, column) from error


def _check_type(values: Series, column: Column) -> None:
    """Raise InvalidDataError for dates in place of numbers, or the reverse."""
    dtype, types = values.dtype, pd.api.types
    is_number = types.is_numeric_dtype(dtype)
    if column.type == "date":
        is_wrong, held = is_number or is_duration(dtype), "dates"
    elif column.unit == SECONDS:
        is_wrong, held = is_date(dtype), "durations"
    else:
        is_wrong, held = is_date(dtype) or is_duration(dtype), "numbers"
    if not is_wrong:
        return
    found = "numbers" if is_number else "dates" if is_date(dtype) else "durations"
    raise InvalidDataError(
        f"Column {column.name!r} holds {found}, and held {held} in the fit. Convert "
        f"it, or fit again."
    )


def _wrong_cell(values: Series, column: Column) -> InvalidDataError:
    """Return the error for the first cell that is no number, date or duration."""
    cells = values[values.notna()].items()
    found = next((item for item in cells if not _can_read(item[1], column)), None)
    if found is None and column.type == "date":
        texts = values.dropna().astype(str)
        row, text = _of_another_format(texts)
        return InvalidDataError(
            f"Column {column.name!r} holds dates of several formats, such as "
            f"{_shown(texts.iloc[0])} and, in row {row}, {_shown(text)}. Write all of "
            f"them as 2026-11-28 or 2026-11-28 20:24:00."
        )
    where = "a cell" if found is None else f"row {found[0]} ({_shown(found[1])})"
    noun = "duration" if column.unit == SECONDS else column.type
    return InvalidDataError(
        f"Column {column.name!r} holds no {noun} in {where}. Correct it, or list the "
        f"column in categorical in the fit."
    )


def _of_another_format(texts: Series) -> tuple[Any, str]:
    """Return the row and the text of the first date unlike the first one."""
    formats = texts.map(_guessed_format).tolist()
    number = next((n for n, each in enumerate(formats) if each != formats[0]), 0)
    return texts.index[number], texts.iloc[number]


def _guessed_format(text: str) -> str:
    """Return the format of a date; "" if it cannot be guessed."""
    with ignored_warnings():  # about the order of day and month
        return pd.tseries.api.guess_datetime_format(text) or ""


def _can_read(cell: Any, column: Column) -> bool:
    """Whether a cell can be converted to the type of a column."""
    try:
        if column.type == "date":
            is_time = not _is_number(cell) and cell not in TIMES_OF_CALL
            return is_time and pd.Timestamp(cell) is not None
        if column.unit == SECONDS and not _is_number(cell):
            return pd.to_timedelta(cell) is not None
        return not isinstance(cell, dt.timedelta) and float(cell) is not None
    except (TypeError, ValueError, OverflowError):
        return False


def _shown(cell: Any) -> str:
    text = repr(cell)
    return text if len(text) <= 60 else f"{text[:60]}..."


def text_dates(texts: Series, date_format: str | None) -> Series:
    """Return texts as dates in UTC, NaT for those that are none.

    "now" and "today", for pandas the time of the call, are none: the same rows would
    have other values the next time.
    """
    is_dated = pd.api.types.is_datetime64_any_dtype(texts.dtype)
    dated = texts if is_dated else texts.mask(texts.isin(TIMES_OF_CALL))
    return pd.to_datetime(dated, format=date_format, errors="coerce", utc=True)


def in_zone_of(dtype: str, dates: Series) -> Series:
    """Return dates in UTC in the zone of a column of a data type, if it has one."""
    zone = getattr(pd.api.types.pandas_dtype(dtype), "tz", None)
    return dates.dt.tz_localize(None) if zone is None else dates.dt.tz_convert(zone)


def microseconds(values: Series) -> np.ndarray[Any, Any]:
    """Return dates as microseconds since 1970 in UTC, int64; any for missing ones."""
    dates = pd.to_datetime(values, utc=True).dt.tz_localize(None)
    return np.asarray(dates.astype("datetime64[us]").astype("int64"))


def _seconds(values: Series) -> np.ndarray[Any, Any]:
    """Return durations in seconds; numbers are seconds already."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        return _floats(values)
    if not is_duration(values.dtype):
        numbers = pd.to_numeric(values.astype(object), errors="coerce")
        others = pd.to_timedelta(values.where(numbers.isna()).astype(object))
        return np.where(numbers.isna(), _floats(others.dt.total_seconds()), numbers)
    return _floats(values.dt.total_seconds())


def parse_numbers(values: Series) -> Series:
    """Return text as numbers; raise if a cell is not a number."""
    values, _ = as_native(values)
    if is_duration(values.dtype):
        return values
    if is_date(values.dtype):
        raise InvalidDataError(
            f"Column {values.name!r} is listed in numeric, but holds dates. Remove it "
            f"from numeric: dates are encoded as numbers."
        )
    numbers = pd.to_numeric(values, errors="coerce")
    bad = np.flatnonzero(numbers.isna() & values.notna())
    if len(bad):
        raise InvalidDataError(
            f"Column {values.name!r} is listed in numeric, but holds "
            f"{str(values.iloc[bad[0]])[:40]!r} in row {values.index[bad[0]]} "
            f"({len(bad):,} such cells). Correct them, or remove it from numeric."
        )
    return numbers


def parse_dates(values: Series, date_format: str) -> tuple[Series, str]:
    """Return text, or whole numbers such as 20251231, as dates, and their format.

    Dates are returned unchanged.
    """
    values, _ = as_native(values)
    if is_date(values.dtype):
        return values, date_format
    types, name, is_present = pd.api.types, values.name, values.notna()
    if types.is_numeric_dtype(values.dtype) and not types.is_bool_dtype(values.dtype):
        values = pd.Series(keys_of(values), values.index).where(is_present)
    present = values[is_present].astype(str)
    if not date_format and len(present):
        date_format = _guessed_format(present.iloc[0])
    if not date_format and len(present):
        raise InvalidDataError(
            f"Column {name!r} is listed in dates, but the format of "
            f"{present.iloc[0][:40]!r} cannot be guessed. Give it: "
            f"dates={{{name!r}: '%d.%m.%Y'}}."
        )
    texts = present.astype(object).reindex(values.index)
    try:
        dates = text_dates(texts, date_format)
    except (ValueError, re.error) as error:
        raise InvalidParameterError(
            f"dates must have formats such as '%d.%m.%Y'; got {date_format!r} for "
            f"column {name!r} ({one_line(error)})."
        ) from error
    bad = np.flatnonzero(dates.isna() & is_present)
    if len(bad):
        raise InvalidDataError(
            f"Column {name!r} is listed in dates with the format {date_format!r}, but "
            f"holds {str(values.iloc[bad[0]])[:40]!r} in row {values.index[bad[0]]} "
            f"({len(bad):,} such cells). Correct them, or give the column's format."
        )
    return dates.rename(name), date_format


def number_column(column: Column, values: np.ndarray[Any, Any]) -> Any:
    """Return numbers, dates or durations with the data type of the fit."""
    values = values.clip(column.low, column.high)
    if column.type == "date":
        return _date_column(column, values)
    if column.unit == SECONDS:
        whole = _rounded(_whole(values), column.step)
        durations = pd.Series(pd.to_timedelta(whole, unit="us")).astype(column.dtype)
        return durations.astype(object) if column.objects else durations
    dtype = data_type(column.dtype)
    if column.step and not is_float(column):  # decimal numbers
        digits = _digits_of(column.step)
        decimals = [Decimal(f"{value:.{digits}f}") for value in values]
        return pd.Series(decimals, dtype=object if column.objects else dtype)
    if column.objects == "int":
        return pd.Series([*map(int, np.round(values))], dtype=object)
    if pd.api.types.is_integer_dtype(dtype):
        limits = np.iinfo(numpy_type(dtype))
        # Doubles next to the limits of 64 bits exceed them.
        numbers = [
            min(max(int(value), int(limits.min)), int(limits.max))
            for value in np.round(values)
        ]
        return pd.Series(numbers, dtype=dtype)
    return pd.Series(values).astype(object if column.objects else dtype)


def _digits_of(step: float) -> int:
    """Return the number of digits after the point of multiples of a power of ten."""
    return min(MAX_DIGITS, -round(math.log10(step)))


def is_float(column: Column) -> bool:
    """Whether a column held floats in the fit, as a type or as objects."""
    is_float_type = pd.api.types.is_float_dtype(data_type(column.dtype))
    return is_float_type and column.objects in ("", "float")


def as_written(values: Series, column: Column) -> Series:
    """Return floats rounded to the digits of those in the fit; others unchanged."""
    if column.type != "number" or not column.step or not is_float(column):
        return values
    rounded = np.round(_floats(values), _digits_of(column.step))
    return pd.Series(rounded, values.index).astype(values.dtype)


def numpy_type(dtype: Any) -> Any:
    """Return NumPy's data type for one of pandas: Int64, int64[pyarrow], Sparse."""
    return getattr(dtype, "numpy_dtype", getattr(dtype, "subtype", dtype))


def _whole(seconds: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return seconds as whole microseconds."""
    return np.round(seconds * MICROSECONDS).astype(np.int64)


def _rounded(values: np.ndarray[Any, Any], step: float) -> np.ndarray[Any, Any]:
    """Return microseconds rounded to multiples of a step in seconds."""
    size = round(step * MICROSECONDS)
    return np.asarray(np.round(values / size).astype(np.int64) * size)


def _date_column(column: Column, seconds: np.ndarray[Any, Any]) -> Any:
    """Return dates of the resolution, time zone and data type of the fit."""
    dtype = data_type(column.dtype)
    # Runs of earlier versions have no step.
    step = column.step or (SECONDS_PER_DAY if column.unit == "days" else 1)
    zone = None if column.format else zone_of(dtype)
    dates = pd.to_datetime(_whole(seconds), unit="us", utc=True).as_unit("us")
    dates = dates if zone is None else dates.tz_convert(zone)
    for _ in range(2):  # days do not all have 24 hours
        wall = dates.tz_localize(None).astype("int64").to_numpy()
        change = _rounded(wall, step) - wall
        dates = dates + pd.to_timedelta(change, unit="us").as_unit("us")
    if column.format:
        written = pd.Series(dates.strftime(column.format), dtype=object)
        is_number = pd.api.types.is_numeric_dtype(dtype)
        return (pd.to_numeric(written) if is_number else written).astype(dtype)
    if zone is None:
        dates = dates.tz_localize(None)
    result = pd.Series(dates).astype(dtype)
    if column.objects == "date":
        return result.dt.date.astype(object)
    return result.astype(object) if column.objects else result
