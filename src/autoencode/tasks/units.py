"""Effect of each unit of the code, and its share of the variance."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.arrays import Samples, moments
from autoencode.errors import InvalidDataError
from autoencode.metrics.rows import as_rows
from autoencode.tasks.blocks import encode, mean_error, row_parts, sliceable


def unit_shares(
    model: Any, X: Samples, codes: Samples | None = None
) -> NDArray[np.float64]:
    """Return the share of variance lost when a unit of the code is held at its mean.

    The other units keep their values. For PCA, these are the explained variance ratios.

    Parameters
    ----------
    model : object with ``transform`` and ``inverse_transform``, fitted
        As for `evaluate`.
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples; a few thousand are enough. Each is decoded ``n_components + 1`` times.
    codes : array-like of shape (n_samples, n_components), optional
        Codes of the samples, if available.

    Returns
    -------
    shares : ndarray of shape (n_components,)
        About 0 for an unused unit; negative if the unit makes the reconstruction
        worse. For PCA they sum to the share of variance explained. In general they do
        not, and have no upper bound: where units are correlated, holding one at its
        mean gives codes unlike those of any sample, and one share may be far above 1.

    Raises
    ------
    InvalidDataError
        If there is no sample, or ``codes`` has another length.
    """
    samples = sliceable(X)
    codes = encode(model, samples) if codes is None else as_rows(codes)
    X = as_rows(X)
    if len(codes) != X.shape[0]:
        raise InvalidDataError(
            f"X and codes must have one row per sample each; got {X.shape[0]} and "
            f"{len(codes)} rows."
        )
    total = moments(X).total_variance
    before = mean_error(X, codes, model.inverse_transform)
    lost = np.zeros(codes.shape[1])
    for unit in range(codes.shape[1]):
        held = codes.copy()
        held[:, unit] = codes[:, unit].mean(dtype=np.float64)
        lost[unit] = mean_error(X, held, model.inverse_transform) - before
    return lost / total if total > 0 else np.zeros_like(lost)


def traverse(
    model: Any,
    codes: Samples,
    n_steps: int = 7,
    percentiles: tuple[float, float] = (5, 95),
    start: Samples | None = None,
) -> NDArray[Any]:
    """Decode codes in which one unit varies and the others do not.

    Parameters
    ----------
    model : object with ``inverse_transform``, fitted
        As for `evaluate`.
    codes : array-like of shape (n_samples, n_components)
        Codes from which the range of each unit is computed.
    n_steps : int, default=7
        Evenly spaced steps of a unit.
    percentiles : (low, high), default=(5, 95)
        First and last step, as percentiles of the unit.
    start : array-like of shape (n_components,), optional
        Code whose units are varied; None for the median of each unit.

    Returns
    -------
    traversals : ndarray of shape (n_components, n_steps, n_features)
    """
    codes = as_rows(codes)
    n_components = codes.shape[1]
    low, high = np.percentile(codes, percentiles, axis=0)
    fixed = np.median(codes, axis=0) if start is None else np.asarray(start)
    moved = np.tile(fixed, (n_components, n_steps, 1)).astype(np.float64)
    for unit in range(n_components):
        moved[unit, :, unit] = np.linspace(low[unit], high[unit], n_steps)
    flat = moved.reshape(-1, n_components).astype(codes.dtype, copy=False)
    blocks = [np.asarray(model.inverse_transform(flat[r])) for r in row_parts(flat)]
    return np.concatenate(blocks).reshape(n_components, n_steps, -1)
