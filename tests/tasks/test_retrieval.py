"""Precision of retrieval."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import sparse

from autoencode.errors import InvalidDataError
from autoencode.tasks import retrieval
from autoencode.tasks.retrieval import baselines, numbers_retrieved, precision


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


def test_lsa_of_two_topics_tells_them_apart():
    rng = np.random.default_rng(0)
    y = np.repeat([0, 1], 20)
    X = rng.poisson(np.where(y[:, np.newaxis] == np.arange(8) // 4, 3.0, 0.1))
    found = baselines(X, X, 2)
    assert list(found) == ["LSA", "LSA of TF-IDF", "TF-IDF"]
    assert found["LSA"].shape == (40, 2)
    for codes in found.values():
        assert precision(codes, y, [1])[0] > 0.9


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
