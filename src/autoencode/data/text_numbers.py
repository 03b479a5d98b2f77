"""Columns of text nearly all of whose cells are numbers.

One cell that is no number keeps a column as text when a file is parsed. The other
cells are written as those of the whole file; its data frame carries how that is.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from autoencode.data.conventions import (
    COMMA,
    CONTINENTAL,
    MISSING,
    N_SAMPLED,
    Convention,
    fits,
    plain_numbers,
)

KEY = "autoencode.source"  # of the attributes of a data frame
METADATA_KEY = b"autoencode.convention"  # of those of a table of pyarrow
# Numbers for each other cell of a sample; in a whole column one is needed.
MIN_SAMPLED = 0.5


class Source(NamedTuple):
    """The text file that a data frame was read from.

    Parameters
    ----------
    name : str
        The file, for messages.
    convention : Convention
        How its numbers are written.
    """

    name: str
    convention: Convention


def with_convention(table: Any, convention: Convention) -> Any:
    """Return a table of pyarrow that carries how numbers in its file are written."""
    return table.replace_schema_metadata({METADATA_KEY: json.dumps(convention)})


def convention_of(table: Any) -> Convention | None:
    """Return how numbers are written in the text file of a table, if it is of one."""
    stored = (table.schema.metadata or {}).get(METADATA_KEY)
    return None if stored is None else Convention(*json.loads(stored))


def source_of(frame: Any) -> Source | None:
    """Return the text file of a data frame; None if it is of another origin."""
    found: Source | None = frame.attrs.get(KEY)
    return found


class TextNumbers(NamedTuple):
    """A column of text as numbers, missing where cells are none."""

    values: Any
    units: dict[str, str]  # see `check_units`


def text_numbers(texts: Any, source: Source | None) -> TextNumbers:
    """Return a column of text as numbers; none if most of its cells are something else.

    Parameters
    ----------
    texts : Series
        The column.
    source : Source or None
        The text file that it is from; None takes only numbers such as -1234.5.
    """
    is_text = pd.api.types.is_string_dtype(texts.dtype)
    if is_text and len(texts) > N_SAMPLED and not _may_be_numbers(texts, source):
        return TextNumbers(pd.Series(np.nan, texts.index), {})
    plain = pd.to_numeric(texts, errors="coerce").replace([np.inf, -np.inf], np.nan)
    if source is not None and is_text:
        found = _as_written(texts, source.convention)
        # A column may be written in another way than the others of its file.
        if found.values.count() >= plain.count():
            return found
    return TextNumbers(plain, {})


def _may_be_numbers(texts: Any, source: Source | None) -> bool:
    """Whether enough cells of a sample are numbers, without converting the others."""
    rows = np.linspace(0, len(texts) - 1, N_SAMPLED).astype(np.int64)
    some = texts.iloc[rows]
    read = text_numbers(some, source).values
    return bool(read.count() >= MIN_SAMPLED * len(cells_not_read(some, read)[1]))


def cells_not_read(values: Any, read: Any) -> tuple[Any, Any]:
    """Return which cells could not be read, and the rows of those to report.

    Marks of missing cells, such as "?", are expected among numbers.
    """
    wrong = values.notna().to_numpy() & read.isna().to_numpy()
    rows = np.flatnonzero(wrong)
    cells = values.iloc[rows].astype(object)  # of any type, such as decimals
    return wrong, rows[~cells.isin(MISSING).to_numpy(bool)]


def _as_written(texts: Any, convention: Convention) -> TextNumbers:
    """Return text as numbers by the conventions of its file."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if convention == COMMA:  # where 1.234 is not a decimal number
        convention = CONTINENTAL
    present = texts.astype(object).where(texts.notna(), None)
    cells = pc.utf8_trim_whitespace(pa.array(present, pa.string()))
    plain = plain_numbers(cells, convention)
    some = cells.filter(plain.is_number).slice(0, N_SAMPLED).to_pylist()
    if not fits(some, convention):  # such as (1), (2)
        return TextNumbers(pd.Series(np.nan, texts.index), {})
    kept = pc.if_else(plain.is_number, plain.cells, None).to_pylist()
    written = pd.Series(kept, texts.index, dtype=object)
    return TextNumbers(pd.to_numeric(written, errors="coerce"), plain.units)
