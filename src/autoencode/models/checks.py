"""Checks of the input of estimators: samples, codes and numbers.

In addition to scikit-learn's checks, errors name the row and column of a bad value.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.utils.validation import validate_data

from autoencode.arrays import (
    Array,
    Samples,
    canonical,
    first_nonfinite,
    row_blocks,
    with_plain_numbers,
)
from autoencode.errors import InvalidDataError, InvalidParameterError, one_line
from autoencode.models.frame_columns import (
    OF_DATES,
    column_names,
    refuse_dates,
    refuse_repeated_names,
)
from autoencode.models.image_arrays import as_rows, image_shape_of
from autoencode.training.streams import RowStream

ENCODE = (
    "drop or encode that column, for example with sklearn.preprocessing.OneHotEncoder."
)
IMPUTE = (
    "impute such values, for example with sklearn.impute.SimpleImputer, or drop those "
    "rows."
)


def check_samples(
    estimator: Any,
    X: Any,
    *,
    reset: bool,
    at_least: int = 1,
    if_missing: str | None = None,
    if_text: str | None = None,
) -> Samples:
    """Return ``X`` as a numeric array or CSR matrix, checked as scikit-learn does.

    Parameters
    ----------
    estimator : estimator
        Its ``n_features_in_`` and ``feature_names_in_`` are set if ``reset``.

    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        Finite numbers; or images, if the estimator has an ``image_shape``.

    reset : bool
        Whether ``X`` defines the number of features, as in `fit`.

    at_least : int, default=1
        Minimum number of rows.

    if_missing, if_text : str or None, default=None
        What the messages for NaN and for text advise. None names the estimator for
        tables, if there is one and ``reset`` is True.

    Raises
    ------
    InvalidDataError
        If ``X`` is not two-dimensional, has text, dates, NaN or infinity, has too few
        rows or columns, or not the same number of columns as in `fit`.
    """
    if isinstance(X, RowStream):
        refuse_stream(estimator)
    table = getattr(estimator, "_for_tables", "") if reset else ""
    if_missing = if_missing or _advice(IMPUTE, table, "missing values")
    if_text = if_text or _advice(ENCODE, table, "text and dates")
    for_dates = table or "TableAutoencoder"
    refuse_masked(X)
    refuse_mapping(X)
    X = as_rows(estimator, with_plain_numbers(X), reset=reset)
    refuse_dates(X, for_dates)
    refuse_repeated_names(X)
    names = column_names(X)
    shape = getattr(X, "shape", None)
    if shape is not None and len(shape) == 1:
        raise InvalidDataError(
            f"X must be 2-D, (n_samples, n_features); got a 1-D array of length "
            f"{shape[0]}. Reshape your data: X.reshape(-1, 1) if it is one feature, "
            f"X.reshape(1, -1) if it is one sample."
        )
    try:
        checked = validate_data(
            estimator,
            X,
            reset=reset,
            accept_sparse="csr",
            dtype="numeric",
            ensure_all_finite=False,
            ensure_min_samples=at_least,
        )
    except (ValueError, TypeError) as error:
        if "not 'dict'" in str(error):  # scikit-learn's checks expect a TypeError
            raise
        raise InvalidDataError(_reason(X, str(error), if_text)) from error
    text = _text_cell(X) if checked.dtype == object else None
    if text is not None:
        raise InvalidDataError(_text_message(*text, if_text))
    if checked.dtype.kind in "mM":
        raise InvalidDataError(
            f"X must be numeric; got dates or durations. {OF_DATES.format(for_dates)}"
        )
    if checked.dtype.kind not in "fiub":
        raise InvalidDataError(
            f"X must have a numeric type; got {checked.dtype}. Convert it with "
            f"X.astype(float)."
        )
    if checked.dtype.itemsize > 8:  # long double, which PyTorch does not support
        checked = checked.astype(np.float64)
    checked = canonical(checked)  # other libraries do not sum repeated entries
    check_finite(checked, names, if_missing)
    return checked


def _advice(way: str, table: str, takes: str) -> str:
    """Return a way out as a sentence, after the estimator for tables if any."""
    if not table:
        return way[0].upper() + way[1:]
    return f"Use {table}, which takes {takes}, or {way}"


def refuse_masked(X: Any) -> None:
    """Raise InvalidDataError for a masked cell, whose number has no meaning."""
    if not isinstance(X, np.ma.MaskedArray) or not np.ma.is_masked(X):
        return
    where = np.argwhere(np.ma.getmaskarray(X))
    raise InvalidDataError(
        f"X is a masked array with {len(where):,} masked cells; the first is at "
        f"{tuple(map(int, where[0]))}. Fill them in, for example by "
        f"sklearn.impute.SimpleImputer on X.filled(numpy.nan)."
    )


def refuse_mapping(X: Any) -> None:
    """Raise InvalidDataError for columns by name, which are no data frame."""
    if isinstance(X, Mapping) and not sparse.issparse(X):  # DOK is a dict
        raise InvalidDataError(
            f"X must be an array or a data frame; got a {type(X).__name__}. Pass "
            f"pandas.DataFrame(X)."
        )


def refuse_stream(estimator: Any) -> None:
    """Raise InvalidDataError for rows on disk where rows in memory are needed."""
    raise InvalidDataError(
        f"{type(estimator).__name__} takes rows in memory here, not a stream. Pass a "
        f"sample, stream.sample(100_000).X, or loop over the stream for blocks of rows."
    )


def check_test_samples(estimator: Any, X_test: Any) -> Samples | None:
    """Return test samples like those that `check_samples` has seen; None if none.

    Raises
    ------
    InvalidDataError
        If they are not valid.
    """
    if X_test is None:
        return None
    try:
        return check_samples(estimator, X_test, reset=False)
    except InvalidDataError as error:
        raise InvalidDataError(f"X_test is not valid: {error}") from error


def _reason(X: Any, message: str, if_text: str) -> str:
    """Return the message for samples that scikit-learn refuses with this message."""
    if "omplex" in message:  # scikit-learn's message prints the samples
        return "Complex data not supported: X has complex numbers. Use X.real."
    if "inhomogeneous" in message:
        return "X must have rows of the same length; got rows of different lengths."
    if message.startswith("Feature names are only supported"):
        return (
            "X must have column names of type str; got several types. Convert them "
            "with X.columns = X.columns.astype(str)."
        )
    if "np.matrix is not supported" in message:
        return "X must be an array; got a matrix. Convert it with numpy.asarray(X)."
    words = ("convert", "promoted", "datetime", "float() argument")
    if any(word in message.lower() for word in words):
        text = _text_cell(X)
        if text is not None:
            return _text_message(*text, if_text)
        return "X must be numeric; got text. Convert it with X.astype(float)."
    message = " ".join(message.split())
    return re.sub(r" instead: array=.*(?=\. Reshape)", " instead", message)


def check_finite(X: Samples, names: list[str] | None, if_missing: str) -> None:
    """Raise InvalidDataError for the first NaN or infinity, with its row and column."""
    found = first_nonfinite(X)
    if found is not None:
        row, column, value, count = found
        word = "NaN" if np.isnan(value) else "infinity (inf)"
        more = f" ({count} such values in total)" if count > 1 else ""
        raise InvalidDataError(
            f"X has {word} in row {row}, column {named_column(column, names)}{more}. "
            f"{if_missing if np.isnan(value) else _advice(IMPUTE, '', '')}"
        )


def check_limits(
    X: Samples,
    rows: Array | None,
    names: Any,
    why: str,
    instead: str,
    limits: tuple[float, float] = (0.0, 1.0),
) -> None:
    """Raise InvalidDataError for the first value outside limits, naming its column.

    ``why`` names what has these limits, and ``instead`` an alternative without them.
    """
    low, high = limits
    if low == -np.inf:
        return
    found = outside_interval(X, rows, low, high)
    if found is not None:
        column, value = found
        range_ = f"in [{low:g}, {high:g}]" if high < np.inf else f"from {low:g}"
        raise InvalidDataError(
            f"{why} needs values {range_}; column {named_column(column, names)} has "
            f"{value:g}. Scale the data, for example with "
            f"sklearn.preprocessing.MinMaxScaler(clip=True), or {instead}."
        )


def outside_interval(
    X: Samples, rows: Array | None, low: float, high: float
) -> tuple[int, float] | None:
    """Return (column, value) of the first value outside ``[low, high]``, or None."""
    if rows is None and sparse.issparse(X) and low <= 0 <= high:
        smallest, largest = X.data.min(initial=0), X.data.max(initial=0)
        if smallest >= low and largest <= high and X.has_canonical_format:
            return None
    for block in row_blocks(X, rows):
        if block.min() < low or block.max() > high:
            row, column = np.argwhere((block < low) | (block > high))[0]
            return int(column), float(block[row, column])
    return None


def named_column(column: int, names: Any) -> str:
    """Return the number of a column, with its name if it has one."""
    return f"{column}" if names is None else f"{column} ({str(names[column])!r})"


def _text_cell(X: Any) -> tuple[int, str, Any] | None:
    """Return (row, column, value) of the first value that is not numeric, or None."""
    values = np.asarray(X, dtype=object)
    if values.ndim != 2:
        return None
    names = column_names(X)
    for column in range(values.shape[1]):
        for row in range(values.shape[0]):
            try:
                float(values[row, column])
            except (TypeError, ValueError):
                return row, named_column(column, names), values[row, column]
    return None


def _text_message(row: int, column: str, value: Any, advice: str) -> str:
    return f"X must be numeric; got {value!r} in row {row}, column {column}. {advice}"


def check_codes(codes: Any, n_components: int) -> Array:
    """Return codes as a finite float32 array of shape (n_samples, n_components)."""
    codes = with_plain_numbers(codes)
    if np.iscomplexobj(codes):
        raise InvalidDataError("Codes must be real; got complex numbers.")
    try:
        with np.errstate(over="ignore"):
            checked = np.asarray(codes, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise InvalidDataError(f"Codes must be numeric: {one_line(error)}.") from error
    if checked.ndim != 2 or checked.shape[1] != n_components:
        raise InvalidDataError(
            f"Codes must have shape (n_samples, {n_components}), n_components columns; "
            f"got shape {checked.shape}."
        )
    if not np.isfinite(checked).all():
        row, column = np.argwhere(~np.isfinite(checked))[0]
        raise InvalidDataError(
            f"Codes must be finite in float32; got {np.asarray(codes)[row, column]} in "
            f"row {row}, column {column}."
        )
    return checked


def check_plain_code(model: Any) -> None:
    """Raise for parameters that are invalid if codes are distributions.

    Raises
    ------
    InvalidParameterError
    """
    choices = {
        "code_activation": ("identity",),
        "tied_weights": (False,),
        "pretraining": ("none", "isomap"),
    }
    for name, possible in choices.items():
        value, only = getattr(model, name), possible[0]
        if value not in possible:
            raise InvalidParameterError(
                f"{name} must be {only!r} if the encoder returns means and variances; "
                f"got {value!r}."
            )


def check_is_of_images(model: Any, changed_by: str) -> None:
    """Raise if the shape of images, which a parameter needs, is unknown.

    ``changed_by`` is the name of the parameter.

    Raises
    ------
    InvalidParameterError
    """
    if image_shape_of(model) is None:
        raise InvalidParameterError(
            f"{changed_by}={getattr(model, changed_by)!r} needs the shape of images, "
            f"such as image_shape=(28, 28); got None."
        )


def one_sample(x: Any) -> Any:
    """Return one sample as a table of one row, with its feature names if any.

    Raises
    ------
    InvalidDataError
        If there are several rows.
    """
    if hasattr(x, "to_frame") and getattr(x, "index", None) is not None:
        return x.to_frame().T  # a row of a data frame of pandas
    if getattr(x, "ndim", 2) == 1 or not hasattr(x, "shape"):
        return np.reshape(x, (1, -1))
    if x.shape[0] != 1:
        raise InvalidDataError(
            f"x must be a single sample; got an array of {x.shape[0]} rows."
        )
    return x


def has_own_modules(model: Any) -> bool:
    """Whether the encoder or the decoder is a module of the user."""
    parts = (getattr(model, name, None) for name in ("encoder", "decoder"))
    return any(part is not None for part in parts)
