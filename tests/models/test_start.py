"""The start at PCA, training in principal coordinates, and the comparison with PCA."""

import numpy as np
import pytest
import scipy.sparse
from sklearn.decomposition import PCA
from trainings import short_training

from autoencode import load, save
from autoencode.errors import InvalidParameterError
from autoencode.models import MODELS
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder
from autoencode.models.start import _compared
from autoencode.nn.skip import InCoordinates, linear_skips


def curved(n_rows=200, n_features=6, seed=0):
    """Samples on a curve in a plane, rotated into all features, with some noise."""
    rng = np.random.default_rng(seed)
    t = rng.uniform(-2, 2, size=(n_rows, 1))
    X = np.hstack([t, t**2]) @ rng.normal(size=(2, n_features))
    return X + 0.05 * rng.normal(size=X.shape)


def wide(n_rows=80, n_features=300, seed=0, noise=0.1):
    """Few samples of many features, near a curve."""
    rng = np.random.default_rng(seed)
    t = rng.uniform(-2, 2, size=(n_rows, 1))
    curve = np.hstack([t, t**2, np.sin(3 * t)])
    X = curve @ rng.normal(size=(3, n_features))
    return X + noise * rng.normal(size=X.shape)


def error_of_pca(X, n_components, fitted_to):
    pca = PCA(n_components).fit(fitted_to)
    return np.square(X - pca.inverse_transform(pca.transform(X))).sum(axis=1)


def barely_trained(**parameters):
    parameters = {"learning_rate": 1e-9, "max_epochs": 1} | parameters
    return Autoencoder(n_components=2, random_state=0, **parameters)


def test_a_model_is_pca_before_its_first_step():
    X = curved()
    model = barely_trained(validation_fraction=0.0).fit(X)
    expected = error_of_pca(X, 2, X)
    np.testing.assert_allclose(model.reconstruction_error(X), expected, rtol=1e-3)


def test_weight_decay_leads_back_to_pca():
    X = curved()
    # One decay divides the hidden weights by more than the data can restore.
    model = Autoencoder(n_components=1, weight_decay=300.0, max_epochs=20)
    model.set_params(random_state=0, validation_fraction=0.0).fit(X)
    expected = error_of_pca(X, 1, X).mean()
    assert model.reconstruction_error(X).mean() == pytest.approx(expected, rel=0.05)


def test_training_lowers_the_error_below_that_of_pca():
    X = curved()
    model = Autoencoder(n_components=1, max_epochs=60, random_state=0).fit(X)
    assert not model.kept_pca_
    assert model.linear_skip_
    held_out = X[model.validation_rows_]
    expected = error_of_pca(held_out, 1, X[model.training_rows(len(X))]).mean()
    assert model.reconstruction_error(held_out).mean() < 0.5 * expected


def test_pca_of_all_samples_is_kept_if_training_does_not_help():
    X = np.random.default_rng(0).normal(size=(300, 5))
    model = barely_trained()
    with pytest.warns(UserWarning, match="PCA is kept: on 30 held-out samples"):
        model.fit(X)
    assert model.kept_pca_
    expected = error_of_pca(X, 2, X)
    np.testing.assert_allclose(model.reconstruction_error(X), expected, rtol=1e-3)
    scores, codes = PCA(2).fit_transform(X), model.transform(X) * model.scale_
    np.testing.assert_allclose(np.abs(codes), np.abs(scores), atol=1e-4)


@pytest.mark.parametrize("make", [np.asarray, scipy.sparse.csr_matrix])
def test_training_that_overfits_from_the_start_ends_early_as_pca(make):
    noise = np.random.default_rng(0).normal(size=(60, 200))
    model = Autoencoder(n_components=6, random_state=0)
    with pytest.warns(UserWarning, match="PCA is kept"):
        model.fit(make(noise))
    assert model.kept_pca_
    assert 20 <= len(model.history_) < 60 < model.max_epochs_
    again = Autoencoder(n_components=6, random_state=0).fit(make(noise))
    assert len(again.history_) == len(model.history_)


def test_training_that_does_not_help_ends_after_half_of_the_epochs():
    rng = np.random.default_rng(0)
    plane = rng.normal(size=(300, 3)) @ rng.normal(size=(3, 12))
    X = plane + 0.3 * rng.normal(size=(300, 12))
    model = Autoencoder(n_components=3, hidden_layer_sizes=(8,), random_state=0)
    with pytest.warns(UserWarning, match="PCA is kept"):
        model.fit(X)
    assert model.max_epochs_ == 200
    assert len(model.history_) == 100
    held_out = [record["validation_loss"] for record in model.history_]
    assert held_out[-1] < 1.05 * min(held_out)  # not for overfitting


