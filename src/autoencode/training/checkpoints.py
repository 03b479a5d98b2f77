"""Exact resume: a fit that was stopped goes on from its last checkpoint, bit for bit.

A fit is a sequence of trainings: layers of pretraining, the network, a prior, the
members of an ensemble. Each is a `Stage`, numbered in the order in which they begin. To
resume, the same fit is started again. What it computes besides training (the split of
the samples, PCA, neighbours) it computes again, with the same result. A stage that a
checkpoint holds gets its weights, optimizer and position back, yields the records of
the epochs that were done, and goes on from there.

Random numbers need no state: the order of samples is a function of (seed, epoch), noise
one of (seed, step).

Of several processes that train together the first one reads and writes checkpoints. The
others get from it what it read, and all agree on the steps after which one is written.
"""

import contextlib
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from types import FrameType

import torch

from autoencode.errors import (
    CheckpointError,
    OutputError,
    one_line,
    shortened,
    warn,
    why,
)
from autoencode.files import check_can_write, reporting
from autoencode.locks import lock
from autoencode.training import checkpoint_files as files
from autoencode.training.checkpoint_files import State
from autoencode.training.distributed import Agreement, agreed, is_first, largest
from autoencode.training.intervals import Interval
from autoencode.training.stages import (
    DAMAGE,
    Kept,
    Owner,
    Stage,
    position_in_words,
)

# What the parameters of a resumed fit may differ in.
MAY_DIFFER = re.compile(r"(.*__)?(max_epochs|verbose)")
MOST_SHOWN = 80  # letters of a value in a message: damaged files may have long ones
MOST_SAVES = 10**9  # numbers of more digits would not be found again


