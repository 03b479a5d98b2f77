"""Weights of BM25."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import sparse

from autoencode.tasks.bm25 import bm25_weights, query_weights


def test_weights_are_those_of_the_formula():
    X = np.array([[2, 0, 1], [1, 1, 0], [1, 0, 0.0]])
    k1, b, mean = 1.5, 0.75, 2.0  # lengths are 3, 2 and 1
    rarity = np.log(1 + (3 - 1 + 0.5) / (1 + 0.5))  # of a word in one document
    common = np.log(1 + 0.5 / 3.5)
    short = k1 * (1 - b + b * 3 / mean)
    expected = [
        [common * 2 * (k1 + 1) / (2 + short), 0, rarity * (k1 + 1) / (1 + short)],
        [common, rarity, 0],
        [common * (k1 + 1) / (1 + k1 * (1 - b + b * 1 / mean)), 0, 0],
    ]
    assert_allclose(bm25_weights(X, X).toarray(), expected)
    assert_allclose(bm25_weights(X, sparse.csr_array(X)).toarray(), expected)


def test_many_occurrences_weigh_at_most_k1_plus_1_times_one():
    X = np.array([[1.0, 0], [1000, 0], [0, 1]])
    weights = bm25_weights(X, X, b=0).toarray()
    assert weights[1, 0] / weights[0, 0] == pytest.approx(2.5, rel=0.002)
    assert bm25_weights(X, X).data.min() > 0


def test_a_word_of_a_query_weighs_less_than_its_number_of_occurrences():
    X = np.array([[3, 0, 1.0]])
    assert_allclose(query_weights(X).toarray(), [[27 / 11, 0, 1]])
    assert_allclose(query_weights(sparse.csr_array(X), k3=0).toarray(), [[1, 0, 1]])
    assert X.tolist() == [[3, 0, 1]]


def test_documents_without_words_weigh_nothing():
    empty = np.zeros((2, 3))
    assert bm25_weights(empty, empty).nnz == 0
