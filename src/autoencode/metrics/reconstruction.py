"""Metrics of reconstructions: squared errors, and the variance that is explained."""

import numpy as np
from numpy.typing import NDArray

from autoencode.arrays import Samples, dense, moments, row_slices, variance_share
from autoencode.errors import InvalidDataError
from autoencode.metrics.rows import as_rows

# Mean squared error of rounding to 8 bits, in squared ranges: smaller ones do not
# count, or a single image that is restored exactly would decide a mean of ratios.
ROUNDING = 1 / 12 / 255**2


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


def peak_signal_to_noise(
    X: Samples, X_hat: Samples, limits: tuple[float, float] = (0.0, 1.0)
) -> NDArray[np.float64]:
    """Peak signal-to-noise ratio of restored images, in dB.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Images.
    X_hat : {array-like, sparse matrix} of shape (n_samples, n_features)
        The restored ones; values beyond ``limits`` are set to them.
    limits : (float, float), default=(0.0, 1.0)
        Values of black and of white.

    Returns
    -------
    ratio : ndarray of shape (n_samples,), float64
        10 times the logarithm of the squared range over the mean squared error; at most
        59, that of rounding to 8 bits.

    Raises
    ------
    InvalidDataError
        If the shapes differ, or are not two-dimensional.
    """
    low, high = limits
    X_hat = as_rows(X_hat)
    clipped = np.clip(dense(X_hat, slice(None)), low, high)
    error = reconstruction_error(X, clipped) / max(1, X_hat.shape[1])
    least = ROUNDING * (high - low) ** 2
    found: NDArray[np.float64] = 10 * np.log10(
        (high - low) ** 2 / np.maximum(error, least)
    )
    return found
