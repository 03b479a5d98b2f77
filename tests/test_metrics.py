import tracemalloc

import numpy as np
import pandas as pd
import pytest
import scipy.linalg
import scipy.sparse
from sklearn.decomposition import PCA
from sklearn.metrics import r2_score

from autoencode import arrays
from autoencode.arrays import moments
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.metrics import (
    METRICS,
    explained_variance,
    frechet_distance,
    knn_accuracy,
    knn_accuracy_within,
    peak_signal_to_noise,
    reconstruction_error,
    trustworthiness,
    two_sample_accuracy,
)


@pytest.fixture
def X():
    return np.random.default_rng(0).normal(size=(40, 6))


def test_reconstruction_error_of_a_known_example():
    X = [[0, 0], [1, 2], [3, 4]]
    X_hat = [[0, 0], [1, 0], [0, 0]]
    error = reconstruction_error(X, X_hat)
    assert error.dtype == np.float64
    np.testing.assert_array_equal(error, [0, 4, 25])


def test_reconstruction_error_of_bytes_does_not_wrap_around():
    X, X_hat = np.array([[0]], np.uint8), np.array([[255]], np.uint8)
    assert reconstruction_error(X, X_hat)[0] == 255**2


def test_reconstruction_error_of_sparse_rows_equals_that_of_dense_rows(X):
    X_hat = X + 1
    for sparse in (scipy.sparse.csr_array(X), scipy.sparse.coo_matrix(X)):
        error = reconstruction_error(sparse, X_hat)
        np.testing.assert_array_equal(error, reconstruction_error(X, X_hat))


def test_values_that_are_not_finite_are_named(X):
    bad = X.copy()
    bad[3, 2] = np.nan
    y = np.arange(40) % 2
    for call in (
        lambda: trustworthiness(X, bad),
        lambda: knn_accuracy(X, y, bad, y),
        lambda: knn_accuracy_within(bad, y),
        lambda: two_sample_accuracy(bad, X),
        lambda: frechet_distance(X, bad),
    ):
        with pytest.raises(InvalidDataError, match="has NaN in row 3, column 2"):
            call()


def test_numbers_below_one_are_refused(X):
    y = np.arange(40) % 2
    for call in (
        lambda: trustworthiness(X, X, n_neighbors=0),
        lambda: knn_accuracy(X, y, X, y, n_neighbors=0),
        lambda: knn_accuracy_within(X, y, max_samples=0),
        lambda: two_sample_accuracy(X, X, max_samples=0),
    ):
        with pytest.raises(InvalidParameterError, match="must be at least 1; got 0"):
            call()


def test_block_size_does_not_change_a_result(X, monkeypatch):
    X_hat = 0.5 * X
    whole = reconstruction_error(X, X_hat), explained_variance(X, X_hat)
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 7 * X.shape[1])
    np.testing.assert_array_equal(reconstruction_error(X, X_hat), whole[0])
    assert explained_variance(X, X_hat) == pytest.approx(whole[1], rel=1e-12)


@pytest.mark.parametrize("X_hat", [np.zeros((40, 5)), np.zeros((1, 6)), np.zeros(6)])
def test_different_shapes_are_refused(X, X_hat):
    with pytest.raises(InvalidDataError, match="shape"):
        reconstruction_error(X, X_hat)


def test_explained_variance_is_the_variance_weighted_r2_score(X):
    X_hat = X + 0.3 * np.random.default_rng(1).normal(size=X.shape)
    expected = r2_score(X, X_hat, multioutput="variance_weighted")
    assert explained_variance(X, X_hat) == pytest.approx(expected, rel=1e-12)


def test_explained_variance_of_pca_is_the_sum_of_its_ratios(X):
    pca = PCA(n_components=3).fit(X)
    share = explained_variance(X, pca.inverse_transform(pca.transform(X)))
    assert share == pytest.approx(pca.explained_variance_ratio_.sum(), rel=1e-12)


def test_explained_variance_is_1_for_X_and_0_for_its_mean(X):
    assert explained_variance(X, X) == 1
    mean = np.broadcast_to(X.mean(axis=0), X.shape)
    assert explained_variance(X, mean) == pytest.approx(0, abs=1e-12)
    assert explained_variance(X, -X) < 0


