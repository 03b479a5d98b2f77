"""Metrics of reconstructions: squared errors, and the variance that is explained."""

import numpy as np
from numpy.typing import NDArray

from autoencode.arrays import Samples, dense, moments, row_slices, variance_share
from autoencode.errors import InvalidDataError
from autoencode.metrics.rows import as_rows


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
