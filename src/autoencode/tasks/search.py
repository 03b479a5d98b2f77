"""Exact search for the nearest codes, in blocks of bounded memory.

By cosine distance between codes of numbers, or by Hamming distance between codes of
bits, which are packed: 8 to a byte.
"""

from typing import Any, Self

import numpy as np

from autoencode.arrays import Array, row_slices
from autoencode.errors import InvalidDataError

WORD = 8  # bytes compared at a time
MAX_QUERIES = 128  # compared at a time
MIN_QUERIES = 16  # limits the codes of a block, so that it fits into the cache
GROWTH = 1.5  # factor by which the room for codes grows, so that adding is cheap
MANY = 8  # candidates for each neighbour, from which on selecting is worth its time


def unit_rows(codes: Array) -> Array:
    """Return the rows of an array divided by their lengths, float32; 0 stays 0."""
    codes = np.asarray(codes, dtype=np.float32)
    lengths = np.linalg.norm(codes, axis=1, keepdims=True)
    return np.asarray(codes / np.where(lengths > 0, lengths, 1))


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
    array of shape (n_queries, n_codes), unsigned integers
        Of the smallest type that holds all distances.
    """
    n_words = codes.shape[1]
    # Larger than any distance: the largest value of the type marks a missing neighbour.
    kind = np.min_scalar_type(8 * WORD * n_words + 1)
    distances: Any = np.zeros((len(queries), len(codes)), dtype=kind)
    for word in range(n_words):
        different = queries[:, word, np.newaxis] ^ codes[:, word]
        distances += np.bitwise_count(different.view(np.uint64))
    return np.asarray(distances)


class CodeIndex:
    """Codes to search among, stored as they are compared.

    Codes of numbers are compared by cosine distance, those of bits, of type uint8, by
    the number of different bits.

    Parameters
    ----------
    codes : array of shape (n_codes, n_components)
        They are not copied.

    Attributes
    ----------
    codes : array of shape (n_codes, n_components)
        All codes, with those of `add`: another array after each call.
    """

    def __init__(self, codes: Array) -> None:
        self.codes = codes
        self.is_binary = codes.dtype == np.uint8
        # Both with room for more codes. One component of all codes is contiguous, since
        # a product with few queries is several times as fast then.
        self._rows = codes
        self._columns = self._compared(codes)  # (n_components or n_words, n_codes)

    def __reduce__(self) -> Any:
        """Pickle and copy the codes alone; the estimator's are the same array."""
        return CodeIndex, (self.codes,)

    def add(self, codes: Array) -> Self:
        """Add codes, in a time that does not depend on the number of earlier ones.

        Parameters
        ----------
        codes : array of shape (n_new_codes, n_components)
            Of the same type as the others.

        Returns
        -------
        self
        """
        n_before, n_codes = len(self.codes), len(self.codes) + len(codes)
        self._rows = _with_room(self._rows.T, n_before, n_codes, order="F").T
        self._rows[n_before:n_codes] = codes
        self._columns = _with_room(self._columns, n_before, n_codes, order="C")
        self._columns[:, n_before:n_codes] = self._compared(codes)
        self.codes = self._rows[:n_codes]
        return self

    def nearest(self, queries: Array, n_neighbors: int) -> tuple[Array, Array]:
        """Return the codes nearest to each query.

        Parameters
        ----------
        queries : array of shape (n_queries, n_components)
            Codes of the same kind; those of numbers may have any length.

        n_neighbors : int
            Number of codes to find, from 1 to n_codes.

        Returns
        -------
        distances : array of shape (n_queries, n_neighbors)
            In increasing order. 1 minus the cosine, float32 from 0 to 2; or the number
            of different bits, int64.

        indices : array of shape (n_queries, n_neighbors), int64
            Rows of ``codes``. Of equally near codes the first ones are found, in the
            order of their rows.

        Raises
        ------
        InvalidDataError
            If there are fewer than ``n_neighbors`` codes.
        """
        if n_neighbors > len(self.codes):
            raise InvalidDataError(
                f"n_neighbors must be at most {len(self.codes)}, the number of "
                f"documents; got {n_neighbors}."
            )
        compared = self._compared(queries)
        found = []
        for start in range(0, len(queries), MAX_QUERIES):
            part = compared[:, start : start + MAX_QUERIES]
            found.append(self._nearest(part, n_neighbors))
        distances, indices = map(np.concatenate, zip(*found, strict=True))
        if self.is_binary:
            return distances.astype(np.int64), indices
        return np.clip(distances, 0, 2), indices

    def _nearest(self, queries: Array, n_neighbors: int) -> tuple[Array, Array]:
        """Return the codes nearest to a few queries, given as columns."""
        n_queries = queries.shape[1]
        kind = self._distances(queries, slice(0, 0)).dtype
        worst = np.iinfo(kind).max if self.is_binary else np.inf
        distances = np.full((n_queries, n_neighbors), worst, kind)
        indices = np.full((n_queries, n_neighbors), -1, np.int64)
        for rows in row_slices(len(self.codes), max(n_queries, MIN_QUERIES)):
            block = self._distances(queries, rows)
            near = _candidates(block, distances[:, -1:], n_neighbors)
            if len(near):
                distances, indices = _merged(
                    distances, indices, block, near, rows.start
                )
        return distances, indices

    def _distances(self, queries: Array, rows: slice) -> Array:
        """Return the distances of queries, given as columns, to some of the codes."""
        columns = self._columns[:, rows]
        if self.is_binary:
            return hamming(queries.T, columns.T)
        products = queries.T @ columns
        return np.asarray(np.subtract(1, products, out=products))

    def _compared(self, codes: Array) -> Array:
        """Return codes as they are compared, one in each column."""
        compared = pack(codes) if self.is_binary else unit_rows(codes)
        return np.ascontiguousarray(compared.T)


