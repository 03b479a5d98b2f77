"""New samples and interpolation, for every variant."""

import numpy as np
import pandas as pd
import pytest
from factors import factors
from scipy.sparse import csr_matrix

from autoencode import (
    RBM,
    AdversarialAutoencoder,
    Autoencoder,
    BidirectionalGAN,
    VariationalAutoencoder,
)
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.models.coding import spherical
from autoencode.models.generation import from_mixture
from autoencode.storage import load, save

AUTOENCODERS = {k: m for k, m in MODELS.items() if issubclass(m, BaseAutoencoder)}

# Codes are small here: no unit of the sparse one's is set to 0.
pytestmark = pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")


# --- new samples, of every variant ----------------------------------------------------


@pytest.mark.parametrize("model", AUTOENCODERS.values(), ids=AUTOENCODERS)
def test_new_samples_are_like_the_training_samples(model, digits):
    own = {"hidden_layer_sizes": (128, 64), "max_epochs": 15}
    own |= {"batch_size": 100, "learning_rate": 0.01}
    if model in (AdversarialAutoencoder, BidirectionalGAN):  # learn more slowly
        own["max_epochs"] = 40
    if model is BidirectionalGAN:  # with a large penalty it trains slowly
        own["gradient_penalty_weight"] = 0.3
    fitted = model(n_components=6, random_state=0, **own).fit(digits)
    drawn = fitted.sample(200, random_state=0)
    assert drawn.shape == (200, 64)
    noise = np.random.default_rng(0).permuted(digits, axis=0)[:200]

    def distance(X):
        return np.square(X[:, None] - digits[None]).sum(axis=2).min(axis=1).mean()

    assert distance(drawn) < 0.5 * distance(noise)
    assert np.std(drawn, axis=0).mean() > 0.5 * np.std(digits, axis=0).mean()


@pytest.mark.parametrize("model", AUTOENCODERS.values(), ids=AUTOENCODERS)
def test_new_samples_are_the_same_by_seed_and_after_loading(model, tmp_path):
    fitted = model(max_epochs=3, random_state=0).fit(factors())
    drawn = fitted.sample(4, random_state=1)
    np.testing.assert_array_equal(fitted.sample(4, random_state=1), drawn)
    assert not np.allclose(fitted.sample(4, random_state=2), drawn)
    save(fitted, tmp_path / "run")
    again = load(tmp_path / "run").sample(4, random_state=1)
    np.testing.assert_array_equal(again, drawn)


def test_samples_of_a_plain_autoencoder_have_the_moments_of_the_data():
    X = factors(2000)
    options = {"learning_rate": 0.03, "max_epochs": 40, "batch_size": 100}
    model = Autoencoder(hidden_layer_sizes=(), random_state=0, **options).fit(X)
    drawn = model.sample(5000, random_state=0)
    np.testing.assert_allclose(drawn.mean(axis=0), X.mean(axis=0), atol=0.15)
    reconstructed = np.cov(model.reconstruct(X).T)
    np.testing.assert_allclose(np.cov(drawn.T), reconstructed, atol=0.4)


def test_codes_of_any_scale_are_drawn_as_they_vary():
    X = factors(400)
    model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    codes = model.code_sample_ / model.code_sample_.std(axis=0)
    for scale in (1e-4, 1.0, 1e4):
        model.code_sample_ = (scale * codes).astype(np.float32)
        drawn = from_mixture(model, 4000, np.random.RandomState(0))
        np.testing.assert_allclose(drawn.std(axis=0), scale, rtol=0.15)


def test_samples_are_like_those_of_all_recent_batches():
    X = factors(600)
    X[:300] += 20  # one cluster first, then another
    fitted = Autoencoder(n_components=2, max_epochs=30, random_state=0).fit(X)
    fitted.set_params(learning_rate=1e-6)
    for start in range(0, 600, 50):
        fitted.partial_fit(X[start : start + 50])
    fitted.partial_fit(X[:1])
    drawn = fitted.sample(500, random_state=0)
    assert 0.3 < np.mean(drawn.mean(axis=1) > 13) < 0.7
    one = Autoencoder(n_components=2, random_state=0).partial_fit(X[:1])
    assert np.isfinite(one.sample(3)).all()


def test_a_number_of_samples_below_one_is_refused():
    model = Autoencoder(max_epochs=1).fit(factors(20))
    with pytest.raises(InvalidParameterError, match="n_samples must be at least 1"):
        model.sample(0)


# --- exploring the latent space ------------------------------------------------------


