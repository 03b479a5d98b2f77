"""Checks of a `TableTransformer`: its parameters, its state and the tables given."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from sklearn.preprocessing import (
    OneHotEncoder,
    QuantileTransformer,
    StandardScaler,
)

from autoencode.data.schema import (
    CATEGORY_TYPES,
    NO_CATEGORY,
    NUMBER_TYPES,
    OBJECTS,
    SECONDS,
    Column,
    as_frame,
)
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
    warn,
)

SCALES = ("standard", "quantile")
TYPE_PARAMETERS = ("categorical", "numeric", "dates")  # lists of columns by type


def check_parameters(transformer: Any) -> None:
    """Raise InvalidParameterError for invalid parameters."""
    if transformer.scale not in SCALES:
        raise InvalidParameterError(
            f"scale must be one of {listed(SCALES)}; got {transformer.scale!r}."
        )
    for option in TYPE_PARAMETERS:
        names = getattr(transformer, option)
        if isinstance(names, str) or not isinstance(names, Iterable):
            raise InvalidParameterError(
                f"{option} must be a list of names; got {names!r}."
            )
    formats = transformer.dates
    if isinstance(formats, Mapping) and not all(
        isinstance(value, str) for value in formats.values()
    ):
        raise InvalidParameterError(
            f"dates must be a list of names, or a mapping of names to formats such as "
            f"'%d.%m.%Y'; got {formats!r}."
        )
    limit = transformer.max_categories
    if not isinstance(limit, int | np.integer) or limit < 2:
        raise InvalidParameterError(
            f"max_categories must be a whole number of at least 2; got {limit!r}."
        )


def check_encoded(X: Any, width: int) -> Any:
    """Return encoded rows as float64; raise InvalidDataError for invalid ones."""
    try:
        rows = np.asarray(X, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidDataError(f"Encoded rows must be numbers: {error}.") from error
    if rows.ndim != 2 or rows.shape[1] != width or not len(rows):
        raise InvalidDataError(
            f"Encoded rows must have shape (n_samples, {width}), at least one row; got "
            f"{rows.shape}."
        )
    if np.isnan(rows).any():
        row, column = np.argwhere(np.isnan(rows))[0]
        raise InvalidDataError(
            f"Encoded rows must be numbers; got NaN in row {row}, column {column}."
        )
    return rows


def check_column_names(transformer: Any, frame: Any) -> None:
    """Raise for duplicate columns, and for names that are listed twice or unknown."""
    if any(name is None or name != name for name in frame.columns):
        raise InvalidDataError("X has a column without a name (None). Give it one.")
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise InvalidDataError(f"X has two columns named {twice!r}. Rename one.")
    for first, second in combinations(TYPE_PARAMETERS, 2):
        both = set(getattr(transformer, first)) & set(getattr(transformer, second))
        if both:
            raise InvalidParameterError(
                f"{first} and {second} both name {listed(sorted(both))}. Remove it "
                f"from one of them."
            )
    for option in TYPE_PARAMETERS:
        for name in getattr(transformer, option):
            if name not in frame.columns:
                hint = did_you_mean(str(name), [str(each) for each in frame.columns])
                raise InvalidParameterError(
                    f"{option} names {name!r}, which is not a column of X.{hint}"
                )


def check_state(transformer: Any) -> None:
    """Raise ValueError if the fitted attributes of a loaded transformer are invalid."""
    names = [column.name for column in transformer.columns_]
    n_columns = transformer.n_features_in_
    if names != list(transformer.feature_names_in_) or len(names) != n_columns:
        raise ValueError("its columns are not those of feature_names_in_")
    for column in transformer.columns_:
        _check_column(column)
    allowed = {
        "scaler_": (StandardScaler, QuantileTransformer, type(None)),
        "encoder_": (OneHotEncoder, type(None)),
    }
    for name, classes in allowed.items():
        value = getattr(transformer, name)
        if not isinstance(value, classes):
            raise ValueError(f"its {name} is a {type(value).__name__}")


def _check_column(column: Any) -> None:
    """Raise ValueError for an invalid column of the schema."""
    if column.type not in (*NUMBER_TYPES, *CATEGORY_TYPES):
        raise ValueError(f"column {column.name!r} has the type {column.type!r}")
    for field in ("dtype", "unit", "format"):
        if not isinstance(getattr(column, field), str):
            raise ValueError(f"{field} of column {column.name!r} is not a string")
    numbers = [getattr(column, field) for field in ("low", "high", "mean", "step")]
    if not all(isinstance(v, int | float) and np.isfinite(v) for v in numbers):
        raise ValueError(f"low, high or mean of column {column.name!r} is not a number")
    least = 0 if column.type == "number" and column.unit != SECONDS else 1e-6
    if column.step and column.step < max(least, 1e-15):
        raise ValueError(f"the step of column {column.name!r} is {column.step}")
    if column.objects not in OBJECTS or (column.unit == SECONDS and not column.step):
        raise ValueError(f"column {column.name!r} has objects of an unknown class")
    known = {} if column.values is None else column.values
    if not isinstance(known, dict) or not set(column.order) <= set(known):
        raise ValueError(f"the categories of column {column.name!r} do not match")
    # As of earlier versions, for categories of pandas that are numbers.
    if any(key[:1] != "=" and f"={key}" in known for key in column.order):
        raise ValueError(f"column {column.name!r} has each category twice: fit again")


def columns_of_fit(X: Any, names: list[Any], class_name: str) -> Any:
    """Return the columns of the fit, in its order, as a data frame of pandas.

    Raises
    ------
    InvalidDataError
        If a column is missing, or there is no row. Other columns are dropped with a
        warning.
    """
    frame, is_named = as_frame(X)[0], hasattr(X, "columns")
    if not len(frame):
        raise InvalidDataError(
            f"X has 0 sample(s) (shape={frame.shape}) while a minimum of 1 is required."
        )
    if frame.columns.has_duplicates:
        raise InvalidDataError("X has two columns with the same name. Rename one.")
    if not is_named and len(frame.columns) != len(names):
        raise InvalidDataError(
            f"X has {len(frame.columns)} features, but {class_name} is expecting "
            f"{len(names)} features as input."
        )
    if not is_named:
        frame = frame.set_axis(names, axis=1)
    missing = [name for name in names if name not in set(frame.columns)]
    extra = [name for name in frame.columns if name not in set(names)]
    if missing:
        hint = did_you_mean(str(missing[0]), [str(name) for name in extra])
        raise InvalidDataError(
            f"X lacks {len(missing)} of the {len(names)} columns of the fit: "
            f"{listed(missing)}.{hint}"
        )
    if extra:
        warn(f"X has columns that were not in the fit: {listed(extra)}; dropped.")
    return frame[names]


AS_MISSING = "they count as missing. Fit again on samples that include them."


def warn_of_new_categories(column: Column, keys: Any, effect: str) -> None:
    """Warn of keys that were not in the fit, and of their effect."""
    known = {*(column.values or {}), NO_CATEGORY}
    new = [key for key in pd.unique(keys) if key not in known]
    if new:
        names = [key.removeprefix("=") for key in new]
        n_cells = int(np.isin(keys.astype(str), new).sum())
        warn(
            f"Column {column.name!r} holds categories that were not in the fit "
            f"({listed(names, limit=5)}; {n_cells:,} in all); {effect}"
        )
