"""Evaluation of autoencoders against PCA and the mean, and of code units."""

import dataclasses
import json
import math

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from sklearn.datasets import load_diabetes, load_iris
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from autoencode import Autoencoder, VariationalAutoencoder
from autoencode.errors import InvalidDataError
from autoencode.metrics import knn_accuracy
from autoencode.models import pca as pca_module
from autoencode.models.pca import fit_pca
from autoencode.tasks.evaluation import Evaluation, evaluate, judge
from autoencode.tasks.units import traverse, unit_shares


class Scaled:
    """Stub model: codes are the first features; decoding multiplies by a factor."""

    def __init__(self, factor, n_components=None):
        self.factor, self.n_components = factor, n_components

    def transform(self, X):
        return np.asarray(X)[:, : self.n_components]

    def inverse_transform(self, codes):
        return self.factor * np.asarray(codes)


class Padded(Scaled):
    """Stub model of the first features: the others are decoded as 0."""

    n_features = 9

    def inverse_transform(self, codes):
        missing = self.n_features - codes.shape[1]
        return np.pad(super().inverse_transform(codes), ((0, 0), (0, missing)))


@pytest.fixture
def X():
    rng = np.random.default_rng(0)
    return rng.normal(size=(60, 6)) * [5, 4, 3, 2, 1, 0.5] + 7


def evaluation_of(errors, n_components=2):
    """Return an evaluation with these test errors of the model and of PCA."""
    rows = [
        {"method": name, "n_components": n_components, "test_error": error}
        for name, error in zip(("Autoencoder", "PCA"), errors, strict=True)
    ]
    return Evaluation(rows=rows, notes=[], pca=None)


def test_pca_as_the_model_gives_the_numbers_of_pca(X):
    pca = PCA(n_components=2).fit(X[:40])
    ours, theirs, _ = evaluate(pca, X[:40], X[40:]).rows
    assert ours["method"] == "PCA, given"
    for key in ("train_error", "train_share", "test_error", "test_share"):
        assert ours[key] == pytest.approx(theirs[key], rel=1e-9)
    assert ours["n_components"] == theirs["n_components"] == 2


def test_the_share_of_pca_is_the_sum_of_its_explained_variance_ratios(X):
    result = evaluate(PCA(n_components=2).fit(X), X)
    expected = PCA(n_components=2).fit(X).explained_variance_ratio_.sum()
    assert result.rows[1]["train_share"] == pytest.approx(expected)
    assert result.pca.explained_variance_ratio_.sum() == pytest.approx(expected)


def test_the_mean_explains_nothing_in_training_and_less_elsewhere(X):
    model = PCA(n_components=1).fit(X[:30])
    mean = evaluate(model, X[:30], X[45:], X_validation=X[30:45]).rows[2]
    assert (mean["method"], mean["n_components"]) == ("mean", 0)
    assert mean["train_share"] == pytest.approx(0, abs=1e-12)
    assert mean["train_error"] == pytest.approx(X[:30].var(axis=0).sum())
    assert mean["test_share"] < 0
    assert mean["validation_share"] < 0
    assert mean["trustworthiness"] is None


def test_rows_have_the_same_keys_and_only_the_given_parts(X):
    y = (X[:, 0] > 7).astype(int)
    model = PCA(n_components=1).fit(X)
    assert "test_error" not in evaluate(model, X).rows[0]
    rows = evaluate(model, X[:40], X[40:], y_train=y[:40], y_test=y[40:]).rows
    names = [row["method"] for row in rows]
    assert names == ["PCA, given", "PCA", "mean", "raw features"]
    assert all(list(row) == list(rows[0]) for row in rows)
    assert rows[0]["knn_accuracy"] > 0.9
    assert rows[2]["knn_accuracy"] is None
    assert rows[3]["n_components"] == 6


def test_continuous_y_is_not_classified(X):
    result = evaluate(PCA(1).fit(X), X, X, y_train=X[:, 0], y_test=X[:, 0])
    assert "knn_accuracy" not in result.rows[0]


