"""Metrics: arrays in, numbers out.

`METRICS` lists them by name. Every function accepts dense arrays, memory maps and SciPy
sparse matrices of any numeric type, computes in float64, and reads rows in blocks, so
that memory is bounded. Squared errors are summed over features and are in squared units
of the data. Random subsamples depend on ``seed`` only.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import ArrayLike, NDArray

from autoencode.arrays import (
    Samples,
    dense,
    moments,
    row_slices,
    subsample,
    variance_share,
)
from autoencode.errors import InvalidDataError


def reconstruction_error(X: Samples, X_hat: Samples) -> NDArray[np.float64]:
    """Squared difference between samples and their reconstructions.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.
    X_hat : {array-like, sparse matrix} of shape (n_samples, n_features)
        Their reconstructions.

    Returns
    -------
    error : ndarray of shape (n_samples,), float64
        Summed over features, at least 0, in squared units of the data.

    Raises
    ------
    InvalidDataError
        If the shapes differ, or are not two-dimensional.
    """
    X, X_hat = as_rows(X), as_rows(X_hat)
    if X.shape != X_hat.shape:
        raise InvalidDataError(
            f"X and X_hat must have the same shape; got {X.shape} and {X_hat.shape}."
        )
    error = np.empty(X.shape[0])
    for rows in row_slices(*X.shape):
        difference = dense(X, rows).astype(np.float64) - dense(X_hat, rows)
        error[rows] = np.square(difference).sum(axis=1)
    return error


def explained_variance(X: Samples, X_hat: Samples) -> float:
    """Share of the variance of ``X`` that its reconstruction explains.

    Equals ``sklearn.metrics.r2_score(X, X_hat, multioutput="variance_weighted")`` if
    no feature is constant; errors in constant features are included here.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.
    X_hat : {array-like, sparse matrix} of shape (n_samples, n_features)
        Their reconstructions.

    Returns
    -------
    share : float, at most 1
        1 = perfect, 0 = as good as the mean of ``X``, negative = worse. If ``X`` is
        constant, 1 for a perfect reconstruction, else 0.

    Raises
    ------
    InvalidDataError
        If the shapes differ, or there are no samples.
    """
    variance = moments(as_rows(X)).total_variance
    return variance_share(float(reconstruction_error(X, X_hat).mean()), variance)


def reduced_neighbors(n_neighbors: int, n_samples: int) -> int:
    """Return a number of neighbours of less than half of the samples; at least 1."""
    return max(1, min(n_neighbors, (n_samples - 1) // 2))


def trustworthiness(
    X: Samples,
    codes: Samples,
    n_neighbors: int = 5,
    max_samples: int = 2000,
    seed: int = 0,
) -> float:
    """Extent to which the neighbours of codes are neighbours of the samples too.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.
    codes : array-like of shape (n_samples, n_components)
        Their codes.
    n_neighbors : int, default=5
        Number of neighbours; reduced to less than half the number of samples.
    max_samples : int, default=2000
        Larger data are replaced by a random subsample of this size: time and memory
        grow with its square.
    seed : int, default=0
        Seed of the subsample.

    Returns
    -------
    trustworthiness : float in [0, 1]
        1 = all neighbours of codes are neighbours of the samples. NaN with fewer than
        4 samples.

    Raises
    ------
    InvalidDataError
        If the numbers of samples and codes differ.

    References
    ----------
    .. [1] J. Venna, S. Kaski. "Neighborhood preservation in nonlinear projection
       methods: an experimental study". ICANN, 2001.
    """
    X, codes = as_rows(X), as_rows(codes)
    _check_same_length("X", X, "codes", codes)
    chosen = subsample(X.shape[0], max_samples, seed)
    if len(chosen) < 4:
        return float("nan")
    n_neighbors = reduced_neighbors(n_neighbors, len(chosen))
    from sklearn.manifold import trustworthiness as sklearn_trustworthiness

    found = sklearn_trustworthiness(X[chosen], codes[chosen], n_neighbors=n_neighbors)
    return float(found)


def continuity(X: Samples, codes: Samples, *options: Any, **named: Any) -> float:
    """Extent to which the neighbours of samples are neighbours of their codes too.

    `trustworthiness`, whose parameters it has, with the roles of samples and codes
    exchanged: low where a map tears neighbours apart.
    """
    return trustworthiness(codes, X, *options, **named)


def knn_accuracy(
    codes_train: Samples,
    y_train: ArrayLike,
    codes_test: Samples,
    y_test: ArrayLike,
    n_neighbors: int = 5,
    max_train: int = 60_000,
    max_test: int = 10_000,
    seed: int = 0,
) -> float:
    """Accuracy of a k-nearest-neighbours classifier on test samples.

    Parameters
    ----------
    codes_train : {array-like, sparse matrix} of shape (n_train, n_components)
        Codes, or samples, to search for neighbours.
    y_train : array-like of shape (n_train,)
        Their classes.
    codes_test : {array-like, sparse matrix} of shape (n_test, n_components)
        Codes to classify.
    y_test : array-like of shape (n_test,)
        Their true classes.
    n_neighbors : int, default=5
        Number of neighbours; at most the number of training codes.
    max_train, max_test : int, default=60_000 and 10_000
        Larger sets are replaced by a random subsample of this size.
    seed : int, default=0
        Seed of the subsamples.

    Returns
    -------
    accuracy : float in [0, 1]

    Raises
    ------
    InvalidDataError
        If the numbers of codes and classes differ, or a set is empty.
    """
    from sklearn.neighbors import KNeighborsClassifier

    codes_train, codes_test = as_rows(codes_train), as_rows(codes_test)
    y_train, y_test = np.asarray(y_train), np.asarray(y_test)
    _check_same_length("codes_train", codes_train, "y_train", y_train)
    _check_same_length("codes_test", codes_test, "y_test", y_test)
    if not len(y_train) or not len(y_test):
        raise InvalidDataError(
            "knn_accuracy needs at least 1 training and 1 test sample."
        )
    train = subsample(len(y_train), max_train, seed)
    test = subsample(len(y_test), max_test, seed + 1)
    classifier = KNeighborsClassifier(n_neighbors=min(n_neighbors, len(train)))
    classifier.fit(codes_train[train], y_train[train])
    return float(np.mean(classifier.predict(codes_test[test]) == y_test[test]))


def knn_accuracy_within(
    codes: Samples,
    y: ArrayLike,
    n_neighbors: int = 5,
    max_samples: int = 10_000,
    seed: int = 0,
) -> float:
    """Leave-one-out accuracy of a k-nearest-neighbours classifier.

    Parameters
    ----------
    codes : {array-like, sparse matrix} of shape (n_samples, n_components)
        Codes, or samples.
    y : array-like of shape (n_samples,)
        Their classes.
    n_neighbors : int, default=5
        Number of neighbours; at most the number of other samples.
    max_samples : int, default=10_000
        Larger data are replaced by a random subsample of this size.
    seed : int, default=0
        Seed of the subsample.

    Returns
    -------
    accuracy : float in [0, 1]
        NaN with fewer than 2 samples.

    Raises
    ------
    InvalidDataError
        If the numbers of codes and classes differ.
    """
    from sklearn.neighbors import NearestNeighbors

    codes, y = as_rows(codes), np.asarray(y)
    _check_same_length("codes", codes, "y", y)
    rows = subsample(len(y), max_samples, seed)
    if len(rows) < 2:
        return float("nan")
    classes, y = np.unique(y[rows], return_inverse=True)
    search = NearestNeighbors(n_neighbors=min(n_neighbors, len(rows) - 1))
    neighbours = search.fit(codes[rows]).kneighbors(return_distance=False)
    votes = (y[neighbours][:, :, None] == np.arange(len(classes))).sum(axis=1)
    return float(np.mean(votes.argmax(axis=1) == y))


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
        If the numbers of features differ, or a set has fewer than 2 samples.

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
    X: Samples, Y: Samples, max_samples: int = 5000, seed: int = 0
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
        Number of samples taken of each set, limited by the smaller one. Time grows with
        its square.
    seed : int, default=0
        Seed of the subsamples.

    Returns
    -------
    accuracy : float in [0, 1]
        0.5 = the sets cannot be distinguished, 1 = always. Below 0.5, ``Y`` contains
        near copies of single samples.

    Raises
    ------
    InvalidDataError
        If the numbers of features differ, or a set is empty.

    References
    ----------
    .. [1] D. Lopez-Paz, M. Oquab. "Revisiting classifier two-sample tests". ICLR,
       2017.
    """
    from sklearn.neighbors import NearestNeighbors

    X, Y = _same_features(X, Y, 1)
    n_each = min(X.shape[0], Y.shape[0], max_samples)
    parts = [dense(each, subsample(each.shape[0], n_each, seed)) for each in (X, Y)]
    values, is_other = np.concatenate(parts), np.arange(2 * n_each) >= n_each
    search = NearestNeighbors(n_neighbors=1).fit(values)
    nearest = search.kneighbors(return_distance=False)[:, 0]
    return float(np.mean(is_other[nearest] == is_other))


