"""Ratings on the command line: fit a table, predict pairs, evaluate."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from pictures import drawn_pictures
from scipy import sparse

from autoencode.storage import load_run

MODEL = ("--model", "rating_recommender", "--quiet")
QUICK = ("--components", 4, "--max-epochs", 60, "--dropout", 0, "--seed", 0)
COLUMNS = ("--user", "who", "--item", "film", "--rating", "stars")


def table(n_users=40, n_items=12, seed=0):
    """Ratings by users of two tastes."""
    rng = np.random.default_rng(seed)
    user, item = np.nonzero(rng.random((n_users, n_items)) < 0.7)
    stars = np.where(user % 2 == item % 2, 4, 2) + rng.integers(-1, 2, len(user))
    days = rng.integers(1, 31, len(user))
    return pd.DataFrame(
        {
            "who": [f"{number:03}" for number in user],
            "film": [f"film {number}" for number in item],
            "stars": stars,
            "day": [f"2024-05-{day:02}" for day in days],
        }
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ratings")
    table().to_csv(folder / "ratings.csv", index=False)
    done("fit", folder / "ratings.csv", *MODEL, *QUICK, *COLUMNS, "--ridge-weight", 1,
         "--out", folder / "run")  # fmt: skip
    return folder


def test_pairs_are_predicted_with_their_ids(place):
    pairs = pd.DataFrame({"who": ["000", "zoe", "001", "zoe"],
                          "film": ["film 0", "film 1", "opera", "opera"]})  # fmt: skip
    pairs.to_csv(place / "pairs.csv", index=False)
    out = place / "out.csv"
    result = done("predict", place / "run", place / "pairs.csv", "--out", out)
    found = pd.read_csv(out, dtype={"who": str})
    assert list(found) == ["who", "film", "prediction", "source"]
    assert list(found.who) == list(pairs.who)
    assert list(found.source) == ["ratings", "item mean", "user mean", "mean"]
    assert "3 of 4 predictions are means" in result.stderr


def test_a_fit_is_evaluated_beside_the_baseline_and_drawn(place):
    metrics = load_run(place / "run").metrics
    rmse = metrics["rmse"]["all"]
    assert list(rmse)[1:] == ["baseline", "mean"]
    assert next(iter(rmse.values())) < rmse["baseline"]
    assert "is better than the baseline" in done("info", place / "run").stdout
    pictures = {path.name for path in (place / "run" / "pictures").iterdir()}
    assert pictures == {"predicted-ratings.png", "error-by-ratings.png"}


def test_other_ratings_are_evaluated_with_new_users_and_items(place):
    new = table(6, 5, seed=3)
    new["who"] = ["zoe", *new.who[1:]]
    new["film"] = [*new.film[:-1], "opera"]
    new.to_csv(place / "new.csv", index=False)
    result = done("evaluate", place / "run", place / "new.csv", "--json")
    counts = json.loads(result.stdout)["n_ratings"]
    assert counts["all"] == len(new)
    assert counts["new users"] == counts["new items"] == 1
    assert "new items" in done("evaluate", place / "run", place / "new.csv").stdout


def test_with_times_the_latest_ratings_are_the_test_part(place):
    result = done("fit", place / "ratings.csv", *MODEL[:2], "--method", "baseline",
                  *COLUMNS, "--time", "day", "--out", place / "by-time")  # fmt: skip
    assert "ratings are for testing. Without --time these are random" in result.stderr
    found = table()
    later = found.day > np.sort(found.day)[int(0.8 * (len(found) - 1))]
    assert load_run(place / "by-time").metrics["n_ratings"]["all"] == later.sum()


def test_test_ratings_may_be_in_a_file_of_their_own(place):
    table(8, seed=2).to_csv(place / "test.csv", index=False)
    result = done("fit", place / "ratings.csv", *MODEL, "--method", "baseline",
                  *COLUMNS, "--test", place / "test.csv",
                  "--out", place / "run2")  # fmt: skip
    assert f"Errors of {len(table(8, seed=2))} predicted ratings" in result.stdout


def test_a_sparse_matrix_of_users_and_items_is_taken(tmp_path):
    rng = np.random.default_rng(0)
    X = sparse.csr_array(rng.integers(1, 6, (30, 8)) * (rng.random((30, 8)) < 0.6))
    sparse.save_npz(tmp_path / "x.npz", X)
    fit = ("fit", tmp_path / "x.npz", *MODEL, "--method", "baseline")
    with drawn_pictures():
        done(*fit, "--out", tmp_path / "run")
    assert "RMSE" in done("evaluate", tmp_path / "run", tmp_path / "x.npz").stdout
    refused("--user is for tables", *fit, "--user", "a", "--out", tmp_path / "b")


@pytest.mark.parametrize(
    ("changes", "options", "message"),
    [
        ({"who": "bob"}, (), "1 sample to train on; give 2 or more"),
        ({"stars": ""}, (), "The rating in row 0 is missing, not a number"),
        ({"stars": "high"}, (), "The rating in row 0 is 'high', not a number"),
        ({"stars": 0}, (), "has no ratings: all values are 0"),
        ({"day": "soon"}, ("--time", "day"), "The time in row 0 is 'soon', neither a"),
        ({"day": 7}, ("--time", "day"), "The latest ratings have all the same time"),
        ({"who": [1.0, np.nan] * 2}, (), "Row 1 has no user (2 rows have none)"),
        ({}, ("--rating", "film"), "'film' is that of the item and of the rating"),
        ({}, ("--rating", "day"), "The rating in row 0 is '2024-05-"),
        ({}, ("--item", "movie"), "has no column 'movie'"),
        ({}, ("--rating-range", "2,4"), "outside --rating-range, 2 to 4"),
        ({}, ("--label", "day"), "--label is not for ratings"),
        ({}, ("--min-rating", 3), "--min-rating is for --model item_recommender"),
        ({}, ("--scale", "minmax"), "--scale is not for documents"),
    ],
)
def test_a_bad_table_gives_one_line(tmp_path, changes, options, message):
    frame = table().iloc[:4] if "who" in changes else table()
    frame.assign(**changes).to_csv(tmp_path / "a.csv", index=False)
    result = autoencode("fit", tmp_path / "a.csv", *MODEL, "--method", "baseline",
                        *COLUMNS, *options, "--out", tmp_path / "run")  # fmt: skip
    assert result.exit_code == 1
    assert message in result.output.strip().splitlines()[-1]
    assert "Traceback" not in result.output


def test_test_ratings_outside_the_range_are_refused_before_the_fit(place, tmp_path):
    wrong = table(5)
    wrong.loc[3, "stars"] = 9
    wrong.to_csv(tmp_path / "wrong.csv", index=False)
    table().to_csv(tmp_path / "a.csv", index=False)
    fit = ("fit", tmp_path / "a.csv", *MODEL, "--method", "baseline", *COLUMNS)
    fit += ("--rating-range", "1,5", "--out", tmp_path / "run")
    message, wrong_file = "is 9, outside --rating-range, 1 to 5", tmp_path / "wrong.csv"
    refused(message, *fit, "--test", wrong_file)
    assert not (tmp_path / "run").exists()
    with drawn_pictures():
        done(*fit)
    refused(message, "evaluate", tmp_path / "run", wrong_file)


def test_tables_of_others_or_with_swapped_columns_are_refused(place):
    swapped = table(5).rename(columns={"who": "film", "film": "who"})
    swapped.to_csv(place / "swapped.csv", index=False)
    evaluate = ("evaluate", place / "run")
    refused("Are --user and --item swapped?", *evaluate, place / "swapped.csv")
    table(5).assign(film="opera").drop_duplicates("who").to_csv(
        place / "other.csv", index=False
    )
    message = "none of the 1 items is known, such as 'opera'"
    refused(message, *evaluate, place / "other.csv")
    refused("holds no ratings", *evaluate, "iris")
    refused("holds no ratings", "fit", "iris", *MODEL, "--out", place / "none")


def test_options_of_ratings_are_for_recommenders(place):
    message = "--user is for --model item_recommender or rating_recommender"
    refused(message, "fit", place / "ratings.csv", "--user", "who",
            "--out", place / "none")  # fmt: skip


def test_a_pair_without_an_id_is_refused_with_its_row(place):
    pairs = pd.DataFrame({"who": ["user 1", None], "film": ["film 1", "film 2"]})
    pairs.to_csv(place / "gap.csv", index=False)
    refused("gap.csv: Row 1 has no user. Fill in the id", "predict", place / "run",
            place / "gap.csv", "--out", "-")  # fmt: skip


def test_an_evaluation_on_the_data_of_the_fit_says_so(place):
    whole = pd.read_csv(place / "ratings.csv", dtype=str)
    whole.to_csv(place / "copy.csv", index=False)
    for name in ("ratings.csv", "copy.csv"):
        words = ("evaluate", place / "run", place / name)
        assert f"{name} is the data of the fit" in done(*words).stdout
        assert "rows that were held out" in done(*words).stdout
        found = json.loads(done(*words, "--json").stdout)
        assert "is the data of the fit" in found["notes"][0]
        assert "new rows are usually worse" in found["notes"][0]
    whole[::2].to_csv(place / "half.csv", index=False)
    words = ("evaluate", place / "run", place / "half.csv")
    assert "data of the fit" not in done(*words).stdout


def test_a_report_evaluates_the_ratings_that_the_fit_held_out(place):
    verdict = load_run(place / "run").metrics["verdict"]
    result = done("report", place / "run")
    assert verdict in result.stdout
    assert "has changed" not in result.output
