"""Exact search for the nearest codes."""

import copy
import pickle

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.neighbors import NearestNeighbors

from autoencode import arrays
from autoencode.errors import InvalidDataError
from autoencode.tasks.search import CodeIndex, hamming, pack


@pytest.fixture
def codes():
    return np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)


@pytest.mark.parametrize("n_neighbors", [1, 7, 60])
def test_cosine_search_equals_that_of_scikit_learn(codes, n_neighbors, monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 200)  # blocks of twelve codes
    queries = np.random.default_rng(1).normal(size=(10, 5))
    theirs = NearestNeighbors(n_neighbors=n_neighbors, metric="cosine").fit(codes)
    expected = theirs.kneighbors(queries)
    distances, indices = CodeIndex(codes).nearest(queries, n_neighbors)
    assert_allclose(distances, expected[0], atol=1e-5)
    assert_array_equal(indices, expected[1])


def test_a_code_of_zeros_is_at_the_distance_1_of_all(codes):
    distances, _ = CodeIndex(codes).nearest(np.zeros((1, 5)), 60)
    assert_allclose(distances, 1)


@pytest.mark.parametrize("n_bits", [1, 8, 20, 64, 130])
def test_hamming_search_equals_brute_force_over_unpacked_bits(n_bits, monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 200)  # blocks of twelve codes
    rng = np.random.default_rng(n_bits)
    codes, queries = (rng.integers(0, 2, (n, n_bits), np.uint8) for n in (40, 11))
    distances, indices = CodeIndex(codes).nearest(queries, 6)
    expected = (queries[:, np.newaxis] != codes).sum(axis=2)
    order = np.argsort(expected, axis=1, kind="stable")[:, :6]
    assert_array_equal(indices, order)
    assert_array_equal(distances, np.take_along_axis(expected, order, axis=1))
    assert distances.dtype == np.int64


@pytest.mark.parametrize("n_bits", [1, 64, 256])
def test_hamming_distance_of_opposite_codes_is_the_number_of_bits(n_bits):
    codes = np.array([[0] * n_bits, [1] * n_bits], np.uint8)
    assert_array_equal(hamming(pack(codes), pack(codes)), [[0, n_bits], [n_bits, 0]])


@pytest.mark.parametrize("kind", [np.float32, np.uint8])
def test_of_equal_codes_the_first_are_found_in_any_number_of_blocks(kind, monkeypatch):
    codes = np.tile(np.eye(3, dtype=kind), (50, 1))
    for n_values in (2**19, 400, 1):
        monkeypatch.setattr(arrays, "BLOCK_VALUES", n_values)
        distances, indices = CodeIndex(codes).nearest(codes[1:2], 60)
        others = np.flatnonzero(np.arange(150) % 3 != 1)
        assert_array_equal(indices[0], [*range(1, 150, 3), *others[:10]])
        assert_array_equal(distances[0, :50], 0)
        assert (distances[0, 50:] > 0).all()


def test_codes_that_come_nearer_with_every_block_are_found(monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 16 * 50)
    angles = np.linspace(3, 0, 1000)
    codes = np.column_stack([np.cos(angles), np.sin(angles)])
    distances, indices = CodeIndex(codes).nearest(np.array([[2.0, 0.0]]), 3)
    assert_array_equal(indices, [[999, 998, 997]])
    assert_allclose(distances[0], 1 - np.cos(angles[[999, 998, 997]]), atol=1e-6)


@pytest.mark.parametrize("is_binary", [False, True])
def test_added_codes_are_found_as_if_they_had_been_there_before(codes, is_binary):
    codes = (codes > 0).astype(np.uint8) if is_binary else codes
    index = CodeIndex(codes[:10])
    for start in range(10, 60):
        index.add(codes[start : start + 1])
    assert_array_equal(index.codes, codes)
    for found, expected in zip(
        index.nearest(codes, 8), CodeIndex(codes).nearest(codes, 8), strict=True
    ):
        assert_array_equal(found, expected)


def test_codes_given_out_before_stay_as_they_are(codes):
    index = CodeIndex(codes[:10].copy())
    before = index.add(codes[10:20]).codes
    index.add(-codes[20:30])
    assert_array_equal(before, codes[:20])


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda index: pickle.loads(pickle.dumps(index))]
)
def test_a_copy_of_an_index_does_not_share_its_codes(codes, copied):
    index = CodeIndex(codes[:40]).add(codes[40:50])
    other = copied(index)
    index.add(codes[50:])
    other.add(-codes[50:])
    assert_array_equal(index.codes, codes)
    assert_array_equal(other.codes, np.concatenate([codes[:50], -codes[50:]]))
    assert_array_equal(other.nearest(-codes[50:], 1)[1][:, 0], np.arange(50, 60))


def test_more_neighbours_than_codes_are_an_error(codes):
    with pytest.raises(InvalidDataError, match=r"at most 60, .* got 61"):
        CodeIndex(codes).nearest(codes, 61)
