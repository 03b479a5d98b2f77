"""Codes of bits, from real codes: a rotation before their signs.

Real codes are compared by their directions. Therefore they are scaled to length 1
first.
"""

from typing import Any

import numpy as np

from autoencode.arrays import Array, subsample
from autoencode.tasks.search import unit_rows

N_ITERATIONS = 50  # as in the paper
MAX_CODES = 100_000  # of more, so many are drawn to learn the rotation from


def learn_rotation(codes: Array, seed: int) -> Array:
    """Return the centre of codes, and the rotation after which signs lose least.

    Iterative quantization, Gong & Lazebnik (2011), section 2.2: the squared distance of
    the rotated codes from their signs is minimised in turn over the signs and over the
    rotation.

    Parameters
    ----------
    codes : array of shape (n_samples, n_components)
        Real codes.

    seed : int
        Seed of the first rotation.

    Returns
    -------
    array of shape (1 + n_components, n_components), float32
        The mean code of length 1, and below it an orthogonal matrix.
    """
    drawn = unit_rows(codes[subsample(len(codes), MAX_CODES, seed)]).astype(np.float64)
    centre = drawn.mean(axis=0)
    drawn -= centre
    size = drawn.shape[1]
    rotation = _nearest_rotation(np.random.default_rng(seed).normal(size=(size, size)))
    for _ in range(N_ITERATIONS):
        signs = np.where(drawn @ rotation > 0, 1.0, -1.0)
        rotation = _nearest_rotation(drawn.T @ signs)
    return np.vstack([centre, rotation]).astype(np.float32)


def _nearest_rotation(matrix: Array) -> Array:
    """Return the orthogonal matrix with the largest inner product with a matrix."""
    left, _, right = np.linalg.svd(matrix)
    return np.asarray(left @ right)


def to_bits(codes: Array, rotation: Array) -> Array:
    """Return the signs of scaled, centred and rotated codes as 0 and 1.

    Parameters
    ----------
    codes : array of shape (n_samples, n_components)
        Real codes.

    rotation : array of shape (1 + n_components, n_components)
        That of `learn_rotation`.

    Returns
    -------
    array of shape (n_samples, n_components), uint8
    """
    centred = unit_rows(codes) - rotation[0]
    return np.asarray(centred @ rotation[1:] > 0, dtype=np.uint8)


def check_rotation(rotation: Any, n_components: int) -> None:
    """Raise ValueError for a loaded rotation that is not one of such codes."""
    shape = (1 + n_components, n_components)
    is_array = isinstance(rotation, np.ndarray) and rotation.dtype.kind == "f"
    if not is_array or rotation.shape != shape or not np.isfinite(rotation).all():
        raise ValueError(f"rotation_ must be finite numbers of shape {shape}")
