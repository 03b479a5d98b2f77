"""Pairs of neighbours to train on: the graph of nearest samples, and its batches."""

from importlib.util import find_spec

import numpy as np
import torch
from scipy import sparse
from torch import Tensor

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.training.batches import BatchSource
from autoencode.training.devices import Stream, derived_seed

EXACT_UP_TO = 30_000  # samples: beyond, an approximate search is used if there is one
MOST_REFERENCES = 100_000  # samples among which an exact search looks
MOST_COMPARED = 1_000  # samples that are compared with permuted ones
N_BISECTIONS = 64  # of each sample's scale


def nearest(
    X: Samples, n_neighbors: int, metric: str, seed: int
) -> tuple[Array, Array]:
    """Return the nearest other samples of each sample.

    By pynndescent, approximately, if it is installed and there are more than 30,000
    samples; else by scikit-learn, exactly, but of more than 100,000 samples only among
    so many drawn ones, so that the time grows linearly.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        Finite numbers.

    n_neighbors : int
        From 1 to n_samples - 1.

    metric : str
        "euclidean" or "cosine".

    seed : int
        Seed of the approximate search.

    Returns
    -------
    distances : array of shape (n_samples, n_neighbors), float64
        In increasing order.

    indices : array of shape (n_samples, n_neighbors), int64
    """
    if X.shape[0] > EXACT_UP_TO and find_spec("pynndescent") is not None:
        from pynndescent import NNDescent

        index = NNDescent(
            X, metric=metric, n_neighbors=n_neighbors + 1, random_state=seed
        )
        indices, distances = index.neighbor_graph
        return _without_own(distances, indices.astype(np.int64))
    from sklearn.neighbors import NearestNeighbors  # slow to import

    drawn = subsample(X.shape[0], MOST_REFERENCES, seed)
    if len(drawn) == X.shape[0]:
        search = NearestNeighbors(n_neighbors=n_neighbors, metric=metric).fit(X)
        distances, indices = search.kneighbors()  # not the samples themselves
        return distances.astype(np.float64), indices
    search = NearestNeighbors(n_neighbors=n_neighbors + 1, metric=metric).fit(X[drawn])
    distances, places = search.kneighbors(X)
    return _without_own(distances, drawn[places])


def _without_own(distances: Array, indices: Array) -> tuple[Array, Array]:
    """Drop each sample from its own neighbours; the farthest where it is not there."""
    n, k = indices.shape
    is_own = indices == np.arange(n)[:, np.newaxis]
    is_own[~is_own.any(axis=1), -1] = True
    keep = ~is_own
    shape = (n, k - 1)
    return distances[keep].reshape(shape).astype(np.float64), indices[keep].reshape(
        shape
    )


def neighbor_distance_ratio(
    X: Samples, n_neighbors: int, metric: str, seed: int
) -> float:
    """Return the mean distance of neighbours, over that with independent columns.

    Each column is permuted by itself, which leaves its values as they are, and removes
    all that columns say of each other. About 1 means that samples have no more
    neighbours than by the values of single columns.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        Of more than 1,000 samples, so many are drawn.

    n_neighbors, metric
        As for `nearest`.

    seed : int
        Seed of drawn samples and permutations.
    """
    drawn = dense(X, subsample(X.shape[0], MOST_COMPARED, seed)).astype(np.float64)
    permuted = np.random.default_rng(seed).permuted(drawn, axis=0)
    found, expected = (
        float(nearest(each, n_neighbors, metric, seed)[0].mean())
        for each in (drawn, permuted)
    )
    return found / expected if expected > 0 else 1.0


def fuzzy_graph(distances: Array, indices: Array) -> sparse.csr_array:
    """Return the weights of UMAP's neighbourhood graph.

    McInnes et al. (2018), "UMAP: uniform manifold approximation and projection",
    algorithms 2 and 3: ``exp(-(d - d_1) / s)`` for a neighbour at distance ``d``, where
    ``d_1`` is the smallest distance above 0, and the scale ``s`` is such that the
    weights of a sample sum to ``log2(n_neighbors + 1)``. An edge in both directions has
    the probability that at least one of the two is there.

    Parameters
    ----------
    distances, indices : arrays of shape (n_samples, n_neighbors)
        Those of `nearest`.

    Returns
    -------
    sparse array of shape (n_samples, n_samples), float32
        Symmetric; weights in (0, 1].
    """
    n, k = distances.shape
    positive = np.where(distances > 0, distances, np.inf).min(axis=1)
    nearest_one = np.where(np.isfinite(positive), positive, 0.0)
    beyond = np.maximum(distances - nearest_one[:, np.newaxis], 0.0)
    scales = _scales(beyond, np.log2(k + 1), distances)
    weights = np.exp(-beyond / scales[:, np.newaxis])
    ends = np.arange(0, n * k + 1, k)
    directed = sparse.csr_array((weights.ravel(), indices.ravel(), ends), shape=(n, n))
    both = directed.multiply(directed.T)
    graph = sparse.csr_array(directed + directed.T - both, dtype=np.float32)
    graph.eliminate_zeros()
    return graph