def test_many_whole_floats_are_targets_of_a_regression():
    X, y = load_diabetes(return_X_y=True)  # whole numbers, 25.0 to 346.0
    model = PCA(2).fit(X[:300])
    given = {"y_train": y[:300], "y_test": y[300:]}
    for targets in (given, given | {"y_test": y[300:].astype(object)}):
        result = evaluate(model, X[:300], X[300:], **targets)
        assert "knn_accuracy" not in result.rows[0]
    few = {part: targets // 100 for part, targets in given.items()}
    assert "knn_accuracy" in evaluate(model, X[:300], X[300:], **few).rows[0]


@pytest.mark.parametrize("convert", [list, np.array, pd.Series, pd.array])
def test_samples_without_label_are_left_out_of_the_accuracy(convert, X):
    y = np.where(X[:, 0] > 7, "high", "low").astype(object)
    some = y.copy()
    some[[3, 50, 51]] = None
    model, known = PCA(1).fit(X), [i for i in range(len(X)) if i not in (3, 50, 51)]
    train, test = [i for i in known if i < 40], [i for i in known if i >= 40]
    result = evaluate(
        model, X[:40], X[40:], y_train=convert(some[:40]), y_test=convert(some[40:])
    )
    codes = model.transform(X)
    expected = knn_accuracy(codes[train], y[train], codes[test], y[test])
    assert result.rows[0]["knn_accuracy"] == expected
    assert result.notes[:2] == [
        "1 training sample without a label: left out of the accuracy of nearest "
        "neighbours.",
        "2 test samples without a label: left out of the accuracy of nearest "
        "neighbours.",
    ]
    none = evaluate(model, None, X[40:], y_test=[None] * len(X[40:]))
    assert "knn_accuracy" not in none.rows[0]


def test_whole_numbers_are_classes_in_arrays_of_any_type(X):
    y = (X[:, 0] > 7).astype(float)
    model = PCA(1).fit(X)
    for kind in (int, float, bool, object):
        given = {"y_train": y[:40].astype(kind), "y_test": y[40:].astype(kind)}
        found = evaluate(model, X[:40], X[40:], **given).rows[0]["knn_accuracy"]
        assert found > 0.9


def test_labels_that_are_numbers_and_texts_are_refused(X):
    y = np.arange(len(X)) % 2
    given = {"y_train": y[:40], "y_test": y[40:].astype(str)}
    with pytest.raises(InvalidDataError, match="y_train and y_test must hold labels o"):
        evaluate(PCA(1).fit(X), X[:40], X[40:], **given)


def test_sparse_matrices_and_memory_maps_give_the_numbers_of_arrays(X, tmp_path):
    X = np.where(X > 8, X, 0)
    np.save(tmp_path / "X.npy", X)
    model = PCA(n_components=2, svd_solver="covariance_eigh").fit(X)
    dense = evaluate(model, X).rows
    for other in (
        scipy.sparse.csr_matrix(X),
        scipy.sparse.coo_array(X),
        np.load(tmp_path / "X.npy", mmap_mode="r"),
    ):
        for row, expected in zip(evaluate(model, other).rows, dense, strict=True):
            assert row.pop("method") == expected["method"]
            numbers = {k: v for k, v in expected.items() if k != "method"}
            assert row == pytest.approx(numbers, abs=1e-9)


def test_data_frames_are_passed_to_the_model_with_their_names(X):
    frame = pd.DataFrame(X, columns=list("abcdef"))
    pipeline = make_pipeline(MinMaxScaler(), PCA(n_components=6)).fit(frame)
    assert evaluate(pipeline, frame).rows[0]["train_error"] == pytest.approx(
        0, abs=1e-9
    )


@pytest.mark.parametrize("nested", [False, True])
def test_pipelines_are_compared_with_pca_behind_the_same_scaler(nested):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 5)) * [
        1,
        10,
        100,
        1000,
        1e4,
    ]  # one column has all variance
    autoencoder = Autoencoder(n_components=2, max_epochs=1, random_state=0)
    model = make_pipeline("passthrough", StandardScaler(), autoencoder)
    if nested:
        model = make_pipeline(
            StandardScaler(), make_pipeline("passthrough", autoencoder)
        )
    model.fit(X[:30])
    found = evaluate(model, X[:30], X[30:])
    Z = StandardScaler().fit(X[:30]).transform(X)
    expected = evaluate(autoencoder, Z[:30], Z[30:])
    assert found.rows == expected.rows
    assert found.scaling == "StandardScaler"
    assert "of scaled data (StandardScaler)" in found.heading
    np.testing.assert_array_equal(found.pca.mean_, expected.pca.mean_)


