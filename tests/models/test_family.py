"""What the variants of the autoencoder promise besides the contract of all."""

import numpy as np
import pandas as pd
import pytest
import torch
from scipy.sparse import csr_matrix
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

from autoencode import (
    RBM,
    VAEGAN,
    AdversarialAutoencoder,
    Autoencoder,
    BidirectionalGAN,
    ContractiveAutoencoder,
    DenoisingAutoencoder,
    SparseAutoencoder,
    VariationalAutoencoder,
    WassersteinAutoencoder,
)
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.models.coding import spherical
from autoencode.nn.augment import affine
from autoencode.nn.corruption import Corruption, counterweights
from autoencode.nn.features import hidden_difference
from autoencode.nn.opponents import opponent_cost, slope_cost
from autoencode.regularizers import maximum_mean_discrepancy
from autoencode.storage import load, save

AUTOENCODERS = {k: m for k, m in MODELS.items() if issubclass(m, BaseAutoencoder)}

# Codes are small here: no unit of the sparse one's is set to 0.
pytestmark = pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")


@pytest.fixture(scope="module")
def digits():
    return load_digits().data[:600] / 16


def factors(n_samples=400, n_features=5, n_factors=2, noise=0.3, seed=0):
    """Samples of a linear model with normal factors and normal noise."""
    rng = np.random.default_rng(seed)
    loadings = np.random.default_rng(99).normal(size=(n_factors, n_features))
    X = rng.normal(size=(n_samples, n_factors)) @ loadings
    return X + noise * rng.normal(size=X.shape) + 3.0


# --- new samples, of every variant ----------------------------------------------------


@pytest.mark.parametrize("model", AUTOENCODERS.values(), ids=AUTOENCODERS)
def test_new_samples_are_like_the_training_samples(model, digits):
    # An opponent of pairs that pays for steepness lets draws spread slowly.
    max_epochs = 100 if model is BidirectionalGAN else 40
    fitted = model(n_components=6, max_epochs=max_epochs, random_state=0).fit(digits)
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
    model = Autoencoder(hidden_layer_sizes=(), random_state=0).fit(X)
    drawn = model.sample(5000, random_state=0)
    np.testing.assert_allclose(drawn.mean(axis=0), X.mean(axis=0), atol=0.15)
    reconstructed = np.cov(model.reconstruct(X).T)
    np.testing.assert_allclose(np.cov(drawn.T), reconstructed, atol=0.4)


def test_samples_are_like_those_of_all_recent_chunks():
    X = factors(600)
    X[:300] += 20  # one kind first, then another
    fitted = Autoencoder(n_components=2, random_state=0).fit(X)
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
    with pytest.raises(InvalidDataError, match="n_samples must be at least 1; got 0"):
        model.sample(0)


# --- moving about among codes ---------------------------------------------------------


def test_a_unit_goes_from_end_to_end_and_others_stay(digits):
    model = Autoencoder(n_components=3, max_epochs=5, random_state=0).fit(digits)
    steps = model.traverse(digits[0], unit=1, n_steps=7)
    assert steps.shape == (7, 64)
    codes = np.repeat(model.transform(digits[:1]), 7, axis=0)
    ends = np.percentile(model.code_sample_[:, 1], [1, 99])
    codes[:, 1] = np.linspace(*ends, 7)
    np.testing.assert_allclose(steps, model.inverse_transform(codes), atol=1e-5)
    for unit in (-1, 3):
        with pytest.raises(InvalidDataError, match=f"from 0 to 2; got {unit}"):
            model.traverse(digits[0], unit)


def test_a_sheet_is_laid_over_the_codes(digits):
    model = VariationalAutoencoder(max_epochs=5, random_state=0).fit(digits)
    sheet = model.manifold(5)
    assert sheet.shape == (25, 64)
    low, high = np.percentile(model.code_sample_, [1, 99], axis=0)
    corners = [[low[0], high[1]], [high[0], high[1]], [low[0], low[1]]]
    np.testing.assert_allclose(
        sheet[[0, 4, 20]], model.inverse_transform(np.array(corners)), atol=1e-5
    )
    deep = Autoencoder(n_components=3, max_epochs=1, random_state=0).fit(digits)
    with pytest.raises(InvalidDataError, match="2 components; these have 3"):
        deep.manifold()


