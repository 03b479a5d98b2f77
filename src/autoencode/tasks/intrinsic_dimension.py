"""Intrinsic dimension of samples: how many numbers describe a neighbourhood.

Both estimates follow from the distances to nearest neighbours and need no model. They
are local: a curved surface in many features has the dimension of the surface. With few
samples both are too low in more than about ten dimensions.
"""

import numpy as np
from numpy.typing import NDArray

from autoencode.arrays import Samples, row_keys, subsample
from autoencode.training.neighbors import nearest

MAX_SAMPLES = 5000
N_NEIGHBORS = 20
TWO_NN_KEPT = 0.9  # the largest tenth of the ratios is noisy


def intrinsic_dimensions(X: Samples, seed: int = 0) -> dict[str, float]:
    """Estimate the intrinsic dimension of samples in two ways.

    Parameters
    ----------
    X : array or sparse matrix of shape (n_samples, n_features)
        Finite numbers. Of more than 5,000 samples, so many are drawn. Of equal samples
        one is used.

    seed : int, default=0
        Seed of the draw.

    Returns
    -------
    dict
        "TwoNN" [1]_ and "maximum likelihood" (from 20 neighbours [2]_, averaged as in
        [3]_), above 0. Empty with fewer than 22 different samples.

    References
    ----------
    .. [1] E. Facco et al. "Estimating the intrinsic dimension of datasets by a minimal
       neighborhood information". Scientific Reports 7, 2017.
    .. [2] E. Levina, P. Bickel. "Maximum likelihood estimation of intrinsic dimension".
       NIPS, 2004.
    .. [3] D. MacKay, Z. Ghahramani. "Comments on 'Maximum likelihood estimation of
       intrinsic dimension'", 2005.

    Examples
    --------
    >>> import numpy as np
    >>> plane = np.random.default_rng(0).normal(size=(1000, 2)) @ np.eye(2, 6)
    >>> {name: round(d) for name, d in intrinsic_dimensions(plane).items()}
    {'TwoNN': 2, 'maximum likelihood': 2}
    """
    X = _distinct(X[subsample(X.shape[0], MAX_SAMPLES, seed)])
    if X.shape[0] < N_NEIGHBORS + 2:
        return {}
    distances = nearest(X, N_NEIGHBORS, "euclidean", seed)[0]
    distances = distances[distances[:, 0] > 0]  # differences too small for a distance
    if len(distances) == 0:
        return {}
    found = {
        "TwoNN": _two_nn(distances),
        "maximum likelihood": _maximum_likelihood(distances),
    }
    return {name: value for name, value in found.items() if np.isfinite(value)}


def _distinct(X: Samples) -> Samples:
    """Return the rows without duplicates, whose distance of 0 has no ratio."""
    rows = {key: row for row, key in enumerate(row_keys(X))}
    return X[sorted(rows.values())]


def _two_nn(distances: NDArray[np.float64]) -> float:
    """Return the slope of -log(1 - F) by the log ratio of the first two distances."""
    log_ratio = np.sort(np.log(distances[:, 1] / distances[:, 0]))
    n = len(log_ratio)
    kept = slice(0, int(TWO_NN_KEPT * n))
    x, y = log_ratio[kept], -np.log1p(-np.arange(1, n + 1) / (n + 1))[kept]
    # Through the origin, by least squares.
    squares = float(x @ x)
    return float(x @ y) / squares if squares > 0 else float("inf")


def _maximum_likelihood(distances: NDArray[np.float64]) -> float:
    """Return the inverse of the mean log ratio of the last distance to the others."""
    inverse = float(np.log(distances[:, -1:] / distances[:, :-1]).mean())
    return 1.0 / inverse if inverse > 0 else float("inf")