def test_pipelines_are_named_by_their_last_step(X):
    pipeline = make_pipeline(MinMaxScaler(), TruncatedSVD(2)).fit(X)
    assert evaluate(pipeline, X).rows[0]["method"] == "TruncatedSVD"


def test_components_of_pca_are_capped_with_a_note(X):
    result = evaluate(Scaled(1), X[:4])
    assert result.rows[1]["n_components"] == 4
    assert any("4 components instead of 6" in note for note in result.notes)
    notes = []
    fit_pca(X[:, :1], 6, 0, notes)
    assert notes[0].startswith("PCA has 1 component instead of 6, the most")


def test_large_data_are_subsampled_for_pca_with_a_note(X, monkeypatch):
    monkeypatch.setattr(pca_module, "MAX_PCA_SAMPLES", 20)
    result = evaluate(Scaled(1, 2), X[:, :2])
    assert any("20 of the 60" in note for note in result.notes)
    again = evaluate(Scaled(1, 2), X[:, :2])
    assert again.to_json() == result.to_json()


@pytest.mark.parametrize("offset", [0, 1e7])
@pytest.mark.parametrize("shape", [(50, 6), (6, 50), (1, 3), (5, 1), (1, 1)])
def test_fitted_pca_has_the_minimum_error_for_every_shape(shape, offset):
    X = np.random.default_rng(0).normal(size=shape)
    notes = []
    pca = fit_pca(X + offset, 2, 0, notes)
    X_hat = pca.inverse_transform(pca.transform(X + offset)) - offset
    singular = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    least = np.square(singular[2:]).sum()
    assert np.square(X - X_hat).sum() == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize("shape", [(1, 3), (30, 1), (30, 12), (4, 12)])
@pytest.mark.parametrize(
    ("features", "components"),
    [(1, 32), (1, 0), (4000, 32)],
    ids=["arpack", "Gram matrix", "covariance"],
)
def test_sparse_pca_equals_dense_pca_for_every_shape(
    shape, features, components, monkeypatch
):
    monkeypatch.setattr(pca_module, "MAX_COVARIANCE_FEATURES", features)
    monkeypatch.setattr(pca_module, "MAX_LANCZOS_COMPONENTS", components)
    X = np.random.default_rng(0).poisson(1.0, size=shape)
    codes = fit_pca(scipy.sparse.csr_matrix(X), 2, 0, []).transform(X)
    expected = (
        PCA(codes.shape[1], svd_solver="full").fit_transform(X) if len(X) > 1 else 0
    )
    np.testing.assert_allclose(np.abs(codes), np.abs(expected), atol=1e-6)


def test_many_components_of_wide_sparse_data_are_found_from_some_of_the_samples(
    monkeypatch,
):
    monkeypatch.setattr(pca_module, "MAX_COVARIANCE_FEATURES", 1)
    monkeypatch.setattr(pca_module, "MAX_LANCZOS_COMPONENTS", 0)
    monkeypatch.setattr(pca_module, "MAX_GRAM_SAMPLES", 40)
    random = np.random.default_rng(0)
    X = random.normal(size=(200, 3)) @ random.normal(size=(3, 50))
    X += 0.01 * random.normal(size=X.shape)
    found = fit_pca(scipy.sparse.csr_matrix(X), 3, 0, [])
    exact = PCA(3, svd_solver="full").fit(X)
    for name in ("explained_variance_", "explained_variance_ratio_", "mean_"):
        np.testing.assert_allclose(
            getattr(found, name), getattr(exact, name), rtol=1e-3
        )
    error = X - found.inverse_transform(found.transform(X))
    least = X - exact.inverse_transform(exact.transform(X))
    assert np.square(error).sum() < 1.1 * np.square(least).sum()


