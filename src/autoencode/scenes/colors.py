"""What points can be coloured by: labels, scores, units of the code, columns.

Values are computed when they are first asked for, since errors and predictions of many
rows take a while.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from autoencode.arrays import Array
from autoencode.data.column_numbers import from_periods
from autoencode.data.dataset import Dataset
from autoencode.scenes.coding import parts_of
from autoencode.scenes.rows import Rows, is_missing
from autoencode.storage import Run
from autoencode.tasks.blocks import take_rows

MAX_COLUMNS = 300  # columns offered, of wide tables the first
MAX_UNITS = 100
MAX_CATEGORIES = 60  # of a column; the rarer ones are merged
MAX_SLOW = 20_000  # rows that are scored before the first picture
OTHER = "others"


class Values(NamedTuple):
    """Values of all points: numbers, or the number of a category.

    Parameters
    ----------
    values : array of shape (n_points,)
        float32, NaN where missing; of categories their numbers, -1 where missing.
    categories : list of str or None
        Names of the categories; None for numbers.
    """

    values: Array
    categories: list[str] | None = None


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
    return found


def first_of(found: list[Coloring], n_rows: int) -> int:
    """Return the number of the colouring that is shown first."""
    if n_rows <= MAX_SLOW:
        return 0
    return next((n for n, each in enumerate(found) if not each.is_slow), 0)


def categories_of(values: Any, names: Any = None) -> Values:
    """Return labels or texts as numbers of categories, the commonest kept."""
    series = pd.Series(np.asarray(values, dtype=object))
    counts = series.value_counts()
    if names is None:
        kept = sorted(map(str, counts.index[:MAX_CATEGORIES]))
    else:
        kept = [str(name) for name in names]
    lookup = {name: number for number, name in enumerate(kept)}
    texts = [None if is_missing(value) else str(value) for value in series]
    other = -1
    if len(counts) > len(kept):
        other = len(kept)
        kept = [*kept, OTHER]
    numbers = [-1 if text is None else lookup.get(text, other) for text in texts]
    return Values(np.array(numbers, dtype=np.float32), kept)


def _labels(dataset: Dataset) -> Iterator[Coloring]:
    """Yield the labels of the data, if it has any."""
    y, names = dataset.y, dataset.class_names
    if y is None:
        return
    label = dataset.label_name or "class"
    if y.ndim == 2:  # a sample may have several classes: its first one
        first = np.where(y.any(axis=1), y.argmax(axis=1), -1)
        yield Coloring(label, lambda: _numbered(first, names or ()))
    elif y.dtype.kind in "OUS":
        yield Coloring(label, lambda: categories_of(y, names))
    elif names is not None:
        yield Coloring(label, lambda: _numbered(y, names))
    else:
        yield Coloring(label, lambda: Values(np.asarray(y, np.float32)))


def _numbered(numbers: Array, names: Any) -> Values:
    return Values(np.asarray(numbers, np.float32), [str(name) for name in names])


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


def column_values(X: Any, number: int) -> Values:
    """Return a column of a table: numbers, dates as numbers, or categories."""
    if sparse.issparse(X):
        return Values(X[:, [number]].toarray()[:, 0].astype(np.float32))
    if not hasattr(X, "iloc"):
        return Values(np.asarray(X[:, number], dtype=np.float32))
    series = from_periods(X.iloc[:, number])
    if pd.api.types.is_datetime64_any_dtype(series):
        years = series.dt.year + (series.dt.day_of_year - 1) / 365.25
        return Values(years.to_numpy(np.float32, na_value=np.nan))
    if pd.api.types.is_bool_dtype(series) or not pd.api.types.is_numeric_dtype(series):
        return categories_of(series.to_numpy(dtype=object, na_value=None))
    return Values(series.to_numpy(np.float32, na_value=np.nan))
