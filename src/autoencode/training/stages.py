"""One training among those of a fit, as checkpoints know it."""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from torch import nn

from autoencode.errors import AutoencodeError, CheckpointError, warn, why
from autoencode.training.checkpoint_checks import (
    check_alike,
    check_records,
    whole,
)
from autoencode.training.checkpoint_files import State, digest_of, unpacked
from autoencode.training.distributed import division, is_first

# What a damaged, or altered, state raises where it is used.
DAMAGE = (
    *(KeyError, TypeError, ValueError, IndexError, AttributeError),
    *(RuntimeError, RecursionError, OverflowError),
)


class Kept(NamedTuple):
    """A part of a state besides the weights: how to read it, and to set it."""

    read: Callable[[], State]
    set: Callable[[State], None]


class Owner(ABC):
    """The checkpoints that a stage is part of."""

    replays = False  # whether the last record was made before the fit was resumed
    in_step = False  # whether a signal to stop waits for the end of the step

    @abstractmethod
    def is_due(self, n_epochs: int | None = None) -> bool:
        """Whether a checkpoint is to be written, after a step or ``n_epochs``."""

    @abstractmethod
    def save(self, ending: "Stage | None" = None) -> None:
        """Write a checkpoint; the state of a stage that is ``ending`` then stays."""

    @abstractmethod
    def state_of(self, stage: "Stage") -> State | None:
        """Return the saved state of a stage; None if it is to begin anew."""

    @abstractmethod
    def mismatch(self, reason: str) -> CheckpointError:
        """Return the error for a checkpoint that cannot be used."""


def position_in_words(saved: Sequence[State | None]) -> str:
    """Return how far a fit is, by the saved states of its stages.

    Two networks may be trained in turn until the better one is chosen: the position is
    that of the first stage that goes on, or of the last one that was not given up.
    """
    known = [each for each in saved if each is not None]
    positions = [unpacked(each["position"], {}) for each in known]
    n_epochs = [int(each["n_epochs"]) for each in positions]
    wanted = [int(each["about"]["max_epochs"]) for each in known]
    going_on = [n for n, each in enumerate(known) if not each["ended"]]
    number = going_on[0] if going_on else len(known) - 1
    if number > 0 and not going_on and wanted[number - 1] == wanted[number]:
        number -= n_epochs[number - 1] > n_epochs[number]
    text = f"epoch {n_epochs[number]}"
    if positions[number]["n_batches"]:
        text += f", batch {int(positions[number]['n_batches'])} of the next one,"
    return text + (f" of network or layer {number + 1}" if number > 0 else "")


