"""How a model learns: its optimizers, its step, and what comes after.

Functions on an estimator's parameters and network, kept out of `base.py` so that each
can be read on its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import torch
from torch import nn

from autoencode.arrays import Array
from autoencode.losses import LOSSES, Loss
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.setup import is_linear, loss_of_fit
from autoencode.nn.activations import DERIVATIVES
from autoencode.nn.mlp import DenseLayer, dense_layers, stacks_to_write_out
from autoencode.training.batches import BatchSource
from autoencode.training.devices import (
    THREADS_PAY_FROM,
    Stream,
    derived_seed,
    keep_freed_memory,
)
from autoencode.training.flat import FlatWeights
from autoencode.training.loop import Plan, Record, epochs
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES, make_optimizer
from autoencode.training.resources import n_weights
from autoencode.training.steps import DenseStep, Duel, RecordedStep, Step
from autoencode.training.written import WrittenLayers

PRIOR_RATE = 3e-3


def optimizers(
    model: AutoencoderParameters, flat: list[FlatWeights] | None = None
) -> list[torch.optim.Optimizer]:
    """Return new optimizers for the model, and for its opponent if it has one.

    The weights that are written out may go into ``flat``.
    """
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
    written = {
        weights
        for stack, _ in stacks_to_write_out(network)
        for weights in stack.parameters()
    }
    return [
        make_optimizer(
            model.optimizer,
            part,
            learning_rate=model.learning_rate,
            weight_decay=weight_decay(model),
            flat=flat,
            to_flatten=written,
            # A smaller network waits for calls; the guard would be a tenth of them.
            is_guarded=n_weights(network) >= THREADS_PAY_FROM,
        )
        for part in parts
    ]


def weight_decay(model: AutoencoderParameters) -> float:
    """Return the weight decay with "auto" made definite.

    A linear network needs none: it cannot learn by heart, and should come to PCA.
    """
    if not isinstance(model.weight_decay, str):
        return model.weight_decay
    return 0.0 if is_linear(model) else OPTIMIZERS[model.optimizer].weight_decay


def written_out(
    model: AutoencoderParameters, plan: Plan
) -> tuple[list[DenseLayer], Loss] | None:
    """Return what a `DenseStep` needs, if the model's step is one.

    That is where the loss is the reconstruction's alone, and the network nothing but
    dense layers; on the processor, where it was measured to be faster.
    """
    layers = dense_layers(model.network_)
    is_plain = model._reconstruction_only and plan.runtime.device.type == "cpu"
    if layers is None or not is_plain:
        return None
    loss = LOSSES[loss_of_fit(model)]
    if not loss.takes_logits:
        last, output = layers[-1], model.network_.output
        if type(output) not in DERIVATIVES:
            return None
        layers[-1] = DenseLayer(last.linear, output)
    return layers, loss


@contextmanager
def step_of_fit(model: AutoencoderParameters, plan: Plan) -> Iterator[Step]:
    """Give the step of a whole fit; at the end, leave the weights as they were kept."""
    keep_freed_memory()
    parts = written_out(model, plan)
    flat: list[FlatWeights] = []
    is_flat = plan.runtime.device.type == "cpu"  # where it was measured to be faster
    made = optimizers(model, flat if is_flat else None)
    try:
        if parts is None:
            yield recorded_step(model, plan, made, flat)
        else:
            layers = WrittenLayers(parts[0], plan.runtime)
            yield DenseStep(layers, parts[1], made[0], plan.runtime)
    finally:
        for weights in flat:
            weights.release()
        model.network_.zero_grad()  # frees the gradients


def recorded_step(
    model: AutoencoderParameters,
    plan: Plan,
    optimizers: list[torch.optim.Optimizer],
    flat: Sequence[FlatWeights] = (),
) -> Step:
    """Return the step that any model can make, and its opponent with it."""
    rules = (model._loss_terms, model._discriminator_terms)
    steps = [
        RecordedStep(
            model.network_,
            terms,
            optimizer,
            plan.runtime,
            plan.seed + number,  # the opponent's random numbers are others
            flat=flat,
        )
        for number, (terms, optimizer) in enumerate(
            zip(rules, optimizers, strict=False)
        )
    ]
    return steps[0] if len(steps) == 1 else Duel(*steps)


def prior_records(
    model: AutoencoderParameters, source: BatchSource, rows: Array, plan: Plan
) -> Iterator[Record]:
    """Train the network's ``prior`` on the codes, which stay as they are."""
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
    step = RecordedStep(network, model._prior_terms, optimizer, plan.runtime, plan.seed)
    return epochs(network, step, source, rows, plan)
