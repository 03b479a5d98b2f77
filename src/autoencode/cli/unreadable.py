"""Count cells of tables that are no numbers or dates as missing, and say so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import click

from autoencode.data.dataset import Dataset
from autoencode.data.unreadable import UnreadableCells
from autoencode.storage import Run


def readable(dataset: Dataset, run: Run) -> Dataset:
    """Return a table in which cells of another type than in the fit are missing."""
    ((frame, _),) = readable_blocks([(dataset.X, None)], run)
    return dataclasses.replace(dataset, X=frame)


def readable_blocks(
    blocks: Iterable[tuple[Any, Any]], run: Run
) -> Iterator[tuple[Any, Any]]:
    """Yield tables and their ids like `readable`; the cells are reported at the end."""
    cells = UnreadableCells(run.table_columns)
    for frame, ids in blocks:
        yield cells.removed(frame), ids
    for line in cells.lines():
        click.echo(line, err=True)
