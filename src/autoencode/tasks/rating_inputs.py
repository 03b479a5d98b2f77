"""What a `RatingRecommender` is given: ratings, their range, and ids."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, Samples, as_csr
from autoencode.data.interactions import numbers_by_text
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.tasks.rating_means import rows_of
from autoencode.tasks.rating_networks import MOST_LEVELS

# Of an index of pandas whose values are ids.
INDEX_TYPES = ("string", "integer", "floating", "categorical")


def refuse_duplicates(X: Any) -> None:
    """Raise InvalidDataError if a sparse matrix has several ratings of a pair.

    SciPy would add them up.
    """
    if not sparse.issparse(X) or getattr(X, "has_canonical_format", False):
        return
    stored = X.tocoo()
    is_rating, n_items = stored.data != 0, stored.shape[1]
    places = stored.row[is_rating].astype(np.int64) * n_items + stored.col[is_rating]
    found, counts = np.unique(places, return_counts=True)
    several = np.flatnonzero(counts > 1)
    if len(several):
        user, item = divmod(int(found[several[0]]), n_items)
        more = "" if len(several) == 1 else f" ({len(several):,} such pairs)"
        raise InvalidDataError(
            f"X has {counts[several[0]]} ratings in row {user}, column {item}{more}. "
            f"Keep one of each pair: Ratings.of(users, items, ratings, times=times), "
            f"of autoencode.data.ratings, keeps the latest."
        )


def given_ratings(X: Samples) -> sparse.csr_array:
    """Return the values of ``X`` other than 0, as a sparse matrix of float64.

    Raises
    ------
    InvalidDataError
        If a pair of user and item has several.
    """
    refuse_duplicates(X)
    found = as_csr(X).astype(np.float64)
    if sparse.issparse(X) and np.shares_memory(found.data, X.data):
        found = found.copy()
    found.sum_duplicates()  # of zeros, and sorts
    found.eliminate_zeros()
    return found


def range_of(
    ratings: sparse.csr_array, given: Any, user_ids: list[Any], item_ids: list[Any]
) -> list[float]:
    """Return the lowest and the highest rating, those given or those found.

    Raises
    ------
    InvalidParameterError
        If ``given`` are not two numbers in increasing order.

    InvalidDataError
        If there are no ratings, or one is outside the range given.
    """
    if not ratings.nnz:
        raise InvalidDataError(
            "X has no ratings: all values are 0, which means not rated. Give at least "
            "one rating other than 0."
        )
    if given is None:
        return [float(ratings.data.min()), float(ratings.data.max())]
    return check_within(ratings, given, user_ids, item_ids)


def check_within(
    ratings: sparse.csr_array,
    given: Any,
    user_ids: Sequence[Any],
    item_ids: Sequence[Any],
) -> list[float]:
    """Return a range that was given: the lowest and the highest rating.

    The ids are those of the first rows and columns; others are named by their number.

    Raises
    ------
    InvalidParameterError
        If ``given`` are not two numbers in increasing order.

    InvalidDataError
        If a rating is outside of it.
    """
    try:
        low, high = (float(each) for each in given)
    except (TypeError, ValueError):
        low, high = 0.0, 0.0
    if not low < high:
        raise InvalidParameterError(
            f"rating_range must be the lowest and the highest rating, such as (1, 5); "
            f"got {given!r}."
        )
    wrong = np.flatnonzero((ratings.data < low) | (ratings.data > high))
    if len(wrong):
        user = _named("user", user_ids, rows_of(ratings)[wrong[0]], "row")
        item = _named("item", item_ids, ratings.indices[wrong[0]], "column")
        more = f" ({len(wrong):,} such ratings)" if len(wrong) > 1 else ""
        raise InvalidDataError(
            f"The rating of {item} by {user} is {ratings.data[wrong[0]]:g}, outside "
            f"rating_range, {low:g} to {high:g}{more}. Correct it, or fit with another "
            f"rating_range."
        )
    return [low, high]


def _named(role: str, ids: Sequence[Any], number: int, place: str) -> str:
    if number < len(ids):
        return f"{role} {ids[number]!r}"
    return f"the {role} of {place} {number}"


def check_levels(ratings: sparse.csr_array) -> Array:
    """Return the different ratings, for a machine that has a unit for each.

    Raises
    ------
    InvalidDataError
        If there are too many.
    """
    levels = np.unique(ratings.data)
    if len(levels) > MOST_LEVELS:
        raise InvalidDataError(
            f"X has {len(levels):,} different ratings; method='rbm' takes at most "
            f"{MOST_LEVELS}. Round them, or use method='item'."
        )
    return levels.astype(np.float32)


def index_ids(index: Any, n: int) -> Any:
    """Return the index of rows or columns of a data frame of pandas, if it can be ids.

    Else their numbers, which are also the default index: if it has other values than
    texts and numbers, missing or equal ones, or several levels.
    """
    inferred = getattr(index, "inferred_type", None)
    if inferred in INDEX_TYPES and index.is_unique and not index.hasnans:
        return index
    return range(n)


def plain_ids(given: Any, default: Any, n: int, role: str) -> list[Any]:
    """Return ids as they are, or as plain numbers; without any, ``default``.

    Raises
    ------
    InvalidDataError
        If there are not as many as there should be, some are equal, or one is a list.
    """
    ids = default if given is None else given
    as_list = getattr(ids, "tolist", None)  # of an array
    found = list(ids if as_list is None else as_list())
    if len(found) != n:
        raise InvalidDataError(
            f"{role}_ids must have one id for each of the {n} {role}s; got "
            f"{len(found)}."
        )
    seen = set()
    for row, each in enumerate(found):
        if not _is_hashable(each):
            raise InvalidDataError(
                f"{role}_ids must be texts or numbers; got {each!r} in place {row}."
            )
        if each in seen:
            raise InvalidDataError(
                f"{role}_ids must differ; {each!r} is there several times."
            )
        seen.add(each)
    return found


def numbers_of(ids: Any, known: Sequence[Any]) -> Array:
    """Return the number of each id among the known ones; -1 for others.

    Of equal type first; else as texts, since ids of text files are texts.

    Raises
    ------
    InvalidDataError
        If there is one id instead of a sequence of ids, or a table of them.
    """
    shape = getattr(ids, "shape", None)
    if shape is not None and len(shape) > 1:  # a frame's items are its columns' names
        raise InvalidDataError(
            f"users and items must be sequences of ids; got {type(ids).__name__} of "
            f"shape {tuple(shape)}. Give one column, such as frame['user']."
        )
    if np.ndim(ids) == 0:  # of a text, each letter would be an id
        raise InvalidDataError(
            f"users and items must be sequences of ids, such as [{ids!r}]; got {ids!r}."
        )
    as_list = getattr(ids, "tolist", None)
    given = list(ids if as_list is None else as_list())
    of_id = {each: number for number, each in enumerate(known)}
    numbers = [of_id.get(each, -1) if _is_hashable(each) else -1 for each in given]
    found = np.array(numbers, np.int64)
    others = np.flatnonzero(found < 0)
    if len(others):
        found[others] = numbers_by_text([given[place] for place in others], known)
    return found


def has_ratings(numbers: Array, counts: Array) -> Array:
    """Return whether numbers are of users, or items, that have ratings."""
    is_number = (numbers >= 0) & (numbers < len(counts))
    return np.asarray(is_number & (counts[np.where(is_number, numbers, 0)] > 0))


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
