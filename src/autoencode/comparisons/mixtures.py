"""A classifier by Gaussian mixtures, one for each class."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from autoencode.warning_filters import ignored_warnings


class MixtureClassifier(ClassifierMixin, BaseEstimator):
    """Bayes' rule with a Gaussian mixture as the density of each class.

    The number of Gaussians of a class is chosen by the Bayesian information criterion,
    among those for which each has more samples than features; with fewer samples it is
    1. Covariances are full matrices.

    Parameters
    ----------
    max_gaussians : int, default=3
        Largest number of Gaussians of a class; at least 1.

    reg_share : float, default=1e-3
        Added to the variance of each feature, as a share of the mean variance; above 0,
        since the covariance of few samples is singular.

    random_state : int, default=0
        Seed of the mixtures.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes.

    mixtures_ : list of GaussianMixture
        One for each class.
    """

    def __init__(
        self, max_gaussians: int = 3, reg_share: float = 1e-3, random_state: int = 0
    ) -> None:
        self.max_gaussians = max_gaussians
        self.reg_share = reg_share
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Fit a mixture to each class.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Samples.
        y : array-like of shape (n_samples,)
            Their classes.
        """
        samples, labels = np.asarray(X, np.float64), np.asarray(y)
        self.classes_, counts = np.unique(labels, return_counts=True)
        self.log_shares_ = np.log(counts / len(labels))
        reg = self.reg_share * float(samples.var(axis=0).mean())
        tiny = float(np.finfo(np.float64).tiny)
        self.mixtures_ = [
            self._mixture(samples[labels == each], max(reg, tiny))
            for each in self.classes_
        ]
        return self

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """Return the most probable class of each sample, shape (n_samples,)."""
        samples = np.asarray(X, np.float64)
        logs = [each.score_samples(samples) for each in self.mixtures_]
        return np.asarray(
            self.classes_[np.argmax(np.stack(logs, axis=1) + self.log_shares_, axis=1)]
        )

    def _mixture(self, X: NDArray[Any], reg: float) -> GaussianMixture:
        """Return the mixture with the lowest information criterion."""
        if len(X) == 1:  # scikit-learn asks for two samples
            X = np.repeat(X, 2, axis=0)
        most = min(self.max_gaussians, len(X) // (X.shape[1] + 1))
        found = []
        with ignored_warnings(ConvergenceWarning):
            for number in range(1, max(1, most) + 1):
                mixture = GaussianMixture(
                    number, reg_covar=reg, random_state=self.random_state
                ).fit(X)
                found.append((mixture.bic(X) if most > 1 else 0.0, number, mixture))
        return min(found, key=lambda each: each[:2])[2]
