"""Clusterings of codes: k-means, Gaussian mixtures and HDBSCAN, as plain arrays.

A `Clustering` holds what is needed to assign new codes, and no object of scikit-learn.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import softmax
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import NearestNeighbors

from autoencode.arrays import Array

METHODS = ("kmeans", "mixture", "hdbscan")
NO_CLUSTER = -1
N_STARTS = 10  # of k-means
N_MIXTURE_STARTS = 3
RIDGE = 1e-3  # added to variances of a mixture, as a share of the mean variance
SMALLEST_SHARE = 0.01  # of the samples, in a cluster of HDBSCAN
SMALLEST = 5


@dataclass(frozen=True)
class Clustering:
    """Clusters of codes.

    Attributes
    ----------
    method : str
        A name in `METHODS`.

    labels : array of int of shape (n_samples,)
        Cluster of each training code, from 0; -1 is no cluster.

    centers : array of shape (n_clusters, n_components), float64
        Means of the clusters.

    shapes : array, float64
        "kmeans": of shape (1,), the squared distance from a centre at which the
        similarity is half of that at the centre; the mean one of codes, but see
        `autoencode.tasks.cluster_refinement`.
        "mixture": (n_clusters, n_components, n_components), the covariances.
        "hdbscan": (n_clusters,), the largest distance of a member to its nearest one.

    weights : array, float64
        "mixture": (n_clusters,), the shares of the components. "hdbscan":
        (n_samples,), the probability of each training code that it is a member of its
        cluster. "kmeans": empty.
    """

    method: str
    labels: Array
    centers: Array
    shapes: Array
    weights: Array

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(self.centers)

    def check_shapes(self) -> None:
        """Raise ValueError for arrays of wrong shapes, or with infinite values."""
        n_clusters, n_components = self.centers.shape
        shapes = {
            "kmeans": ((1,), (0,)),
            "mixture": ((n_clusters, n_components, n_components), (n_clusters,)),
            "hdbscan": ((n_clusters,), (len(self.labels),)),
        }
        if (self.shapes.shape, self.weights.shape) != shapes[self.method]:
            raise ValueError(f"the clusters are not those of {self.method!r}")
        for part in (self.centers, self.shapes, self.weights):
            if not np.isfinite(part).all():
                raise ValueError("the clusters must be finite")

    def probabilities(self, codes: Array, training_codes: Array) -> Array:
        """Return the probability of each cluster, of shape (n_samples, n_clusters).

        Those of "hdbscan" sum to less than 1: the rest is the probability of no
        cluster.
        """
        codes = np.asarray(codes, dtype=np.float64)
        if self.method == "kmeans":
            distances = squared_distances(codes, self.centers) / self.shapes[0]
            similarities = 1 / (1 + distances)
            return np.asarray(similarities / similarities.sum(axis=1, keepdims=True))
        if self.method == "mixture":
            return np.asarray(softmax(self._log_densities(codes), axis=1))
        labels, nearest = self._nearest_members(codes, training_codes)
        found = np.zeros((len(codes), self.n_clusters))
        members = np.flatnonzero(labels != NO_CLUSTER)
        found[members, labels[members]] = self.weights[nearest[members]]
        return found

    def predict(self, codes: Array, training_codes: Array) -> Array:
        """Return the cluster of each code, of shape (n_samples,)."""
        if self.method == "hdbscan":
            codes = np.asarray(codes, dtype=np.float64)
            return self._nearest_members(codes, training_codes)[0]
        return np.asarray(self.probabilities(codes, training_codes).argmax(axis=1))

    def _log_densities(self, codes: Array) -> Array:
        """Return the logarithm of each component's density, up to a constant."""
        found = np.empty((len(codes), self.n_clusters))
        for k, (center, covariance) in enumerate(
            zip(self.centers, self.shapes, strict=True)
        ):
            factor = np.linalg.cholesky(covariance)
            z = np.linalg.solve(factor, (codes - center).T)
            found[:, k] = -0.5 * np.square(z).sum(axis=0)
            found[:, k] -= np.log(np.diag(factor)).sum()
        return found + np.log(self.weights)

    def _nearest_members(
        self, codes: Array, training_codes: Array
    ) -> tuple[Array, Array]:
        """Return the cluster of the nearest training code, and its row.

        A code that is farther from it than the members of that cluster are from each
        other is in no cluster.
        """
        search = NearestNeighbors(n_neighbors=1).fit(training_codes)
        distances, rows = (each[:, 0] for each in search.kneighbors(codes))
        labels = self.labels[rows].copy()
        reach = np.append(self.shapes, np.inf)  # the last one is that of no cluster
        labels[distances > reach[labels]] = NO_CLUSTER
        return labels, rows


