"""Summary and export of selected points."""

import io
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from autoencode.arrays import Array, subsample
from autoencode.data.dataset import take
from autoencode.errors import InvalidDataError
from autoencode.scenes.colors import MAX_COLUMNS
from autoencode.scenes.scene import Scene
from autoencode.scenes.values import (
    Values,
    column_values,
    label_cells,
    own_column,
)

MAX_SUMMARIZED = 20_000  # selected rows, and others, that are compared
N_MARKING = 8  # columns that tell the selection apart
N_SHARES = 8  # categories listed
MAX_EXPORTED = 1_000  # columns of the data in an export
FORMATS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def rows_of(scene: Scene, content: bytes) -> Array:
    """Return row numbers sent as 32-bit integers, sorted and each once.

    Raises
    ------
    InvalidDataError
        If there are none, or one is not a row.
    """
    if not content or len(content) % 4:
        raise InvalidDataError(
            "Send the numbers of the selected rows as unsigned 32-bit integers; got "
            f"{len(content)} bytes."
        )
    rows = np.unique(np.frombuffer(content, dtype="<u4"))
    if rows[-1] >= scene.n_rows:
        raise InvalidDataError(
            f"There are rows 0 to {scene.n_rows - 1:,}; got {rows[-1]:,}."
        )
    return rows.astype(np.int64)


def summary(scene: Scene, rows: Array, color: int) -> dict[str, Any]:
    """Return what marks the selected rows.

    Parameters
    ----------
    scene : Scene
        The explored run.
    rows : array of int
        The selected rows.
    color : int
        The number of the colouring whose values are summarised.

    Returns
    -------
    dict
        ``n``, ``share``; ``color``, of numbers the median inside and among all, of
        categories their shares; ``columns``, of a table those whose means differ most
        in standard deviations; ``row``, the selected row nearest to the mean code.
    """
    values = scene.values(color)
    codes = scene.codes[rows]
    center = np.square(codes - codes.mean(axis=0)).sum(axis=1).argmin()
    return {
        "n": len(rows),
        "share": len(rows) / scene.n_rows,
        "color": scene.colorings[color].name,
        "values": _numbers(values, rows) if values.categories is None else None,
        "shares": _shares(values, rows),
        "columns": _marking(scene, rows) if scene.rows.type == "cells" else [],
        "row": int(rows[center]),
    }


def _numbers(values: Values, rows: Array) -> dict[str, float | str | None]:
    """Return the medians of numbers among the selected rows and among all."""
    found = {}
    for name, some in (("selected", values.values[rows]), ("all", values.values)):
        finite = some[np.isfinite(some)]
        found[name] = values.usual(np.median(finite)) if len(finite) else None
    return found


def _shares(values: Values, rows: Array) -> list[list[Any]]:
    """Return the categories of the selected rows: name, count, share among all."""
    if values.categories is None:
        return []
    n_categories = len(values.categories)
    inside, everywhere = (
        np.bincount(some[some >= 0].astype(int), minlength=n_categories)
        for some in (values.values[rows], values.values)
    )
    order = [k for k in np.argsort(-inside, kind="stable")[:N_SHARES] if inside[k]]
    return [
        [values.categories[k], int(inside[k]), float(inside[k] / everywhere[k])]
        for k in order
    ]


def _marking(scene: Scene, rows: Array) -> list[dict[str, Any]]:
    """Return the columns of numbers that differ most from the others' mean."""
    others = np.setdiff1d(np.arange(scene.n_rows), rows, assume_unique=True)
    if not len(others):
        return []
    found: list[tuple[float, str, Any, Any]] = []
    inside = rows[subsample(len(rows), MAX_SUMMARIZED, seed=0)]
    outside = others[subsample(len(others), MAX_SUMMARIZED, seed=0)]
    chosen, n_inside = np.concatenate([inside, outside]), len(inside)
    some = take(scene.dataset.X, chosen)
    for number, name in enumerate(scene.rows.names[:MAX_COLUMNS]):
        values = column_values(some, number)
        if values.categories is not None:
            continue
        numbers = values.values.astype(np.float64)
        spread = np.nanstd(numbers) if np.isfinite(numbers).any() else 0.0
        mean, usual = _mean(numbers[:n_inside]), _mean(numbers[n_inside:])
        if spread and mean is not None and usual is not None:
            difference = float((mean - usual) / spread)
            found.append((difference, name, values.usual(mean), values.usual(usual)))
    found.sort(key=lambda each: -abs(each[0]))
    names = ("difference", "name", "mean", "others")
    return [dict(zip(names, each, strict=True)) for each in found[:N_MARKING]]


def _mean(values: Array) -> float | None:
    finite = values[np.isfinite(values)]
    return float(finite.mean()) if len(finite) else None


def export(scene: Scene, rows: Array, format: str) -> bytes:
    """Return the selected rows as a CSV or Parquet file.

    The columns are the number of the row, its id and label where there are any, the
    units of the code, and of tables the columns of the data. One whose name is that of
    a column before it has "(label)", "(code)" or "(data)" behind it.
    """
    columns: dict[str, Any] = {}

    def add(name: str, kind: str, values: Any) -> None:
        unused, number = name, 1
        while unused in columns:
            unused = f"{name} ({kind})" if number == 1 else f"{name} ({kind} {number})"
            number += 1
        columns[unused] = values

    dataset = scene.dataset
    add("row", "row", rows)
    if dataset.ids is not None:
        add(str(dataset.id_name or "id"), "id", _plain(dataset.ids[rows]))
    if dataset.y is not None:
        labels = label_cells(dataset.y[rows], dataset.class_names)
        add(scene.colorings[0].name, "label", _plain(labels))
    for unit, name in enumerate(scene.names):
        add(name, "code", scene.codes[rows, unit])
    if scene.rows.type == "cells":
        some = take(dataset.X, rows)
        for number, name in enumerate(scene.rows.names[:MAX_EXPORTED]):
            add(name, "data", _cells(some, number))
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    buffer = io.BytesIO()
    if format == "csv":
        pyarrow.csv.write_csv(table, buffer)
    else:
        pyarrow.parquet.write_table(table, buffer)
    return buffer.getvalue()


def _cells(some: Any, number: int) -> Any:
    """Return a column of rows of a table, in its own type where Arrow has it."""
    if hasattr(some, "iloc"):
        return _plain(some.iloc[:, number].to_numpy(dtype=object, na_value=None))
    return own_column(some, number)


def _plain(values: Any) -> Any:
    """Return values of one type, or their texts."""
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        return pa.array(pd.Series(values))  # pandas knows dates of every unit
    kept = [value.item() if hasattr(value, "item") else value for value in values]
    try:
        return pa.array(kept)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return [None if value is None else str(value) for value in kept]
