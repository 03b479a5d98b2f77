"""Explanation of anomaly scores: by how much each column raises the score.

The score is any function of samples; it is evaluated with other values in each column.
"""

from collections.abc import Callable
from typing import NamedTuple, Self

import numpy as np

from autoencode.arguments import check_numbers
from autoencode.arrays import Array

# Defaults: columns tried per sample, and values tried per column (evenly spaced
# quantiles of the training samples).
MAX_COLUMNS, N_LEVELS = 50, 21
ROWS_PER_BLOCK = 20_000


class ColumnFeatures(NamedTuple):
    """The features of an encoded row that hold one column of a table.

    A number has one feature, and optionally a second that flags a missing cell.
    """

    features: Array
    is_number: bool


class Candidates(NamedTuple):
    """Typical values of each column, to be tried in samples.

    A column may be several features of a sample, such as a one-hot category.
    """

    features: Array  # (n_columns, width): features of a column, repeated to fill up
    values: Array  # (n_candidates, n_columns, width): values of these features

    @classmethod
    def of_features(cls, levels: Array) -> Self:
        """Return candidates for single features; levels (n_levels, n_features)."""
        return cls(np.arange(levels.shape[1])[:, None], levels[:, :, None])


class Explanation(NamedTuple):
    """Why samples are anomalous; arrays of shape (n_samples, n_features)."""

    shares: Array  # share of each column in the score; rows sum to 1
    expected: Array  # expected value given the other columns, in the column's units


def typical_levels(X: Array) -> Array:
    """Return typical values of each column: quantiles, shape (21, n_features)."""
    shares = (np.arange(N_LEVELS) + 0.5) / N_LEVELS
    return np.asarray(np.quantile(X, shares, axis=0, method="nearest"))


def explain(
    X: Array,
    X_hat: Array,
    score: Callable[[Array], Array],
    typical_error: Array,
    candidates: Candidates,
    n_columns: int = MAX_COLUMNS,
) -> Explanation:
    """Return the share of each column in the score, and its expected value.

    Parameters
    ----------
    X, X_hat : array of shape (n_samples, n_features)
        Samples and their reconstructions.

    score : callable
        Anomaly score of samples, shape (n_samples,).

    typical_error : array of shape (n_features,)
        Mean squared error of normal samples; selects the columns to try.

    candidates : Candidates
        Values to try in each column.

    n_columns : int, default=50
        Columns to try per sample; at least 1.

    Returns
    -------
    Explanation
        ``shares`` has one entry per column of ``candidates``. ``expected`` has the
        values with the lowest score or, in columns that were not tried, the
        reconstruction.

    Raises
    ------
    InvalidParameterError
        If ``n_columns`` is no whole number of at least 1.
    """
    check_numbers(n_columns=n_columns)
    features = candidates.features
    n_rows = max(1, ROWS_PER_BLOCK // min(len(features), n_columns))
    parts = []
    for start in range(0, len(X), n_rows):
        rows = slice(start, start + n_rows)
        errors = np.abs(X[rows] - X_hat[rows]) / np.sqrt(typical_error)
        columns = np.argsort(-errors[:, features].max(axis=2), axis=1)[:, :n_columns]
        gains, best = _try_candidates(X[rows], columns, score, candidates)
        shares = np.zeros((len(gains), len(features)))
        np.put_along_axis(shares, columns, gains, axis=1)
        expected = X_hat[rows].astype(float)
        samples = np.arange(len(gains))[:, None, None]
        expected[samples, features[columns]] = candidates.values[best, columns]
        parts.append((shares, expected))
    all_shares, all_expected = zip(*parts, strict=True)
    return Explanation(np.concatenate(all_shares), np.concatenate(all_expected))


def _try_candidates(
    X: Array, columns: Array, score: Callable[[Array], Array], candidates: Candidates
) -> tuple[Array, Array]:
    """Try all candidates in some columns of each sample, one column at a time.

    Returns shares of the total decrease of the score, and the indices of the best
    candidates; both have the shape of ``columns``.
    """
    changed, column = np.repeat(X, columns.shape[1], axis=0), columns.ravel()
    rows, features = np.arange(len(changed))[:, None], candidates.features[column]
    lowest, best = np.full(len(changed), np.inf), np.zeros(len(changed), int)
    for index, values in enumerate(candidates.values):
        changed[rows, features] = values[column]
        scores = score(changed)
        best = np.where(scores < lowest, index, best)
        lowest = np.minimum(scores, lowest)
    gains = score(X)[:, None] - lowest.reshape(columns.shape)
    gains = gains.clip(0)
    total = gains.sum(axis=1, keepdims=True)
    uniform = np.full_like(gains, 1 / columns.shape[1])
    shares = np.divide(gains, total, out=uniform, where=total > 0)
    return shares, best.reshape(columns.shape)