def test_training_that_helps_is_not_ended_after_half_of_the_epochs():
    model = Autoencoder(n_components=1, hidden_layer_sizes=(8,), random_state=0)
    model.fit(curved())
    assert len(model.history_) == model.max_epochs_


def test_training_that_overfits_in_coordinates_ends_early_with_the_best_weights():
    X = wide(120, noise=0.5)
    model = Autoencoder(n_components=2, random_state=0).fit(X)
    assert not model.kept_pca_
    assert 20 < len(model.history_) < model.max_epochs_ == 200
    whole = Autoencoder(n_components=2, max_epochs=200, random_state=0).fit(X)
    assert len(whole.history_) == 200  # a number that was set is kept to
    np.testing.assert_array_equal(model.transform(X), whole.transform(X))


def test_pca_is_kept_if_one_sample_only_is_held_out():
    # No test of significance is possible.
    X = curved(12)
    model = Autoencoder(n_components=1, max_epochs=3, random_state=0)
    with pytest.warns(UserWarning, match="PCA is kept: on 1 held-out sample the err"):
        model.fit(X)
    assert len(model.validation_rows_) == 1
    assert model.kept_pca_


def test_pca_is_kept_if_no_sample_can_be_held_out():
    X = curved(8)
    model = Autoencoder(n_components=1, max_epochs=3, random_state=0)
    with pytest.warns(UserWarning, match="PCA is kept: of 8 samples none can be held"):
        model.fit(X)
    assert model.kept_pca_
    expected = error_of_pca(X, 1, X)
    np.testing.assert_allclose(model.reconstruction_error(X), expected, rtol=1e-3)
    model.set_params(validation_fraction=0.0).fit(X)  # no comparison is wanted
    assert not model.kept_pca_


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ((0.0, 0.0), "PCA has no error"),
        ((0.997, 1.0), "is 0.3 % below PCA's, which is not significant"),
        ((1.0, 1.0), "autoencoder is no lower than PCA's"),
        ((1.0004, 1.0), "autoencoder is no lower than PCA's"),
        ((0.99999, 1.0), "autoencoder is not significantly lower than PCA's"),
        ((1.021, 1.0), "is 2.1 % above PCA's"),
        ((123.0, 1.0), "is 12,200 % above PCA's"),
    ],
)
def test_how_the_errors_compare_is_said_in_words(errors, words):
    assert _compared(*errors).endswith(words)


@pytest.mark.parametrize(
    ("n_components", "max_epochs", "advice"),
    [
        (2, "auto", "Use PCA, or more samples; "),
        (2, 5, "Use PCA, or more samples or epochs; "),
        # Of rank 4: all that is left is rounding.
        (4, 5, "on 10 held-out samples PCA has no error. Choose fewer components; "),
    ],
)
def test_the_advice_where_pca_is_kept_depends_on_the_reason(
    n_components, max_epochs, advice
):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 4)) @ rng.normal(size=(4, 7))
    model = barely_trained(max_epochs=max_epochs).set_params(n_components=n_components)
    with short_training(20), pytest.warns(UserWarning, match=advice):
        model.fit(X)


def test_a_model_without_linear_paths_keeps_what_it_has_learned():
    X = np.random.default_rng(0).normal(size=(100, 5))
    model = Autoencoder(linear_skip=False, max_epochs=2, random_state=0).fit(X)
    assert not model.linear_skip_
    assert not model.kept_pca_
    assert linear_skips(model.network_) == []


def test_own_validation_samples_decide_whether_pca_is_kept():
    X = curved()
    model = Autoencoder(n_components=1, max_epochs=30, random_state=0)
    model.fit(X, X_val=X[:50])
    assert not model.kept_pca_
    model.set_params(max_epochs=1, learning_rate=1e-9)
    with pytest.warns(UserWarning, match="on 50 held-out samples"):
        model.fit(X, X_val=X[:50])
    assert model.kept_pca_


@pytest.mark.parametrize(
    "parameters",
    [
        {"loss": "cross_entropy"},
        {"code_activation": "sigmoid"},
        {"tied_weights": True},
        {"output_activation": "tanh"},
        {"pretraining": "autoencoder", "pretraining_epochs": 1},
        {"network": "convolutional", "image_shape": (2, 3), "hidden_layer_sizes": (2,)},
    ],
    ids=str,
)
def test_models_that_cannot_start_as_pca_have_no_linear_paths(parameters):
    X = np.random.default_rng(0).uniform(0.1, 0.9, size=(40, 6))
    model = Autoencoder(max_epochs=1, random_state=0, **parameters).fit(X)
    assert not model.linear_skip_
    with pytest.raises(InvalidParameterError, match="linear_skip=True needs"):
        model.set_params(linear_skip=True).fit(X)


