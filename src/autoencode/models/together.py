"""Fit several autoencoders to parts of the same samples: small ones at once."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import numpy as np
from torch import nn

from autoencode.arrays import Array, Samples
from autoencode.models import learning
from autoencode.models.base import BaseAutoencoder
from autoencode.models.reconstruction import loss_of_fit
from autoencode.nn.flat import flattened
from autoencode.nn.mlp import DenseLayers
from autoencode.nn.stacked import StackedLinear
from autoencode.training.devices import keep_freed_memory
from autoencode.training.loop import OnStep, Plan, Record, epochs, offset_epochs
from autoencode.training.optimizers import OPTIMIZERS, make_optimizer
from autoencode.training.progress import Progress
from autoencode.training.stacked import (
    StackedLayers,
    StackedSource,
    StackedStep,
)

OF_AN_EPOCH = ("epoch", "learning_rate", "seconds")  # the rest are losses


class Ready(NamedTuple):
    """A model that is set up for a fit."""

    model: BaseAutoencoder
    X: Samples
    rows: tuple[Array, Array]  # to train on, and held out
    plan: Plan
    layers: DenseLayers | None  # of an `ExplicitStep`


def fit_together(
    models: list[BaseAutoencoder],
    X: Samples,
    rows: list[Array],
    *,
    silent: bool = True,
) -> None:
    """Fit each model to its rows of ``X``, as its `fit` would.

    Small dense networks of one shape and number of steps are trained at once, in little
    more time than one of them. The weights are those of separate fits except for
    rounding, and where some models have a few rows more than others.

    Parameters
    ----------
    models : list of BaseAutoencoder
        Unfitted.

    X : array or CSR matrix of shape (n_samples, n_features)
        The samples.

    rows : list of array of int
        Of each model.

    silent : bool, default=True
        Do not show progress.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any training.

    TrainingDivergedError
        If a loss became infinite or NaN.
    """
    groups: dict[tuple[object, ...], list[Ready]] = {}
    for model, own in zip(models, rows, strict=True):
        samples, parts, plan, _ = model._set_up(X, own)
        found = learning.explicit_parts(model, plan)
        layers = None if found is None else found[0]
        ready = Ready(model, samples, parts, plan, layers)
        groups.setdefault(_shape(ready) or (id(model),), []).append(ready)
    # Models that are trained at once count once.
    n_epochs = sum(group[0].plan.max_epochs for group in groups.values())
    n_done = 0
    with Progress(n_epochs, silent=silent) as progress:
        for group in groups.values():
            progress.is_told = len(group) > 1  # one model tells of its epochs itself
            for record in _trained(group, offset_epochs(progress.on_step, n_done)):
                progress.on_epoch(record | {"epoch": n_done + record["epoch"]})
            n_done += group[0].plan.max_epochs


def _trained(group: list[Ready], on_step: OnStep) -> Iterator[Record]:
    """Train models of one shape, and return the records of the epochs."""
    if len(group) > 1:
        return _train_stacked(group, on_step)
    model, X, rows, plan, _ = group[0]
    return model._train(X, rows, plan, None, on_step, None)


def _shape(ready: Ready) -> tuple[object, ...] | None:
    """Return the properties that must be equal in networks trained at once.

    None if a network is not small, or its training is not only steps of dense layers.
    """
    model, plan = ready.model, ready.plan
    is_plain = (
        model._reconstruction_only
        and plan.runtime.is_small
        and plan.runtime.autocast_dtype is None
        and model.pretraining == model.augment == "none"
        and model.patience is None
        and OPTIMIZERS[model.optimizer].is_elementwise
        and model.optimizer != "cg"  # its steps depend on the loss
        and not len(ready.rows[1])
        and not model.verbose
    )
    if ready.layers is None or ready.layers.skips or not is_plain:
        return None
    layers = [
        (each.linear.weight.shape, repr(each.activation))
        for each in ready.layers.layers
    ]
    how = (model.loss, model.optimizer, model.schedule, learning.weight_decay(model))
    return (*layers, *how, plan.batch_size, plan.max_epochs, plan.learning_rate)


def _train_stacked(group: list[Ready], on_step: OnStep) -> Iterator[Record]:
    """Train models of one shape at once, with the results of separate fits.

    Yields records of their mean loss.
    """
    first, plan = group[0].model, group[0].plan
    keep_freed_memory()
    with ExitStack() as stack:
        for each in group:
            stack.enter_context(each.model._unfitted_if_diverged())
            ready = each.model._ready_to_sample(each.X, each.rows[0], each.plan.seed)
            stack.enter_context(ready)
        linears, activations = _stacked(group)
        for linear in linears:
            stack.callback(linear.copy_back)
        network = nn.ModuleList([*linears, *activations])
        weights = stack.enter_context(flattened(network.parameters()))
        optimizer = make_optimizer(
            first.optimizer,
            weights,
            learning_rate=first.learning_rate,
            weight_decay=learning.weight_decay(first),
        )
        layers = StackedLayers(
            len(group), list(zip(linears, activations, strict=True)), plan.runtime
        )
        loss = loss_of_fit(first)
        step = StackedStep(layers, loss, optimizer, plan.runtime)
        source = StackedSource(
            [each.model._source(each.X) for each in group],
            [each.rows[0] for each in group],
            [each.plan.seed for each in group],
        )
        every = np.arange(min(len(each.rows[0]) for each in group))
        for record in epochs(network, step, source, every, plan, on_step=on_step):
            about = {name: record[name] for name in OF_AN_EPOCH}
            for number, each in enumerate(group):
                value = record[str(number)] * each.plan.units / plan.units
                own = {"loss": value, "reconstruction": value}
                each.model.history_.append({**about, **own})
                each.model.n_steps_ += each.model.steps_per_epoch_
            yield record | {"loss": record["loss"] / len(group)}


def _stacked(group: list[Ready]) -> tuple[list[StackedLinear], list[nn.Module]]:
    """Return the linear layers of all networks, stacked, and the activations."""
    layers = [each.layers.layers for each in group if each.layers is not None]
    linears = [
        StackedLinear([each.linear for each in same])
        for same in zip(*layers, strict=True)
    ]
    return linears, [each.activation for each in layers[0]]
