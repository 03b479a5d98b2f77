"""Predicted ratings: what is promised to users, for every method."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse

from autoencode import RatingRecommender, load, save
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TrainingDivergedError,
)
from autoencode.tasks import rating_predictions, rating_recommender
from autoencode.tasks.rating_evaluation import RatingEvaluation, baseline_of
from autoencode.tasks.rating_means import Means
from autoencode.tasks.rating_networks import ridge_rows
from autoencode.tasks.rating_recommender import METHODS
from autoencode.tasks.rating_splits import latest_split, random_split

NETWORKS = [method for method in METHODS if method != "baseline"]


def tastes(n_users=60, n_items=20, seed=0, share=0.6):
    """Ratings from 1 to 5 by users of two tastes, of some of the items; 0 is none."""
    rng = np.random.default_rng(seed)
    likes = (np.arange(n_users)[:, np.newaxis] % 2) == (np.arange(n_items) % 2)
    ratings = np.clip(
        np.where(likes, 4, 2) + rng.integers(-1, 2, (n_users, n_items)), 1, 5
    )
    return ratings * (rng.random((n_users, n_items)) < share)


def small(method, **changes):
    """A recommender that is fitted in a moment."""
    given = {"n_components": 6, "ridge_weight": 1.0, "learning_rate": 0.02}
    given |= {"max_epochs": 30, "random_state": 0}
    if method == "rbm":
        given |= {"learning_rate": 0.05, "max_epochs": 60}
    return RatingRecommender(method=method, **given | changes)


@cache
def fit_of(method):
    """The recommender of a method, which tests share and leave as it is."""
    return small(method).fit(tastes())


@pytest.fixture(params=METHODS)
def fitted(request):
    return fit_of(request.param)


@pytest.mark.parametrize("method", NETWORKS)
def test_networks_exceed_their_baseline_on_other_ratings(method):
    train, test = random_split(sparse.csr_array(tastes()), 0.2)
    found = RatingEvaluation.of(small(method).fit(train), train, test)
    assert found.difference < -3 * found.difference_error
    assert f"{method} is better than the baseline" in found.verdict()


@pytest.mark.parametrize("method", ["item", "baseline"])
def test_a_verdict_names_the_mean_of_all_ratings_where_it_is_better(method):
    rng = np.random.default_rng(0)
    shape = (300, 40)  # ratings that depend on neither user nor item
    ratings = np.where(rng.random(shape) < 0.15, rng.integers(1, 6, shape), 0)
    train, test = random_split(sparse.csr_array(ratings), 0.3)
    model = small(method, ridge_weight=1e-3, max_epochs=60).fit(train)
    found = RatingEvaluation.of(model, train, test)
    squared = [np.square(p - test.data) for p in found.predicted.by_method.values()]
    paired = squared[0] - squared[-1]
    assert paired.mean() > 2 * paired.std() / np.sqrt(len(paired))
    assert f"{method} is worse than the mean of all ratings by" in found.verdict()
    assert found.to_json()["difference_from_mean"] == found.above_mean > 0
    assert "all ratings" not in RatingEvaluation.of(model, train, None).verdict()


def test_predictions_stay_in_the_range_of_the_ratings(fitted):
    found = fitted.predict(tastes(seed=3))
    assert found.shape == (60, 20)
    assert found.dtype == np.float32
    assert found.min() >= 1
    assert found.max() <= 5


def test_predictions_of_pairs_have_any_ids():
    users = [*range(58), "ann", 2.5]
    items = [("a", number) for number in range(20)]
    model = small("item").fit(tastes(), user_ids=users, item_ids=items)
    plain = fit_of("item")
    found = model.predict(["ann", 2.5, 3], [("a", 4), ("a", 5), ("a", 6)])
    assert_array_equal(found, plain.predict([58, 59, 3], [4, 5, 6]))
    assert_array_equal(found, plain.predict(["58", "59", "3"], ["4", "5", "6"]))


def test_names_of_rows_and_columns_of_a_frame_are_ids():
    names = [f"user {row}" for row in range(60)]
    items = [f"item {column}" for column in range(20)]
    frame = pd.DataFrame(tastes(), index=names, columns=items)
    model = small("item").fit(frame)
    assert (model.user_ids_, model.item_ids_) == (names, items)
    found = model.predict(["user 58", "user 3"], ["item 4", "item 6"])
    assert_array_equal(found, fit_of("item").predict([58, 3], [4, 6]))
    numbered = small("item").fit(frame.reset_index(drop=True))
    assert numbered.user_ids_ == list(range(60))


def test_numbers_in_the_index_and_the_columns_of_a_pivoted_table_are_ids(tmp_path):
    rows = {"user": [3, 1, 2, 1], "film": [20, 10, 10, 30], "stars": [1, 5, 3, 4]}
    pivoted = pd.DataFrame(rows).pivot(index="user", columns="film", values="stars")
    model = small("baseline").fit(pivoted.fillna(0))
    assert (model.user_ids_, model.item_ids_) == ([1, 2, 3], [10, 20, 30])
    plain = small("baseline").fit(pivoted.fillna(0).to_numpy())
    found = model.predict([1, 3], [30, 10])
    assert_array_equal(found, plain.predict([0, 2], [2, 0]))
    save(model, tmp_path / "run")
    assert load(tmp_path / "run").user_ids_ == [1, 2, 3]


def test_an_index_with_equal_missing_or_several_values_is_no_id():
    X = tastes(n_users=3)
    levels = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)])
    for index in ([7, 7, 8], [1.0, np.nan, 2.0], levels):
        frame = pd.DataFrame(X, index=index)
        assert small("baseline").fit(frame).user_ids_ == [0, 1, 2]


@pytest.mark.parametrize("form", [sparse.coo_array, sparse.csr_array, sparse.csc_array])
def test_several_ratings_of_a_pair_are_refused_with_the_way_out(form):
    rows, columns = np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])
    pairs = sparse.coo_array(([5.0, 1.0, 3.0, 2.0], (rows, columns)), shape=(2, 2))
    if form is sparse.csr_array:  # without a conversion, which would add them up
        pairs = sparse.csr_array((pairs.data, columns, [0, 2, 4]), shape=(2, 2))
    elif form is sparse.csc_array:
        pairs = sparse.csc_array((pairs.data, rows[::-1], [0, 2, 4]), shape=(2, 2))
    message = r"2 ratings in row 0, column 1 \(2 such pairs\).*Ratings.of"
    with pytest.raises(InvalidDataError, match=message):
        small("baseline").fit(pairs)
    fitted = small("baseline").fit([[5, 1], [3, 0]])
    with pytest.raises(InvalidDataError, match=message):
        RatingEvaluation.of(fitted, None, pairs)


def test_unknown_users_and_items_get_the_means_that_are_known(fitted):
    pairs = ["new", 3, "new"], [4, "new", "new"]
    found, sources = fitted.predict(*pairs, return_source=True)
    assert list(sources) == ["item mean", "user mean", "mean"]
    mean = fitted.mean_
    expected = [mean + fitted.item_means_[4], mean + fitted.user_means_[3], mean]
    assert_allclose(found, np.clip(expected, 1, 5), rtol=1e-6)
    assert fitted.predict([3], [4], return_source=True)[1][0] == "ratings"


def test_users_and_items_without_ratings_are_like_unknown_ones(fitted):
    X = tastes()
    X[5] = X[:, 7] = 0
    model = small(fitted.method, max_epochs=3).fit(X)
    sources = model.predict([5, 0, 5], [0, 7, 7], return_source=True)[1]
    assert list(sources) == ["item mean", "user mean", "mean"]
    assert 7 not in model.recommend(X, 20).items
    found = model.predict(np.zeros((1, 20)))[0]
    assert_allclose(found, np.clip(model.mean_ + model.item_means_, 1, 5), rtol=1e-6)


@pytest.mark.parametrize("method", ["user", "rbm", "baseline"])
def test_users_of_the_fit_are_predicted_by_their_ratings_alone(method):
    # Those of "item" have weights of their own, which a ridge regression replaces.
    X, model = tastes(), fit_of(method)
    users, items = np.nonzero(X == 0)
    pairs = model.predict(users, items)
    assert_allclose(model.predict(X)[users, items], pairs, rtol=1e-4)


def test_new_users_of_a_network_of_items_are_predicted_nearly_as_well():
    X = tastes(n_users=200)
    train, test = (part.toarray() for part in random_split(sparse.csr_array(X), 0.2))
    model = small("item", max_epochs=60).fit(train)
    users, items = np.nonzero(test)
    truth = test[users, items]
    known = np.square(model.predict(users, items) - truth).mean()
    folded = np.square(model.predict(train)[users, items] - truth).mean()
    means = np.square(baseline_of(model).predict(users, items) - truth).mean()
    assert folded < known + 0.3 * (means - known)


def test_the_weights_of_a_new_user_are_a_ridge_regression():
    rng = np.random.default_rng(0)
    codes, y = rng.normal(size=(9, 4)), rng.normal(size=9)
    for n in (3, 9):  # fewer and more ratings than hidden units
        row = sparse.csr_array(np.concatenate([y[:n], np.zeros(9 - n)])[np.newaxis])
        ((weights, bias),) = ridge_rows(row, codes, 2.0)
        z = codes[:n] - codes[:n].mean(axis=0)
        expected = np.linalg.solve(z.T @ z + np.eye(4), z.T @ (y[:n] - y[:n].mean()))
        assert_allclose(weights, expected, rtol=1e-5)
        assert bias == pytest.approx(y[:n].mean() - codes[:n].mean(axis=0) @ expected)


def test_means_minimize_the_regularized_squared_error():
    ratings = sparse.csr_array(tastes().astype(float))
    mean, users, items = Means.of(ratings)
    rows = np.repeat(np.arange(60), np.diff(ratings.indptr))

    def loss(b):
        error = ratings.data - mean - b[:60][rows] - b[60:][ratings.indices]
        return np.square(error).sum() + 5 * np.square(b).sum()

    best, rng = np.concatenate([users, items]).astype(float), np.random.default_rng(0)
    for _ in range(20):
        assert loss(best) < loss(best + 1e-3 * rng.normal(size=80))


def test_zeros_are_no_ratings_also_where_they_are_stored(fitted):
    X = tastes().astype(float)
    stored = sparse.csr_array((X + 1e-9).astype(float))
    stored.data[:] = np.where(stored.data < 0.5, 0, np.round(stored.data))
    before = stored.data.copy()
    model = small(fitted.method, max_epochs=3)
    found = model.fit(stored).predict(X)
    assert_array_equal(stored.data, before)
    assert_array_equal(found, model.fit(X).predict(X))


def test_recommended_items_are_the_best_predicted_ones_without_a_rating(fitted):
    X = tastes(seed=4)
    found, all_items = fitted.recommend(X, 25), fitted.predict(X)
    for user in range(60):
        kept = found.items[user][found.items[user] >= 0]
        assert set(kept) == set(np.flatnonzero(X[user] == 0))
        assert_allclose(found.ratings[user, : len(kept)], all_items[user, kept])
        assert (np.diff(found.ratings[user, : len(kept)]) <= 0).all()


def test_predictions_do_not_depend_on_the_size_of_blocks(fitted, monkeypatch):
    X, pairs = tastes(seed=4), (np.arange(20), np.arange(20))
    whole = fitted.recommend(X, 4).ratings, fitted.predict(*pairs), fitted.score(X)
    monkeypatch.setattr(rating_recommender, "SCORES_AT_ONCE", 40)
    monkeypatch.setattr(rating_predictions, "PREDICTIONS_AT_ONCE", 3)
    parts = fitted.recommend(X, 4).ratings, fitted.predict(*pairs), fitted.score(X)
    for one, other in zip(parts, whole, strict=True):
        assert_allclose(one, other, rtol=1e-5)


def test_a_saved_recommender_predicts_the_same(fitted, tmp_path):
    save(fitted, tmp_path / "run")
    loaded, X = load(tmp_path / "run"), tastes(seed=2)
    assert_array_equal(loaded.predict(X), fitted.predict(X))
    pairs = ([3, "new"], [4, 4])
    assert_array_equal(loaded.predict(*pairs), fitted.predict(*pairs))
    assert loaded.history_ == fitted.history_
    assert loaded.user_ids_ == fitted.user_ids_


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_predictions(method):
    one, two = (small(method, max_epochs=3).fit(tastes()) for _ in range(2))
    assert_array_equal(one.predict(tastes()), two.predict(tastes()))


def test_the_score_is_that_of_users_known_by_other_ratings(fitted):
    X = sparse.csr_array(tastes(seed=6))
    known, hidden = random_split(X, 0.2)
    users, items = hidden.nonzero()
    error = fitted.predict(known)[users, items] - hidden.data
    assert fitted.score(X) == pytest.approx(-np.sqrt(np.square(error).mean()))


@pytest.mark.parametrize(
    ("X", "given", "message"),
    [
        ([[1, 5]], {}, "minimum of 2 is required"),
        ([[1, 5], [np.nan, 1]], {}, "NaN in row 1, column 0"),
        (np.zeros((3, 2)), {}, "X has no ratings: all values are 0"),
        (
            [[1, 5], [4, 55]],
            {"rating_range": (1, 5)},
            "The rating of item 1 by user 1 is 55, outside rating_range, 1 to 5",
        ),
        (
            np.arange(1, 43).reshape(2, 21),
            {"method": "rbm"},
            "42 different ratings; method='rbm' takes at most 20",
        ),
    ],
)
def test_bad_ratings_are_refused(X, given, message):
    with pytest.raises(InvalidDataError, match=message):
        RatingRecommender(**given).fit(X)


def test_wrong_questions_are_refused(fitted):
    with pytest.raises(InvalidDataError, match="the same length; got 2 and 1"):
        fitted.predict([1, 2], [3])
    with pytest.raises(InvalidDataError, match="one id for each of the 60 users"):
        small("baseline").fit(tastes(), user_ids=["ann"])
    with pytest.raises(InvalidDataError, match="item_ids must differ; 7 is there"):
        small("baseline").fit(tastes(), item_ids=[7] * 20)
    for given in [(5, 1), (1,), 3]:
        with pytest.raises(InvalidParameterError, match="rating_range must be"):
            small("baseline", rating_range=given).fit(tastes())


def test_ratings_outside_the_range_given_are_refused_after_the_fit_too():
    model = small("baseline", rating_range=(1, 5))
    model.fit(tastes(), item_ids=list("abcdefghijklmnopqrst"))
    X = np.zeros((61, 20))
    X[60, 3] = 5.5
    message = "of item 'd' by the user of row {} is 5.5, outside rating_range, 1 to 5"
    for method in (model.predict, model.recommend, model.score):
        with pytest.raises(InvalidDataError, match=message.format(0)):
            method(X[60:])
    with pytest.raises(InvalidDataError, match=message.format(60)):
        RatingEvaluation.of(model, None, X)
    # The range of the ratings in the fit is no limit of others.
    loose = small("baseline").fit(tastes())
    assert loose.predict(X[60:]).max() <= 5
    assert loose.score(np.vstack([X[60:], tastes()])) < 0


def test_a_step_size_that_is_too_large_is_reported():
    model = small("item", learning_rate=1e30)
    with pytest.raises(TrainingDivergedError, match="Lower learning_rate"):
        model.fit(tastes())


def test_ratings_of_other_scales_are_predicted_too():
    # Jokes are rated from -10 to 10 by fractions.
    X = np.where(tastes() > 0, (tastes() - 3) * 4.9 + 0.1, 0)
    found = small("item").fit(X)
    assert found.rating_range_ == pytest.approx([-9.7, 9.9])
    likes = found.predict([0, 0], [0, 1])
    assert likes[0] > 2 > likes[1]


def test_a_random_split_has_each_rating_once():
    X = sparse.csr_array(tastes().astype(float))
    train, test = random_split(X, 0.1, seed=1)
    assert_array_equal((train + test).toarray(), X.toarray())
    assert test.nnz == round(0.1 * X.nnz)
    assert (random_split(X, 0.1, seed=2)[1] != test).nnz > 0
    with pytest.raises(InvalidDataError, match="There must be 2 ratings"):
        random_split(sparse.csr_array(np.eye(1)))


def test_a_split_by_time_learns_nothing_from_later_ratings():
    X = sparse.csr_array(tastes().astype(float))
    times = np.random.default_rng(0).integers(0, 50, X.nnz)
    train, test = latest_split(X, times, 0.2)
    assert_array_equal((train + test).toarray(), X.toarray())
    of_place = sparse.csr_array((times + 1, X.indices, X.indptr), shape=X.shape)
    latest = of_place.toarray()[train.toarray() > 0].max()
    assert latest < of_place.toarray()[test.toarray() > 0].min()
    with pytest.raises(InvalidDataError, match="all the same time"):
        latest_split(X, np.zeros(X.nnz), 0.2)


def test_an_evaluation_reports_new_users_and_items(fitted):
    test = sparse.csr_array(np.pad(tastes(seed=8), ((0, 3), (0, 2)), constant_values=4))
    found = RatingEvaluation.of(fitted, None, test)
    assert found.counts["new users"] == 3 * 20
    assert found.counts["new items"] == 2 * 60
    assert found.counts["new users and items"] == 6
    rows = found.table()[1]
    assert [row[0] for row in rows] == list(found.counts)
    assert sum(list(found.counts.values())[1:]) == found.counts["all"]


def test_errors_and_their_standard_errors_are_those_of_the_definition(fitted):
    test = sparse.csr_array(tastes(seed=9).astype(float))
    found = RatingEvaluation.of(fitted, None, test)
    users, items = test.nonzero()
    error = fitted.predict(users, items) - test.data
    rmse, rmse_error = found.rmse["all"][fitted.method]
    assert rmse == pytest.approx(np.sqrt(np.square(error).mean()), rel=1e-5)
    draws = np.random.default_rng(0).integers(0, len(error), (2000, len(error)))
    bootstrap = np.sqrt(np.square(error)[draws].mean(axis=1)).std()
    assert rmse_error == pytest.approx(bootstrap, rel=0.1)
    assert found.mae["all"][fitted.method][0] == pytest.approx(np.abs(error).mean())


def test_an_evaluation_of_the_fit_or_of_strange_ratings_says_so(fitted):
    notes = RatingEvaluation.of(fitted, tastes(), None).notes
    assert "ratings of the fit" in notes[0]
    strange = RatingEvaluation.of(fitted, None, tastes() * 2).notes
    assert "outside the range of the fit, 1 to 5" in strange[0]
    with pytest.raises(InvalidDataError, match="no ratings to evaluate"):
        RatingEvaluation.of(fitted, None, np.zeros((60, 20)))


@pytest.mark.parametrize("method", ["item", "user", "both"])
def test_without_a_ridge_the_smallest_solution_is_taken(method):
    X = np.array([[1.0], [2.0]])
    given = {"n_components": 1, "ridge_weight": 0.0, "max_epochs": 2, "random_state": 0}
    fitted = RatingRecommender(method=method, **given).fit(X)
    assert np.isfinite(fitted.predict(X)).all()


@pytest.mark.parametrize("pair", [("ann", "tea"), (0, 1), (np.int64(0), "tea")])
def test_predictions_of_pairs_need_sequences_of_ids(pair):
    recommender = RatingRecommender(method="baseline").fit(tastes(6, 4))
    with pytest.raises(InvalidDataError, match="must be sequences of ids"):
        recommender.predict(*pair)


def test_tables_of_ids_are_refused_and_sources_are_those_of_pairs():
    X = tastes(6, 4)
    recommender = RatingRecommender(method="baseline").fit(X)
    frame = pd.DataFrame({"user": [0], "item": [1]})
    with pytest.raises(InvalidDataError, match=r"shape \(1, 1\). Give one column"):
        recommender.predict(frame[["user"]], frame[["item"]])
    with pytest.raises(InvalidDataError, match="got ndarray of shape"):
        recommender.predict(np.zeros((2, 1), int), [0, 1])
    assert len(recommender.predict(frame["user"], frame["item"])) == 1
    with pytest.raises(InvalidDataError, match="return_source=True needs ids"):
        recommender.predict(X, return_source=True)


def test_whole_floats_are_ids_of_integers_written_as_text():
    X = tastes(6, 4)
    recommender = RatingRecommender(method="baseline").fit(
        X, item_ids=["10", "11", "12", "13"]
    )
    expected = recommender.predict([2, 3], ["11", "12"], return_source=True)
    found = recommender.predict([2.0, 3.0], [11.0, 12.0], return_source=True)
    assert_array_equal(found[0], expected[0])
    assert_array_equal(found[1], expected[1])


def test_half_precision_and_gaps_in_ratings():
    X = tastes(6, 4)
    recommender = RatingRecommender(method="baseline").fit(X.astype(np.float16))
    assert_array_equal(recommender.predict(X), recommender.predict(X * 1.0))
    with pytest.raises(InvalidDataError, match=r"X has NaN .* Write 0 where a user"):
        recommender.fit(np.where(X > 0, X, np.nan))


def test_ratings_of_another_byte_order_give_the_same_model():
    expected, X = small("item").fit(tastes()), tastes().astype(">f8")
    found = small("item").fit(X)
    np.testing.assert_array_equal(found.predict(X), expected.predict(tastes()))
