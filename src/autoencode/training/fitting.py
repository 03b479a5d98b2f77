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

# Shares of losses that `EarlyEnd` describes.
NO_GAIN, WORSE_HELD_OUT, BETTER_TRAINING = 0.01, 0.05, 0.2


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


class EarlyEnd:
    """Whether further training cannot be expected to lower the held-out loss.

    That is so after ``without_gain`` epochs, if the lowest held-out loss is not a
    hundredth below that before training. It is so earlier where training overfits: the
    held-out loss exceeds its lowest value by a twentieth, while the training loss has
    fallen by a fifth. This is not looked for in the first ``n_epochs``, nor in the
    first ``patience`` epochs: of training, or after the lowest loss where that is such
    a gain. After a gain it is looked for only with ``after_gains``.
    """

    def __init__(
        self, n_epochs: int, patience: int, without_gain: int, *, after_gains: bool
    ) -> None:
        self.n_epochs, self.patience = n_epochs, patience
        self.without_gain, self.after_gains = without_gain, after_gains
        self.start = self.lowest = self.first = math.inf
        self.best_epoch = 0

    def begin(self, held_out: float) -> None:
        """Begin with the held-out loss before training."""
        self.start = self.lowest = held_out

    def is_due(self, record: Record, monitored: str) -> bool:
        """Return whether it is so after an epoch; records are given in their order."""
        epoch, loss, held_out = int(record["epoch"]), record["loss"], record[monitored]
        if epoch == 1:
            self.first = loss
        if held_out < self.lowest:
            self.lowest, self.best_epoch = held_out, epoch
        has_gained = self.lowest < (1 - NO_GAIN) * self.start
        if epoch <= self.n_epochs or (has_gained and not self.after_gains):
            return False
        if not has_gained and epoch >= self.without_gain:
            return True
        return (
            epoch - (self.best_epoch if has_gained else 0) >= self.patience
            and held_out > (1 + WORSE_HELD_OUT) * self.lowest
            and loss < (1 - BETTER_TRAINING) * self.first
        )


def fit_epochs(
    network: nn.Module,
    loss_terms: LossTerms,
    make_step: Step,
    source: BatchSource,
    rows: tuple[Array, Array],
    plan: Plan,
    *,
    validation: BatchSource | None = None,
    monitor: str | None = "loss",
    patience: int | None = None,
    on_step: OnStep | None = None,
    keeps_start: bool = False,
    early_end: EarlyEnd | None = None,
) -> Generator[Record, None, None]:
    """Train, and yield a record after each epoch; restore the best weights at the end.

    ``rows`` are the training rows and the validation rows, which are those of
    ``validation``, all of them, if it is given. The best epoch is the one
    with the lowest loss, or loss term, on the validation rows, or the start with
    ``keeps_start``; ``early_end`` ends the training early. Without any, or with
    ``monitor`` None, that with the lowest loss on the training rows if there is
    ``patience``, else the last. However the generator
    ends (all epochs done, patience exhausted, closed by the caller, Ctrl-C), the
    network has its best weights and is in evaluation mode.
    """
    training_rows, validation_rows = rows
    if validation is not None:
        validation_rows = np.arange(validation.n_samples)
    chooses = len(validation_rows) > 0 and monitor is not None
    monitored = f"validation_{monitor}" if chooses else monitor or "loss"
    keeps_best = chooses or patience is not None
    best, stage = BestWeights(network), new_stage()
    stage.keep("best", best.state, best.load_state)
    held_out = (network, loss_terms, validation or source, validation_rows, plan)
    if keeps_start and chooses:
        start = validation_terms(*held_out)[monitored]
        best.update(start, 0)
        if early_end is not None:
            early_end.begin(start)
    records = epochs(
        *(network, make_step, source, training_rows, plan), on_step=on_step, stage=stage
    )
    try:
        for record in records:
            if len(validation_rows) and not stage.replays:
                record |= validation_terms(*held_out)
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
            if early_end is None or not chooses:
                continue
            if early_end.is_due(record, monitored):
                return
    finally:
        stage.finish()  # with the last weights, from which a longer fit goes on
        best.restore()
        network.eval()
