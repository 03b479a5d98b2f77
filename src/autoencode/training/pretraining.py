"""Pretraining of deep autoencoders: layer by layer, then unrolled; or from a map.

Hinton & Salakhutdinov (2006): each layer of the encoder learns, as a Boltzmann machine
or as a shallow autoencoder, what the layers below make of the samples; the decoder's
mirror image of it starts with the same weights, transposed. What follows is fine-tuning
of the whole network.

With "isomap" the whole encoder learns the coordinates that Isomap gives to some of the
samples, and the decoder the way back: reconstruction alone has no reason to unroll a
sheet that is rolled up, and once the code lies flat fine-tuning leaves it so.
"""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, subsample
from autoencode.losses import LOSSES, Loss
from autoencode.nn.mlp import EncoderDecoder, LayerPair, layer_pairs
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.training.batches import ROWS_PER_BLOCK, BatchSource
from autoencode.training.contrastive import (
    ContrastiveRule,
    ContrastiveStep,
    auto_learning_rate,
    n_first_steps,
)
from autoencode.training.devices import Runtime, Stream, derived_seed, own_random_state
from autoencode.training.loop import OnStep, Plan, Record, counted, epochs
from autoencode.training.optimizers import SCHEDULES, make_optimizer
from autoencode.training.steps import LossTerms, AutogradStep, Step

# The units of a Boltzmann machine that an activation is the mean of, nearly.
UNITS_OF_ACTIVATION = {
    nn.Sigmoid: "binary",
    nn.Identity: "gaussian",
    nn.ReLU: "relu",
}

PRETRAININGS = ("rbm", "autoencoder", "isomap")
OnLayer = Callable[[Record, int], None]  # record, number of layers

# Of the map that "isomap" draws: its cost grows with the square of the samples.
MOST_MAPPED, NEIGHBOURS = 3000, 10
MAP_BATCH_SIZE, MAP_RATE = 32, 3e-3

BATCH_SIZE, WEIGHT_STD = 100, 0.1  # the paper's


@dataclass(frozen=True, kw_only=True)
class Pretraining:
    """How layers are pretrained.

    Parameters
    ----------
    kind : str
        An entry of `PRETRAININGS`.

    max_epochs : tuple of int
        Passes over the samples, for each layer.

    learning_rates : tuple of float or "auto"
        For each layer. "auto" is, with Boltzmann machines, 0.1 between binary units and
        0.001 where others are; with autoencoders 0.001, with Isomap 0.003.

    weight_stds : tuple of float
        Standard deviation of a machine's first weights, for each layer.

    mask_fraction : float
        Chance that an input of a shallow autoencoder is set to 0.

    has_binary_samples : bool
        Whether samples count as chances: where outputs are in [0, 1], as they are with
        cross-entropy.

    loss : Loss
        That of the whole network, for the outermost shallow autoencoder.
    """

    kind: str
    max_epochs: tuple[int, ...]
    learning_rates: tuple[float | str, ...]
    weight_stds: tuple[float, ...]
    mask_fraction: float
    has_binary_samples: bool
    loss: Loss

    def rate(self, number: int, visible: str, hidden: str) -> float:
        """Return the learning rate for a layer, which is between such units."""
        rate = self.learning_rates[number]
        if not isinstance(rate, str):
            return rate
        return auto_learning_rate(visible, hidden) if self.kind == "rbm" else 0.001


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

    Yields a record after each epoch of each layer: as `epochs` does, with "layer",
    counted from 1. Between two layers the outputs of the first are kept for all
    samples, as float32.
    """
    if how.kind == "isomap":
        yield from _as_map(network, source, rows, how, runtime, seed, on_step)
        return
    pairs = layer_pairs(network)
    assert pairs is not None
    for number, pair in enumerate(pairs):
        plan = Plan(
            batch_size=min(BATCH_SIZE, len(rows)),
            max_epochs=how.max_epochs[number],
            learning_rate=how.rate(number, *units_of(pairs, number, how)),
            schedule=SCHEDULES["constant" if how.kind == "rbm" else "cosine"],
            seed=derived_seed(seed, Stream.PRETRAINING, number),
            runtime=runtime,
            units=source.scale**2 if number == 0 else 1.0,
        )
        train = _as_machine if how.kind == "rbm" else _as_autoencoder
        told = on_step and counted(on_step, sum(how.max_epochs[:number]))
        for record in train(pairs, number, source, rows, plan, how, told):
            yield {"layer": number + 1, **record}
        if number + 1 < len(pairs):
            source = _outputs(pair, source, rows)
            rows = np.arange(source.n_samples)


def units_of(pairs: list[LayerPair], number: int, how: Pretraining) -> tuple[str, str]:
    """Return the kinds of visible and hidden units of a layer's machine."""
    hidden = UNITS_OF_ACTIVATION.get(type(pairs[number].activation), "")
    if number == 0:
        return "binary" if how.has_binary_samples else "gaussian", hidden
    below = UNITS_OF_ACTIVATION.get(type(pairs[number - 1].activation), "")
    return "binary" if below == "binary" else "gaussian", hidden


