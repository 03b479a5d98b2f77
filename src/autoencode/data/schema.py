"""Column types of a table: numbers, dates, categories and booleans.

Columns are converted to numbers, or to text keys of categories, and back.
"""

import re
import warnings
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from autoencode.errors import InvalidDataError, InvalidParameterError, one_line

Series = Any  # a pandas Series of any type
# Types that are encoded as one number, and those encoded as a one-hot block.
NUMBER_TYPES, CATEGORY_TYPES = ("number", "date"), ("category", "boolean")
# A column of text with at least so many rows, nearly all different, identifies rows.
MIN_ROWS_OF_IDS, SHARE_OF_IDS = 20, 0.9
# Data types of polars that have no parameters.
POLARS_TYPES = (
    *("Boolean", "Categorical", "Date", "Float32", "Float64", "String"),
    *("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"),
)
SECONDS_PER_DAY = 86_400
NO_CATEGORY = ""  # key of a missing cell; no category has it


class Column(NamedTuple):
    """The type of a column, and what is needed to restore it.

    ``unit`` is "days" for dates without a time of day, and "ordered" or "unordered" for
    categories of pandas. ``values`` maps keys to categories, the most frequent first;
    ``order`` has the keys in the order of pandas' categories. ``low``, ``high`` and
    ``mean`` are those of numbers, and of dates in seconds since 1970. ``format`` is the
    `strptime` format of dates given as text or whole numbers.
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


def with_index_of(X: Any, result: Any) -> Any:
    """Return a result for the rows of a table, with their index if it has one."""
    if isinstance(X, pd.DataFrame) and isinstance(result, pd.DataFrame):
        return result.set_index(X.index)
    return result


def to_library(frame: pd.DataFrame, *, is_polars: bool) -> Any:
    """Return a data frame of pandas or of polars, whose column names are text."""
    if not is_polars:
        return frame
    import polars as pl

    return pl.from_pandas(frame.rename(columns=str))


def as_frame(X: Any) -> tuple[pd.DataFrame, bool]:
    """Return a table as a data frame of pandas, and whether it was one of polars."""
    if isinstance(X, pd.DataFrame):
        return X, False
    if type(X).__module__.startswith("polars"):
        return X.to_pandas(), True
    if issparse(X):
        raise InvalidDataError(
            "X must be a dense table: sparse input is not supported. Pass X.toarray(), "
            "or use Autoencoder."
        )
    array = np.asarray(X)
    if array.ndim != 2:
        raise InvalidDataError(
            f"X must have shape (n_samples, n_columns); got {array.shape}. "
            f"Reshape your data."
        )
    if array.dtype.kind == "c":
        raise InvalidDataError("Complex data not supported. Pass X.real.")
    names = [f"x{j}" for j in range(array.shape[1])]
    return pd.DataFrame(array, columns=names).infer_objects(), False


def polars_type(name: str) -> Any:
    """Return the data type of polars with this name; None if it is not known."""
    import polars as pl

    if name in POLARS_TYPES:
        return getattr(pl, name)
    parts = re.fullmatch(r"Datetime\(time_unit='(ms|us|ns)', time_zone=(.+)\)", name)
    if parts is None:
        return None
    zone = None if parts[2] == "None" else parts[2].strip("'")
    return pl.Datetime(parts[1], zone)  # type: ignore[arg-type]


def _column_type(values: Series, is_categorical: bool) -> str:
    """Return the type of a column, from its data type."""
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
    name, type_name = values.name, _column_type(values, is_categorical)
    dtype = _type_to_restore(values.dtype, type_name)
    present = values.dropna()
    if not len(present):
        raise InvalidDataError(f"Column {name!r} holds no value. Drop it.")
    if type_name in NUMBER_TYPES:
        numbers = as_numbers(present, Column(name, type_name, dtype))
        low, high = float(numbers.min()), float(numbers.max())
        if not np.isfinite([low, high]).all():
            raise InvalidDataError(
                f"Column {name!r} holds infinity. Correct that cell, or drop its row."
            )
        is_days = type_name == "date" and not (numbers % SECONDS_PER_DAY).any()
        unit, mean = "days" if is_days else "", float(numbers.mean())
        return Column(name, type_name, dtype, unit, None, (), low, high, mean)
    keys = keys_of(present)
    counts = pd.Series(keys).value_counts()
    if type_name == "category" and not is_categorical:
        _check_not_ids(name, present, counts)
    firsts = present.groupby(keys, sort=False, observed=True).first()
    categories = {str(key): _plain(firsts[key]) for key in counts.index}
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return Column(name, type_name, dtype, "", categories)
    levels = values.dtype.categories
    order = keys_of(pd.Series(levels))
    categories |= {
        key: _plain(level)
        for key, level in zip(order, levels, strict=True)
        if key not in categories
    }
    unit = "ordered" if values.dtype.ordered else "unordered"
    return Column(name, type_name, "category", unit, categories, tuple(order))


def _type_to_restore(dtype: Any, type_name: str) -> str:
    """Return the name of a column's data type, or of another one that has no name.

    pandas finds no decimal numbers and dictionaries of pyarrow by their names.
    """
    try:
        pd.api.types.pandas_dtype(str(dtype))
    except (TypeError, ValueError, NotImplementedError):
        return "float64" if type_name == "number" else "object"
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


def keys_of(values: Series) -> np.ndarray[Any, Any]:
    """Return categories as text keys, equal for 1 and 1.0, "" for missing cells."""
    present = values.notna().to_numpy()
    keys = np.full(len(values), NO_CATEGORY, dtype=object)
    levels = getattr(values.dtype, "categories", None)
    dtype = values.dtype if levels is None else levels.dtype
    numbers = pd.api.types.is_numeric_dtype(dtype)
    is_number = numbers and not pd.api.types.is_bool_dtype(dtype)
    keys[present] = [
        # An empty text is a category too.
        _key_of_number(value) if is_number else f"={value}"
        for value in values[present]
    ]
    return keys


def _key_of_number(value: Any) -> str:
    """Return a number as text, equal for 1 and 1.0, without loss of digits."""
    return str(int(value)) if value == value // 1 else repr(float(value))


def as_numbers(values: Series, column: Column) -> np.ndarray[Any, Any]:
    """Return a column as float64, NaN for missing cells; dates in seconds."""
    if column.format:
        values, _ = parse_dates(values, column.format)
    try:
        if column.type == "date":
            dates = pd.to_datetime(values, utc=True).dt.tz_localize(None)
            seconds = dates.astype("datetime64[us]").astype("int64") / 1e6
            return np.where(values.isna(), np.nan, seconds.to_numpy(np.float64))
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    except (TypeError, ValueError) as error:
        read = pd.to_datetime if column.type == "date" else pd.to_numeric
        parsed = read(values.astype(object), errors="coerce")
        bad = np.flatnonzero(parsed.isna() & values.notna())
        where = "a cell"
        if len(bad):
            where = f"row {values.index[bad[0]]} ({values.iloc[bad[0]]!r})"
        raise InvalidDataError(
            f"Column {column.name!r} holds no {column.type} in {where}. Correct it, or "
            f"list the column in categorical in the fit."
        ) from error


def parse_numbers(values: Series) -> Series:
    """Return text as numbers; raise if a cell is not a number."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
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


