"""Columns of interactions that were probably mistaken for one another.

Users and items cannot be told apart by their values. What can be recognized: one column
with two roles, times as ratings, and names that say the opposite of the role.
"""

from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError

# Seconds since 1970 are above it from 1973 on; ratings and counts are below.
MIN_TIME = 1e8
MANY_RATINGS = 500  # different ones; scales and counts of plays have fewer
FEW_TIMES = 11  # whole numbers up to 10 are ratings rather than times
USER_WORDS = ("user", "customer", "member", "person", "reader", "viewer", "visitor")
ITEM_WORDS = ("item", "movie", "film", "product", "article", "book", "song", "track")


def check_roles(columns: Any) -> None:
    """Raise InvalidDataError if a column has two roles."""
    role_of: dict[str, str] = {}
    for role, name in columns._asdict().items():
        if name is None:
            continue
        if name in role_of:
            raise InvalidDataError(
                f"The column {name!r} is that of the {role_of[name]} and of the "
                f"{role}. Name another one with --{role}."
            )
        role_of[name] = role


def check_ratings(ratings: Array) -> None:
    """Raise InvalidDataError for ratings that are times."""
    if len(ratings) and ratings.min() >= MIN_TIME:
        raise InvalidDataError(
            f"The ratings are from {ratings.min():.15g} to {ratings.max():.15g}, as "
            f"times are. Name the column of ratings with --rating, and that of times "
            f"with --time."
        )


def doubts(columns: Any, ratings: Array | None, times: Array | None) -> list[str]:
    """Return sentences on columns that may be others than were meant."""
    found = []
    user, item = columns.user.lower(), columns.item.lower()
    says_item = any(word in user for word in ITEM_WORDS)
    if says_item and any(word in item for word in USER_WORDS):
        found.append(
            f"Users are those of the column {columns.user!r}, and items those of "
            f"{columns.item!r}: are --user and --item swapped?"
        )
    if ratings is not None and (n := len(np.unique(ratings))) >= MANY_RATINGS:
        found.append(
            f"The ratings have {n:,} different values: is {columns.rating!r} a column "
            f"of ids?"
        )
    if times is not None and len(times) > FEW_TIMES:
        values = np.unique(times)
        is_scale = len(values) < FEW_TIMES and values[0] >= 0 and values[-1] <= 10
        if is_scale and len(values) > 1:
            found.append(
                f"The times are from {values[0]:g} to {values[-1]:g}: is "
                f"{columns.time!r} a column of ratings?"
            )
    return found
