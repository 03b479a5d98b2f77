"""Other methods of retrieval, by counts of words: LSA, TF-IDF and BM25."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

from autoencode.arrays import Array, Samples, plain_transform
from autoencode.tasks.bm25 import bm25_weights, query_weights
from autoencode.tasks.search import hamming, pack, unit_rows
from autoencode.tasks.word_counts import stored_counts

# From a slice of the queries to their distances to all documents.
Distances = Callable[[slice], Array]


def code_distances(codes: Samples, queries: Samples | None = None) -> Distances:
    """Return distances of queries to documents: cosine, or Hamming between bits.

    Parameters
    ----------
    codes : array or sparse matrix of shape (n_documents, n_components)
        Codes of numbers; or of bits, of type uint8.

    queries : as ``codes`` with n_queries rows, or None, default=None
        Codes of queries; None are those of the documents.
    """
    if codes.dtype == np.uint8:
        packed = pack(codes)
        asked = packed if queries is None else pack(queries)
        return lambda rows: hamming(asked[rows], packed)
    if sparse.issparse(codes):
        documents = normalize(codes)
        queries = documents if queries is None else normalize(queries)
        return partial(_negative_products, queries, documents)
    unit = unit_rows(codes)
    asked = unit if queries is None else unit_rows(queries)
    return lambda rows: 1 - asked[rows] @ unit.T


def _negative_products(queries: Samples, documents: Samples, rows: slice) -> Array:
    return np.asarray(-(queries[rows] @ documents.T).toarray())


def lsa_of(
    train: Samples, n_components: int, *, tf_idf: bool = False
) -> Callable[[Samples], Array]:
    """Return the function from counts to codes of latent semantic analysis.

    Parameters
    ----------
    train : array or sparse matrix of shape (n_documents, n_features)
        Counts to fit a truncated SVD of weighted counts to.

    n_components : int
        Size of a code; fewer if there are fewer documents or features.

    tf_idf : bool, default=False
        Whether counts are weighted by TF-IDF, with the logarithm of counts; else the
        weights are ``log(1 + count)``, as in Hinton & Salakhutdinov (2006).
    """
    weights = tf_idf_of(train) if tf_idf else _log_counts
    size = min(n_components, min(train.shape) - 1)
    svd = TruncatedSVD(size, random_state=0).fit(weights(train))
    return lambda X: np.asarray(plain_transform(svd, weights(X)))


def _log_counts(counts: Samples) -> Samples:
    return sparse.csr_matrix(counts, dtype=np.float64).log1p()


def tf_idf_of(train: Samples) -> Callable[[Samples], Samples]:
    """Return the function from counts to TF-IDF weights, with the log of counts."""
    fitted = TfidfTransformer(sublinear_tf=True).fit(stored_counts(train))
    return lambda X: plain_transform(fitted, stored_counts(X), copy=False)


def baselines(
    train: Samples, X: Samples, n_components: int, queries: Samples | None = None
) -> dict[str, Distances]:
    """Return the distances of queries to documents by other methods.

    Parameters
    ----------
    train, X : array or sparse matrix of shape (n_documents, n_features)
        Counts that the methods are fitted to, and those of documents to search among.

    n_components : int
        Size of the codes of LSA (latent semantic analysis).

    queries : array or sparse matrix of shape (n_queries, n_features) or None
        Counts of queries; None are the documents.

    Returns
    -------
    dict from str to function
        "LSA" of log counts, as in Hinton & Salakhutdinov (2006); "LSA of TF-IDF", with
        the logarithm of counts in TF-IDF; "TF-IDF" and "BM25", the weighted counts
        themselves, which are no short codes.
    """

    def compared(encode: Callable[[Samples], Any]) -> Distances:
        found = None if queries is None else encode(queries)
        return code_distances(encode(X), found)

    found = {}
    if min(n_components, min(train.shape) - 1) >= 1:
        found["LSA"] = compared(lsa_of(train, n_components))
        found["LSA of TF-IDF"] = compared(lsa_of(train, n_components, tf_idf=True))
    found["TF-IDF"] = compared(tf_idf_of(train))
    asked = query_weights(X if queries is None else queries)
    found["BM25"] = partial(_negative_products, asked, bm25_weights(train, X))
    return found
