"""Precision of retrieval."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import sparse

from autoencode.errors import InvalidDataError
from autoencode.tasks import retrieval
from autoencode.tasks.retrieval import (
    baselines,
    numbers_retrieved,
    precision,
    precision_by,
)
from autoencode.tasks.retrieval_baselines import code_distances, lsa_of


def test_separate_classes_have_the_precision_1_up_to_their_size():
    # Two bundles of directions; each document has 3 others of its class, of 7.
    angles = np.array([0, 0.1, 0.2, 0.3, 2, 2.1, 2.2, 2.3])
    codes = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    y = np.repeat([0, 1], 4)
    assert_allclose(precision(codes, y, [1, 3, 7]), [1, 1, 3 / 7])


def test_precision_among_all_documents_is_the_share_of_the_class():
    rng = np.random.default_rng(0)
    y = np.repeat([0, 1, 2], [10, 20, 30])
    shares = (10 * 9 + 20 * 19 + 30 * 29) / (60 * 59)
    for codes in (rng.normal(size=(60, 4)), rng.integers(0, 2, (60, 4), np.uint8)):
        assert_allclose(precision(codes, y, [59]), shares)


def test_equal_codes_of_documents_sorted_by_class_have_no_precision():
    y = np.repeat(np.arange(10), 30)
    bits = np.zeros((300, 8), np.uint8)
    assert precision(bits, y, [1])[0] == pytest.approx(0.1, abs=0.06)


def test_sparse_rows_are_compared_as_dense_ones():
    X = np.random.default_rng(0).uniform(size=(50, 8))
    y = np.arange(50) % 3
    dense = precision(X, y, [1, 5])
    assert_allclose(precision(sparse.csr_array(X), y, [1, 5]), dense)


def test_numbers_of_retrieved_documents_are_powers_of_two_less_1():
    assert numbers_retrieved(2) == [1]
    assert numbers_retrieved(10) == [1, 3, 7, 9]
    assert numbers_retrieved(7532)[-3:] == [2047, 4095, 7531]


@pytest.mark.parametrize("numbers", [[0], [3], [1, 5]])
def test_a_number_of_documents_that_do_not_exist_is_refused(numbers):
    with pytest.raises(InvalidDataError, match=r"from 1 to 2, .*got"):
        precision(np.ones((3, 2)), np.zeros(3), numbers)


def test_baselines_tell_two_topics_apart():
    rng = np.random.default_rng(0)
    y = np.repeat([0, 1], 20)
    X = rng.poisson(np.where(y[:, np.newaxis] == np.arange(8) // 4, 3.0, 0.1))
    found = baselines(X, X, 2)
    assert list(found) == ["LSA", "LSA of TF-IDF", "TF-IDF", "BM25"]
    assert lsa_of(X, 2)(X).shape == (40, 2)
    for distances in found.values():
        assert precision_by(distances, y, [1])[0] > 0.9
    for distances in baselines(X, X, 2, queries=X[::3]).values():
        assert precision_by(distances, y, [10], y_queries=y[::3])[0] > 0.9


def test_stored_zeros_of_counts_are_no_words():
    X = np.array([[1.0, 1, 0], [1, 2, 0], [3, 1, 2], [0, 1, 1]])
    counts = sparse.csr_array(X)
    counts.data[0] = X[0, 0] = 0
    expected = baselines(X, X, 1)
    for name, distances in baselines(counts, counts, 1).items():
        found = distances(slice(None))
        assert_allclose(found, expected[name](slice(None)), atol=1e-6)
    assert counts.nnz == 9


def test_a_document_is_relevant_if_it_shares_any_class():
    codes = np.array([[1, 0], [1, 0.1], [1, 0.2], [0, 1]])
    y = np.array([[1, 1, 0], [0, 1, 0], [1, 0, 1], [0, 0, 1]], np.uint8)
    # Documents in the order of their distances to 0, 1, 2 and 3: 1 2 3, 2 0 3, 1 0 3
    # and 2 1 0; relevant are the 1st and 2nd, 2nd, 2nd and 3rd, and 1st of these.
    assert_allclose(precision(codes, y, [1, 2, 3]), [2 / 4, 5 / 8, 6 / 12])


def test_one_class_each_has_the_same_precision_as_indicators_of_it():
    rng = np.random.default_rng(0)
    codes, y = rng.normal(size=(60, 3)), rng.integers(0, 4, 60)
    indicators = np.eye(4, dtype=np.uint8)[y]
    numbers = [1, 7, 59]
    expected = precision(codes, y, numbers)
    assert_allclose(precision(codes, indicators, numbers), expected)


def test_documents_without_a_class_neither_query_nor_are_retrieved():
    codes = np.array([[1, 0], [1, 0.1], [0, 1]])
    y = np.array([[1, 0], [1, 1], [0, 0]])
    # The third document has none: it is neither relevant nor irrelevant.
    assert_allclose(precision(codes, y, [1]), [1])
    queries = {"queries": codes[:1], "y_queries": y[:1]}
    assert_allclose(precision(codes, y, [1, 2], **queries), [1, 1])
    with pytest.raises(InvalidDataError, match=r"from 1 to 1, .* with a class; got 2"):
        precision(codes, y, [2])
    with pytest.raises(
        InvalidDataError, match="at least 1 document with a class; got 0"
    ):
        precision(codes, 0 * y, [1], **queries)
    with pytest.raises(InvalidDataError, match="No query has a class"):
        precision(codes, 0 * y, [1])


def test_queries_may_be_another_set():
    codes, y = np.array([[1, 0], [0, 1.0], [0.1, 1]]), np.array([0, 1, 1])
    queries, asked = np.array([[0.2, 1], [1, 0.1]]), np.array([1, 1])
    found = precision(codes, y, [1, 2, 3], queries=queries, y_queries=asked)
    assert_allclose(found, [1 / 2, 3 / 4, 2 / 3])
    bits, asked_bits = (np.uint8(each > 0.5) for each in (codes, queries))
    found = precision(bits, y, [3], queries=asked_bits, y_queries=asked)
    assert_allclose(found, [2 / 3])


def test_some_documents_query_all_others():
    rng = np.random.default_rng(0)
    codes, y = rng.normal(size=(50, 3)), rng.integers(0, 3, 50)
    rows = np.array([3, 8, 41])
    distances = code_distances(codes, codes[rows])
    mean = precision_by(distances, y, [1, 4, 49], rows=rows)
    apart = []
    for row in rows:
        others = np.delete(codes, row, axis=0), np.delete(y, row)
        one = {"queries": codes[[row]], "y_queries": y[[row]]}
        apart.append(precision(*others, [1, 4, 49], **one))
    assert_allclose(mean, np.mean(apart, axis=0))


def test_of_many_documents_some_are_drawn(monkeypatch):
    monkeypatch.setattr(retrieval, "MAX_DOCUMENTS", 12)

    class Counts:
        autoencoder_ = type("Model", (), {"n_components_": 2})

        def count_stems(self, X):
            return X

        transform = count_stems

    X = np.random.default_rng(0).poisson(2.0, (30, 6)).astype(float)
    found = retrieval.RetrievalEvaluation.of(Counts(), X, X, np.arange(30) % 2)
    assert found.n_documents == 12
    assert found.n_retrieved == [1, 3, 7, 11]
