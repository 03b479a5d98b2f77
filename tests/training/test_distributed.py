"""Several processes: the same rows, the same gradients, the same model."""

import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoint_runs import bits, labels_for
from processes import in_processes
from run_folders import samples_for, small

from autoencode import (
    Autoencoder,
    Checkpoint,
    VariationalAutoencoder,
    open_rows,
)
from autoencode.errors import TrainingDivergedError
from autoencode.estimators import ESTIMATORS
from autoencode.training.batches import BatchSource
from autoencode.training.distributed import Division
from autoencode.training.stream_batches import StreamSource

GENERATOR = np.random.default_rng(0)
MIXING = GENERATOR.normal(size=(6, 12))
X = (GENERATOR.normal(size=(205, 6)) @ MIXING).astype(np.float32)
TRAINED = [name for name in ESTIMATORS if name != "table_transformer"]
MODELS = {
    "with paths": Autoencoder(
        n_components=3, hidden_layer_sizes=(16, 8), batch_size=40
    ),
    "without paths": Autoencoder(
        n_components=3, hidden_layer_sizes=(16, 8), batch_size=40, linear_skip=False
    ),
    # So many weights that autograd computes the gradients.
    "large": Autoencoder(
        hidden_layer_sizes=(400, 400), batch_size=40, linear_skip=False
    ),
}


def weights(model):
    """All weights of a model in one vector."""
    parameters = model.network_.parameters()
    return torch.cat([p.detach().flatten() for p in parameters]).numpy()


def trained(model, **changes):
    """The model, fitted in ten epochs of five steps."""
    given = {"max_epochs": 10, "validation_fraction": 0, "random_state": 0}
    model = model.__class__(**model.get_params()).set_params(**given | changes)
    return model.fit(X)


def fit_all(folder):
    """What is fitted in each process of a group, and what happens there."""
    found = {"models": {name: weights(trained(m)) for name, m in MODELS.items()}}
    found["losses"] = [r["loss"] for r in trained(MODELS["with paths"]).history_]
    found["estimators"] = {}
    for name in TRAINED:
        model = small(name)
        samples = samples_for(model)
        y = labels_for(model, samples)
        model.fit(samples, *([y] if y is not None else []))
        found["estimators"][name] = bits(model)[0]
    found["drawn seed"] = weights(
        trained(Autoencoder(hidden_layer_sizes=(4,)), random_state=None)
    )
    checkpoint = Checkpoint(folder, every="1e")
    model = MODELS["without paths"]
    half = Autoencoder(**model.get_params()).set_params(max_epochs=5, random_state=0)
    half.fit(X, checkpoint=checkpoint)
    found["noise"] = trained(VariationalAutoencoder(hidden_layer_sizes=(8,))).history_[
        -1
    ]["loss"]
    stream = open_rows(lambda: [X[:100], X[100:]], memory="100MB")
    own = trained(MODELS["without paths"], max_epochs=1).set_params(max_epochs=10)
    found["stream"] = weights(own.fit(stream))
    try:
        trained(
            Autoencoder(hidden_layer_sizes=(8,), optimizer="sgd", learning_rate=1e12)
        )
    except TrainingDivergedError as error:
        found["diverged"] = str(error)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("checkpoints")


@pytest.fixture(scope="module")
def two(folder):
    """What two processes found."""
    return in_processes(2, fit_all, folder)


@pytest.mark.parametrize("name", MODELS)
def test_two_processes_learn_the_weights_of_one(two, name):
    alone = weights(trained(MODELS[name]))
    for found in two:
        error = np.linalg.norm(found["models"][name] - alone) / np.linalg.norm(alone)
        assert error <= 1e-5


def test_losses_are_those_of_all_rows(two):
    alone = [r["loss"] for r in trained(MODELS["with paths"]).history_]
    np.testing.assert_allclose(two[0]["losses"], alone, rtol=1e-5)


@pytest.mark.parametrize("name", TRAINED)
def test_every_estimator_is_the_same_in_all_processes(two, name):
    first, second = (found["estimators"][name] for found in two)
    assert first.keys() == second.keys()
    for key in first:
        own, other = (np.frombuffer(each[key], np.uint8) for each in (first, second))
        assert own.shape == other.shape
        if own.size % 4 == 0 and not np.array_equal(own, other):
            # Facts that each process computes by itself, by the library that it chose.
            np.testing.assert_allclose(
                own.view(np.float32), other.view(np.float32), rtol=1e-3, atol=1e-4
            )


def test_a_seed_that_is_drawn_is_the_same_in_all_processes(two):
    np.testing.assert_array_equal(two[0]["drawn seed"], two[1]["drawn seed"])


