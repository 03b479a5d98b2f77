"""Ranking of items, and measures of a ranking.

A ranking is an array of shape (n_users, n_ranked): the numbers of the items, the best
first, and -1 where there are no more. Relevant items are a sparse matrix of users and
items. All measures of a user are in [0, 1].
"""

import numpy as np
from scipy import sparse

from autoencode.arrays import Array


def best_items(scores: Array, n: int) -> Array:
    """Return the items with the highest scores, in their order.

    Parameters
    ----------
    scores : array of shape (n_users, n_items)
        Items of -inf are not ranked.

    n : int
        Number of items for each user.

    Returns
    -------
    array of shape (n_users, n), int64
        Of equal scores the first item is first; -1 where there are no more items.
    """
    n_users, n_items = scores.shape
    kept = min(n, n_items)
    # Candidates by their value, so that equal scores at the limit are those of the
    # first items, whatever the order of the partition.
    limit = -np.partition(-scores, kept - 1, axis=1)[:, kept - 1 : kept]
    found = np.full((n_users, n), -1, np.int64)
    for row in range(n_users):
        near = np.flatnonzero((scores[row] >= limit[row]) & (scores[row] > -np.inf))
        order = np.argsort(-scores[row, near], kind="stable")[:kept]
        found[row, : len(order)] = near[order]
    return found


def hits(ranking: Array, relevant: sparse.csr_array) -> Array:
    """Return whether each ranked item is relevant, (n_users, n_ranked) of bool."""
    n_users, n_items = relevant.shape
    stored = np.repeat(np.arange(n_users), np.diff(relevant.indptr)) * n_items
    keys = np.arange(n_users)[:, np.newaxis] * n_items + ranking
    return np.asarray(np.isin(keys, stored + relevant.indices) & (ranking >= 0))


def ndcg(found: Array, n_relevant: Array, k: int) -> Array:
    """Return the normalized discounted cumulative gain at ``k`` of each user.

    The sum of ``1 / log2(1 + rank)`` over the relevant items among the first ``k``,
    divided by the largest possible sum (Järvelin & Kekäläinen, 2002).

    Parameters
    ----------
    found : array of shape (n_users, n_ranked)
        Those of `hits`.

    n_relevant : array of shape (n_users,)
        Number of relevant items; at least 1.

    k : int
        Number of ranked items; at most n_ranked.

    Returns
    -------
    array of shape (n_users,), float64
    """
    discounts = 1 / np.log2(np.arange(2, k + 2))
    largest = np.cumsum(discounts)[np.minimum(n_relevant, k) - 1]
    return np.asarray(found[:, :k] @ discounts / largest)


def recall(found: Array, n_relevant: Array, k: int) -> Array:
    """Return the share of relevant items among the first ``k``, for each user.

    Divided by ``k`` if there are more relevant items, as by Liang et al. (2018), so
    that 1 can be reached. Parameters as for `ndcg`.
    """
    return np.asarray(found[:, :k].sum(axis=1) / np.minimum(n_relevant, k))


def average_precision(found: Array, n_relevant: Array, k: int) -> Array:
    """Return the average precision at ``k`` of each user.

    The precision at the rank of each relevant item among the first ``k``, summed and
    divided by the number of relevant items, at most ``k``. Parameters as for `ndcg`.
    """
    first = found[:, :k]
    precision = np.cumsum(first, axis=1) / np.arange(1, k + 1)
    return np.asarray((precision * first).sum(axis=1) / np.minimum(n_relevant, k))
