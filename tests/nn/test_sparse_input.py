"""Training on sparse counts: the same as on dense ones, in less time."""

import copy

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse
from torch import nn

from autoencode import DenoisingAutoencoder, VariationalAutoencoder, load, save
from autoencode.losses import poisson
from autoencode.nn.corruption import mask_stored
from autoencode.nn.counts import LogCounts
from autoencode.nn.sparse_input import SparseInputLinear
from autoencode.training.batches import sparse_tensor


def counts(n_samples=30, n_features=200, density=0.04, seed=0):
    """Counts from 1 to 3 in a few places; the first row has none."""
    X = sparse.random_array((n_samples, n_features), density=density, rng=seed)
    X = np.ceil(3 * X.toarray()).astype(np.float32)
    X[0] = 0
    return sparse.csr_array(X)


def both(X):
    return torch.from_numpy(X.toarray()), sparse_tensor(X)


def test_a_layer_of_sparse_samples_has_the_outputs_and_gradients_of_a_linear_one():
    dense, x = both(counts())
    linear = nn.Linear(200, 7)
    layer = SparseInputLinear(copy.deepcopy(linear))
    outputs = [linear(dense), layer(x), layer(dense)]
    for output in outputs[1:]:
        assert_allclose(output.detach(), outputs[0].detach(), atol=1e-6)
    for output in outputs[:2]:
        output.square().sum().backward()
    gradient = layer.by_feature.grad.t()
    assert_allclose(gradient, linear.weight.grad, atol=1e-4)
    assert_allclose(layer.bias.grad, linear.bias.grad, atol=1e-4)


def test_the_state_of_such_a_layer_is_that_of_a_linear_one():
    layer, linear = SparseInputLinear(nn.Linear(9, 4)), nn.Linear(9, 4)
    linear.load_state_dict(layer.state_dict())
    assert_array_equal(linear.weight.detach(), layer.weight.detach())
    other = SparseInputLinear(nn.Linear(9, 4))
    other.load_state_dict(linear.state_dict())
    assert_array_equal(other.weight.detach(), layer.weight.detach())


def test_the_likelihood_of_sparse_counts_is_that_of_dense_ones():
    dense, x = both(counts())
    weights = torch.rand(30)
    found, gradients = [], []
    for each in (dense, x):
        logits = (3 * torch.randn(30, 200, generator=torch.manual_seed(0))).double()
        logits = logits.requires_grad_()
        loss = poisson(logits, each.double())
        (loss * weights).sum().backward()
        found.append(loss.detach())
        gradients.append(logits.grad)
    assert_allclose(found[1], found[0], rtol=1e-6, atol=1e-9)
    assert_allclose(gradients[1], gradients[0], atol=1e-6)


def test_sparse_counts_enter_a_network_as_dense_ones_do():
    dense, x = both(counts())
    assert_allclose(LogCounts()(x).to_dense(), LogCounts()(dense), rtol=1e-6)


def test_stored_values_are_masked_with_the_given_probability():
    x = sparse_tensor(counts(400, 500, 0.05))
    kept = mask_stored(x, 0.3, torch.Generator().manual_seed(0)).values() > 0
    assert float(kept.float().mean()) == pytest.approx(0.7, abs=0.02)


def test_entries_given_twice_add_up():
    X = sparse.csr_array((np.ones(3), np.array([1, 1, 0]), np.array([0, 2, 3])))
    assert_array_equal(sparse_tensor(X).to_dense(), [[0, 2], [1, 0]])


def model(**changes):
    given = {"n_components": 3, "hidden_layer_sizes": (6,), "max_epochs": 3}
    given |= {"loss": "poisson", "random_state": 0, "batch_size": 10}
    return VariationalAutoencoder(**given | changes)


def test_a_fit_to_sparse_counts_is_that_to_dense_ones(tmp_path):
    X = counts(60)
    dense, found = model().fit(X.toarray()), model()
    for _ in found.fit_epochs(X):
        assert isinstance(found.network_.encoder[1], SparseInputLinear)
    assert type(found.network_.encoder[1]) is nn.Linear
    assert_allclose(found.transform(X), dense.transform(X), rtol=1e-3, atol=1e-5)
    losses = [[r["loss"] for r in each.history_] for each in (dense, found)]
    assert_allclose(losses[1], losses[0], rtol=1e-4)
    save(found, tmp_path / "run")
    assert_array_equal(load(tmp_path / "run").transform(X), found.transform(X))
    found.partial_fit(X).partial_fit(X.toarray())


@pytest.mark.parametrize(
    "changes",
    [
        {"loss": "multinomial"},
        {"tied_weights": True},
        {"noise_std": 0.1},
        {"mask_fraction": (0.1, 0.5)},
    ],
)
def test_other_models_are_trained_on_dense_batches_of_sparse_samples(changes):
    given = {"n_components": 3, "max_epochs": 1, "loss": "poisson"} | changes
    model = DenoisingAutoencoder(**given, random_state=0)
    for _ in model.fit_epochs(counts(60)):
        layers = model.network_.modules()
        assert not any(isinstance(layer, SparseInputLinear) for layer in layers)


def test_a_masked_denoising_autoencoder_learns_from_sparse_counts():
    fitted = DenoisingAutoencoder(
        n_components=3, loss="poisson", max_epochs=20, random_state=0
    ).fit(counts(100, density=0.05))
    losses = [record["loss"] for record in fitted.history_]
    assert losses[-1] < losses[0]
