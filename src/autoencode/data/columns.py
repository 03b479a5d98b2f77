"""Roles of columns (features, label, id), and error messages about columns.

Columns of arrays without column names are called "0", "1", ...
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from autoencode.data.conventions import PLAIN, Convention
from autoencode.data.text_format import TextOptions
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
    warn,
)

if TYPE_CHECKING:
    import pyarrow as pa

PANDAS_INDEX = "__index_level_0__"  # column of an unnamed pandas index


@dataclass(frozen=True, kw_only=True)
class ColumnChoice:
    """The user's choice of columns.

    Parameters
    ----------
    label, id_column : str or None, default=None
        Columns of labels and of identifiers of samples.
    drop : tuple of str, default=()
        Columns to drop.
    feature_names : tuple of str or None, default=None
        The features of a fitted model, selected in this order; None selects all others.
    drop_if_present : tuple of str, default=()
        Columns to drop that may be absent.
    text : TextOptions, default=TextOptions()
        What the user gave about the format of text files.
    missing_labels : bool, default=False
        Whether samples may have no label.
    leaves_out_others : bool, default=False
        Whether columns that are not among the ``feature_names`` are left out of a
        stream; else they are an error, as in memory.
    """

    label: str | None = None
    id_column: str | None = None
    drop: tuple[str, ...] = ()
    feature_names: tuple[str, ...] | None = None
    drop_if_present: tuple[str, ...] = ()
    text: TextOptions = field(default_factory=TextOptions)
    missing_labels: bool = False
    leaves_out_others: bool = False

    @classmethod
    def of(
        cls,
        label: str | None,
        id_column: str | None,
        drop: Sequence[str],
        feature_names: Sequence[str] | None,
        drop_if_present: Sequence[str] = (),
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        decimal: str | None = None,
    ) -> Self:
        """Return a choice of sequences; raise if ``drop`` is a single name."""
        if isinstance(drop, str):
            raise InvalidParameterError(f"drop must be a list of names; got {drop!r}.")
        return cls(
            label=label,
            id_column=id_column,
            drop=tuple(drop),
            feature_names=None if feature_names is None else tuple(feature_names),
            drop_if_present=tuple(drop_if_present),
            text=TextOptions.of(encoding, delimiter, decimal),
        )

    @property
    def all_named(self) -> set[str]:
        """The columns that are named."""
        names = (self.label, self.id_column, *self.drop, *self.drop_if_present)
        return {n for n in (*names, *(self.feature_names or ())) if n is not None}

    @property
    def names_any(self) -> bool:
        """Whether the user chose a label, an id or a column to drop."""
        return bool(self.drop) or self.label is not None or self.id_column is not None


@dataclass(frozen=True)
class Place:
    """A file and the numbering of its rows, for messages.

    Parameters
    ----------
    name : str
        The file as the user wrote it.
    line_of : function from row to line, or None, default=None
        For text files: the line of a row, counted from 1, or None if unknown.
    first : int, default=0
        Index in the file of row 0, for blocks of a file.
    convention : Convention, default=PLAIN
        How the file's numbers are written.
    """

    name: str
    line_of: Callable[[int], int | None] | None = None
    first: int = 0
    convention: Convention = PLAIN

    def row(self, row: int) -> str:
        """Describe a row: ``row 4 (line 6)``, or ``row 4``."""
        row += self.first
        line = self.line_of(row) if self.line_of else None
        return f"row {row}" if line is None else f"row {row} (line {line})"

    def line(self, row: int) -> str:
        """Describe a row briefly: ``line 6``, or ``row 4`` if there are no lines."""
        row += self.first
        line = self.line_of(row) if self.line_of else None
        return f"row {row}" if line is None else f"line {line}"


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns by role."""

    label: str | None
    id_column: str | None
    features: list[str]


def drop_option(names: Sequence[str]) -> str:
    """Return the shell option that drops columns; names with commas are quoted."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(names)
    return f"--drop {shlex.quote(line.getvalue())}"


def choose_columns(names: Sequence[str], choice: ColumnChoice, place: Place) -> Columns:
    """Assign roles to columns.

    Parameters
    ----------
    names : sequence of str
        The file's columns, without duplicates.
    choice : ColumnChoice
        With ``feature_names``, label and id may be absent.
    place : Place
        The file, for messages.

    Raises
    ------
    InvalidDataError
        If a chosen column does not exist, a column is unexpected, or no feature is
        left.
    """
    needed = [(name, " to drop") for name in choice.drop]
    if choice.feature_names is None:
        roles = (choice.label, " to use as label"), (choice.id_column, " to use as id")
        needed = [(name, use) for name, use in roles if name is not None] + needed
    for name, use in needed:
        if name not in names:
            raise InvalidDataError(
                f"{place.name} has no column {name!r}{use}; its columns are "
                f"{listed(names)}.{did_you_mean(name, names)}"
            )
    others = {choice.label, choice.id_column, *choice.drop, *choice.drop_if_present}
    features = [name for name in names if name not in others]
    if choice.feature_names is not None:
        _check_against_model(features, names, choice.feature_names, place)
        features = list(choice.feature_names)
    if not features:
        raise InvalidDataError(
            f"{place.name} has no feature left: each of its columns ({listed(names)}) "
            "is the label, the id or dropped. Keep at least one."
        )
    return Columns(
        label=choice.label if choice.label in names else None,
        id_column=choice.id_column if choice.id_column in names else None,
        features=features,
    )


def check_typed(
    typed: Iterable[str], option: str, names: Iterable[str], data: str
) -> None:
    """Check that columns whose type an option gives are features, by their names.

    Raises
    ------
    InvalidDataError
        If one is not.
    """
    features = [str(name) for name in names]
    for name in typed:
        if name not in features:
            raise InvalidDataError(
                f"{data} has no feature {name!r} for {option}; its features are "
                f"{listed(features)}.{did_you_mean(name, features)}"
            )


def _check_against_model(
    features: Sequence[str], names: Sequence[str], wanted: Sequence[str], place: Place
) -> None:
    """Check that the columns are the model's features, in any order."""
    extra = [name for name in features if name not in set(wanted)]
    missing = [name for name in wanted if name not in set(names)]
    if missing:
        raise InvalidDataError(
            f"{place.name} lacks {len(missing)} of the model's {len(wanted)} features: "
            f"{listed(missing)}.{did_you_mean(missing[0], extra)}"
        )
    if extra:
        what = "a column" if len(extra) == 1 else f"{len(extra)} columns"
        raise InvalidDataError(
            f"{place.name} has {what} that the model was not fitted on: "
            f"{listed(extra)}. Leave out with {drop_option(extra)}."
        )


