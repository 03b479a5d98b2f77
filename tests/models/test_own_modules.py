"""Networks in the hands of the user: own modules, frozen weights, and calls."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_array_equal
from run_folders import samples_for, small
from torch import nn

from autoencode.errors import InvalidParameterError
from autoencode.models import MODELS
from autoencode.models.autoencoder import Autoencoder

FROZEN = (
    "encoder and decoder have no weights to train: none requires a gradient. Call "
    "requires_grad_(True) of the network, or of one of its modules."
)


def model(**changes):
    return Autoencoder(**({"max_epochs": 2, "random_state": 0} | changes))


def test_lazy_modules_are_trained_and_begin_with_the_same_weights(X):
    own = {"encoder": nn.LazyLinear(2), "decoder": nn.LazyLinear(6)}
    fitted = model(**own).fit(X)
    first = fitted.history_[0]["loss"]
    assert fitted.history_[-1]["loss"] < first
    assert_array_equal(model(**own).fit_transform(X), fitted.transform(X))
    assert nn.parameter.is_lazy(own["encoder"].weight)  # the user's own is unchanged


def test_modules_without_weights_are_refused(X):
    message = "encoder and decoder have no weights to train. Give one that has some."
    own = {"encoder": nn.Flatten(), "decoder": nn.Identity()}
    with pytest.raises(InvalidParameterError, match=message):
        model(n_components=6, **own).fit(X)


def test_a_network_of_which_all_weights_are_frozen_is_refused(X):
    fitted = model().fit(X)
    codes = fitted.transform(X)
    fitted.network_.requires_grad_(False)
    with pytest.raises(InvalidParameterError) as caught:
        fitted.partial_fit(X)
    assert str(caught.value) == FROZEN
    assert_array_equal(fitted.transform(X), codes)
    fitted.network_.decoder.requires_grad_(True)
    fitted.partial_fit(X)
    assert_array_equal(fitted.transform(X), codes)  # of the encoder, which is frozen
    own = {"encoder": nn.Linear(6, 2), "decoder": nn.Linear(2, 6)}
    for module in own.values():
        module.requires_grad_(False)
    with pytest.raises(InvalidParameterError) as caught:
        model(**own).fit(X)
    assert str(caught.value) == FROZEN


@pytest.mark.filterwarnings("ignore::UserWarning")  # fitted too briefly
@pytest.mark.parametrize("name", MODELS)
def test_a_network_is_called_for_reconstructions(name):
    X = samples_for(small(name)).astype(np.float32)
    fitted = small(name).fit(X)
    x = next(fitted._source(X).in_order())
    seen = []
    fitted.network_.register_forward_hook(lambda *given: seen.append(given[-1]))
    with torch.no_grad():
        x_hat = nn.Sequential(fitted.network_)(x)
    expected = fitted.reconstruct(X)
    found = x_hat.numpy() * fitted.scale_ + fitted.mean_
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)
    assert seen[0] is x_hat


@pytest.mark.parametrize("made_in", [torch.float32, torch.float64])
def test_own_modules_of_either_type_train_where_the_default_is_float64(made_in):
    X = np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32)
    encoder = torch.nn.Linear(6, 2, dtype=made_in)
    torch.set_default_dtype(torch.float64)
    try:
        model = Autoencoder(encoder=encoder, max_epochs=1, random_state=0).fit(X)
    finally:
        torch.set_default_dtype(torch.float32)
    assert model.transform(X).shape == (40, 2)


def test_a_lazy_module_that_cannot_be_copied_is_refused_with_the_way_out():
    X = np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32)
    layers = [torch.nn.LazyLinear(4), torch.nn.LazyBatchNorm1d(), torch.nn.Linear(4, 2)]
    encoder = torch.nn.Sequential(*layers)
    model = Autoencoder(encoder=encoder, max_epochs=1, random_state=0)
    with pytest.raises(
        InvalidParameterError, match=r"encoder cannot be copied.*call it"
    ):
        model.fit(X)
    encoder(torch.tensor(X))
    assert model.fit(X).transform(X).shape == (40, 2)
