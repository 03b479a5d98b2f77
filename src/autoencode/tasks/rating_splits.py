"""Ratings in two parts: to learn from, and to predict."""

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, stored_part
from autoencode.errors import InvalidDataError


def random_split(
    ratings: sparse.csr_array, share: float = 0.1, seed: int = 0
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the ratings without a random share of them, and that share.

    Parameters
    ----------
    ratings : csr_array of shape (n_users, n_items)
        All ratings.

    share : float in (0, 1), default=0.1
        Rounded to whole ratings, at least one.

    seed : int, default=0
        Seed of the draw.

    Returns
    -------
    training, test : csr_array of shape (n_users, n_items)

    Raises
    ------
    InvalidDataError
        If there is a single rating.
    """
    if ratings.nnz < 2:
        raise InvalidDataError(
            "There must be 2 ratings, of which one could be hidden to be predicted; "
            f"got {ratings.nnz}."
        )
    n_hidden = min(max(1, round(share * ratings.nnz)), ratings.nnz - 1)
    is_hidden = np.zeros(ratings.nnz, dtype=bool)
    is_hidden[np.random.default_rng(seed).permutation(ratings.nnz)[:n_hidden]] = True
    return stored_part(ratings, ~is_hidden), stored_part(ratings, is_hidden)


def latest_split(
    ratings: sparse.csr_array, times: Array, share: float = 0.1
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the ratings without the latest share of them, and that share.

    Parameters
    ----------
    ratings : csr_array of shape (n_users, n_items)
        All ratings.

    times : array of shape (n_ratings,)
        In the order of ``ratings.data``. Ratings at the time of the cut are all in the
        training part, so that nothing is learned from the time that is predicted.

    share : float in (0, 1), default=0.1
        About so many of the ratings are in the second part.

    Returns
    -------
    training, test : csr_array of shape (n_users, n_items)

    Raises
    ------
    InvalidDataError
        If the latest ratings are all of the same time.
    """
    cut = np.quantile(times, 1 - share, method="lower")
    is_test = times > cut
    if not is_test.any():
        raise InvalidDataError(
            "The latest ratings have all the same time, so that they cannot be split "
            "by time. Leave the times out, for a random split."
        )
    return stored_part(ratings, ~is_test), stored_part(ratings, is_test)
