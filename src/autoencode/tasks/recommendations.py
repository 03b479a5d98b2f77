"""What an `ItemRecommender` returns, and the ranking of items in blocks of users."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from autoencode.arrays import Array
from autoencode.tasks.ranking import best_items


class Recommendations(NamedTuple):
    """Recommended items: arrays of shape (n_users, n), the best items first."""

    items: Array  # numbers of items, int64; -1 where there are no more
    scores: Array  # float32; NaN where there are no more items
    by_popularity: Array  # (n_users,), bool: nothing is known of the user


class Explanation(NamedTuple):
    """The items of a user that speak for another one: arrays of shape (n_items,)."""

    items: Array  # numbers of items of the user, int64
    contributions: Array  # to the score, float32, in decreasing order


def user_blocks(n_users: int, n_items: int, scores_at_once: int) -> Iterator[slice]:
    """Yield blocks of users with at most so many scores of items, or of one user."""
    size = max(1, scores_at_once // n_items)
    return (slice(s, min(s + size, n_users)) for s in range(0, n_users, size))


def ranked(
    scores_of: Callable[[sparse.csr_array], Array],
    blocks: Iterable[slice],
    likes: sparse.csr_array,
    left_out: Sequence[sparse.csr_array],
    is_unknown: Array,
    n: int,
) -> Recommendations:
    """Return the items with the highest scores, a block of users at a time.

    Parameters
    ----------
    scores_of : callable
        Returns a new array of the scores of all items for some rows of ``likes``.

    blocks : iterable of slice
        Of the users; memory grows with their size, not with the number of users.

    likes : csr_array of shape (n_users, n_items)
        The items of users.

    left_out : sequence of csr_array of shape (n_users, n_items)
        Above 0 for items not to recommend.

    is_unknown : array of shape (n_items,)
        Items not to recommend to anyone.

    n : int
        Number of items for each user.

    Returns
    -------
    Recommendations
    """
    items = np.full((likes.shape[0], n), -1, np.int64)
    scores = np.full((likes.shape[0], n), np.nan, np.float32)
    for rows in blocks:
        found = scores_of(likes[rows])
        found[:, is_unknown] = -np.inf
        for each in left_out:
            found[each[rows].nonzero()] = -np.inf
        items[rows] = best_items(found, n)
        kept = items[rows] >= 0
        best = np.take_along_axis(found, np.maximum(items[rows], 0), axis=1)
        scores[rows] = np.where(kept, best, np.nan)
    return Recommendations(items, scores, np.diff(likes.indptr) == 0)