def _with_room(columns: Array, n_used: int, n_needed: int, order: Any) -> Array:
    """Return an array with at least ``n_needed`` columns, the used ones first."""
    if n_needed <= columns.shape[1]:
        return columns
    n_columns = max(n_needed, int(GROWTH * n_used))
    larger = np.empty((columns.shape[0], n_columns), columns.dtype, order)
    larger[:, :n_used] = columns[:, :n_used]
    return larger


def _candidates(block: Array, bounds: Array, n_neighbors: int) -> Array:
    """Return the flat positions of distances that may be among the smallest of a row.

    Parameters
    ----------
    block : array of shape (n_queries, n_codes)
        Distances.

    bounds : array of shape (n_queries, 1)
        Only smaller distances are of interest.

    n_neighbors : int
        Number of smallest distances of interest.

    Returns
    -------
    array of int64, in increasing order
    """
    is_near = block < bounds
    # A flat search for a few values is much faster than one by rows and columns.
    near = np.flatnonzero(is_near)
    if len(near) > MANY * n_neighbors * len(block) and n_neighbors < block.shape[1]:
        last = np.partition(block, n_neighbors - 1, axis=1)[:, n_neighbors - 1]
        near = np.flatnonzero(is_near & (block <= last[:, np.newaxis]))
    return near


def _merged(
    distances: Array, indices: Array, block: Array, near: Array, first_row: int
) -> tuple[Array, Array]:
    """Return the nearest codes so far, and their distances, with those of a block."""
    n_queries, n_neighbors = distances.shape
    of_query, column = np.divmod(near, block.shape[1])
    of_query = np.concatenate([np.repeat(np.arange(n_queries), n_neighbors), of_query])
    values = np.concatenate([distances.ravel(), block.ravel()[near]])
    rows = np.concatenate([indices.ravel(), column + first_row])
    # Stable: equally near codes stay in the order of their rows.
    order = np.lexsort((values, of_query))
    starts = np.searchsorted(of_query[order], np.arange(n_queries))
    kept = order[starts[:, np.newaxis] + np.arange(n_neighbors)]
    return values[kept], rows[kept]