def _as_machine(
    pairs: list[LayerPair],
    number: int,
    source: BatchSource,
    rows: Array,
    plan: Plan,
    how: Pretraining,
    on_step: OnStep | None,
) -> Iterator[Record]:
    """Train a Boltzmann machine; put its weights into both halves of the network."""
    pair = pairs[number]
    n_hidden, n_visible = pair.encoder.weight.shape
    units, std = units_of(pairs, number, how), how.weight_stds[number]
    device = source.device
    with own_random_state(device):
        weights_seed = derived_seed(plan.seed, Stream.WEIGHTS)
        torch.default_generator.manual_seed(weights_seed)
        machine = BoltzmannMachine(n_visible, n_hidden, *units, std).to(device)
    rule = ContrastiveRule(n_first_steps=n_first_steps(len(rows), plan.batch_size))
    step = ContrastiveStep(machine, rule, plan)
    try:
        yield from epochs(machine, step, source, rows, plan, on_step=on_step)
    finally:  # what was learned before a stop is kept
        _copy_weights(machine, pair)


@torch.no_grad()
def _copy_weights(machine: BoltzmannMachine, pair: LayerPair) -> None:
    """Put the weights of a machine into both halves of the network."""
    pair.encoder.weight.copy_(machine.weight)
    pair.encoder.bias.copy_(machine.hidden_bias)
    pair.decoder.bias.copy_(machine.visible_bias)
    if isinstance(pair.decoder, nn.Linear):
        pair.decoder.weight.copy_(machine.weight.t())


def _as_autoencoder(
    pairs: list[LayerPair],
    number: int,
    source: BatchSource,
    rows: Array,
    plan: Plan,
    how: Pretraining,
    on_step: OnStep | None,
) -> Iterator[Record]:
    """Train a layer and its mirror image, where they are, as a shallow autoencoder."""
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
        seen = x
        if how.mask_fraction > 0:
            chance = torch.empty_like(x).uniform_(generator=generator)
            seen = x * (chance >= how.mask_fraction)
        reconstruction = output(pair.decoder(pair.activation(pair.encoder(seen))))
        return {"reconstruction": loss.per_sample(reconstruction.float(), x).mean()}

    step = _autograd_step(shallow, loss_terms, plan)
    try:
        yield from epochs(shallow, step, source, rows, plan, on_step=on_step)
    finally:
        shallow.zero_grad()


def _as_map(
    network: EncoderDecoder,
    source: BatchSource,
    rows: Array,
    how: Pretraining,
    runtime: Runtime,
    seed: int,
    on_step: OnStep | None,
) -> Iterator[Record]:
    """Train the encoder towards Isomap's coordinates, and the decoder back from them.

    Tenenbaum, de Silva & Langford (2000); each coordinate is given variance 1.
    """
    from scipy.sparse import SparseEfficiencyWarning
    from sklearn.manifold import Isomap

    rows = rows[subsample(len(rows), MOST_MAPPED, seed)]
    X = np.concatenate([x.cpu().numpy() for x in source.in_order(rows)])
    n_features = X.shape[1]
    n_components = network.encode(torch.from_numpy(X[:1]).to(source.device)).shape[1]
    isomap = Isomap(n_neighbors=min(NEIGHBOURS, len(X) - 1), n_components=n_components)
    with warnings.catch_warnings():  # it joins the parts of the graph itself
        warnings.filterwarnings("ignore", message="The number of connected components")
        warnings.simplefilter("ignore", SparseEfficiencyWarning)
        coordinates = isomap.fit_transform(X).astype(np.float32)
    coordinates /= coordinates.std(axis=0).clip(1e-12)
    both = np.ascontiguousarray(np.hstack([X, coordinates]))

    def loss_terms(
        network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        sample, place = x[:, :n_features], x[:, n_features:]
        logits = network.decode(place).float()
        if not how.loss.takes_logits:
            logits = network.output(logits)
        code = network.encode(sample).float()
        return {
            "code": 0.5 * (code - place).square().sum(dim=1).mean(),
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
    """Return what a layer makes of the samples, as the source for the next layer."""
    width = pair.encoder.weight.shape[0]
    outputs = np.empty((len(rows), width), np.float32)
    with torch.inference_mode():
        for number, x in enumerate(source.in_order(rows)):
            start = number * ROWS_PER_BLOCK
            block: Any = pair.activation(pair.encoder(x)).float().cpu().numpy()
            outputs[start : start + len(x)] = block
    return BatchSource(outputs, np.zeros(width), 1.0, source.device)