class Checkpoints(Owner):
    """The checkpoints of one fit, in a folder of their own.

    Parameters
    ----------
    folder : Path
        Created if needed.

    every : Interval
        Time between two checkpoints.

    identity : dict of str
        What the fit is: the estimator, its parameters, a digest of its data. A
        checkpoint of another fit is refused.

    machine : dict of str
        What its bits depend on besides: versions, processor, number of threads.
    """

    def __init__(
        self,
        folder: Path,
        every: Interval,
        identity: dict[str, str],
        machine: dict[str, str],
    ) -> None:
        self.folder, self.every = folder, every
        self.identity, self.machine = identity, machine
        self.stages: list[Stage] = []
        self.seeds: list[int] = []
        self.kept: dict[str, Kept] = {}
        self.replays = self.in_step = self.is_stopped = self.is_extended = False
        self.is_exact, self.has_failed = True, False
        # Called before the first checkpoint is written.
        self.before_first: Callable[[], None] | None = None
        # Called after each one.
        self.after_each: Callable[[], None] | None = None
        self.n_steps = 0
        self.last = time.monotonic()
        self.agreement = Agreement.of_group()
        self.number, self.old_seeds = 0, list[int]()
        self.lock: int | None = None
        self.saved: files.Saved | None = agreed(self._found)

    def _found(self) -> files.Saved | None:
        """Return the last checkpoint of the folder, which is locked."""
        check_can_write(self.folder / "checkpoint")
        self.saved, damaged = files.newest(self.folder)
        self.number = max([*damaged, self.saved.number if self.saved else 0])
        if self.number > MOST_SAVES:
            raise self.mismatch(f"{self.number} is no number of a checkpoint")
        if self.saved is not None:
            self._check(self.saved.facts)
        if damaged:
            warn(
                f"A checkpoint in {self.folder} is damaged; the one before it is used."
            )
        self.lock = self._locked()
        return self.saved

    def _locked(self) -> int | None:
        """Return the lock of the folder, which is created."""
        with reporting(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                return lock(self.folder)
            except BlockingIOError as error:
                raise CheckpointError(
                    f"Another process writes checkpoints in {self.folder}. Wait for "
                    f"its end, or give another folder."
                ) from error

    def close(self) -> None:
        """Let others write to the folder."""
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    def _check(self, facts: State) -> None:
        """Raise CheckpointError if the checkpoint is one of another fit."""
        try:
            others = dict(facts["identity"]), dict(facts["machine"])
            self.old_seeds = [int(seed) for seed in facts["seeds"]]
        except DAMAGE as error:
            raise self.mismatch(why(error)) from error
        for name in sorted({*self.identity, *others[0]}):
            here, there = self.identity.get(name), others[0].get(name)
            if here != there and not MAY_DIFFER.fullmatch(name):
                shown = [shortened(str(each), MOST_SHOWN) for each in (there, here)]
                values = f" ({shown[0]} there, {shown[1]} here)"
                values = "" if name == "data" else values
                raise CheckpointError(
                    f"The checkpoints in {self.folder} are of another fit: {name} "
                    f"differs{values}. Give another folder, or remove this one."
                )
        different = [k for k, v in self.machine.items() if others[1].get(k, v) != v]
        if different:
            self._warn_inexact(f"another {different[0]}")

    def _warn_inexact(self, reason: str) -> None:
        if self.is_exact:
            self.is_exact = False
            warn(
                f"The checkpoint in {self.folder} was written with {reason}: the fit "
                f"goes on, and may not have the same bits as one without a stop."
            )

    def mismatch(self, reason: str) -> CheckpointError:
        """Return the error for a checkpoint that cannot be used."""
        return CheckpointError(
            f"Cannot resume from {self.folder}: {reason}. {files.ADVICE}"
        )

    def are_there(self) -> bool:
        """Whether the folder holds a checkpoint."""
        return bool(files.numbers(self.folder))

    def position(self) -> str:
        """Return in words how far the checkpoint is that the fit goes on from."""
        assert self.saved is not None
        try:
            return position_in_words(self.saved.facts["stages"])
        except DAMAGE as error:
            raise self.mismatch(why(error)) from error

    def new_stage(self) -> Stage:
        """Return the next stage of the fit."""
        stage = Stage(self, len(self.stages))
        self.stages.append(stage)
        return stage

    def seed(self, draw: Callable[[], int]) -> int:
        """Return a seed: that of the checkpoint, or a new one."""
        return agreed(lambda: self._seed(draw))

    def _seed(self, draw: Callable[[], int]) -> int:
        place = len(self.seeds)
        is_old = self.saved is not None and place < len(self.old_seeds)
        self.seeds.append(self.old_seeds[place] if is_old else draw())
        return self.seeds[-1]

    def keep(
        self, name: str, read: Callable[[], State], set: Callable[[State], None]
    ) -> None:
        """Let checkpoints hold something of the fit besides its stages."""
        self.kept[name] = Kept(read, set)
        if self.saved is None or self.saved.facts["kept"] is None:
            return
        state = self._read(self.saved.facts["kept"])
        try:
            set(state[name])
        except DAMAGE as error:
            raise self.mismatch(why(error)) from error

    def state_of(self, stage: Stage) -> State | None:
        """Return the saved state of a stage; None if it is to begin anew."""
        found, stage.has_ended, stage.written = agreed(lambda: self._state_of(stage))
        return found

    def _state_of(self, stage: Stage) -> tuple[State | None, bool, State | None]:
        """Return the saved state, whether the stage has ended, and how it is saved."""
        stages = [] if self.saved is None else self.saved.facts["stages"]
        saved = stages[stage.number] if stage.number < len(stages) else None
        if saved is None:
            return None, False, None
        try:
            old = dict(saved["about"])
            is_same = old["start"] == stage.about["start"]
            is_longer = stage.about["max_epochs"] > int(old["max_epochs"])
            has_ended = bool(saved["ended"]) and not is_longer
        except DAMAGE as error:
            raise self.mismatch(why(error)) from error
        if not is_same:
            if self.is_extended:  # it follows a stage that is trained further
                return None, False, None
            self._warn_inexact("another start of training")
        self.is_extended = self.is_extended or is_longer
        return self._read(saved), has_ended, saved

    def _read(self, saved: State) -> State:
        """Return the state of a stage, or of what is kept besides."""
        try:
            tensors = files.read_tensors(self.folder, saved["written"])
            state: State = files.unpacked(saved["state"], tensors)
        except DAMAGE as error:
            raise self.mismatch(why(error)) from error
        return state

    def is_due(self, n_epochs: int | None = None) -> bool:
        """Whether a checkpoint is to be written, after a step or ``n_epochs``."""
        is_wanted = self._is_wanted(n_epochs)
        if self.agreement is None:
            return is_wanted
        return self.agreement.reached(is_wanted, now=n_epochs is not None)

    def _is_wanted(self, n_epochs: int | None) -> bool:
        if self.is_stopped:
            return True
        if n_epochs is not None:
            each = self.every.epochs
            return each is not None and n_epochs % each == 0
        self.n_steps += 1
        if self.every.steps is not None and self.n_steps % self.every.steps == 0:
            return True
        return time.monotonic() - self.last >= self.every.seconds

    def save(self, ending: Stage | None = None) -> None:
        """Write a checkpoint; the state of a stage that is ``ending`` then stays.

        Raises
        ------
        KeyboardInterrupt
            After it, if the user has stopped the fit.
        """
        if self.agreement is not None:
            self.is_stopped = largest(float(self.is_stopped))[0] > 0
        try:
            if is_first():
                self._save(ending)
            self.has_failed = False
        except (OutputError, TypeError) as error:
            if not self.has_failed:  # not again at each attempt
                warn(f"{one_line(error)} Training goes on without this checkpoint.")
            self.has_failed = True
            with contextlib.suppress(OSError):  # the part that was written
                files.remove_old(self.folder)
        self.last = time.monotonic()
        if self.is_stopped:
            self.is_stopped = False
            raise KeyboardInterrupt

    def _save(self, ending: Stage | None) -> None:
        if self.before_first is not None:
            self.before_first()
            self.before_first = None
        self.number += 1
        stages = []
        for stage in self.stages:
            # One that was cut short within a step stays as it was.
            if stage is ending or not stage.has_ended:
                entry = self._written(f"stage-{stage.number:03d}", stage.state())
                stage.written = entry | {
                    "about": stage.about,
                    "ended": stage.has_ended,
                    "position": files.packed(stage.position(), {}),
                }
            stages.append(stage.written)
        kept = None
        if self.kept:
            state = {name: each.read() for name, each in self.kept.items()}
            kept = self._written("kept", state)
        facts = {"identity": self.identity, "machine": self.machine}
        position = {"seeds": self.seeds, "kept": kept, "stages": stages}
        files.write_facts(self.folder, self.number, facts | position)
        if self.after_each is not None:
            self.after_each()

    def _written(self, name: str, state: State) -> State:
        """Write a state; return what the checkpoint says of it."""
        tensors: dict[str, torch.Tensor] = {}
        skeleton = files.packed(state, tensors)
        name = f"{name}-{self.number:06d}.safetensors"
        written = files.write_tensors(self.folder, name, tensors)
        return {"written": written, "state": skeleton}


CURRENT: ContextVar[Checkpoints | None] = ContextVar("checkpoints", default=None)


def new_stage() -> Stage:
    """Return the stage of a training that begins, in the present fit."""
    checkpoints = CURRENT.get()
    return Stage(None) if checkpoints is None else checkpoints.new_stage()


def remembered_seed(draw: Callable[[], int]) -> int:
    """Return a drawn seed; in a resumed fit, the one drawn before."""
    checkpoints = CURRENT.get()
    return agreed(draw) if checkpoints is None else checkpoints.seed(draw)


def replays() -> bool:
    """Whether the last record was made before the fit was resumed."""
    checkpoints = CURRENT.get()
    return checkpoints is not None and checkpoints.replays


def keep(name: str, read: Callable[[], State], set: Callable[[State], None]) -> None:
    """Let the checkpoints of the present fit, if any, hold something besides."""
    checkpoints = CURRENT.get()
    if checkpoints is not None:
        checkpoints.keep(name, read, set)


@contextlib.contextmanager
def writing_checkpoints(checkpoints: Checkpoints | None) -> Iterator[None]:
    """Write checkpoints of the fit within the block.

    Ctrl-C, or SIGTERM, lets the present step end and writes a last checkpoint; a second
    one stops at once.
    """
    token = CURRENT.set(checkpoints)
    try:
        with contextlib.ExitStack() as stack:
            if checkpoints is not None:
                stack.enter_context(_stopping(checkpoints))
            yield
    finally:
        CURRENT.reset(token)
        if checkpoints is not None:
            checkpoints.close()


@contextlib.contextmanager
def _stopping(checkpoints: Checkpoints) -> Iterator[None]:
    """Let a signal to stop wait for the end of a step."""

    def stop(number: int, frame: FrameType | None) -> None:
        if checkpoints.is_stopped or not checkpoints.in_step:
            raise KeyboardInterrupt
        checkpoints.is_stopped = True

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
