"""Recommendation of items: what is promised to users, for every method."""

import dataclasses
import json

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse

from autoencode import (
    Autoencoder,
    DenoisingAutoencoder,
    ItemRecommender,
    VariationalAutoencoder,
    load,
    save,
)
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TooLittleMemoryError,
)
from autoencode.tasks import item_scores, recommender
from autoencode.tasks.item_scores import ease_weights, liked_items, n_sampled
from autoencode.tasks.rating_inputs import plain_ids
from autoencode.tasks.recommender import METHODS
from autoencode.tasks.recommender_evaluation import RecommenderEvaluation, fold_in


def groups(n_users=40, n_items=12, seed=0):
    """Users of two groups, who like items of one half each, and a few others."""
    rng = np.random.default_rng(seed)
    own = np.arange(n_items) < n_items // 2
    likely = np.where(np.arange(n_users)[:, np.newaxis] % 2 == 0, own, ~own)
    return (rng.random((n_users, n_items)) < 0.1 + 0.6 * likely).astype(float)


def small(method, **changes):
    """A recommender that is fitted in a moment."""
    network = None
    given = {"hidden_layer_sizes": (8,), "n_components": 4, "max_epochs": 30}
    given |= {"loss": "poisson", "mask_fraction": 0.3, "validation_fraction": 0.0}
    if method == "variational":
        network = VariationalAutoencoder(**given, beta=0.1, learning_rate=0.01)
    elif method == "denoising":
        network = DenoisingAutoencoder(**given, learning_rate=0.01)
    given = {"autoencoder": network, "ridge_weight": 5.0, "random_state": 0}
    return ItemRecommender(method=method, **given | changes)


@pytest.fixture(scope="module", params=METHODS)
def fitted(request):
    return small(request.param).fit(groups())


@pytest.mark.parametrize("seed", range(10))
def test_recommendations_never_contain_what_a_user_has(fitted, seed):
    rng = np.random.default_rng(seed)
    X, seen = rng.random((2, 9, 12)) < rng.random((2, 9, 1))
    n = int(rng.integers(1, 15))
    found = fitted.recommend(sparse.csr_array(X.astype(float)), n, seen=seen)
    assert found.items.shape == found.scores.shape == (9, n)
    for user, items in enumerate(found.items):
        kept = items[items >= 0]
        assert not (X | seen)[user, kept].any()
        assert len(set(kept)) == len(kept) == min(n, (~(X | seen)[user]).sum())
        assert (np.diff(found.scores[user, : len(kept)]) <= 0).all()
        assert np.isnan(found.scores[user, len(kept) :]).all()
    assert_array_equal(found.by_popularity, ~X.any(axis=1))


@pytest.mark.parametrize("method", [m for m in METHODS if m != "popularity"])
def test_users_of_a_group_get_the_items_of_their_group(method):
    fitted = small(method).fit(groups())
    X = np.zeros((2, 12))
    X[0, :3] = X[1, 6:9] = 1
    items = fitted.recommend(X, 3).items
    assert set(items[0]) == {3, 4, 5}
    assert set(items[1]) == {9, 10, 11}


def test_users_without_items_get_the_most_popular_ones(fitted):
    found = fitted.recommend(np.zeros((1, 12)), 3)
    assert_array_equal(
        found.items[0], np.argsort(-fitted.popularity_, kind="stable")[:3]
    )
    assert found.by_popularity.all()


def test_new_users_are_scored_alone_as_among_others(fitted):
    X = groups(seed=1)
    scores = fitted.score_items(X)
    assert_allclose(fitted.score_items(X[:1]), scores[:1], rtol=1e-4, atol=1e-6)
    assert_allclose(fitted.score_items(sparse.coo_array(X)), scores, rtol=1e-4)


def test_scores_do_not_depend_on_the_size_of_blocks(fitted, monkeypatch):
    X = groups(seed=1)
    whole = fitted.recommend(X, 4)
    monkeypatch.setattr(recommender, "SCORES_AT_ONCE", 40)
    parts = fitted.recommend(X, 4)
    assert_array_equal(parts.items, whole.items)
    assert_allclose(parts.scores, whole.scores, rtol=1e-4, atol=1e-6)


def test_items_that_nobody_likes_are_not_recommended():
    X = groups()
    X[:, 5] = 0
    found = small("ease").fit(X).recommend(X, 12)
    assert 5 not in found.items


def test_ease_is_the_closed_form_of_each_item():
    # Steck (2019): each column is the ridge regression of an item on the others.
    X = groups(seed=3)
    weights = small("ease").fit(X).item_weights_
    for item in range(12):
        others = np.arange(12) != item
        A = X[:, others]
        beta = np.linalg.solve(A.T @ A + 5 * np.eye(11), A.T @ X[:, item])
        assert_allclose(weights[others, item], beta, atol=1e-5)
        assert weights[item, item] == 0


