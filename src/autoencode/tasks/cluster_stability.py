"""Whether there are clusters: whether those of two halves agree, and are separated.

Any two clusterings of few columns agree more than by chance, with gaps between clusters
or without: both follow the shape of the data. Samples of a normal distribution with the
same mean and covariance have the shape and no gaps, so they are the reference.
"""

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from sklearn.base import clone

from autoencode.arrays import Array, Samples, dense, plain_transform, subsample
from autoencode.errors import InvalidDataError, warn
from autoencode.tasks.cluster_models import Clustering
from autoencode.tasks.cluster_number import (
    CHANCE,
    agreement,
    halves,
    is_structured,
    silhouette,
)
from autoencode.warning_filters import ignored_warnings

SHARE_OF_EPOCHS = 0.5  # of the autoencoders of two halves
MOST_ROWS = 5_000  # in each half
N_NORMAL = 19  # sets of normal samples: the largest is exceeded by chance in 5 %
MOST_NORMAL = 1_000  # samples in each
MOST_VALUES = 10_000_000  # in each set, of wide data


class Stability(NamedTuple):
    """How far there are clusters: see `AutoencoderClustering`."""

    agreement: float
    separation: float


class _Half(NamedTuple):
    """Autoencoder and clusters of a half of the samples."""

    model: Any
    codes: Array
    clusters: Clustering

    def labels(self, codes: Array) -> Array:
        return self.clusters.predict(codes, self.codes)

    def silhouette(self, X: Samples) -> float:
        """Return the silhouette of the clusters on samples that are new to them."""
        codes = plain_transform(self.model, X)
        return silhouette(codes, self.labels(codes))


def stability_of(
    X: Samples,
    model: Any,
    cluster: Callable[[Array], Clustering],
    seed: int,
    *,
    least: int,
) -> Stability:
    """Return the agreement and the separation of the clusters of two halves.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        The samples.

    model : autoencoder
        Fitted; copies of it are trained on each half, for half of the epochs.

    cluster : callable
        Returns clusters of codes.

    seed : int
        Seed of the halves and of both trainings.

    least : int
        Smallest number of samples in a half.

    Returns
    -------
    Stability
        ``agreement``, an adjusted Rand index, and ``separation``: the mean silhouette
        of each half by the clusters of the other one, above the largest of 19 sets of
        normal samples. NaN with fewer samples; and a separation where it is not
        defined, of HDBSCAN or of an autoencoder that does not encode normal samples.
    """
    parts = halves(X.shape[0], seed, MOST_ROWS)
    if len(parts[0]) < least:
        return Stability(float("nan"), float("nan"))
    max_epochs = ceil(SHARE_OF_EPOCHS * model.max_epochs_)
    short = clone(model).set_params(max_epochs=max_epochs, verbose=0)
    # Weights that start alike would make codes alike, whatever the samples.
    seeds = iter(np.random.default_rng(seed).integers(2**31, size=2).tolist())
    found: list[_Half] = []

    def fit(rows: Array) -> Any:
        part = X[rows]
        with ignored_warnings(UserWarning):  # `fit` has warned already
            with_own = clone(short).set_params(random_state=next(seeds)).fit(part)
            codes = plain_transform(with_own, part)
            half = _Half(with_own, codes, cluster(codes))
        found.append(half)
        return lambda X: half.labels(plain_transform(half.model, X))

    agreed = agreement(fit, X, parts)
    return Stability(agreed, _separation(X, parts, found, seed))


def _separation(
    X: Samples, parts: tuple[Array, Array], found: list[_Half], seed: int
) -> float:
    """Return the mean silhouette of new samples, above those of normal samples."""
    if any(half.clusters.method == "hdbscan" for half in found):
        return float("nan")  # clusters of any shape
    most = min(MOST_NORMAL, max(MOST_VALUES // X.shape[1], 2))
    some = [part[subsample(len(part), most, seed)] for part in parts]
    new = zip(found, reversed(some), strict=True)
    own = np.mean([half.silhouette(X[rows]) for half, rows in new])
    normal = _Normal(X, np.sort(np.concatenate(some)), seed)
    try:
        largest = max(
            np.mean([half.silhouette(normal(len(some[0]))) for half in found])
            for _ in range(N_NORMAL)
        )
    except InvalidDataError:  # as of counts
        return float("nan")
    return float(own - largest)


class _Normal:
    """Draws normal samples with mean and covariance of rows, within their range."""

    def __init__(self, X: Samples, rows: Array, seed: int) -> None:
        values = dense(X, rows).astype(np.float64)
        self.limits = values.min(axis=0), values.max(axis=0)
        self.mean = values.mean(axis=0)
        centred = (values - self.mean) / np.sqrt(len(rows) - 1)
        # The covariance is its product with its transpose.
        self.factor = np.linalg.qr(centred, mode="r")
        self.random = np.random.default_rng(seed)

    def __call__(self, n_samples: int) -> Array:
        weights = self.random.normal(size=(n_samples, len(self.factor)))
        found: Array = np.clip(self.mean + weights @ self.factor, *self.limits)
        return found


def has_structure(stability: Stability, found: Clustering, *, is_chosen: bool) -> bool:
    """Return whether there are clusters; warn if not.

    ``is_chosen`` states whether the number of clusters was, so that it becomes 1.
    """
    instead = "All samples are one cluster." if is_chosen else "Do not rely on them."
    if found.n_clusters == 0:
        warn(
            "No structure was found: HDBSCAN found no cluster, and all labels are "
            "-1. Set a smaller min_cluster_size if there are small clusters."
        )
    elif stability.agreement < CHANCE:
        warn(
            f"No structure was found: the clusters of two halves of the samples "
            f"agree hardly more than by chance (adjusted Rand index "
            f"{stability.agreement:.2f}). {instead}"
        )
    elif not is_structured(*stability):
        warn(
            f"No structure was found: the clusters are hardly more separated than "
            f"those of normal samples of the same covariance (silhouette "
            f"{stability.separation:+.2f}). {instead}"
        )
    return is_structured(*stability)
