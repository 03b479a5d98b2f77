"""Metrics of the neighbours of codes: which they are, and of which class."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from autoencode.arguments import check_numbers, seed_of
from autoencode.arrays import Array, Samples, subsample
from autoencode.class_labels import (
    are_classes,
    check_same_type,
    has_label,
    label_array,
    of_one_type,
)
from autoencode.errors import InvalidDataError
from autoencode.metrics.rows import check_same_length, finite_rows


def reduced_neighbors(n_neighbors: int, n_samples: int) -> int:
    """Return a number of neighbours of less than half of the samples; at least 1."""
    return max(1, min(n_neighbors, (n_samples - 1) // 2))


def trustworthiness(
    X: Samples,
    codes: Samples,
    n_neighbors: int = 5,
    max_samples: int = 2000,
    random_state: int | np.random.RandomState | None = 0,
) -> float:
    """Extent to which the neighbours of codes are neighbours of the samples too.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.
    codes : array-like of shape (n_samples, n_components)
        Their codes.
    n_neighbors : int, default=5
        Number of neighbours, at least 1; reduced to less than half the number of
        samples.
    max_samples : int, default=2000
        At least 1. Larger data are replaced by a random subsample of this size: time
        and memory grow with its square.
    random_state : int, RandomState or None, default=0
        Seed of the subsample; None draws another for each call.

    Returns
    -------
    trustworthiness : float in [0, 1]
        1 = all neighbours of codes are neighbours of the samples. NaN with fewer than
        4 samples.

    Raises
    ------
    InvalidDataError
        If the numbers of samples and codes differ, or a value is not finite.

    InvalidParameterError
        If ``n_neighbors`` or ``max_samples`` is invalid.

    References
    ----------
    .. [1] J. Venna, S. Kaski. "Neighborhood preservation in nonlinear projection
       methods: an experimental study". ICANN, 2001.
    """
    check_numbers(n_neighbors=n_neighbors, max_samples=max_samples)
    X, codes = finite_rows("X", X), finite_rows("codes", codes)
    check_same_length("X", X, "codes", codes)
    chosen = subsample(X.shape[0], max_samples, seed_of(random_state))
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
    random_state: int | np.random.RandomState | None = 0,
) -> float:
    """Accuracy of a k-nearest-neighbours classifier on test samples.

    Parameters
    ----------
    codes_train : {array-like, sparse matrix} of shape (n_train, n_components)
        Codes, or samples, to search for neighbours.
    y_train : array-like of shape (n_train,)
        Their classes: texts, whole numbers or booleans, none missing.
    codes_test : {array-like, sparse matrix} of shape (n_test, n_components)
        Codes to classify.
    y_test : array-like of shape (n_test,)
        Their true classes, of the same type.
    n_neighbors : int, default=5
        Number of neighbours, at least 1; at most the number of training codes.
    max_train, max_test : int, default=60_000 and 10_000
        Larger sets are replaced by a random subsample of this size.
    random_state : int, RandomState or None, default=0
        Seed of the subsamples; None draws others for each call.

    Returns
    -------
    accuracy : float in [0, 1]

    Raises
    ------
    InvalidDataError
        If the numbers of codes and classes differ, a set is empty, a value is not
        finite, a class is missing or a fraction, or classes are texts and numbers.

    InvalidParameterError
        If ``n_neighbors``, ``max_train`` or ``max_test`` is invalid.
    """
    from sklearn.neighbors import KNeighborsClassifier

    check_numbers(n_neighbors=n_neighbors, max_train=max_train, max_test=max_test)
    codes_train = finite_rows("codes_train", codes_train)
    codes_test = finite_rows("codes_test", codes_test)
    y_train, y_test = _classes("y_train", y_train), _classes("y_test", y_test)
    check_same_length("codes_train", codes_train, "y_train", y_train)
    check_same_length("codes_test", codes_test, "y_test", y_test)
    check_same_type("y_train", y_train, "y_test", y_test)
    if not len(y_train) or not len(y_test):
        raise InvalidDataError(
            "knn_accuracy needs at least 1 training and 1 test sample."
        )
    seed = seed_of(random_state)
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
    random_state: int | np.random.RandomState | None = 0,
) -> float:
    """Leave-one-out accuracy of a k-nearest-neighbours classifier.

    Parameters
    ----------
    codes : {array-like, sparse matrix} of shape (n_samples, n_components)
        Codes, or samples.
    y : array-like of shape (n_samples,)
        Their classes: texts, whole numbers or booleans, none missing.
    n_neighbors : int, default=5
        Number of neighbours, at least 1; at most the number of other samples.
    max_samples : int, default=10_000
        At least 1. Larger data are replaced by a random subsample of this size.
    random_state : int, RandomState or None, default=0
        Seed of the subsample; None draws another for each call.

    Returns
    -------
    accuracy : float in [0, 1]
        NaN with fewer than 2 samples.

    Raises
    ------
    InvalidDataError
        If the numbers of codes and classes differ, a value is not finite, a class is
        missing or a fraction, or classes are texts and numbers.

    InvalidParameterError
        If ``n_neighbors`` or ``max_samples`` is invalid.
    """
    from scipy.stats import mode
    from sklearn.neighbors import NearestNeighbors

    check_numbers(n_neighbors=n_neighbors, max_samples=max_samples)
    codes, y = finite_rows("codes", codes), _classes("y", y)
    check_same_length("codes", codes, "y", y)
    rows = subsample(len(y), max_samples, seed_of(random_state))
    if len(rows) < 2:
        return float("nan")
    _, y = np.unique(y[rows], return_inverse=True)
    search = NearestNeighbors(n_neighbors=min(n_neighbors, len(rows) - 1))
    neighbours = search.fit(codes[rows]).kneighbors(return_distance=False)
    return float(np.mean(mode(y[neighbours], axis=1).mode == y))


def _classes(name: str, y: ArrayLike) -> Array:
    """Return classes as an array of one type.

    Raises
    ------
    InvalidDataError
        If one is missing, or they are no classes.
    """
    classes = label_array(y)
    is_known = has_label(classes)
    if not is_known.all():
        raise InvalidDataError(
            f"{name} has no label in row {is_known.argmin()}; leave such rows out."
        )
    classes = of_one_type(classes, name)
    if not are_classes(classes):
        raise InvalidDataError(
            f"{name} must hold classes: texts, whole numbers or booleans; got "
            f"{classes.dtype} values."
        )
    return classes