METRICS: dict[str, Callable[..., Any]] = {
    "reconstruction_error": reconstruction_error,
    "explained_variance": explained_variance,
    "trustworthiness": trustworthiness,
    "continuity": continuity,
    "knn_accuracy": knn_accuracy,
    "knn_accuracy_within": knn_accuracy_within,
    "frechet_distance": frechet_distance,
    "two_sample_accuracy": two_sample_accuracy,
}


def as_rows(X: Samples) -> Any:
    """Return ``X`` as a 2-D array or CSR matrix; arrays are not copied.

    Raises
    ------
    InvalidDataError
        If ``X`` is not two-dimensional.
    """
    X = X.tocsr() if scipy.sparse.issparse(X) else np.asarray(X)
    if X.ndim != 2:
        raise InvalidDataError(
            f"An array of shape (n_samples, n_features) is needed; got shape {X.shape}."
        )
    return X


def _check_same_length(name: str, rows: Any, other_name: str, others: Any) -> None:
    """Raise if two arrays differ in their number of rows."""
    if rows.shape[0] != others.shape[0]:
        raise InvalidDataError(
            f"{name} and {other_name} must have one row per sample each; got "
            f"{rows.shape[0]} and {others.shape[0]} rows."
        )


def _same_features(X: Samples, Y: Samples, min_samples: int) -> tuple[Any, Any]:
    """Return both as rows; raise if their widths differ, or one is too short."""
    X, Y = as_rows(X), as_rows(Y)
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
