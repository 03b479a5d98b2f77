"""Checks and weights of counts of words, and titles of documents."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, Samples, canonical, row_blocks
from autoencode.errors import InvalidDataError, warn

MIN_WEIGHT = 0.1  # of a word that is in all documents


def stored_counts(counts: Samples) -> sparse.csr_matrix:
    """Return counts as a sparse matrix of float64, a copy that stores no zeros.

    A zero that is stored would count as a word in methods that read stored places.
    """
    found = sparse.csr_matrix(counts, dtype=np.float64, copy=True)
    found.sum_duplicates()
    found.eliminate_zeros()
    return found


def inverse_document_frequency(counts: Samples) -> Array:
    """Return the log of the inverse share of documents with each word, plus a little.

    A word of all documents keeps a small weight, so that no document is without any.

    Parameters
    ----------
    counts : array or sparse matrix of shape (n_documents, n_features)
        Numbers of at least 0.

    Returns
    -------
    array of shape (n_features,), float32
    """
    n_with = np.zeros(counts.shape[1])
    for block in row_blocks(counts):
        n_with += (block > 0).sum(axis=0)
    weights = np.log((1 + counts.shape[0]) / (1 + n_with)) + MIN_WEIGHT
    return np.asarray(weights, dtype=np.float32)


def weighted(counts: Samples, weights: Array) -> Samples:
    """Return ``log(1 + count)`` times the weight of each word, float32.

    Parameters
    ----------
    counts : array or sparse matrix of shape (n_documents, n_features)
        Numbers of at least 0.

    weights : array of shape (n_features,)
        Those of `inverse_document_frequency`.
    """
    if counts.dtype.kind in "iub":  # NumPy's logarithms of small integers are float16
        counts = counts.astype(np.float64)
    if sparse.issparse(counts):
        found = canonical(sparse.csr_matrix(counts)).log1p().multiply(weights)
        return sparse.csr_matrix(found, dtype=np.float32)
    return np.asarray(np.log1p(counts) * weights, dtype=np.float32)


def warn_of_signs(n_components: object, *, is_binary: bool) -> None:
    """Warn of codes of one number, of which only the sign is compared."""
    if n_components == 1 and not is_binary:
        warn(
            "Codes of 1 number have only two directions, so that all documents of the "
            "same sign are equally similar; use n_components=2 or more."
        )


def warn_of_unknown(counts: Samples) -> None:
    """Warn of texts without any of the counted stems: all have the same code."""
    empty = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel() == 0)
    if len(empty):
        warn(
            f"{len(empty)} of {counts.shape[0]} texts have none of the "
            f"{counts.shape[1]:,} stems that are counted, so that nothing is known of "
            f"them; the first is in row {empty[0]}."
        )


def check_words(counts: Samples) -> None:
    """Raise InvalidDataError if no word is counted; warn of documents without any."""
    n_words = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    empty = np.flatnonzero(n_words == 0)
    if len(empty) == len(n_words):
        raise InvalidDataError(
            "All counts are 0: no document has a word. Give counts of the words of the "
            "documents."
        )
    if len(empty):
        warn(
            f"{len(empty)} of {len(n_words)} documents have no word that is counted, "
            f"so that nothing is known of them; the first is in row {empty[0]}."
        )


def check_counts(X: Samples, part: str = "") -> Samples:
    """Return counts; raise InvalidDataError for the first negative one.

    ``part`` is what the message says after the row: `` of the test part``.
    """
    start = 0
    for block in row_blocks(X):
        if block.min() < 0:
            row, column = np.argwhere(block < 0)[0]
            raise InvalidDataError(
                f"Negative values in data: X has {block[row, column]:g} in row "
                f"{start + row}{part}, column {column}; counts are at least 0."
            )
        start += len(block)
    return X


def titles_of(titles: Sequence[object] | None, numbers: range) -> list[str]:
    """Return the titles of documents as texts; their numbers if there are none."""
    named = list(numbers) if titles is None else list(titles)
    if len(named) != len(numbers):
        raise InvalidDataError(
            f"titles must have one title for each of the {len(numbers)} documents; "
            f"got {len(named)}."
        )
    return [str(title) for title in named]
