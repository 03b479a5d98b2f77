"""Metrics of two sets of samples, such as generated ones beside those of the data."""

from typing import Any

import numpy as np

from autoencode.arguments import check_numbers, seed_of
from autoencode.arrays import Samples, dense, subsample
from autoencode.errors import InvalidDataError
from autoencode.metrics.rows import finite_rows


def frechet_distance(X: Samples, Y: Samples) -> float:
    """Squared Fréchet distance between Gaussians fitted to two sets of samples.

    On features of the Inception classifier it is known as FID [1]_. It is biased: above
    0 for two sets from one distribution, more so for small ones. Compare with the
    distance of such a pair.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples, or features of them; preferably more samples than features.
    Y : {array-like, sparse matrix} of shape (n_other_samples, n_features)
        The other samples.

    Returns
    -------
    distance : float, at least 0
        In squared units of the features. Memory and time grow with the square and the
        cube of their number.

    Raises
    ------
    InvalidDataError
        If the numbers of features differ, a set has fewer than 2 samples, or a value is
        not finite.

    References
    ----------
    .. [1] M. Heusel et al. "GANs trained by a two time-scale update rule converge to
       a local Nash equilibrium". NeurIPS, 2017, equation 6.
    """
    X, Y = _same_features(X, Y, 2)
    means, covariances = [], []
    for each in (X, Y):
        values = dense(each, slice(None)).astype(np.float64)
        means.append(values.mean(axis=0))
        covariances.append(np.cov(values, rowvar=False).reshape(2 * values.shape[1:]))
    root = _square_root(covariances[0])
    # The trace of (A B)^.5 equals that of (A^.5 B A^.5)^.5, which is symmetric.
    between = np.linalg.eigvalsh(root @ covariances[1] @ root).clip(0)
    spread = np.trace(covariances[0]) + np.trace(covariances[1])
    distance = np.square(means[0] - means[1]).sum() + spread
    return float(max(0.0, distance - 2 * np.sqrt(between).sum()))


def _square_root(covariance: Any) -> Any:
    """Return the symmetric square root of a covariance matrix."""
    values, vectors = np.linalg.eigh(covariance)
    return (vectors * np.sqrt(values.clip(0))) @ vectors.T


def two_sample_accuracy(
    X: Samples,
    Y: Samples,
    max_samples: int = 5000,
    random_state: int | np.random.RandomState | None = 0,
) -> float:
    """Leave-one-out accuracy of a 1-nearest-neighbour classifier of two sets.

    The classifier two-sample test [1]_.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.
    Y : {array-like, sparse matrix} of shape (n_other_samples, n_features)
        The other samples, for instance generated ones.
    max_samples : int, default=5000
        Number of samples taken of each set, at least 1, limited by the smaller one.
        Time grows with its square.
    random_state : int, RandomState or None, default=0
        Seed of the subsamples; None draws others for each call.

    Returns
    -------
    accuracy : float in [0, 1]
        0.5 = the sets cannot be distinguished, 1 = always. Below 0.5, ``Y`` contains
        near copies of single samples.

    Raises
    ------
    InvalidDataError
        If the numbers of features differ, a set is empty, or a value is not finite.

    InvalidParameterError
        If ``max_samples`` is invalid.

    References
    ----------
    .. [1] D. Lopez-Paz, M. Oquab. "Revisiting classifier two-sample tests". ICLR,
       2017.
    """
    from sklearn.neighbors import NearestNeighbors

    check_numbers(max_samples=max_samples)
    X, Y = _same_features(X, Y, 1)
    seed = seed_of(random_state)
    n_each = min(X.shape[0], Y.shape[0], max_samples)
    parts = [dense(each, subsample(each.shape[0], n_each, seed)) for each in (X, Y)]
    values, is_other = np.concatenate(parts), np.arange(2 * n_each) >= n_each
    search = NearestNeighbors(n_neighbors=1).fit(values)
    nearest = search.kneighbors(return_distance=False)[:, 0]
    return float(np.mean(is_other[nearest] == is_other))


def _same_features(X: Samples, Y: Samples, min_samples: int) -> tuple[Any, Any]:
    """Return both as rows; raise if their widths differ, or one is too short."""
    X, Y = finite_rows("X", X), finite_rows("Y", Y)
    if X.shape[1] != Y.shape[1]:
        raise InvalidDataError(
            "X and Y must have the same number of features; got "
            f"{X.shape[1]} and {Y.shape[1]}."
        )
    if min(X.shape[0], Y.shape[0]) < min_samples:
        plural = "" if min_samples == 1 else "s"
        raise InvalidDataError(
            f"X and Y need at least {min_samples} sample{plural} each; got "
            f"{X.shape[0]} and {Y.shape[0]}."
        )
    return X, Y
