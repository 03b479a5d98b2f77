"""Tables of ratings: ids, repeated pairs, and what cannot be a rating."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

from autoencode.data.interactions import InteractionColumns
from autoencode.data.ratings import Ratings, read_ratings
from autoencode.errors import InvalidDataError


def test_a_table_becomes_a_sparse_matrix_with_its_ids():
    found = Ratings.of(["b", "a", "b"], [7, 7, 9], [1, 5, 3])
    assert_array_equal(found.matrix.toarray(), [[1, 3], [5, 0]])
    assert list(found.user_ids) == ["b", "a"]
    assert list(found.item_ids) == [7, 9]
    assert found.notes == []


def test_of_repeated_pairs_the_latest_rating_counts():
    given = (["a", "a", "b"], ["x", "x", "x"], [5, 2, 1])
    times = ["2024-03-01", "2024-02-01", "2024-01-01"]
    found = Ratings.of(*given, times=times)
    assert_array_equal(found.matrix.toarray(), [[5], [1]])
    assert found.notes == ["1 repeated pairs of user and item: the latest one counts."]
    assert_array_equal(Ratings.of(*given).matrix.toarray(), [[2], [1]])


def test_times_are_in_the_order_of_the_matrix():
    rng = np.random.default_rng(0)
    u, i = rng.integers(0, 9, (2, 60))
    found = Ratings.of(u, i, rng.integers(1, 6, 60), times=np.arange(60))
    users, items = found.matrix.nonzero()
    for user, item, time in zip(users, items, found.times, strict=True):
        row = int(time)
        assert found.user_ids[user] == u[row]
        assert found.item_ids[item] == i[row]


def test_known_ids_come_first_and_new_ones_after_them():
    found = Ratings.of(["7", "c"], ["y", "x"], [4, 5], user_ids=[8, 7], item_ids=["x"])
    assert list(found.user_ids) == [8, 7, "c"]
    assert list(found.item_ids) == ["x", "y"]
    assert_array_equal(found.matrix.toarray(), [[0, 0], [0, 4], [5, 0]])


@pytest.mark.parametrize("name", ["users", "items", "ratings", "times"])
def test_columns_of_other_lengths_are_refused(name):
    given = {"users": [1, 2, 1], "items": [1, 1, 2], "ratings": [3, 4, 5]}
    given = given | {"times": [1, 2, 3]}
    given[name] = given[name][:1]
    with pytest.raises(InvalidDataError, match="must have as many values as users"):
        Ratings.of(**given)


def test_ratings_of_zero_are_left_out_and_noted():
    found = Ratings.of(["a", "b"], ["x", "x"], [0, 3])
    assert found.matrix.nnz == 1
    assert "1 ratings of 0 are left out: 0 means not rated" in found.notes[0]


def test_ids_and_times_are_no_ratings():
    numbers = np.arange(200) + 978_300_000
    with pytest.raises(InvalidDataError, match="200 different whole numbers from 978"):
        Ratings.of(numbers, numbers, numbers)
    Ratings.of(numbers, numbers, numbers / 7)  # such as jokes, rated by fractions


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"user": [1.0, np.nan]}, "Row 1 has no user"),
        ({"rating": [3, np.nan]}, "The rating in row 1 is missing, not a number"),
        ({"rating": [3, "Heat (1995)"]}, r"The rating in row 1 is 'Heat \(1995\)'"),
        ({"time": ["2024-01-01", "soon"]}, "The time in row 1 is 'soon', neither"),
        ({"item": ["", "x"]}, "Row 0 has no item"),
    ],
)
def test_a_bad_table_names_the_row(tmp_path, changes, message):
    given = {"user": ["a", "b"], "item": ["x", "x"], "rating": [3, 4], "time": [1, 2]}
    pd.DataFrame(given | changes).to_csv(tmp_path / "a.csv", index=False)
    columns = InteractionColumns(rating="rating", time="time")
    with pytest.raises(InvalidDataError, match=message):
        read_ratings(tmp_path / "a.csv", columns)