def test_a_spherical_path_keeps_the_length_of_codes():
    a, b = np.array([3.0, 0.0, 0.0]), np.array([0.0, 0.0, 3.0])
    way = spherical(a, b, 5)
    np.testing.assert_allclose(np.linalg.norm(way, axis=1), 3.0)
    np.testing.assert_allclose(way[[0, -1]], [a, b], atol=1e-12)
    angles = np.degrees(np.arctan2(way[:, 2], way[:, 0]))
    np.testing.assert_allclose(angles, [0, 22.5, 45, 67.5, 90], atol=1e-9)
    for other in (np.zeros(3), -a, a):  # no arc: the line
        line = np.linspace(a, other, 5)
        np.testing.assert_allclose(spherical(a, other, 5), line, atol=1e-9)


def test_an_unknown_path_is_refused(digits):
    model = Autoencoder(max_epochs=1, random_state=0).fit(digits)
    with pytest.raises(InvalidDataError, match="Did you mean 'spherical'"):
        model.interpolate(digits[0], digits[1], path="spheric")


def test_a_way_goes_between_single_samples_dense_or_sparse(digits):
    model = Autoencoder(max_epochs=1, random_state=0).fit(digits)
    way = model.interpolate(digits[0], digits[1], n_steps=3).in_code_space
    rows = csr_matrix(digits[:2])
    same = model.interpolate(rows[0], rows[1], n_steps=3).in_code_space
    np.testing.assert_allclose(same, way, atol=1e-6)
    with pytest.raises(InvalidDataError, match="got an array of 2 rows"):
        model.interpolate(digits[:2], digits[0])
    for wrong in ({"n_steps": 2.5}, {"n_steps": 1}, {"path": None}):
        with pytest.raises(InvalidDataError):
            model.interpolate(digits[0], digits[1], **wrong)


@pytest.mark.filterwarnings("error")
def test_ways_and_traverses_keep_to_the_names_of_columns():
    frame = pd.DataFrame(factors(60), columns=list("abcde"))
    model = Autoencoder(max_epochs=1, random_state=0).fit(frame)
    way = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=3)
    ends = model.reconstruct(frame.iloc[:2])
    np.testing.assert_allclose(way.in_code_space[[0, 2]], ends, atol=1e-5)
    same = model.interpolate(frame.iloc[0], frame.iloc[1], n_steps=3)
    np.testing.assert_allclose(same.in_code_space, way.in_code_space, atol=1e-6)
    model.set_output(transform="pandas")
    same = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=3)
    np.testing.assert_allclose(same.in_code_space, way.in_code_space, atol=1e-6)
    assert model.traverse(frame.iloc[[0]], 0, 3).shape == (3, 5)
    for call in (
        lambda wrong: model.interpolate(wrong, frame.iloc[[1]]),
        lambda wrong: model.traverse(wrong, 0),
    ):
        with pytest.raises(InvalidDataError):
            call(frame.iloc[[0]][list("edcba")])


@pytest.mark.parametrize("seed", [-1, 2**32, "one"])
def test_a_seed_that_is_none_is_told_where_numbers_are_drawn(digits, seed):
    for model in (Autoencoder(max_epochs=1), RBM(max_epochs=1)):
        with pytest.raises(InvalidDataError, match="random_state must be"):
            model.fit(digits / 16).sample(2, random_state=seed)


# --- denoising ------------------------------------------------------------------------


def test_a_level_of_zero_gives_the_plain_autoencoder():
    X = factors(100)
    plain = Autoencoder(max_epochs=5, random_state=0).fit(X)
    same = DenoisingAutoencoder(mask_fraction=0.0, max_epochs=5, random_state=0).fit(X)
    np.testing.assert_allclose(same.transform(X), plain.transform(X), rtol=1e-3)


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_denoising_takes_noise_away_in_any_units(scale):
    X = scale * factors(1000, n_features=12)
    noisy = X + scale * np.random.default_rng(1).normal(size=X.shape)
    options = {"max_epochs": 100, "random_state": 0, "hidden_layer_sizes": (32,)}
    model = DenoisingAutoencoder(mask_fraction=0.0, noise_std=scale, **options).fit(X)
    plain = Autoencoder(**options).fit(X)
    errors = [
        np.square(each.reconstruct(noisy) - X).sum(axis=1).mean()
        for each in (model, plain)
    ]
    before = np.square(noisy - X).sum(axis=1).mean()
    assert errors[0] < 0.4 * before
    assert errors[0] < errors[1]


