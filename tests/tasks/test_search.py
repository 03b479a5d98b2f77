"""Exact search for the nearest codes."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.neighbors import NearestNeighbors

from autoencode import arrays
from autoencode.tasks import search
from autoencode.tasks.search import nearest_by_cosine, nearest_by_hamming, pack


@pytest.fixture
def codes():
    return np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)


@pytest.mark.parametrize("n_neighbors", [1, 7, 60])
def test_cosine_search_equals_that_of_scikit_learn(codes, n_neighbors, monkeypatch):
    monkeypatch.setattr(search, "find_spec", lambda name: None)
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 200)  # blocks of three queries
    queries = np.random.default_rng(1).normal(size=(10, 5))
    theirs = NearestNeighbors(n_neighbors=n_neighbors, metric="cosine").fit(codes)
    expected = theirs.kneighbors(queries)
    distances, indices = nearest_by_cosine(queries, codes, n_neighbors)
    assert_allclose(distances, expected[0], atol=1e-5)
    assert_array_equal(indices, expected[1])


def test_faiss_gives_the_same_neighbours(codes):
    pytest.importorskip("faiss")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "find_spec", lambda name: None)
        expected = nearest_by_cosine(codes, codes, 5)
    found = nearest_by_cosine(codes, codes, 5)
    assert_allclose(found[0], expected[0], atol=1e-5)
    assert_array_equal(found[1], expected[1])


def test_faiss_is_given_codes_of_length_1(codes, monkeypatch):
    class FlatIndex:
        def __init__(self, width):
            assert width == 5

        def add(self, rows):
            assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
            self.rows = rows

        def search(self, queries, n):
            similar = queries @ self.rows.T
            order = np.argsort(-similar, axis=1)[:, :n]
            return np.take_along_axis(similar, order, axis=1), order

    monkeypatch.setattr(search, "find_spec", lambda name: None)
    expected = nearest_by_cosine(codes[:4], codes, 3)
    monkeypatch.setattr(search, "find_spec", lambda name: "found")
    monkeypatch.setitem(sys.modules, "faiss", SimpleNamespace(IndexFlatIP=FlatIndex))
    found = nearest_by_cosine(codes[:4], codes, 3)
    assert_allclose(found[0], expected[0], atol=1e-6)
    assert_array_equal(found[1], expected[1])


def test_a_code_of_zeros_is_at_the_distance_1_of_all(codes):
    distances, _ = nearest_by_cosine(np.zeros((1, 5)), codes, 60)
    assert_allclose(distances, 1)


@pytest.mark.parametrize("n_bits", [1, 8, 20, 64, 130])
def test_hamming_search_equals_brute_force_over_unpacked_bits(n_bits, monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 200)  # blocks of five queries
    rng = np.random.default_rng(n_bits)
    codes, queries = (rng.integers(0, 2, (n, n_bits), np.uint8) for n in (40, 11))
    distances, indices = nearest_by_hamming(pack(queries), pack(codes), 6)
    expected = (queries[:, np.newaxis] != codes).sum(axis=2)
    order = np.argsort(expected, axis=1, kind="stable")[:, :6]
    assert_array_equal(indices, order)
    assert_array_equal(distances, np.take_along_axis(expected, order, axis=1))
