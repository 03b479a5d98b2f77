"""PCA of samples of any size and type, by the fastest solver that is exact enough."""

from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.linalg
import scipy.sparse

from autoencode.arrays import Array, Samples, moments, subsample
from autoencode.errors import counted

if TYPE_CHECKING:
    from sklearn.decomposition import PCA

MAX_PCA_SAMPLES = 200_000
MAX_PCA_VALUES = 2**27  # 1 GiB of float64
MAX_COVARIANCE_FEATURES = 4000
# Of wide sparse samples: at most so many components are found by Lanczos iterations,
# whose cost grows with the square of their number; more by products of so many samples.
MAX_LANCZOS_COMPONENTS, MAX_GRAM_SAMPLES = 32, 4096
# Directions of a smaller share of the variance, or of the squares, are left out.
LEAST_VARIANCE, ROUNDING = 1e-10, 1e-13

GRAM = "gram"  # not a solver of scikit-learn's


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
    solver, max_components = _pca_solver(X, n_components)
    if n_components > max_components:
        notes.append(
            f"PCA has {counted(max_components, 'component')} instead of "
            f"{n_components}, the most for these numbers of samples and features."
        )
    pca = PCA(n_components=min(n_components, max_components), svd_solver=solver)
    pca.set_params(random_state=seed)
    with np.errstate(all="ignore"):  # a single sample has no variance to divide by
        if scipy.sparse.issparse(X):
            X = X.astype(np.float64)
            return _fit_by_products(pca, X, seed) if solver == GRAM else pca.fit(X)
        # Centred first: the covariance of large, similar values loses no digits.
        mean = moments(X).mean
        centred = np.subtract(X, mean, dtype=np.float64)
        pca.fit(centred)
    pca.mean_ = pca.mean_ + mean
    return pca


def _fit_by_products(pca: "PCA", X: Any, seed: int) -> "PCA":
    """Fit PCA to wide sparse samples by the eigenvectors of their Gram matrix.

    With more than `MAX_GRAM_SAMPLES` samples, the Gram matrix is that of a random part;
    the components are those of all samples within the subspace that it gives
    (Rayleigh-Ritz).
    """
    n_samples, n_features = X.shape
    mean, total_variance = moments(X)
    some = X
    if n_samples > MAX_GRAM_SAMPLES:
        some = X[subsample(n_samples, MAX_GRAM_SAMPLES, seed)]
    last = some.shape[0] - 1
    n_axes = min(pca.n_components, last)
    products = some @ mean
    gram = (some @ some.T).toarray()
    gram += mean @ mean - products[:, None] - products
    found, vectors = scipy.linalg.eigh(gram, subset_by_index=[last - n_axes + 1, last])
    # Directions of rounding errors are not orthogonal.
    least = max(LEAST_VARIANCE * np.trace(gram), ROUNDING * (some.data**2).sum())
    vectors = vectors[:, found > least]
    if vectors.size:
        axes = some.T @ vectors - np.outer(mean, vectors.sum(axis=0))
        axes = _orthonormal(axes / np.linalg.norm(axes, axis=0))
    else:  # all samples are equal
        axes = np.eye(n_features, n_axes)
    pca.set_params(n_components=axes.shape[1], svd_solver="covariance_eigh")
    pca.fit(X @ axes - mean @ axes)
    pca.components_ = pca.components_ @ axes.T
    pca.mean_, pca.n_features_in_ = mean, n_features
    total = total_variance * n_samples / (n_samples - 1)
    pca.explained_variance_ratio_ = pca.explained_variance_ / total
    return pca


def _orthonormal(axes: Array) -> Array:
    """Return nearly orthonormal columns made exactly so, by Cholesky's factorization.

    It takes products of matrices only, and is many times faster than a QR
    factorization of tall matrices.
    """
    factor = np.linalg.cholesky(axes.T @ axes)
    found: Array = scipy.linalg.solve_triangular(factor, axes.T, lower=True).T
    return found


def _pca_solver(X: Any, n_components: int) -> tuple[str, int]:
    """Return the fastest solver that is exact enough, and its largest rank."""
    n_samples, n_features = X.shape
    smaller = min(n_samples, n_features)
    if scipy.sparse.issparse(X):
        if n_features <= MAX_COVARIANCE_FEATURES or smaller < 2:
            return "covariance_eigh", smaller
        is_few = n_components <= MAX_LANCZOS_COMPONENTS
        return "arpack" if is_few else GRAM, smaller - 1
    if n_features <= MAX_COVARIANCE_FEATURES and n_samples > n_features:
        return "covariance_eigh", smaller
    return ("full" if smaller <= 2000 else "randomized"), smaller