def describe_dates(values: Series, date_format: str) -> Column:
    """Return the description of a column listed in ``dates``.

    An empty ``date_format`` is guessed from the first cell.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        If the format is invalid, or a cell does not match it.
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return describe_column(values, False)
    dates, date_format = parse_dates(values, date_format)
    return describe_column(dates, False)._replace(
        format=date_format, dtype=str(values.dtype)
    )


def parse_dates(values: Series, date_format: str) -> tuple[Series, str]:
    """Return text, or whole numbers such as 20251231, as dates, and their format.

    Dates are returned unchanged.
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values, date_format
    types, name, is_present = pd.api.types, values.name, values.notna()
    if types.is_numeric_dtype(values.dtype) and not types.is_bool_dtype(values.dtype):
        values = pd.Series(keys_of(values), values.index).where(is_present)
    present = values[is_present].astype(str)
    if not date_format and len(present):
        with warnings.catch_warnings(
            action="ignore"
        ):  # about the order of day and month
            guess = pd.tseries.api.guess_datetime_format(present.iloc[0])
        date_format = guess or ""
    if not date_format and len(present):
        raise InvalidDataError(
            f"Column {name!r} is listed in dates, but the format of "
            f"{present.iloc[0][:40]!r} cannot be guessed. Give it: "
            f"dates={{{name!r}: '%d.%m.%Y'}}."
        )
    texts = present.astype(object).reindex(values.index)
    try:
        dates = pd.to_datetime(texts, format=date_format, errors="coerce", utc=True)
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


