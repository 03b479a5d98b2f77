"""Exact search for the nearest codes, in blocks of bounded memory.

By cosine distance between codes of numbers, or by Hamming distance between codes of
bits, which are packed: 8 to a byte.
"""

from importlib.util import find_spec
from typing import Any

import numpy as np

from autoencode.arrays import Array, row_slices

WORD = 8  # bytes compared at a time


def unit_rows(codes: Array) -> Array:
    """Return the rows of an array divided by their lengths, float32; 0 stays 0."""
    codes = np.asarray(codes, dtype=np.float32)
    lengths = np.linalg.norm(codes, axis=1, keepdims=True)
    return np.asarray(codes / np.where(lengths > 0, lengths, 1))


def nearest_by_cosine(
    queries: Array, codes: Array, n_neighbors: int
) -> tuple[Array, Array]:
    """Return the codes nearest to each query by cosine distance.

    With faiss, if it is installed; else by products of blocks of the matrices.

    Parameters
    ----------
    queries : array of shape (n_queries, n_components)
        Codes, of any length.

    codes : array of shape (n_codes, n_components)
        Codes to search among.

    n_neighbors : int
        Number of codes to find, at most n_codes.

    Returns
    -------
    distances : array of shape (n_queries, n_neighbors), float32
        1 minus the cosine, from 0 to 2, in increasing order.

    indices : array of shape (n_queries, n_neighbors), int64
        Rows of ``codes``.
    """
    queries, codes = unit_rows(queries), unit_rows(codes)
    if find_spec("faiss") is not None:
        import faiss

        index = faiss.IndexFlatIP(codes.shape[1])
        index.add(np.ascontiguousarray(codes))
        similar, indices = index.search(np.ascontiguousarray(queries), n_neighbors)
        return np.clip(1 - similar, 0, 2), indices.astype(np.int64)
    found = []
    for rows in row_slices(len(queries), len(codes)):
        distances = 1 - queries[rows] @ codes.T
        found.append(_smallest(distances, n_neighbors))
    distances, indices = map(np.concatenate, zip(*found, strict=True))
    return np.clip(distances, 0, 2), indices


def pack(bits: Array) -> Array:
    """Return rows of bits as whole 64-bit words, filled with zeros.

    Parameters
    ----------
    bits : array of shape (n_codes, n_bits)
        0 and 1.

    Returns
    -------
    array of shape (n_codes, n_words), int64
    """
    packed = np.packbits(np.asarray(bits, dtype=bool), axis=1)
    missing = -packed.shape[1] % WORD
    packed = np.pad(packed, ((0, 0), (0, missing)))
    return np.ascontiguousarray(packed).view("<i8").astype(np.int64)


def hamming(queries: Array, codes: Array) -> Array:
    """Return the numbers of different bits of packed codes.

    Parameters
    ----------
    queries, codes : array of shape (n_queries or n_codes, n_words), int64
        See `pack`.

    Returns
    -------
    array of shape (n_queries, n_codes), int64
    """
    distances: Any = np.zeros((len(queries), len(codes)), dtype=np.int64)
    for word in range(codes.shape[1]):
        different = queries[:, word, np.newaxis] ^ codes[:, word]
        distances += np.bitwise_count(different.view(np.uint64))
    return np.asarray(distances)


def nearest_by_hamming(
    queries: Array, codes: Array, n_neighbors: int
) -> tuple[Array, Array]:
    """Return the packed codes nearest to each query by Hamming distance.

    Parameters
    ----------
    queries, codes : array of shape (n_queries or n_codes, n_words), int64
        See `pack`.

    n_neighbors : int
        Number of codes to find, at most n_codes.

    Returns
    -------
    distances : array of shape (n_queries, n_neighbors), int64
        Numbers of different bits, in increasing order; of equally near codes the first
        ones are found.

    indices : array of shape (n_queries, n_neighbors), int64
        Rows of ``codes``.
    """
    found = []
    for rows in row_slices(len(queries), len(codes)):
        distances = hamming(queries[rows], codes)
        # Keys without ties: equally near codes are in the order of their rows.
        keys = distances * len(codes) + np.arange(len(codes))
        indices = _smallest(keys, n_neighbors)[1]
        found.append((np.take_along_axis(distances, indices, axis=1), indices))
    distances, indices = map(np.concatenate, zip(*found, strict=True))
    return distances, indices


def _smallest(values: Array, n: int) -> tuple[Array, Array]:
    """Return the ``n`` smallest values of each row in order, and their columns."""
    if n < values.shape[1]:
        columns = np.argpartition(values, n - 1, axis=1)[:, :n]
        columns.sort(axis=1)  # so that equal values are in the order of columns
    else:
        columns = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    chosen = np.take_along_axis(values, columns, axis=1)
    order = np.argsort(chosen, axis=1, kind="stable")
    return (
        np.take_along_axis(chosen, order, axis=1),
        np.take_along_axis(columns, order, axis=1),
    )
