"""Column types of a table: numbers, dates, categories and booleans.

Columns are converted to numbers, or to text keys of categories, and back.
"""

import ast
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from autoencode.arrays import decimal_digits, with_plain_numbers
from autoencode.errors import InvalidDataError

Series = Any  # a pandas Series of any type
# Types that are encoded as one number, and those encoded as a one-hot block.
NUMBER_TYPES, CATEGORY_TYPES = ("number", "date"), ("category", "boolean")
# Data types of polars that have no parameters.
POLARS_TYPES = (
    *("Binary", "Boolean", "Categorical", "Date", "String", "Time"),
    *("Float16", "Float32", "Float64", "Int8", "Int16", "Int32", "Int64", "Int128"),
    *("UInt8", "UInt16", "UInt32", "UInt64", "UInt128"),
)
SECONDS, SECONDS_PER_DAY = "seconds", 86_400
# Classes of the cells of columns of Python objects.
OBJECTS = ("", "int", "float", "Decimal", "date", "datetime", "timedelta")
# A decimal type of pyarrow, which pandas does not find by its name.
DECIMAL_TYPE = re.compile(r"decimal(128|256)\((\d+), (\d+)\)\[pyarrow\]")
TRUTH_KEYS = {"1": "=True", "0": "=False", "true": "=True", "false": "=False"}
NO_CATEGORY = ""  # key of a missing cell; no category has it


