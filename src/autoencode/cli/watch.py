"""``autoencode fit --watch``: the explorer, while a model is trained."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.explorer.watch import Watch
    from autoencode.storage import Run


def check_watched(name: str) -> None:
    """Raise if a model is not trained epoch by epoch, or the explorer is not installed.

    Raises
    ------
    InvalidParameterError
    """
    from autoencode.errors import InvalidParameterError, listed
    from autoencode.estimators import ESTIMATORS
    from autoencode.explorer import check_installed

    check_installed()
    if not hasattr(ESTIMATORS[name], "fit_epochs"):
        can = [key for key, cls in ESTIMATORS.items() if hasattr(cls, "fit_epochs")]
        raise InvalidParameterError(
            f"--watch is for models that are trained as a whole, and --model {name} "
            f"is not: {listed(can, 30)}."
        )


@contextmanager
def watching(run: Run, dataset: Dataset, watch: bool) -> Iterator[Watch | None]:
    """Serve the explorer of a run in training; yields None if it is not watched.

    Test samples are shown, or those of training if there are none.
    """
    if not watch:
        yield None
        return
    from dataclasses import replace

    from autoencode.explorer.watch import Watch

    shown = dataset
    if dataset.X_test is not None:
        test: dict[str, Any] = {"X": dataset.X_test, "y": dataset.y_test}
        test |= {"ids": dataset.ids_test, "X_test": None, "y_test": None}
        shown = replace(dataset, **test)
    title = f"{type(run.model).__name__} on {dataset.name}"
    with Watch(run, shown, title, report=_report) as page:
        yield page


def _report(line: str) -> None:
    click.echo(line, err=True)