def test_masked_values_come_back():
    X = factors(1000, n_features=12, noise=0.05)
    masked = X * (np.random.default_rng(1).random(X.shape) >= 0.2)
    model = DenoisingAutoencoder(mask_fraction=0.2, max_epochs=100, random_state=0)
    error = np.square(model.fit(X).reconstruct(masked) - X).sum()
    assert error < 0.2 * np.square(masked - X).sum()


def test_corruption_does_as_much_as_it_is_told():
    x = torch.rand(2000, 50, generator=torch.Generator().manual_seed(0))
    zero = torch.full((50,), 0.25)
    generator = torch.Generator().manual_seed(1)

    def corrupted(noise=(0.0, 0.0), salt=(0.0, 0.0), mask=(0.0, 0.0)):
        made = Corruption(
            50,
            affine_size=(0.0, 0.0),
            noise_std=noise,
            salt_fraction=salt,
            mask_fraction=mask,
        )
        made(x, 2.0, zero, generator)  # sees the range
        return made.eval()(x, 2.0, zero, generator)

    assert float((corrupted(noise=(0.6, 0.6)) - x).std()) == pytest.approx(
        0.3, rel=0.02
    )
    assert float((corrupted(mask=(0.2, 0.2)) == zero).float().mean()) == pytest.approx(
        0.2, abs=0.01
    )
    salted = corrupted(salt=(0.2, 0.2))
    ends = [(salted == x.amin(dim=0)), (salted == x.amax(dim=0))]
    for end in ends:
        assert float(end.float().mean()) == pytest.approx(0.1, abs=0.01)
    by_sample = (corrupted(mask=(0.1, 0.5)) == zero).float().mean(dim=1)
    assert float(by_sample.mean()) == pytest.approx(0.3, abs=0.02)
    assert float(by_sample.std()) > 0.1


def test_of_a_range_of_levels_no_level_makes_all_of_the_loss():
    X = factors(1000, n_features=12, noise=0.02)
    little = X + 0.1 * np.random.default_rng(1).normal(size=X.shape)

    def error(level):
        model = DenoisingAutoencoder(
            mask_fraction=0.0,
            noise_std=level,
            n_components=12,
            hidden_layer_sizes=(64,),
            max_epochs=60,
            random_state=0,
        ).fit(X)
        return np.square(model.reconstruct(little) - X).mean()

    assert error((0.05, 2.0)) < 2 * error(0.1)


def test_samples_count_less_the_farther_they_were_moved():
    weights = counterweights(torch.tensor([[3.0, 4.0], [0.0, 10.0], [0, 0]]))
    assert float(weights.mean()) == pytest.approx(1)
    assert float(weights[0] / weights[1]) == pytest.approx(2.05 / 1.05)
    assert float(weights[2] / weights[0]) == pytest.approx(1.05 / 0.05)
    assert torch.equal(counterweights(torch.zeros(4, 2)), torch.ones(4))


def bars(n_samples, seed=0):
    """Return images of 12 x 12 with a bright bar, somewhere and at some angle."""
    rng = np.random.default_rng(seed)
    angle, place = rng.uniform(0, np.pi, n_samples), rng.uniform(-2, 2, n_samples)
    row, column = np.mgrid[-5.5:6, -5.5:6]
    across = np.cos(angle)[:, None, None] * row + np.sin(angle)[:, None, None] * column
    return np.exp(-np.square(across - place[:, None, None])).reshape(n_samples, -1)


def moved(X, seed=1):
    """Return images that lie a little differently."""
    images = torch.from_numpy(X).float().view(-1, 1, 12, 12)
    generator = torch.Generator().manual_seed(seed)
    return affine(images, generator, 1.0).reshape(len(X), -1).numpy()


def test_codes_of_images_that_are_moved_move_less_where_that_was_learned():
    X, X_test = bars(600), bars(200, seed=1)

    def told(kind, **own):
        """How far moves go in code space, beside how far apart images are."""
        model = kind(
            n_components=8,
            image_shape=(12, 12),
            hidden_layer_sizes=(64,),
            max_epochs=60,
            random_state=0,
            **own,
        ).fit(X)
        codes, after = model.transform(X_test), model.transform(moved(X_test))
        return np.square(after - codes).mean() / np.square(codes - codes.mean(0)).mean()

    own = {"mask_fraction": 0.0, "affine_size": 2.0}
    assert told(DenoisingAutoencoder, **own) < 0.8 * told(Autoencoder)


