"""Training of a classifier on top of an encoder, all weights at once."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.arrays import Array
from autoencode.nn.classification import EncoderClassifier
from autoencode.training.batches import BatchSource
from autoencode.training.fitting import fit_epochs
from autoencode.training.labelled import LabelledSource
from autoencode.training.loop import OnStep, Plan, Record
from autoencode.training.optimizers import make_optimizer
from autoencode.training.steps import AutogradStep


def cross_entropy(
    network: EncoderClassifier, batch: Tensor, label_smoothing: float = 0.0
) -> Tensor:
    """Return the weighted mean cross-entropy of a batch, in nats.

    The last two columns of the batch are the number of the class and the weight.
    """
    x, y, weights = batch[:, :-2], batch[:, -2].long(), batch[:, -1]
    logits = network(x).float()
    losses = F.cross_entropy(
        logits, y, reduction="none", label_smoothing=label_smoothing
    )
    return (losses * weights).mean()


def fine_tune(
    network: EncoderClassifier,
    source: BatchSource,
    labels: tuple[Array, Array],
    rows: tuple[Array, Array],
    plan: Plan,
    *,
    optimizer: str,
    weight_decay: float,
    label_smoothing: float,
    patience: int | None,
    on_step: OnStep,
    on_epoch: Callable[[Record], None],
) -> list[Record]:
    """Train the encoder and the layer on top; return a record for each epoch.

    The network has the best weights in the end: those of the epoch, or of the start,
    with the lowest cross-entropy on the held-out rows; of the last epoch without any.
    ``labels`` are the class and the weight of each sample of the source; ``rows`` those
    to train on, on which weights have mean 1, and held-out ones. ``on_epoch`` is called
    with each record.
    """
    columns = np.stack(labels, axis=1).astype(np.float32)
    found: list[Record] = []

    def loss_terms(
        module: nn.Module, batch: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        # Held-out losses are without smoothing, which only regularizes.
        smoothing = label_smoothing if module.training else 0.0
        assert isinstance(module, EncoderClassifier)
        return {"cross_entropy": cross_entropy(module, batch, smoothing)}

    step = AutogradStep(
        network,
        loss_terms,
        make_optimizer(
            optimizer,
            network,
            learning_rate=plan.learning_rate,
            weight_decay=weight_decay,
        ),
        plan.runtime,
        plan.seed,
    )
    records = fit_epochs(
        network,
        loss_terms,
        step,
        LabelledSource(source, columns),
        rows,
        replace(plan, units=1.0),
        patience=patience,
        on_step=on_step,
        keeps_start=True,
    )
    with closing(records):
        for record in records:
            found.append(record)
            on_epoch(record)
    return found
