"""The ratings of MovieLens, from 1 to 5, with their times.

Terms, source and files are those of `autoencode.data.movielens`.
"""

import io
from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.data.archives import read_members
from autoencode.data.download import fetch, find_local
from autoencode.data.movielens import (
    ML_1M,
    ML_1M_TITLES,
    ML_100K,
    archive_members,
    member_text,
    rating_rows,
    titles_by_number,
)
from autoencode.data.ratings import Ratings
from autoencode.errors import InvalidParameterError


def load_ratings(name: str) -> Ratings:
    """Return all ratings of a data set, with titles as ids of the films.

    Parameters
    ----------
    name : str
        "movielens-100k", 100,000 ratings of 1,682 films by 943 users; or
        "movielens-1m", 1,000,209 of 3,706 films by 6,040.

    Raises
    ------
    InvalidParameterError
        If the data set has no ratings.
    DownloadError
        If the file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file.
    """
    if name == ML_100K.dataset:
        members = archive_members(fetch(ML_100K))
        rows = rating_rows(member_text(members, "u.data"), "\t")
        titles = titles_by_number(member_text(members, "u.item"), "|")
    elif name == ML_1M.dataset:
        rows, titles = _of_1m()
    else:
        raise InvalidParameterError(
            f"The data set {name!r} holds no ratings. Use movielens-100k or "
            f"movielens-1m, or a table."
        )
    users, films, ratings, times = rows.T
    items: Any = films
    if titles:
        items = np.array([titles[int(film)] for film in films], dtype=object)
    return Ratings.of(users, items, ratings, times=times)


def _of_1m() -> tuple[Array, dict[int, str]]:
    """Return user, film, rating and time of all ratings, and the titles."""
    members = archive_members(fetch(ML_1M))
    if "rating.npy" not in members:  # the published archive
        rows = rating_rows(member_text(members, "ratings.dat"), "::")
        return rows, titles_by_number(member_text(members, "movies.dat"), "::")
    names = ("user_id", "movie_id", "rating", "time_rank")
    arrays = [np.load(io.BytesIO(members[f"{name}.npy"])) for name in names]
    rows = np.column_stack([a.astype(np.int64) for a in arrays])
    local = find_local(ML_1M_TITLES)
    if local is None:
        return rows, {}
    return rows, titles_by_number(member_text(read_members(local), "movies.dat"), "::")