def test_the_regularization_of_ease_grows_with_the_users():
    X = groups(n_users=40)
    auto = ItemRecommender(method="ease").fit(X).item_weights_
    assert_array_equal(auto, small("ease", ridge_weight=10.0).fit(X).item_weights_)
    with pytest.raises(InvalidParameterError, match="ridge_weight must be a number"):
        small("ease", ridge_weight=0.0).fit(X)


def test_how_much_a_user_likes_an_item_does_not_matter():
    X = groups()
    for method in METHODS:
        scores = small(method).fit(X).score_items(X)
        assert_allclose(small(method).fit(X * 3).score_items(X * 2), scores, rtol=1e-6)


def test_an_explanation_is_the_change_of_the_score(fitted):
    X = groups(seed=1)[:1]
    item = int(fitted.recommend(X, 1).items[0, 0])
    found = fitted.explain(X, item, n=3)
    assert X[0, found.items].all()
    assert (np.diff(found.contributions) <= 0).all()
    without = X.copy()
    without[0, found.items[0]] = 0
    change = (fitted.score_items(X) - fitted.score_items(without))[0, item]
    assert found.contributions[0] == pytest.approx(change, abs=1e-5)


def test_a_saved_recommender_recommends_the_same(fitted, tmp_path):
    save(fitted, tmp_path / "run")
    loaded, X = load(tmp_path / "run"), groups(seed=2)
    for one, other in zip(loaded.recommend(X), fitted.recommend(X), strict=True):
        assert_array_equal(one, other)
    assert loaded.item_ids_ == fitted.item_ids_ == list(range(12))


def test_ids_of_items_are_kept_as_they_are(tmp_path):
    ids = ["tea", 7, 2.5, *"abcdefghi"]
    model = small("popularity").fit(groups(), item_ids=ids)
    save(model, tmp_path / "run")
    assert load(tmp_path / "run").item_ids_ == ids
    with pytest.raises(
        InvalidDataError, match="one id for each of the 12 items; got 2"
    ):
        small("popularity").fit(groups(), item_ids=["a", "b"])


def test_numbers_in_the_columns_of_a_frame_are_ids():
    frame = pd.DataFrame(groups(), columns=np.arange(12) * 10)
    assert small("ease").fit(frame).item_ids_ == list(range(0, 120, 10))


def test_the_default_networks_learn_groups():
    for method in ("variational", "denoising"):
        model = ItemRecommender(method=method, n_components=3, random_state=0)
        model.fit(groups(n_users=20))
        assert model.autoencoder_.n_components_ == 3
        assert {3, 4, 5} == set(model.recommend([[1] * 3 + [0] * 9], 3).items[0])


@pytest.mark.parametrize("method", ["variational", "denoising"])
def test_networks_learn_groups_from_a_sample_of_the_items(method):
    rng = np.random.default_rng(0)
    own = np.arange(400) // 40 == np.arange(300)[:, np.newaxis] % 10  # of ten groups
    X = sparse.csr_array((rng.random(own.shape) < 0.3 * own).astype(float))
    found = {}
    for n in (None, 160):
        model = small(method, n_sampled_items=n).fit(X[:200])
        assert getattr(model.autoencoder_.network_, "sampled_outputs", None) is None
        found[n] = model.score_items(X[200:]), model.score(X[200:])
    (scores, whole), (others, part) = found.values()
    assert not np.array_equal(scores, others)
    assert part > whole - 0.05 > 0.3


def test_a_sample_of_the_items_is_taken_only_where_there_are_many():
    assert [n_sampled("auto", n) for n in (20_000, 20_001)] == [0, 8_192]
    assert [n_sampled(given, 10) for given in (None, 5)] == [0, 5]


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([[1, 0]], "minimum of 2 is required"),
        ([[1, 0], [-1, 1]], "Negative values in data: X has -1 in row 1, column 0"),
        ([[1, 0], [np.nan, 1]], "NaN in row 1, column 0"),
    ],
)
def test_bad_interactions_are_refused(X, message):
    with pytest.raises(InvalidDataError, match=message):
        ItemRecommender(method="ease").fit(X)


def test_wrong_questions_are_refused(fitted):
    X = groups()
    with pytest.raises(
        InvalidDataError, match="one row, the items of one user; got 40"
    ):
        fitted.explain(X, 0)
    with pytest.raises(InvalidDataError, match="item must be from 0 to 11"):
        fitted.explain(X[:1], 12)
    with pytest.raises(InvalidParameterError, match="item must be a whole number"):
        fitted.explain(X[:1], "a")
    with pytest.raises(InvalidDataError, match="a row for each of the 40 users; got 2"):
        fitted.recommend(X, seen=X[:2])


