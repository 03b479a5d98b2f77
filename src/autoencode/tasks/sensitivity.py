"""Derivatives of code units with respect to the features of samples."""

from typing import Any, NamedTuple

import numpy as np
import torch

from autoencode.arrays import Array, Samples
from autoencode.nn.modes import evaluation_mode
from autoencode.training.contexts import with_gradients

ROWS_PER_BLOCK = 256  # the graph of autograd is kept for a block


class Sensitivities(NamedTuple):
    """Derivatives, mean over samples; arrays of shape (n_units, n_features)."""

    signed: Array
    absolute: Array  # mean of the absolute values

    def standardized(self, feature_std: Array, code_std: Array) -> "Sensitivities":
        """Return them per standard deviation of both, feature and unit."""
        std = code_std[:, None]
        scale = feature_std / np.where(std > 0, std, 1)
        return Sensitivities(self.signed * scale, self.absolute * scale)


def sensitivities(model: Any, X: Samples) -> Sensitivities | None:
    """Return the derivative of each code unit with respect to each feature.

    Parameters
    ----------
    model : fitted model with a ``network_``
        Of a variational one, the mean of the code is differentiated.

    X : array or sparse matrix of shape (n_samples, n_features)
        Samples in the units of the model; at least one.

    Returns
    -------
    Sensitivities or None
        In units of the code by units of the feature. None if the codes do not have
        derivatives, such as the vectors of a codebook.
    """
    shape = (model.n_components_, X.shape[1])
    signed, absolute = np.zeros(shape), np.zeros(shape)
    with with_gradients(), evaluation_mode(model.network_):
        for block in model._source(X).in_order(size=ROWS_PER_BLOCK):
            x = block.requires_grad_()
            code = model.network_.encode(x)
            if not code.requires_grad:
                return None
            for unit in range(len(signed)):
                total = code[:, unit].sum()
                (slope,) = torch.autograd.grad(total, x, retain_graph=True)
                signed[unit] += slope.double().sum(dim=0).cpu().numpy()
                absolute[unit] += slope.double().abs().sum(dim=0).cpu().numpy()
    # The network takes differences from the mean, divided by this scale.
    total = X.shape[0] * float(model.scale_)
    return Sensitivities(signed / total, absolute / total)
