"""Progress of a command that works through rows: rows, rate and time left."""

from __future__ import annotations

import shutil
import sys
import time

import click

from autoencode.training.progress import duration

SECONDS_BETWEEN_DRAWINGS = 0.2


class RowProgress:
    """Show rows done, rows a second and the time left, on a terminal only.

    The time left is shown where the number of rows is known.
    """

    def __init__(self, n_rows: int | None = None) -> None:
        self.n_rows, self.n_done, self.n_anomalies = n_rows, 0, 0
        self.is_live = sys.stderr.isatty()
        self.started, self.drawn = time.perf_counter(), 0.0

    def __enter__(self) -> RowProgress:
        return self

    def __exit__(self, *error: object) -> None:
        if self.drawn:
            click.echo("\r" + _fitted("") + "\r", err=True, nl=False)

    def add(self, n_rows: int, n_anomalies: int = 0) -> None:
        """Count rows, and the anomalies in them."""
        self.n_done += n_rows
        self.n_anomalies += n_anomalies
        now = time.perf_counter()
        if not self.is_live or now - self.drawn < SECONDS_BETWEEN_DRAWINGS:
            return
        self.drawn = now
        rate = self.n_done / (now - self.started)
        of, left = "", ""
        if self.n_rows is not None:
            of = f" of {self.n_rows:,}"
            left = f", {duration((self.n_rows - self.n_done) / rate)} left"
        text = f"{self.n_done:,}{of} rows, {rate:,.0f} a second{left}"
        click.echo("\r" + _fitted(text), err=True, nl=False)


def _fitted(text: str) -> str:
    """Return a text of the width of the drawings: a longer line would wrap."""
    width = min(70, shutil.get_terminal_size().columns - 1)
    return text[:width].ljust(width)
