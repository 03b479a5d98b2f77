"""How a model learns: its optimizers, its step, and the training of its prior."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import ceil
from typing import Any

import numpy as np
import torch
from torch import nn

from autoencode.arrays import Array
from autoencode.models.networks import is_linear
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.setup import AUTO_STEPS
from autoencode.nn.activations import DERIVATIVES
from autoencode.nn.flat import flattened
from autoencode.nn.mlp import DenseLayer, DenseLayers, dense_layers
from autoencode.nn.sizes import n_weights
from autoencode.nn.skip import linear_weights, trained_part
from autoencode.training.arithmetic import THREADS_PAY_FROM
from autoencode.training.batches import BatchSource
from autoencode.training.devices import Stream, derived_seed, keep_freed_memory
from autoencode.training.explicit import (
    EXPLICIT_PAYS_BELOW,
    ExplicitLayers,
    Objective,
)
from autoencode.training.fitting import EarlyEnd
from autoencode.training.loop import Plan, Record, epochs
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES, make_optimizer
from autoencode.training.steps import (
    AdversarialStep,
    AutogradStep,
    ExplicitStep,
    Step,
)

PRIOR_RATE = 3e-3
MOST_DECAY = 10.0  # times that of a long fit
SHARE_OF_PATIENCE = 0.1  # of the epochs
# Of the epochs, in which fits that gain anything have gained 1 %
# (`benchmarks.early_end`).
SHARE_WITHOUT_GAIN = 0.5
FEW_SAMPLES_PER_COORDINATE = 10  # fewer overfit early


def optimizers(model: AutoencoderParameters) -> list[torch.optim.Optimizer]:
    """Return new optimizers for the model, and for its discriminator if it has one."""
    network = model.network_
    discriminator = getattr(network, "discriminator", None)
    apart = {
        weights
        for part in (discriminator, getattr(network, "prior", None))
        if part is not None
        for weights in part.parameters()
    }
    own = [weights for weights in network.parameters() if weights not in apart]
    parts = [nn.ParameterList(own) if apart else network]
    if discriminator is not None:
        parts.append(discriminator)
    return [_optimizer(model, part) for part in parts]


def _optimizer(
    model: AutoencoderParameters, weights: nn.Module
) -> torch.optim.Optimizer:
    """Return a new optimizer for some of the model's weights."""
    return make_optimizer(
        model.optimizer,
        weights,
        learning_rate=model.learning_rate,
        weight_decay=weight_decay(model),
        apart=linear_weights(model.network_),
        # In a step of a smaller network the guard would take a tenth of the time.
        is_guarded=n_weights(model.network_) >= THREADS_PAY_FROM,
    )


def weight_decay(model: AutoencoderParameters) -> float:
    """Return the weight decay, with the value that "auto" stands for.

    A linear network needs none: it cannot overfit, and should converge to PCA. Beside a
    linear path the decay leads towards PCA. It is larger with few samples, so that
    weights decay by the same factor in fewer steps, and for larger codes, of which the
    last components hold little but noise (see benchmarks/pca_grid.py).
    """
    if not isinstance(model.weight_decay, str):
        return model.weight_decay
    if is_linear(model):
        return 0.0
    decay = OPTIMIZERS[model.optimizer].weight_decay
    n_steps: int = getattr(model, "max_epochs_", 0) * model.steps_per_epoch_
    if not model.linear_skip_ or n_steps == 0:
        return decay
    by_steps = min(MOST_DECAY, max(1.0, AUTO_STEPS / n_steps))
    by_size = min(2.0, max(1.0, float(np.sqrt(model.n_components / 2))))
    return decay * by_steps * by_size


def early_end(
    model: AutoencoderParameters, plan: Plan, n_training: int
) -> EarlyEnd | None:
    """Return what ends a fit early; None keeps to a number of epochs that was set.

    With few samples for each principal coordinate, the lowest error of held-out samples
    comes early; elsewhere a later one may be lower.
    """
    if model.max_epochs != "auto":
        return None
    return EarlyEnd(
        model._trial_epochs,
        round(SHARE_OF_PATIENCE * plan.max_epochs),
        ceil(SHARE_WITHOUT_GAIN * plan.max_epochs),
        after_gains=FEW_SAMPLES_PER_COORDINATE * model.n_coordinates_ > n_training,
    )


def explicit_parts(model: Any, plan: Plan) -> tuple[DenseLayers, Objective] | None:
    """Return the arguments of an `ExplicitStep`, or None if the model needs autograd.

    Explicit gradients are for a loss that depends on the output alone, on the
    processor, in networks of dense layers that are small or computed in bfloat16: there
    they are faster.
    """
    network, runtime = trained_part(model.network_), plan.runtime
    found, objective = dense_layers(network), model._objective()
    pays = n_weights(network) < EXPLICIT_PAYS_BELOW or runtime.autocast_dtype
    is_on_cpu = runtime.device.type == "cpu"
    if found is None or objective is None or not (is_on_cpu and pays):
        return None
    if not objective.takes_logits:
        if type(network.output) not in DERIVATIVES:
            return None
        layers = found.layers
        layers[-1] = DenseLayer(layers[-1].linear, network.output)
    return found, objective


@contextmanager
def step_of_fit(model: AutoencoderParameters, plan: Plan) -> Iterator[Step]:
    """Yield the step of a whole fit; free the gradients at the end."""
    keep_freed_memory()
    parts, network = explicit_parts(model, plan), trained_part(model.network_)
    try:
        if parts is None:
            yield autograd_step(model, plan, optimizers(model), network)
            return
        with ExitStack() as stack:
            weights: nn.Module = network
            if OPTIMIZERS[model.optimizer].is_elementwise:
                weights = stack.enter_context(
                    flattened(network.parameters(), linear_weights(network))
                )
            found, optimizer = parts[0], _optimizer(model, weights)
            explicit = ExplicitLayers(found.layers, plan.runtime, found.skips)
            yield ExplicitStep(explicit, parts[1], optimizer, plan.runtime, plan.seed)
    finally:
        network.zero_grad()


def autograd_step(
    model: AutoencoderParameters,
    plan: Plan,
    optimizers: list[torch.optim.Optimizer],
    network: nn.Module,
) -> Step:
    """Return an autograd step of a model, and of its discriminator if it has one."""
    rules = (model._loss_terms, model._discriminator_terms)
    steps = [
        AutogradStep(
            network,
            terms,
            optimizer,
            plan.runtime,
            plan.seed + number,  # the discriminator has its own random numbers
        )
        for number, (terms, optimizer) in enumerate(
            zip(rules, optimizers, strict=False)
        )
    ]
    return steps[0] if len(steps) == 1 else AdversarialStep(*steps)


def prior_records(
    model: AutoencoderParameters, source: BatchSource, rows: Array, plan: Plan
) -> Iterator[Record]:
    """Train the network's ``prior`` on the codes, which do not change."""
    plan = replace(
        plan,
        max_epochs=model.prior_epochs,
        learning_rate=PRIOR_RATE,
        schedule=SCHEDULES["cosine"],
        seed=derived_seed(plan.seed, Stream.PRIOR),
        units=1.0,
    )
    network = model.network_
    optimizer = make_optimizer(
        "adamw", network.prior, learning_rate=PRIOR_RATE, weight_decay=0.01
    )
    step = AutogradStep(network, model._prior_terms, optimizer, plan.runtime, plan.seed)
    return epochs(network, step, source, rows, plan)