def test_images_are_moved_in_the_units_of_the_data_and_each_as_much_as_it_is_told():
    X = torch.from_numpy(bars(400)).float()
    mean = X.mean(dim=0)
    none = dict.fromkeys(["noise_std", "salt_fraction", "mask_fraction"], (0.0, 0.0))

    def made(size):
        how = Corruption(144, affine_size=size, image_shape=(12, 12), **none)
        generator = torch.Generator().manual_seed(0)
        return how((X - mean) / 2, 2.0, -mean / 2, generator) * 2 + mean

    kept = made((0.0, 1e-6))
    torch.testing.assert_close(kept, X, atol=1e-4, rtol=0)
    changes = [(made((size, size)) - X).square().mean() for size in (0.5, 1.0, 2.0)]
    assert 0 < changes[0] < changes[1] < changes[2]
    assert made((2.0, 2.0)).min() > -1e-5
    by_sample = (made((0.0, 2.0)) - X).square().mean(dim=1)
    assert float(by_sample.std() / by_sample.mean()) > 0.5


def test_moving_what_has_no_known_shape_is_refused():
    with pytest.raises(InvalidParameterError, match="needs their image_shape"):
        DenoisingAutoencoder(affine_size=(0.0, 1.0)).fit(factors(20))


@pytest.mark.parametrize("level", [(0.5, 0.1), (0.1, 1.0), (0.1,), "much"])
def test_ranges_that_are_none_are_refused(level):
    with pytest.raises(InvalidParameterError, match="mask_fraction must be a number"):
        DenoisingAutoencoder(mask_fraction=level).fit(factors(20))


# --- sparse ---------------------------------------------------------------------------


@pytest.mark.parametrize("n_active", [1, 5, 29])
def test_top_k_codes_have_k_units_that_are_not_zero(n_active, digits):
    model = SparseAutoencoder(
        n_components=30, n_active=n_active, max_epochs=3, random_state=0
    )
    codes = model.fit_transform(digits)
    assert ((codes != 0).sum(axis=1) == n_active).all()


def test_top_k_with_as_many_units_as_there_are_is_told_once(digits):
    model = SparseAutoencoder(n_components=4, n_active=5, max_epochs=2, random_state=0)
    with pytest.warns(UserWarning, match="n_active=5 with n_components=4") as told:
        codes = model.fit_transform(digits)
    assert len(told) == 1
    assert (codes != 0).all()


def test_the_share_of_active_units_is_told_and_falls_with_the_weight(digits):
    options = {"n_components": 30, "max_epochs": 20, "random_state": 0}
    shares = [
        SparseAutoencoder(sparsity="l1", sparsity_weight=weight, **options)
        .fit(digits)
        .history_[-1]["active_units"]
        for weight in (0.0, 1.0)
    ]
    assert 0 < shares[1] < 0.7 * shares[0] < 1
    model = SparseAutoencoder(n_active=6, **options).fit(digits)
    codes = np.abs(model.transform(digits))
    large = codes > 0.1 * codes.max(axis=1, keepdims=True)
    told = model.history_[-1]["active_units"]
    assert told == pytest.approx(large.mean(), abs=0.02)
    assert told == pytest.approx(6 / 30, abs=0.02)


def test_l1_makes_codes_smaller(digits):
    options = {"n_components": 30, "max_epochs": 20, "random_state": 0}
    sizes = [
        np.abs(
            SparseAutoencoder(
                sparsity="l1", sparsity_weight=weight, **options
            ).fit_transform(digits)
        ).mean()
        for weight in (0.0, 1.0)
    ]
    assert sizes[1] < 0.5 * sizes[0]


def test_kl_brings_units_to_their_target_rate(digits):
    model = SparseAutoencoder(
        n_components=30,
        sparsity="kl",
        code_activation="sigmoid",
        sparsity_weight=3.0,
        target_rate=0.1,
        max_epochs=60,
        random_state=0,
    )
    assert model.fit_transform(digits).mean() == pytest.approx(0.1, abs=0.03)


def test_kl_needs_codes_that_are_rates(digits):
    with pytest.raises(InvalidParameterError, match="code_activation must be 'sigm"):
        SparseAutoencoder(sparsity="kl").fit(digits)


# --- contractive ----------------------------------------------------------------------


