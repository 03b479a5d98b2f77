"""Pretraining of deep autoencoders: layer by layer, or from Isomap's coordinates.

Hinton & Salakhutdinov (2006): each layer of the encoder learns, as a Boltzmann machine
or as a shallow autoencoder, from the outputs of the layers below; the mirrored layer of
the decoder starts with the same weights, transposed. Fine-tuning of the whole network
follows.

With "isomap" the encoder learns the coordinates that Isomap finds for some of the
samples, and the decoder the inverse: a low reconstruction error alone does not unroll a
curved sheet, and fine-tuning keeps it unrolled.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, moments, subsample
from autoencode.errors import InvalidDataError
from autoencode.losses import LOSSES, Loss
from autoencode.nn.dropout import NoisySigmoid
from autoencode.nn.mlp import EncoderDecoder, LayerPair, layer_pairs
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.training.batches import BatchSource
from autoencode.training.contrastive import (
    ContrastiveRule,
    ContrastiveStep,
    auto_learning_rate,
    n_first_steps,
)
from autoencode.training.devices import Runtime, Stream, derived_seed, own_random_state
from autoencode.training.loop import OnStep, Plan, Record, epochs, offset_epochs
from autoencode.training.optimizers import SCHEDULES, make_optimizer
from autoencode.training.steps import AutogradStep, LossTerms, Step
from autoencode.warning_filters import ignored_warnings

# The units of a Boltzmann machine whose mean is, nearly, an activation.
UNITS_OF_ACTIVATION = {
    nn.Sigmoid: "binary",
    NoisySigmoid: "binary",
    nn.Identity: "gaussian",
    nn.ReLU: "relu",
}

PRETRAININGS = ("rbm", "autoencoder", "isomap")
# A module, its step, and a function to call after its training.
Training = tuple[nn.Module, Step, Callable[[], None]]
OnLayer = Callable[[Record, int], None]  # record, number of layers

# For "isomap", whose cost grows with the square of the number of samples.
MOST_MAPPED, NEIGHBOURS = 3000, 10
MAP_BATCH_SIZE, MAP_RATE = 32, 3e-3

BATCH_SIZE, WEIGHT_STD = 100, 0.1  # the paper's


@dataclass(frozen=True, kw_only=True)
class Pretraining:
    """Settings of pretraining; tuples have a value for each layer."""

    kind: str  # an entry of `PRETRAININGS`
    max_epochs: tuple[int, ...]
    # "auto" is, with Boltzmann machines, 0.1 between binary units, 0.1 divided by the
    # mean total for counts, and 0.001 otherwise; with autoencoders 0.001, with Isomap
    # 0.003.
    learning_rates: tuple[float | str, ...]
    weight_stds: tuple[float, ...]  # of a machine's initial weights
    mask_fraction: float  # probability that an autoencoder's input is set to 0
    visible_units: str  # those of samples: "binary", "gaussian" or "counts"
    loss: Loss  # of the whole network, and of the outermost autoencoder
    mean_total: float = 1.0  # of the samples' counts

    @property
    def power(self) -> int:
        """Power of the data's unit that the loss of the first layer has."""
        return self.loss.power if self.kind == "autoencoder" else 2

    def rate(self, number: int, visible: str, hidden: str) -> float:
        """Return the learning rate of a layer between units of these types."""
        rate = self.learning_rates[number]
        if not isinstance(rate, str):
            return rate
        if self.kind != "rbm":
            return 0.001
        if visible == "counts":  # the gradient is proportional to the total
            return 0.1 / max(1.0, self.mean_total)
        return auto_learning_rate(visible, hidden)


