"""What follows from scores and a threshold, whatever the scores are of."""

from abc import abstractmethod
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, OutlierMixin

from autoencode.arrays import Array


class OutlierDetector(OutlierMixin, BaseEstimator):
    """Base class of detectors: ``offset_`` is the threshold of `score_samples`."""

    offset_: float

    @abstractmethod
    def score_samples(self, X: Any) -> Array:
        """Return how normal samples are: the higher, the more."""

    def decision_function(self, X: Any) -> Array:
        """Return `score_samples` minus ``offset_``: below 0 is an anomaly.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As `score_samples` takes them.

        Returns
        -------
        array of shape (n_samples,), float64
        """
        return np.asarray(self.score_samples(X) - self.offset_)

    def predict(self, X: Any) -> Array:
        """Return 1 for normal samples, -1 for anomalies.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As `score_samples` takes them.

        Returns
        -------
        array of shape (n_samples,), int
        """
        return np.where(self.decision_function(X) < 0, -1, 1)
