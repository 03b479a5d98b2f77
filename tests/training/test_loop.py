"""The loop: batches, order, means, divergence, best weights."""

import math

import numpy as np
import pytest
import torch
from scipy import sparse
from torch import nn

from autoencode.errors import TrainingDivergedError
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.setup import auto_batch_size, auto_max_epochs
from autoencode.training.batches import BatchSource, batch_bounds, split_rows
from autoencode.training.devices import Runtime, Stream, choose_runtime, derived_seed
from autoencode.training.fitting import (
    BestWeights,
    fit_epochs,
)
from autoencode.training.loop import STEPS_BETWEEN_CHECKS, Plan, epochs
from autoencode.training.optimizers import (
    MUON_FACTOR,
    OPTIMIZERS,
    SCHEDULES,
    make_optimizer,
)
from autoencode.training.steps import AutogradStep

CPU = torch.device("cpu")


def plan(**changes):
    parameters = {
        "batch_size": 4,
        "max_epochs": 3,
        "learning_rate": 0.1,
        "schedule": SCHEDULES["constant"],
        "seed": 0,
        "runtime": Runtime(CPU, None),
    }
    return Plan(**(parameters | changes))


def source(X):
    return BatchSource(X, np.zeros(X.shape[1]), 1.0, CPU)


def autograd_step(network, loss_terms, optimizer):
    return AutogradStep(network, loss_terms, optimizer, plan().runtime, seed=0)


def square_of_weight(network, x, generator):
    """A loss that goes down whatever the samples are."""
    return {"size": network.weight.square().sum()}


@pytest.mark.parametrize(
    ("n_rows", "batch_size", "expected"),
    [
        (10, 5, [(0, 5), (5, 10)]),
        (11, 5, [(0, 5), (5, 11)]),  # no batch of a single sample
        (12, 5, [(0, 5), (5, 10), (10, 12)]),
        (1, 5, [(0, 1)]),
        (3, 1, [(0, 1), (1, 2), (2, 3)]),
    ],
)
def test_batches_hold_all_rows_once(n_rows, batch_size, expected):
    assert batch_bounds(n_rows, batch_size) == expected


def test_each_epoch_sees_every_sample_once_in_another_order():
    X = np.arange(10, dtype=np.float32)[:, None]
    seen = [
        [
            float(value)
            for batch in source(X).shuffled(np.arange(10), 3, 0, epoch)
            for value in batch
        ]
        for epoch in (0, 1, 0)
    ]
    assert sorted(seen[0]) == sorted(seen[1]) == list(range(10))
    assert seen[0] != seen[1]
    assert seen[0] == seen[2]


def test_seeds_differ_by_stream_and_number():
    seeds = {derived_seed(0, stream, n) for stream in Stream for n in range(100)}
    assert len(seeds) == len(Stream) * 100


def test_split_keeps_every_row_in_one_part():
    training, validation = split_rows(50, 0.1, seed=3)
    assert len(validation) == 5
    assert sorted([*training, *validation]) == list(range(50))
    assert len(split_rows(9, 0.1, seed=3)[1]) == 0


def test_batches_are_centred_before_digits_are_dropped():
    X = np.array([[1.7e9], [1.7e9 + 3]])  # float32 would see one value
    batch = BatchSource(X, np.array([1.7e9]), 2.0, CPU).rows(np.array([0, 1]))
    assert batch.dtype == torch.float32
    assert batch.ravel().tolist() == [0, 1.5]


def test_batches_are_the_same_however_the_samples_are_kept(tmp_path):
    plain = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
    np.save(tmp_path / "X.npy", plain)
    locked = plain.copy()
    locked.flags.writeable = False
    kept = [
        plain,
        locked,
        np.asfortranarray(plain),
        np.load(tmp_path / "X.npy", mmap_mode="r"),
        np.load(tmp_path / "X.npy", mmap_mode="r+"),
        plain.astype(np.float64),
        sparse.csr_matrix(plain),
    ]
    mean = plain.mean(axis=0)
    seen = []
    for X in kept:
        batches = BatchSource(X, mean, 0.7, CPU).shuffled(np.arange(20), 6, 0, 0)
        seen.append(torch.cat([batch.clone() for batch in batches]))
    for other in seen[1:]:
        torch.testing.assert_close(other, seen[0])
    assert np.array_equal(plain, np.load(tmp_path / "X.npy"))


def test_batches_do_not_share_memory_with_the_samples():
    X = np.ones((4, 2), np.float32)
    source(X).rows(slice(0, 4)).zero_()
    assert X.all()


def test_means_weigh_a_small_last_batch_by_its_samples():
    X = np.arange(5, dtype=np.float32)[:, None]

    def mean_of_x(network, x, generator):
        return {"x": x.mean() + 0 * network.weight.sum()}

    network = nn.Linear(1, 1)
    optimizer = make_optimizer("sgd", network, learning_rate=0.1, weight_decay=0)
    record = next(
        epochs(
            network,
            autograd_step(network, mean_of_x, optimizer),
            source(X),
            np.arange(5),
            plan(batch_size=3),
        )
    )
    assert record["x"] == record["loss"] == pytest.approx(2.0)


