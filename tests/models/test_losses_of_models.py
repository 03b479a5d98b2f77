"""Losses in models: of outliers, of counts, and of the user's own."""

import warnings

import numpy as np
import pytest
import torch
from scipy import sparse

from autoencode import Autoencoder, VariationalAutoencoder, evaluate, load, save
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models import MODELS

OF_COUNTS = [name for name, loss in LOSSES.items() if loss.is_of_counts]


def model(cls=Autoencoder, **changes):
    defaults = {"hidden_layer_sizes": (16,), "n_components": 2, "max_epochs": 30}
    return cls(**defaults | {"learning_rate": 0.01, "random_state": 0} | changes)


@pytest.fixture(scope="module")
def counts():
    """Counts of mixtures of three profiles, with totals that differ tenfold."""
    rng = np.random.default_rng(0)
    profiles = rng.dirichlet(np.full(12, 0.3), size=3)
    shares = rng.dirichlet(np.full(3, 0.3), size=300) @ profiles
    totals = rng.integers(20, 200, size=300)
    return np.stack([rng.multinomial(*pair) for pair in zip(totals, shares)])  # noqa: B905


WITH_LOSS = [
    (name, loss)
    for name, cls in MODELS.items()
    for loss in ("absolute_error", "negative_binomial")
    if name != "mixed" and "loss" in cls.__dataclass_fields__
]


@pytest.mark.parametrize(("name", "loss"), WITH_LOSS)
def test_every_model_trains_with_losses_of_outliers_and_of_counts(
    name, loss, counts, tmp_path
):
    X = counts[:100]
    made = model(MODELS[name], loss=loss, max_epochs=2)
    if hasattr(made, "prior_epochs"):
        made.set_params(prior_epochs=1)
    with warnings.catch_warnings(action="ignore"):
        made.fit(X)
    assert np.isfinite(made.reconstruction_error(X)).all()
    assert made.sample(3, random_state=0).shape == (3, 12)
    save(made, tmp_path / "run")
    loaded = load(tmp_path / "run")
    np.testing.assert_array_equal(loaded.reconstruct(X), made.reconstruct(X))
    made.partial_fit(X)
    assert np.isfinite(made.history_[-1]["loss"])


@pytest.mark.parametrize("network", ["convolutional", "pooling"])
def test_counts_may_be_images(network, counts):
    made = model(network=network, image_shape=(3, 4), loss="poisson", max_epochs=10)
    assert made.fit(counts).score(counts) > 0.3


@pytest.mark.parametrize("loss", OF_COUNTS)
def test_reconstructed_counts_have_the_total_of_the_sample(loss, counts):
    made = model(loss=loss).fit(counts)
    totals = counts.sum(axis=1)
    np.testing.assert_allclose(made.reconstruct(counts).sum(axis=1), totals, rtol=1e-4)
    decoded = made.inverse_transform(made.transform(counts)).sum(axis=1)
    training = made.training_rows(len(counts))
    np.testing.assert_allclose(decoded, totals[training].mean(), rtol=1e-4)
    assert made.score(counts) > model().fit(counts).score(counts) - 0.1
    assert made.score(counts) > 0.7


def test_codes_of_counts_do_not_depend_on_the_total(counts):
    made = model(loss="poisson").fit(counts)
    codes = made.transform(counts)
    np.testing.assert_allclose(made.transform(7 * counts), codes, atol=1e-4)
    as_sparse = made.transform(sparse.csr_array(counts.astype(float)))
    np.testing.assert_allclose(as_sparse, codes, atol=1e-4)
    assert np.isfinite(made.transform(np.zeros((1, 12)))).all()


def test_the_evaluation_of_counts_keeps_their_totals(counts):
    made = model(loss="poisson").fit(counts)
    found = evaluate(made, counts).rows[0]
    assert found["train_share"] == pytest.approx(made.score(counts), rel=1e-4)


def test_the_dispersion_of_each_feature_is_learned():
    rng = np.random.default_rng(0)
    varied = rng.poisson(rng.gamma(1.0, 20, size=(400, 2)))
    X = np.hstack([varied, rng.poisson(20, size=(400, 18))])
    # What a code explains is no dispersion: the decoder does not read it.
    made = model(
        loss="negative_binomial", decoder=Constant(20), learning_rate=0.05
    ).fit(X)
    log_dispersion = made.network_.output.log_dispersion.detach().numpy()
    assert np.exp(log_dispersion[:2]) == pytest.approx(1.0, rel=0.3)
    assert np.exp(log_dispersion[2:]).min() > 5


def test_likelihoods_of_counts_have_all_constants(counts):
    # Of one feature alone given its total: Poisson with the total as mean.
    alone = counts[:, :1] + 1
    made = model(VariationalAutoencoder, loss="poisson", beta=0.0).fit(alone)
    from scipy.stats import poisson

    cost = made.history_[-1]["reconstruction"]
    rows = made.training_rows(len(alone))
    expected = -poisson.logpmf(alone[rows], alone[rows]).mean()
    assert cost == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("loss", OF_COUNTS)
def test_negative_counts_are_refused(loss, counts):
    X = counts.copy()
    X[3, 5] = -2
    message = f"loss='{loss}' needs values from 0; column 5 has -2"
    with pytest.raises(InvalidDataError, match=message):
        model(loss=loss).fit(X)