class Column(NamedTuple):
    """The type of a column, and what is needed to restore it.

    ``unit`` is "days" for dates without a time of day, "seconds" for durations, which
    are numbers, and "ordered" or "unordered" for categories of pandas. ``values`` maps
    keys to categories, the most frequent first; ``order`` has the keys in the order of
    pandas' categories. ``low``, ``high`` and ``mean`` are those of numbers, and of
    dates in seconds since 1970. ``format`` is the `strptime` format of dates given as
    text or whole numbers. ``step`` is the resolution of dates and durations, in
    seconds, of decimal numbers, and of floats of few digits. ``objects`` is the class
    of the cells of a column of Python objects, one of `OBJECTS`; ``dtype`` is what they
    are converted to.
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
    step: float = 0.0
    objects: str = ""


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
    """Return a table as a data frame of pandas, and whether it was one of polars.

    Tables of pyarrow are read too.
    """
    if isinstance(X, pd.DataFrame):
        return X, False
    if type(X).__module__.startswith("polars"):
        return _of_polars(X), True
    if type(X).__module__.startswith("pyarrow") and hasattr(X, "to_pandas"):
        own = [t for t in X.schema.types if decimal_digits(t) is not None]
        types = {t: pd.ArrowDtype(t) for t in own}
        return X.to_pandas(date_as_object=False, types_mapper=types.get), False
    if issparse(X):
        raise InvalidDataError(
            "X must be a dense table: sparse input is not supported. Pass X.toarray(), "
            "or use Autoencoder."
        )
    array = np.asarray(with_plain_numbers(X))
    if array.dtype.names is not None and array.ndim == 1:  # with columns of its own
        return pd.DataFrame(array), False
    if array.dtype.kind in "SU" and array is not X and not hasattr(X, "__array__"):
        array = np.asarray(X, dtype=object)  # a list: its numbers would become text
    if isinstance(X, Mapping) or (
        isinstance(X, list | tuple) and len(X) and isinstance(X[0], Mapping)
    ):
        raise InvalidDataError(
            f"X must be a table; got a {type(X).__name__}. Pass pandas.DataFrame(X)."
        )
    if array.ndim != 2:
        raise InvalidDataError(
            f"X must have shape (n_samples, n_columns); got {array.shape}. "
            f"Reshape your data."
        )
    if array.dtype.kind == "c":
        raise InvalidDataError("Complex data not supported. Pass X.real.")
    names = [f"x{j}" for j in range(array.shape[1])]
    return pd.DataFrame(array, columns=names).infer_objects(), False


def _of_polars(X: Any) -> pd.DataFrame:
    """Return a data frame of polars as one of pandas.

    Whole numbers stay whole: pandas has no 128 bits, and makes floats of those with
    missing cells.
    """
    if not hasattr(X, "to_dicts"):
        raise InvalidDataError(
            f"X must be a data frame; got a polars {type(X).__name__}. Pass "
            f"X.{'collect' if hasattr(X, 'collect') else 'to_frame'}()."
        )
    wide = [name for name, type_ in X.schema.items() if _is_wide(type_)]
    frame = X.drop(wide).to_pandas()
    for name, type_ in X.schema.items():
        if name in wide:
            frame[name] = pd.Series(X[name].to_list(), dtype=object)
        elif type_.is_integer() and X[name].null_count():
            frame[name] = X[name].to_pandas(use_pyarrow_extension_array=True)
            frame[name] = frame[name].astype(str(type_))
    return frame[X.columns]


def _is_wide(type_: Any) -> bool:
    """Whether a data type of polars has 128 bits, which pyarrow does not have."""
    return str(type_).endswith("Int128")


def to_polars(frame: pd.DataFrame, types: Mapping[Any, Any]) -> Any:
    """Return a data frame of polars; types that are None or objects are not set."""
    import polars as pl

    wide = [name for name in frame if _is_wide(types.get(name))]
    others = frame.drop(columns=wide)
    known: Any = {
        name: types[name] for name in others if types.get(name) not in (None, pl.Object)
    }
    result = pl.from_pandas(others).cast(known, strict=False)
    made = [pl.Series(name, frame[name].tolist(), types[name]) for name in wide]
    return result.with_columns(made).select(list(frame))


def polars_type(name: str) -> Any:
    """Return the data type of polars with this name; None if it is not known."""
    import polars as pl

    if name in POLARS_TYPES:
        return getattr(pl, name, None)
    parts = re.fullmatch(r"(\w+)\((.+)\)", name, re.DOTALL)
    if parts is None or parts[1] not in ("Datetime", "Duration", "Decimal", "Enum"):
        return None
    try:
        call: Any = ast.parse(name, mode="eval").body
        given = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
        return getattr(pl, parts[1])(**given)
    except (SyntaxError, ValueError, TypeError, AttributeError):
        return None


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


def category_keys(values: Series, column: Column) -> np.ndarray[Any, Any]:
    """Return the keys of categories, those of the fit for equal ones.

    So that data types do not matter: 1, "1" and, of booleans, true are equal where one
    of them only was in the fit.
    """
    keys, known = keys_of(values), column.values or {}
    new = {key for key in keys if key != NO_CATEGORY and key not in known}
    other = {key: _other_key(key, column) for key in new}
    other = {key: found for key, found in other.items() if found in known}
    if other:
        keys[:] = [other.get(key, key) for key in keys]
    return keys


def _other_key(key: str, column: Column) -> str:
    """Return the key of a number for one of text, or the reverse."""
    text = key.removeprefix("=")
    if column.type == "boolean":
        return TRUTH_KEYS.get(text.lower(), key)
    if text == key:
        return f"={key}"
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.0*)?", text):
        return str(int(text.partition(".")[0]))  # all its digits; but not 007
    try:
        return _key_of_number(float(text)) if "." in text else key
    except (ValueError, OverflowError):
        return key


def _key_of_number(value: Any) -> str:
    """Return a number as text, equal for 1 and 1.0, without loss of digits."""
    return str(int(value)) if value == value // 1 else repr(float(value))


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


def is_duration(dtype: Any) -> bool:
    """Whether a data type is one of durations, of NumPy or pyarrow."""
    return getattr(dtype, "kind", "") == "m"


def data_type(name: str) -> Any:
    """Return the data type of pandas with this name.

    Raises
    ------
    TypeError, ValueError, NotImplementedError
        If pandas does not know it.
    """
    found = DECIMAL_TYPE.fullmatch(name)
    if found is None:
        return pd.api.types.pandas_dtype(name)
    import pyarrow as pa

    make = pa.decimal128 if found[1] == "128" else pa.decimal256
    return pd.ArrowDtype(make(int(found[2]), int(found[3])))


def category_column(column: Column, keys: Any) -> Any:
    """Return categories or booleans with the data type of the column in the fit."""
    categories = column.values or {}
    values = pd.Series([categories[key] for key in keys], dtype=object)
    if column.unit:
        levels = [categories[key] for key in column.order]
        is_ordered = column.unit == "ordered"
        return values.astype(pd.CategoricalDtype(levels, ordered=is_ordered))
    return values.astype(data_type(column.dtype))


def fill_missing(given: Series, guesses: Series) -> Series:
    """Return a column whose missing cells are filled from another one.

    The result has the type of ``guesses`` if that holds all values unchanged. Numbers
    beside durations are seconds.
    """
    is_numeric = pd.api.types.is_numeric_dtype(given.dtype)
    if is_numeric and is_duration(guesses.dtype):
        given = pd.to_timedelta(given.astype("float64"), unit="s")
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