def check_names(names: Sequence[str], choice: ColumnChoice, place: Place) -> None:
    """Check that column names are unique.

    Raises
    ------
    InvalidDataError
        If two columns have the same name, or a column that is used has none.
    """
    if "" in names and "" not in choice.all_named:
        raise InvalidDataError(
            f"Column {names.index('')} in {place.name} has no name. Give it one in the "
            f"first line."
        )
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in seen:
            raise InvalidDataError(
                f"{place.name} has two columns named {name!r} (columns {seen[name]} "
                f"and {index}). Rename one of them."
            )
        seen[name] = index


def without_unnamed(table: pa.Table, choice: ColumnChoice, place: Place) -> pa.Table:
    """Leave out an index without a name, and blank columns at the end.

    The index is that of pandas, or the first column of a text file.
    """
    chosen, names = choice.all_named, table.column_names
    if PANDAS_INDEX in names and PANDAS_INDEX not in chosen:
        return table.drop_columns([PANDAS_INDEX])
    table = without_blank_end(table, choice)
    if not has_index(table.column_names, choice):
        return table
    if place.first == 0:
        warn_of_index(place.name)
    return table.select(range(1, table.num_columns))


def without_blank_end(table: pa.Table, choice: ColumnChoice) -> pa.Table:
    """Leave out columns at the end without a name and without a value."""
    names, n_columns = table.column_names, table.num_columns
    while n_columns > 1 and not names[n_columns - 1].strip():
        if "" in choice.all_named or not _is_blank(table.column(n_columns - 1)):
            break
        n_columns -= 1
    return table if n_columns == len(names) else table.select(range(n_columns))


def has_index(names: Sequence[str], choice: ColumnChoice) -> bool:
    """Whether the first column, and no other, has no name: it is an index then."""
    is_index = len(names) > 1 and not names[0] and "" not in names[1:]
    return is_index and "" not in choice.all_named


def warn_of_index(name: str) -> None:
    """Warn that the first column of a file is left out."""
    warn(f"Column 0 in {name} has no name: it is left out, as an index.")


def _is_blank(column: pa.ChunkedArray) -> bool:
    """Whether no cell has a value."""
    return column.null_count == len(column) or not any(filter(None, column.to_pylist()))


def check_cells(table: pa.Table, columns: Columns, place: Place) -> None:
    """Check that no feature has cells that neither models of numbers nor tables take.

    Raises
    ------
    InvalidDataError
        If a column has lists, structures or bytes.
    """
    from pyarrow import types

    for name in columns.features:
        own = table.schema.field(name).type
        is_bytes = types.is_binary(own) or types.is_large_binary(own)
        is_bytes = is_bytes or types.is_fixed_size_binary(own)
        if types.is_nested(own) or is_bytes:
            raise InvalidDataError(
                f"Column {name!r} in {place.name} holds {describe_type(own)}; a table "
                f"has numbers, text, dates, durations and truth values. Leave it out "
                f"with {drop_option([name])}, or write it as one of these."
            )


def describe_type(column_type: pa.DataType) -> str:
    """Describe the content of a column that is not numeric."""
    from pyarrow import types

    if types.is_dictionary(column_type):
        column_type = column_type.value_type
    if types.is_string(column_type) or types.is_large_string(column_type):
        return "text"
    if types.is_time(column_type):
        return "times of day"
    if types.is_duration(column_type):
        return "durations"
    return "dates" if types.is_temporal(column_type) else f"{column_type} values"


def nonfinite_message(
    place: Place, row: int, column: str, value: str, count: int, drop: Sequence[str]
) -> tuple[str, str]:
    """Return what is wrong with cells without a finite number, and advice.

    Parameters
    ----------
    place : Place
        The file.
    row, column, value : int, str, str
        The first such cell; ``value`` is "missing", "nan", "inf" or "-inf".
    count : int
        Number of such cells in the file.
    drop : sequence of str
        Their columns; empty if columns cannot be dropped.
    """
    one = count == 1
    cells = "1 cell holds" if one else f"{count} cells hold"
    which = "in" if one else "the first in"
    way_out = f"Fill {'it' if one else 'them'}, or leave out "
    way_out += "its row" if one else "their rows"
    if drop:
        way_out += f" or {'its column' if one else 'their columns'}"
        way_out += f" ({drop_option(drop)})"
    wrong = (
        f"{place.name}: {cells} no finite number, {which} {place.row(row)}, "
        f"column {column} ({value})"
    )
    return wrong, f". {way_out}."
