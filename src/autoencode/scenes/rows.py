"""How one row of the data, or a decoded one, is shown in the browser.

A row becomes JSON of one of four types: "image" with its pixel values, "cells" with
names and values of columns, "text", or "list" with names and weights: words of a
decoded document, items of a decoded user.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from autoencode.arrays import Array
from autoencode.data.dataset import Dataset
from autoencode.plots.images import pixel_limits
from autoencode.storage import Run

Shown = dict[str, Any]

MAX_CELLS = 200  # columns shown of a row
MAX_LISTED = 20  # words or items
MAX_TEXT = 2_000  # characters
MAX_TITLE = 200
DIGITS = 7  # of a number; the fewest
EXACT = 2**53  # the browser has all whole numbers up to this
N_FOR_LIMITS = 1_000  # rows whose values give the brightness of images


class Rows:
    """Shows rows of a data set, or decoded ones of the same columns.

    Parameters
    ----------
    run : Run
        The run whose data it is.
    dataset : Dataset
        The rows, as the run takes them.
    """

    def __init__(self, run: Run, dataset: Dataset) -> None:
        self.X = dataset.X
        shape = run.input.get("image_shape") or dataset.image_shape
        shape = shape or getattr(run.model, "image_shape", None)
        self.image_shape = _valid_shape(shape, self.X)
        self.names = _column_names(run, dataset)
        self.limits = _limits(self.X) if self.image_shape else (0.0, 1.0)
        self.is_text = len(self.X.shape) == 1
        self.is_list = not self.image_shape and _is_counts(run)

    @property
    def type(self) -> str:
        """What a row of the data is shown as."""
        if self.image_shape:
            return "image"
        return "text" if self.is_text else "list" if self.is_list else "cells"

    def row(self, number: int) -> Shown:
        """Return a row of the data."""
        if self.is_text:
            return {"type": "text", "text": str(self.X[number])[:MAX_TEXT]}
        if hasattr(self.X, "iloc"):
            return self.decoded(self.X.iloc[[number]])
        row = self.X[[number]]
        return self.decoded(row.toarray() if sparse.issparse(row) else np.asarray(row))

    def decoded(self, X_hat: Any) -> Shown:
        """Return the first row of what a decoder returned."""
        if hasattr(X_hat, "iloc") and not self.image_shape:
            return self._frame_cells(X_hat)
        values = np.asarray(X_hat, dtype=np.float64)[0]
        if self.image_shape:
            return {"type": "image", "values": self._pixels(values)}
        if self.is_text or self.is_list:
            return {"type": "list", "items": self._largest(values)}
        cells = [
            [name, plain_number(value)]
            for name, value in zip(self.names[:MAX_CELLS], values, strict=False)
        ]
        return {"type": "cells", "cells": cells, "n_columns": len(values)}

    def _pixels(self, values: Array) -> list[float | None]:
        """Return pixels to a hundredth of what an eight-bit screen can show."""
        low, high = self.limits
        n_decimals = int(np.ceil(np.log10(25_500 / (high - low))))
        rounded: list[float | None] = np.round(values, n_decimals).tolist()
        for place in np.flatnonzero(~np.isfinite(values)):
            rounded[place] = None
        return rounded

    def _largest(self, values: Array) -> list[list[Any]]:
        """Return the names of the largest positive values."""
        order = np.argsort(-values, kind="stable")[:MAX_LISTED]
        kept = [j for j in order if values[j] > 0]
        return [[self._name(j), plain_number(values[j])] for j in kept]

    def _name(self, column: int) -> str:
        names = self.names
        return names[column] if column < len(names) else str(column)

    def _frame_cells(self, frame: Any) -> Shown:
        cells = [
            [str(name), cell_value(frame[name].iloc[0])]
            for name in frame.columns[:MAX_CELLS]
        ]
        return {"type": "cells", "cells": cells, "n_columns": frame.shape[1]}


def _valid_shape(shape: Any, X: Any) -> list[int] | None:
    """Return the shape of images if the rows have as many values."""
    if not shape or len(X.shape) != 2 or np.prod(shape) != X.shape[1]:
        return None
    if len(shape) == 3 and shape[2] not in (1, 3):
        return None
    return [int(side) for side in shape]


def _column_names(run: Run, dataset: Dataset) -> list[str]:
    """Return the names of columns, items or words."""
    for names in (
        getattr(run.model, "stems_", None),
        getattr(run.model, "item_ids_", None),
        dataset.item_ids,
        dataset.feature_names,
    ):
        if names is not None:
            return [str(name) for name in names]
    if len(dataset.X.shape) == 1:
        return []
    if hasattr(dataset.X, "columns"):
        return [str(name) for name in dataset.X.columns]
    names = run.input.get("feature_names") or range(dataset.X.shape[1])
    return [str(name) for name in names]


def _is_counts(run: Run) -> bool:
    """Whether rows are counts of words, or items of a user."""
    model = run.model
    return hasattr(model, "count_stems") or hasattr(model, "score_items")


def _limits(X: Any) -> tuple[float, float]:
    """Return the values of black and white."""
    some = X[:N_FOR_LIMITS]
    return pixel_limits(some.toarray() if sparse.issparse(some) else np.asarray(some))


def plain_number(value: Any, digits: int = DIGITS) -> float | None:
    """Return a finite number as JSON, or None.

    It has at least so many digits, and all of its whole part and its hundredths.
    """
    number = float(value)
    if not math.isfinite(number):
        return None
    if number.is_integer() and abs(number) <= EXACT:
        return number
    if abs(number) < 10.0 ** (digits - 3) or abs(number) > EXACT:
        return float(f"{number:.{digits}g}")
    return round(number, 2)


def is_missing(value: Any) -> bool:
    """Whether a cell of a table is None, NaN, NaT or NA."""
    return value is None or value is pd.NaT or value is pd.NA or bool(value != value)


def cell_value(value: Any) -> float | str | None:
    """Return a cell of a data frame as JSON."""
    if is_missing(value):
        return None
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return str(value.date())
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        whole = int(value)
        return whole if abs(whole) <= EXACT else str(whole)
    if isinstance(value, (float, np.floating)):
        return plain_number(value)
    return without_midnight(str(value))[:MAX_TEXT]


def without_midnight(text: str) -> str:
    """Return a day without its midnight."""
    return text.removesuffix(" 00:00:00")


def titles_of(dataset: Dataset) -> Callable[[int], str]:
    """Return a function from a row's number to its name: its id or title, if any."""
    names: Any = dataset.ids
    if names is None:
        return lambda row: f"row {row}"
    return lambda row: str(names[row])[:MAX_TITLE]
