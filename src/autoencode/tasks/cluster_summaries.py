"""Summaries of clusters: size, nearest sample, decoded centre, columns that differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autoencode.arrays import Array, Samples, row_blocks

N_COLUMNS = 5


@dataclass(frozen=True)
class ClusterSummary:
    """What a cluster has in common.

    Attributes
    ----------
    cluster : int
        Its number.

    n_samples : int
        Number of its samples.

    nearest : int or None
        Row of the sample whose code is nearest to the centre; None without samples.

    center : array of shape (n_features,)
        The decoded centre.

    columns : list of (str or int, float)
        Up to 5 columns, by name or number, and the difference between the cluster's
        mean and that of all samples, in standard deviations; the largest first.
    """

    cluster: int
    n_samples: int
    nearest: int | None
    center: Array
    columns: list[tuple[Any, float]]


def summaries(
    X: Samples,
    codes: Array,
    labels: Array,
    centers: Array,
    *,
    decode: Callable[[Array], Any],
    names: Any = None,
) -> list[ClusterSummary]:
    """Return a summary of each cluster.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        The samples.

    codes : array of shape (n_samples, n_components)
        Their codes.

    labels : array of int of shape (n_samples,)
        Their clusters; -1 is no cluster.

    centers : array of shape (n_clusters, n_components)
        Centres among the codes.

    decode : callable
        Returns samples for codes.

    names : sequence of length n_features or None, default=None
        Names of the columns.
    """
    n_clusters = len(centers)
    if not n_clusters:
        return []
    differences = _differences(X, labels, n_clusters)
    decoded = np.asarray(decode(centers.astype(np.float32)))
    found = []
    for k in range(n_clusters):
        rows = np.flatnonzero(labels == k)
        distances = np.square(codes[rows] - centers[k]).sum(axis=1)
        most = np.argsort(-np.abs(differences[k]), kind="stable")[:N_COLUMNS]
        columns = [
            (int(j) if names is None else str(names[j]), float(differences[k, j]))
            for j in most
            if differences[k, j] != 0
        ]
        nearest = int(rows[distances.argmin()]) if len(rows) else None
        found.append(ClusterSummary(k, len(rows), nearest, decoded[k], columns))
    return found


def _differences(X: Samples, labels: Array, n_clusters: int) -> Array:
    """Return means of clusters minus those of all, in standard deviations."""
    n_samples, n_features = X.shape
    sums, first = np.zeros((n_clusters + 1, n_features)), None
    squares, start = np.zeros(n_features), 0
    for block in row_blocks(X):
        block = block.astype(np.float64)
        first = block[0] if first is None else first
        block -= first  # differences are the same, and squares lose no digits
        rows = labels[start : start + len(block)]
        start += len(block)
        np.add.at(sums, np.where(rows < 0, n_clusters, rows), block)
        squares += np.square(block).sum(axis=0)
    mean = sums.sum(axis=0) / n_samples
    std = np.sqrt(np.maximum(squares / n_samples - np.square(mean), 0))
    counts = np.bincount(labels[labels >= 0], minlength=n_clusters)[:, np.newaxis]
    means = sums[:-1] / np.maximum(counts, 1)
    varies = (std > 1e-9 * np.abs(mean)) & (counts > 0)
    return np.where(varies, (means - mean) / np.where(std > 0, std, 1), 0.0)
