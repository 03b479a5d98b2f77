"""Whether there are clusters: the agreement of those of two halves of the samples."""

from collections.abc import Callable
from math import ceil
from typing import Any
from warnings import catch_warnings

import numpy as np
from sklearn.base import clone

from autoencode.arrays import Array, Samples
from autoencode.errors import warn
from autoencode.tasks.cluster_models import Clustering
from autoencode.tasks.cluster_number import CHANCE, agreement, halves

SHARE_OF_EPOCHS = 0.5  # of the autoencoders of two halves
MOST_ROWS = 5_000  # in each half


def stability_of(
    X: Samples,
    model: Any,
    cluster: Callable[[Array], Clustering],
    seed: int,
    *,
    least: int,
) -> float:
    """Return the agreement of the clusters of two halves of the samples.

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
    float
        Adjusted Rand index; NaN with fewer samples.
    """
    parts = halves(X.shape[0], seed, MOST_ROWS)
    if len(parts[0]) < least:
        return float("nan")
    max_epochs = ceil(SHARE_OF_EPOCHS * model.max_epochs_)
    short = clone(model).set_params(max_epochs=max_epochs, verbose=0)
    # Weights that start alike would make codes alike, whatever the samples.
    seeds = iter(np.random.default_rng(seed).integers(2**31, size=2).tolist())

    def fit(rows: Array) -> Any:
        part = X[rows]
        with catch_warnings(action="ignore"):  # `fit` has warned already
            with_own = clone(short).set_params(random_state=next(seeds)).fit(part)
        codes = with_own.transform(part)
        found = cluster(codes)
        return lambda X: found.predict(with_own.transform(X), codes)

    return agreement(fit, X, parts)


def has_structure(agreement: float, found: Clustering, *, is_chosen: bool) -> bool:
    """Return whether two halves agree more than by chance; warn if not.

    ``is_chosen`` states whether the number of clusters was, so that it becomes 1.
    """
    if found.n_clusters == 0:
        warn(
            "No structure was found: HDBSCAN found no cluster, and all labels are "
            "-1. Set a smaller min_cluster_size if there are small clusters."
        )
    elif agreement < CHANCE:
        instead = (
            "All samples are one cluster." if is_chosen else "Do not rely on them."
        )
        warn(
            f"No structure was found: the clusters of two halves of the samples "
            f"agree hardly more than by chance (adjusted Rand index "
            f"{agreement:.2f}). {instead}"
        )
    return not agreement < CHANCE
