"""Data sets by name, readers and writers of files, and preprocessing.

`load_dataset` loads a published data set; `autoencode.data.readers` reads the user's
files, `autoencode.data.writers` writes results, `autoencode.data.preprocessing` scales.
"""

from collections.abc import Callable

from autoencode.data.curves import load_curves
from autoencode.data.dataset import Dataset
from autoencode.data.digits import load_digits
from autoencode.data.fashion_mnist import load_fashion_mnist
from autoencode.data.iris import load_iris
from autoencode.data.mnist import load_mnist
from autoencode.data.movielens import load_movielens_1m, load_movielens_100k
from autoencode.data.newsgroups import load_newsgroups
from autoencode.data.olivetti_faces import load_olivetti_faces
from autoencode.data.olivetti_patches import load_olivetti_patches
from autoencode.data.rcv1 import load_rcv1
from autoencode.data.reuters import load_reuters
from autoencode.data.swiss_roll import load_swiss_roll
from autoencode.errors import InvalidParameterError, unknown_name

DATASETS: dict[str, Callable[[], Dataset]] = {
    "digits": load_digits,
    "iris": load_iris,
    "swiss_roll": load_swiss_roll,
    "curves": load_curves,
    "mnist": load_mnist,
    "fashion_mnist": load_fashion_mnist,
    "olivetti_faces": load_olivetti_faces,
    "olivetti_patches": load_olivetti_patches,
    "newsgroups": load_newsgroups,
    "reuters": load_reuters,
    "rcv1": load_rcv1,
    "movielens-100k": load_movielens_100k,
    "movielens-1m": load_movielens_1m,
}


def load_dataset(name: str) -> Dataset:
    """Load a data set by its name in `DATASETS`.

    Parameters
    ----------
    name : str
        For instance ``"digits"``.

    Returns
    -------
    Dataset
        Always the same samples in the same order.

    Raises
    ------
    InvalidParameterError
        If the name is unknown.
    DownloadError
        If the data set is not part of scikit-learn and cannot be downloaded.

    Examples
    --------
    >>> from autoencode import load_dataset
    >>> iris = load_dataset("iris")
    >>> iris.X.shape, iris.X_test.shape
    ((120, 4), (30, 4))
    >>> iris.class_names
    ('setosa', 'versicolor', 'virginica')
    """
    if name not in DATASETS:
        raise InvalidParameterError(unknown_name("Data set", name, DATASETS))
    return DATASETS[name]()