def test_counts_are_not_pretrained_layer_by_layer(counts):
    made = model(loss="poisson", pretraining="autoencoder")
    message = "pretraining must be 'none' or 'isomap' with loss='poisson'; got 'autoen"
    with pytest.raises(InvalidParameterError, match=message):
        made.fit(counts)


def test_the_best_constant_of_absolute_error_is_the_median():
    rng = np.random.default_rng(0)
    X = rng.exponential(size=(500, 3)) ** 2
    made = model(
        loss="absolute_error",
        decoder=Constant(3),
        learning_rate=0.05,
        validation_fraction=0.0,
    ).fit(X)
    np.testing.assert_allclose(
        made.reconstruct(X[:1])[0], np.median(X, axis=0), atol=0.05
    )


class Constant(torch.nn.Module):
    """A decoder that does not read the code."""

    def __init__(self, n_features):
        super().__init__()
        self.value = torch.nn.Parameter(torch.zeros(n_features))

    def forward(self, code):
        return self.value.expand(len(code), -1) + 0 * code.sum(dim=1, keepdim=True)


@pytest.mark.parametrize("loss", ["absolute_error", "huber"])
def test_outliers_weigh_less_than_in_squared_error(loss):
    rng = np.random.default_rng(0)
    clean = rng.normal(size=(400, 1)) @ rng.normal(size=(1, 6))
    X = clean.copy()
    bad = rng.random(X.shape) < 0.02
    X[bad] += 100
    linear = {"hidden_layer_sizes": (), "n_components": 1, "max_epochs": 40}
    errors = [
        np.median(np.abs(made.reconstruct(clean) - clean))
        for made in (
            model(loss=name, **linear).fit(X) for name in (loss, "squared_error")
        )
    ]
    assert errors[0] < 0.5 * errors[1]


def test_losses_are_in_data_units():
    X = np.random.default_rng(0).normal(size=(100, 5))
    for loss, power in {"squared_error": 2, "huber": 2, "absolute_error": 1}.items():
        small, large = (
            model(loss=loss, max_epochs=3).fit(factor * X) for factor in (1, 64)
        )
        ratio = large.history_[-1]["loss"] / small.history_[-1]["loss"]
        assert ratio == pytest.approx(64**power, rel=1e-3)


def weighted(reconstruction, sample):
    """A loss of one's own: the first feature counts a hundredfold."""
    weights = torch.ones(sample.shape[1], device=sample.device)
    weights[0] = 100.0
    return (weights * (reconstruction - sample).square()).sum(dim=1)


def test_an_own_loss_is_what_is_minimised(X):
    settings = {"n_components": 1, "hidden_layer_sizes": (), "max_epochs": 60}
    own = model(loss=weighted, **settings).fit(X)
    plain = model(**settings).fit(X)
    errors = [np.square(each.reconstruct(X) - X)[:, 0].mean() for each in (own, plain)]
    assert errors[0] < 0.5 * errors[1]


def test_an_own_loss_takes_values_in_data_units(X):
    X = 100 * X + 7
    seen = []

    def loss(reconstruction, sample):
        seen.append(sample)
        return (reconstruction - sample).square().sum(dim=1)

    made = model(loss=loss, validation_fraction=0.0, max_epochs=1).fit(X)
    np.testing.assert_allclose(seen[0].numpy(), X[:32], rtol=1e-4)
    error = made.reconstruction_error(X).mean()
    made.partial_fit(X)
    assert made.history_[-1]["loss"] == pytest.approx(error, rel=0.2)


@pytest.mark.parametrize("name", ["variational", "denoising", "sparse", "vae_gan"])
def test_an_own_loss_suits_other_models_too(name, X):
    made = model(MODELS[name], loss=weighted, max_epochs=2, n_components=3)
    if name == "sparse":
        made.set_params(n_active=2)
    made.fit(X)
    assert made.transform(X).shape == (40, 3)


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (
            lambda x_hat, x: (x_hat - x).square().mean(),
            r"one value per sample, shape \(batch,\); for 32 samples it returned \(\)",
        ),
        (
            lambda x_hat, x: x.square().sum(dim=1),
            "returns a tensor with a gradient. Compute it from the reconstruction",
        ),
        (
            lambda x_hat, x: (x_hat - x).sum(dim=1) / 0,
            "returns finite numbers; for row [0-9]+ of X it is not finite",
        ),
        (lambda x: x, "it raised TypeError: .*takes 1 positional argument"),
        (lambda x_hat, x: 3.0, "for 32 samples it returned float"),
        (3, "loss must be one of 'squared_error',.*or a function of reconstruction"),
    ],
)
def test_what_is_no_loss_is_refused_before_training(loss, message, X):
    made = model(loss=loss)
    with pytest.raises(InvalidParameterError, match=message):
        made.fit(X)
    assert not hasattr(made, "network_")


def test_a_model_with_an_own_loss_is_not_saved(X, tmp_path):
    made = model(loss=weighted, max_epochs=1).fit(X)
    message = "loss is a function of your own, and code is never stored. Use one of"
    with pytest.raises(InvalidParameterError, match=message):
        save(made, tmp_path / "run")