def test_noise_differs_between_processes_and_the_loss_does_not(two):
    alone = trained(VariationalAutoencoder(hidden_layer_sizes=(8,))).history_[-1][
        "loss"
    ]
    assert two[0]["noise"] == two[1]["noise"] == pytest.approx(alone, rel=0.1)


def test_a_divergence_is_seen_by_all_processes(two):
    assert two[0]["diverged"] == two[1]["diverged"]
    assert "epoch 1" in two[0]["diverged"]


def test_rows_on_disk_that_fit_into_memory_are_trained_on_as_by_one_process(two):
    stream = open_rows(lambda: [X[:100], X[100:]], memory="100MB")
    alone = trained(MODELS["without paths"], max_epochs=1).set_params(max_epochs=10)
    expected = weights(alone.fit(stream))
    for found in two:
        error = np.linalg.norm(found["stream"] - expected) / np.linalg.norm(expected)
        assert error <= 1e-5


def test_one_process_goes_on_with_the_checkpoint_of_two(two, folder):
    given = MODELS["without paths"].get_params() | {"random_state": 0}
    model = Autoencoder(**given | {"max_epochs": 8})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(X, checkpoint=folder)
    assert ["another number of processes" in str(w.message) for w in caught] == [True]
    assert len(model.history_) == 8
    # The epochs that two processes made are as those of one.
    alone = Autoencoder(**given | {"max_epochs": 5}).fit(X)
    own, other = (
        [record["validation_loss"] for record in m.history_[:5]] for m in (model, alone)
    )
    np.testing.assert_allclose(own, other, rtol=1e-5)


def test_only_the_first_process_writes_checkpoints(two, folder):
    names = [path.name for path in Path(folder).glob("checkpoint-*.json")]
    assert 1 <= len(names) <= 2


@pytest.mark.parametrize("n_rows", [1, 2, 3, 7, 8, 9, 64, 65])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 8])
def test_a_batch_is_divided_into_shares_of_two_rows_at_least(n, n_rows):
    parts = [Division(rank, n) for rank in range(n)]
    sizes = [part.size(n_rows) for part in parts]
    assert sum(sizes) == n_rows
    assert n_rows == 1 or 1 not in sizes
    weights = [part.weight(n_rows) for part in parts]
    assert sum(weights) == pytest.approx(n)
    bounds = [part.bounds(10, 10 + n_rows) for part in parts]
    assert all(stop > start for start, stop in bounds)
    own = [np.arange(*each) for each, size in zip(bounds, sizes, strict=True) if size]
    np.testing.assert_array_equal(np.concatenate(own), np.arange(10, 10 + n_rows))


def test_the_mean_over_processes_of_weighted_means_is_the_mean_over_the_batch():
    values = np.random.default_rng(1).normal(size=11)
    means = []
    for rank in range(4):
        part = Division(rank, 4)
        start, stop = part.bounds(0, 11)
        means.append(values[start:stop].mean() * part.weight(11))
    assert np.mean(means) == pytest.approx(values.mean())


def of_process(rank, n, buffer_rows, **given):
    """The rows of a process in each batch of an epoch of a stream of 103 rows."""
    rows = np.arange(103, dtype=np.float32)[:, None]
    stream = open_rows(lambda: np.array_split(rows, 9))
    cpu, zero = torch.device("cpu"), np.zeros(1)
    source = StreamSource(BatchSource(rows, zero, 1.0, cpu), stream, buffer_rows)
    batches = source.shuffled(rows, 8, 3, 1, division=Division(rank, n), **given)
    return [batch[:, 0].tolist() for batch in batches]


@pytest.mark.parametrize("buffer_rows", [10, 24, 60, 200])
@pytest.mark.parametrize("n", [2, 3, 4])
def test_every_row_of_a_stream_is_in_one_batch_of_one_process(n, buffer_rows):
    of_each = [of_process(rank, n, buffer_rows) for rank in range(n)]
    assert {len(batches) for batches in of_each} == {13}
    seen = []
    for rank, batches in enumerate(of_each):
        for number, batch in enumerate(batches):
            size = Division(rank, n).size(8 if number < 12 else 7)
            seen += batch[:size]
            assert len(batch) == size or size == 0
    np.testing.assert_array_equal(np.sort(seen), np.arange(103))


def test_a_process_goes_on_within_an_epoch_of_a_stream():
    for rank in range(2):
        whole = of_process(rank, 2, 24)
        for n_done in (1, 6, 12):
            assert of_process(rank, 2, 24, n_done=n_done) == whole[n_done:]
