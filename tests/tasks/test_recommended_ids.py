"""What holds for any interactions: nothing is recommended twice, and ids are kept."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from autoencode import ItemRecommender
from autoencode.data.interactions import Interactions

hypothesis = pytest.importorskip("hypothesis", reason="hypothesis is not installed")
st = hypothesis.strategies

SHORT = hypothesis.settings(
    max_examples=60, deadline=None, derandomize=True, database=None
)
IDS = st.one_of(
    st.integers(-(2**53), 2**53),
    st.text(min_size=1, max_size=4),
    st.tuples(st.integers(0, 9), st.text(max_size=2)),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.booleans(),
)


@st.composite
def tables(draw):
    """Users and items of rows, with ids of any type; at least two users."""
    users = draw(st.lists(IDS, min_size=2, max_size=6, unique_by=_key))
    items = draw(st.lists(IDS, min_size=2, max_size=8, unique_by=_key))
    pair = st.tuples(st.sampled_from(users), st.sampled_from(items))
    rows = draw(st.lists(pair, max_size=30))
    rows += [(user, items[0]) for user in users[:2]]
    return [user for user, _ in rows], [item for _, item in rows]


def _key(given):
    """What tells ids apart: 1, 1.0 and True are equal, but not their texts."""
    try:
        return float(given)
    except (TypeError, ValueError, OverflowError):
        return given


def as_objects(values):
    """An array of ids as they are: NumPy would make texts of mixed ones."""
    found = np.empty(len(values), object)
    found[:] = values
    return found


@SHORT
@hypothesis.given(tables(), st.sampled_from(["ease", "popularity"]), st.integers(1, 9))
def test_no_one_is_recommended_what_he_or_she_has(table, method, n):
    users, items = map(as_objects, table)
    found = Interactions.of(users, items)
    model = ItemRecommender(method=method).fit(found.X, item_ids=found.item_ids)
    recommended = model.recommend(found.X, n).items
    for user, row in zip(found.user_ids, recommended, strict=True):
        kept = [model.item_ids_[item] for item in row[row >= 0]]
        own = {item for one, item in zip(*table, strict=True) if one == user}
        assert not own & set(kept)
        assert len(set(kept)) == len(kept)


@SHORT
@hypothesis.given(tables())
def test_ids_come_back_as_they_went_in(table):
    users, items = map(as_objects, table)
    found = Interactions.of(users, items)
    for ids, given in ((found.user_ids, table[0]), (found.item_ids, table[1])):
        assert list(ids) == list(dict.fromkeys(given))
        types = {(type(one), repr(one)) for one in given}
        assert {(type(one), repr(one)) for one in ids} <= types
    for user, item in zip(*table, strict=True):
        row = list(found.user_ids).index(user)
        column = list(found.item_ids).index(item)
        assert found.X[row, column] == 1
    again = Interactions.of(users, items, item_ids=list(found.item_ids))
    assert_array_equal(again.X.toarray(), found.X.toarray())
