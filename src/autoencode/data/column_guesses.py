"""What columns of a mixed table are for: dates written as text, names of rows."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from autoencode.data.dataset import Dataset
from autoencode.data.schema import MIN_ROWS_OF_IDS, SHARE_OF_IDS

# Formats of dates and of times, the preferred ones first.
DATES: tuple[str, ...] = (
    "%d.%m.%Y",
    "%d.%m.%y",
    "%Y/%m/%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%Y.%m.%d",
)
DATES += ("%d-%m-%Y", "%m-%d-%Y", "%m/%d/%y", "%d/%m/%y", "%Y-%m-%d", "%d %b %Y")
DATES += ("%d-%b-%Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y")
TIMES = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", ", %H:%M", " %H:%M:%S.%f", " %I:%M %p")
# A date has three parts, with or without a time of day.
LOOKS_LIKE_A_DATE = re.compile(
    r"\s*\w{1,9}[./ -]\s?\w{1,9}[,./ -]\s?\d{1,4}([ ,T].*)?\s*"
)


class Guesses(NamedTuple):
    """What was found out about columns.

    ``dates`` are the formats of columns of dates, ``left_out`` the columns without any
    use, and ``lines`` report both.
    """

    dates: dict[str, str]
    left_out: tuple[str, ...]
    lines: tuple[str, ...]


def guess_columns(dataset: Dataset, given: Collection[str]) -> Guesses:
    """Find columns of dates in text, of names of rows, and without any value.

    Parameters
    ----------
    dataset : Dataset
        A mixed table; its training rows decide what is left out.

    given : collection of str
        Columns whose type the user gave.
    """
    dates: dict[str, str] = {}
    left_out, lines = [], []
    parts = [part for part in (dataset.X, dataset.X_test) if part is not None]
    for name in dataset.X.columns:
        values = pd.concat([part[name] for part in parts]).dropna()
        in_training = dataset.X[name].dropna()
        if not len(in_training):
            left_out.append(name)
            lines.append(f"Column {name!r} holds no value: it is left out.")
        elif name in given or not _is_text(values):
            continue
        elif formats := list(date_formats(values)):
            dates[name] = formats[0]
            lines.append(_line_of_dates(name, formats))
        elif _identifies_rows(in_training):
            left_out.append(name)
            lines.append(
                f"Column {name!r} differs in nearly every row, as names do: it is left "
                f"out. --id {name} keeps it beside the results."
            )
    return Guesses(dates, tuple(left_out), tuple(lines))


def without_columns(dataset: Dataset, left_out: Collection[str]) -> Dataset:
    """Return a mixed table without some columns."""
    if not left_out:
        return dataset
    kept = [name for name in dataset.X.columns if name not in left_out]
    test = None if dataset.X_test is None else dataset.X_test[kept]
    names = tuple(map(str, kept))
    return replace(dataset, X=dataset.X[kept], X_test=test, feature_names=names)


def date_formats(values: Any) -> Iterator[str]:
    """Yield the formats by which all cells of a column of text are dates."""
    texts = pd.Series(pd.unique(values)).astype(str)
    if not len(texts) or not all(map(LOOKS_LIKE_A_DATE.fullmatch, texts.head(20))):
        return
    for time in TIMES:
        for date in DATES:
            few, rest = texts.head(20), texts
            if all(_are_dates(some, date + time) for some in (few, rest)):
                yield date + time


def _are_dates(texts: Any, date_format: str) -> bool:
    with warnings.catch_warnings(action="ignore"):
        dates = pd.to_datetime(texts, format=date_format, errors="coerce")
    return bool(dates.notna().all())


def _line_of_dates(name: str, formats: list[str]) -> str:
    """Return the line that reports dates; the order of its parts may be in doubt."""
    line = f"Column {name!r} is read as dates ({formats[0]})"
    if len(formats) == 1:
        return f"{line}."
    return f"{line}; if that is wrong, give --dates '{name}={formats[1]}'."


def _is_text(values: Any) -> bool:
    types = pd.api.types
    return bool(types.is_string_dtype(values.dtype)) and not isinstance(
        values.dtype, pd.CategoricalDtype
    )


def _identifies_rows(values: Any) -> bool:
    """Whether a column of text differs in nearly every row."""
    n_rows = len(values)
    return n_rows >= MIN_ROWS_OF_IDS and values.nunique() > SHARE_OF_IDS * n_rows
