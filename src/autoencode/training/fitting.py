"""A whole fit: epochs, validation, the best weights, and early stopping."""

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from torch import Tensor, nn
from torch.optim import Optimizer

from autoencode.arrays import Array
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.checkpoint_checks import check_alike, whole
from autoencode.training.checkpoint_files import State
from autoencode.training.checkpoints import new_stage
from autoencode.training.loop import (
    OnStep,
    Plan,
    Record,
    diverged,
    epochs,
    validation_terms,
)
from autoencode.training.steps import LossTerms, Step


@dataclass
class PartialFit:
    """The state between two calls of `partial_fit`."""

    seed: int
    optimizers: list[Optimizer]


class BestWeights:
    """Keeps a copy of a network's weights at the lowest loss."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network
        self.copy: dict[str, Tensor] = {}
        self.loss = float("inf")
        self.epoch = 0

    def update(self, loss: float, epoch: int) -> None:
        """Copy the weights if ``loss`` is the lowest so far."""
        if loss < self.loss:
            self.loss, self.epoch = loss, epoch
            for name, value in self.network.state_dict().items():
                if name in self.copy:
                    self.copy[name].copy_(value)
                else:
                    self.copy[name] = value.clone()

    def state(self) -> State:
        """Return the best weights so far, for a checkpoint."""
        return {"copy": self.copy, "loss": self.loss, "epoch": self.epoch}

    def load_state(self, state: State) -> None:
        """Set the best weights to those of a checkpoint."""
        own = self.network.state_dict()
        if state["copy"]:
            check_alike(state["copy"], own)
        self.copy = {k: v.to(own[k].device) for k, v in state["copy"].items()}
        self.loss, self.epoch = float(state["loss"]), whole(state["epoch"])

    def restore(self) -> None:
        """Restore the best weights, if there are any."""
        if self.copy:
            self.network.load_state_dict(self.copy)


def fit_epochs(
    network: nn.Module,
    loss_terms: LossTerms,
    make_step: Step,
    source: BatchSource,
    rows: tuple[Array, Array],
    plan: Plan,
    *,
    validation: BatchSource | None = None,
    monitor: str = "loss",
    patience: int | None = None,
    on_step: OnStep | None = None,
    keeps_start: bool = False,
) -> Generator[Record, None, None]:
    """Train, and yield a record after each epoch; restore the best weights at the end.

    ``rows`` are the training rows and the validation rows, which are those of
    ``validation``, all of them, if it is given. The best epoch is the one
    with the lowest loss, or loss term, on the validation rows; without any, and with
    ``patience``, on the training rows; with neither, the last. However the generator
    ends (all epochs done, patience exhausted, closed by the caller, Ctrl-C), the
    network has its best weights and is in evaluation mode.
    """
    training_rows, validation_rows = rows
    if validation is not None:
        validation_rows = np.arange(validation.n_samples)
    monitored = f"validation_{monitor}" if len(validation_rows) else monitor
    keeps_best = len(validation_rows) > 0 or patience is not None
    best, stage = BestWeights(network), new_stage()
    stage.keep("best", best.state, best.load_state)
    if keeps_start and len(validation_rows):
        start = validation_terms(
            network, loss_terms, validation or source, validation_rows, plan
        )
        best.update(start[monitored], 0)
    records = epochs(
        *(network, make_step, source, training_rows, plan), on_step=on_step, stage=stage
    )
    try:
        for record in records:
            if len(validation_rows) and not stage.replays:
                record |= validation_terms(
                    network, loss_terms, validation or source, validation_rows, plan
                )
            network.eval()
            epoch = int(record["epoch"])
            if stage.replays and monitored not in record:
                with stage.restoring():
                    raise ValueError(f"the record of epoch {epoch} has no {monitored}")
            if not math.isfinite(record[monitored]):
                n_steps = len(batch_bounds(len(training_rows), plan.batch_size))
                raise diverged(epoch - 1, epoch * n_steps, plan)
            if keeps_best and not stage.replays:
                best.update(record[monitored], epoch)
            yield record
            if patience is not None and epoch - best.epoch >= patience:
                return
    finally:
        stage.finish()  # with the last weights, from which a longer fit goes on
        best.restore()
        network.eval()