def test_contraction_makes_codes_move_less_for_their_size(digits):
    moved = np.random.default_rng(0).normal(scale=0.1, size=digits.shape)
    shares = []
    for weight in (0.0, 3.0):
        model = ContractiveAutoencoder(
            n_components=8,
            contraction_weight=weight,
            code_activation="sigmoid",
            max_epochs=40,
            random_state=0,
        ).fit(digits)
        codes = model.transform(digits)
        change = np.square(model.transform(digits + moved) - codes).sum()
        shares.append(change / np.square(codes - codes.mean(axis=0)).sum())
    assert shares[1] < 0.7 * shares[0]


# --- variational ----------------------------------------------------------------------


def linear_variational(**parameters):
    return VariationalAutoencoder(
        n_components=2,
        hidden_layer_sizes=(),
        learning_rate=0.01,
        validation_fraction=0.0,
        random_state=0,
        **parameters,
    )


@pytest.fixture(scope="module")
def linear():
    """One whose exact likelihood is known, and its samples."""
    X = factors(1000)
    return linear_variational(max_epochs=400).fit(X), X


def exact_log_likelihood(model, X):
    """Log density of a linear decoder with normal codes and noise."""
    at_zero = model.inverse_transform(np.zeros((1, 2)))[0]
    loadings = model.inverse_transform(np.eye(2)) - at_zero
    std = model.network_.log_scale.exp().item() * model.scale_
    covariance = loadings.T @ loadings + std**2 * np.eye(X.shape[1])
    difference = X - at_zero
    squared = np.einsum(
        "ij,jk,ik->i", difference, np.linalg.inv(covariance), difference
    )
    constant = np.linalg.slogdet(2 * np.pi * covariance)[1]
    return -0.5 * (squared + constant)


def test_bound_is_below_importance_sampling_is_below_the_exact_likelihood(linear):
    model, X = linear
    exact = exact_log_likelihood(model, X)
    sampled = model.log_likelihood(X, n_draws=200)
    bound = model.elbo(X)
    for below, above in ((bound, sampled), (sampled, exact)):
        difference = above - below
        error = difference.std() / np.sqrt(len(X))
        assert difference.mean() > -3 * error
    np.testing.assert_allclose(sampled.mean(), exact.mean(), atol=0.02)
    assert exact.mean() - bound.mean() < 0.2


def test_a_linear_one_comes_to_probabilistic_pca(linear):
    # Lucas et al. (2019): the optimum of a linear VAE is that of probabilistic PCA.
    model, X = linear
    best = PCA(2).fit(X).score(X)
    assert exact_log_likelihood(model, X).mean() == pytest.approx(best, rel=0.01)
    std = model.network_.log_scale.exp().item() * model.scale_
    assert std**2 == pytest.approx(PCA(2).fit(X).noise_variance_, rel=0.1)


def test_the_likelihood_is_one_of_the_data_in_their_units(linear):
    model, X = linear
    large = linear_variational(max_epochs=400).fit(100 * X)
    shift = X.shape[1] * np.log(100)
    np.testing.assert_allclose(
        large.log_likelihood(100 * X).mean(),
        model.log_likelihood(X).mean() - shift,
        atol=0.1,
    )
    loss = -model.history_[-1]["loss"]
    assert loss == pytest.approx(model.elbo(X).mean(), abs=0.2)


@pytest.mark.parametrize("name", ["elbo", "log_likelihood", "score_samples"])
def test_there_is_no_likelihood_beyond_the_limits_of_the_loss(name, digits):
    settings = {"loss": "cross_entropy", "max_epochs": 2, "random_state": 0}
    model = VariationalAutoencoder(n_components=2, **settings).fit(digits[:100])
    with pytest.raises(InvalidDataError, match=r"takes values in \[0, 1\]"):
        getattr(model, name)(digits[:3] * 255)


@pytest.mark.parametrize("name", ["variational", "vae_gan", "feature_consistent"])
def test_an_own_encoder_gives_means_and_log_variances(name, digits):
    settings = {"n_components": 3, "max_epochs": 1, "random_state": 0}
    own = torch.nn.Linear(64, 6)
    model = MODELS[name](encoder=own, **settings).fit(digits[:100])
    assert model.transform(digits[:5]).shape == (5, 3)
    with pytest.raises(InvalidParameterError, match="means and then the log variances"):
        MODELS[name](encoder=torch.nn.Linear(64, 3), **settings).fit(digits[:100])


