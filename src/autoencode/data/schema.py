"""What the columns of a table are: numbers, dates, categories, booleans.

Each kind goes into numbers, or text that names a category, and comes back as it was.
"""

import re
import warnings
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from autoencode.errors import InvalidDataError, InvalidParameterError, one_line

Series = Any  # a pandas Series of any type
# Kinds that become one number, and those that become a block.
OF_NUMBERS, OF_CATEGORIES = ("number", "date"), ("category", "boolean")
# A column of text with at least so many rows, nearly all different, names the rows.
LEAST_ROWS_OF_NAMES, SHARE_OF_NAMES = 20, 0.9
# Data types of polars whose names say all about them.
POLARS_TYPES = (
    *("Boolean", "Categorical", "Date", "Float32", "Float64", "String"),
    *("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"),
)
SECONDS_A_DAY = 86_400
NO_CATEGORY = ""  # stands for a missing cell; no category has this key


class Column(NamedTuple):
    """A column of a table, and what is needed to make it again.

    ``unit`` is "days" of dates without a time of day, "ordered" or "unordered" of
    pandas' own categories; ``values`` are the categories by their keys, the most
    frequent first, and ``order`` those keys as pandas' own have them; ``low`` and
    ``high`` are the ends of numbers, and of dates in seconds since 1970, and ``mean``
    their mean; ``format`` is how dates that are text, or whole numbers, are written, as
    in `strptime`.
    """

    name: Any
    type: str
    dtype: str
    unit: str = ""
    values: dict[str, Any] | None = None
    order: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    mean: float = 0.0
    format: str = ""


def with_index_of(X: Any, made: Any) -> Any:
    """Return what was made of rows of a table, with their index in pandas."""
    if isinstance(X, pd.DataFrame) and isinstance(made, pd.DataFrame):
        return made.set_index(X.index)
    return made


def of_library(made: pd.DataFrame, *, is_polars: bool) -> Any:
    """Return a data frame as pandas, or as polars, has it, whose names are all text."""
    if not is_polars:
        return made
    import polars as pl

    return pl.from_pandas(made.rename(columns=str))


def as_frame(X: Any) -> tuple[pd.DataFrame, bool]:
    """Return a table as pandas has it, and whether polars made it."""
    if isinstance(X, pd.DataFrame):
        return X, False
    if type(X).__module__.startswith("polars"):
        return X.to_pandas(), True
    if issparse(X):
        raise InvalidDataError(
            "X is sparse, which tables are not: sparse input is not supported here. "
            "Give X.toarray(), or take Autoencoder."
        )
    array = np.asarray(X)
    if array.ndim != 2:
        raise InvalidDataError(
            f"X must be a table, (n_samples, n_columns); got shape {array.shape}. "
            f"Reshape your data."
        )
    if array.dtype.kind == "c":
        raise InvalidDataError("Complex data not supported: take X.real.")
    names = [f"x{j}" for j in range(array.shape[1])]
    return pd.DataFrame(array, columns=names).infer_objects(), False


def polars_type(name: str) -> Any:
    """Return the data type of polars that is written so; None if it is not known."""
    import polars as pl

    if name in POLARS_TYPES:
        return getattr(pl, name)
    parts = re.fullmatch(r"Datetime\(time_unit='(ms|us|ns)', time_zone=(.+)\)", name)
    if parts is None:
        return None
    zone = None if parts[2] == "None" else parts[2].strip("'")
    return pl.Datetime(parts[1], zone)  # type: ignore[arg-type]


def _kind(values: Series, is_categorical: bool) -> str:
    """Return what a column is, by its type."""
    types = pd.api.types
    if is_categorical or isinstance(values.dtype, pd.CategoricalDtype):
        return "category"
    if types.is_bool_dtype(values.dtype):
        return "boolean"
    if types.is_datetime64_any_dtype(values.dtype):
        return "date"
    if types.is_numeric_dtype(values.dtype) and not types.is_complex_dtype(
        values.dtype
    ):
        return "number"
    if values.dtype == object:
        present = values.dropna()
        if len(present) and all(isinstance(v, bool | np.bool_) for v in present):
            return "boolean"
    return "category"


