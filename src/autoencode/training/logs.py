"""A log of a fit: JSON lines in the run folder, and TensorBoard's scalars if asked.

Whatever is trained tells of each epoch (`tell`), also the autoencoder inside a task;
who logs listens (`listening`).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autoencode.errors import OutputError, one_line, warn
from autoencode.training.checkpoints import replays
from autoencode.training.json_lines import append_json_line

Record = Mapping[str, float]
Listener = Callable[[Record], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


def tell(record: Record) -> None:
    """Pass the record of an epoch to the log, if there is one."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(record)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a function called with the record of every epoch."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)


class FitLog:
    """Log of a fit, one JSON object in each line.

    Its lines have ``event`` ("start", "epoch" or "end") and ``time``. Those of epochs
    have the entries of ``history_``, and ``stage``: it grows each time epochs are
    counted from 1 again, such as for the next layer of pretraining, for the fine-tuning
    after it, or for the next member of an ensemble.

    Parameters
    ----------
    path : Path
        File to append to; it is created with the first epoch.
    facts : mapping
        Entries of the first line.
    board : Board or None, default=None
        Also gets the losses of each epoch.
    """

    def __init__(
        self, path: Path, facts: Mapping[str, Any], board: "Any" = None
    ) -> None:
        self.path, self.facts, self.board = path, facts, board
        self._stage, self._epoch = 0, float("inf")
        self._has_begun = False
        self._can_write = True

    def on_epoch(self, record: Record) -> None:
        """Append a line for an epoch, unless it is one from before a resume."""
        if record["epoch"] <= self._epoch:
            self._stage += 1
        self._epoch = record["epoch"]
        if replays():
            return
        if not self._has_begun:
            self._write("start", **self.facts)
            self._has_begun = True
        self._write("epoch", stage=self._stage, **record)
        if self.board is not None:
            self.board.add(record, self._stage)

    def end(self, completed: bool, error: BaseException | None = None) -> None:
        """Append the last line, if there was an epoch."""
        if self.board is not None:
            self.board.close()
        if self._has_begun:
            reason = {} if error is None else {"reason": one_line(error)}
            self._write("end", completed=completed, **reason)

    def _write(self, event: str, **entries: Any) -> None:
        """Append a line; a log that cannot be written does not end the fit."""
        if not self._can_write:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            append_json_line(self.path, {"event": event, "time": now, **entries})
        except OutputError as error:
            self._can_write = False
            warn(f"{error} The fit goes on without a log.")