@pytest.mark.parametrize("value", [0.0, 1000.1])
def test_sparse_rows_that_repeat_have_as_many_components_as_directions(
    value, monkeypatch
):
    monkeypatch.setattr(pca_module, "MAX_COVARIANCE_FEATURES", 1)
    monkeypatch.setattr(pca_module, "MAX_LANCZOS_COMPONENTS", 0)
    X = np.full((30, 12), value)
    pca = fit_pca(scipy.sparse.csr_matrix(X), 5, 0, [])
    np.testing.assert_array_equal(pca.transform(X), 0)
    X[::3, 0] += 1
    X[1::3, 1] += 1
    pca = fit_pca(scipy.sparse.csr_matrix(X), 5, 0, [])
    assert pca.components_.shape == (2, 12)
    found = pca.inverse_transform(pca.transform(X))
    np.testing.assert_allclose(found, X, rtol=1e-9, atol=1e-9)


def test_constant_data_give_finite_numbers():
    X = np.full((10, 3), 0.1)
    result = evaluate(Scaled(1), X)
    assert [row["train_share"] for row in result.rows] == [1, 1, 1]
    json.dumps(result.to_json(), allow_nan=False)
    np.testing.assert_array_equal(unit_shares(Scaled(1), X), 0)


def test_json_has_no_nan(X):
    result = evaluate(Scaled(math.nan), X[:3])
    text = json.dumps(result.to_json(), allow_nan=False)
    assert json.loads(text)["rows"][0]["train_error"] is None
    assert "not finite" in result.verdict()


def test_tables_show_missing_numbers_as_dashes():
    X, y = load_iris(return_X_y=True)
    model = PCA(n_components=2).fit(X)
    header, rows = evaluate(model, X, X, y_train=y, y_test=y).table()
    assert header == ["method", "components", "train", "test", "kNN", "trust"]
    assert all(len(row) == len(header) for row in rows)
    assert rows[0][3] == "0.101 (97.8 %)"
    assert rows[2][-1] == "–"


def test_a_printed_evaluation_has_its_table_its_notes_and_its_verdict(X):
    result = evaluate(Scaled(0.9), X[:40], X[40:])
    lines = str(dataclasses.replace(result, notes=["Of few samples."])).splitlines()
    assert lines[0] == result.heading
    assert lines[2].split() == result.table()[0]
    assert lines[-2:] == ["Note: Of few samples.", result.verdict()]


@pytest.mark.parametrize(
    ("errors", "sentence"),
    [
        (
            (4.314, 13.87),
            "Autoencoder: test error 4.31, 68.9 % below PCA's 13.87 with 2 components.",
        ),
        (
            (3.0, 2.0),
            "PCA is better here: test error 2.00 with 2 components; Autoencoder 3.00, "
            "50.0 % above. Use PCA, or train longer or with more samples.",
        ),
        ((2.0, 2.0), "Autoencoder: test error 2.00, equal to PCA's with 2 components."),
        ((0.0, 0.0), "Autoencoder: test error 0, equal to PCA's with 2 components."),
    ],
)
def test_the_verdict_states_which_is_better_and_by_how_much(errors, sentence):
    assert evaluation_of(errors).verdict() == sentence


def test_the_verdict_has_no_percentage_if_pca_has_no_error():
    assert "%" not in evaluation_of((3.0, 0.0)).verdict()


def test_pca_that_compresses_nothing_is_no_competitor(X):
    whole = evaluate(Scaled(0.9), X[:40], X[40:])
    assert whole.pca_keeps_all
    assert "PCA with 6 components keeps all of these samples" in whole.verdict()
    assert "Use PCA" not in whole.verdict()
    # Constant features need no component, and n samples have n - 1 of them.
    constant = np.hstack([X, np.ones((60, 3))])
    assert evaluate(Padded(0.9, 6), constant[:40], constant[40:]).pca_keeps_all
    assert evaluate(Padded(0.9, 3), constant[:4]).pca_keeps_all