def test_without_divergence_it_is_a_plain_autoencoder(digits):
    options = {"n_components": 8, "max_epochs": 60, "random_state": 0}
    plain = Autoencoder(**options).fit(digits)
    none = VariationalAutoencoder(beta=0.0, **options).fit(digits)
    assert none.score(digits) == pytest.approx(plain.score(digits), abs=0.03)


@pytest.mark.parametrize("loss", LOSSES)
def test_more_draws_give_no_lower_likelihood(digits, loss):
    model = VariationalAutoencoder(
        n_components=4, loss=loss, max_epochs=20, random_state=0
    ).fit(digits)
    few, many = (model.log_likelihood(digits, n_draws=n).mean() for n in (1, 100))
    assert few < many
    assert many < 0 or loss == "squared_error"  # a density may be above 1
    with pytest.raises(InvalidDataError, match="n_draws must be at least 1"):
        model.log_likelihood(digits, n_draws=0)


def test_many_draws_are_taken_block_by_block(digits, monkeypatch):
    model = VariationalAutoencoder(max_epochs=2, random_state=0).fit(digits)
    whole = model.log_likelihood(digits[:50], n_draws=300).mean()
    monkeypatch.setattr("autoencode.models.variational.CODES_PER_BLOCK", 64)
    parts = model.log_likelihood(digits[:50], n_draws=300).mean()
    assert parts == pytest.approx(whole, rel=0.02)


def test_silent_units_are_told():
    X = factors(500, noise=1.0)
    loud, silent = (
        VariationalAutoencoder(beta=beta, max_epochs=60, random_state=0).fit(X)
        for beta in (0.1, 50.0)
    )
    assert loud.history_[-1]["active_units"] == 1.0
    assert silent.history_[-1]["active_units"] == 0.0


def test_free_bits_keep_units_awake():
    X = factors(500, noise=1.0)
    model = VariationalAutoencoder(beta=5.0, max_epochs=60, random_state=0)
    divergences = [
        model.set_params(free_bits=bits).fit(X).history_[-1]["divergence"] / 5
        for bits in (0.0, 1.0)
    ]
    assert divergences[0] < 1.5 < divergences[1]


def test_beta_rises_through_the_warm_up():
    X = factors(200)
    model = VariationalAutoencoder(warm_up_epochs=4, max_epochs=8, random_state=0)
    divergences = [record["divergence"] for record in model.fit(X).history_]
    cold = VariationalAutoencoder(max_epochs=8, random_state=0).fit(X)
    assert divergences[0] < 0.5 * cold.history_[0]["divergence"]


def test_codes_tell_where_they_lie_and_how_surely(linear):
    model, X = linear
    mean, std = model.encode_distribution(X)
    np.testing.assert_allclose(mean, model.transform(X), rtol=1e-5)
    assert (std > 0).all()
    assert std.mean() < 1.0


def test_likely_samples_score_higher(linear):
    model, X = linear
    odd = X + np.random.default_rng(0).normal(scale=3.0, size=X.shape)
    assert model.score_samples(odd).mean() < model.score_samples(X).mean() - 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code_activation": "tanh"}, "code_activation must be 'identity'.*'tanh'"),
        ({"tied_weights": True}, "tied_weights must be False.*got True"),
        ({"pretraining": "rbm"}, "pretraining must be 'none' where.*got 'rbm'"),
    ],
)
def test_what_a_distribution_cannot_have_is_refused(changes, message):
    with pytest.raises(InvalidParameterError, match=message):
        VariationalAutoencoder(**changes).fit(factors(20))


# --- Wasserstein ----------------------------------------------------------------------


def test_codes_come_to_the_standard_normal(digits):
    codes = [
        WassersteinAutoencoder(
            n_components=4, divergence_weight=weight, max_epochs=60, random_state=0
        ).fit_transform(digits)
        for weight in (0.0, 1.0)
    ]
    normal = torch.randn(600, 4, generator=torch.Generator().manual_seed(0))
    apart = [
        float(maximum_mean_discrepancy(torch.from_numpy(code), normal))
        for code in codes
    ]
    assert apart[1] < 0.05 * apart[0]


# --- opponents ------------------------------------------------------------------------

WITH_OPPONENT = {k: m for k, m in AUTOENCODERS.items() if m._opponent_terms}


