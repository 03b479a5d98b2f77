"""PCA of samples of any size and type, by the fastest solver that is exact enough."""

from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse

from autoencode.arrays import Array, Samples, moments, subsample
from autoencode.errors import counted

if TYPE_CHECKING:
    from sklearn.decomposition import PCA

MAX_PCA_SAMPLES = 200_000
MAX_PCA_VALUES = 2**27  # 1 GiB of float64
MAX_COVARIANCE_FEATURES = 4000


def fit_pca(
    X: Samples,
    n_components: int,
    seed: int,
    notes: list[str],
    *,
    rows: Array | None = None,
    max_values: int = MAX_PCA_VALUES,
) -> "PCA":
    """Fit PCA in float64, exactly where that is affordable.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Training samples.
    n_components : int
        Number of components, capped at the number of samples and of features.
    seed : int
        Seed of the subsample that is used if ``X`` is too large.
    notes : list of str
        A note is appended if components are capped or samples are drawn.
    rows : array of int or None, default=None
        Rows of ``X`` to fit on; None uses all.
    max_values : int, default=2**27
        Number of values of a dense array above which samples are drawn.
    """
    from sklearn.decomposition import PCA  # late: it imports half of scikit-learn

    limit = MAX_PCA_SAMPLES
    if not scipy.sparse.issparse(X):
        limit = min(limit, max(2, n_components, max_values // max(1, X.shape[1])))
    rows = np.arange(X.shape[0]) if rows is None else rows
    if len(rows) > limit:
        notes.append(
            f"PCA was fitted on {limit:,} of the {len(rows):,} training samples, "
            "drawn at random."
        )
        rows = rows[subsample(len(rows), limit, seed)]
    if len(rows) < X.shape[0]:
        X = X[rows]
    if X.shape[0] == 1 and scipy.sparse.issparse(X):
        X = X.toarray()  # sparse solvers divide by the number of samples minus 1
    solver, max_components = _pca_solver(X)
    if n_components > max_components:
        notes.append(
            f"PCA has {counted(max_components, 'component')} instead of "
            f"{n_components}, the most for these numbers of samples and features."
        )
    pca = PCA(n_components=min(n_components, max_components), svd_solver=solver)
    pca.set_params(random_state=seed)
    with np.errstate(all="ignore"):  # a single sample has no variance to divide by
        if scipy.sparse.issparse(X):
            return pca.fit(X.astype(np.float64))
        # Centred first: the covariance of large, similar values loses no digits.
        mean = moments(X).mean
        centred = np.subtract(X, mean, dtype=np.float64)
        pca.fit(centred)
    pca.mean_ = pca.mean_ + mean
    return pca


def _pca_solver(X: Any) -> tuple[str, int]:
    """Return the fastest exact solver for data of this shape, and its largest rank."""
    n_samples, n_features = X.shape
    smaller = min(n_samples, n_features)
    if scipy.sparse.issparse(X):
        if n_features <= MAX_COVARIANCE_FEATURES or smaller < 2:
            return "covariance_eigh", smaller
        return "arpack", smaller - 1
    if n_features <= MAX_COVARIANCE_FEATURES and n_samples > n_features:
        return "covariance_eigh", smaller
    return ("full" if smaller <= 2000 else "randomized"), smaller
