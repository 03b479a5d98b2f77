"""Checks of what estimators are given: samples and codes.

Beyond scikit-learn's own checks, what is wrong is said with its row and column.
"""

from numbers import Integral
from typing import Any

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils.validation import validate_data

from autoencode.arrays import Array, Samples, first_nonfinite, row_blocks
from autoencode.errors import InvalidDataError, InvalidParameterError, one_line, warn

# A column's variance, in units of the others' mean, above which it drowns them.
MOST_VARIANCE = 30.0


def check_samples(estimator: Any, X: Any, *, reset: bool, at_least: int = 1) -> Samples:
    """Return ``X`` as a numeric array or CSR matrix, checked as scikit-learn does.

    Parameters
    ----------
    estimator : estimator
        Gets ``n_features_in_`` and ``feature_names_in_`` if ``reset``, else has them.

    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        Numbers; all finite.

    reset : bool
        Whether ``X`` defines the number of features, as in `fit`.

    at_least : int, default=1
        The least number of rows.

    Raises
    ------
    InvalidDataError
        If ``X`` is not two-dimensional, holds text, NaN or infinity, has too few rows
        or columns, or another width than in `fit`.
    """
    names = [str(name) for name in X.columns] if hasattr(X, "columns") else None
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
        if "not 'dict'" in str(error):  # scikit-learn's contract keeps this TypeError
            raise
        raise InvalidDataError(_reason(X, str(error))) from error
    text = _text_cell(X) if checked.dtype == object else None
    if text is not None:
        raise InvalidDataError(_text_message(*text))
    if checked.dtype.kind not in "fiub":
        raise InvalidDataError(
            f"X must hold numbers; its type is {checked.dtype}. Convert it with "
            f"X.astype(float)."
        )
    if checked.dtype.itemsize > 8:  # long double: no tensor has its digits
        checked = checked.astype(np.float64)
    check_finite(checked, names)
    return checked


def _reason(X: Any, words: str) -> str:
    """Return what is wrong with samples that scikit-learn refuses with these words."""
    if "omplex" in words:  # scikit-learn's words have all the samples in them
        return "Complex data not supported: X holds complex numbers. Take X.real."
    if "inhomogeneous" in words:
        return "X has rows of different lengths; every sample has the same features."
    if words.startswith("Feature names are only supported"):
        return (
            "X has column names of several types; all of them must be text: "
            "X.columns = X.columns.astype(str)."
        )
    if any(word in words.lower() for word in ("convert", "promoted", "datetime")):
        text = _text_cell(X)
        if text is not None:
            return _text_message(*text)
        return "X holds text; the model takes numbers. Convert it to float."
    return " ".join(words.split())