@pytest.mark.parametrize("bad_step", [0, 7, 120])
def test_divergence_is_seen_within_fifty_steps_and_named(bad_step):
    steps = []

    def explode(network, x, generator):
        steps.append(len(steps))
        factor = math.inf if len(steps) > bad_step else 1.0
        return {"size": network.weight.square().sum() * factor}

    network = nn.Linear(1, 1)
    optimizer = make_optimizer("sgd", network, learning_rate=0.1, weight_decay=0)
    X = np.ones((400, 1), np.float32)
    run = epochs(
        network,
        autograd_step(network, explode, optimizer),
        source(X),
        np.arange(400),
        plan(batch_size=2),
    )
    with pytest.raises(
        TrainingDivergedError,
        match=rf"in epoch 1, step {bad_step + 1}. Lower learning_rate \(it is 0.1\)",
    ):
        next(run)
    assert len(steps) - bad_step <= STEPS_BETWEEN_CHECKS


def test_best_weights_are_a_copy_and_come_back():
    network = nn.Linear(2, 1)
    best = BestWeights(network)
    best.update(3.0, epoch=1)
    kept = network.weight.detach().clone()
    with torch.no_grad():
        network.weight.add_(1)
    best.update(5.0, epoch=2)
    best.restore()
    assert torch.equal(network.weight, kept)
    assert (best.loss, best.epoch) == (3.0, 1)


def test_patience_stops_after_so_many_epochs_without_progress():
    def grows(network, x, generator):
        return {"size": -network.weight.square().sum()}

    network = nn.Linear(1, 1)
    optimizer = make_optimizer("sgd", network, learning_rate=0.1, weight_decay=0)
    rows = np.arange(6), np.arange(6, 8)

    # Trained on, the loss falls; held out, it rises.
    def terms(n, x, g):
        return grows(n, x, g) if n.training else {"size": n.weight.square().sum()}

    run = fit_epochs(
        network,
        terms,
        autograd_step(network, terms, optimizer),
        source(np.ones((8, 1), np.float32)),
        rows,
        plan(max_epochs=100),
        patience=3,
    )
    records = list(run)
    assert len(records) == 4
    assert network.weight.square().sum().item() == pytest.approx(
        records[0]["validation_loss"]
    )


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_stay_within_zero_and_one(name):
    factors = [SCHEDULES[name](step, 1000) for step in range(1000)]
    assert 0 < min(factors) <= max(factors) <= 1
    if name != "constant":
        assert factors[0] < 0.05
        assert factors[-1] < 0.01
        assert np.argmax(factors) == pytest.approx(50, abs=2)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_lowers_a_simple_loss_and_decays_matrices_only(name):
    network = nn.Linear(3, 3)
    optimizer = make_optimizer(name, network, learning_rate=0.01, weight_decay=0.1)
    decays = {
        p.ndim: g["weight_decay"] for g in optimizer.param_groups for p in g["params"]
    }
    assert decays == {2: 0.1, 1: 0.0}
    X = np.ones((8, 3), np.float32)
    run = epochs(
        network,
        autograd_step(network, square_of_weight, optimizer),
        source(X),
        np.arange(8),
        plan(max_epochs=20, learning_rate=0.002),
    )
    losses = [record["loss"] for record in run]
    assert losses[-1] < losses[0]


def test_muon_steps_matrices_by_its_own_size_and_the_rest_by_adamw():
    network = nn.Linear(6, 4)
    before = [p.detach().clone() for p in network.parameters()]
    optimizer = make_optimizer("muon", network, learning_rate=1.0, weight_decay=0)
    step = autograd_step(network, square_of_weight, optimizer)
    step.set_learning_rate(1e-3)
    with step:
        step(torch.ones(1, 6), 0)
    change = network.weight.detach() - before[0]
    # Orthogonalized: all singular values alike, whatever those of the gradient.
    sizes = torch.linalg.svdvals(change) / (MUON_FACTOR * 1e-3)
    assert 0.5 < sizes.min() <= sizes.max() < 1.5
    assert torch.equal(network.bias.detach(), before[1])  # the loss leaves it out


def test_auto_sizes_grow_with_the_samples():
    assert [auto_batch_size(n) for n in (10, 1437, 5000, 60_000)] == [32, 32, 64, 256]
    assert auto_max_epochs(1) == 200
    assert auto_max_epochs(1, is_linear=True) == 1000
    assert auto_max_epochs(211) == 38
    assert auto_max_epochs(10**6) == 5


def test_bfloat16_training_comes_near_float32_and_keeps_weights_in_float32():
    X = np.random.default_rng(0).normal(size=(100, 8)).astype(np.float32)
    models = [
        Autoencoder(max_epochs=30, precision=name, random_state=0).fit(X)
        for name in ("float32", "bfloat16")
    ]
    assert models[0].score(X) == pytest.approx(models[1].score(X), abs=0.05)
    assert all(w.dtype == torch.float32 for w in models[1].network_.parameters())
    assert models[1].transform(X).dtype == np.float32


def test_small_networks_take_one_thread_and_leave_the_number_as_it_was():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with choose_runtime(CPU, "auto", nn.Linear(10, 10), 32).threads():
            assert torch.get_num_threads() == 1
        with choose_runtime(CPU, "auto", nn.Linear(500, 500), 32).threads():
            assert torch.get_num_threads() == 2
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
