"""State of a model before, during and after a fit, after errors, and in threads."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from numpy.testing import assert_array_equal
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from torch import nn

from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    RunFolderError,
    TooLittleMemoryError,
    TrainingDivergedError,
)
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.dbn import DeepBeliefNetwork
from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.parametric_map import ParametricMap
from autoencode.models.rbm import RBM
from autoencode.models.variational import VariationalAutoencoder
from autoencode.storage import load, save
from autoencode.training import resources
from autoencode.training.contrastive import ContrastiveStep


def model(**changes):
    return Autoencoder(**({"max_epochs": 2, "random_state": 0} | changes))


def variational(**changes):
    """A model whose weights hardly change."""
    wanted = {"max_epochs": 2, "batch_size": 10, "learning_rate": 1e-9}
    return VariationalAutoencoder(**wanted | {"random_state": 0} | changes)


def test_fits_in_threads_are_equal_and_do_not_change_the_global_state(X):
    before = torch.random.get_rng_state()
    with ThreadPoolExecutor(2) as threads:
        codes = list(
            threads.map(
                lambda _: model(dropout=0.3, max_epochs=20).fit_transform(X), range(6)
            )
        )
    for other in codes[1:]:
        assert_array_equal(other, codes[0])
    assert torch.equal(torch.random.get_rng_state(), before)


def test_own_modules_with_dropout_are_repeatable_and_leave_the_global_state(X):
    encoder = nn.Sequential(nn.Linear(6, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    torch.manual_seed(3)
    before = torch.random.get_rng_state()
    codes = model(encoder=encoder, max_epochs=5).fit_transform(X)
    assert torch.equal(torch.random.get_rng_state(), before)
    torch.manual_seed(4)
    assert_array_equal(model(encoder=encoder, max_epochs=5).fit_transform(X), codes)


def test_no_seed_differs_each_time_and_takes_nothing_from_numpys_global_state(X):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    codes = model(random_state=None).fit_transform(X)
    assert not np.allclose(model(random_state=None).fit_transform(X), codes)
    assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


def test_parameters_set_after_fit_apply_to_the_next_fit(X):
    fitted = model().fit(X)
    codes, X_hat = fitted.transform(X), fitted.reconstruct(X)
    fitted.set_params(n_components=3, output_activation="sigmoid", activation="relu")
    assert_array_equal(fitted.transform(X), codes)
    assert_array_equal(fitted.reconstruct(X), X_hat)
    assert len(fitted.get_feature_names_out()) == 2
    fitted.set_params(output_activation="auto")
    assert fitted.fit_transform(X).shape == (40, 3)


def test_a_refused_fit_leaves_a_fitted_model_as_it_was(X):
    fitted = model().fit(X)
    codes = fitted.transform(X)
    bad = np.full((10, 4), np.nan)
    with pytest.raises(InvalidDataError):
        fitted.fit(bad)
    with pytest.raises(InvalidParameterError):
        fitted.set_params(image_shape=(3, 3)).fit(X)
    assert fitted.n_features_in_ == 6
    assert_array_equal(fitted.transform(X), codes)


def test_a_first_fit_that_is_refused_leaves_nothing(X):
    fresh = model()
    X[0, 0] = np.inf
    with pytest.raises(InvalidDataError):
        fresh.fit(X)
    assert not [name for name in vars(fresh) if name.endswith("_")]


@pytest.mark.parametrize("model", [VariationalAutoencoder, DeepBeliefNetwork])
def test_weights_too_large_for_products_are_a_divergence(model):
    # Of two samples none is held out, and the loss before the only step is finite.
    X = np.array([[0.1], [-0.1]])
    large = model(n_components=2, learning_rate=1e30, max_epochs=1, random_state=0)
    with pytest.raises(TrainingDivergedError, match="Lower learning_rate"):
        large.fit(X)


def test_a_fit_that_diverges_before_anything_good_is_not_fitted(X):
    broken = model(optimizer="sgd", learning_rate=1e25, validation_fraction=0)
    with pytest.raises(TrainingDivergedError):
        broken.fit(X)
    assert not hasattr(broken, "network_")
    for say in (broken.transform, broken.score, broken.reconstruction_error):
        with pytest.raises(NotFittedError):
            say(X)


@pytest.mark.parametrize("kind", [Autoencoder, RBM])
def test_a_partial_fit_that_diverges_leaves_no_network_and_the_next_starts_anew(
    X, kind
):
    fitted = kind(random_state=0).partial_fit(X)
    with pytest.raises(TrainingDivergedError):
        fitted.set_params(learning_rate=1e38).partial_fit(X).partial_fit(X)
    with pytest.raises(NotFittedError):
        fitted.transform(X)
    again = fitted.set_params(learning_rate=0.001).partial_fit(X)
    assert np.isfinite(again.transform(X)).all()


def test_a_fit_with_too_little_memory_leaves_a_fitted_model_as_it_was(X, monkeypatch):
    fitted = model().fit(X)
    codes = fitted.transform(X)
    monkeypatch.setattr(resources, "available_bytes", lambda device: 100_000)
    with pytest.raises(TooLittleMemoryError):
        fitted.fit(X)
    assert_array_equal(fitted.transform(X), codes)


def failing_at(call, error):
    """A loss whose calls fail from a number on."""
    n = iter(range(10**6))

    def loss(reconstruction, x):
        if next(n) >= call:
            raise error
        return (reconstruction - x).square().sum(1)

    return loss


def failing_steps(monkeypatch, error):
    """Let the training of a machine fail in its second epoch."""
    steps = ContrastiveStep.__call__
    n = iter(range(10**6))

    def step(self, *args, **kwargs):
        if next(n) >= 3:
            raise error
        return steps(self, *args, **kwargs)

    monkeypatch.setattr(ContrastiveStep, "__call__", step)


@pytest.mark.parametrize("kind", [Autoencoder, ParametricMap, RBM])
def test_a_fit_that_fails_leaves_a_model_as_it_was(X, kind, monkeypatch):
    given = {"max_epochs": 5, "batch_size": 10, "random_state": 0}
    fitted = kind(n_components=2, **given).fit(X)
    before, codes = dict(vars(fitted)), fitted.transform(X)
    error = ValueError("own fault")
    if kind is RBM:
        failing_steps(monkeypatch, error)
    else:
        fitted.set_params(loss=failing_at(12, error))
        before["loss"] = fitted.loss
    with pytest.raises(ValueError, match="own fault"):
        fitted.fit(X + 5)
    assert vars(fitted).keys() == before.keys()
    assert all(vars(fitted)[name] is value for name, value in before.items())
    assert_array_equal(fitted.transform(X), codes)
    new = kind(n_components=2, **given)
    if kind is not RBM:
        new.set_params(loss=failing_at(12, error))
    with pytest.raises(ValueError, match="own fault"):
        new.fit(X)
    with pytest.raises(NotFittedError):
        new.transform(X)


def test_a_fit_that_is_interrupted_keeps_what_it_has_learned(X):
    fitted = model().fit(X)
    network = fitted.network_
    fitted.set_params(loss=failing_at(30, KeyboardInterrupt), max_epochs=9)
    with pytest.raises(KeyboardInterrupt):
        fitted.fit(X, X_val=X)
    assert fitted.network_ is not network
    assert 0 < len(fitted.history_) < fitted.max_epochs_ == 9


def test_an_interrupt_before_the_training_leaves_a_model_as_it_was(X, monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    fitted = model().fit(X)
    codes = fitted.transform(X)
    monkeypatch.setattr("autoencode.models.setup.make_plan", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fitted.fit(X + 5)
    assert_array_equal(fitted.transform(X), codes)


@pytest.mark.parametrize("fraction", [0, 0.25])
def test_weights_that_the_very_last_step_breaks_are_seen(X, fraction):
    # One step in all: its loss is finite, what it leaves behind is not.
    broken = model(
        optimizer="sgd",
        learning_rate=1e60,
        schedule="constant",
        batch_size=100,
        max_epochs=1,
        validation_fraction=fraction,
    )
    with pytest.raises(TrainingDivergedError, match="in epoch 1, step 1"):
        broken.fit(X)


@pytest.mark.parametrize(
    ("changes", "n_rows"),
    [({"batch_size": 1}, 40), ({"validation_fraction": 0.5}, 2)],
)
def test_batch_norm_on_a_batch_of_one_is_refused_in_one_line(X, changes, n_rows):
    with pytest.raises(InvalidParameterError, match="batch_norm needs at least 2 samp"):
        model(batch_norm=True, **changes).fit(X[:n_rows])


def test_two_normalizations_are_refused_in_one_line(X):
    with pytest.raises(InvalidParameterError, match="exclude each other"):
        model(batch_norm=True, layer_norm=True).fit(X)


def test_partial_fit_counts_epochs_for_batches_of_any_size(X):
    fitted = model(batch_size=4).fit(X)
    for n_rows in (20, 40, 7, 1):
        fitted.partial_fit(X[:n_rows])
    assert [record["epoch"] for record in fitted.history_] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "make",
    [
        model,  # whose weight decay depends on the steps of its fit
        lambda: variational(warm_up_epochs=4),  # in the middle of its warm-up
        lambda: DenoisingAutoencoder(max_epochs=2, random_state=0),
    ],
)
def test_a_loaded_model_is_trained_further_as_the_one_in_memory(X, make, tmp_path):
    fitted = make().fit(X)
    save(fitted, tmp_path / "run")
    loaded = load(tmp_path / "run").partial_fit(X)
    assert_array_equal(loaded.transform(X), fitted.partial_fit(X).transform(X))


def test_a_loaded_model_goes_on_in_its_warm_up_after_partial_fit(X, tmp_path):
    warm = variational(warm_up_epochs=4).partial_fit(X).partial_fit(X)
    save(warm, tmp_path / "run")
    loaded = load(tmp_path / "run")
    found = [m.partial_fit(X).history_[-1]["divergence"] for m in (loaded, warm)]
    cold = variational().partial_fit(X).history_[-1]["divergence"]
    np.testing.assert_allclose(np.divide(found, cold), 10.5 / 16, atol=0.05)


@pytest.mark.parametrize("value", [-1, 2.5, "many"])
def test_a_stored_number_of_steps_that_is_none_is_refused(X, value, tmp_path):
    fitted = model().fit(X)
    fitted.n_steps_ = value
    save(fitted, tmp_path / "run")
    with pytest.raises(RunFolderError, match="n_steps_ is"):
        load(tmp_path / "run")


def test_beta_rises_from_the_first_partial_fit_on(X):
    cold, warm = variational(), variational(warm_up_epochs=4)
    shares = []
    for _ in range(6):
        found = [m.partial_fit(X).history_[-1]["divergence"] for m in (warm, cold)]
        shares.append(found[0] / found[1])
    # 4 steps per epoch: means of 1 to 4, of 5 to 8, ... sixteenths; then 1.
    expected = [2.5 / 16, 6.5 / 16, 10.5 / 16, 14.5 / 16, 1, 1]
    np.testing.assert_allclose(shares, expected, atol=0.05)


def test_the_loss_of_a_fitted_model_is_that_of_its_fit(X):
    X = (X - X.min()) / (X.max() - X.min())
    plain = Autoencoder(max_epochs=2, random_state=0).fit(X)
    changed = Autoencoder(max_epochs=2, random_state=0).fit(X)
    changed.set_params(loss="cross_entropy").partial_fit(X)
    np.testing.assert_array_equal(
        changed.transform(X), plain.partial_fit(X).transform(X)
    )


def test_partial_fit_that_fails_leaves_the_network_ready_to_encode(X):
    def fail(*given):
        raise RuntimeError("no such device")

    fitted = model(dropout=0.5).fit(X)
    fitted._loss_terms = fail
    with pytest.raises(RuntimeError, match="no such device"):
        fitted.partial_fit(X)
    assert not fitted.network_.training


def test_a_model_between_epochs_is_pickled_in_the_size_of_its_weights(X):
    fit = model(max_epochs=3)
    for _ in fit.fit_epochs(X):
        n_bytes = sum(4 * weight.numel() for weight in fit.network_.parameters())
        pickled = pickle.dumps(fit)
        assert len(pickled) < n_bytes + 12_000  # the rest of the state
        for copied in (pickle.loads(pickled), copy.deepcopy(fit)):
            assert len(pickle.dumps(copied)) < n_bytes + 12_000
            assert_array_equal(copied.transform(X), fit.transform(X))


def test_a_clone_knows_nothing_of_the_fit(X):
    fitted = model().fit(X)
    assert not hasattr(clone(fitted), "network_")


def test_a_default_type_of_float64_does_not_reach_the_network(X):
    torch.set_default_dtype(torch.float64)
    try:
        assert model().fit_transform(X).dtype == np.float32
    finally:
        torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("name", ["meta", "tpu", "cpu:x"])
def test_devices_that_cannot_train_are_refused(X, name):
    with pytest.raises(InvalidParameterError, match=f"device must be .*'{name}'"):
        model(device=name).fit(X)