def pretrain(
    network: EncoderDecoder,
    source: BatchSource,
    rows: Array,
    how: Pretraining,
    runtime: Runtime,
    seed: int,
    *,
    on_step: OnStep | None = None,
) -> Iterator[Record]:
    """Pretrain the layers, from the first to the code.

    Yields the records of `epochs` for each layer, with "layer", counted from 1. The
    outputs of a layer for all samples are kept, as float32, to train the next one.
    """
    if how.kind == "isomap":
        yield from _train_isomap(network, source, rows, how, runtime, seed, on_step)
        return
    pairs = layer_pairs(network)
    assert pairs is not None
    if how.visible_units == "counts":
        how = replace(how, mean_total=float(moments(source.X, rows).mean.sum()))
    for number, pair in enumerate(pairs):
        visible, hidden = units_of(pairs, number, how)
        plan = Plan(
            batch_size=min(BATCH_SIZE, len(rows)),
            max_epochs=how.max_epochs[number],
            learning_rate=how.rate(number, visible, hidden),
            schedule=SCHEDULES["constant" if how.kind == "rbm" else "cosine"],
            seed=derived_seed(seed, Stream.PRETRAINING, number),
            runtime=runtime,
            units=1.0 if number else source.scale**how.power,
        )
        make = _machine if how.kind == "rbm" else _shallow_autoencoder
        part, step, finish = make(pairs, number, plan, how, len(rows))
        callback = on_step and offset_epochs(on_step, sum(how.max_epochs[:number]))
        try:
            for record in epochs(part, step, source, rows, plan, on_step=callback):
                yield {"layer": number + 1, **record}
        finally:  # also when training is stopped early
            finish()
        if number + 1 < len(pairs):
            source = _outputs(pair, source, rows)
            rows = np.arange(source.n_samples)


def units_of(pairs: list[LayerPair], number: int, how: Pretraining) -> tuple[str, str]:
    """Return the types of visible and hidden units of a layer's machine."""
    hidden = UNITS_OF_ACTIVATION.get(type(pairs[number].activation), "")
    if number == 0:
        return how.visible_units, hidden
    below = UNITS_OF_ACTIVATION.get(type(pairs[number - 1].activation), "")
    return "binary" if below == "binary" else "gaussian", hidden


def _machine(
    pairs: list[LayerPair],
    number: int,
    plan: Plan,
    how: Pretraining,
    n_samples: int,
) -> Training:
    """Return a Boltzmann machine, whose weights are copied into both layers."""
    pair, device = pairs[number], plan.runtime.device
    n_hidden, n_visible = pair.encoder.weight.shape
    units, std = units_of(pairs, number, how), how.weight_stds[number]
    with own_random_state(device):
        weights_seed = derived_seed(plan.seed, Stream.WEIGHTS)
        torch.default_generator.manual_seed(weights_seed)
        machine = BoltzmannMachine(n_visible, n_hidden, *units, std).to(device)
    rule = ContrastiveRule(n_first_steps=n_first_steps(n_samples, plan.batch_size))
    step = ContrastiveStep(machine, rule, plan)
    mean_total = how.mean_total if units[0] == "counts" else 1.0
    return machine, step, partial(_copy_weights, machine, pair, mean_total)


@torch.no_grad()
def _copy_weights(
    machine: BoltzmannMachine, pair: LayerPair, mean_total: float
) -> None:
    """Copy the weights of a machine into encoder and decoder.

    A machine of counts multiplies its hidden biases by the total of each sample. The
    biases of a layer are multiplied by the mean total, which is 1 for other units.
    """
    pair.encoder.weight.copy_(machine.weight)
    pair.encoder.bias.copy_(machine.hidden_bias * mean_total)
    pair.decoder.bias.copy_(machine.visible_bias)
    if isinstance(pair.decoder, nn.Linear):
        pair.decoder.weight.copy_(machine.weight.t())