def test_a_traverse_changes_one_unit_from_end_to_end(digits):
    model = Autoencoder(n_components=3, max_epochs=5, random_state=0).fit(digits)
    steps = model.traverse(digits[0], unit=1, n_steps=7)
    assert steps.shape == (7, 64)
    codes = np.repeat(model.transform(digits[:1]), 7, axis=0)
    ends = np.percentile(model.code_sample_[:, 1], [1, 99])
    codes[:, 1] = np.linspace(*ends, 7)
    np.testing.assert_allclose(steps, model.inverse_transform(codes), atol=1e-5)
    for unit in (-1, 3):
        with pytest.raises(InvalidParameterError, match=f"from 0 to 2; got {unit}"):
            model.traverse(digits[0], unit)


def test_a_manifold_is_a_grid_over_the_codes(digits):
    model = VariationalAutoencoder(max_epochs=5, random_state=0).fit(digits)
    grid = model.manifold(5)
    assert grid.shape == (25, 64)
    low, high = np.percentile(model.code_sample_, [1, 99], axis=0)
    corners = [[low[0], high[1]], [high[0], high[1]], [low[0], low[1]]]
    np.testing.assert_allclose(
        grid[[0, 4, 20]], model.inverse_transform(np.array(corners)), atol=1e-5
    )
    deep = Autoencoder(n_components=3, max_epochs=1, random_state=0).fit(digits)
    with pytest.raises(InvalidDataError, match="2 components; got 3"):
        deep.manifold()


def test_a_spherical_path_keeps_the_length_of_codes():
    a, b = np.array([3.0, 0.0, 0.0]), np.array([0.0, 0.0, 3.0])
    path = spherical(a, b, 5)
    np.testing.assert_allclose(np.linalg.norm(path, axis=1), 3.0)
    np.testing.assert_allclose(path[[0, -1]], [a, b], atol=1e-12)
    angles = np.degrees(np.arctan2(path[:, 2], path[:, 0]))
    np.testing.assert_allclose(angles, [0, 22.5, 45, 67.5, 90], atol=1e-9)
    for other in (np.zeros(3), -a, a):  # no arc: the line
        line = np.linspace(a, other, 5)
        np.testing.assert_allclose(spherical(a, other, 5), line, atol=1e-9)


def test_an_unknown_path_is_refused(digits):
    model = Autoencoder(max_epochs=1, random_state=0).fit(digits)
    with pytest.raises(InvalidParameterError, match="Did you mean 'spherical'"):
        model.interpolate(digits[0], digits[1], path="spheric")


def test_interpolation_is_between_single_samples_dense_or_sparse(digits):
    model = Autoencoder(max_epochs=1, random_state=0).fit(digits)
    path = model.interpolate(digits[0], digits[1], n_steps=3).in_code_space
    rows = csr_matrix(digits[:2])
    same = model.interpolate(rows[0], rows[1], n_steps=3).in_code_space
    np.testing.assert_allclose(same, path, atol=1e-6)
    with pytest.raises(InvalidDataError, match="got an array of 2 rows"):
        model.interpolate(digits[:2], digits[0])
    for wrong in ({"n_steps": 2.5}, {"n_steps": 1}, {"path": None}):
        with pytest.raises(InvalidParameterError):
            model.interpolate(digits[0], digits[1], **wrong)


@pytest.mark.filterwarnings("error")
def test_interpolation_and_traverse_check_feature_names():
    frame = pd.DataFrame(factors(60), columns=list("abcde"))
    model = Autoencoder(max_epochs=1, linear_skip=False, random_state=0).fit(frame)
    path = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=3)
    ends = model.reconstruct(frame.iloc[:2])
    np.testing.assert_allclose(path.in_code_space[[0, 2]], ends, atol=1e-5)
    same = model.interpolate(frame.iloc[0], frame.iloc[1], n_steps=3)
    np.testing.assert_allclose(same.in_code_space, path.in_code_space, atol=1e-6)
    model.set_output(transform="pandas")
    same = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=3)
    np.testing.assert_allclose(same.in_code_space, path.in_code_space, atol=1e-6)
    assert model.traverse(frame.iloc[[0]], 0, 3).shape == (3, 5)
    for call in (
        lambda wrong: model.interpolate(wrong, frame.iloc[[1]]),
        lambda wrong: model.traverse(wrong, 0),
    ):
        with pytest.raises(InvalidDataError):
            call(frame.iloc[[0]][list("edcba")])


@pytest.mark.parametrize("seed", [-1, 2**32, "one"])
def test_an_invalid_seed_is_refused(digits, seed):
    for model in (Autoencoder(max_epochs=1), RBM(max_epochs=1)):
        with pytest.raises(InvalidParameterError, match="random_state must be"):
            model.fit(digits / 16).sample(2, random_state=seed)
