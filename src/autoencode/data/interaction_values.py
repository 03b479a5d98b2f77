"""Values of a table of interactions: numbers, times, and columns of one length."""

from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError


def check_lengths(**columns: Any) -> None:
    """Raise InvalidDataError for columns that differ in length; None has none."""
    lengths = {
        name: np.size(each) if np.isscalar(each) else len(each)
        for name, each in columns.items()
        if each is not None
    }
    first, n = next(iter(lengths.items()))
    for name, length in lengths.items():
        if length != n:
            raise InvalidDataError(
                f"{name} must have as many values as {first}, one for each "
                f"interaction; got {length:,} and {n:,}."
            )


def as_numbers(values: Any, role: str) -> Array:
    """Return numbers as float64; raise for the first that is none."""
    import pandas as pd

    given = pd.Series(values)
    if pd.api.types.is_datetime64_any_dtype(given):  # which would become nanoseconds
        given = given.astype(str)
    numbers = pd.to_numeric(given, errors="coerce").to_numpy(
        np.float64, na_value=np.nan
    )
    wrong = np.flatnonzero(~np.isfinite(numbers))
    if len(wrong):
        got, more = _first_wrong(given, wrong)
        raise InvalidDataError(
            f"The {role} in row {wrong[0]} is {got}, not a number{more}. Correct it, "
            f"or name another column with --{role}."
        )
    return np.asarray(numbers)


def _first_wrong(values: Any, rows: Array) -> tuple[str, str]:
    """Return the first wrong value in words, and the number of wrong rows if many."""
    import pandas as pd

    value = values.iloc[rows[0]]
    value = value.item() if isinstance(value, np.generic) else value
    got = "missing" if pd.isna(value) else repr(value)
    return got, f" ({len(rows):,} such rows)" if len(rows) > 1 else ""


def as_times(times: Any) -> Array | None:
    """Return times as numbers; dates are parsed."""
    import pandas as pd

    if times is None:
        return None
    given = pd.Series(times)
    if pd.api.types.is_numeric_dtype(given):
        return as_numbers(given, "time")
    parsed = _as_dates(given)
    wrong = np.flatnonzero(parsed.isna())
    if len(wrong):
        got, more = _first_wrong(given, wrong)
        raise InvalidDataError(
            f"The time in row {wrong[0]} is {got}, neither a number nor a date such as "
            f"2024-05-31{more}. Correct it, or leave --time out."
        )
    # In microseconds: nanoseconds after the year 2262 would overflow.
    plain = parsed.dt.tz_localize(None).to_numpy("datetime64[us]")
    return np.asarray(plain, dtype=np.int64)


def _as_dates(given: Any) -> Any:
    """Return texts as dates, by ISO 8601 or else by the one format that fits all."""
    from autoencode.data.column_guesses import date_formats
    from autoencode.data.column_numbers import text_dates

    parsed = text_dates(given, "ISO8601")
    if parsed.isna().mean() < 0.5:  # most are dates: the others are mistakes
        return parsed
    if not given.map(lambda each: isinstance(each, str)).all():
        return parsed
    formats = date_formats(given)
    if len(formats) > 1:
        raise InvalidDataError(
            f"The times, such as {given.iloc[0]!r}, are dates by {formats[0]} and by "
            f"{formats[1]}. Write them as 2024-05-31, or leave --time out."
        )
    if not formats:
        return parsed
    return text_dates(given, formats[0])
