"""Checks of the parameters of clusterings, and of loaded clusterers."""

from typing import Any

import numpy as np

from autoencode.arrays import Samples, row_keys
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.models.quantized import VectorQuantizedAutoencoder


def check_n_clusters(X: Samples, n_clusters: int | str, method: str) -> None:
    """Raise if there are fewer different rows than clusters.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        The samples.

    n_clusters : int or "auto"
        Number of clusters.

    method : str
        Clustering method; "hdbscan" finds the number.

    Raises
    ------
    InvalidParameterError, InvalidDataError
    """
    if method == "hdbscan" and n_clusters != "auto":
        raise InvalidParameterError(
            f"n_clusters must be 'auto' with method='hdbscan', which finds the number; "
            f"got {n_clusters}. Set min_cluster_size instead."
        )
    wanted, n_rows = 1 if isinstance(n_clusters, str) else n_clusters, X.shape[0]
    if wanted > n_rows:
        raise InvalidParameterError(
            f"n_clusters={wanted} is more than the {n_rows} rows of X. Use fewer "
            f"clusters."
        )
    n_different = _n_different(X, max(2, wanted))
    if n_different == 1:
        raise InvalidDataError(
            f"X is constant: all {n_rows} rows are equal, and there is nothing to "
            f"cluster. Give rows that differ."
        )
    if n_different < wanted:
        raise InvalidParameterError(
            f"n_clusters={wanted} is more than the {n_different} different rows of X: "
            f"the others are duplicates. Use fewer clusters."
        )


def check_refinement(refine: str, method: str, autoencoder: Any) -> None:
    """Raise InvalidParameterError for clusters or codes that cannot be refined.

    The parameters are those of `AutoencoderClustering`.
    """
    if refine == "none":
        return
    if method != "kmeans":
        raise InvalidParameterError(
            f"refine={refine!r} needs method='kmeans', whose centres it trains; got "
            f"{method!r}. Use method='kmeans' or refine='none'."
        )
    if isinstance(autoencoder, VectorQuantizedAutoencoder):
        raise InvalidParameterError(
            f"refine={refine!r} needs codes that change with the weights of the "
            f"encoder, but VectorQuantizedAutoencoder takes them from a codebook. "
            f"Use another autoencoder or refine='none'."
        )
    if refine == "dec" and getattr(autoencoder, "tied_weights", False):
        raise InvalidParameterError(
            "refine='dec' needs an autoencoder with tied_weights=False: it trains the "
            "encoder without the reconstruction. Use refine='idec'."
        )


def _n_different(X: Samples, enough: int) -> int:
    """Return the number of different rows, or ``enough`` if there are as many."""
    found: set[bytes] = set()
    for key in row_keys(X):
        found.add(key)
        if len(found) >= enough:
            return enough
    return len(found)


def check_loaded(clusterer: Any) -> None:
    """Raise ValueError if the fitted attributes of a clusterer are invalid."""
    labels, codes, n_clusters = (
        clusterer.labels_,
        clusterer.codes_,
        clusterer.n_clusters_,
    )
    shape = (n_clusters, clusterer.autoencoder_.n_components_)
    if clusterer.cluster_centers_.shape != shape:
        raise ValueError(f"cluster_centers_ must have the shape {shape}")
    if codes.shape != (len(labels), shape[1]):
        raise ValueError("codes_ must have a row for each of labels_")
    if not -1 <= labels.min() <= labels.max() < n_clusters:
        raise ValueError("labels_ must be from -1 to n_clusters_ - 1")
    clusterer._clustering.check_shapes()
    if not np.isfinite(codes).all():
        raise ValueError("codes_ must be finite")
    for name in ("stability_", "separation_"):
        if not isinstance(
            getattr(clusterer, name, np.nan), float
        ):  # none in earlier runs
            raise ValueError(f"{name} must be a number")