def test_pca_that_reconstructs_a_plane_exactly_is_one():
    random = np.random.default_rng(0)
    plane = random.normal(size=(60, 2)) @ random.normal(size=(2, 9))
    result = evaluate(Padded(0.9, 2), plane[:40], plane[40:])
    assert not result.pca_keeps_all
    assert "PCA is better here" in result.verdict()
    # No number of samples makes an error lower than none.
    assert result.verdict().endswith("Use PCA, or choose fewer components.")


def test_a_model_of_the_density_is_measured_by_its_bound(X):
    model = VariationalAutoencoder(n_components=2, max_epochs=2, random_state=0)
    result = evaluate(model.fit(X[:40]), X[:40], X[40:])
    expected = pytest.approx(model.elbo(X[40:]).mean())
    assert [row["elbo"] for row in result.rows] == [expected, None, None]
    assert result.table()[0][-1] == "ELBO"
    assert "20 test samples, mean in nats" in result.notes[-1]
    assert "Use PCA if only errors matter" in result.verdict()
    bits = VariationalAutoencoder(
        n_components=2, max_epochs=2, loss="cross_entropy", random_state=0
    ).fit((X > 7) * 1.0)
    # Such values have no probability under the model.
    assert evaluate(bits, (X > 7) * 1.0, (X > 7) * 1.1).rows[0]["elbo"] is None


def test_the_verdict_prefers_test_then_validation_then_train(X):
    model = PCA(n_components=1).fit(X)
    assert evaluate(model, X).best_part == "train"
    assert evaluate(model, X, X_validation=X).best_part == "validation"
    assert evaluate(model, X, X, X_validation=X).best_part == "test"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"X_test": np.zeros((3, 5))}, "X_test"),
        ({"X_validation": np.zeros((0, 6))}, "X_validation"),
        ({"X_test": np.zeros((3, 6)), "y_test": [0, 1]}, "y_test"),
    ],
)
def test_parts_of_other_shapes_are_refused(X, arguments, message):
    with pytest.raises(InvalidDataError, match=message):
        evaluate(PCA(n_components=1).fit(X), X, **arguments)


def test_unit_shares_of_pca_are_its_explained_variance_ratios(X):
    pca = PCA().fit(X)
    ratios = pca.explained_variance_ratio_
    np.testing.assert_allclose(unit_shares(pca, X), ratios, rtol=1e-9)
    codes = pca.transform(X)
    np.testing.assert_allclose(unit_shares(pca, X, codes), ratios, rtol=1e-9)
    with pytest.raises(InvalidDataError, match="codes"):
        unit_shares(pca, X, codes[:5])


def test_traverse_varies_one_unit_from_its_5th_to_its_95th_percentile(X):
    pca = PCA(n_components=3).fit(X)
    codes = pca.transform(X)
    steps = traverse(pca, codes, n_steps=5)
    assert steps.shape == (3, 5, 6)
    for unit in range(3):
        moved = pca.transform(steps[unit])
        ends = np.percentile(codes[:, unit], [5, 95])
        np.testing.assert_allclose(moved[[0, -1], unit], ends)
        others = np.delete(moved, unit, axis=1)
        medians = np.delete(np.median(codes, axis=0), unit)
        np.testing.assert_allclose(others, np.tile(medians, (5, 1)), atol=1e-9)


def test_traverse_keeps_the_type_of_codes(X):
    codes = X.astype(np.float32)
    assert traverse(Scaled(np.float32(1)), codes).dtype == np.float32


def test_the_old_name_gives_the_same_numbers_with_a_warning(X):
    model = PCA(n_components=1).fit(X)
    with pytest.warns(FutureWarning, match="judge is renamed evaluate"):
        old = judge(model, X[:40], X[40:])
    assert old.to_json() == evaluate(model, X[:40], X[40:]).to_json()
