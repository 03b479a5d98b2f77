"""Baselines for autoencoders and detectors: PCA, its distance, and the mean."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from autoencode.arrays import Samples, row_blocks

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
