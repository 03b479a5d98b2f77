"""Split of interactions by time: earlier ones to learn from, later ones to find."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from autoencode.data.interactions import Interactions
from autoencode.data.time_split import split_by_time
from autoencode.errors import InvalidDataError


def random_interactions(n=400, seed=0):
    rng = np.random.default_rng(seed)
    users, items = rng.integers(20, size=n), rng.integers(30, size=n)
    ratings, times = rng.integers(1, 6, size=n), rng.permutation(n)
    return users, items, ratings, times


def test_each_like_has_its_time():
    users, items, ratings, times = random_interactions()
    found = Interactions.of(users, items, ratings=ratings, times=times)
    rows = np.repeat(np.arange(20), np.diff(found.X.indptr))
    ids = zip(
        found.user_ids[rows], found.item_ids[found.X.indices], found.times, strict=True
    )
    for user, item, time in ids:
        place = int(np.flatnonzero(times == time)[0])
        assert (users[place], items[place]) == (user, item)
        assert ratings[place] >= 4
        later = (users == user) & (items == item) & (times > time)
        assert not later.any()


def test_nothing_to_learn_from_is_later_than_anything_to_find():
    users, items, ratings, times = random_interactions()
    found = Interactions.of(users, items, ratings=ratings, times=times).with_likes()
    parts = split_by_time(found, 0.25)
    limit = np.quantile(found.times, 0.75, method="higher")
    whole = Interactions.of(
        *(each[times < limit] for each in (users, items)),
        ratings=ratings[times < limit],
        times=times[times < limit],
    )
    # An earlier rating that a later one replaced is left out of both parts.
    assert parts.X.nnz + (found.times >= limit).sum() == found.X.nnz
    assert parts.X.nnz <= whole.X.nnz
    assert_array_equal(np.diff(parts.X.indptr) > 0, True)
    rows = np.flatnonzero(np.isin(parts.user_ids, parts.later_ids))
    assert_array_equal(parts.X[rows].toarray(), parts.before.toarray())
    assert not (parts.before.toarray() * parts.later.toarray()).any()
    assert (np.diff(parts.later.indptr) > 0).all()
    assert (parts.X.sum(axis=0)[parts.later.indices] > 0).all()
    assert "likes the latest" in parts.notes[0]


def test_interactions_that_cannot_be_split_are_refused():
    with pytest.raises(InvalidDataError, match="no times to split them by"):
        split_by_time(Interactions.of([1, 2], ["a", "b"]), 0.2)
    same = Interactions.of([1, 1, 2], ["a", "b", "a"], times=[5, 5, 5])
    with pytest.raises(InvalidDataError, match="No user likes items both before and"):
        split_by_time(same, 0.2)
