"""Interactions: from rows of user, item, rating and time to a sparse matrix."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

from autoencode.data.interactions import (
    InteractionColumns,
    Interactions,
    read_interactions,
)
from autoencode.data.movielens import rating_rows, titled, titles_by_number
from autoencode.errors import InvalidDataError

USERS, ITEMS = ["ann", "bob", "ann", "cem"], ["tea", "rum", "rum", "tea"]


def test_users_and_items_are_in_the_order_of_their_first_interaction():
    found = Interactions.of(USERS, ITEMS)
    assert list(found.user_ids) == ["ann", "bob", "cem"]
    assert list(found.item_ids) == ["tea", "rum"]
    assert_array_equal(found.X.toarray(), [[1, 1], [0, 1], [1, 0]])
    assert found.notes == []


@pytest.mark.parametrize("kind", [np.int64, np.str_, object, np.float64])
def test_ids_come_back_as_they_went_in(kind):
    ids = np.array([30, 10, 20], dtype=kind)
    found = Interactions.of(ids, ids[::-1])
    assert_array_equal(found.user_ids, ids)
    assert_array_equal(found.item_ids, ids[::-1])
    kinds = [type(each) for each in ids.tolist()]
    assert [type(each) for each in found.user_ids.tolist()] == kinds


def test_low_ratings_are_seen_but_not_liked():
    found = Interactions.of(USERS, ITEMS, ratings=[5, 4, 1, 3.5])
    assert_array_equal(found.X.toarray(), [[1, 0], [0, 1], [0, 0]])
    assert_array_equal(found.seen.toarray(), [[1, 1], [0, 1], [1, 0]])
    assert found.notes[0].startswith("2 of 4 ratings are at least 4;")
    assert list(found.with_likes().user_ids) == ["ann", "bob"]


def test_of_repeated_pairs_the_latest_rating_counts():
    pairs = {"users": ["a", "a", "a"], "items": ["x", "x", "y"], "ratings": [5, 1, 4]}
    assert_array_equal(Interactions.of(**pairs).X.toarray(), [[0, 1]])
    latest = Interactions.of(**pairs, times=[9, 3, 5])
    assert_array_equal(latest.X.toarray(), [[1, 1]])
    assert (
        latest.notes[0] == "1 repeated pairs of user and item: the latest one counts."
    )
    dates = ["2024-03-01", "2023-12-31", "2024-01-01"]
    assert_array_equal(Interactions.of(**pairs, times=dates).X.toarray(), [[1, 1]])


def test_dates_after_the_range_of_nanoseconds_are_later_than_others():
    dates = ["2024-03-01", "9999-12-31"]
    found = Interactions.of(["a", "a"], ["x", "x"], ratings=[1, 5], times=dates)
    assert_array_equal(found.X.toarray(), [[1]])


@pytest.mark.parametrize(
    "times", [["1.3.2024", "31.12.2023"], ["3/1/2024 9:30", "12/31/2023 23:00"]]
)
def test_times_are_dates_of_a_format_that_fits_all(times):
    found = Interactions.of(["a", "a"], ["x", "x"], ratings=[5, 1], times=times)
    assert_array_equal(found.X.toarray(), [[1]])  # the first one is the latest


def test_items_are_matched_with_those_that_are_known_as_text():
    found = Interactions.of(["u", "u", "v"], ["2", "7", "1"], item_ids=[1, 2, 3])
    assert_array_equal(found.X.toarray(), [[0, 1, 0], [1, 0, 0]])
    assert (
        "1 items that were not in the fit are left out, such as '7'" in found.notes[0]
    )


def test_ids_that_are_whole_floats_are_those_of_integers():
    # A column of integers that lacks one is of floats in pandas, also after dropna.
    found = Interactions.of(["u", "v"], [2.0, 1.0], item_ids=[1, 2, 3])
    assert_array_equal(found.X.toarray(), [[0, 1, 0], [1, 0, 0]])
    text = Interactions.of(["u", "v"], ["2.0", "1"], item_ids=[1.0, 2.0])
    assert_array_equal(text.X.toarray(), [[0, 1], [1, 0]])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"users": [1.0, np.nan, 2.0, np.nan]}, "Row 1 has no user .2 rows have none"),
        ({"items": ["x", None, "y", "z"]}, "Row 1 has no item"),
        ({"ratings": [5, np.nan, 3, 4]}, "rating in row 1 is missing, not a number"),
        ({"ratings": ["5", "good", "3", "4"]}, "rating in row 1 is 'good', not a num"),
        ({"ratings": [0.5, 0.25, 1, 0]}, "No rating is at least 4; they range from 0"),
        (
            {"times": ["2024-01-01", "soon", "x", "y"]},
            "time in row 1 is 'soon', neither",
        ),
        ({"ratings": [5, np.inf, 3, 4]}, "rating in row 1 is inf, not a number"),
        (
            {"users": ["ann"]},
            "items must have as many values as users, .*; got 4 and 1",
        ),
        ({"ratings": [5, 4]}, "ratings must have as many values as users"),
        ({"times": 7}, "times must have as many values as users, .*; got 1 and 4"),
        (
            {"times": ["1/2/2024", "2/1/2024", "3/1/2024", "9/9/2024"]},
            "times, such as '1/2/2024', are dates by %m/%d/%Y and by %d/%m/%Y",
        ),
        ({"item_ids": ["ann", "bob"]}, "None of the 2 .* Are --user and --item swapp"),
        ({"item_ids": ["gin", "ale"]}, "None of the 2 items is known, such as 'tea'"),
    ],
)
def test_bad_interactions_are_refused_with_one_line(changes, message):
    with pytest.raises(InvalidDataError, match=message) as error:
        Interactions.of(**{"users": USERS, "items": ITEMS} | changes)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet"])
def test_a_table_is_read_from_its_columns(tmp_path, suffix):
    path, frame = tmp_path / f"ratings.{suffix}", pd.DataFrame(
        {"who": ["007", "7"], "what": ["a", "b"], "stars": [5, 4], "note": ["", "x"]}
    )  # fmt: skip
    if suffix == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if suffix == "tsv" else ",")
    columns = InteractionColumns("who", "what", "stars")
    found = read_interactions(path, columns)
    assert list(found.user_ids) == ["007", "7"]
    assert_array_equal(found.X.toarray(), np.eye(2))
    with pytest.raises(InvalidDataError, match=r"has no column 'user'; .* with --user"):
        read_interactions(path, InteractionColumns())


def test_numbers_of_a_parquet_file_stay_numbers(tmp_path):
    pd.DataFrame({"user": [3, 1], "item": [10, 20]}).to_parquet(tmp_path / "a.parquet")
    found = read_interactions(tmp_path / "a.parquet", InteractionColumns())
    assert found.user_ids.dtype == found.item_ids.dtype == np.int64


def test_films_of_one_title_are_told_apart_by_their_number():
    titles = titles_by_number("1|Hugo (2011)|x\n2|Hugo (2011)|y\n3|Up (2009)|z\n", "|")
    assert titles == {1: "Hugo (2011) [1]", 2: "Hugo (2011) [2]", 3: "Up (2009)"}
    rows = rating_rows("8\t3\t5\t99\n9\t1\t4\t98\n", "\t")
    users, films, ratings, times = titled(rows, titles)
    found = Interactions.of(users, films, ratings=ratings, times=times)
    assert list(found.item_ids) == ["Up (2009)", "Hugo (2011) [1]"]
    assert list(found.user_ids) == [8, 9]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (("u", "u"), "column 'u' is that of the user and of the item"),
        (("u", "i", "i"), "column 'i' is that of the item and of the rating"),
        (("u", "i", "t", "r"), "The ratings are from 978300760 to 978300779, as times"),
    ],
)
def test_columns_that_are_mistaken_for_others_are_refused(tmp_path, columns, message):
    path = tmp_path / "a.csv"
    frame = {"u": np.arange(20) % 4, "i": np.arange(20), "r": np.arange(20) % 5 + 1}
    pd.DataFrame(frame | {"t": 978300760 + np.arange(20)}).to_csv(path, index=False)
    with pytest.raises(InvalidDataError, match=message):
        read_interactions(path, InteractionColumns(*columns))


def test_doubtful_columns_are_reported(tmp_path):
    path, n = tmp_path / "a.csv", 600
    frame = {"movieId": np.arange(n) % 9, "userId": np.arange(n), "r": np.arange(n)}
    pd.DataFrame(frame | {"t": np.arange(n) % 5 + 1}).to_csv(path, index=False)
    columns = InteractionColumns("movieId", "userId", "r", "t")
    notes = " ".join(read_interactions(path, columns).notes)
    assert "are --user and --item swapped?" in notes
    assert "600 different values: is 'r' a column of ids?" in notes
    assert "from 1 to 5: is 't' a column of ratings?" in notes
    right = InteractionColumns("userId", "movieId", "t")
    assert not any("?" in note for note in read_interactions(path, right).notes)