def described(values: Series, is_categorical: bool) -> Column:
    """Return a column as it is in the fit.

    Raises
    ------
    InvalidDataError
        If it holds nothing that can be learned.
    """
    if pd.api.types.is_complex_dtype(values.dtype):
        raise InvalidDataError(
            f"Column {values.name!r} holds complex numbers. Give two columns, of its "
            f"real and its imaginary part, or leave it out."
        )
    name, kind, dtype = values.name, _kind(values, is_categorical), str(values.dtype)
    present = values.dropna()
    if not len(present):
        raise InvalidDataError(f"Column {name!r} holds no value. Leave it out.")
    if kind in OF_NUMBERS:
        numbers = as_numbers(present, Column(name, kind, dtype))
        low, high = float(numbers.min()), float(numbers.max())
        if not np.isfinite([low, high]).all():
            raise InvalidDataError(
                f"Column {name!r} holds infinity. Mend that cell, or leave its row out."
            )
        is_days = kind == "date" and not (numbers % SECONDS_A_DAY).any()
        unit, mean = "days" if is_days else "", float(numbers.mean())
        return Column(name, kind, dtype, unit, None, (), low, high, mean)
    keys = keys_of(present)
    counts = pd.Series(keys).value_counts()
    if kind == "category" and not is_categorical:
        _check_no_names(name, present, counts)
    firsts = present.groupby(keys, sort=False, observed=True).first()
    found = {str(key): _plain(firsts[key]) for key in counts.index}
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return Column(name, kind, dtype, "", found)
    levels = values.dtype.categories
    order = keys_of(pd.Series(levels))
    found |= {
        key: _plain(level)
        for key, level in zip(order, levels, strict=True)
        if key not in found
    }
    unit = "ordered" if values.dtype.ordered else "unordered"
    return Column(name, kind, "category", unit, found, tuple(order))


def _check_no_names(name: Any, present: Series, counts: Series) -> None:
    """Raise for a column of text that has another one in nearly every row."""
    n_rows, n_texts = len(present), len(counts)
    is_own = isinstance(present.dtype, pd.CategoricalDtype)
    if is_own or n_rows < LEAST_ROWS_OF_NAMES or n_texts <= SHARE_OF_NAMES * n_rows:
        return
    raise InvalidDataError(
        f"Column {name!r} holds {n_texts:,} different texts in {n_rows:,} rows, such "
        f"as {str(present.iloc[0])[:40]!r}: it names the rows. Leave it out, or give "
        f"it as categorical."
    )


def _plain(value: Any) -> Any:
    """Return a category as JSON can hold it, where it can."""
    return value.item() if isinstance(value, np.generic) else value


def keys_of(values: Series) -> np.ndarray[Any, Any]:
    """Return categories as text; 1 and 1.0 are the same; missing ones are ""."""
    present = values.notna().to_numpy()
    keys = np.full(len(values), NO_CATEGORY, dtype=object)
    numbers = pd.api.types.is_numeric_dtype(values.dtype)
    is_number = numbers and not pd.api.types.is_bool_dtype(values.dtype)
    keys[present] = [
        # A text that is empty is a category too.
        _key_of_number(value) if is_number else f"={value}"
        for value in values[present]
    ]
    return keys


def _key_of_number(value: Any) -> str:
    """Return a number as text; 1 and 1.0 are the same, and no digit is lost."""
    return str(int(value)) if value == value // 1 else repr(float(value))


def as_numbers(values: Series, column: Column) -> np.ndarray[Any, Any]:
    """Return a column as float64, NaN where it is missing; dates as seconds."""
    if column.format:
        values, _ = dates_of_text(values, column.format)
    try:
        if column.type == "date":
            dates = pd.to_datetime(values, utc=True).dt.tz_localize(None)
            seconds = dates.astype("datetime64[us]").astype("int64") / 1e6
            return np.where(values.isna(), np.nan, seconds.to_numpy(np.float64))
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    except (TypeError, ValueError) as error:
        read = pd.to_datetime if column.type == "date" else pd.to_numeric
        found = read(values.astype(object), errors="coerce")
        bad = np.flatnonzero(found.isna() & values.notna())
        where = "a cell"
        if len(bad):
            where = f"row {values.index[bad[0]]} ({values.iloc[bad[0]]!r})"
        raise InvalidDataError(
            f"Column {column.name!r} holds no {column.type} in {where}. Mend it, or "
            f"give the column as categorical in the fit."
        ) from error


def numbers_of_text(values: Series) -> Series:
    """Return text as numbers; raise for the first that is none."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        raise InvalidDataError(
            f"Column {values.name!r} is to be numbers, but holds dates. Leave it "
            f"out of numeric: dates become numbers by themselves."
        )
    numbers = pd.to_numeric(values, errors="coerce")
    bad = np.flatnonzero(numbers.isna() & values.notna())
    if len(bad):
        raise InvalidDataError(
            f"Column {values.name!r} is to be numbers, but holds "
            f"{str(values.iloc[bad[0]])[:40]!r} in row {values.index[bad[0]]} "
            f"({len(bad):,} such cells). Mend them, or leave it out of numeric."
        )
    return numbers


def described_dates(values: Series, form: str) -> Column:
    """Return a column that is told to be dates, as it is in the fit.

    ``form`` says how they are written; without one it is guessed from the first cell.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        If there is no such format, or a cell does not have it.
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return described(values, False)
    dates, form = dates_of_text(values, form)
    return described(dates, False)._replace(format=form, dtype=str(values.dtype))