def block_keys(encoder: Any) -> list[list[str]]:
    """Return the keys of the features of each category's block.

    ``encoder`` is a fitted OneHotEncoder or None.
    """
    if encoder is None:
        return []
    blocks = []
    infrequent = encoder.infrequent_categories_
    for keys, merged in zip(encoder.categories_, infrequent, strict=True):
        shared = set() if merged is None else set(merged)
        block = [str(key) for key in keys if key not in shared]
        # Categories are sorted by frequency: the first is the most frequent.
        blocks.append(block + [str(key) for key in keys if key in shared][:1])
    return blocks


def number_column(column: Column, values: np.ndarray[Any, Any]) -> Any:
    """Return numbers or dates with the data type of the column in the fit."""
    values = values.clip(column.low, column.high)
    dtype = column.dtype
    if column.type == "date":
        step = SECONDS_PER_DAY if column.unit == "days" else 1
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
        limits = np.iinfo(_numpy_type(dtype))
        # Doubles next to the limits of 64 bits exceed them.
        numbers = [
            min(max(int(value), int(limits.min)), int(limits.max))
            for value in np.round(values)
        ]
        return pd.Series(numbers, dtype=dtype)
    return pd.Series(values).astype(dtype)


def _numpy_type(dtype: str) -> Any:
    """Return NumPy's data type for one of pandas: Int64, int64[pyarrow], Sparse."""
    found = pd.api.types.pandas_dtype(dtype)
    return getattr(found, "numpy_dtype", getattr(found, "subtype", found))


def category_column(column: Column, keys: Any) -> Any:
    """Return categories or booleans with the data type of the column in the fit."""
    categories = column.values or {}
    values = pd.Series([categories[key] for key in keys], dtype=object)
    if column.unit:
        levels = [categories[key] for key in column.order]
        is_ordered = column.unit == "ordered"
        return values.astype(pd.CategoricalDtype(levels, ordered=is_ordered))
    return values.astype(column.dtype)


def fill_missing(given: Series, guesses: Series) -> Series:
    """Return a column whose missing cells are filled from another one.

    The result has the type of ``guesses`` if that holds all values unchanged.
    """
    is_missing = given.isna().to_numpy()
    values = given.astype(object).to_numpy(copy=True)
    values[is_missing] = guesses.astype(object).to_numpy()[is_missing]
    result = pd.Series(values, index=given.index, dtype=object)
    levels = getattr(guesses.dtype, "categories", None)
    if levels is not None and not result.isin(levels).all():
        return result.infer_objects()
    try:
        cast = result.astype(guesses.dtype)
        same = cast.notna().all() and (cast.astype(object) == result).all()
    except (TypeError, ValueError, OverflowError):
        same = False
    return cast if same else result.infer_objects()