class Stage:
    """The training of one network, in a fit with checkpoints or in one without."""

    def __init__(self, checkpoints: "Owner | None", number: int = 0) -> None:
        self.checkpoints, self.number = checkpoints, number
        self.records: list[dict[str, float]] = []  # of the epochs done
        self.n_batches = 0  # done in the present epoch
        self.means: State | None = None  # of the losses in it
        # Whether the last record was made before the fit was resumed.
        self.replays = False
        # Whether another number of processes has written its state.
        self.is_of_others = False
        # Whether the state is that after an epoch: no step is being made.
        self.is_whole = False
        self.kept: dict[str, Kept] = {}
        self.written: dict[str, Any] | None = None  # as of the last checkpoint
        self.has_ended = False  # its state does not change any more
        self.about: dict[str, Any] = {}

    def keep(
        self, name: str, read: Callable[[], State], set: Callable[[State], None]
    ) -> None:
        """Let checkpoints hold another part of the state, before training begins."""
        self.kept[name] = Kept(read, set)

    @contextlib.contextmanager
    def restoring(self) -> Iterator[None]:
        """Raise `CheckpointError` for a state that cannot be used in the block."""
        try:
            yield
        except AutoencodeError:
            raise
        except DAMAGE as error:
            if self.checkpoints is None:
                raise
            raise self.checkpoints.mismatch(why(error)) from error

    def begin(
        self, network: nn.Module, step: Any, max_epochs: int, epochs_done: int = 0
    ) -> None:
        """Restore the state of training if a checkpoint holds it.

        ``epochs_done`` are those before the first one of this training.

        Raises
        ------
        CheckpointError
            If it is not that of this network.
        """
        if self.checkpoints is None:
            return
        self.network, self.step = network, step
        self.about = {
            "max_epochs": max_epochs,
            "start": digest_of(network.state_dict()),
        }
        saved = self.checkpoints.state_of(self)
        if saved is None:
            return
        with self.restoring():
            check_alike(saved["weights"], network.state_dict())
            check_records(saved["records"], epochs_done)
            self._restore(saved)
        if len(self.records) > max_epochs:
            raise CheckpointError(
                f"{len(self.records)} epochs are done, and max_epochs is {max_epochs}. "
                f"Give more, or fit anew in another folder."
            )

    def _restore(self, saved: State) -> None:
        self.network.load_state_dict(saved["weights"])
        self.step.load_state_dict(saved["step"])
        for name, each in self.kept.items():
            each.set(saved["kept"][name])
        self.records = list(saved["records"])
        self.n_batches, self.means = whole(saved["n_batches"]), saved["means"]
        self.is_of_others = whole(saved.get("n_processes", 1)) != division().n

    def begin_epoch_again(self) -> None:
        """Go on from the start of the present epoch, with the weights as they are."""
        self.n_batches, self.means = 0, None
        if is_first():
            warn(
                f"The checkpoint was written within epoch {len(self.records) + 1} by "
                f"another number of processes, which read the rows in another order: "
                f"the epoch begins again."
            )

    def state(self) -> State:
        """Return the state of training, from which it can go on."""
        return {
            "weights": dict(self.network.state_dict()),
            "step": self.step.state_dict(),
            "kept": {name: each.read() for name, each in self.kept.items()},
            "records": [dict(record) for record in self.records],
            "n_batches": self.n_batches,
            "means": self.means,
            "n_processes": division().n,
        }

    def position(self) -> dict[str, int]:
        """Return how far training is."""
        return {"n_epochs": len(self.records), "n_batches": self.n_batches}

    @property
    def is_followed(self) -> bool:
        """Whether checkpoints are written."""
        return self.checkpoints is not None

    def after_step(self, n_batches: int, means: Callable[[], State]) -> None:
        """Write a checkpoint after a step if one is due.

        Raises
        ------
        KeyboardInterrupt
            After it, if the user stopped the fit during the step.
        """
        assert self.checkpoints is not None
        if self.checkpoints.is_due():
            self.n_batches, self.means = n_batches, means()
            self.checkpoints.save()

    def after_epoch(self, record: dict[str, float]) -> None:
        """Take note of the record of an epoch, which the caller may complete."""
        self.records.append(record)
        self.n_batches, self.means, self.is_whole = 0, None, True
        if self.checkpoints is not None:
            self.checkpoints.replays = False

    def go_on(self) -> None:
        """Write a checkpoint after an epoch if one is due; the stage is at work again.

        Raises
        ------
        KeyboardInterrupt
            As `after_step`.
        """
        self.is_whole = False
        if self.checkpoints is not None:
            self.checkpoints.in_step = True
            if self.records and self.checkpoints.is_due(len(self.records)):
                self.checkpoints.save()
            self.has_ended = False

    def replayed(self) -> Iterator[dict[str, float]]:
        """Yield the records of the epochs that were done before."""
        for record in list(self.records):
            self.replays = self.is_whole = True
            if self.checkpoints is not None:
                self.checkpoints.replays = True
            yield record
        self.replays = self.is_whole = False

    def finish(self) -> None:
        """Write the state after the last epoch, unless training stopped within one."""
        if self.checkpoints is not None:
            self.checkpoints.in_step = False
            is_new, self.has_ended = not self.has_ended, True
            if self.is_whole and is_new:
                self.checkpoints.save(ending=self)
