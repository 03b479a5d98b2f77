"""Memory: estimated, refused before it is too late, and named when it runs out."""

import numpy as np
import pytest
import torch
from torch import nn

from autoencode.errors import TooLittleMemoryError
from autoencode.models.autoencoder import Autoencoder
from autoencode.nn.mlp import Layers, dense_autoencoder
from autoencode.training import resources
from autoencode.training.resources import (
    available_bytes,
    n_weights,
    too_little_memory,
    training_bytes,
)

X = np.random.default_rng(0).normal(size=(64, 10)).astype(np.float32)


def test_free_memory_is_a_positive_number_of_bytes():
    assert 2**20 < available_bytes(torch.device("cpu")) < 2**50


def test_the_estimate_counts_weights_and_outputs():
    network = dense_autoencoder(10, 2, Layers(hidden_layer_sizes=(5,)))
    assert n_weights(network) == 2 * (10 * 5 + 5 * 2) + 5 + 2 + 5 + 10
    growth = training_bytes(network, 200) - training_bytes(network, 100)
    assert growth == 100 * 4 * 4 * (5 + 2 + 5 + 10)


def test_training_that_cannot_fit_is_refused_before_it_starts(monkeypatch):
    monkeypatch.setattr(resources, "available_bytes", lambda device: 130_000)
    model = Autoencoder(
        hidden_layer_sizes=(50,), batch_size=64, max_epochs=1, validation_fraction=0
    )
    with pytest.raises(TooLittleMemoryError) as caught:
        model.fit(X)
    message = str(caught.value)
    assert "Training needs about 0.0 GB besides the data" in message
    assert "1,352 weights and batch_size=64; 0.0 GB are free" in message
    assert "Set batch_size=16." in message


def test_a_batch_larger_than_the_data_is_counted_as_the_data(monkeypatch):
    monkeypatch.setattr(resources, "available_bytes", lambda device: 10**7)
    Autoencoder(batch_size=10**9, max_epochs=1).fit(X)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried ..."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_memory_that_runs_out_in_training_is_named_and_a_size_that_fits(
    error, monkeypatch
):
    def step(*args):
        raise error

    monkeypatch.setattr("autoencode.training.steps.ExplicitStep.__call__", step)
    with pytest.raises(TooLittleMemoryError, match=r"Set batch_size=\d+\.$"):
        Autoencoder(max_epochs=1).fit(X)


def test_other_errors_pass_through(monkeypatch):
    def step(*args):
        raise RuntimeError("shapes do not match")

    monkeypatch.setattr("autoencode.training.steps.ExplicitStep.__call__", step)
    with pytest.raises(RuntimeError, match="shapes do not match"):
        Autoencoder(max_epochs=1).fit(X)


def test_a_network_for_which_no_batch_fits_should_be_smaller():
    error = too_little_memory(nn.Linear(1000, 1000), 64, available=1000)
    assert str(error).endswith("Make hidden_layer_sizes smaller.")
