"""Recommendations on the command line: fit a table, recommend, evaluate."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from pictures import drawn_pictures
from scipy import sparse

from autoencode.storage import load_run

FIT = ("--model", "item_recommender", "--method", "ease", "--quiet")


def ratings(n_users=30, n_items=10, seed=0):
    """A table of users of two groups, who rate items of one half high."""
    rng = np.random.default_rng(seed)
    user, item = np.nonzero(rng.random((n_users, n_items)) < 0.7)
    high = (user % 2 == 0) == (item < n_items // 2)
    return pd.DataFrame(
        {
            "who": [f"{number:03}" for number in user],
            "film": [f"film {number}" for number in item],
            "stars": np.where(high, 5, 2),
            "day": "2024-05-01",
        }
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recommend")
    ratings().to_csv(folder / "ratings.csv", index=False)
    columns = ("--user", "who", "--item", "film", "--rating", "stars", "--time", "day")
    done("fit", folder / "ratings.csv", *FIT, *columns, "--out", folder / "run")
    return folder


def test_recommendations_have_the_ids_of_the_table_and_nothing_that_was_seen(place):
    out = place / "recs.csv"
    new = ratings(8, seed=1)
    new.to_csv(place / "new.csv", index=False)
    result = done("recommend", place / "run", place / "new.csv", "-n", 2, "--out", out)
    found = pd.read_csv(out, dtype={"who": str})
    assert list(found) == ["who", "rank", "item", "score", "reason"]
    assert set(found.who) <= set(new.who)
    assert set(found.item) <= set(new.film)
    both = found.merge(new, left_on=["who", "item"], right_on=["who", "film"])
    assert both.empty
    assert "recommendations to 8 users" in result.stderr


def test_the_users_of_the_fit_are_the_default_and_items_are_explained(place):
    out = place / "all.parquet"
    done("recommend", place / "run", "-n", 1, "--explain", "--out", out)
    found = pd.read_parquet(out)
    assert set(found["rank"]) == {1}
    first = found.because[found.because != ""].iloc[0].split("; ")
    assert 1 <= len(first) <= 3
    assert all(item.startswith("film ") for item in first)


def test_users_who_like_nothing_get_popular_items(place):
    frame = pd.DataFrame({"who": ["zoe"], "film": ["film 1"], "stars": [4]})
    frame = pd.concat([frame, frame.assign(who="max", stars=[1])])
    frame.assign(day=1).to_csv(place / "two.csv", index=False)
    out = place / "two-out.csv"
    result = done("recommend", place / "run", place / "two.csv", "-n", 1, "--out", out)
    assert "1 of 2 users like none of the items: the most popular" in result.stderr
    assert list(pd.read_csv(out).reason) == ["liked items", "popular"]


def test_users_of_whom_nobody_likes_an_item_get_popular_items(place):
    new = pd.DataFrame({"who": ["u"], "film": ["film 1"], "stars": [1]})  # no times
    new.to_csv(place / "low.csv", index=False)
    out = place / "low-recs.csv"
    done("recommend", place / "run", place / "low.csv", "-n", 2, "--out", out)
    found = pd.read_csv(out)
    assert found.who.tolist() == ["u", "u"]
    assert "film 1" not in set(found.item)
    result = autoencode("evaluate", place / "run", place / "low.csv")
    assert result.exit_code == 1
    assert "no user likes an item of the run" in result.output
    result = autoencode(
        "fit", place / "ratings.csv", *FIT, "--user", "who", "--item", "film",
        "--rating", "stars", "--test", place / "low.csv", "--out", place / "other",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "No user likes an item" in result.output


def test_recommendations_never_replace_the_interactions(place):
    before = (place / "ratings.csv").read_bytes()
    for words in ((place / "ratings.csv",), ()):  # given, or those of the fit
        words = ("recommend", place / "run", *words, "--out", place / "ratings.csv")
        refused("is DATA itself", *words)
    assert (place / "ratings.csv").read_bytes() == before


def test_a_run_asks_for_the_columns_of_its_fit(place):
    ratings(4).drop(columns="stars").to_csv(place / "bare.csv", index=False)
    message = "--rating of 'autoencode fit'; a run reads the columns of its fit."
    refused(message, "recommend", place / "run", place / "bare.csv", "--out", "-")


def test_a_single_test_user_has_no_standard_error(place):
    one = ratings(40, seed=2)
    one[one.who == one.who[0]].to_csv(place / "one.csv", index=False)
    columns = ("--user", "who", "--item", "film", "--out", place / "run3")
    result = done("fit", place / "ratings.csv", *FIT, *columns, "--test",
                  place / "one.csv")  # fmt: skip
    assert "nan" not in result.stdout
    assert load_run(place / "run3").metrics["n_users"] == 1


def test_a_fit_is_evaluated_on_other_users(place):
    metrics = load_run(place / "run").metrics
    assert metrics["n_users"] <= 6
    result = done("evaluate", place / "run", place / "ratings.csv", "--json")
    found = json.loads(result.stdout)
    assert found["means"]["EASE"]["NDCG@100"] > found["means"]["popularity"]["NDCG@100"]
    assert "NDCG@100: EASE" in done("info", place / "run").stdout


def test_test_users_may_be_in_a_file_of_their_own(place):
    ratings(8, seed=2).to_csv(place / "test.csv", index=False)
    columns = ("--user", "who", "--item", "film", "--out", place / "run2")
    result = done("fit", place / "ratings.csv", *FIT, *columns, "--test",
                  place / "test.csv")  # fmt: skip
    assert "items of 8 users is hidden" in result.stdout


def test_a_sparse_matrix_of_users_and_items_is_taken(tmp_path):
    X = sparse.csr_array((np.random.default_rng(0).random((30, 8)) < 0.6).astype(float))
    sparse.save_npz(tmp_path / "x.npz", X)
    with drawn_pictures():
        done("fit", tmp_path / "x.npz", *FIT, "--out", tmp_path / "run")
    done("recommend", tmp_path / "run", tmp_path / "x.npz", "--out", tmp_path / "o.csv")
    found = pd.read_csv(tmp_path / "o.csv")
    assert found.user.max() == 29
    assert not X.toarray()[found.user, found.item].any()
    refused("--user is for tables", "fit", tmp_path / "x.npz", *FIT, "--user", "a",
            "--out", tmp_path / "b")  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "options", "message"),
    [
        ({"who": "bob"}, (), "1 sample to train on; give 2 or more"),
        ({"stars": ""}, (), "The rating in row 0 is missing, not a number"),
        ({"stars": "high"}, (), "The rating in row 0 is 'high', not a number"),
        (
            {"day": "soon"},
            (),
            "The time in row 0 is 'soon', neither a number nor a date",
        ),
        ({"stars": 0.5}, (), "No rating is at least 4; they range from 0.5 to 0.5"),
        ({"who": [1.0, np.nan] * 2}, (), "Row 1 has no user (2 rows have none)"),
        ({}, ("--item", "movie"), "has no column 'movie'"),
        ({}, ("--label", "day"), "--label is not for interactions"),
        ({}, ("--scale", "minmax"), "--scale is not for documents or interactions"),
    ],
)
def test_a_bad_table_gives_one_line(tmp_path, changes, options, message):
    frame = ratings().iloc[:4] if "who" in changes else ratings()
    frame.assign(**changes).to_csv(tmp_path / "a.csv", index=False)
    columns = ("--user", "who", "--item", "film", "--rating", "stars", "--time", "day")
    result = autoencode("fit", tmp_path / "a.csv", *FIT, *columns, *options,
                        "--out", tmp_path / "run")  # fmt: skip
    assert result.exit_code == 1
    assert message in result.output.strip().splitlines()[-1]
    assert "Traceback" not in result.output


def test_users_of_other_items_or_with_swapped_columns_are_refused(place):
    frame = ratings(5)
    swapped = frame.rename(columns={"who": "film", "film": "who"})
    swapped.to_csv(place / "swapped.csv", index=False)
    recommend = ("recommend", place / "run")
    out = ("--out", place / "none.csv")
    message = "Are --user and --item swapped?"
    refused(message, *recommend, place / "swapped.csv", *out)
    frame.assign(film="opera").to_csv(place / "other.csv", index=False)
    message = "None of the 1 items is known, such as 'opera'"
    refused(message, *recommend, place / "other.csv", *out)
    refused("holds no interactions", *recommend, "iris", *out)
    assert not (place / "none.csv").exists()


def test_options_of_interactions_are_for_recommenders(place):
    data = place / "ratings.csv"
    out = ("--out", place / "none")
    refused(
        "--user is for --model item_recommender or rating_recommender",
        "fit",
        data,
        "--user",
        "who",
        *out,
    )
    message = "--min-rating needs the column of ratings"
    refused(message, "fit", data, *FIT, "--min-rating", 3, *out)
    refused("holds no interactions", "fit", "iris", *FIT, *out)


def test_a_fit_by_time_is_tested_on_later_likes_of_the_same_users(tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "run"
    days = np.random.default_rng(0).permutation(len(ratings()))
    ratings().assign(day=days).to_csv(path, index=False)
    columns = ("--user", "who", "--item", "film", "--rating", "stars", "--time", "day")
    result = done("fit", path, *FIT, *columns, "--by-time", "--out", out)
    assert "are for testing" in result.stderr
    assert "The later items of" in result.stdout
    assert 0 < load_run(out).metrics["means"]["EASE"]["NDCG@100"] <= 1
    message = "--by-time needs the column of times: give it with --time."
    other = ("--by-time", "--out", tmp_path / "other")
    refused(message, "fit", path, *FIT, *columns[:6], *other)
    message = "--by-time needs a share of the likes"
    ratings().to_csv(tmp_path / "b.csv", index=False)
    by_time = (*columns, "--test", tmp_path / "b.csv", *other)
    refused(message, "fit", path, *FIT, *by_time)