def dates_of_text(values: Series, form: str) -> tuple[Series, str]:
    """Return text, or whole numbers such as 20251231, as dates, and how it was read.

    Dates stay as they are.
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values, form
    types, name, is_present = pd.api.types, values.name, values.notna()
    if types.is_numeric_dtype(values.dtype) and not types.is_bool_dtype(values.dtype):
        values = pd.Series(keys_of(values), values.index).where(is_present)
    present = values[is_present].astype(str)
    if not form and len(present):
        with warnings.catch_warnings(action="ignore"):  # of the order it has found
            guess = pd.tseries.api.guess_datetime_format(present.iloc[0])
        form = guess or ""
    if not form and len(present):
        raise InvalidDataError(
            f"Column {name!r} is to be dates, but how {present.iloc[0][:40]!r} is to "
            f"be read cannot be told. Give its format: dates={{{name!r}: '%d.%m.%Y'}}."
        )
    texts = present.astype(object).reindex(values.index)
    try:
        dates = pd.to_datetime(texts, format=form, errors="coerce", utc=True)
    except (ValueError, re.error) as error:
        raise InvalidParameterError(
            f"dates has the format {form!r} for column {name!r}, which is none "
            f"({one_line(error)}). Write one such as '%d.%m.%Y'."
        ) from error
    bad = np.flatnonzero(dates.isna() & is_present)
    if len(bad):
        raise InvalidDataError(
            f"Column {name!r} is to be dates as {form!r} has them, but holds "
            f"{str(values.iloc[bad[0]])[:40]!r} in row {values.index[bad[0]]} "
            f"({len(bad):,} such cells). Mend them, or give the column's format."
        )
    return dates.rename(name), form


def number_column(column: Column, values: np.ndarray[Any, Any]) -> Any:
    """Return numbers, or dates, as the column of the fit had them."""
    values = values.clip(column.low, column.high)
    dtype = column.dtype
    if column.type == "date":
        step = SECONDS_A_DAY if column.unit == "days" else 1
        whole = (np.round(values / step) * step).astype("int64")
        dates = pd.to_datetime(whole, unit="s", utc=True)
        if column.format:
            written = pd.Series(dates.strftime(column.format), dtype=object)
            is_number = pd.api.types.is_numeric_dtype(pd.api.types.pandas_dtype(dtype))
            return (pd.to_numeric(written) if is_number else written).astype(dtype)
        zone = getattr(pd.api.types.pandas_dtype(dtype), "tz", None)
        dates = dates.tz_localize(None) if zone is None else dates.tz_convert(zone)
        return pd.Series(dates).astype(dtype)
    if pd.api.types.is_integer_dtype(dtype):
        limits = np.iinfo(str(dtype).lower())
        # Doubles next to the ends of 64 bits are beyond them.
        numbers = [
            min(max(int(value), int(limits.min)), int(limits.max))
            for value in np.round(values)
        ]
        return pd.Series(numbers, dtype=dtype)
    return pd.Series(values).astype(dtype)


def category_column(column: Column, keys: Any) -> Any:
    """Return categories, or booleans, as the column of the fit had them."""
    known = column.values or {}
    values = pd.Series([known[key] for key in keys], dtype=object)
    if column.unit:
        levels = [known[key] for key in column.order]
        is_ordered = column.unit == "ordered"
        return values.astype(pd.CategoricalDtype(levels, ordered=is_ordered))
    return values.astype(column.dtype)


def filled(given: Series, made: Series) -> Series:
    """Return a column whose missing cells come from another; the others stay.

    Of the other's type where that holds all that is there unchanged.
    """
    is_missing = given.isna().to_numpy()
    values = given.astype(object).to_numpy(copy=True)
    values[is_missing] = made.astype(object).to_numpy()[is_missing]
    whole = pd.Series(values, index=given.index, dtype=object)
    try:
        cast = whole.astype(made.dtype)
        same = cast.notna().all() and (cast.astype(object) == whole).all()
    except (TypeError, ValueError, OverflowError):
        same = False
    return cast if same else whole.infer_objects()
