"""MovieLens: which films users like, of GroupLens at the University of Minnesota.

Terms of GroupLens: for research; no commercial use without permission; no
redistribution without separate permission; publications acknowledge the data by the
source given here. So the files are downloaded from their home, and never included.
"""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.data.archives import read_members
from autoencode.data.dataset import Dataset
from autoencode.data.download import RemoteFile, fetch, find_local
from autoencode.data.interactions import Interactions
from autoencode.errors import DataFileError, one_line, why

HOME = "https://files.grouplens.org/datasets/movielens/"
# The published files are zip archives, with the checksums that GroupLens gives. The
# other ones have the same ratings.
ML_100K = RemoteFile(
    dataset="movielens-100k",
    path="movielens-100k/ml-100k.tar.gz",
    sha256="128f1d3cc6c617a5482d47bb9a23f2512e17f124d73ce9771c3beac53618d24d",
    published="md5:0e33842e24a9c977be4e0107933c0723",
    urls=(f"{HOME}ml-100k.zip",),
)
ML_1M = RemoteFile(
    dataset="movielens-1m",
    path="movielens-1m/ml1m_ratings.npz",
    sha256="59b920ad6c00a6ea4c6fee198c14363b1a9b3909cf9f382aa196d03528ddd72a",
    published="md5:c4d9eecfca2ab87c1945afe126590906",
    urls=(f"{HOME}ml-1m.zip",),
)
ML_1M_TITLES = RemoteFile(
    dataset="movielens-1m",
    path="movielens-1m/ml-1m-metadata.tar.gz",
    sha256="149c09beccee91ed4cbbdb5405a4e2f0bafe270c7cd2cc8f3093e2bb89bd6938",
)
SOURCE = (
    "F. M. Harper, J. A. Konstan, 'The MovieLens datasets: history and context', ACM "
    "Transactions on Interactive Intelligent Systems 5(4), 2015"
)
TEST_USERS = 0.2
# Of a damaged archive; RuntimeError is that of an encrypted one, NotImplementedError
# that of an unknown version.
OF_ZIP = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def load_movielens_100k() -> Dataset:
    """Load MovieLens 100K: films that 943 users rated 4 or 5, for recommendations.

    Returns
    -------
    Dataset
        ``X`` and ``X_test`` are sparse matrices of users and films, 1 for the films
        that a user rated at least 4; a fifth of the users is for testing, and one user
        likes none. ``item_ids`` are the titles.

    Raises
    ------
    DownloadError
        If the file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file.
    """
    return dataset_of(ML_100K.dataset, interactions_of(ML_100K.dataset))


def load_movielens_1m() -> Dataset:
    """Load MovieLens 1M: films that 6,040 users rated 4 or 5, for recommendations.

    As `load_movielens_100k`.
    """
    return dataset_of(ML_1M.dataset, interactions_of(ML_1M.dataset))


def rating_columns(name: str) -> tuple[Array, Any, Array, Array]:
    """Return users, films, ratings and times of a data set, with titles of the films.

    Parameters
    ----------
    name : str
        "movielens-100k" or "movielens-1m".
    """
    path = fetch(ML_100K if name == ML_100K.dataset else ML_1M)
    return columns_in(archive_members(path), name)


def columns_in(
    members: Mapping[str, bytes], name: str
) -> tuple[Array, Any, Array, Array]:
    """Return what `rating_columns` returns, from the files of the archive.

    Raises
    ------
    DataFileError
        If a file is missing or damaged.
    """
    try:
        return _columns(members, name)
    except (ValueError, LookupError, OverflowError, EOFError) as error:
        raise DataFileError(f"The files of {name} are damaged: {why(error)}.") from (
            error
        )


def _columns(
    members: Mapping[str, bytes], name: str
) -> tuple[Array, Any, Array, Array]:
    if name == ML_100K.dataset:
        titles = titles_by_number(member_text(members, "u.item"), "|")
        return titled(rating_rows(member_text(members, "u.data"), "\t"), titles)
    if "rating.npy" not in members:  # the published archive
        titles = titles_by_number(member_text(members, "movies.dat"), "::")
        return titled(rating_rows(member_text(members, "ratings.dat"), "::"), titles)
    names = ("user_id", "movie_id", "rating", "time_rank")
    arrays = [np.load(io.BytesIO(members[f"{each}.npy"])) for each in names]
    local = find_local(ML_1M_TITLES)
    titles = {}
    if local is not None:
        titles = titles_by_number(member_text(read_members(local), "movies.dat"), "::")
    return titled(np.column_stack([a.astype(np.int64) for a in arrays]), titles)


def interactions_of(name: str) -> Interactions:
    """Return the ratings of a data set, with titles as ids of the films."""
    users, films, ratings, times = rating_columns(name)
    return Interactions.of(users, films, ratings=ratings, times=times)


def load_with_ratings(name: str) -> tuple[Dataset, Interactions]:
    """Return a data set, and all of its ratings, also low ones, reading it once.

    Parameters
    ----------
    name : str
        "movielens-100k" or "movielens-1m".

    Returns
    -------
    Dataset, Interactions
    """
    whole = interactions_of(name)
    return dataset_of(name, whole), whole


def seen_by(users: Any, whole: Interactions) -> Any:
    """Return all items that users have, also those they do not like.

    Parameters
    ----------
    users : array of shape (n_users,)
        Ids of users.

    whole : Interactions
        Of these users and others.

    Returns
    -------
    csr_array of shape (n_users, n_items)
    """
    row_of = {user: row for row, user in enumerate(whole.user_ids.tolist())}
    return whole.seen[[row_of[user] for user in users.tolist()]]


def dataset_of(name: str, interactions: Interactions) -> Dataset:
    """Return the interactions of users that like an item, a fifth of them to test."""
    known = interactions.with_likes()
    whole = Dataset(
        name=name,
        X=known.X,
        ids=known.user_ids,
        id_name="user",
        item_ids=known.item_ids,
        source=SOURCE,
    )
    return whole.split(TEST_USERS)


def archive_members(path: Path) -> Mapping[str, bytes]:
    """Return the files of an archive by name: a zip, an array archive or a tar."""
    if not zipfile.is_zipfile(path):
        return read_members(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, *OF_ZIP) as error:
        raise DataFileError(f"Cannot read {path}: {one_line(error)}.") from error


def member_text(members: Mapping[str, bytes], name: str) -> str:
    """Return the text of a member of the archive, in whatever folder it is."""
    found = [v for k, v in members.items() if k.split("/")[-1] == name]
    if not found:
        raise ValueError(f"there is no {name}")
    return found[0].decode("latin-1")


def rating_rows(text: str, delimiter: str) -> Array:
    """Return the whole numbers of a text: user, film, rating, time."""
    flat = np.array(text.replace(delimiter, " ").split(), dtype=np.int64)
    return flat.reshape(-1, 4)


def titles_by_number(text: str, delimiter: str) -> dict[int, str]:
    """Return the title of each film; those of several films with their number."""
    lines = [line.split(delimiter) for line in text.splitlines() if line]
    titles = {int(number): title for number, title, *_ in lines}
    n_films = Counter(titles.values())
    return {
        number: title if n_films[title] == 1 else f"{title} [{number}]"
        for number, title in titles.items()
    }


def titled(rows: Array, titles: Mapping[int, str]) -> tuple[Array, Any, Array, Array]:
    """Return the columns of `rating_rows`, with titles for films where known."""
    users, films, ratings, times = rows.T
    items: Any = films
    if titles:
        items = np.array([titles[int(film)] for film in films], dtype=object)
    return users, items, ratings, times
