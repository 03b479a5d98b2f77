"""Means of ratings: how high a user rates in general, and how high an item is rated."""

from typing import Any, NamedTuple, Self

import numpy as np
from scipy import sparse

from autoencode.arrays import Array

# Ratings that a mean is shrunk by: it is that of so many more ratings equal to the mean
# of all. Chosen on held-out training ratings of MovieLens.
SHRINKAGE = 5.0
ROUNDS = 10  # of turns between users and items; more change the fourth digit


class Means(NamedTuple):
    """The expected rating of a user and an item: ``mean + users[u] + items[i]``."""

    mean: float
    users: Array  # (n_users,), float32
    items: Array  # (n_items,), float32

    @classmethod
    def of(cls, ratings: sparse.csr_array) -> Self:
        """Return the regularized means of ratings, shape (n_users, n_items).

        The minimum of the squared errors plus 5 times the squares of all differences
        from the mean, by turns (Koren, 2010, section 2.1). Without ratings all are 0.
        """
        n_users, n_items = ratings.shape
        u, i = rows_of(ratings), ratings.indices
        values = ratings.data.astype(np.float64)
        mean = float(values.mean()) if len(values) else 0.0
        rest = values - mean
        users, items = np.zeros(n_users), np.zeros(n_items)
        of_user = np.bincount(u, minlength=n_users) + SHRINKAGE
        of_item = np.bincount(i, minlength=n_items) + SHRINKAGE
        for _ in range(ROUNDS):
            items = np.bincount(i, rest - users[u], n_items) / of_item
            users = np.bincount(u, rest - items[i], n_users) / of_user
        return cls(mean, users.astype(np.float32), items.astype(np.float32))

    def of_new_users(self, ratings: sparse.csr_array) -> Array:
        """Return the differences of other users, by their ratings of these items."""
        rest = ratings.data - self.mean - self.items[ratings.indices]
        sums = np.bincount(rows_of(ratings), rest, ratings.shape[0])
        found = sums / (np.diff(ratings.indptr) + SHRINKAGE)
        return np.asarray(found, np.float32)

    def residuals(
        self, ratings: sparse.csr_array, users: Array | None = None
    ) -> sparse.csr_array:
        """Return the ratings minus what is expected, in the same places.

        ``users`` are differences of other users, as of `of_new_users`.
        """
        users = self.users if users is None else users
        found = ratings.astype(np.float32, copy=True)
        expected = self.mean + users[rows_of(ratings)] + self.items[ratings.indices]
        found.data = (ratings.data - expected).astype(np.float32)
        return found


def rows_of(X: sparse.csr_array) -> Array:
    """Return the row of each stored value."""
    rows: Any = np.repeat(np.arange(X.shape[0]), np.diff(X.indptr))
    return np.asarray(rows)
