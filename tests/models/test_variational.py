"""Densities of variational autoencoders, and their bounds by theory."""

import numpy as np
import pytest
import torch
from factors import factors
from sklearn.decomposition import PCA

from autoencode import (
    Autoencoder,
    VariationalAutoencoder,
    evaluate,
    load_dataset,
)
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models import MODELS
from autoencode.models.collapse import warn_collapsed


def linear_variational(**parameters):
    defaults = {
        "n_components": 2,
        "hidden_layer_sizes": (),
        "learning_rate": 0.1,
        "batch_size": 50,
        "max_epochs": 40,
        "validation_fraction": 0.0,
        "random_state": 0,
    }
    return VariationalAutoencoder(**defaults | parameters)


@pytest.fixture(scope="module")
def linear():
    """A model whose exact likelihood is known, and its samples."""
    X = factors(1000)
    return linear_variational().fit(X), X


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


def test_a_linear_model_reaches_probabilistic_pca(linear):
    # Lucas et al. (2019): the optimum of a linear VAE is that of probabilistic PCA.
    model, X = linear
    best = PCA(2).fit(X).score(X)
    assert exact_log_likelihood(model, X).mean() == pytest.approx(best, rel=0.01)
    std = model.network_.log_scale.exp().item() * model.scale_
    assert std**2 == pytest.approx(PCA(2).fit(X).noise_variance_, rel=0.1)


def test_the_likelihood_is_that_of_samples_in_data_units(linear):
    model, X = linear
    large = linear_variational().fit(100 * X)
    shift = X.shape[1] * np.log(100)
    np.testing.assert_allclose(
        large.log_likelihood(100 * X).mean(),
        model.log_likelihood(X).mean() - shift,
        atol=0.1,
    )
    loss = -model.history_[-1]["loss"]
    assert loss == pytest.approx(model.elbo(X).mean(), abs=0.2)


@pytest.mark.parametrize("name", ["elbo", "log_likelihood", "score_samples"])
def test_there_is_no_likelihood_outside_the_limits_of_the_loss(name, digits):
    settings = {"loss": "cross_entropy", "max_epochs": 2, "random_state": 0}
    model = VariationalAutoencoder(n_components=2, **settings).fit(digits[:100])
    with pytest.raises(InvalidDataError, match=r"needs values in \[0, 1\]"):
        getattr(model, name)(digits[:3] * 255)


@pytest.mark.parametrize("name", ["variational", "vae_gan", "feature_consistent"])
def test_an_own_encoder_gives_means_and_log_variances(name, digits):
    settings = {"n_components": 3, "max_epochs": 1, "random_state": 0}
    own = torch.nn.Linear(64, 6)
    model = MODELS[name](encoder=own, **settings).fit(digits[:100])
    assert model.transform(digits[:5]).shape == (5, 3)
    with pytest.raises(InvalidParameterError, match="means and then the log variances"):
        MODELS[name](encoder=torch.nn.Linear(64, 3), **settings).fit(digits[:100])


def test_without_divergence_the_model_is_a_plain_autoencoder(digits):
    options = {"n_components": 8, "hidden_layer_sizes": (64,), "max_epochs": 40}
    options |= {"random_state": 0}
    plain = Autoencoder(**options).fit(digits)
    none = VariationalAutoencoder(beta=0.0, **options).fit(digits)
    assert none.score(digits) == pytest.approx(plain.score(digits), abs=0.03)


@pytest.mark.parametrize("loss", LOSSES)
def test_more_draws_give_no_lower_likelihood(digits, loss):
    if LOSSES[loss].is_of_counts:
        digits = 16 * digits
    digits = digits[:200]
    model = VariationalAutoencoder(
        n_components=4, loss=loss, max_epochs=10, random_state=0
    ).fit(digits)
    few, many = (model.log_likelihood(digits, n_draws=n).mean() for n in (1, 100))
    assert few < many
    is_density = LOSSES[loss].log_normalizer is not None
    assert many < 0 or is_density  # which may be above 1
    with pytest.raises(InvalidParameterError, match="n_draws must be at least 1"):
        model.log_likelihood(digits, n_draws=0)


def test_draws_take_any_random_state(digits):
    model = VariationalAutoencoder(max_epochs=1, random_state=0).fit(digits)
    for draw in (model.elbo, model.log_likelihood):
        same = [draw(digits[:9], random_state=np.random.RandomState(1)) for _ in "ab"]
        np.testing.assert_array_equal(*same)
        assert (draw(digits[:9], random_state=None) != same[0]).any()
        for wrong in (-1, "a", 1.5):
            with pytest.raises(InvalidParameterError, match="random_state must be"):
                draw(digits[:9], random_state=wrong)


def test_many_draws_are_decoded_in_blocks(digits, monkeypatch):
    model = VariationalAutoencoder(max_epochs=2, random_state=0).fit(digits)
    whole = model.log_likelihood(digits[:50], n_draws=300).mean()
    monkeypatch.setattr("autoencode.models.variational.CODES_PER_BLOCK", 64)
    parts = model.log_likelihood(digits[:50], n_draws=300).mean()
    assert parts == pytest.approx(whole, rel=0.02)


