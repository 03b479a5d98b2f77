"""Samples as visible units: which kind they are, and in which units they are given."""

import numpy as np

from autoencode.arrays import Array, Samples, moments
from autoencode.errors import InvalidDataError
from autoencode.models.checks import (
    check_columns_alike,
    check_counts,
    check_unit_interval,
    outside_interval,
)
from autoencode.models.coding import CodingModel
from autoencode.models.setup import OVERFLOW


class VisibleModel(CodingModel):
    """A model that takes samples as visible units of a kind: ``visible_units``."""

    visible_units: str
    visible_units_: str
    frequencies_: Array

    def _set_units(self, X: Samples) -> None:
        """Learn kind, mean and scale of the samples, once they are checked."""
        self.visible_units_ = self.visible_units
        if self.visible_units == "auto":
            is_unit = outside_interval(X, None, 0.0, 1.0) is None
            self.visible_units_ = "binary" if is_unit else "gaussian"
        self._check_units(X)
        mean, total_variance = moments(X)
        if not np.isfinite(total_variance):
            raise InvalidDataError(OVERFLOW)
        dtype = np.result_type(X.dtype, np.float32)
        is_centred = self.visible_units_ == "gaussian"
        self.mean_ = mean.astype(dtype) if is_centred else np.zeros(X.shape[1], dtype)
        scale = float(np.sqrt(total_variance / X.shape[1])) if is_centred else 1.0
        self.scale_ = scale or 1.0
        self.frequencies_ = ((mean - self.mean_) / self.scale_).astype(np.float32)

    def _check_units(self, X: Samples) -> None:
        """Raise for samples that the visible units cannot take."""
        names = getattr(self, "feature_names_in_", None)
        if self.visible_units_ == "binary":
            check_unit_interval(
                X, None, names, "visible_units='binary'", "use visible_units='gaussian'"
            )
        elif self.visible_units_ == "counts":
            check_counts(X, names)
        else:
            check_columns_alike(X, names)
