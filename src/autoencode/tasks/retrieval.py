"""Evaluation of retrieval: precision, beside that of LSA and TF-IDF.

Each document queries the others. The precision at n is the fraction of the n most
similar documents that are of the query's class, averaged over the queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

from autoencode.arrays import Array, Samples, row_slices
from autoencode.errors import InvalidDataError
from autoencode.tasks.search import hamming, pack, unit_rows

MAX_DOCUMENTS = 10_000  # of more, so many are drawn: all pairs are compared
SHOWN = (1, 15, 127)  # numbers of retrieved documents in the verdict


def numbers_retrieved(n_documents: int) -> list[int]:
    """Return 1, 3, 7, 15, ..., and the number of all others of ``n_documents``."""
    powers = [2**k - 1 for k in range(1, n_documents.bit_length() + 1)]
    return [n for n in powers if n < n_documents - 1] + [n_documents - 1]


def precision_by(
    distances: Callable[[slice], Array], y: Array, n_retrieved: Sequence[int]
) -> Array:
    """Return the precision for numbers of retrieved documents.

    Parameters
    ----------
    distances : function of a slice
        Returns the distances of some documents to all, (n_rows, n_documents).

    y : array of shape (n_documents,)
        Class of each document.

    n_retrieved : sequence of int
        Each at least 1 and less than n_documents.

    Returns
    -------
    array of shape (len(n_retrieved),), float64
        In [0, 1].

    Raises
    ------
    InvalidDataError
        If a number is out of range.
    """
    y, n_documents = np.asarray(y), len(y)
    wrong = [n for n in n_retrieved if not 1 <= n < n_documents]
    if wrong or n_documents < 2:
        raise InvalidDataError(
            f"n_retrieved must be from 1 to {n_documents - 1}, the number of other "
            f"documents; got {wrong[0] if wrong else list(n_retrieved)}."
        )
    most = max(n_retrieved)
    hits: Any = np.zeros(most)
    for rows in row_slices(n_documents, n_documents):
        block = distances(rows).astype(np.float32)
        numbers = np.arange(rows.start, rows.stop)
        block[np.arange(len(block)), numbers] = np.inf  # not the query itself
        order = np.argsort(block, axis=1, kind="stable")[:, :most]
        hits += (y[order] == y[numbers, np.newaxis]).sum(axis=0)
    shares = np.cumsum(hits) / np.arange(1, most + 1) / n_documents
    return np.asarray(shares[np.asarray(n_retrieved) - 1])


def precision(codes: Samples, y: Array, n_retrieved: Sequence[int]) -> Array:
    """Return the precision of retrieval by cosine similarity, or by Hamming distance.

    Parameters
    ----------
    codes : array or sparse matrix of shape (n_documents, n_components)
        Codes of numbers; or of bits, of type uint8.

    y, n_retrieved
        As for `precision_by`.

    Returns
    -------
    array of shape (len(n_retrieved),), float64
        In [0, 1]. Of equally similar documents, random ones come first: documents are
        often sorted by class.
    """
    order = np.random.default_rng(0).permutation(codes.shape[0])
    codes, y = codes[order], np.asarray(y)[order]
    if codes.dtype == np.uint8:
        packed = pack(codes)
        return precision_by(lambda rows: hamming(packed[rows], packed), y, n_retrieved)
    if not isinstance(codes, np.ndarray):
        rows_of_one = normalize(codes)
        return precision_by(
            lambda rows: 1 - (rows_of_one[rows] @ rows_of_one.T).toarray(),
            y,
            n_retrieved,
        )
    unit = unit_rows(codes)
    return precision_by(lambda rows: 1 - unit[rows] @ unit.T, y, n_retrieved)


FITTED_TO_THESE = (
    "LSA and TF-IDF were fitted to the evaluated documents, which favours them: those "
    "that the retriever was fitted to are not given."
)


@dataclass(frozen=True)
class RetrievalEvaluation:
    """Precision of a retriever and of baselines.

    Attributes
    ----------
    n_retrieved : list of int
        Numbers of retrieved documents.

    precision : dict of str to list of float
        By method, one value for each number; the retriever is first.

    n_documents : int
        Number of documents that queried each other.

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

        y : array of shape (n_documents,)
            Classes of the documents of ``X``.
        """
        counts = retriever.count_stems(X)
        known = counts if train is None else retriever.count_stems(train)
        notes = [] if train is not None else [FITTED_TO_THESE]
        if counts.shape[0] > MAX_DOCUMENTS:
            rng = np.random.default_rng(0)
            rows = np.sort(rng.permutation(counts.shape[0])[:MAX_DOCUMENTS])
            counts, y = counts[rows], y[rows]
        numbers = numbers_retrieved(counts.shape[0])
        n_components = retriever.autoencoder_.n_components_
        methods = {"autoencoder": retriever.transform(counts)}
        methods |= baselines(known, counts, n_components)
        found = {
            name: [float(value) for value in precision(codes, y, numbers)]
            for name, codes in methods.items()
        }
        n_documents = counts.shape[0]
        return cls(numbers, found, n_documents, len(np.unique(y)), notes)

    @property
    def heading(self) -> str:
        """What is measured."""
        return (
            f"Precision: fraction of the retrieved documents that are of the query's "
            f"class, among {self.n_documents:,} documents of {self.n_classes} classes."
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


def baselines(train: Samples, X: Samples, n_components: int) -> dict[str, Samples]:
    """Return codes of other methods, by name, for search by cosine similarity.

    Parameters
    ----------
    train, X : array or sparse matrix of shape (n_documents, n_features)
        Counts that the methods are fitted to, and those to encode.

    n_components : int
        Size of the codes of LSA (latent semantic analysis).

    Returns
    -------
    dict
        "LSA" of log counts, as in Hinton & Salakhutdinov (2006); "LSA of TF-IDF", with
        the logarithm of counts in TF-IDF; "TF-IDF", the weighted counts themselves,
        which are no short codes.
    """
    from scipy import sparse

    train, X = (sparse.csr_matrix(each, dtype=np.float64) for each in (train, X))
    weights = TfidfTransformer(sublinear_tf=True).fit(train)
    size = min(n_components, min(train.shape) - 1)
    found: dict[str, Samples] = {}
    for name, transform in (
        ("LSA", lambda counts: counts.log1p()),
        ("LSA of TF-IDF", weights.transform),
    ):
        if size >= 1:
            svd = TruncatedSVD(size, random_state=0).fit(transform(train))
            found[name] = svd.transform(transform(X))
    return found | {"TF-IDF": weights.transform(X)}
