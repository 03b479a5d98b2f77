"""What a `RatingRecommender` is trained to: the networks of its methods."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from scipy import sparse
from torch import nn

from autoencode.arrays import Array
from autoencode.nn.ratings import RatingAutoencoder, RatingMachine, observed_error
from autoencode.training.batches import BatchSource
from autoencode.training.devices import (
    Stream,
    choose_device,
    choose_runtime,
    derived_seed,
)
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.optimizers import cosine, make_optimizer
from autoencode.training.progress import Progress, finish_fit
from autoencode.training.rating_machines import RatingMachineStep
from autoencode.training.steps import AutogradStep, Step

# Chosen on held-out training ratings of MovieLens: see docs/ratings.md.
BATCHES, LEAST_BATCH, MOST_BATCH = 15, 4, 256
RIDGE = 0.15  # regularization, times the root of the number of ratings
PRESENCE = 1.0  # added to residuals: that a rating exists says something too
ALMOST_0 = 1e-12  # stands for 0, which is a missing rating in a batch
MOST_LEVELS = 20  # different ratings, of a machine


class Training(NamedTuple):
    """The settings of a fit."""

    n_hidden: int
    ridge_weight: float
    dropout: float
    max_epochs: int
    learning_rate: float
    seed: int
    verbose: int


class Layers(NamedTuple):
    """Weights of a fitted network, as float32 arrays."""

    encoder: Array  # (n_hidden, n_visible)
    encoder_bias: Array  # (n_hidden,)
    decoder: Array  # (n_visible, n_hidden)
    decoder_bias: Array  # (n_visible,)


def ridge_weight_of(
    given: float | str, method: str, ratings: sparse.csr_array
) -> float:
    """Return the regularization that a parameter gives, perhaps "auto"."""
    if isinstance(given, str):
        return 1.0 if method == "rbm" else RIDGE * float(ratings.nnz) ** 0.5
    return float(given)


def fit_autoencoder(
    residuals: sparse.csr_array, given: Training
) -> tuple[Layers, list[Record]]:
    """Train AutoRec on residuals of ratings, (n_samples, n_visible).

    The input is 1 plus the residual, so that it also has which ratings exist.
    Minimizes the squared errors of all ratings plus ``ridge_weight / 2`` times the
    squares of all weights. Rows become dense in batches of at most 256: memory is that
    of the residuals, of the weights of both layers four times (with their gradients and
    Adam's moments), and of some batches.

    Raises
    ------
    TrainingDivergedError
        If the loss became infinite or NaN.
    """
    n_rows, n_visible = residuals.shape
    network = RatingAutoencoder(n_visible, given.n_hidden, given.dropout)
    network.initialize(PRESENCE, _generator(given.seed))

    def step_of(plan: Plan) -> Step:
        optimizer = make_optimizer(
            "adam",
            network,
            learning_rate=given.learning_rate,
            weight_decay=given.ridge_weight / n_rows,
        )
        runtime, seed = plan.runtime, plan.seed
        return AutogradStep(network, observed_error, optimizer, runtime, seed)

    history = _train(network, inputs_of(residuals), step_of, given)
    encoder, decoder = network.encoder, network.decoder
    weights = (encoder.weight, encoder.bias, decoder.weight, decoder.bias - PRESENCE)
    return Layers(*map(_array, weights)), history


def inputs_of(residuals: sparse.csr_array) -> sparse.csr_array:
    """Return the input of an autoencoder, float32: 0 where there is no rating."""
    x = residuals.astype(np.float32, copy=True)
    x.data += PRESENCE
    x.data[x.data == 0] = ALMOST_0
    return x


def fit_machine(
    levels: sparse.csr_array, n_levels: int, given: Training
) -> tuple[Layers, list[Record]]:
    """Train a machine on the numbers of levels of ratings, from 1.

    Its visible units are ``n_levels`` for each item.
    """
    n_rows, n_visible = levels.shape
    counts = np.zeros((n_visible, n_levels))
    np.add.at(counts, (levels.indices, levels.data.astype(np.int64) - 1), 1)
    shares = (counts + 1) / (counts.sum(axis=1, keepdims=True) + n_levels)
    machine = RatingMachine(n_visible, n_levels, given.n_hidden)
    machine.initialize(torch.from_numpy(shares).float(), _generator(given.seed))

    def step_of(plan: Plan) -> Step:
        return RatingMachineStep(machine, given.ridge_weight / n_rows, plan)

    history = _train(machine, levels.astype(np.float32), step_of, given)
    weight = _array(machine.weight)
    biases = _array(machine.hidden_bias), _array(machine.visible_bias)
    return Layers(weight, biases[0], weight.T, biases[1]), history


def _generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(derived_seed(seed, Stream.WEIGHTS))


def _array(weights: torch.Tensor) -> Array:
    return weights.detach().cpu().numpy().copy()


def _train(
    network: nn.Module,
    x: sparse.csr_array,
    step_of: Callable[[Plan], Step],
    given: Training,
) -> list[Record]:
    """Train a network for some epochs; after Ctrl-C it is left as it is."""
    device = choose_device("auto")
    network.to(device)
    n_rows, n_visible = x.shape
    size = min(MOST_BATCH, max(LEAST_BATCH, n_rows // BATCHES))
    plan = Plan(
        batch_size=size,
        max_epochs=given.max_epochs,
        learning_rate=given.learning_rate,
        schedule=cosine,
        seed=given.seed,
        runtime=choose_runtime(device, "float32", network, size),
    )
    source = BatchSource(x, np.zeros(n_visible, np.float32), 1.0, device)
    progress = Progress(given.max_epochs, silent=not given.verbose)
    history: list[Record] = []

    def records(on_step: OnStep) -> Generator[Record, None, None]:
        yield from epochs(
            network, step_of(plan), source, np.arange(n_rows), plan, on_step=on_step
        )

    finish_fit(records(progress.on_step), progress, history.append)
    network.eval()
    return history


def encode(layers: Layers, x: sparse.csr_array) -> Array:
    """Return the hidden units of sparse inputs, (n_samples, n_hidden), float32."""
    z: Array = np.asarray(x @ layers.encoder.T, np.float32) + layers.encoder_bias
    # The logistic function, without overflow.
    return np.asarray(0.5 * (1 + np.tanh(0.5 * z)), np.float32)


def levels_of(ratings: sparse.csr_array, levels: Array) -> sparse.csr_array:
    """Return the number of the level of each rating, from 1; of others the nearest."""
    found = ratings.astype(np.float32, copy=True)
    middles = (levels[1:] + levels[:-1]) / 2
    found.data = 1 + np.searchsorted(middles, ratings.data).astype(np.float32)
    return found


def units_of(levels: sparse.csr_array, n_levels: int) -> sparse.csr_array:
    """Return the visible units of a machine, (n_samples, n_visible * n_levels)."""
    columns = levels.indices.astype(np.int64) * n_levels + levels.data.astype(int) - 1
    parts = (np.ones(len(columns), np.float32), columns, levels.indptr)
    return sparse.csr_array(parts, shape=(levels.shape[0], levels.shape[1] * n_levels))


def expected_levels(logits: Array, levels: Array) -> Array:
    """Return the expected rating by the logits of its levels, on the last axis."""
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shares @ levels / shares.sum(axis=-1), np.float32)


def ridge_rows(
    residuals: sparse.csr_array, codes: Array, ridge_weight: float
) -> Iterator[tuple[Array, float]]:
    """Yield the decoder's weights and bias of further visible units.

    Given the codes of the samples, those are a ridge regression of the ratings: the
    minimum of the same sum as in `fit_autoencoder`.

    Parameters
    ----------
    residuals : csr_array of shape (n_units, n_samples)
        Residuals of the ratings of each unit.

    codes : array of shape (n_samples, n_hidden)
        Hidden units.

    ridge_weight : float
        As in the fit.
    """
    for start, stop in zip(residuals.indptr, residuals.indptr[1:], strict=False):
        if start == stop:
            yield np.zeros(codes.shape[1], np.float32), 0.0
            continue
        z = codes[residuals.indices[start:stop]].astype(np.float64)
        y = residuals.data[start:stop].astype(np.float64)
        z_mean, y_mean = z.mean(axis=0), y.mean()
        z, y = z - z_mean, y - y_mean
        half = ridge_weight / 2
        solve = np.linalg.solve if half > 0 else _smallest_solution
        if len(z) <= z.shape[1]:
            gram: Any = z @ z.T + half * np.eye(len(z))
            weights = z.T @ solve(gram, y)
        else:
            gram = z.T @ z + half * np.eye(z.shape[1])
            weights = solve(gram, z.T @ y)
        yield weights.astype(np.float32), float(y_mean - z_mean @ weights)


def _smallest_solution(gram: Any, values: Any) -> Any:
    """Return the solution of smallest norm: without a ridge there may be many."""
    return np.linalg.lstsq(gram, values, rcond=None)[0]
