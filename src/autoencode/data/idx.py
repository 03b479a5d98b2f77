"""IDX files: the format of MNIST and similar data sets.

Big-endian: two zero bytes, one byte for the type of the values, one for the number of
dimensions, four for the size of each dimension, then the values row by row.
"""

import gzip
import math
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.errors import DataFileError, one_line

MAX_DIMENSIONS = 32  # NumPy has 64
TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}


def read_idx(path: str | Path) -> NDArray[Any]:
    """Read a gzip-compressed IDX file.

    Parameters
    ----------
    path : str or Path
        For instance ``train-images-idx3-ubyte.gz``.

    Returns
    -------
    ndarray
        With the shape and type given in the file; read-only.

    Raises
    ------
    DataFileError
        If the file cannot be read, or is not an IDX file.
    """
    try:
        with gzip.open(path) as file:
            content = file.read()
    except (OSError, EOFError, zlib.error) as error:
        raise DataFileError(f"Cannot read {path}: {one_line(error)}.") from error
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in TYPES:
        raise DataFileError(f"{path} is not an IDX file: its first bytes are wrong.")
    dtype, n_dimensions = np.dtype(TYPES[content[2]]), content[3]
    if n_dimensions > MAX_DIMENSIONS:
        raise DataFileError(f"{path} is damaged: it has {n_dimensions} dimensions.")
    start = 4 + 4 * n_dimensions
    head = content[4:start].ljust(start - 4, b"\0")
    shape = tuple(int(size) for size in np.frombuffer(head, ">u4"))
    expected = start + dtype.itemsize * math.prod(shape)
    if len(content) != expected:
        raise DataFileError(
            f"{path} is damaged: it has {len(content)} bytes instead of {expected}."
        )
    return np.frombuffer(content, dtype, offset=start).reshape(shape)


def read_images_and_labels(
    images: str | Path, labels: str | Path
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Read images as rows in [0, 1], and their labels.

    Returns
    -------
    X : ndarray of float32 of shape (n_samples, height * width)
    y : ndarray of int64 of shape (n_samples,)

    Raises
    ------
    DataFileError
        As `read_idx`, or if there are no images, or not a label for each.
    """
    pixels, y = read_idx(images), read_idx(labels)
    if pixels.ndim < 2 or not pixels.size or y.shape != pixels.shape[:1]:
        raise DataFileError(
            f"{images} and {labels} are damaged: images of shape {pixels.shape} with "
            f"labels of shape {y.shape}."
        )
    X = pixels.reshape(len(pixels), -1).astype(np.float32)
    X /= 255
    return X, y.astype(np.int64)
