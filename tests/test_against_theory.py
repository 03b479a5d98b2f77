"""Results known from theory."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.linalg import subspace_angles
from sklearn.datasets import load_iris, load_wine
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from autoencode.models.autoencoder import Autoencoder


@pytest.fixture
def X():
    rng = np.random.default_rng(0)
    return rng.normal(size=(300, 4)) @ rng.normal(size=(4, 6))


def linear(**changes):
    parameters = {
        "hidden_layer_sizes": (),
        "validation_fraction": 0,
        "learning_rate": 0.01,
        "max_epochs": 200,
        "random_state": 0,
    }
    return Autoencoder(**(parameters | changes))


@pytest.mark.parametrize("tied_weights", [False, True])
def test_linear_autoencoder_reaches_the_error_and_subspace_of_pca(X, tied_weights):
    # Baldi & Hornik (1989): its global minimum spans the principal subspace.
    X = X + np.random.default_rng(1).normal(size=X.shape) * 0.3
    model = linear(tied_weights=tied_weights).fit(X)
    pca = PCA(n_components=2).fit(X)
    best = np.square(X - pca.inverse_transform(pca.transform(X))).sum(axis=1).mean()
    assert model.reconstruction_error(X).mean() == pytest.approx(best, rel=0.02)
    directions = model.inverse_transform(np.eye(2)) - model.inverse_transform(
        np.zeros((2, 2))
    )
    angles = np.rad2deg(subspace_angles(directions.T, pca.components_.T))
    assert angles.max() < 5


def test_no_linear_autoencoder_beats_pca(X):
    model = linear(n_components=3).fit(X)
    pca = PCA(n_components=3).fit(X)
    best = np.square(X - pca.inverse_transform(pca.transform(X))).sum(axis=1).mean()
    assert model.reconstruction_error(X).mean() >= best * (1 - 1e-5)


@pytest.mark.parametrize(("factor", "shift"), [(1000.0, 0.0), (1e-6, 0.0), (1.0, 1e6)])
def test_codes_do_not_depend_on_scale_and_offset_of_the_data(X, factor, shift):
    model = Autoencoder(max_epochs=5, random_state=0)
    codes = model.fit_transform(X)
    share = model.score(X)
    assert_allclose(model.fit_transform(X * factor + shift), codes, atol=1e-3)
    assert model.score(X * factor + shift) == pytest.approx(share, abs=1e-4)


def test_loss_is_half_the_reconstruction_error_at_a_tiny_learning_rate(X):
    # With constant weights, the mean over an epoch's batches, including a smaller last
    # one, equals the mean over all samples.
    model = Autoencoder(
        learning_rate=1e-30,
        batch_size=77,
        max_epochs=1,
        validation_fraction=0.1,
        linear_skip=False,
    ).fit(X)
    errors = model.reconstruction_error(X)
    held_out = model.validation_rows_
    trained_on = np.setdiff1d(np.arange(len(X)), held_out)
    record = model.history_[0]
    assert record["loss"] == pytest.approx(errors[trained_on].mean() / 2, rel=1e-5)
    assert record["validation_loss"] == pytest.approx(
        errors[held_out].mean() / 2, rel=1e-5
    )


def test_cross_entropy_is_never_below_the_entropy_of_the_data(X):
    X = 1 / (1 + np.exp(-X))
    model = Autoencoder(loss="cross_entropy", max_epochs=30, random_state=0).fit(X)
    entropy = -(X * np.log(X) + (1 - X) * np.log(1 - X)).sum(axis=1).mean()
    assert model.history_[-1]["loss"] > entropy * 0.98
    assert model.history_[-1]["loss"] < model.history_[0]["loss"]


@pytest.mark.parametrize("name", ["iris", "wine"])
def test_a_linear_autoencoder_with_defaults_reaches_pca_on_small_tables(name):
    X = {"iris": load_iris, "wine": load_wine}[name]().data
    X = StandardScaler().fit_transform(X)
    model = Autoencoder(hidden_layer_sizes=(), random_state=0).fit(X)
    pca = PCA(n_components=2).fit(X)
    best = np.square(X - pca.inverse_transform(pca.transform(X))).sum(axis=1).mean()
    assert model.reconstruction_error(X).mean() == pytest.approx(best, rel=0.02)
