"""Correlations of code units with columns: Pearson's and Spearman's."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import beta, rankdata

from autoencode.errors import InvalidDataError

Values = NDArray[np.float64]

MAX_CATEGORIES = 20  # of a property of categories; the most frequent ones
MOST_COUNTED = 8  # samples whose 40,320 orders are counted


def correlations(codes: Values, columns: Values) -> tuple[Values, Values]:
    """Return the correlation of each unit with each column.

    Parameters
    ----------
    codes : array of shape (n_samples, n_units)
        Finite.

    columns : array of shape (n_samples, n_columns)
        NaN where a value is missing: the other samples are used.

    Returns
    -------
    pearson, spearman : array of shape (n_units, n_columns)
        From -1 to 1, NaN for units or columns that are constant. Spearman's is
        Pearson's of the ranks, equal values having their mean rank.
    """
    shape = (codes.shape[1], columns.shape[1])
    pearson, spearman = np.full(shape, np.nan), np.full(shape, np.nan)
    is_missing = np.isnan(columns)
    is_whole = ~is_missing.any(axis=0)
    groups: list[tuple[Any, Any]] = [(np.flatnonzero(is_whole), slice(None))]
    groups += [([j], ~is_missing[:, j]) for j in np.flatnonzero(~is_whole)]
    for numbers, rows in groups:
        units, values = codes[rows], columns[rows][:, numbers]
        if len(values) > 1:
            pearson[:, numbers] = _pearson(units, values)
            ranks = (rankdata(each, axis=0) for each in (units, values))
            spearman[:, numbers] = _pearson(*ranks)
    return pearson, spearman


def _pearson(codes: Values, columns: Values) -> Values:
    """Return Pearson's correlation; NaN for what is constant."""
    standard = [_standardized(codes), _standardized(columns)]
    return np.clip(standard[0].T @ standard[1], -1, 1)


def _standardized(values: Values) -> Values:
    """Return columns of mean 0 and length 1; NaN for those that are constant."""
    centred = values - values.mean(axis=0)
    length = np.sqrt(np.square(centred).sum(axis=0))
    length[np.ptp(values, axis=0) == 0] = np.nan
    return np.asarray(centred / length)


def smallest_clear(n_samples: int, n_pairs: int) -> float:
    """Return the size above which Spearman's correlation is distinguishable from 0.

    The two-sided 5 % bound of independent variables, divided among all pairs
    (Bonferroni). The distribution of Spearman's correlation does not depend on those of
    the variables, unless many values are equal: of up to 8 samples all permutations
    are counted, of more a symmetric beta distribution has the exact variance and fourth
    moment [1]_. 1, which no correlation is above, if there are too few samples to tell.

    References
    ----------
    .. [1] E. G. Olds. "Distributions of sums of squares of rank differences for small
       numbers of individuals". Annals of Mathematical Statistics 9, 1938.
    """
    n = int(n_samples)
    if n < 5:
        return 1.0
    level = 0.05 / max(n_pairs, 1)
    if n <= MOST_COUNTED:
        sizes = _sizes_of_independent(n)
        # Above what is computed of this size with another rounding.
        bound = sizes[-1 - int(level * len(sizes))] + 1e-9
        return float(min(bound, 1.0))
    fourth = 25 * n**3 - 38 * n**2 - 35 * n + 72
    kurtosis = 3 * fourth / (25 * n * (n**2 - 1))  # below 3, that of a normal variable
    shape = 3 * (kurtosis - 1) / (2 * (3 - kurtosis))
    width = np.sqrt((2 * shape + 1) / (n - 1))  # for the variance 1 / (n - 1)
    bound = width * (2 * beta.isf(level / 2, shape, shape) - 1)
    return float(min(bound, 1.0))


@cache
def _sizes_of_independent(n: int) -> Values:
    """Return the sizes of Spearman's correlation for all orders of n, sorted."""
    orders = np.array(list(permutations(range(n))))
    distances = np.square(orders - np.arange(n)).sum(axis=1)
    return np.asarray(np.sort(np.abs(1 - 6 * distances / (n * (n**2 - 1)))))


def as_columns(properties: Any, n_samples: int) -> dict[str, Values]:
    """Return properties as columns of numbers.

    Categories become a column of 0 and 1 for each of the 20 most frequent ones, named
    ``name=category``; of two, for the last in their order. Dates become days.

    Parameters
    ----------
    properties : data frame, or mapping of str to array of shape (n_samples,)
        Numbers, booleans, dates, or categories as text; cells may be missing.

    n_samples : int
        Number of samples.

    Raises
    ------
    InvalidDataError
        If they are neither, or a property does not have a value for each sample.
    """
    if not hasattr(properties, "columns") and not isinstance(properties, Mapping):
        raise InvalidDataError(
            f"properties must be a data frame, or a dict of names and values; got "
            f"{type(properties).__name__}."
        )
    columns: dict[str, Values] = {}
    for name in getattr(properties, "columns", properties):
        values = np.asarray(properties[name])
        if values.shape != (n_samples,):
            raise InvalidDataError(
                f"Property {str(name)!r} must have one value for each of the "
                f"{n_samples:,} samples; got shape {values.shape}."
            )
        columns |= _columns_of(str(name), values)
    return columns


def _columns_of(name: str, values: NDArray[Any]) -> dict[str, Values]:
    """Return the columns of numbers of one property."""
    if values.dtype.kind in "biuf":
        column = values.astype(np.float64)
        return {name: np.where(np.isfinite(column), column, np.nan)}
    if values.dtype.kind in "mM":
        # Nanoseconds do not hold dates before 1678.
        unit = "datetime64[us]" if values.dtype.kind == "M" else "timedelta64[us]"
        days = values.astype(unit)
        number = days.astype(np.int64) / 86_400e6
        return {name: np.where(np.isnat(days), np.nan, number)}
    is_missing = np.asarray(pd.isna(values))
    if not is_missing.all() and all(isinstance(d, date) for d in values[~is_missing]):
        times = np.full(len(values), np.datetime64("NaT", "us"))
        times[~is_missing] = [_in_utc(each) for each in values[~is_missing]]
        return _columns_of(name, times)
    try:
        number = np.full(len(values), np.nan)
        number[~is_missing] = [_number(value) for value in values[~is_missing]]
        return {name: number}
    except (TypeError, ValueError):
        return _indicators(name, values.astype(str), is_missing)


def _in_utc(value: date) -> date:
    """Return a date or time without its time zone, if any."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _number(value: Any) -> float:
    """Return a number; text is none, even of digits."""
    if isinstance(value, str):
        raise TypeError
    return float(value)


def _indicators(
    name: str, values: NDArray[np.str_], is_missing: NDArray[np.bool_]
) -> dict[str, Values]:
    """Return a column for each category, NaN where the value is missing."""
    found, counts = np.unique(values[~is_missing], return_counts=True)
    kept = np.sort(np.argsort(-counts, kind="stable")[:MAX_CATEGORIES])
    if len(found) == 2:
        kept = kept[1:]
    return {
        f"{name}={category}": np.where(is_missing, np.nan, values == category)
        for category in found[kept]
    }
