"""The choice between a network with linear paths and one without, by a short trial.

A start at PCA is a good one for most data. For codes of few numbers it may be a poor
one: a strongly curved surface does not unroll from its projection onto a plane. With
many samples, such as 10,000 images and codes of 10 numbers, a network from random
weights may be better too. Which of the two is better shows early in training, on
held-out samples.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from typing import Any

import numpy as np

from autoencode.arrays import Array, Samples
from autoencode.errors import TrainingDivergedError
from autoencode.models.start import new_network
from autoencode.nn.sizes import n_weights
from autoencode.nn.skip import InCoordinates
from autoencode.training.inference import device_of
from autoencode.training.loop import OnStep, Plan, Record

# Sizes of codes for which the start at PCA may be a poor one: with any number of
# samples, and with many, which a network without linear paths does not overfit.
MOST_COMPONENTS, MOST_WITH_MANY, MANY_SAMPLES = 5, 10, 5_000
SHARE_OF_EPOCHS = 0.2  # in which both networks are trained
# The network without linear paths is chosen if its held-out loss is lower by more than
# this share.
MARGIN = 0.02
LEAST_HELD_OUT = 10  # samples to decide by
MOST_WEIGHTS = 2**23  # a second network of this size takes 128 MiB with its optimizer

Records = Generator[Record, None, None]


def n_trial_epochs(model: Any, plan: Plan, n_training: int, n_held_out: int) -> int:
    """Return the number of epochs in which two networks are trained; 0 without trial.

    The model is set up for a fit, with linear paths if it may have any.
    """
    is_open = model.linear_skip == "auto" and model.linear_skip_
    is_small = n_weights(model.network_) <= MOST_WEIGHTS
    limit = MOST_WITH_MANY if n_training >= MANY_SAMPLES else MOST_COMPONENTS
    is_wanted = is_open and model.n_components <= limit
    if not (is_wanted and is_small and n_held_out >= LEAST_HELD_OUT):
        return 0
    return round(SHARE_OF_EPOCHS * plan.max_epochs)


def without_paths(model: Any, X: Samples, rows: Array, seed: int) -> Any:
    """Return the untrained network that ``linear_skip=False`` would have."""
    model.linear_skip_ = False
    try:
        device = device_of(model.network_)
        network = new_network(model, X, rows, seed, device)
    finally:
        model.linear_skip_ = True
    if isinstance(network, InCoordinates):
        network.set_axes(model.network_.axes)
    return network


class Candidate:
    """A network of a model and its training, one epoch at a time."""

    def __init__(
        self, model: Any, network: Any, has_skip: bool, records: Records
    ) -> None:
        self.model, self.network, self.has_skip = model, network, has_skip
        self.records = records
        self.history: list[Record] = []

    def use(self) -> None:
        """Make the network that of the model."""
        self.model.network_, self.model.linear_skip_ = self.network, self.has_skip

    @property
    def loss(self) -> float:
        """The lowest loss on held-out samples; infinity before the first epoch."""
        losses = [record["validation_loss"] for record in self.history]
        return min(losses, default=np.inf)


def on_trial(
    model: Any,
    other: Any,
    train: Callable[[OnStep], Records],
    on_step: OnStep,
    n_epochs: int,
) -> Records:
    """Train the model's network and another one; go on with the better one.

    Yields the records of the model's network, which is the one that can be used between
    epochs, until the choice is made; then those of the chosen network, whose records
    replace the model's ``history_``. ``train`` starts the training of the model's
    present network. Steps of both networks together take an epoch from 0 to 1.
    """

    def half_step(is_first: bool, epoch: int, seen: int, n_samples: int) -> None:
        if epoch <= n_epochs:
            seen = (seen + (not is_first) * n_samples) // 2
        on_step(epoch, seen, n_samples)

    records = [train(partial(half_step, is_first)) for is_first in (True, False)]
    first = Candidate(model, model.network_, True, records[0])
    second = Candidate(model, other, False, records[1])
    with closing(first.records), closing(second.records):
        for _ in range(n_epochs):
            # First, so that it is the first training of a shorter fit without a trial,
            # too, which this fit may go on from.
            record = next(first.records, None)
            if record is None:  # early stopping
                break
            first.history.append(record)
            _advance(second, first)
            yield record
        if second.loss < (1 - MARGIN) * first.loss:
            first.records.close()
            second.use()
            model.history_ = second.history
        else:
            second.records.close()
        yield from first.records if model.linear_skip_ else second.records


def _advance(candidate: Candidate, used: Candidate) -> None:
    """Train a candidate for an epoch, while the model's network is another one."""
    candidate.use()
    try:
        record = next(candidate.records, None)
    except TrainingDivergedError:
        candidate.history.clear()
    else:
        candidate.history += [] if record is None else [record]
    finally:
        used.use()
