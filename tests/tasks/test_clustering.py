"""Clusters of codes: found where they are, and not where there are none."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import scale

from autoencode import Autoencoder, AutoencoderClustering, ParametricMap
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.tasks.cluster_evaluation import (
    agreement_with_labels,
    clustering_accuracy,
    evaluate_clusters,
)
from autoencode.tasks.cluster_models import METHODS, fit_clusters
from autoencode.tasks.cluster_number import compared_numbers, suggest_n_clusters

COMPARES_CLUSTERS = True
N, K = 40, 3  # samples in each of the groups


@pytest.fixture(scope="module")
def groups():
    """Three groups in eight columns, two of which are noise."""
    rng = np.random.default_rng(0)
    centers = 6 * np.eye(K, 8)
    y = np.repeat(np.arange(K), N)
    X = centers[y] + rng.normal(size=(K * N, 8))
    order = rng.permutation(len(X))
    return X[order], y[order]


def plain(**changes):
    """A small autoencoder of two components, which starts as PCA."""
    given = {"hidden_layer_sizes": (8,), "max_epochs": 2, "validation_fraction": 0.0}
    return Autoencoder(n_components=2, **given | changes)


def small(**changes):
    return AutoencoderClustering(
        **{"autoencoder": plain(), "max_clusters": 5, "random_state": 0} | changes
    )


@pytest.fixture(scope="module", params=METHODS)
def fitted(request, groups):
    return small(method=request.param).fit(groups[0])


def test_groups_are_found_and_stable(fitted, groups):
    _, y = groups
    assert fitted.n_clusters_ == K
    assert adjusted_rand_score(y, fitted.labels_) > 0.85
    assert fitted.stability_ > 0.7
    assert fitted.cluster_centers_.shape == (K, 2)


def test_training_samples_are_predicted_as_in_fit(fitted, groups):
    X, _ = groups
    found = fitted.predict(X)
    members = fitted.labels_ >= 0
    assert_array_equal(found[members], fitted.labels_[members])
    assert_array_equal(fitted.predict(X[:1]), found[:1])
    assert_array_equal(fitted.predict(sparse.csr_array(X)), found)


def test_probabilities_are_those_of_the_labels(fitted, groups):
    X, _ = groups
    probabilities = fitted.predict_proba(X)
    labels = fitted.predict(X)
    sums = probabilities.sum(axis=1)
    if fitted.method == "hdbscan":
        assert (sums <= 1).all()
        assert_array_equal(sums[labels < 0], 0)
    else:
        assert_allclose(sums, 1)
    members = labels >= 0
    assert_array_equal(probabilities.argmax(axis=1)[members], labels[members])


def test_a_seed_gives_the_same_clusters(groups):
    X, _ = groups
    first, second = (small(n_clusters=K).fit_predict(X) for _ in range(2))
    assert_array_equal(first, second)


def test_clusters_are_those_of_scikit_learn_on_the_codes(groups):
    X, _ = groups
    model = small(n_clusters=K).fit(X)
    codes = model.transform(X).astype(float)
    theirs = KMeans(K, n_init=10, random_state=0).fit(codes)
    assert adjusted_rand_score(theirs.labels_, model.labels_) == 1
    dense = fit_clusters(codes, "hdbscan", 1, min_cluster_size=6)
    theirs = HDBSCAN(min_cluster_size=6, min_samples=5, copy=True).fit(codes)
    assert_array_equal(dense.labels, theirs.labels_)


def test_the_posterior_is_that_of_a_gaussian_mixture(groups):
    X = groups[0][:, :3]
    found = fit_clusters(X, "mixture", K)
    theirs = GaussianMixture(K, means_init=found.centers).fit(X)
    theirs.means_, theirs.weights_ = found.centers, found.weights
    precisions = [np.linalg.inv(covariance) for covariance in found.shapes]
    theirs.precisions_cholesky_ = np.stack([np.linalg.cholesky(p) for p in precisions])
    assert_allclose(found.probabilities(X, X), theirs.predict_proba(X), atol=1e-9)


def test_student_t_assignments_are_half_as_similar_at_one_spread():
    codes = np.array([[0.0], [2.0], [10.0], [12.0]])  # centres 1 and 11, spread 1
    found = fit_clusters(codes, "kmeans", 2).probabilities(np.array([[0.0]]), codes)
    assert_allclose(found.max(), (1 / 2) / (1 / 2 + 1 / 122))


def test_a_sample_far_from_all_is_in_no_dense_cluster(groups):
    X, _ = groups
    model = small(method="hdbscan").fit(X)
    assert model.predict(X[:1] + 1000)[0] == -1
    assert_array_equal(model.predict_proba(X[:1] + 1000), np.zeros((1, K)))


@pytest.mark.parametrize("autoencoder", [plain(), ParametricMap(max_epochs=12)])
def test_noise_has_no_structure(autoencoder):
    X = np.random.default_rng(0).normal(size=(500, 20))
    model = small(autoencoder=autoencoder)
    with pytest.warns(UserWarning, match="No structure was found: the cl") as found:
        model.fit(X)
    assert len(found) == 1
    assert abs(model.stability_) < 0.2
    assert model.n_clusters_ == 1
    assert_array_equal(model.labels_, 0)


@pytest.mark.parametrize(
    ("scales", "seed"), [((1, 1), 0), ((1, 1, 1), 0), ((5, 1, 1), 1)]
)
def test_noise_of_few_columns_has_no_structure_though_its_clusters_agree(scales, seed):
    X = scales * np.random.default_rng(seed).normal(size=(300, len(scales)))
    model = small(random_state=seed)
    with pytest.warns(UserWarning, match="hardly more separated than those of normal"):
        model.fit(X)
    assert model.stability_ > 0.2
    assert model.separation_ < 0.03
    assert model.n_clusters_ == 1
    found = evaluate_clusters(model, X)
    assert found.separation == model.separation_
    assert "hardly more separated than normal samples: no" in found.verdict()


def long_groups():
    """Three groups that are long in one direction."""
    X = np.random.default_rng(0).normal(size=(300, 5)) * [3, 1, 1, 1, 1]
    X[:, 1] += 8 * (np.arange(300) % 3)
    return X


@pytest.mark.parametrize(
    ("X", "n_clusters"),
    [
        (load_iris().data, 2),  # two of the three species touch
        (scale(load_wine().data), 3),
        (long_groups(), 3),
    ],
)
def test_groups_of_data_are_found(X, n_clusters):
    model = small().fit(X)
    assert model.n_clusters_ == n_clusters
    assert model.separation_ > 0.1


def test_separation_is_not_measured_of_clusters_of_any_shape(groups):
    model = small(method="hdbscan").fit(groups[0])
    assert np.isnan(model.separation_)
    assert evaluate_clusters(model, groups[0]).separation is None


def test_clusters_of_noise_are_given_if_asked_for_but_not_without_a_warning():
    X = np.random.default_rng(1).normal(size=(200, 20))
    with pytest.warns(UserWarning, match="Do not rely on them"):
        model = small(n_clusters=4).fit(X)
    assert model.n_clusters_ == 4
    assert "no structure was found" in evaluate_clusters(model, X).verdict()


def test_dense_clusters_of_noise_are_none():
    X = np.random.default_rng(0).uniform(size=(200, 20))
    with pytest.warns(UserWarning, match="No structure was found"):
        model = small(method="hdbscan", min_cluster_size=40).fit(X)
    assert model.predict_proba(X).shape == (200, model.n_clusters_)
    assert len(model.describe(X)) == model.n_clusters_


def test_the_number_of_groups_is_suggested(groups):
    X = groups[0][:, :3]
    found = suggest_n_clusters(X, range(1, 7))
    assert found.n_clusters == K
    assert [row["n_clusters"] for row in found.rows] == [2, 3, 4, 5, 6]
    by_bic = min(found.rows, key=lambda row: row["bic"])
    assert by_bic["n_clusters"] == K
    with pytest.raises(InvalidDataError, match="6 rows are too few to compare"):
        suggest_n_clusters(X[:6])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"codes": [[0.0], [np.nan]] * 10}, "codes has NaN in row 1, column 0"),
        ({"codes": np.arange(20.0)}, r"of shape \(n_samples, n_features\) is needed"),
        ({"codes": [["a"]] * 20}, "codes must be numeric: could not convert"),
        ({"codes": np.ones((20, 2))}, "codes are constant: all 20 rows are equal"),
        ({"codes": np.ones((0, 2))}, "0 rows are too few to compare"),
        ({"numbers": 4}, "numbers must be whole numbers, such as .* got 4"),
        ({"numbers": ["a"]}, r"numbers must be whole numbers, .* got \['a'\]"),
        ({"numbers": [2.5]}, "numbers must be whole numbers"),
        ({"numbers": [True]}, r"numbers must be whole numbers, .* got \[True\]"),
        ({"numbers": []}, r"numbers must have one of at least 2, .* got \[\]"),
        ({"numbers": [0, 1]}, r"numbers must have one of at least 2, .* got \[0, 1\]"),
        (
            {"codes": np.repeat(np.eye(2), 50, axis=0), "numbers": range(3, 6)},
            "codes have 2 different rows, fewer than the smallest number .* 3",
        ),
    ],
)
def test_codes_and_numbers_to_compare_are_checked(change, message):
    codes = np.random.default_rng(0).normal(size=(20, 2))
    with pytest.raises((InvalidDataError, InvalidParameterError), match=message) as e:
        suggest_n_clusters(**{"codes": codes, "numbers": [2]} | change)
    assert "\n" not in str(e.value)


def test_a_summary_names_the_columns_that_mark_a_cluster(groups):
    X, y = groups
    model = small(n_clusters=K).fit(X)
    for summary in model.describe(X):
        members = model.labels_ == summary.cluster
        group = np.bincount(y[members]).argmax()
        column, difference = summary.columns[0]
        assert column == group
        by_hand = (X[members, group].mean() - X[:, group].mean()) / X[:, group].std()
        assert difference == pytest.approx(by_hand)
        assert summary.n_samples == members.sum()
        assert members[summary.nearest]
        assert summary.center.argmax() == group
        assert len(summary.columns) == 5


def test_labels_are_matched_with_clusters_in_the_best_way():
    y = np.array([0, 0, 0, 1, 1, 2])
    assert clustering_accuracy(y, (y + 1) % 3) == 1
    assert clustering_accuracy(y, np.zeros(6, dtype=int)) == 0.5
    assert clustering_accuracy(y, np.full(6, -1)) == 0
    assert clustering_accuracy(y, [0, 0, 1, 2, 2, -1]) == pytest.approx(4 / 6)
    assert agreement_with_labels(y, y) == {"accuracy": 1.0, "nmi": 1.0, "ari": 1.0}
    with pytest.raises(InvalidDataError, match="same length"):
        clustering_accuracy(y, y[1:])


def test_labels_that_are_texts_and_numbers_are_refused(groups):
    X, _ = groups
    y = np.array(["a", 1] * 60, dtype=object)
    for call in (
        lambda: agreement_with_labels(y, np.zeros(120, dtype=int)),
        lambda: evaluate_clusters(small(n_clusters=K).fit(X), X, y),
    ):
        with pytest.raises(InvalidDataError, match="y must hold texts or numbers, not"):
            call()


@pytest.mark.parametrize("missing", [None, np.nan])
def test_samples_without_label_are_left_out_of_the_agreement_with_labels(missing):
    y, clusters = ["a", "a", "b", missing, missing], np.array([0, 0, 1, 1, 2])
    for given in (y, np.array(y, dtype=object), pd.Series(y)):
        assert clustering_accuracy(given, clusters) == 1
        assert agreement_with_labels(given, clusters)["ari"] == 1
    assert clustering_accuracy([0.0, np.nan, 1.0], [1, 1, 0]) == 1
    with pytest.raises(InvalidDataError, match="y has no label, to compare"):
        clustering_accuracy([missing] * 5, clusters)


def test_an_evaluation_says_how_many_samples_have_no_label(groups):
    X, y = groups
    model = small(n_clusters=K).fit(X)
    some = np.where(np.arange(len(y)) < 30, None, y.astype(object))
    found = evaluate_clusters(model, X, some)
    expected = agreement_with_labels(y[30:], model.predict(X)[30:])
    assert found.scores["AutoencoderClustering"] == expected
    assert "30 samples without a label: left out of" in found.notes[1]
    assert not any("None" in row["most_frequent"] for row in found.rows)
    assert evaluate_clusters(model, X, [None] * len(y)).scores == {}


BAD = [
    ({"n_clusters": 5}, np.eye(3), "n_clusters=5 is more than the 3 rows"),
    ({"n_clusters": 3}, np.eye(2)[[0, 1, 0, 1]], "more than the 2 different rows"),
    ({}, np.ones((9, 3)), "X is constant: all 9 rows are equal"),
    ({}, np.eye(3)[:1], "minimum of 2 is required"),
    ({"method": "hdbscan", "n_clusters": 2}, np.eye(3), "must be 'auto' with"),
    ({"method": "k-means"}, np.eye(3), "method must be one of .* Did you mean"),
]


@pytest.mark.parametrize(("changes", "X", "message"), BAD)
def test_bad_input_is_refused_in_one_line(changes, X, message):
    with pytest.raises((InvalidDataError, InvalidParameterError), match=message) as e:
        small(**changes).fit(X)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("method", METHODS)
def test_duplicates_and_few_rows_are_clustered(method):
    X = np.repeat(np.eye(2, 4), 10, axis=0)
    given = {"min_cluster_size": 4} if method == "hdbscan" else {"n_clusters": 2}
    model = small(method=method, **given)
    labels = model.fit_predict(X)
    assert len(set(labels)) == 2
    assert len(set(labels[:10])) == 1


def test_different_rows_that_are_repeated_are_a_cluster_each():
    # Some are encoded by sums of another order, with another last digit.
    centers = 5 * np.random.default_rng(0).normal(size=(4, 5))
    y = np.repeat(np.arange(4), 20)
    model = small(autoencoder=plain(linear_skip=False)).fit(centers[y])
    assert adjusted_rand_score(y, model.labels_) == 1
    assert [row["n_clusters"] for row in model.compared_] == [2, 3, 4]
    codes = model.transform(centers[y])
    assert model.n_clusters_ == suggest_n_clusters(codes).n_clusters


def test_a_warning_says_that_no_numbers_of_clusters_were_compared():
    with pytest.warns(UserWarning, match="not compared: 3 samples are too few") as w:
        model = small().fit(np.eye(3))
    assert len(w) == 1
    assert model.n_clusters_ == 1
    assert model.compared_ == []


def test_equal_codes_of_different_samples_are_one_cluster_with_a_warning():
    with pytest.warns(UserWarning, match="the codes of all 20 samples are equal"):
        assert compared_numbers(np.ones((20, 2)), 15, 0) == (1, [])


def test_a_single_cluster_has_no_silhouette():
    X = np.random.default_rng(0).normal(size=(40, 3))
    found = evaluate_clusters(small(n_clusters=1).fit(X), X)
    assert found.silhouette is None
    assert found.verdict() == "1 cluster."


@pytest.mark.parametrize("offset", [0.0, 1e6, 1.7e9])
def test_numbers_of_clusters_do_not_depend_on_an_offset_or_on_one_outlier(offset):
    rng = np.random.default_rng(0)
    groups = 3600.0 * rng.integers(0, 3, size=(90, 1)) + rng.normal(size=(90, 1))
    assert suggest_n_clusters(offset + groups, range(2, 6)).n_clusters == 3
    outlier = np.r_[groups, [[1e12]]]
    tried = suggest_n_clusters(outlier, range(2, 6)).rows
    assert [row["n_clusters"] for row in tried] == [2, 3, 4, 5]
