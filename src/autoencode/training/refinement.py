"""Training of an encoder and of cluster centres, which makes clusters more distinct."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.nn.soft_assignments import (
    EncoderWithCenters,
    divergence,
    target_distribution,
)
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.checkpoint_checks import check_alike
from autoencode.training.checkpoint_files import State
from autoencode.training.checkpoints import new_stage
from autoencode.training.inference import by_block
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.optimizers import make_optimizer
from autoencode.training.steps import AutogradStep

STEPS_BETWEEN_CHECKS = 500  # at least
MOST_CHANGED = 1e-3  # share of the samples below which training stops


class Weights(NamedTuple):
    """Weights of the two parts of the loss."""

    clustering: float  # of the KL divergence, in nats
    reconstruction: float  # of the squared error
    # Whether the reconstruction trains the encoder too, or the decoder alone.
    trains_encoder: bool


def refine(
    network: EncoderWithCenters,
    source: BatchSource,
    plan: Plan,
    weights: Weights,
    *,
    on_step: OnStep,
    on_epoch: Callable[[Record], None],
) -> list[Record]:
    """Train encoder, decoder and centres; return a record for each epoch.

    The targets of a batch are those of its present assignments, with the sizes that
    clusters had at the start of the epoch. Every 500 steps, in whole epochs,
    ``record["changed"]`` is the share of the samples whose cluster is another one than
    so many steps before; training stops if it is below 0.1 %.
    """
    found: list[Record] = []
    rows = np.arange(source.n_samples)
    q = assignments(network, source)
    network.sizes.copy_(q.mean(dim=0))
    labels = q.argmax(dim=1)

    def set_labels(state: State) -> None:
        check_alike(state, {"labels": labels})
        labels.copy_(state["labels"])

    stage = new_stage()  # which holds the sizes with the network's weights
    stage.keep("labels", lambda: {"labels": labels}, set_labels)
    n_steps = len(batch_bounds(len(rows), plan.batch_size))
    interval = math.ceil(STEPS_BETWEEN_CHECKS / n_steps)  # epochs
    optimizer = make_optimizer(
        "adam", network, learning_rate=plan.learning_rate, weight_decay=0.0
    )
    terms = loss_terms_of(weights)
    step = AutogradStep(network, terms, optimizer, plan.runtime, plan.seed)
    records = epochs(network, step, source, rows, plan, on_step=on_step, stage=stage)
    try:
        for record in records:
            network.eval()
            if not stage.replays:
                q = assignments(network, source)
                network.sizes.copy_(q.mean(dim=0))
                if record["epoch"] % interval == 0:
                    now = q.argmax(dim=1)
                    record["changed"] = float((now != labels).float().mean())
                    labels.copy_(now)
            found.append(record)
            on_epoch(record)
            if record.get("changed", 1.0) < MOST_CHANGED:
                break
    finally:
        stage.finish()
        network.eval()
        network.zero_grad()
    return found


def loss_terms_of(
    weights: Weights,
) -> Callable[[nn.Module, Tensor, torch.Generator], dict[str, Tensor]]:
    """Return the loss terms of a batch."""

    def loss_terms(
        module: nn.Module, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        assert isinstance(module, EncoderWithCenters)
        codes, q = module(x)
        p = target_distribution(q.detach(), module.sizes)
        inner = module.network
        logits = inner.decode(codes if weights.trains_encoder else codes.detach())
        errors = (inner.reconstruction(logits, x) - x).float().square().sum(dim=1)
        return {
            "clustering": weights.clustering * divergence(p, q).mean(),
            "reconstruction": weights.reconstruction * errors.mean(),
        }

    return loss_terms


def assignments(network: EncoderWithCenters, source: BatchSource) -> Tensor:
    """Return the soft assignments of all samples, of shape (n_samples, n_clusters)."""
    return torch.cat(by_block(network, source, lambda x: network(x)[1]))