def gradients_of(model, terms):
    """Whether the opponent's weights, and all others, have a gradient of the terms."""
    network = model.network_
    network.zero_grad()
    x = torch.from_numpy((factors(30) - model.mean_) / model.scale_).float()
    sum(terms(network, x, torch.Generator().manual_seed(0)).values()).backward()
    theirs = set(network.opponent.parameters())
    found = {True: False, False: False}
    for weights in network.parameters():
        moved = weights.grad is not None and bool(weights.grad.any())
        found[weights in theirs] |= moved
    return found[True], found[False]


@pytest.mark.parametrize("model", WITH_OPPONENT.values(), ids=WITH_OPPONENT)
def test_the_opponent_learns_by_its_own_terms_alone(model):
    fitted = model(max_epochs=1, random_state=0).fit(factors())
    assert gradients_of(fitted, fitted._opponent_terms) == (True, False)
    assert gradients_of(fitted, fitted._loss_terms)[1]
    before = [weights.clone() for weights in fitted.network_.opponent.parameters()]
    fitted.partial_fit(factors())
    after = fitted.network_.opponent.parameters()
    assert all(not torch.equal(*pair) for pair in zip(before, after, strict=True))


@pytest.mark.parametrize("model", WITH_OPPONENT.values(), ids=WITH_OPPONENT)
def test_what_the_opponent_pays_is_in_the_history(model):
    history = model(max_epochs=3, random_state=0).fit(factors()).history_
    assert all(record["opponent"] > 0 for record in history)
    large = model(max_epochs=3, random_state=0).fit(1024 * factors()).history_
    for record, other in zip(history, large, strict=True):
        assert other["opponent"] == pytest.approx(record["opponent"], rel=1e-3)
        assert other["loss"] == pytest.approx(1024**2 * record["loss"], rel=1e-3)


def test_features_are_compared_in_every_hidden_layer():
    torch.manual_seed(0)
    encoder = torch.nn.Sequential(
        torch.nn.Linear(6, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)
    )
    x, other = torch.randn(2, 20, 6)
    ours, theirs = (torch.relu(encoder[0](each)) for each in (x, other))
    variance = (theirs - theirs.mean(dim=0)).square().mean()
    expected = 0.5 * (ours - theirs).square().mean() / variance
    torch.testing.assert_close(hidden_difference(encoder, x, other), expected)
    assert hidden_difference(encoder, other, other) == 0


def test_the_slope_of_a_linear_judgement_is_its_weights():
    weights = torch.tensor([3.0, -4.0])
    x = torch.randn(5, 2, generator=torch.Generator().manual_seed(0)).requires_grad_()
    torch.testing.assert_close(slope_cost(x @ weights, x), torch.tensor(12.5))


def test_an_opponent_that_cannot_tell_pays_for_chance():
    def undecided(x, code):
        return 0 * (x.sum(dim=1) + code.sum(dim=1))

    x, code = torch.randn(2, 20, 3, generator=torch.Generator().manual_seed(0))
    for made in ([[x, code]], [[x, code], [x + 1, code]]):
        cost = opponent_cost(undecided, [x, code], made, 1.0)
        assert cost.item() == pytest.approx(2 * np.log(2))


JUDGED = {
    AdversarialAutoencoder: lambda x, code: (code,),
    BidirectionalGAN: lambda x, code: (x, code),
    VAEGAN: lambda x, code: (x,),
}


@pytest.mark.parametrize("kind", JUDGED)
def test_an_opponent_that_pays_for_steepness_judges_less_steeply(kind, digits):
    slopes = []
    for weight in (0.0, 1.0):
        model = kind(
            n_components=4, slope_weight=weight, max_epochs=20, random_state=0
        ).fit(digits)
        x = torch.from_numpy((digits - model.mean_) / model.scale_).float()
        code = torch.randn(len(x), 4, generator=torch.Generator().manual_seed(0))
        shown = [each.requires_grad_() for each in JUDGED[kind](x, code)]
        slopes.append(slope_cost(model.network_.opponent(*shown), *shown).item())
    assert slopes[1] < 0.5 * slopes[0]


def test_an_opponent_brings_codes_to_the_standard_normal(digits):
    normal = torch.randn(600, 4, generator=torch.Generator().manual_seed(0))
    apart = [
        float(
            maximum_mean_discrepancy(
                torch.from_numpy(
                    AdversarialAutoencoder(
                        n_components=4,
                        deception_weight=weight,
                        max_epochs=60,
                        random_state=0,
                    ).fit_transform(digits)
                ),
                normal,
            )
        )
        for weight in (0.0, 0.1)
    ]
    assert apart[1] < 0.1 * apart[0]