WAYS_OUT = (
    r"Posterior collapse: codes hold .* nats per sample, less than a bit, and 0 of 2 "
    r"units are active.*lower beta \(it is 50\), or raise free_bits \(it is 0\).*, or "
    r"set warm_up_epochs"
)


def test_collapsed_units_are_reported():
    X = factors(200, noise=1.0)
    settings = {"hidden_layer_sizes": (16,), "max_epochs": 15, "random_state": 0}
    settings["learning_rate"] = 0.03
    active = VariationalAutoencoder(beta=0.1, **settings).fit(X)
    assert active.history_[-1]["active_units"] == 1.0
    assert active.n_active_units_ == 2
    collapsed = VariationalAutoencoder(beta=50.0, **settings)
    with pytest.warns(UserWarning, match=WAYS_OUT) as caught:
        collapsed.fit(X)
    assert [each.filename for each in caught] == [__file__]
    assert collapsed.history_[-1]["active_units"] == 0.0
    assert collapsed.n_active_units_ == 0
    mean, std = active.encode_distribution(X[active.training_rows(200)])
    held = 0.5 * (mean**2 + std**2 - 1 - 2 * np.log(std)).mean(axis=0)
    np.testing.assert_allclose(active.unit_divergences_, held, rtol=1e-4)
    rows = evaluate(active, X).rows
    assert [row["n_active_units"] for row in rows] == [2, None, None]
    header, cells = evaluate(active, X).table()
    assert (header[-2], cells[0][-2], cells[1][-2]) == ("active units", "2", "–")


def test_to_lower_a_beta_of_zero_is_not_advised():
    X = factors(200, noise=1.0)
    model = VariationalAutoencoder(beta=0.0, max_epochs=1, random_state=0).fit(X)
    model.unit_divergences_, model.n_active_units_ = np.zeros(2), 0
    with pytest.warns(
        UserWarning, match="use more of the code, train longer"
    ) as caught:
        warn_collapsed(model)
    assert "beta" not in str(caught[0].message)


@pytest.mark.filterwarnings("error")  # some inactive units are usual
def test_units_of_digits_collapse_without_free_bits():
    # As the page of the model family says, of a longer training.
    X = load_dataset("digits").X
    given = {"n_components": 8, "loss": "cross_entropy", "max_epochs": 15}
    model = VariationalAutoencoder(**given, random_state=0).fit(X)
    assert 0 < model.n_active_units_ < 6
    assert model.set_params(free_bits=0.5).fit(X).n_active_units_ == 8


@pytest.mark.parametrize("loss", ["squared_error", "cross_entropy"])
def test_sparse_binary_data_without_structure_collapse_with_a_warning(loss):
    X = (np.random.default_rng(0).random((400, 40)) < 0.1).astype(float)
    model = VariationalAutoencoder(loss=loss, max_epochs=20, random_state=0)
    with pytest.warns(UserWarning, match="Posterior collapse"):
        model.fit(X)


def test_free_bits_keep_units_active():
    X = factors(200, noise=1.0)
    model = VariationalAutoencoder(
        beta=5.0, hidden_layer_sizes=(16,), max_epochs=30, random_state=0
    )
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


@pytest.mark.parametrize(
    ("n_epochs", "share"), [(1, 1 / 4), (2, 2 / 4), (4, 1.0), (6, 1.0)]
)
def test_warm_up_ends_at_full_beta_and_validation_always_has_it(n_epochs, share):
    X = factors(40)
    model = VariationalAutoencoder(
        beta=2.0, warm_up_epochs=4, max_epochs=n_epochs, random_state=0
    ).fit(X)
    network = model.network_
    x = torch.from_numpy((X - model.mean_) / model.scale_).float()
    whole = 2.0 * network.divergences(x).sum(dim=1).mean().item()
    for is_training, used in ((True, share), (False, 1.0)):
        network.train(is_training)
        terms = model._loss_terms(network, x, torch.Generator().manual_seed(0))
        assert terms["divergence"].item() == pytest.approx(used * whole, rel=1e-4)


def test_distributions_have_the_codes_as_means(linear):
    model, X = linear
    mean, std = model.encode_distribution(X)
    np.testing.assert_allclose(mean, model.transform(X), rtol=1e-5)
    assert (std > 0).all()
    assert std.mean() < 1.0


def test_likely_samples_score_higher(linear):
    model, X = linear
    noisy = X + np.random.default_rng(0).normal(scale=3.0, size=X.shape)
    assert model.score_samples(noisy).mean() < model.score_samples(X).mean() - 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code_activation": "tanh"}, "code_activation must be 'identity'.*'tanh'"),
        ({"tied_weights": True}, "tied_weights must be False if.*got True"),
        ({"pretraining": "rbm"}, "pretraining must be 'none' if.*got 'rbm'"),
    ],
)
def test_parameters_that_are_invalid_for_distributions_are_refused(changes, message):
    with pytest.raises(InvalidParameterError, match=message):
        VariationalAutoencoder(**changes).fit(factors(20))
