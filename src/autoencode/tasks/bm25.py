"""BM25: the weights of words by which search engines rank documents.

The score of a document for a query is the sum of products of the weights that the
words have in both [1]_. In a document the weight grows with the number of occurrences
up to a limit, and less if the document is long; in a query it grows more steadily.

References
----------
.. [1] S. Robertson, H. Zaragoza. "The probabilistic relevance framework: BM25 and
   beyond". Foundations and Trends in Information Retrieval 3, 2009.
"""

import numpy as np
from scipy import sparse

from autoencode.arrays import Samples
from autoencode.tasks.word_counts import stored_counts

K1, B = 1.5, 0.75  # saturation of counts, and the effect of the document's length
K3 = 8.0  # saturation of counts in long queries, such as other documents


def bm25_weights(
    train: Samples, X: Samples, k1: float = K1, b: float = B
) -> sparse.csr_matrix:
    """Return the weights of words in documents.

    Parameters
    ----------
    train : array or sparse matrix of shape (n_train, n_features)
        Counts of words, for the rarity of words and the mean length of documents.

    X : array or sparse matrix of shape (n_documents, n_features)
        Counts of words in the documents to search among.

    k1 : float, default=1.5
        At least 0. The weight of many occurrences is ``k1 + 1`` times that of one, in a
        document of mean length.

    b : float in [0, 1], default=0.75
        0 disregards the lengths of documents, 1 divides counts by them.

    Returns
    -------
    scipy.sparse.csr_matrix of shape (n_documents, n_features), float64
        At least 0: the logarithm of rarity is that of 1 plus the odds that a document
        lacks the word, which is never negative.
    """
    train, X = stored_counts(train), stored_counts(X)
    n_with = train.getnnz(axis=0)
    rarity = np.log1p((train.shape[0] - n_with + 0.5) / (n_with + 0.5))
    mean_length = train.sum() / train.shape[0]
    lengths = np.asarray(X.sum(axis=1)).ravel() / (mean_length or 1.0)
    counts = X.tocoo()
    limits = k1 * (1 - b + b * lengths[counts.row])
    weights = counts.data * (k1 + 1) / (counts.data + limits)
    places = (counts.row, counts.col)
    return sparse.csr_matrix((weights * rarity[counts.col], places), shape=X.shape)


def query_weights(X: Samples, k3: float = K3) -> sparse.csr_matrix:
    """Return the weights of words in queries.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_queries, n_features)
        Counts of words.

    k3 : float, default=8.0
        At least 0. The weight of many occurrences is ``k3 + 1`` times that of one; 0
        counts each word once.

    Returns
    -------
    scipy.sparse.csr_matrix of shape (n_queries, n_features), float64
        1 for a word that occurs once.
    """
    weights = stored_counts(X)
    weights.data *= (k3 + 1) / (k3 + weights.data)
    return weights
