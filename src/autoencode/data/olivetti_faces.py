"""Olivetti faces: ten images each of 40 people, 64 x 64 pixels.

Pixels are scaled as in scikit-learn, for comparison with published results: the darkest
pixel of the data set is 0 and the brightest, 242 of 255, is 1.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.dataset import Dataset
from autoencode.data.download import RemoteFile, fetch, find_local

N_PEOPLE = 40
N_TRAINING_PEOPLE = 30

# The published MATLAB file, and an array file that a data folder may hold instead.
MATLAB_FILE = RemoteFile(
    dataset="olivetti_faces",
    path="olivetti-faces/olivettifaces.mat",
    sha256="b612fb967f2dc77c9c62d3e1266e0c73d5fca46a4b8906c18e454d41af987794",
    urls=(
        "https://ndownloader.figshare.com/files/5976027",
        "https://cs.nyu.edu/~roweis/data/olivettifaces.mat",
    ),
)
ARRAY_FILE = RemoteFile(
    dataset="olivetti_faces",
    path="olivetti-faces/olivetti_faces.npz",
    sha256="bead643396efce5261964288b5b0a92e548c44203bef323de97f165310c0fda1",
)


def load_olivetti_faces() -> Dataset:
    """Load the faces; all images of the last ten people are test samples.

    Returns
    -------
    Dataset
        Pixels in [0, 1], float32 of shape (300, 4096) and (100, 4096); the 40 classes
        are the people, 0 to 29 in the training set and 30 to 39 in the test set.

    Raises
    ------
    DownloadError
        If the file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file.
    """
    array_file = find_local(ARRAY_FILE)
    if array_file is not None:
        with np.load(array_file, allow_pickle=False) as arrays:
            faces, people = arrays["images"], arrays["target"].astype(np.int64)
    else:
        faces = faces_from_matlab(fetch(MATLAB_FILE))
        people = np.repeat(np.arange(N_PEOPLE), 10)
    X = faces.reshape(len(faces), -1).astype(np.float32)
    X -= X.min()
    X /= X.max()
    train = people < N_TRAINING_PEOPLE
    return Dataset(
        name="olivetti_faces",
        X=X[train],
        y=people[train],
        X_test=X[~train],
        y_test=people[~train],
        class_names=tuple(f"person {number + 1}" for number in range(N_PEOPLE)),
        image_shape=(64, 64),
        label_name="person",
        source=(
            "AT&T Laboratories Cambridge; F. Samaria, A. Harter, 'Parameterisation "
            "of a stochastic model for human face identification', WACV 1994; "
            "64 x 64 crop by S. Roweis"
        ),
    )


def faces_from_matlab(path: Path) -> NDArray[Any]:
    """Return images, (400, 64, 64), from the MATLAB file, which has one per column."""
    from scipy.io import loadmat

    faces = np.asarray(loadmat(path)["faces"])  # (4096, 400), column by column
    return faces.T.reshape(-1, 64, 64).transpose(0, 2, 1)
