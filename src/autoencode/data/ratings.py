"""Ratings of items by users: from a table to numbers, with ids as given.

A table has one row for each rating: the user, the item, the rating and perhaps a time.
Memory grows with the ratings, not with users times items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from autoencode.arrays import Array
from autoencode.data.interaction_values import as_numbers, as_times, check_lengths
from autoencode.data.interactions import (
    InteractionColumns,
    latest_of_pairs,
    numbered,
    numbers_by_text,
    read_columns,
)
from autoencode.errors import InvalidDataError

MOST_LEVELS = 100  # different ratings that are whole numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratings:
    """Ratings of items by users, one for each pair.

    Attributes
    ----------
    matrix : scipy.sparse.csr_array of shape (n_users, n_items), float64
        The ratings; other pairs are not stored.

    times : array of shape (n_ratings,), or None
        In the order of ``matrix.data``.

    user_ids, item_ids : array of shape (n_users,) or (n_items,)
        As they were given: first those that are known from elsewhere, then others in
        the order of their first rating.

    notes : list of str
        What was merged or looks strange, as sentences.
    """

    matrix: sparse.csr_array
    times: Array | None
    user_ids: Array
    item_ids: Array
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        users: Any,
        items: Any,
        ratings: Any,
        *,
        times: Any = None,
        user_ids: Sequence[Any] = (),
        item_ids: Sequence[Any] = (),
    ) -> Ratings:
        """Return the ratings of items by users.

        Parameters
        ----------
        users, items : sequence of length n_ratings
            Ids of any type.

        ratings : sequence of float
            Those of 0 are left out, and noted: in a matrix, 0 is no rating.

        times : sequence of numbers or dates, or None, default=None
            Of several ratings of an item by a user the latest one counts; without
            times, the last one given.

        user_ids, item_ids : sequence, default=()
            Ids of the first rows and columns, such as those of a fit.

        Raises
        ------
        InvalidDataError
            If lengths differ, an id is missing, a rating or a time is not a number, or
            ratings look like ids or times.
        """
        check_lengths(users=users, items=items, ratings=ratings, times=times)
        u, found_users = numbered(users, "user")
        i, found_items = numbered(items, "item")
        values = as_numbers(ratings, "rating")
        _check_ratings(values)
        moments = as_times(times)
        rows, notes = latest_of_pairs(u, i, len(found_items), moments)
        is_zero = values[rows] == 0
        if is_zero.any():
            notes.append(
                f"{int(is_zero.sum()):,} ratings of 0 are left out: 0 means not rated. "
                f"If it is a rating, add 1 to all."
            )
            rows = rows[~is_zero]
        u_places, all_users = _with_known(found_users, user_ids)
        i_places, all_items = _with_known(found_items, item_ids)
        u, i = u_places[u[rows]], i_places[i[rows]]
        order = np.lexsort((i, u))  # that of a CSR matrix
        rows, u, i = rows[order], u[order], i[order]
        shape = (len(all_users), len(all_items))
        return cls(
            matrix=sparse.csr_array((values[rows], (u, i)), shape=shape),
            times=None if moments is None else moments[rows],
            user_ids=all_users,
            item_ids=all_items,
            notes=notes,
        )


def read_ratings(
    path: str | Path,
    columns: InteractionColumns,
    *,
    user_ids: Sequence[Any] = (),
    item_ids: Sequence[Any] = (),
    **text: Any,
) -> Ratings:
    """Read a table of ratings.

    Parameters
    ----------
    path : str or Path
        A CSV, TSV or Parquet file with a header, or ``"-"`` for CSV from standard
        input. Ids of text files are texts, such as "007"; those of Parquet files have
        their types.

    columns : InteractionColumns
        The names of the columns; others are not used. With ``item_ids``, the column
        of times may be missing: the last of repeated ratings counts then.

    user_ids, item_ids
        As for `Ratings.of`.

    **text
        ``encoding``, ``delimiter`` and ``decimal`` of
        `autoencode.data.readers.read_samples`.

    Raises
    ------
    DataFileError, InvalidDataError
        If the file cannot be read, a column does not exist, or a value is invalid.
    """
    users, items, ratings, times = read_columns(
        path, columns, needs_time=not len(item_ids), **text
    )
    known: dict[str, Any] = {"user_ids": user_ids, "item_ids": item_ids}
    try:
        return Ratings.of(users, items, ratings, times=times, **known)
    except InvalidDataError as error:
        raise InvalidDataError(f"{path}: {error}") from error


def _check_ratings(values: Array) -> None:
    """Raise InvalidDataError for numbers that are ids or times rather than ratings."""
    levels = np.unique(values)
    if len(levels) > MOST_LEVELS and (levels == np.round(levels)).all():
        raise InvalidDataError(
            f"The ratings are {len(levels):,} different whole numbers from "
            f"{levels[0]:.0f} to {levels[-1]:.0f}, which look like ids, times or "
            f"counts. Name the column of ratings with --rating; use item_recommender "
            f"for counts."
        )


def _with_known(found: Array, known: Sequence[Any]) -> tuple[Array, Array]:
    """Return the number of each id found, and all ids: those known, then others."""
    if not len(known):
        return np.arange(len(found)), found
    numbers = numbers_by_text(found, known)
    new = numbers < 0
    numbers[new] = len(known) + np.arange(new.sum())
    ids = np.empty(len(known) + int(new.sum()), dtype=object)
    ids[:] = [*known, *found[new].tolist()]
    return numbers, ids
