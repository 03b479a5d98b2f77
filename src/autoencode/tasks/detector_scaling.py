"""Samples as the autoencoders of a detector take them: scaled, and clipped.

A column that was constant in the fit has no scale of its own. Any other value than that
of the fit is far from all samples, whatever the unit of the column; divided by 1, as
scalers do, a small one would be lost among the other columns.
"""

from typing import Any

import numpy as np
from scipy.sparse import issparse

from autoencode.arrays import Array, Samples, plain_transform
from autoencode.data.preprocessing import takes_sparse

MAX_SCALED = 1e6  # scaled values are clipped to this
# A value that differs from a constant column's is at least so many units away, where
# other columns have a standard deviation of 1. A part of 1e-6 may be rounding.
LEAST_CHANGE, ROUNDING = 10.0, 1e-6


def constants_of(X: Samples, scaler: Any | None) -> Array:
    """Return the values of constant columns, shape (n_features,); NaN for others.

    All are NaN without a scaler, as for images, and for sparse samples.
    """
    if scaler is None or issparse(X):
        return np.full(X.shape[1], np.nan)
    low = np.asarray(X.min(axis=0), dtype=np.float64)
    return np.where(low == X.max(axis=0), low, np.nan)


def unscaled(Z: Array, scaler: Any | None) -> Array:
    """Return samples in their own units."""
    return Z if scaler is None else np.asarray(scaler.inverse_transform(Z))


def scaled(X: Samples, scaler: Any | None, constants: Array) -> Samples:
    """Return samples in the units of a detector's autoencoders."""
    if scaler is None:
        return X
    if issparse(X) and not takes_sparse(scaler):
        X = X.toarray()  # as in the fit
    Z = plain_transform(scaler, X)
    if issparse(Z):
        return Z
    columns = np.flatnonzero(~np.isnan(constants))
    if len(columns):
        change, usual = X[:, columns] - constants[columns], np.nan_to_num(constants)
        differs = np.abs(change) > ROUNDING * np.abs(constants[columns])
        far = np.copysign(np.maximum(np.abs(Z[:, columns]), LEAST_CHANGE), change)
        same = plain_transform(scaler, usual[None])[0, columns]
        Z[:, columns] = np.where(differs, far, same)
    # Anomalous enough, and the squares fit into float32.
    return np.asarray(np.clip(Z, -MAX_SCALED, MAX_SCALED))
