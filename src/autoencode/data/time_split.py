"""Split of interactions by time: what users like before a time, and what after it."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, stored_part
from autoencode.data.interactions import Interactions
from autoencode.errors import InvalidDataError


class TimeSplit(NamedTuple):
    """Interactions before a time, and those of the same users after it.

    Matrices have a column for each item, and 1 where a user likes it.
    """

    X: sparse.csr_array  # of the users who like an item before the time
    user_ids: Array
    before: sparse.csr_array  # of those of them who like another one after it
    later: sparse.csr_array
    later_ids: Array
    notes: list[str]


def split_by_time(interactions: Interactions, share: float) -> TimeSplit:
    """Split interactions into earlier and later ones.

    The time of the split is the same for all users, so that nothing that is learned is
    from the time after it.

    Parameters
    ----------
    interactions : Interactions
        With times.

    share : float in (0, 1)
        Share of the liked items that are later ones; of equal times all are.

    Returns
    -------
    TimeSplit

    Raises
    ------
    InvalidDataError
        If there are no times, or no user likes items before and after the time. Items
        that nobody likes before it do not count: nothing could be learned of them.
    """
    X, times = interactions.X, interactions.times
    if times is None:
        raise InvalidDataError(
            "The interactions have no times to split them by. Name their column with "
            "--time."
        )
    limit = np.quantile(times, 1 - share, method="higher")
    is_later = times >= limit
    before, later = stored_part(X, ~is_later), stored_part(X, is_later)
    is_known = np.asarray(before.sum(axis=0)).ravel() > 0
    n_unknown = int((~is_known[later.indices]).sum())
    later = stored_part(later, is_known[later.indices])
    has_before, has_later = np.diff(before.indptr) > 0, np.diff(later.indptr) > 0
    rows = np.flatnonzero(has_before & has_later)
    if not len(rows):
        raise InvalidDataError(
            f"No user likes items both before and after the time of the split, "
            f"{limit:.15g}: the latest {share:.0%} of {len(times):,} likes. Leave "
            f"--by-time out, or set another share with --test."
        )
    notes = [
        f"Of {X.nnz:,} likes the latest {int(is_later.sum()):,} are for testing: of "
        f"{len(rows):,} users who like other items before; {n_unknown:,} are of items "
        f"that nobody likes before."
    ]
    ids, training = interactions.user_ids, np.flatnonzero(has_before)
    return TimeSplit(
        before[training], ids[training], before[rows], later[rows], ids[rows], notes
    )
