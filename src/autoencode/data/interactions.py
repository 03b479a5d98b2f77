"""Interactions of users with items: from a table to a sparse matrix, with ids as given.

A table has one row for each interaction: the user, the item, and perhaps a rating and a
time. Memory grows with the interactions, not with users times items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from autoencode.arrays import Array
from autoencode.data.frames import read_frame
from autoencode.data.interaction_checks import check_ratings, check_roles, doubts
from autoencode.data.interaction_values import as_numbers, as_times, check_lengths
from autoencode.errors import InvalidDataError, did_you_mean, listed

MIN_RATING = 4.0  # on the usual scale of 1 to 5 (Liang et al., 2018)


class InteractionColumns(NamedTuple):
    """The columns of a table of interactions; None for those it does not have."""

    user: str = "user"
    item: str = "item"
    rating: str | None = None
    time: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Interactions:
    """Which users like which items.

    Attributes
    ----------
    X : scipy.sparse.csr_array of shape (n_users, n_items), float32
        1 where a user likes an item, that is, has rated it high enough.

    seen : scipy.sparse.csr_array of shape (n_users, n_items), float32
        1 where a user has an item, however it was rated.

    user_ids, item_ids : array of shape (n_users,) or (n_items,)
        As they were given, in the order of their first interaction.

    times : array of shape (n_likes,) or None
        The time of each entry of ``X``, in the order of its data; of dates the
        nanoseconds since 1970.

    notes : list of str
        What was merged or left out, as sentences.
    """

    X: sparse.csr_array
    seen: sparse.csr_array
    user_ids: Array
    item_ids: Array
    times: Array | None = None
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        users: Any,
        items: Any,
        *,
        ratings: Any = None,
        times: Any = None,
        min_rating: float = MIN_RATING,
        item_ids: Sequence[Any] | None = None,
    ) -> Interactions:
        """Return the interactions of users with items.

        Parameters
        ----------
        users, items : sequence of length n_interactions
            Ids of any type.

        ratings : sequence of float or None, default=None
            With ratings, a user likes the items rated at least ``min_rating``; without,
            all of his or her items.

        times : sequence of numbers or dates, or None, default=None
            Of several interactions of a user with an item the latest one counts;
            without times, the last one given.

        min_rating : float, default=4.0
            The lowest rating of an item that a user likes.

        item_ids : sequence or None, default=None
            The items of the columns; others are left out. None is those of ``items``.

        Raises
        ------
        InvalidDataError
            If lengths differ, an id is missing, a rating or a time is not a number, or
            no rating is high enough and ``item_ids`` is None.
        """
        check_lengths(users=users, items=items, ratings=ratings, times=times)
        u, user_ids = numbered(users, "user")
        i, found_ids = numbered(items, "item")
        when = as_times(times)
        latest, notes = latest_of_pairs(u, i, len(found_ids), when)
        likes = _likes(ratings, min_rating, notes, needs_one=item_ids is None)
        likes = np.ones(len(u), bool) if likes is None else likes
        if item_ids is not None:
            columns = _known_columns(found_ids, user_ids, item_ids, notes)
            found_ids = np.array(list(item_ids), dtype=object)
            i = columns[i]
            latest = latest[i[latest] >= 0]
        shape = (len(user_ids), len(found_ids))
        liked = latest[likes[latest]]
        seen = X = _matrix(u[latest], i[latest], shape)
        if len(liked) < len(latest):
            X = _matrix(u[liked], i[liked], shape)
        by_place = liked[np.lexsort((i[liked], u[liked]))]
        return cls(
            X=X,
            seen=seen,
            user_ids=user_ids,
            item_ids=found_ids,
            times=None if when is None else when[by_place],
            notes=notes,
        )

    def with_likes(self) -> Interactions:
        """Return these interactions with only the users that like an item.

        Raises
        ------
        InvalidDataError
            If there are none.
        """
        rows = np.flatnonzero(np.diff(self.X.indptr))
        if not len(rows):
            raise InvalidDataError("No user likes an item that is known.")
        n_left_out = len(self.user_ids) - len(rows)
        if n_left_out == 0:
            return self
        notes = [*self.notes, f"{n_left_out:,} users who like no item are left out."]
        return Interactions(
            X=self.X[rows],
            seen=self.seen[rows],
            user_ids=self.user_ids[rows],
            item_ids=self.item_ids,
            times=self.times,
            notes=notes,
        )


def read_interactions(
    path: str | Path,
    columns: InteractionColumns,
    *,
    min_rating: float = MIN_RATING,
    item_ids: Sequence[Any] | None = None,
    **text: Any,
) -> Interactions:
    """Read a table of interactions.

    Parameters
    ----------
    path : str or Path
        A CSV, TSV or Parquet file with a header, or ``"-"`` for CSV from standard
        input. Ids of text files are texts, such as "007"; those of Parquet files have
        their types.

    columns : InteractionColumns
        The names of the columns; others are not used. With ``item_ids``, the column
        of times may be missing: the last of repeated interactions counts then.

    min_rating, item_ids
        As for `Interactions.of`.

    **text
        ``encoding``, ``delimiter`` and ``decimal`` of
        `autoencode.data.readers.read_samples`.

    Raises
    ------
    DataFileError, InvalidDataError
        If the file cannot be read, a column does not exist, or a value is invalid.
    """
    users, items, ratings, times = read_columns(
        path, columns, needs_time=item_ids is None, **text
    )
    try:
        found = Interactions.of(
            users,
            items,
            ratings=ratings,
            times=times,
            min_rating=min_rating,
            item_ids=item_ids,
        )
        numbers = None if ratings is None else as_numbers(ratings, "rating")
        found.notes.extend(doubts(columns, numbers, as_times(times)))
        return found
    except InvalidDataError as error:
        raise InvalidDataError(f"{path}: {error}") from error


def read_columns(
    path: str | Path,
    columns: InteractionColumns,
    *,
    needs_time: bool = True,
    **text: Any,
) -> list[Any]:
    """Return the columns of a table as they are; None for those without a name.

    Unless ``needs_time``, None also for times that the table does not have.

    Raises
    ------
    DataFileError, InvalidDataError, InvalidParameterError
        If the file cannot be read, a column has two roles, or does not exist.
    """
    check_roles(columns)
    frame, _ = read_frame(path, as_text=(columns.user, columns.item), **text)
    names = [str(name) for name in frame]
    if not needs_time and columns.time not in names:
        columns = columns._replace(time=None)
    for role, name in columns._asdict().items():
        if name is not None and name not in names:
            raise InvalidDataError(
                f"{path} has no column {name!r}; its columns are {listed(names)}. Name "
                f"the column of the {role} with --{role} of 'autoencode fit'; a run "
                f"reads the columns of its fit.{did_you_mean(name, names)}"
            )
    return [None if name is None else frame[name] for name in columns]


def numbered(ids: Any, role: str) -> tuple[Array, Array]:
    """Return the number of each id, and the ids in the order of their numbers."""
    import pandas as pd

    values = pd.Series(ids)
    missing = np.flatnonzero(values.isna())
    if len(missing):
        more = f" ({len(missing):,} rows have none)" if len(missing) > 1 else ""
        raise InvalidDataError(
            f"Row {missing[0]} has no {role}{more}. Fill in the id, or remove the row."
        )
    numbers, found = pd.factorize(values)
    return numbers.astype(np.int64), np.asarray(found)


def latest_of_pairs(
    u: Array, i: Array, n_items: int, times: Array | None
) -> tuple[Array, list[str]]:
    """Return the row of the latest interaction of each pair, and what was merged."""
    order = np.arange(len(u))
    if times is not None:
        order = np.argsort(times, kind="stable")
    pairs = (u * n_items + i)[order][::-1]
    _, first = np.unique(pairs, return_index=True)  # of the reversed order: the latest
    rows = np.sort(order[::-1][first])
    n_repeated = len(u) - len(rows)
    which = "last one given" if times is None else "latest one"
    notes = (
        [f"{n_repeated:,} repeated pairs of user and item: the {which} counts."]
        if n_repeated
        else []
    )
    return rows, notes


def _likes(
    ratings: Any, min_rating: float, notes: list[str], *, needs_one: bool
) -> Array | None:
    """Return which ratings are high enough; None without ratings."""
    if ratings is None:
        return None
    values = as_numbers(ratings, "rating")
    check_ratings(values)
    likes = values >= min_rating
    low, high = values.min(initial=np.inf), values.max(initial=-np.inf)
    if needs_one and not likes.any():
        raise InvalidDataError(
            f"No rating is at least {min_rating:g}; they range from {low:g} to "
            f"{high:g}. Lower --min-rating."
        )
    notes.append(
        f"{int(likes.sum()):,} of {len(values):,} ratings are at least {min_rating:g}; "
        f"the others count as seen, not as liked. Ratings range from {low:g} to "
        f"{high:g}."
    )
    return np.asarray(likes)


def numbers_by_text(ids: Any, known: Sequence[Any]) -> Array:
    """Return the number of each id among the known ones, -1 for others.

    Ids are compared as texts, since those of text files are texts, and whole floats
    also as integers: in many programs a column of integers that lacks one is of floats.
    """
    number_of = {_as_integer(each): number for number, each in enumerate(known)}
    number_of |= {str(each): number for number, each in enumerate(known)}
    found = (number_of.get(str(each)) for each in ids)
    return np.array(
        [
            number_of.get(_as_integer(each), -1) if number is None else number
            for each, number in zip(ids, found, strict=True)
        ],
        np.int64,
    )


def _as_integer(value: Any) -> str:
    """Return a whole float as the text of an integer, anything else as text."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _known_columns(
    found: Array, user_ids: Array, item_ids: Sequence[Any], notes: list[str]
) -> Array:
    """Return the column of each item that was found, -1 if it is not known."""
    columns = numbers_by_text(found, item_ids)
    unknown = found[columns < 0]
    if len(unknown) == len(found) and len(found):
        swapped = (numbers_by_text(user_ids, item_ids) >= 0).any()
        hint = " Are --user and --item swapped?" if swapped else ""
        raise InvalidDataError(
            f"None of the {len(found):,} items is known, such as {unknown[0]!r}; the "
            f"recommender was fitted to items such as {item_ids[0]!r}.{hint}"
        )
    if len(unknown):
        notes.append(
            f"{len(unknown):,} items that were not in the fit are left out, such as "
            f"{str(unknown[0])!r}."
        )
    return columns


def _matrix(u: Array, i: Array, shape: tuple[int, int]) -> sparse.csr_array:
    ones = np.ones(len(u), np.float32)
    matrix = sparse.csr_array((ones, (u, i)), shape=shape)
    matrix.sort_indices()  # not all versions of SciPy do
    return matrix
