"""Evaluation of retrieval: precision, beside that of LSA, TF-IDF and BM25.

Each document queries the others; or, as in the literature on hashing, each test
document queries the training documents. The precision at n is the fraction of the n
most similar documents that share a class with the query, averaged over the queries.
Documents without a class are neither relevant nor irrelevant: they are left out of the
queries and of what is retrieved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from autoencode.arrays import Array, Samples, plain_transform, row_slices
from autoencode.class_labels import classes_of_each
from autoencode.errors import InvalidDataError, counted
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.retrieval_baselines import Distances, baselines, code_distances

MAX_DOCUMENTS = 10_000  # of more, so many are drawn: all pairs are compared
SHOWN = (1, 15, 127)  # numbers of retrieved documents in the verdict


def numbers_retrieved(n_documents: int) -> list[int]:
    """Return 1, 3, 7, 15, ..., and the number of all others of ``n_documents``."""
    powers = [2**k - 1 for k in range(1, n_documents.bit_length() + 1)]
    return [n for n in powers if n < n_documents - 1] + [n_documents - 1]


def precision_by(
    distances: Distances,
    y: Array,
    n_retrieved: Sequence[int],
    *,
    y_queries: Array | None = None,
    rows: Array | None = None,
) -> Array:
    """Return the precision for numbers of retrieved documents.

    Parameters
    ----------
    distances : function of a slice of the queries
        Returns their distances to all documents, (n_rows, n_documents).

    y : array of shape (n_documents,) or (n_documents, n_classes)
        Class of each document, None or NaN without one; or of each document 1 for its
        classes and 0 for others.

    n_retrieved : sequence of int
        Each at least 1, and at most the number of documents with a class that a query
        is compared with.

    y_queries : array like ``y`` or None, default=None
        Classes of queries that are not among the documents. None: the documents query
        each other.

    rows : array of shape (n_queries,) or None, default=None
        Rows of the documents that query the others; None is all.

    Returns
    -------
    array of shape (len(n_retrieved),), float64
        In [0, 1]. Of equally distant documents, random ones come first: documents are
        often sorted by class. Queries and documents without any class are left out.

    Raises
    ------
    InvalidDataError
        If a number is out of range, or no query or no other document has a class.
    """
    y, own = np.asarray(y), y_queries is None
    if not isinstance(n_retrieved, Sequence | np.ndarray):
        raise InvalidDataError(
            f"n_retrieved must be a list of numbers; got {n_retrieved!r}."
        )
    rows = np.arange(len(y)) if rows is None else rows
    asked: Any = y[rows] if y_queries is None else np.asarray(y_queries)
    is_asked = has_class(asked)
    if not is_asked.any():
        raise InvalidDataError("No query has a class, by which documents are relevant.")
    labelled = np.flatnonzero(has_class(y))
    _check_numbers(n_retrieved, len(labelled), own=own)
    order = np.random.default_rng(0).permutation(labelled)
    place = np.full(len(y), -1)
    place[order] = np.arange(len(order))
    # Products of indicators, to find shared classes, are fast in float32.
    y = y[order] if y.ndim == 1 else y[order].astype(np.float32)
    most = max(n_retrieved)
    hits: Any = np.zeros(most)
    for part in row_slices(len(asked), len(y)):
        is_query = is_asked[part]
        block = distances(part)[is_query][:, order].astype(np.float32)
        if own:  # not the query itself
            block[np.arange(len(block)), place[rows[part][is_query]]] = np.inf
        found = _smallest(block, most)
        hits += _relevant(asked[part][is_query], y, found).sum(axis=0)
    shares = np.cumsum(hits) / np.arange(1, most + 1) / is_asked.sum()
    return np.asarray(shares[np.asarray(n_retrieved) - 1])


def _check_numbers(n_retrieved: Sequence[int], n_labelled: int, *, own: bool) -> None:
    """Raise for numbers that are not of other documents with a class."""
    n_others = n_labelled - own
    if n_others < 1:
        least = counted(1 + own, "document")
        raise InvalidDataError(
            f"Precision needs at least {least} with a class; got {n_labelled}."
        )
    wrong = [n for n in n_retrieved if not 1 <= n <= n_others]
    if wrong:
        raise InvalidDataError(
            f"n_retrieved must be from 1 to {n_others}, the number of other documents "
            f"with a class; got {wrong[0]}."
        )


def checked_classes(y: Any, n_documents: int) -> Array:
    """Return the classes of documents as an array.

    Raises
    ------
    InvalidDataError
        If they are not one for each document, or rows of ones and zeros.
    """
    y = classes_of_each(y.toarray() if issparse(y) else y, n_documents, "document")
    if y.dtype == object and y.ndim == 1:  # pandas.NA is not equal to anything
        y = np.where(pd.isna(y), None, y)
    return np.asarray(y)


def has_class(y: Array) -> Array:
    """Return which documents have a class."""
    return np.asarray(y.any(axis=1) if y.ndim == 2 else ~pd.isna(y))


def _smallest(values: Array, n: int) -> Array:
    """Return the columns of the ``n`` smallest values of each row, in their order."""
    if n == values.shape[1]:
        return np.argsort(values, axis=1, kind="stable")
    columns = np.argpartition(values, n - 1, axis=1)[:, :n]
    columns.sort(axis=1)  # so that equal values are in the order of columns
    order = np.argsort(np.take_along_axis(values, columns, 1), axis=1, kind="stable")
    return np.take_along_axis(columns, order, axis=1)


def _relevant(y_queries: Array, y: Array, found: Array) -> Array:
    """Return which of the documents found for each query share a class with it."""
    if y.ndim == 1:
        return np.asarray(y[found] == y_queries[:, np.newaxis])
    shared = y_queries.astype(np.float32) @ y.T > 0
    return np.take_along_axis(shared, found, axis=1)


def precision(
    codes: Samples,
    y: Array,
    n_retrieved: Sequence[int],
    *,
    queries: Samples | None = None,
    y_queries: Array | None = None,
) -> Array:
    """Return the precision of retrieval by cosine similarity, or by Hamming distance.

    Parameters
    ----------
    codes : array or sparse matrix of shape (n_documents, n_components)
        Codes of numbers; or of bits, of type uint8.

    y, n_retrieved
        As for `precision_by`.

    queries, y_queries : like ``codes`` and ``y``, or None, default=None
        Codes and classes of queries that are not among the documents. None: the
        documents query each other.

    Returns
    -------
    array of shape (len(n_retrieved),), float64
        In [0, 1]; see `precision_by`.
    """
    distances = code_distances(codes, queries)
    return precision_by(distances, y, n_retrieved, y_queries=y_queries)


def precision_at(
    codes: Samples, y: Any, n_retrieved: Sequence[int] | None = None
) -> dict[int, float]:
    """Return the `precision` of documents that query each other, by number.

    ``n_retrieved=None`` is 1, 3, 7, ..., and all other documents that have a class.
    """
    y = checked_classes(y, codes.shape[0])
    if n_retrieved is None:
        n_retrieved = numbers_retrieved(int(has_class(y).sum()))
    found = precision(codes, y, n_retrieved)
    return {int(n): float(p) for n, p in zip(n_retrieved, found, strict=True)}


FITTED_TO_THESE = (
    "Baselines were fitted to the evaluated documents, which favours them: those "
    "that the retriever was fitted to are not given."
)


@dataclass(frozen=True)
class RetrievalEvaluation(PrintedEvaluation):
    """Precision of a retriever and of baselines.

    Attributes
    ----------
    n_retrieved : list of int
        Numbers of retrieved documents.

    precision : dict of str to list of float
        By method, one value for each number; the retriever is first.

    n_documents : int
        Number of documents, all with a class, that queried each other.

    n_classes : int
        Number of their classes.

    notes : list of str
        How the numbers were computed, as sentences.
    """

    n_retrieved: list[int]
    precision: dict[str, list[float]]
    n_documents: int
    n_classes: int
    notes: list[str] = field(default_factory=list)
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, retriever: Any, train: Any, X: Any, y: Array) -> Self:
        """Return the precision of a fitted `DocumentRetriever` and of baselines.

        Parameters
        ----------
        retriever : DocumentRetriever
            Fitted.

        train, X : as in `DocumentRetriever.fit`
            The documents that the baselines are fitted to, and those that query each
            other; of more than 10,000 so many are drawn. ``train`` may be None: the
            baselines are then fitted to ``X``.

        y : array of shape (n_documents,) or (n_documents, n_classes)
            Classes of the documents of ``X``; see `precision_by`. Documents without any
            class are left out, of the queries and of what is retrieved.
        """
        counts = retriever.count_stems(X)
        y = checked_classes(y, counts.shape[0])
        known = counts if train is None else retriever.count_stems(train)
        notes = [] if train is not None else [FITTED_TO_THESE]
        rows = np.flatnonzero(has_class(y))
        n_without = len(y) - len(rows)
        if n_without:
            counts, y = counts[rows], y[rows]
            left_out = counted(n_without, "document")
            notes.append(f"Left out: {left_out} without a class.")
        if counts.shape[0] > MAX_DOCUMENTS:
            rng = np.random.default_rng(0)
            rows = np.sort(rng.permutation(counts.shape[0])[:MAX_DOCUMENTS])
            counts, y = counts[rows], y[rows]
        numbers = numbers_retrieved(counts.shape[0])
        n_components = retriever.autoencoder_.n_components_
        methods = {"autoencoder": code_distances(plain_transform(retriever, counts))}
        methods |= baselines(known, counts, n_components)
        found = {
            name: [float(value) for value in precision_by(distances, y, numbers)]
            for name, distances in methods.items()
        }
        present = np.unique(y) if y.ndim == 1 else np.flatnonzero(y.any(axis=0))
        if len(present) == 1:
            notes.append("All documents are of one class, so that precision is 1.")
        elif y.ndim == 1 and len(present) == len(y):
            notes.append("Each document has a class of its own: precision is 0.")
        return cls(numbers, found, counts.shape[0], len(present), notes)

    @property
    def heading(self) -> str:
        """What is measured."""
        return (
            f"Precision: fraction of the retrieved documents that share a class with "
            f"the query, among {self.n_documents:,} documents of "
            f"{counted(self.n_classes, 'class')}."
        )

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        rows = [
            [f"{n:,}", *(f"{values[i]:.3f}" for values in self.precision.values())]
            for i, n in enumerate(self.n_retrieved)
        ]
        return ["retrieved", *self.precision], rows

    def verdict(self) -> str:
        """Return one sentence: the precision of the methods at a few numbers."""
        shown = [n for n in SHOWN if n in self.n_retrieved] or self.n_retrieved[:1]
        places = [self.n_retrieved.index(n) for n in shown]
        parts = [
            f"{name} {', '.join(f'{values[i]:.3f}' for i in places)}"
            for name, values in self.precision.items()
        ]
        numbers = ", ".join(map(str, shown))
        return f"Precision at {numbers} retrieved documents: {'; '.join(parts)}."

    def to_json(self) -> dict[str, Any]:
        """Return the precision and the verdict as plain values."""
        return {
            "rows": [],
            "notes": self.notes,
            "verdict": self.verdict(),
            "n_documents": self.n_documents,
            "n_classes": self.n_classes,
            "n_retrieved": self.n_retrieved,
            "precision": self.precision,
        }