def test_ease_of_too_many_items_is_refused_before_it_is_computed(monkeypatch):
    monkeypatch.setattr(item_scores, "available_bytes", lambda device: 1000)
    with pytest.raises(TooLittleMemoryError, match="EASE of 12 items needs"):
        small("ease").fit(groups())


def test_liked_items_leave_the_input_as_it_is():
    X = sparse.csr_array(np.array([[2.0, 0.0, 3.0]], np.float32))
    X.data[0] = 0  # stored, but not liked
    assert_array_equal(liked_items(X).toarray(), [[0, 0, 1]])
    assert_array_equal(X.data, [0, 3])


def test_a_fifth_of_the_items_is_hidden():
    likes = liked_items(groups(n_users=30))
    known, hidden, rows = fold_in(likes)
    assert_array_equal((known + hidden).toarray(), likes[rows].toarray())
    n_own = np.diff(likes[rows].indptr)
    assert n_own.min() >= 5
    assert_array_equal(np.diff(hidden.indptr), np.maximum(1, n_own // 5))
    with pytest.raises(InvalidDataError, match="No user has two items"):
        fold_in(liked_items(np.eye(3)))


def test_how_many_items_a_user_needs_to_be_evaluated_is_said(fitted):
    users = np.zeros((4, groups().shape[1]))
    for row, n_own in enumerate([1, 1, 3, 4]):
        users[row, :n_own] = 1
    notes = RecommenderEvaluation.of(fitted, groups(), users).notes
    assert "Users with fewer than 2 items are left out: 2." in notes
    users[3] = 1
    notes = RecommenderEvaluation.of(fitted, groups(), users).notes
    assert "Users with fewer than 5 items are left out: 3." in notes


def test_an_evaluation_stands_beside_ease_and_popularity(fitted):
    X = groups(seed=5)
    found = RecommenderEvaluation.of(fitted, groups(), X)
    names = [*found.means]
    assert {"EASE", "popularity"} <= set(names)
    assert len(names) == (2 if fitted.method in ("ease", "popularity") else 3)
    assert found.means["popularity"]["NDCG@100"] < found.means["EASE"]["NDCG@100"]
    assert len(found.table()[1]) == len(names)
    assert found.verdict().startswith(f"NDCG@100: {names[0]} 0.")
    known, hidden, _ = fold_in(liked_items(X))
    weights = ease_weights(liked_items(groups()), 5.0)
    scores = np.where(known.toarray() > 0, -np.inf, known @ weights)
    ranks = np.argsort(np.argsort(-scores, axis=1), axis=1)
    gains = (hidden.toarray() / np.log2(ranks + 2)).sum(axis=1)
    n_hidden = hidden.sum(axis=1).astype(int)
    best = [sum(1 / np.log2(r + 2) for r in range(n)) for n in n_hidden]
    assert found.means["EASE"]["NDCG@100"] == pytest.approx((gains / best).mean())


def test_the_score_is_the_ndcg_of_the_evaluation(fitted):
    X = groups(seed=5)
    found = RecommenderEvaluation.of(fitted, groups(), X)
    name = {"ease": "EASE"}.get(fitted.method, fitted.method)
    assert fitted.score(X) == pytest.approx(found.means[name]["NDCG@100"])


def test_an_evaluation_without_users_of_the_fit_says_so(fitted):
    notes = RecommenderEvaluation.of(fitted, None, groups(seed=5)).notes
    assert any("EASE is left out" in note for note in notes) == (
        fitted.method != "ease"
    )
    of_fit = RecommenderEvaluation.of(fitted, groups(), None).notes
    assert "users of the fit" in of_fit[0]


def test_items_that_are_liked_again_are_not_expected(fitted):
    X = groups(seed=5)
    before, later = X.copy(), X.copy()
    before[:, [2, 8]], later[:, [0, 1, 3, 4, 5, 6, 7, 9, 10, 11]] = 0, 0
    rows = np.flatnonzero(later.any(axis=1))
    parts = groups(), before[rows], later[rows]
    found = RecommenderEvaluation.of_later(fitted, *parts)
    again = np.maximum(later[rows], before[rows])
    same = RecommenderEvaluation.of_later(fitted, *parts[:2], again)
    assert same.means == found.means


def test_later_items_are_found_by_those_before(fitted):
    X = groups(seed=5)
    before, later = X.copy(), X.copy()
    before[:, [2, 8]], later[:, [0, 1, 3, 4, 5, 6, 7, 9, 10, 11]] = 0, 0
    rows = np.flatnonzero(later.any(axis=1))
    found = RecommenderEvaluation.of_later(fitted, groups(), before[rows], later[rows])
    assert found.n_users == len(rows)
    assert found.means["EASE"]["NDCG@100"] > 0.4
    assert found.heading.startswith(f"The later items of {len(rows)} users are ranked")
    with pytest.raises(InvalidDataError, match="an item for each user; row 0 has none"):
        RecommenderEvaluation.of_later(fitted, None, before[:1], before[:1] * 0)


def test_a_masked_variational_autoencoder_hides_features_in_training_only():
    X = groups()
    given = {"n_components": 2, "hidden_layer_sizes": (4,), "max_epochs": 2}
    given |= {"loss": "poisson", "random_state": 0}
    whole = VariationalAutoencoder(**given).fit(X)
    masked = VariationalAutoencoder(**given, mask_fraction=0.5).fit(X)
    assert not np.allclose(whole.transform(X), masked.transform(X))
    assert_array_equal(masked.transform(X), masked.transform(X))


@pytest.mark.parametrize("method", ["ease", "popularity"])
def test_an_autoencoder_for_a_method_without_one_is_refused(method):
    model = ItemRecommender(method=method, autoencoder=Autoencoder())
    with pytest.raises(InvalidParameterError, match="trains no autoencoder"):
        model.fit(np.eye(4))


def test_an_evaluation_of_one_user_has_no_standard_errors():
    recommender = small("denoising").fit(groups())
    found = RecommenderEvaluation.of(recommender, groups(), groups(1, seed=5))
    assert found.n_users == 1
    assert "nan" not in str(found.table())
    assert found.verdict().endswith("within the noise.")
    values = found.to_json()
    assert values["standard_errors"]["EASE"]["NDCG@100"] is None
    json.dumps(values, allow_nan=False)


def test_the_verdict_says_where_popularity_is_better():
    # Everyone likes some of the same items, and the rest is drawn: nothing to learn.
    random = np.random.default_rng(0)
    share = np.linspace(0.9, 0.02, 60)
    X = (random.random((160, 60)) < share).astype(float)
    recommender = small("variational").fit(X[:40])
    found = RecommenderEvaluation.of(recommender, X[:40], X[40:])
    popular = found.means["popularity"]["NDCG@100"]
    gain = found.means["variational"]["NDCG@100"] - popular
    assert found.above_popularity == pytest.approx(gain)
    assert not found.exceeds_popularity
    worse = dataclasses.replace(
        found, above_popularity=-0.072, above_popularity_error=0.01
    )
    assert "popularity is better than variational by 0.072 ± 0.010." in worse.verdict()
    same = dataclasses.replace(
        found, above_popularity=0.01, above_popularity_error=0.01
    )
    sentence = "The difference between variational and popularity is within the noise."
    assert sentence in same.verdict()
    better = dataclasses.replace(
        found, above_popularity=0.05, above_popularity_error=0.01
    )
    assert "popularity is" not in better.verdict()
    assert worse.to_json()["difference_from_popularity"] == -0.072
    popularity = RecommenderEvaluation.of(small("popularity").fit(X), X, X)
    assert popularity.exceeds_popularity  # itself: there is nothing to say
    json.dumps(popularity.to_json(), allow_nan=False)


def test_half_precision_gaps_and_repeated_ids():
    X = groups()
    ease = ItemRecommender(method="ease").fit(X.astype(np.float16))
    assert_array_equal(ease.item_weights_, ease.fit(X).item_weights_)
    with pytest.raises(InvalidDataError, match=r"X has NaN .* Write 0 where a user"):
        ease.fit(np.where(X > 0, X, np.nan))
    with pytest.raises(InvalidDataError, match="item_ids must differ; 'a' is there"):
        ease.fit(X, item_ids=["a", "a", *range(10)])
    with pytest.raises(
        InvalidDataError, match=r"texts or numbers; got \[1\] in place 2"
    ):
        ease.fit(X, item_ids=["a", "b", [1], *range(9)])


def test_the_time_to_check_ids_is_linear_in_their_number():
    # The last two are equal; comparing all pairs would take minutes.
    ids = [*range(100_000), 99_999]
    with pytest.raises(InvalidDataError, match="99999 is there several times"):
        plain_ids(ids, None, len(ids), "user")


def test_a_table_of_ids_is_refused_with_the_way_to_a_matrix():
    likes = pd.DataFrame({"user": ["ann", "bob"], "item": ["tea", "milk"]})
    with pytest.raises(InvalidDataError, match=r"Interactions\.of\(users, items\)"):
        ItemRecommender().fit(likes)
    with pytest.raises(InvalidDataError, match=r"Interactions\.of\(users, items\)"):
        ItemRecommender().fit(likes.to_numpy())


def test_likes_of_another_byte_order_give_the_same_model():
    expected, X = small("ease").fit(groups()), groups().astype(">f8")
    found = small("ease").fit(X)
    np.testing.assert_array_equal(found.score_items(X), expected.score_items(groups()))
