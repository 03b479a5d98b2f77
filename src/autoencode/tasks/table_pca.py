"""PCA of a mixed table with missing cells, to compare an autoencoder with.

Numbers are scaled and categories one-hot, as for the autoencoder. Codes of rows with
missing cells are those of probabilistic PCA.
"""

from typing import Any, Self

import numpy as np
from sklearn.decomposition import PCA

from autoencode.arrays import Array, plain_transform
from autoencode.data.mixed import TableTransformer

MAX_ROWS, MAX_WIDTH = 20_000, 2000  # of the rows that PCA is fitted to
MAX_STEPS, TOLERANCE = 20, 1e-3  # of filling in, with a change in standard deviations
ROWS_PER_BLOCK = 512
# Multiplications for the codes of rows with gaps: a second or two.
MAX_WORK, MIN_ROWS = 4e10, 200
MAX_VALUES = 2_000_000  # of rows with gaps, to which PCA is fitted many times
# Least noise, of the largest variance. Without any, PCA of full rank would fill in the
# solution of least norm, the mean, and not the regression on the known values.
MIN_NOISE = 1e-6


class TablePca:
    """PCA of the encoded rows of a table.

    Parameters
    ----------
    table : TableTransformer
        Fitted.

    pca : PCA
        Fitted to its rows, without the columns that mark missing numbers.
    """

    def __init__(self, table: TableTransformer, pca: PCA) -> None:
        self.table, self.pca = table, pca

    @classmethod
    def fit(cls, table: TableTransformer, X: Any, n_components: int) -> Self | None:
        """Return PCA of a table; None if it has too many categories, or one row.

        Missing cells are filled in from the code of the present ones, and PCA is fitted
        again until they stay (the expectation-maximization algorithm of Roweis, 1998,
        "EM algorithms for PCA and SPCA", section 3, with the noise of Tipping & Bishop,
        1999, "Probabilistic principal component analysis", equation 12).
        """
        n_rows = len(X)
        drawn = np.random.default_rng(0).permutation(n_rows)[:MAX_ROWS]
        rows, is_known = _split(table, plain_transform(table, _rows(X, np.sort(drawn))))
        if min(rows.shape) < 2 or rows.shape[1] > MAX_WIDTH:
            return None
        n_components = min(n_components, *rows.shape)
        if not is_known.all():
            work_per_row = MAX_STEPS * n_components**2 * rows.shape[1]
            limit = min(MAX_WORK / work_per_row, MAX_VALUES / rows.shape[1])
            limit = max(MIN_ROWS, int(limit))
            rows, is_known = rows[:limit], is_known[:limit]
            n_components = min(n_components, len(rows))
        n_known = np.maximum(is_known.sum(axis=0), 1)
        rows = np.where(is_known, rows, (rows * is_known).sum(axis=0) / n_known)
        found = cls(table, _fitted(rows, n_components))
        for _ in range(0 if is_known.all() else MAX_STEPS):
            filled = np.where(is_known, rows, found._decoded(rows, is_known))
            change = np.abs(filled - rows).max()
            rows = filled
            found = cls(table, _fitted(rows, n_components))
            if change < TOLERANCE:
                break
        return found

    def is_quick(self, n_rows: int) -> bool:
        """Whether the codes of so many rows with gaps take seconds at most."""
        n_components, width = self.pca.components_.shape
        return bool(n_rows * n_components**2 * width < MAX_WORK)

    def reconstruct(self, X: Any) -> Any:
        """Return the rows of a table that are decoded from the codes of others."""
        encoded = plain_transform(self.table, X)
        decoded = self._decoded(*_split(self.table, encoded))
        n = self.table.n_numbers_
        encoded = np.zeros((len(decoded), n + decoded.shape[1]))
        encoded[:, :n], encoded[:, 2 * n :] = decoded[:, :n], decoded[:, n:]
        return self.table.inverse_transform(encoded)

    def _decoded(self, rows: Array, is_known: Array) -> Array:
        """Return rows decoded from the codes of their known values.

        A code is the mean of its distribution given these, of which a whole row has the
        projection.
        """
        axes = self.pca.components_  # (n_components, width)
        n = len(axes)
        variances = self.pca.explained_variance_
        least = MIN_NOISE * max(float(variances.max()), 1e-300)
        noise = max(float(self.pca.noise_variance_), least)
        prior = np.diag(noise / np.maximum(variances - noise, 1e-6 * least))
        centred = np.where(is_known, rows - self.pca.mean_, 0.0)
        codes = centred @ axes.T
        gaps = np.flatnonzero(~is_known.all(axis=1))
        products = (axes[:, None] * axes[None]).reshape(n * n, -1).T
        for first in range(0, len(gaps), ROWS_PER_BLOCK):
            block = gaps[first : first + ROWS_PER_BLOCK]
            precision = (is_known[block] @ products).reshape(-1, n, n) + prior
            codes[block] = np.linalg.solve(precision, codes[block][:, :, None])[:, :, 0]
        return np.asarray(self.pca.mean_ + codes @ axes)


def _rows(X: Any, rows: Array) -> Any:
    """Return some rows of a data frame or an array."""
    return X.iloc[rows] if hasattr(X, "iloc") else X[rows]


def _fitted(rows: Array, n_components: int) -> PCA:
    return PCA(n_components, random_state=0).fit(rows)


def _split(table: TableTransformer, encoded: Array) -> tuple[Array, Array]:
    """Return the values of encoded rows, and which of them are known."""
    n = table.n_numbers_
    categories = encoded[:, 2 * n :].astype(np.float64)
    is_known = [encoded[:, n : 2 * n] == 0]
    first = 0
    for size in table.category_sizes_:
        has_one = np.any(categories[:, first : first + size], axis=1, keepdims=True)
        is_known.append(np.repeat(has_one, size, axis=1))
        first += size
    rows = np.concatenate([encoded[:, :n].astype(np.float64), categories], axis=1)
    return rows, np.concatenate(is_known, axis=1)