@pytest.mark.parametrize(
    "name", [name for name, cls in MODELS.items() if issubclass(cls, BaseAutoencoder)]
)
def test_every_autoencoder_has_linear_paths_or_says_why_not(name):
    model = MODELS[name](n_components=2, linear_skip=True, max_epochs=1)
    model.set_params(random_state=0)
    if "n_active" in model.get_params():
        model.set_params(n_active=1)
    X = curved(60).astype(np.float32)
    if name == "mixed":
        with pytest.raises(InvalidParameterError, match="in MixedAutoencoder, which"):
            model.fit(X)
        return
    assert model.fit(X).linear_skip_
    assert np.isfinite(model.reconstruct(X)).all()


def test_few_samples_of_many_features_are_trained_in_principal_coordinates():
    X = wide()
    model = Autoencoder(n_components=2, max_epochs=5, random_state=0).fit(X)
    assert 2 <= model.n_coordinates_ <= 64
    assert isinstance(model.network_, InCoordinates)
    assert model.reconstruct(X).shape == X.shape
    assert model.transform(X).shape == (80, 2)
    decoded = model.inverse_transform(model.transform(X))
    np.testing.assert_allclose(decoded, model.reconstruct(X), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    "loss",
    ["absolute_error", "huber", lambda x_hat, x: (x_hat - x).abs().sum(dim=1)],
    ids=["absolute_error", "huber", "own"],
)
def test_losses_that_rotations_change_are_those_of_the_features(loss):
    X = wide()
    model = Autoencoder(n_components=1, loss=loss, max_epochs=2, random_state=0)
    model.fit(X, X_val=X[:30])
    assert model.linear_skip_
    assert model.n_coordinates_ == 0
    model.set_params(validation_fraction=0.0, linear_skip=True, max_epochs=1)
    model.set_params(learning_rate=1e-9).fit(X)
    if loss != "huber":
        error = np.abs(model.reconstruct(X) - X).sum(axis=1).mean()
        assert model.history_[-1]["loss"] == pytest.approx(error, rel=1e-4)


def test_losses_in_coordinates_count_all_features():
    X = wide()
    model = Autoencoder(n_components=1, max_epochs=40, random_state=0).fit(X)
    best = min(record["validation_loss"] for record in model.history_)
    held_out = model.reconstruction_error(X[model.validation_rows_])
    assert not model.kept_pca_
    assert best == pytest.approx(held_out.mean() / 2, rel=1e-4)


def test_sparse_samples_in_coordinates_give_the_model_of_dense_ones():
    X = wide() * (np.random.default_rng(1).uniform(size=(80, 300)) < 0.3)
    model = Autoencoder(n_components=2, max_epochs=2, random_state=0)
    dense = model.fit(X).reconstruct(X)
    sparse = scipy.sparse.csr_array(X)
    found = model.fit(sparse).reconstruct(sparse)
    assert model.n_coordinates_ > 0
    # Solvers for sparse matrices round differently, and axes may have other signs.
    error, expected = (np.square(X - each).sum() for each in (found, dense))
    assert error == pytest.approx(expected, rel=0.05)


def test_a_saved_model_in_coordinates_is_the_same_after_loading(tmp_path):
    X = wide()
    model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert loaded.n_coordinates_ == model.n_coordinates_
    np.testing.assert_array_equal(loaded.transform(X), model.transform(X))
    np.testing.assert_array_equal(loaded.reconstruct(X), model.reconstruct(X))


def test_training_goes_on_in_coordinates():
    X = wide()
    model = Autoencoder(n_components=1, max_epochs=20, random_state=0).fit(X)
    before = model.reconstruction_error(X).mean()
    for _ in range(20):
        model.partial_fit(X)
    assert model.reconstruction_error(X).mean() < before


def test_partial_fit_starts_as_pca_but_on_the_features():
    X = wide()
    model = Autoencoder(n_components=2, random_state=0).partial_fit(X)
    assert model.linear_skip_
    assert model.n_coordinates_ == 0


def test_fits_with_the_same_seed_have_the_same_weights():
    X = wide()
    first, second = (
        Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X).transform(X)
        for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)


def test_more_components_than_features_leave_no_error():
    X = np.random.default_rng(0).normal(size=(50, 3))
    model = Autoencoder(n_components=5, max_epochs=1, random_state=0).fit(X)
    assert model.reconstruction_error(X).max() < 1e-6


def test_constant_columns_and_one_distinct_sample_are_reconstructed():
    X = np.ones((20, 4))
    model = Autoencoder(n_components=2, max_epochs=1, random_state=0).fit(X)
    np.testing.assert_allclose(model.reconstruct(X), X, atol=1e-5)
