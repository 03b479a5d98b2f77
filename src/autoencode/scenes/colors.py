"""What points can be coloured by: labels, scores, units of the code, columns.

Values are computed when they are first asked for, since errors and predictions of many
rows take a while.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from autoencode.arrays import Array
from autoencode.data.dataset import Dataset
from autoencode.scenes.coding import parts_of
from autoencode.scenes.rows import Rows
from autoencode.scenes.values import Values, categories_of, column_values, label_values
from autoencode.storage import Run
from autoencode.tasks.blocks import take_rows

MAX_COLUMNS = 300  # columns offered, of wide tables the first
MAX_UNITS = 100
MAX_SLOW = 20_000  # rows that are scored before the first picture


class Coloring(NamedTuple):
    """One way to colour the points.

    Parameters
    ----------
    name : str
        As shown.
    compute : callable
        Returns the `Values`.
    is_slow : bool, default=False
        Whether all rows pass the model: of many rows not the first one that is shown.
    is_column : bool, default=False
        Whether it is a column of the data.
    """

    name: str
    compute: Callable[[], Values]
    is_slow: bool = False
    is_column: bool = False


def colorings(
    run: Run, dataset: Dataset, rows: Rows, codes: Array, names: list[str]
) -> list[Coloring]:
    """Return what the points of a run can be coloured by."""
    found = [*_labels(dataset), *_results(run, dataset.X)]
    for unit in range(min(codes.shape[1], MAX_UNITS)):
        found.append(Coloring(names[unit], _column(codes, unit)))
    if rows.type == "cells":
        found += _columns(dataset.X, rows.names)
    if not found:
        found.append(Coloring("row", lambda: Values(np.arange(len(codes), dtype="f4"))))
    return _told_apart(found)


def _told_apart(found: list[Coloring]) -> list[Coloring]:
    """Number names that come again: the page finds a colouring by its name."""
    names: set[str] = set()
    for place, each in enumerate(found):
        name, number = each.name, 1
        while name in names:
            number += 1
            name = f"{each.name} ({number})"
        names.add(name)
        found[place] = each._replace(name=name)
    return found


def first_of(found: list[Coloring], n_rows: int) -> int:
    """Return the number of the colouring that is shown first."""
    if n_rows <= MAX_SLOW:
        return 0
    return next((n for n, each in enumerate(found) if not each.is_slow), 0)


def _labels(dataset: Dataset) -> Iterator[Coloring]:
    """Yield the labels of the data, if it has any."""
    y = dataset.y
    if y is not None:
        label = dataset.label_name or "class"
        yield Coloring(label, lambda: label_values(y, dataset.class_names))


def _results(run: Run, X: Any) -> Iterator[Coloring]:
    """Yield what the estimator says of each row."""
    model = run.model
    gives_ratings = hasattr(model, "predict_numbers")  # one for each item
    if hasattr(model, "predict") and not gives_ratings:
        name = "cluster" if hasattr(model, "describe") else "prediction"
        yield Coloring(name, lambda: _predicted(run, X), is_slow=True)
    if hasattr(model, "p_values"):
        yield Coloring(
            "anomaly score",
            lambda: Values(-_of_rows(run, X, model.score_samples)),
            is_slow=True,
        )
    elif hasattr(model, "reconstruction_error"):
        yield Coloring(
            "reconstruction error",
            lambda: Values(_of_rows(run, X, model.reconstruction_error)),
            is_slow=True,
        )


def _predicted(run: Run, X: Any) -> Values:
    """Return classes or clusters; a detector's are named."""
    found = _of_rows(run, X, run.model.predict)
    if hasattr(run.model, "p_values"):
        found = np.where(found < 0, "anomaly", "normal")
    return categories_of(found)


def _of_rows(run: Run, X: Any, method: Callable[[Any], Any]) -> Array:
    """Return one value of each row, computed in blocks."""
    blocks = [method(run.scale(take_rows(X, rows))) for rows in parts_of(X)]
    values = np.concatenate([np.asarray(block) for block in blocks])
    return values.astype(np.float32) if values.dtype.kind == "f" else values


def _column(codes: Array, unit: int) -> Callable[[], Values]:
    return lambda: Values(np.ascontiguousarray(codes[:, unit], dtype=np.float32))


def _columns(X: Any, names: list[str]) -> Iterator[Coloring]:
    """Yield the columns of a table."""
    for number, name in enumerate(names[:MAX_COLUMNS]):
        compute = partial(column_values, X, number)
        yield Coloring(f"column {name}", compute, is_column=True)