def check_finite(X: Samples, names: list[str] | None = None) -> None:
    """Raise InvalidDataError for the first NaN or infinity, with its row and column."""
    found = first_nonfinite(X)
    if found is not None:
        row, column, value, count = found
        word = "NaN" if np.isnan(value) else "infinity (inf)"
        more = f" ({count} such cells in all)" if count > 1 else ""
        raise InvalidDataError(
            f"X has {word} in row {row}, column {_column(column, names)}{more}. Fill "
            f"such cells, for example with sklearn.impute.SimpleImputer, or leave "
            f"those rows out."
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

    ``why`` says what needs such values, ``instead`` what can do without.
    """
    low, high = limits
    if low == -np.inf:
        return
    found = outside_interval(X, rows, low, high)
    if found is not None:
        column, value = found
        range_ = f"in [{low:g}, {high:g}]" if high < np.inf else f"from {low:g}"
        raise InvalidDataError(
            f"{why} takes values {range_}; column {_column(column, names)} holds "
            f"{value:g}. Scale the data, for example with "
            f"sklearn.preprocessing.MinMaxScaler(clip=True), or {instead}."
        )


def check_counts(X: Samples, names: Any) -> None:
    """Raise InvalidDataError for the first value that counts nothing."""
    start = 0
    for block in row_blocks(X):
        bad = (block < 0) | (block != np.rint(block))
        if bad.any():
            row, column = np.argwhere(bad)[0]
            value = block[row, column]
            what = "a negative number" if value < 0 else "no whole number"
            raise InvalidDataError(
                f"visible_units='counts' takes whole numbers from 0; row "
                f"{start + row}, column {_column(int(column), names)} holds {value:g}, "
                f"{what}. Give counts, such as those of sklearn.feature_extraction."
                f"text.CountVectorizer, or use visible_units='gaussian'."
            )
        start += len(block)


def check_columns_alike(X: Samples, names: Any) -> None:
    """Warn of a column whose variance is far above that of the others.

    Gaussian units have variance 1: such a column's steps would be far too large, and
    the others' far too small.
    """
    n_rows = X.shape[0]
    with np.errstate(over="ignore", invalid="ignore"):
        mean = sum(block.sum(axis=0, dtype=float) / n_rows for block in row_blocks(X))
        variances = sum(
            np.square(block - mean).sum(axis=0) / n_rows for block in row_blocks(X)
        )
        largest = int(np.argmax(variances))
        usual = float(np.delete(variances, largest).mean()) if X.shape[1] > 1 else 0.0
        ratio = float(variances[largest]) / usual if usual > 0 else 1.0
    if ratio > MOST_VARIANCE:
        warn(
            f"Gaussian visible units take columns of similar variance: that of column "
            f"{_column(largest, names)} is {ratio:.0f} times the mean of the others. "
            f"Scale the data, for example with sklearn.preprocessing.StandardScaler."
        )


def outside_interval(
    X: Samples, rows: Array | None, low: float, high: float
) -> tuple[int, float] | None:
    """Return (column, value) of the first value outside ``[low, high]``, or None."""
    for block in row_blocks(X, rows):
        if block.min() < low or block.max() > high:
            row, column = np.argwhere((block < low) | (block > high))[0]
            return int(column), float(block[row, column])
    return None


def _column(column: int, names: Any) -> str:
    """Return a column's number, with its name where it has one."""
    return f"{column}" if names is None else f"{column} ({str(names[column])!r})"


def _text_cell(X: Any) -> tuple[int, str, Any] | None:
    """Return (row, column, value) of the first cell that is no number, or None."""
    values = np.asarray(X, dtype=object)
    if values.ndim != 2:
        return None
    names = X.columns if hasattr(X, "columns") else None
    for column in range(values.shape[1]):
        for row in range(values.shape[0]):
            try:
                float(values[row, column])
            except (TypeError, ValueError):
                return row, _column(column, names), values[row, column]
    return None


def _text_message(row: int, column: str, value: Any) -> str:
    return (
        f"X has {value!r} in row {row}, column {column}; the model takes numbers. "
        f"Leave that column out, or encode it, for example with "
        f"sklearn.preprocessing.OneHotEncoder."
    )


def check_codes(codes: Any, n_components: int) -> Array:
    """Return codes as a finite float32 array of shape (n_samples, n_components)."""
    if np.iscomplexobj(codes):
        raise InvalidDataError("Codes must be real numbers; got complex ones.")
    try:
        checked = np.asarray(codes, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise InvalidDataError(f"Codes must be numbers: {one_line(error)}.") from error
    if checked.ndim != 2 or checked.shape[1] != n_components:
        raise InvalidDataError(
            f"Codes must have shape (n_samples, {n_components}), n_components columns; "
            f"got shape {checked.shape}."
        )
    if not np.isfinite(checked).all():
        row, column = np.argwhere(~np.isfinite(checked))[0]
        raise InvalidDataError(
            f"Codes must be finite; got {checked[row, column]} in row {row}, column "
            f"{column}."
        )
    return checked


def check_plain_code(model: Any) -> None:
    """Raise for choices that make no sense where codes are distributions.

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
                f"{name} must be {only!r} where the encoder gives means and variances; "
                f"got {value!r}."
            )


def check_is_of_images(model: Any, changed_by: str) -> None:
    """Raise for what changes images, where their shape is not known.

    ``changed_by`` is a parameter of the model.

    Raises
    ------
    InvalidParameterError
    """
    if model.image_shape is None:
        raise InvalidParameterError(
            f"{changed_by}={getattr(model, changed_by)!r} changes images, and needs "
            f"their image_shape, such as (28, 28); got None."
        )


def check_numbers(at_least: int = 1, **numbers: Any) -> None:
    """Raise InvalidDataError for the first that is no whole number, or too small."""
    for name, number in numbers.items():
        if not isinstance(number, Integral):
            raise InvalidDataError(f"{name} must be a whole number; got {number!r}.")
        if int(number) < at_least:
            raise InvalidDataError(f"{name} must be at least {at_least}; got {number}.")


def random_numbers(random_state: Any) -> np.random.RandomState:
    """Return what numbers are drawn from.

    Raises
    ------
    InvalidDataError
        If it is no seed, no RandomState and not None.
    """
    try:
        found: np.random.RandomState = check_random_state(random_state)
        return found
    except (ValueError, TypeError):
        raise InvalidDataError(
            f"random_state must be a whole number from 0 to {2**32 - 1}, a RandomState "
            f"or None; got {random_state!r}."
        ) from None


def one_sample(x: Any) -> Any:
    """Return one sample as a table of one row, with the names it has.

    Raises
    ------
    InvalidDataError
        If there are more.
    """
    if hasattr(x, "to_frame") and getattr(x, "index", None) is not None:
        return x.to_frame().T  # a row of a data frame of pandas
    if getattr(x, "ndim", 2) == 1 or not hasattr(x, "shape"):
        return np.reshape(x, (1, -1))
    if x.shape[0] != 1:
        raise InvalidDataError(
            f"It starts from one sample; got an array of {x.shape[0]} rows."
        )
    return x
