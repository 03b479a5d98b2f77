"""Answers to requests: the method's result, as JSON or as an Arrow stream."""

import json
import warnings
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse
from sklearn.base import OneToOneFeatureMixin

from autoencode.arrays import Array
from autoencode.data.frames import without_midnights
from autoencode.data.schema import Column
from autoencode.errors import InvalidDataError, LargeValueError
from autoencode.methods import ROW_METHODS, call, method_for, result_names
from autoencode.serve.bodies import PACKED
from autoencode.serve.rows import Wanted, place_of


class Result(NamedTuple):
    """What a method returned.

    Parameters
    ----------
    names : list of str
        Of the columns.
    values : array of shape (n_rows, n_columns) or data frame
    warnings : list of str
        What the library warned of, such as categories that were not in the fit.
    """

    names: list[str]
    values: Any
    warnings: list[str]


def ask(run: Any, word: str, rows: Any, wanted: Wanted, n: int) -> Result:
    """Return the result of a word of `ROW_METHODS` for rows.

    It is called in one thread only: warnings are those of this call. ``n`` is the
    number of items or documents to find for each row, or all if there are fewer.
    """
    try:
        return _asked(run, word, rows, wanted, n)
    except LargeValueError as error:
        has_columns = all(isinstance(s, OneToOneFeatureMixin) for s in run.scalers)
        if wanted.type != "numbers" or not has_columns or error.place is None:
            raise
        value = rows[error.place]  # the message has that of the scaled row
        raise InvalidDataError(
            f"{place_of(*error.place, wanted)} is {value:g}, which is too "
            f"large for the network. Correct it, or leave out the row."
        ) from error


def _asked(run: Any, word: str, rows: Any, wanted: Wanted, n: int) -> Result:
    """Return what `ask` does; of values that are too large it names the scaled one."""
    method, number = str(method_for(run.model, word)), ROW_METHODS[word].number
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        if wanted.type == "pairs":
            found, sources = run.model.predict(*rows, return_source=True)
            columns = {"prediction": found, "source": sources}
            values: Any = pd.DataFrame(columns)
        elif number is not None:
            ids = run.model.titles_ if word == "search" else run.model.item_ids_
            given = {number: min(n, len(ids))}
            found = getattr(run.model, method)(run.scale(rows), **given)
            values = _best(run.model, word, found)
        else:
            values = call(run, method, rows)
    texts = [" ".join(str(each.message).split()) for each in caught]
    if hasattr(values, "columns"):
        return Result([str(name) for name in values.columns], values, texts)
    values = values.toarray() if sparse.issparse(values) else np.asarray(values)
    names = result_names(run, method, values.shape[1] if values.ndim == 2 else 0)
    return Result(names, values.reshape(len(values), len(names)), texts)


def _best(model: Any, word: str, found: Any) -> pd.DataFrame:
    """Return what was found for each row: its id and its score, the best first."""
    if word == "search":
        (scores, numbers), ids = found, model.titles_
        names = ("document", "distance")
    else:
        (numbers, scores), ids = found[:2], model.item_ids_
        names = ("item", "score")
    columns: dict[str, Any] = {}
    for place, (chosen, values) in enumerate(zip(numbers.T, scores.T, strict=True), 1):
        columns[f"{names[0]}_{place}"] = _ids(chosen, ids)
        columns[f"{names[1]}_{place}"] = values
    return pd.DataFrame(columns)


def _ids(chosen: Array, ids: Sequence[Any]) -> Any:
    """Return the ids with these numbers, and missing cells for numbers below 0."""
    cells = [ids[number] if number >= 0 else None for number in chosen]
    kind = np.asarray([c for c in cells if c is not None] or ids[:1]).dtype.kind
    if kind == "U":  # texts, and numbers beside texts
        texts = [None if cell is None else str(cell) for cell in cells]
        return pd.Series(texts, dtype=pd.ArrowDtype(pa.string()))
    # By default whole numbers beside a missing cell would become floats.
    return pd.Series(cells, dtype={"i": "Int64", "u": "UInt64"}.get(kind, object))


def to_json(result: Result, columns: Sequence[Column]) -> bytes:
    """Return ``{"columns": [...], "rows": [[...], ...]}``.

    ``columns`` are those of the tables of the fit: dates without a time are dates.
    Numbers that are not finite are null. Float32 is written so that it is read again to
    the same bits.
    """
    values = result.values
    if hasattr(values, "columns"):
        if isinstance(values, pd.DataFrame):
            days = [c for c in columns if c.name in values]
            values = without_midnights(values, days)
        cells = [column.to_pylist() for column in _table(values).columns]
        rows = [list(map(_cell, row)) for row in zip(*cells, strict=True)]
    else:
        if values.dtype in ("M8[ns]", "m8[ns]"):  # Python has no nanoseconds
            values = values.astype(f"{values.dtype.kind}8[us]")
        rows = values.tolist()
        is_plain = values.dtype.kind == "f" and np.isfinite(values).all()
        if values.dtype.kind not in "iub" and not is_plain:
            rows = [list(map(_cell, row)) for row in rows]
    content: dict[str, Any] = {"columns": result.names, "rows": rows}
    if result.warnings:
        content["warnings"] = result.warnings
    text = json.dumps(content, allow_nan=False, ensure_ascii=False)
    return text.encode("utf-8", "replace")


def to_arrow(result: Result, packed: bool) -> Any:
    """Return an Arrow stream of one batch.

    ``packed`` puts the rows of an array into one column of lists. Warnings are in the
    schema's metadata.
    """
    values = result.values
    if hasattr(values, "columns"):
        table = _table(values)
    elif packed and values.dtype.kind in "fiub":
        table = pa.table({PACKED: _lists(values)})
    else:
        columns = [pa.array(column) for column in values.T]
        table = pa.table(columns, names=result.names)
    facts = {"columns": json.dumps(result.names)} if packed else {}
    if result.warnings:
        facts["warnings"] = json.dumps(result.warnings)
    table = table.replace_schema_metadata(facts)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _lists(values: Array) -> Any:
    flat = pa.array(np.ascontiguousarray(values).reshape(-1))
    return pa.FixedSizeListArray.from_arrays(flat, values.shape[1])


def _table(frame: Any) -> Any:
    """Return a data frame of pandas or polars as a table of pyarrow."""
    if not isinstance(frame, pd.DataFrame):
        return frame.to_arrow()
    frame = frame.set_axis([str(name) for name in frame.columns], axis=1)
    try:
        return pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # a column of several types
        mixed = frame.select_dtypes("object").columns
        texts = {name: frame[name].map(str, na_action="ignore") for name in mixed}
        return pa.Table.from_pandas(frame.assign(**texts), preserve_index=False)


def _cell(value: Any) -> Any:
    """Return a cell for JSON."""
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.generic):  # in an array of Python's objects
        value = value.item()
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else value
