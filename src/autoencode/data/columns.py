"""Which columns are features, which is the label, and the wording of messages on them.

Arrays without column names take part too: their columns are called "0", "1", ...
"""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
)


@dataclass(frozen=True, kw_only=True)
class ColumnChoice:
    """What the user said about the columns.

    Parameters
    ----------
    label, id_column : str or None, default=None
        Columns of labels and of the user's names for samples.
    drop : tuple of str, default=()
        Columns to leave out.
    feature_names : tuple of str or None, default=None
        The features of a fitted model, to pick in this order; None takes what is there.
    """

    label: str | None = None
    id_column: str | None = None
    drop: tuple[str, ...] = ()
    feature_names: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        label: str | None,
        id_column: str | None,
        drop: Sequence[str],
        feature_names: Sequence[str] | None,
    ) -> Self:
        """Return the choice of these lists; raise if ``drop`` is one name."""
        if isinstance(drop, str):
            raise InvalidParameterError(f"drop must be a list of names; got {drop!r}.")
        return cls(
            label=label,
            id_column=id_column,
            drop=tuple(drop),
            feature_names=None if feature_names is None else tuple(feature_names),
        )

    @property
    def names_any(self) -> bool:
        """Whether the user named a column."""
        return bool(self.drop) or self.label is not None or self.id_column is not None


@dataclass(frozen=True)
class Place:
    """The file a message speaks of, and where its rows are.

    Parameters
    ----------
    name : str
        The file as the user wrote it.
    line_of : function from row to line, or None, default=None
        For text files: a row's line, counted from 1; None where it is not known.
    first : int, default=0
        The number that row 0 has in the file, where a part of it is spoken of.
    """

    name: str
    line_of: Callable[[int], int | None] | None = None
    first: int = 0

    def row(self, row: int) -> str:
        """Words for a row: ``row 4 (line 6)``, or ``row 4``."""
        row += self.first
        line = self.line_of(row) if self.line_of else None
        return f"row {row}" if line is None else f"row {row} (line {line})"

    def line(self, row: int) -> str:
        """Words for a row, short: ``line 6``, or ``row 4`` where there are no lines."""
        row += self.first
        line = self.line_of(row) if self.line_of else None
        return f"row {row}" if line is None else f"line {line}"


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns by their use."""

    label: str | None
    id_column: str | None
    features: list[str]


def drop_option(names: Sequence[str]) -> str:
    """Spell the option that leaves columns out, ready to paste into a shell."""
    return f"--drop {shlex.quote(','.join(names))}"


def choose_columns(names: Sequence[str], choice: ColumnChoice, place: Place) -> Columns:
    """Sort columns by their use.

    Parameters
    ----------
    names : sequence of str
        The file's columns, without duplicates.
    choice : ColumnChoice
        With ``feature_names``, other columns the user named need not be there.
    place : Place
        The file, for messages.

    Raises
    ------
    InvalidDataError
        If a named column is not there, a column is left over, or no feature is left.
    """
    known = choice.feature_names is not None
    for name, use in (
        (choice.label, " to use as label"),
        (choice.id_column, " to use as id"),
        *((name, " to drop") for name in choice.drop),
    ):
        if name is not None and name not in names and not known:
            raise InvalidDataError(
                f"{place.name} has no column {name!r}{use}; its columns are "
                f"{listed(names)}.{did_you_mean(name, names)}"
            )
    aside = {choice.label, choice.id_column, *choice.drop}
    rest = [name for name in names if name not in aside]
    if choice.feature_names is not None:
        _check_against_model(rest, names, choice.feature_names, place)
        rest = list(choice.feature_names)
    if not rest:
        raise InvalidDataError(
            f"{place.name} has no feature left: each of its columns ({listed(names)}) "
            "is the label, the id or dropped. Keep at least one."
        )
    return Columns(
        label=choice.label if choice.label in names else None,
        id_column=choice.id_column if choice.id_column in names else None,
        features=rest,
    )


def _check_against_model(
    rest: Sequence[str], names: Sequence[str], wanted: Sequence[str], place: Place
) -> None:
    """Check that the columns are the model's features, in any order."""
    extra = [name for name in rest if name not in set(wanted)]
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
    """Check that every column has a name of its own.

    Raises
    ------
    InvalidDataError
        If two columns share a name, or a column that would be used has none.
    """
    if "" in names and "" not in (choice.label, choice.id_column, *choice.drop):
        raise InvalidDataError(
            f"Column {names.index('')} in {place.name} has no name (pandas writes its "
            "row index so). Name it, or leave it out with --drop ''."
        )
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in seen:
            raise InvalidDataError(
                f"{place.name} has two columns named {name!r} (columns {seen[name]} "
                f"and {index}). Rename one of them."
            )
        seen[name] = index


def nonfinite_message(
    place: Place, row: int, column: str, value: str, count: int, drop: Sequence[str]
) -> str:
    """Message for cells that hold no finite number.

    Parameters
    ----------
    place : Place
        The file.
    row, column, value : int, str, str
        The first such cell; ``value`` is "missing", "nan", "inf" or "-inf".
    count : int
        Number of such cells in the file.
    drop : sequence of str
        The columns that hold them; empty where columns cannot be dropped.
    """
    cells = "1 cell holds" if count == 1 else f"{count} cells hold"
    one = count == 1
    which = "in" if one else "the first in"
    way_out = f"Fill {'it' if one else 'them'}, or leave out "
    way_out += "its row" if one else "their rows"
    if drop:
        way_out += f" or {'its column' if one else 'their columns'}"
        way_out += f" ({drop_option(drop)})"
    return (
        f"{place.name}: {cells} no finite number, {which} {place.row(row)}, "
        f"column {column} ({value}). {way_out}."
    )
