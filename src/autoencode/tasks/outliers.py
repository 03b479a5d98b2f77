"""Base class of detectors: predictions from scores and a threshold."""

from abc import abstractmethod
from typing import Any

import numpy as np
from sklearn.base import OutlierMixin

from autoencode.arrays import Array
from autoencode.tasks.list_parameters import ListParameters


class OutlierDetector(OutlierMixin, ListParameters):
    """Base class of detectors: ``offset_`` is the threshold of `score_samples`."""

    offset_: float

    @abstractmethod
    def score_samples(self, X: Any) -> Array:
        """Return the scores of samples: the higher, the more normal."""

    def decision_function(self, X: Any) -> Array:
        """Return `score_samples` minus ``offset_``: negative for anomalies.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Samples as for `score_samples`.

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
            Samples as for `score_samples`.

        Returns
        -------
        array of shape (n_samples,), int
        """
        return np.where(self.decision_function(X) < 0, -1, 1)