def _shallow_autoencoder(
    pairs: list[LayerPair],
    number: int,
    plan: Plan,
    how: Pretraining,
    n_samples: int,
) -> Training:
    """Return a layer and its mirror image, which are trained in place."""
    pair = pairs[number]
    shallow = nn.ModuleList([pair.encoder, pair.decoder])
    is_binary = units_of(pairs, number, how)[0] == "binary"
    loss = how.loss if number == 0 else LOSSES["squared_error"]
    if number > 0 and is_binary:
        loss = LOSSES["cross_entropy"]
    output = pair.output if not loss.takes_logits else nn.Identity()

    def loss_terms(
        network: nn.Module, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        corrupted = x
        if how.mask_fraction > 0:
            drawn = torch.empty_like(x).uniform_(generator=generator)
            corrupted = x * (drawn >= how.mask_fraction)
        reconstruction = output(pair.decoder(pair.activation(pair.encoder(corrupted))))
        return {"reconstruction": loss.per_sample(reconstruction.float(), x).mean()}

    return shallow, _autograd_step(shallow, loss_terms, plan), shallow.zero_grad


def _train_isomap(
    network: EncoderDecoder,
    source: BatchSource,
    rows: Array,
    how: Pretraining,
    runtime: Runtime,
    seed: int,
    on_step: OnStep | None,
) -> Iterator[Record]:
    """Train the encoder to Isomap's coordinates, and the decoder back from them.

    Tenenbaum, de Silva & Langford (2000); each coordinate is scaled to variance 1.
    """
    from scipy.sparse import SparseEfficiencyWarning
    from sklearn.manifold import Isomap

    rows = rows[subsample(len(rows), MOST_MAPPED, seed)]
    X = np.concatenate([x.cpu().numpy() for x in source.in_order(rows)])
    if len(X) < 2:
        raise InvalidDataError(
            "pretraining='isomap' needs at least 2 samples to train on; got 1. Use "
            "pretraining='none', or more samples."
        )
    n_features = X.shape[1]
    n_components = network.encode(torch.from_numpy(X[:1]).to(source.device)).shape[1]
    isomap = Isomap(n_neighbors=min(NEIGHBOURS, len(X) - 1), n_components=n_components)
    # It connects the parts of the graph itself.
    parts = "The number of connected components"
    with ignored_warnings(SparseEfficiencyWarning), ignored_warnings(start=parts):
        coordinates = isomap.fit(X).embedding_.astype(np.float32)
    # It has no more coordinates than samples; other units of the code are to be 0.
    missing = n_components - coordinates.shape[1]
    coordinates = np.pad(coordinates, [(0, 0), (0, missing)])
    coordinates /= coordinates.std(axis=0).clip(1e-12)
    both = np.ascontiguousarray(np.hstack([X, coordinates]))

    def loss_terms(
        network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        sample, target = x[:, :n_features], x[:, n_features:]
        logits = network.decode(target).float()
        if not how.loss.takes_logits:
            logits = network.output(logits)
        code = network.encode(sample).float()
        return {
            "code": 0.5 * (code - target).square().sum(dim=1).mean(),
            "reconstruction": how.loss.per_sample(logits, sample).mean(),
        }

    rate = how.learning_rates[0]
    plan = Plan(
        batch_size=min(MAP_BATCH_SIZE, len(both)),
        max_epochs=how.max_epochs[0],
        learning_rate=MAP_RATE if isinstance(rate, str) else rate,
        schedule=SCHEDULES["cosine"],
        seed=derived_seed(seed, Stream.PRETRAINING),
        runtime=runtime,
    )
    pairs = BatchSource(both, np.zeros(both.shape[1]), 1.0, source.device)
    step = _autograd_step(network, loss_terms, plan)
    every = np.arange(len(both))
    for record in epochs(network, step, pairs, every, plan, on_step=on_step):
        yield {"layer": 1, **record}


def _autograd_step(network: nn.Module, loss_terms: LossTerms, plan: Plan) -> Step:
    optimizer = make_optimizer(
        "adamw", network, learning_rate=plan.learning_rate, weight_decay=0.0
    )
    if not hasattr(network, "draws_globally"):
        network.draws_globally = False  # type: ignore[assignment]
    return AutogradStep(network, loss_terms, optimizer, plan.runtime, plan.seed)


def _outputs(pair: LayerPair, source: BatchSource, rows: Array) -> BatchSource:
    """Return the outputs of a layer for the samples, to train the next layer."""
    width = pair.encoder.weight.shape[0]
    outputs = np.empty((len(rows), width), np.float32)
    start = 0
    with torch.inference_mode():
        for x in source.in_order(rows):
            block: Any = pair.activation(pair.encoder(x)).float().cpu().numpy()
            outputs[start : start + len(x)] = block
            start += len(x)
    return BatchSource(outputs, np.zeros(width), 1.0, source.device)