def test_explained_variance_is_accurate_for_large_values(X):
    far, far_hat = X + 1e8, 0.5 * X + 1e8
    assert explained_variance(far, far_hat) == pytest.approx(
        explained_variance(X, 0.5 * X), rel=1e-6
    )


def test_explained_variance_of_constant_data():
    X = np.full((7, 2), 0.1)  # the mean of seven times 0.1 is not 0.1 in float64
    assert moments(X).total_variance == 0
    assert explained_variance(X, X) == 1
    assert explained_variance(X, X + 1) == 0


def test_no_samples_are_refused():
    empty = np.empty((0, 3))
    with pytest.raises(InvalidDataError, match="at least 1 sample"):
        explained_variance(empty, empty)
    with pytest.raises(InvalidDataError, match="1 training and 1 test sample"):
        knn_accuracy(empty, [], empty, [])


def test_trustworthiness_of_the_samples_themselves_is_1(X):
    assert trustworthiness(X, X) == 1
    assert trustworthiness(scipy.sparse.csr_array(X), X) == 1


def test_trustworthiness_of_random_codes_is_about_a_half():
    rng = np.random.default_rng(0)
    X, codes = rng.normal(size=(400, 5)), rng.normal(size=(400, 2))
    assert 0.4 < trustworthiness(X, codes) < 0.6


def test_trustworthiness_reduces_the_neighbours_of_few_samples(X):
    for n_samples in range(4, 12):
        assert trustworthiness(X[:n_samples], X[:n_samples]) == 1
    assert np.isnan(trustworthiness(X[:3], X[:3]))


def test_subsamples_depend_on_the_seed_only(X):
    codes = X[:, :1]
    values = [
        trustworthiness(X, codes, max_samples=20, random_state=s) for s in (0, 0, 1)
    ]
    assert values[0] == values[1] != values[2]
    y = X[:, 0] > 0
    limits = {"max_train": 10, "max_test": 10}
    first = knn_accuracy(X, y, X, y, **limits)
    assert first == knn_accuracy(X, y, X, y, **limits)


def test_knn_accuracy_of_a_known_example():
    codes, y = [[0.0], [0.1], [10.0], [10.1]], np.array(["a", "a", "b", "b"])
    test = [[0.2], [9.0], [0.3], [9.1]]
    accuracy = knn_accuracy(codes, y, test, ["a", "b", "b", "b"], n_neighbors=2)
    assert accuracy == 0.75


def test_knn_accuracy_limits_the_number_of_neighbours():
    assert knn_accuracy([[0.0], [1.0], [2.0]], [4, 4, 5], [[0.0]], [4]) == 1


def test_different_numbers_of_codes_and_classes_are_refused(X):
    with pytest.raises(InvalidDataError, match="y_train"):
        knn_accuracy(X, np.zeros(3), X, np.zeros(40))
    with pytest.raises(InvalidDataError, match="codes"):
        trustworthiness(X, X[:5])


def test_classes_of_two_types_are_refused_since_they_are_never_equal(X):
    y = np.arange(40) % 2
    with pytest.raises(InvalidDataError, match="of the same type; got 0 and '0'"):
        knn_accuracy(X, y, X, y.astype(str))
    assert knn_accuracy(X, y, X, y.astype(float)) == knn_accuracy(X, y, X, y == 1)
    with pytest.raises(InvalidDataError, match="y must hold texts or numbers, not bo"):
        knn_accuracy_within(X, np.array(["a", 1] * 20, dtype=object))


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_missing_classes_are_refused_with_their_row(missing, X):
    y = np.array(["a", "b"] * 20, dtype=object)
    some = y.copy()
    some[3] = missing
    for call, name in (
        (lambda: knn_accuracy(X, some, X, y), "y_train"),
        (lambda: knn_accuracy(X, y, X, list(some)), "y_test"),
        (lambda: knn_accuracy_within(X, some), "y"),
    ):
        with pytest.raises(InvalidDataError, match=f"^{name} has no label in row 3;"):
            call()


def test_fractions_are_no_classes(X):
    for y in (X[:, 0], X[:, 0].astype(object)):
        with pytest.raises(InvalidDataError, match=r"y must hold classes: .* float64"):
            knn_accuracy_within(X, y)


