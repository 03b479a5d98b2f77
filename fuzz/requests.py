"""What the explorer is sent: files of samples, numbers of rows."""

import io

import numpy as np
from run_folders import small_model

from autoencode.data.dataset import Dataset
from autoencode.explorer.answers import found_by, read_upload
from autoencode.explorer.selection import rows_of
from autoencode.scenes.scene import Scene
from autoencode.storage import Run

X = np.random.default_rng(0).uniform(size=(20, 4))
SCENE = Scene(
    Run(estimator=small_model().fit(X)), Dataset(name="a", X=X, source=""), "a"
)
SUFFIXES = ("csv", "tsv", "npy", "parquet", "png", "gif", "tiff")


def seeds():
    """Return requests; the first byte says which."""
    array = io.BytesIO()
    np.save(array, X[:2])
    text = b"0,1,2,3\n1,2,3,4\n"
    return [
        b"\0" + text,
        b"\1" + text.replace(b",", b"\t"),
        b"\2" + array.getvalue(),
        b"\7" + np.arange(3, dtype="<u4").tobytes(),
        b"\x08word 7",
    ]


def read(content):
    """Answer a request."""
    if not content:
        return
    way, rest = content[0] % 9, content[1:]
    if way < len(SUFFIXES):
        read_upload(SCENE, rest, SUFFIXES[way])
    elif way == 7:
        rows_of(SCENE, rest)
    else:
        found_by(SCENE, rest.decode("utf-8", "replace"))