def _scales(beyond: Array, target: float, distances: Array) -> Array:
    """Return the scale of each sample, by bisection, at least a thousandth of the mean.

    Without that limit many equal samples would have no other neighbours.
    """
    low, high = np.zeros(len(beyond)), np.full(len(beyond), np.inf)
    scale = np.ones(len(beyond))
    for _ in range(N_BISECTIONS):
        total = np.exp(-beyond / scale[:, np.newaxis]).sum(axis=1)
        too_large = total > target
        high = np.where(too_large, scale, high)
        low = np.where(too_large, low, scale)
        scale = np.where(np.isfinite(high), (low + high) / 2, scale * 2)
    means = distances.mean(axis=1)
    least = 1e-3 * np.where(means > 0, means, max(float(means.mean()), 1e-300))
    return np.asarray(np.maximum(scale, least))


def weaken_between_classes(
    graph: sparse.csr_array, y: Array, label_weight: float
) -> sparse.csr_array:
    """Return the graph with smaller weights between samples of different classes.

    Parameters
    ----------
    graph : sparse array of shape (n_samples, n_samples)
        Weights.

    y : array of shape (n_samples,), int
        Classes; -1 is unknown.

    label_weight : float
        In [0, 1]. Weights between classes are multiplied by ``1 - label_weight``.
    """
    head, tail = (
        y[np.repeat(np.arange(len(y)), np.diff(graph.indptr))],
        y[graph.indices],
    )
    differ = (head != tail) & (head != -1) & (tail != -1)
    found = graph.copy()
    found.data *= np.where(differ, 1 - label_weight, 1.0).astype(found.dtype)
    return found


class NeighborSource(BatchSource):
    """Batches of samples to train on, followed by a neighbour of each.

    A neighbour is drawn with the probability of its edge's weight among those of the
    sample; a sample without edges is its own neighbour.
    """

    def __init__(
        self, source: BatchSource, rows: Array, graph: sparse.csr_array
    ) -> None:
        super().__init__(
            source.X, source.mean, source.scale, source.device, source.augment
        )
        self.row_numbers = np.full(self.n_samples, -1)
        self.row_numbers[rows] = np.arange(len(rows))
        self.training_rows, self.graph = rows, graph
        self.sums = np.concatenate([[0.0], np.cumsum(graph.data, dtype=np.float64)])

    def batch(self, rows: Array, seed: int, number: int) -> Tensor:
        """Return samples, then as many neighbours: shape (2 batch, n_features)."""
        tails = self._neighbors(rows, derived_seed(seed, Stream.AUGMENT, number) + 1)
        return super().batch(np.concatenate([rows, tails]), seed, number)

    def _augmented(self, rows: Array, seed: int) -> Tensor:
        """Return samples and neighbours, of each the same share augmented."""
        assert self.augment is not None
        generator = self.generator.manual_seed(seed)
        halves = self._gathered(rows).to(self.device).chunk(2)
        return self._centred(torch.cat([self.augment(x, generator) for x in halves]))

    def _neighbors(self, rows: Array, seed: int) -> Array:
        heads = self.row_numbers[rows]
        starts, stops = self.graph.indptr[heads], self.graph.indptr[heads + 1]
        drawn = np.random.default_rng(seed).random(len(rows))
        low, high = self.sums[starts], self.sums[stops]
        places = (
            np.searchsorted(self.sums, low + drawn * (high - low), side="right") - 1
        )
        places = np.clip(places, starts, np.maximum(stops - 1, starts))
        has_any = high > low
        places = np.where(has_any, places, 0)
        tails = self.graph.indices[places] if self.graph.nnz else heads
        return np.asarray(self.training_rows[np.where(has_any, tails, heads)])
