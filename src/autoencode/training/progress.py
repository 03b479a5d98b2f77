"""Show a fit while it runs: a live line on a terminal, plain lines elsewhere.

The live line goes to standard error, so that standard output holds results alone.
"""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any, Self, TextIO

from autoencode.training.logs import tell
from autoencode.training.loop import Record

SECONDS_BETWEEN_LINES = 10.0  # without a terminal
SECONDS_BETWEEN_DRAWINGS = 0.1
SECONDS_BEFORE_ESTIMATE = 2.0  # the first steps are slower than the rest


class Progress:
    """Show epoch, losses, samples per second and the remaining time.

    ``max_epochs``, those of a whole fit, may be set later, before the first step.
    ``first_line``, if any, is shown before. The default ``stream`` is standard error.
    """

    def __init__(
        self,
        max_epochs: int = 0,
        first_line: str = "",
        *,
        silent: bool = False,
        stream: TextIO | None = None,
    ) -> None:
        self.max_epochs, self.silent = max_epochs, silent
        self.trial_epochs = 0  # the first ones, which two networks are trained for
        self.first_line = first_line
        self.stream = stream or sys.stderr
        self.is_live = not silent and self.stream.isatty()
        self.started = time.perf_counter()
        self.is_estimated = False
        self.last_line = float("-inf")
        self.last_record: Record = {}
        self.is_told = True  # whether a log hears of the epochs from here
        self._written_epoch = 0.0
        self._first: tuple[float, float] | None = None
        self._left = 0.0
        self._drawn = float("-inf")
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self.is_live:
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[text]}"),
                console=Console(file=self.stream),
                transient=True,
            )
            self._task = self._bar.add_task("fit", total=1.0, text="")
            self._bar.start()
        if self.first_line and not self.silent:
            self._print(self.first_line)
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        if not self.last_record:
            return
        epoch = int(self.last_record["epoch"])
        ended_early = error[0] is None and epoch < self.max_epochs
        if ended_early:
            self._left = 0.0
        # The live line is erased; the last record is kept as a plain line.
        if epoch != self._written_epoch:
            self._write(self.last_record)
        if ended_early and not self.silent:
            self._print(
                f"Training ended after {epoch} of {self.max_epochs} epochs: the last "
                f"ones brought no improvement."
            )

    def on_step(self, epoch: int, seen: int, n_samples: int) -> None:
        """Show the position in an epoch: ``seen`` of ``n_samples``."""
        if self.silent:
            return
        done = epoch - 1 + seen / n_samples
        now, work = time.perf_counter(), self.work(done)
        if self._first is None:  # the first step is slower than others
            self._first = now, work
            return
        # Seconds, and epochs of a network, since the first step.
        elapsed, part = now - self._first[0], work - self._first[1]
        left = elapsed / part * (self.work(self.max_epochs) - work)
        self._left = left
        rate = part * n_samples / elapsed
        if not self.is_estimated and elapsed >= SECONDS_BEFORE_ESTIMATE:
            self.is_estimated = True
            self._print(
                f"This takes about {duration(elapsed + left)}: {rate:,.0f} samples/s."
            )
        if self._bar is None or elapsed - self._drawn < SECONDS_BETWEEN_DRAWINGS:
            return
        self._drawn = elapsed
        text = f"epoch {epoch}/{self.max_epochs}{_losses(self.last_record)}"
        text += f" · {rate:,.0f} samples/s · {duration(left)} left"
        self._bar.update(self._task, completed=done / self.max_epochs, text=text)

    def work(self, done: float) -> float:
        """Return the number of epochs, each counted for each network trained."""
        return done + min(done, self.trial_epochs)

    def on_epoch(self, record: Record) -> None:
        """Keep an epoch's record; without a terminal, write a line periodically."""
        if self.is_told:
            tell(record)
        self.last_record = record
        now = time.perf_counter()
        if not self.is_live and (
            now - self.last_line >= SECONDS_BETWEEN_LINES
            or int(record["epoch"]) == self.max_epochs
        ):
            self._write(record)

    def _print(self, line: str) -> None:
        """Write a permanent line, above the live one if there is one."""
        if self._bar is not None and self._bar.live.is_started:
            self._bar.console.print(line, highlight=False, soft_wrap=True)
        else:
            print(line, file=self.stream, flush=True)

    def _write(self, record: Record) -> None:
        if self.silent:
            return
        epoch = int(record["epoch"])
        elapsed = time.perf_counter() - self.started
        left = self._left if epoch < self.max_epochs else 0.0
        line = f"epoch {epoch}/{self.max_epochs}{_losses(record)}"
        line += f" · {duration(elapsed)} so far, {duration(left)} left"
        self._print(line)
        self._written_epoch = record["epoch"]
        self.last_line = time.perf_counter()


class LayerProgress:
    """Show the progress of pretraining, a line periodically.

    ``max_epochs`` are those of each layer. The default ``stream`` is standard error.
    """

    def __init__(
        self,
        max_epochs: int | tuple[int, ...],
        *,
        silent: bool = False,
        stream: TextIO | None = None,
    ) -> None:
        self.max_epochs, self.silent = max_epochs, silent
        self.stream = stream or sys.stderr
        self.last_line = float("-inf")

    def on_layer(self, record: Record, n_layers: int) -> None:
        """Write a line for the last epoch of a layer, and periodically."""
        tell(record)
        now = time.perf_counter()
        epoch, layer = int(record["epoch"]), int(record["layer"])
        max_epochs = self.max_epochs
        if isinstance(max_epochs, tuple | list):
            max_epochs = max_epochs[layer - 1]
        is_due = now - self.last_line >= SECONDS_BETWEEN_LINES
        if self.silent or not (is_due or epoch == max_epochs):
            return
        seconds = duration((max_epochs - epoch) * record["seconds"])
        print(
            f"pretraining layer {layer}/{n_layers}: epoch "
            f"{epoch}/{max_epochs}{_losses(record)} · {seconds} left of it",
            file=self.stream,
            flush=True,
        )
        self.last_line = now


def start_fit(model: Any, X: Any, progress: Progress, X_val: Any = None) -> Any:
    """Start a fit that reports its steps; return the records of its epochs.

    Epochs of pretraining, if any, are shown by a `LayerProgress`. ``X_val`` is for
    models that take validation samples.
    """
    given: dict[str, Any] = {"on_step": progress.on_step}
    if X_val is not None:
        given["X_val"] = X_val
    if hasattr(model, "pretraining_epochs"):
        layers = LayerProgress(model.pretraining_epochs, silent=progress.silent)
        given["on_layer"] = layers.on_layer
    progress.is_told = False  # the model tells of its epochs itself
    records = model.fit_epochs(X, **given)
    progress.max_epochs = model.max_epochs_
    progress.trial_epochs = getattr(model, "_trial_epochs", 0)
    return records


def finish_fit(
    records: Generator[Record, None, None],
    progress: Progress,
    on_epoch: Callable[[Record], None],
) -> bool:
    """Run a fit to its end, show each record, and pass it to ``on_epoch``.

    Return True when all epochs were done, False after Ctrl-C: the model then keeps its
    best weights.
    """
    try:
        with progress, closing(records):
            for record in records:
                progress.on_epoch(record)
                on_epoch(record)
    except KeyboardInterrupt:
        return False
    return True


def _losses(record: Record) -> str:
    names = [("loss", "loss"), ("validation_loss", "validation")]
    return "".join(f" · {w} {record[n]:.4g}" for n, w in names if n in record)


def duration(seconds: float) -> str:
    """Return seconds as text: "8 s", "3 min 20 s", "2 h 05 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
