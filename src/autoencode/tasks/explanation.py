"""Why a sample is strange: what each column has to do with it, by trying other values.

Nothing here knows what the score is: it is a function of samples.
"""

from collections.abc import Callable
from typing import NamedTuple, Self

import numpy as np

from autoencode.arrays import Array

# Columns that are tried, if nothing else is asked for, and how many values, evenly
# spread over usual samples, are tried in each.
MOST_COLUMNS, N_LEVELS = 50, 21
ROWS_AT_ONCE = 20_000


class Place(NamedTuple):
    """Which features of a sample are a column.

    A number has one, and perhaps one more that says whether it is missing.
    """

    features: Array
    is_number: bool


class Choices(NamedTuple):
    """Values that are usual in each column, and where they stand in a sample.

    A column may be several features of a sample, as the block of a category is.
    """

    places: Array  # (n_columns, width): features of a column; some twice, to fill up
    values: Array  # (n_choices, n_columns, width): to be put there together

    @classmethod
    def of_features(cls, levels: Array) -> Self:
        """Return those of columns of one feature; levels (n_levels, n_features)."""
        return cls(np.arange(levels.shape[1])[:, None], levels[:, :, None])


class Explanation(NamedTuple):
    """What makes samples strange, each array of shape (n_samples, n_features)."""

    shares: Array  # each column's part of the strangeness; a row sums to 1
    expected: Array  # what the others let expect in the column, in its own units


def usual_levels(X: Array) -> Array:
    """Return values that are usual in each column, shape (21, n_features)."""
    shares = (np.arange(N_LEVELS) + 0.5) / N_LEVELS
    return np.asarray(np.quantile(X, shares, axis=0, method="nearest"))


def explain(
    X: Array,
    reconstructed: Array,
    strangeness: Callable[[Array], Array],
    usual_error: Array,
    choices: Choices,
    n_columns: int = MOST_COLUMNS,
) -> Explanation:
    """Return by how much each column makes samples strange, and what it should be.

    Parameters
    ----------
    X, reconstructed : array of shape (n_samples, n_features)
        Samples, and their reconstructions.

    strangeness : callable
        Of samples: a number for each.

    usual_error : array of shape (n_features,)
        Mean squared error of usual samples, by which the columns to try are chosen.

    choices : Choices
        The values to try in each column.

    n_columns : int, default=50
        How many columns are tried in each sample.

    Returns
    -------
    Explanation
        ``shares`` has one for each column of ``choices``. Expected are the values that
        make a sample the least strange, or, in columns that were not tried, the
        reconstruction.
    """
    places = choices.places
    n_at_once = max(1, ROWS_AT_ONCE // min(len(places), n_columns))
    parts = []
    for start in range(0, len(X), n_at_once):
        rows = slice(start, start + n_at_once)
        errors = np.abs(X[rows] - reconstructed[rows]) / np.sqrt(usual_error)
        columns = np.argsort(-errors[:, places].max(axis=2), axis=1)[:, :n_columns]
        gains, best = _tried(X[rows], columns, strangeness, choices)
        shares = np.zeros((len(gains), len(places)))
        np.put_along_axis(shares, columns, gains, axis=1)
        expected = reconstructed[rows].astype(float)
        each = np.arange(len(gains))[:, None, None]
        expected[each, places[columns]] = choices.values[best, columns]
        parts.append((shares, expected))
    every_shares, every_expected = zip(*parts, strict=True)
    return Explanation(np.concatenate(every_shares), np.concatenate(every_expected))


def _tried(
    X: Array, columns: Array, strangeness: Callable[[Array], Array], choices: Choices
) -> tuple[Array, Array]:
    """Try all values in some columns of each sample, one column at a time.

    Returns shares of the gain, and the numbers of the values with the largest, both of
    the shape of ``columns``.
    """
    changed, column = np.repeat(X, columns.shape[1], axis=0), columns.ravel()
    each, places = np.arange(len(changed))[:, None], choices.places[column]
    least, best = np.full(len(changed), np.inf), np.zeros(len(changed), int)
    for number, values in enumerate(choices.values):
        changed[each, places] = values[column]
        found = strangeness(changed)
        best = np.where(found < least, number, best)
        least = np.minimum(found, least)
    gains = strangeness(X)[:, None] - least.reshape(columns.shape)
    gains = gains.clip(0)
    total = gains.sum(axis=1, keepdims=True)
    even = np.full_like(gains, 1 / columns.shape[1])
    shares = np.divide(gains, total, out=even, where=total > 0)
    return shares, best.reshape(columns.shape)
