"""The graph of neighbours, and the pairs drawn from it."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse

from autoencode.nn.augment import Augment
from autoencode.training import neighbors
from autoencode.training.batches import BatchSource
from autoencode.training.neighbors import (
    NeighborSource,
    fuzzy_graph,
    nearest,
    neighbor_distance_ratio,
    weaken_between_classes,
)

CPU = torch.device("cpu")
# Two of the points are equal.
X = np.array([[0, 0], [1, 0], [0, 2], [3, 1], [3, 1], [5, 4], [6, 4], [0, 1.5]])
# Of umap-learn 0.5.12: fuzzy_simplicial_set with four neighbours, the point included.
OF_UMAP_LEARN = {
    (0, 1): 1.0,
    (0, 2): 0.7066,
    (0, 7): 0.8265,
    (1, 2): 0.6983,
    (1, 3): 1.0,
    (1, 4): 1.0,
    (1, 7): 0.7677,
    (2, 7): 1.0,
    (3, 4): 1.0,
    (3, 5): 0.5,
    (3, 6): 0.5,
    (4, 5): 0.5,
    (4, 6): 0.5,
    (5, 6): 1.0,
}


def graph_of(samples, n_neighbors):
    return fuzzy_graph(*nearest(samples, n_neighbors, "euclidean", 0))


def samples(n=60, n_features=4, seed=0):
    return np.random.default_rng(seed).normal(size=(n, n_features))


def test_samples_and_neighbours_are_augmented_by_the_same_share():
    images = np.random.default_rng(0).uniform(size=(20, 64)).astype(np.float32)
    source = BatchSource(images, np.zeros(64), 1.0, CPU, Augment("affine", (8, 8)))
    rows = np.arange(20)
    ring = sparse.csr_array((np.ones(20), (rows, (rows + 1) % 20)))
    batch = NeighborSource(source, rows, ring).batch(rows, 0, 0).numpy()
    halves = batch[:20], batch[20:]
    of = images, images[(rows + 1) % 20]
    unchanged = [
        int((a == b).all(axis=1).sum()) for a, b in zip(halves, of, strict=True)
    ]
    assert unchanged == [8, 8]


def test_of_very_many_samples_neighbours_are_among_drawn_ones(monkeypatch):
    monkeypatch.setattr(neighbors, "MOST_REFERENCES", 20)
    data = samples()
    distances, indices = nearest(data, 3, "euclidean", 0)
    assert len(np.unique(indices)) <= 20
    assert (indices != np.arange(len(data))[:, None]).all()
    expected = np.linalg.norm(data[:, None] - data[indices], axis=2)
    assert_allclose(distances, expected, rtol=1e-6)


def test_weights_are_those_of_umap_learn():
    expected = np.zeros((8, 8))
    for (i, j), weight in OF_UMAP_LEARN.items():
        expected[i, j] = expected[j, i] = weight
    assert_allclose(graph_of(X, 3).toarray(), expected, atol=1e-4)


def test_neighbours_are_the_nearest_other_samples():
    data = samples()
    distances, indices = nearest(data, 5, "euclidean", 0)
    every = np.linalg.norm(data[:, None] - data, axis=2)
    np.fill_diagonal(every, np.inf)
    assert_allclose(distances, np.sort(every, axis=1)[:, :5], rtol=1e-6)
    assert (indices != np.arange(len(data))[:, None]).all()


def test_sparse_samples_have_the_same_neighbours():
    data = samples()
    for found, expected in zip(
        nearest(sparse.csr_array(data), 5, "cosine", 0),
        nearest(data, 5, "cosine", 0),
        strict=True,
    ):
        assert_allclose(found, expected, rtol=1e-6)


def test_neighbours_are_no_nearer_than_with_independent_columns_if_these_are():
    ratio = neighbor_distance_ratio(samples(400), 10, "euclidean", 0)
    assert ratio == pytest.approx(1, abs=0.03)


def test_neighbours_on_a_line_are_much_nearer_than_with_independent_columns():
    line = np.linspace(0, 1, 400)[:, np.newaxis] * np.arange(1, 6)
    assert neighbor_distance_ratio(line, 10, "euclidean", 0) < 0.1
    equal = neighbor_distance_ratio(np.ones((20, 3)), 10, "euclidean", 0)
    assert equal == 1


def test_many_equal_samples_have_finite_weights():
    graph = graph_of(np.zeros((20, 3)), 5)
    assert np.isfinite(graph.data).all()
    assert_allclose(graph.data, 1.0)


def test_edges_between_classes_lose_weight_unless_one_is_unknown():
    graph = graph_of(X, 3)
    y = np.array([0, 1, 0, 0, -1, 0, 0, 0])
    found = weaken_between_classes(graph, y, 0.75).toarray()
    expected = graph.toarray()
    expected[1, [0, 2, 3, 7]] *= 0.25
    expected[[0, 2, 3, 7], 1] *= 0.25
    assert_allclose(found, expected, rtol=1e-6)


def source_of(graph, rows):
    plain = BatchSource(
        np.arange(10.0, dtype=np.float32)[:, None],
        np.zeros(1),
        1.0,
        torch.device("cpu"),
    )
    return NeighborSource(plain, rows, graph)


def test_a_batch_has_neighbours_in_proportion_to_the_weights():
    rows = np.array([2, 5, 7])  # of ten samples, these are trained on
    graph = sparse.csr_array(np.array([[0, 3, 1], [3, 0, 0], [1, 0, 0]], np.float32))
    batch = source_of(graph, rows).batch(np.full(4000, 2), 0, 0).numpy().ravel()
    assert_array_equal(batch[:4000], 2)
    values, counts = np.unique(batch[4000:], return_counts=True)
    assert_array_equal(values, [5, 7])
    assert counts[0] / 4000 == pytest.approx(0.75, abs=0.03)


def test_a_sample_without_edges_is_its_own_neighbour():
    rows = np.array([2, 5, 7])
    graph = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], np.float32))
    batch = source_of(graph, rows).batch(np.array([7, 5, 2]), 0, 0).numpy().ravel()
    assert_array_equal(batch, [7, 5, 2, 7, 2, 5])
    none = sparse.csr_array((3, 3), dtype=np.float32)
    batch = source_of(none, rows).batch(np.array([5, 2]), 0, 0).numpy().ravel()
    assert_array_equal(batch, [5, 2, 5, 2])


def test_neighbours_are_drawn_anew_in_each_batch_and_again_by_the_same_seed():
    data = np.arange(10)
    source = source_of(sparse.csr_array(1.0 - np.eye(10)), data)
    first, again, later = (source.batch(data, 0, n).numpy().copy() for n in (0, 0, 1))
    assert_array_equal(first, again)
    assert (first != later).any()
