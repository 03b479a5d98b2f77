"""What an autoencoder is compared with: PCA as large data allow, and the mean alone."""

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
# Added to the variance of each direction: a share of their mean.
LEAST_SHARE = 1e-4


class Mean:
    """The mean as the reconstruction of every sample: codes have no components.

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
        """Return the mean once per row of codes, shape (n_samples, n_features)."""
        return np.broadcast_to(self.mean_, (len(codes), len(self.mean_)))


class PcaDistance:
    """How far samples are from the mean, each component of PCA in units of its spread.

    The squared Mahalanobis distance where all components are kept; else what is left
    beside them counts as directions of one variance (probabilistic PCA; Tipping &
    Bishop, 1999).

    Parameters
    ----------
    pca : PCA
        Fitted.
    """

    def __init__(self, pca: PCA) -> None:
        self.pca = pca
        n_components, n_features = pca.components_.shape
        explained = float(pca.explained_variance_.sum())
        share = float(np.nan_to_num(pca.explained_variance_ratio_).sum())
        total = explained / share if share > 0 else 1.0
        least = LEAST_SHARE * total / n_features
        n_left = n_features - n_components
        self.left_variance = max(total - explained, 0.0) / max(n_left, 1) + least
        self.variances = np.nan_to_num(pca.explained_variance_) + least

    def of(self, X: Samples) -> NDArray[np.float64]:
        """Return the distance of each sample, shape (n_samples,)."""
        parts = [self._of_block(block) for block in row_blocks(X)]
        return np.concatenate(parts)

    def _of_block(self, X: NDArray[Any]) -> NDArray[np.float64]:
        centred = X.astype(np.float64) - self.pca.mean_
        along = centred @ self.pca.components_.T
        left = np.square(centred).sum(axis=1) - np.square(along).sum(axis=1)
        inside = (np.square(along) / self.variances).sum(axis=1)
        return np.asarray(inside + np.maximum(left, 0.0) / self.left_variance)


def fit_pca(X: Samples, n_components: int, seed: int, notes: list[str]) -> PCA:
    """Fit PCA in float64, exactly wherever that is affordable.

    Parameters
    ----------
    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Training samples.
    n_components : int
        As many as wanted; capped at the number of samples and of features.
    seed : int
        Chooses the subsample, if ``X`` is too large to be used whole.
    notes : list of str
        A cap or a subsample is written down here.
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
    solver, most = _pca_solver(X)
    if n_components > most:
        notes.append(
            f"PCA has {most} components instead of {n_components}: there can be no "
            "more than samples or features."
        )
    pca = PCA(n_components=min(n_components, most), svd_solver=solver)
    pca.set_params(random_state=seed)
    with np.errstate(all="ignore"):  # a single sample has no variance to divide by
        if scipy.sparse.issparse(X):
            return pca.fit(X.astype(np.float64))
        # Centred beforehand: the covariance of large, alike values loses no digits.
        mean = moments(X).mean
        centred = np.subtract(X, mean, dtype=np.float64)
        pca.fit(centred)
    pca.mean_ = pca.mean_ + mean
    return pca


def _pca_solver(X: Any) -> tuple[str, int]:
    """Fastest solver that is exact for data of this shape, and its largest rank."""
    n_samples, n_features = X.shape
    smaller = min(n_samples, n_features)
    if scipy.sparse.issparse(X):
        if n_features <= MAX_COVARIANCE_FEATURES or smaller < 2:
            return "covariance_eigh", smaller
        return "arpack", smaller - 1
    if n_features <= MAX_COVARIANCE_FEATURES and n_samples > n_features:
        return "covariance_eigh", smaller
    return ("full" if smaller <= 2000 else "randomized"), smaller
