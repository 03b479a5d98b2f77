"""What the columns of a mixed table are for, by what they hold.

Text that is nearly always a number or a date is read as such, and its other cells count
as missing. Columns that identify rows, or hold almost nothing, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from autoencode.data.column_numbers import text_dates
from autoencode.data.column_types import MIN_ROWS_OF_IDS
from autoencode.data.conventions import MISSING, are_codes, check_units
from autoencode.data.text_numbers import cells_not_read, source_of, text_numbers
from autoencode.errors import counted, listed
from autoencode.warning_filters import ignored_warnings

MIN_PRESENT = 10  # cells of a column, or half of them: else a part may have none
SHARE_OF_TYPE = 0.9  # cells of a type, of text that is read as this type
SHARE_OF_TEXTS = 0.5  # a larger share of different texts: names, comments
NAME_OF_ID = re.compile(r"(^|[ _.-])(id|uuid|key|no|nr|number|index|row)\.?$", re.I)

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
LARGEST_ID = 2**62
FIRST_ROWS = 20
N_TRIED = 20  # different cells that select the formats to try
SHARE_OF_TRIED = 0.5  # of these cells


@dataclass
class Guesses:
    """What was found out about the columns of a table.

    Attributes
    ----------
    parts : list of DataFrame
        The parts of the table with the columns to use; cells of another type than their
        column are missing.

    left_out : list of str
        Columns that identify rows, or hold almost nothing.

    numeric : list of str
        Columns of text that hold numbers; in the parts they are numbers.

    dates : dict of str to str
        Formats of columns of text that hold dates.

    lines : list of str
        Reports of what was left out, not read, or is in doubt.
    """

    parts: list[Any]
    left_out: list[str] = field(default_factory=list)
    numeric: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def are_numbers(self) -> bool:
        """Whether all columns to use are numbers, without missing cells."""
        is_number = pd.api.types.is_numeric_dtype
        is_bool = pd.api.types.is_bool_dtype
        types = self.parts[0].dtypes
        are_numeric = all(is_number(each) and not is_bool(each) for each in types)
        if self.numeric or not are_numeric:  # text, also in the files of a later call
            return False
        return not any(part.isna().to_numpy().any() for part in self.parts)


def guess_columns(
    parts: Sequence[Any],
    given: Collection[str] = (),
    advice: str = "",
    row_of: Callable[[int], str] = "row {}".format,
) -> Guesses:
    """Return the columns that a model can use, and how to read them.

    Parameters
    ----------
    parts : sequence of DataFrame
        Parts of a table. All decide about types, the first about what is left out.

    given : collection of str
        Columns whose type the user gave: they are used as they are.

    advice : str, default=""
        How to keep columns that identify rows, with ``{0}`` for the name of one, and
        ``{1}`` for the option that gives its type.

    row_of : callable, default="row {}".format
        Describes a row of the first part by its index, such as with its line in a file.
    """
    result = Guesses([part.copy(deep=False) for part in parts])
    identifying, empty = [], []
    for name in parts[0]:
        n_present = int(parts[0][name].notna().sum())
        if n_present < max(1, min(MIN_PRESENT, len(parts[0]) / 2)):
            empty.append(name)
        elif name not in given:
            _guess_type(name, result, row_of)
            present = result.parts[0][name].dropna()
            if name in result.numeric:
                present = _as_integers(present)
            if name not in result.dates and _identifies_rows(present):
                identifying.append(name)
    reasons = (
        (identifying, "they identify rows, or hold text that differs in most of them"),
        (empty, "they hold almost no values"),
    )
    for names, reason in reasons:
        if names:
            line = f"Columns left out, since {reason}: {listed(map(str, names))}."
            if names is identifying:
                is_text = _is_text(result.parts[0][names[0]])
                option = "--categorical" if is_text else "--numeric"
                line += advice.format(names[0], option)
            result.lines.append(line)
    result.left_out = identifying + empty
    result.numeric = [name for name in result.numeric if name not in identifying]
    result.parts = [part.drop(columns=result.left_out) for part in result.parts]
    return result


def _guess_type(name: str, result: Guesses, row_of: Callable[[int], str]) -> None:
    """Note the type of a column, and make its cells of other types missing."""
    values = pd.concat([part[name] for part in result.parts])
    if pd.api.types.is_float_dtype(values.dtype):
        read, type_ = values.replace([np.inf, -np.inf], np.nan), "finite numbers"
    elif not _is_text(values):
        return
    else:
        texts = values.map(str, na_action="ignore")
        if (numbers := _as_numbers(name, result.parts, texts)) is not None:
            result.numeric.append(name)
            read, type_ = pd.concat(numbers), "numbers"
            for part, own in zip(result.parts, numbers, strict=True):
                part[name] = own
        elif formats := date_formats(texts):
            result.dates[name] = formats[0]
            result.lines.append(_line_of_dates(name, formats))
            read, type_ = _as_dates(texts, formats[0]), f"dates like {formats[0]}"
        else:
            return
    wrong, rows = cells_not_read(values, read)
    if wrong.any():
        ends = np.cumsum([len(part) for part in result.parts])[:-1]
        for part, own in zip(result.parts, np.split(wrong, ends), strict=True):
            part[name] = part[name].mask(own)
    if not len(rows):
        return
    row = values.index[rows[0]]
    # The rows of another part may be those of another file.
    where = row_of(row) if rows[0] < len(result.parts[0]) else f"row {row}"
    result.lines.append(
        f"Column {name!r} holds no {type_} in {counted(len(rows), 'cell')}, such as "
        f"{values.iloc[rows[0]]!r} in {where}: counted as missing."
    )


def _is_text(values: Any) -> bool:
    dtype = values.dtype
    is_category = isinstance(dtype, pd.CategoricalDtype)
    return bool(pd.api.types.is_string_dtype(dtype)) and not is_category


def _as_numbers(name: str, parts: Sequence[Any], texts: Any) -> list[Any] | None:
    """Return the parts of a column of text as numbers, if nearly all cells are.

    None if they are not, or are codes such as 00123.
    """
    sources = [source_of(part) if _is_text(part[name]) else None for part in parts]
    found = [
        text_numbers(part[name].map(str, na_action="ignore"), source)
        for part, source in zip(parts, sources, strict=True)
    ]
    read = pd.concat([each.values for each in found])
    is_number = read.notna().to_numpy()
    n_present = is_number.sum() + len(cells_not_read(texts, read)[1])
    if is_number.sum() < max(1, SHARE_OF_TYPE * n_present):
        return None
    if are_codes(texts[is_number]):
        return None
    units: dict[Any, dict[str, str]] = {}
    for each, source in zip(found, sources, strict=True):
        units[source] = each.units | units.get(source, {})
    for source, cells in units.items():
        if source is not None:
            check_units(cells, name, source.name)
    return [each.values for each in found]


def date_formats(texts: Any) -> list[str]:
    """Return the formats by which nearly all cells of a column of text are dates.

    Several, if they read equally many cells.
    """
    present = texts[texts.notna() & ~texts.isin(MISSING)]
    tried = pd.Series(pd.unique(present)[:N_TRIED], dtype=object)
    formats = [date + time for time in TIMES for date in DATES]
    likely = [each for each in formats if _share(tried, each) >= SHARE_OF_TRIED]
    shares = {each: _share(present, each) for each in likely or _guessed(tried)}
    best = max([SHARE_OF_TYPE, *shares.values()])
    return [each for each, share in shares.items() if share == best]


def _share(texts: Any, date_format: str) -> float:
    """Return the share of cells that are dates in a format."""
    looks = texts.map(lambda text: bool(LOOKS_LIKE_A_DATE.fullmatch(text)))
    if not len(texts) or looks.mean() < SHARE_OF_TRIED:
        return 0.0
    return float(_as_dates(texts, date_format).notna().mean())


def _as_dates(texts: Any, date_format: str) -> Any:
    with ignored_warnings():
        return text_dates(texts, date_format)


def _guessed(texts: Any) -> list[str]:
    """Return the formats of single cells, such as those with time zones."""
    guess = pd.tseries.api.guess_datetime_format
    with ignored_warnings():  # of the order of day and month
        return sorted({form for text in texts if (form := guess(text))})


def _line_of_dates(name: str, formats: list[str]) -> str:
    """Return the line that reports dates; the order of its parts may be in doubt."""
    line = f"Column {name!r} is read as dates ({formats[0]})"
    if len(formats) == 1:
        return f"{line}."
    return f"{line}; if that is wrong, give --dates '{name}={formats[1]}'."


def identifying_columns(
    X: Any, names: Sequence[str], given: Collection[str] = ()
) -> list[str]:
    """Return the columns of numbers that identify rows.

    Parameters
    ----------
    X : array of shape (n_samples, n_features)
        A table of numbers.

    names : sequence of str
        Names of the columns.

    given : collection of str
        Columns that are used whatever they hold.
    """
    found = []
    for number, name in enumerate(names):
        # Most columns have fractions, or a value twice, in their first rows already.
        first = X[:FIRST_ROWS, number]
        if name in given or len(np.unique(first)) < len(first) or not _are_whole(first):
            continue
        if _identifies_rows(_as_integers(pd.Series(X[:, number], name=name))):
            found.append(name)
    return found


def _as_integers(values: Any) -> Any:
    """Return numbers as integers if they are whole, and not huge."""
    is_small = np.abs(values).max() < LARGEST_ID
    return values.astype(np.int64) if is_small and _are_whole(values) else values


def _are_whole(values: Any) -> bool:
    return bool((values == np.round(values)).all())


def _identifies_rows(present: Any) -> bool:
    """Whether a column tells rows apart, and nothing about them."""
    n_rows, n_values = len(present), present.nunique()
    if n_rows < MIN_ROWS_OF_IDS:
        return False
    if _is_text(present):
        return bool(n_values > SHARE_OF_TEXTS * n_rows)
    if not pd.api.types.is_integer_dtype(present.dtype) or n_values < n_rows:
        return False
    is_dense = int(present.max()) - int(present.min()) < 2 * n_rows
    in_order = present.is_monotonic_increasing or present.is_monotonic_decreasing
    return is_dense or in_order or bool(NAME_OF_ID.search(str(present.name)))
