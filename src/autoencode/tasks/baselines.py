"""Baselines for autoencoders and detectors: PCA, its distance, and the mean."""

from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from autoencode.arrays import Samples, moments, row_blocks, subsample
from autoencode.metrics import as_rows

MAX_PCA_SAMPLES = 200_000
MAX_PCA_VALUES = 2**27  # 1 GiB of float64
MAX_COVARIANCE_FEATURES = 4000
# Added to the variance of each direction: a share of the mean variance.
MIN_SHARE = 1e-4


class Mean:
    """Baseline that reconstructs every sample as the mean; codes have no components.

    Parameters
    ----------
    mean : array of shape (n_features,)
        Mean of the training samples.
    """

    def __init__(self, mean: NDArray[Any]) -> None:
        self.mean_ = mean

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Return codes of shape (n_samples, 0)."""
        return np.empty((X.shape[0], 0))

    def inverse_transform(self, codes: NDArray[Any]) -> NDArray[np.float64]:
        """Return the mean for each row of codes, shape (n_samples, n_features)."""
        return np.broadcast_to(self.mean_, (len(codes), len(self.mean_)))


class PcaDistance:
    """Squared distance from the mean, whitened by PCA.

    With all components it is the squared Mahalanobis distance; otherwise the remaining
    directions share one variance (probabilistic PCA; Tipping & Bishop, 1999).

    Parameters
    ----------
    pca : PCA
        Fitted PCA.
    """

    def __init__(self, pca: PCA) -> None:
        self.pca = pca
        n_components, n_features = pca.components_.shape
        explained = float(pca.explained_variance_.sum())
        share = float(np.nan_to_num(pca.explained_variance_ratio_).sum())
        total = explained / share if share > 0 else 1.0
        least = MIN_SHARE * total / n_features
        n_rest = n_features - n_components
        self.rest_variance = max(total - explained, 0.0) / max(n_rest, 1) + least
        self.variances = np.nan_to_num(pca.explained_variance_) + least

    def of(self, X: Samples) -> NDArray[np.float64]:
        """Return the distance of each sample, shape (n_samples,)."""
        parts = [self._of_block(block) for block in row_blocks(X)]
        return np.concatenate(parts)

    def _of_block(self, X: NDArray[Any]) -> NDArray[np.float64]:
        centred = X.astype(np.float64) - self.pca.mean_
        along = centred @ self.pca.components_.T
        rest = np.square(centred).sum(axis=1) - np.square(along).sum(axis=1)
        inside = (np.square(along) / self.variances).sum(axis=1)
        return np.asarray(inside + np.maximum(rest, 0.0) / self.rest_variance)


def fit_pca(X: Samples, n_components: int, seed: int, notes: list[str]) -> PCA:
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
    """
    X = as_rows(X)
    limit = MAX_PCA_SAMPLES
    if not scipy.sparse.issparse(X):
        limit = min(limit, max(2, n_components, MAX_PCA_VALUES // max(1, X.shape[1])))
    if X.shape[0] > limit:
        notes.append(
            f"PCA was fitted on {limit:,} of the {X.shape[0]:,} training samples, "
            "drawn at random."
        )
        X = X[subsample(X.shape[0], limit, seed)]
    if X.shape[0] == 1 and scipy.sparse.issparse(X):
        X = X.toarray()  # sparse solvers divide by the number of samples minus 1
    solver, max_components = _pca_solver(X)
    if n_components > max_components:
        notes.append(
            f"PCA has {max_components} components instead of {n_components}, the most "
            "for these numbers of samples and features."
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