def squared_distances(codes: Array, centers: Array) -> Array:
    """Return squared distances, of shape (n_samples, n_centers)."""
    return np.stack([np.square(codes - c).sum(axis=1) for c in centers], axis=1)


def fit_clusters(
    codes: Array,
    method: str,
    n_clusters: int,
    *,
    min_cluster_size: int | str = "auto",
    seed: int = 0,
    n_starts: int = N_STARTS,
) -> Clustering:
    """Return clusters of codes.

    Parameters
    ----------
    codes : array of shape (n_samples, n_components)
        Finite numbers.

    method : str
        A name in `METHODS`.

    n_clusters : int
        Number of clusters; "hdbscan" finds it.

    min_cluster_size : int or "auto", default="auto"
        Of "hdbscan"; "auto" is a hundredth of the samples, at least 5.

    seed : int, default=0
        Seed of the starts.

    n_starts : int, default=10
        Number of starts of "kmeans", of which the best one is kept.
    """
    codes = np.asarray(codes, dtype=np.float64)
    if method == "kmeans":
        return _kmeans(codes, n_clusters, seed, n_starts)
    if method == "mixture":
        return _mixture(codes, n_clusters, seed)
    if isinstance(min_cluster_size, str):
        min_cluster_size = max(SMALLEST, round(SMALLEST_SHARE * len(codes)))
    return _hdbscan(codes, min_cluster_size)


def _kmeans(codes: Array, n_clusters: int, seed: int, n_starts: int) -> Clustering:
    model = KMeans(n_clusters, n_init=n_starts, random_state=seed).fit(codes)
    spread = np.array([model.inertia_ / len(codes)])
    smallest = np.finfo(np.float64).tiny  # without any spread, distances are 0 or inf
    return Clustering(
        "kmeans",
        model.labels_.astype(np.int64),
        model.cluster_centers_,
        np.maximum(spread, smallest**0.5),
        np.empty(0),
    )


def mixture_of(codes: Array, n_components: int, seed: int, n_starts: int) -> Any:
    """Return a fitted Gaussian mixture with full covariances."""
    ridge = RIDGE * float(codes.var(axis=0).mean()) or 1.0
    model = GaussianMixture(
        n_components, n_init=n_starts, reg_covar=ridge, random_state=seed
    )
    return model.fit(codes)


def _mixture(codes: Array, n_clusters: int, seed: int) -> Clustering:
    model = mixture_of(codes, n_clusters, seed, N_MIXTURE_STARTS)
    found = Clustering(
        "mixture",
        np.empty(0, dtype=np.int64),
        model.means_,
        model.covariances_,
        model.weights_,
    )
    labels = found.predict(codes, codes)
    return Clustering("mixture", labels, found.centers, found.shapes, found.weights)


def _hdbscan(codes: Array, min_cluster_size: int) -> Clustering:
    size = min(min_cluster_size, len(codes))
    model = HDBSCAN(
        min_cluster_size=max(2, size), min_samples=min(size, SMALLEST), copy=True
    ).fit(codes)
    labels = model.labels_.astype(np.int64)
    n_clusters = int(labels.max(initial=NO_CLUSTER)) + 1
    centers = np.empty((n_clusters, codes.shape[1]))
    reach = np.empty(n_clusters)
    for k in range(n_clusters):
        members = codes[labels == k]
        centers[k] = members.mean(axis=0)
        search = NearestNeighbors(n_neighbors=2).fit(members)
        reach[k] = search.kneighbors(members)[0][:, 1].max()
    weights = np.nan_to_num(model.probabilities_)
    return Clustering("hdbscan", labels, centers, reach, weights)
