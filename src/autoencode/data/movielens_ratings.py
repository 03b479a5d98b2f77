"""The ratings of MovieLens, from 1 to 5, with their times.

Terms, source and files are those of `autoencode.data.movielens`.
"""

from autoencode.data.movielens import ML_1M, ML_100K, rating_columns
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
    if name not in (ML_100K.dataset, ML_1M.dataset):
        raise InvalidParameterError(
            f"The data set {name!r} holds no ratings. Use movielens-100k or "
            f"movielens-1m, or a table."
        )
    users, films, ratings, times = rating_columns(name)
    return Ratings.of(users, films, ratings, times=times)