def test_every_metric_of_the_table_stays_in_its_range(X):
    y = (X[:, 0] > 0).astype(int)
    arguments = {
        "reconstruction_error": (X, 0.9 * X),
        "explained_variance": (X, 0.9 * X),
        "peak_signal_to_noise": (y[:, None] / 9, y[:, None] / 10),
        "trustworthiness": (X, X[:, :2]),
        "continuity": (X, X[:, :2]),
        "knn_accuracy": (X[:20], y[:20], X[20:], y[20:]),
        "knn_accuracy_within": (X, y),
        "frechet_distance": (X[:20], X[20:]),
        "two_sample_accuracy": (X[:20], X[20:]),
    }
    assert set(arguments) == set(METRICS)
    for name, metric in METRICS.items():
        values = np.asarray(metric(*arguments[name]))
        assert (values >= 0).all(), name
        unbounded = ("reconstruction_error", "frechet_distance", "peak_signal_to_noise")
        assert name in unbounded or (values <= 1).all()


def test_the_peak_signal_to_noise_ratio_is_that_of_range_and_mean_squared_error():
    X = np.zeros((3, 100))
    X_hat = np.full((3, 100), 0.1)
    X_hat[1] = -0.1  # is set to black
    X_hat[2, 50:] = 5.0  # half of the pixels are wrong by the whole range
    found = peak_signal_to_noise(X, X_hat)
    exact = 20 * np.log10(255 * np.sqrt(12))  # that of rounding to 8 bits
    wrong = -10 * np.log10((1 + 0.01) / 2)
    np.testing.assert_allclose(found, [20, exact, wrong])
    np.testing.assert_allclose(
        peak_signal_to_noise(255 * X, 255 * X_hat, (0, 255)), found
    )


def test_knn_accuracy_within_excludes_the_sample_itself():
    codes, y = np.array([[0.0], [0.1], [5.0], [5.1]]), np.array([0, 0, 1, 2])
    # The two on the right are nearest neighbours of each other, in different classes.
    assert knn_accuracy_within(codes, y, n_neighbors=1) == 0.5
    assert np.isnan(knn_accuracy_within(codes[:1], y[:1]))


def test_votes_of_many_classes_are_counted_in_little_memory():
    codes, y = np.arange(3000.0)[:, None], np.arange(3000) // 3 * 7
    tracemalloc.start()
    found = knn_accuracy_within(codes, y, n_neighbors=2)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Of three in a row, the middle one has both neighbours in its class; of equally
    # many votes the first class wins, which is that of the last one.
    assert found == pytest.approx(2 / 3, abs=0.001)
    assert peak < 2e6


def test_frechet_distance_of_one_feature_has_a_closed_form():
    x = np.array([[-1.0], [1.0]])  # standard deviation sqrt(2), mean 0
    assert frechet_distance(x, x) == pytest.approx(0, abs=1e-12)
    assert frechet_distance(x, 3 * x + 5) == pytest.approx(25 + 2 * (3 - 1) ** 2)


def test_frechet_distance_equals_the_matrix_square_root_formula(X):
    Y = X @ np.random.default_rng(1).normal(size=(6, 6)) + 1
    first, second = np.cov(X, rowvar=False), np.cov(Y, rowvar=False)
    root = scipy.linalg.sqrtm(first @ second).real
    expected = np.square(X.mean(axis=0) - Y.mean(axis=0)).sum()
    expected += np.trace(first + second - 2 * root)
    assert frechet_distance(X, Y) == pytest.approx(expected)
    assert frechet_distance(Y, scipy.sparse.csr_array(X)) == pytest.approx(expected)


def test_samples_of_one_distribution_are_indistinguishable():
    X = np.random.default_rng(0).normal(size=(2000, 3))
    assert two_sample_accuracy(X[:1000], X[1000:]) == pytest.approx(0.5, abs=0.04)
    assert two_sample_accuracy(X[:1000], X[1000:] + 9) == 1
    repeated = X[:1000] + 1e-6
    assert two_sample_accuracy(X[:1000], repeated) == 0
    assert two_sample_accuracy(X[:1000], X[1000:], max_samples=50) != (
        two_sample_accuracy(X[:1000], X[1000:], max_samples=50, random_state=1)
    )


@pytest.mark.parametrize("metric", [frechet_distance, two_sample_accuracy])
def test_incompatible_sets_are_refused(metric, X):
    with pytest.raises(InvalidDataError, match="same number of features; got 6 and 5"):
        metric(X, X[:, :5])
    with pytest.raises(InvalidDataError, match="need at least"):
        metric(X, X[:0])
