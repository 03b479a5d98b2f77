"""Missing cells of columns that are often missing, filled before rows are scored.

Such a cell is no anomaly. Encoded as zeros and a flag it would be one, and it would
hide relations between columns: where one of them is missing, they do not hold. So it is
replaced by its expected value given the rest of the row, as if it were not missing.

The expected value is that of a normal distribution of encoded rows. With the mean
:math:`\\mu` and the precision matrix (inverse covariance) P, the missing features m
given the others o are

.. math:: x_m = \\mu_m - P_{mm}^{-1} P_{mo} (x_o - \\mu_o).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np

from autoencode.arrays import Array, subsample
from autoencode.tasks.explanation import ColumnFeatures

# A column is often missing from this share of the rows on, and this number of rows.
MIN_SHARE, MIN_GAPS = 0.01, 3
MAX_SAMPLES = 10_000  # to estimate the distribution from
N_ITERATIONS = 5  # of filling, and of estimating from the filled rows
RIDGE = 0.01  # added to variances, times the number of features per row


class GapFiller(NamedTuple):
    """Fills the missing cells of some columns of encoded rows.

    Attributes
    ----------
    columns : int array of shape (n_filled,)
        Numbers of the columns that are often missing.

    mean, low, high : array of shape (n_features,)
        Of encoded rows; values are clipped to ``low`` and ``high``.

    precision : array of shape (n_filled_features, n_features)
        Rows of the precision matrix, those of the features of ``columns``.
    """

    columns: Array
    mean: Array
    low: Array
    high: Array
    precision: Array

    @classmethod
    def learn(cls, rows: Array, columns: Sequence[ColumnFeatures]) -> Self | None:
        """Return a filler for encoded rows; None if no column is often missing.

        Parameters
        ----------
        rows : array of shape (n_samples, n_features)
            Encoded rows, flagged where numbers are missing, zeros where categories are.

        columns : list of ColumnFeatures
            Features of each column; of a number, it and its flag.
        """
        missing = np.stack([is_missing(rows, each) for each in columns], axis=1)
        least = max(MIN_GAPS, MIN_SHARE * len(rows))
        common = np.flatnonzero(missing.sum(axis=0) >= least)
        if not len(common):
            return None
        drawn = subsample(len(rows), MAX_SAMPLES, 0)
        Z, gaps = rows[drawn].astype(np.float64), missing[drawn]
        features = _features(columns, common)
        for number in common.tolist():  # to start from: the mean of the others
            own, gap = columns[number].features, gaps[:, number]
            present = Z[np.ix_(~gap, own)]
            Z[np.ix_(gap, own)] = present.sum(axis=0) / max(1, len(present))
        filler = cls._of(common, Z, features)
        for _ in range(N_ITERATIONS):
            spread = filler._spread(gaps[:, common], columns)
            Z = filler._filled(Z, gaps[:, common], columns)
            filler = cls._of(common, Z, features, spread)
        return filler

    @classmethod
    def _of(
        cls, common: Array, Z: Array, features: Array, spread: Array | float = 0.0
    ) -> Self:
        """Return a filler with the distribution of complete rows.

        ``spread`` is the sum, over rows that were filled, of the covariance that the
        filled values have around their expected ones (EM; Little & Rubin, 2002): the
        columns would vary less than they do without it.
        """
        mean = Z.mean(axis=0)
        covariance = ((Z - mean).T @ (Z - mean) + spread) / len(Z)
        covariance += RIDGE * Z.shape[1] / len(Z) * np.eye(Z.shape[1])
        precision = np.linalg.inv(covariance)[features]
        return cls(common, mean, Z.min(axis=0), Z.max(axis=0), precision)

    def fill(self, rows: Array, columns: Sequence[ColumnFeatures]) -> Array:
        """Return encoded rows whose missing cells in these columns are filled."""
        missing = [is_missing(rows, columns[number]) for number in self.columns]
        gaps = np.stack(missing, axis=1)
        some = np.flatnonzero(gaps.any(axis=1))
        result = rows.copy()
        filled = self._filled(rows[some].astype(np.float64), gaps[some], columns)
        for own, number in zip(gaps[some].T, self.columns, strict=True):
            features = columns[number].features
            values = filled[np.ix_(own, features)]
            if not columns[number].is_number:  # one category, as in other rows
                values = np.eye(len(features))[values.argmax(axis=1)]
            result[np.ix_(some[own], features)] = values
        return result

    def check(self, columns: Sequence[ColumnFeatures]) -> None:
        """Raise ValueError if the arrays do not fit encoded rows."""
        if not np.isin(self.columns, np.arange(len(columns))).all():
            raise ValueError("gaps_ has columns that the table has not")
        width = sum(len(column.features) for column in columns)
        n_filled = len(_features(columns, self.columns))
        shapes = [array.shape for array in self[1:]]
        if shapes != [(width,)] * 3 + [(n_filled, width)]:
            raise ValueError("gaps_ is for another number of features")
        if not all(np.isfinite(array).all() for array in self):
            raise ValueError("gaps_ is not finite")
        self.fill(np.zeros((1, width)), columns)

    def _spread(self, gaps: Array, columns: Sequence[ColumnFeatures]) -> Array:
        """Return the sum of the covariances of missing values given the others."""
        width = self.precision.shape[1]
        known, found = _features(columns, self.columns), np.zeros((width, width))
        patterns, counts = np.unique(gaps, axis=0, return_counts=True)
        for pattern, count in zip(patterns, counts, strict=True):
            m = _features(columns, self.columns[pattern])
            P = self.precision[np.isin(known, m)][:, m]
            found[np.ix_(m, m)] += count * np.linalg.inv(P)
        return found

    def _filled(
        self, Z: Array, gaps: Array, columns: Sequence[ColumnFeatures]
    ) -> Array:
        """Return rows with expected values; ``gaps`` (n_samples, n_filled)."""
        result, Z = Z.copy(), Z.clip(self.low, self.high) - self.mean
        known = _features(columns, self.columns)
        patterns, which = np.unique(gaps, axis=0, return_inverse=True)
        for index, pattern in enumerate(patterns):
            own = np.flatnonzero(which.ravel() == index)
            m = _features(columns, self.columns[pattern])
            P = self.precision[np.isin(known, m)]
            weights = np.linalg.solve(P[:, m], P)
            weights[:, m] = 0  # of unknown values
            for feature, weight in zip(m, weights, strict=True):
                # Not a matrix product, whose last bit depends on the number of rows.
                values = self.mean[feature] - (Z[own] * weight).sum(axis=1)
                low, high = self.low[feature], self.high[feature]
                result[own, feature] = values.clip(low, high)
        return result


def is_missing(rows: Array, column: ColumnFeatures) -> Array:
    """Return in which encoded rows the cell of a column is missing."""
    if column.is_number:
        return np.asarray(rows[:, column.features[1]] > 0)
    return np.asarray(~rows[:, column.features].any(axis=1))


def _features(columns: Sequence[ColumnFeatures], numbers: Any) -> Array:
    """Return the features of some columns, in order."""
    features = [columns[number].features for number in numbers]
    return np.sort(np.concatenate([np.empty(0, int), *features]))
