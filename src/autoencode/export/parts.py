"""Estimators as torch modules that compute in one graph what their methods return.

A part takes samples as its estimator does, float64 of shape (batch, n_features). Its
outputs, by the names in `autoencode.export.graphs.METHODS`, are functions: a graph has
the operations of those that are called. Differences to means are computed in float64
and networks in float32, as the methods do.
"""

from abc import abstractmethod
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.models.mixed import MixedAutoencoder
from autoencode.models.reconstruction import loss_of_fit
from autoencode.nn.units import NoisyReLU

OF_COUNTS = "likelihoods of counts have factorials, which ONNX has not"


Outputs = dict[str, Callable[[], Tensor]]


class Numbers(nn.Module):
    """A module that holds arrays."""

    def keep(self, name: str, values: Any) -> None:
        """Store an array as float64 numbers of the graph."""
        array = np.asarray(values, dtype=np.float64)
        self.register_buffer(name, torch.from_numpy(array.copy()))


class Part(Numbers):
    """Base class of parts.

    Attributes
    ----------
    left_out : dict of str to str
        Outputs that a graph cannot have, and why.

    facts : dict of str to JSON value
        What a reader of the outputs needs to know, such as the names of classes.

    has_bits : bool
        Whether codes are 0 and 1.
    """

    has_bits = False

    def __init__(self) -> None:
        super().__init__()
        self.left_out: dict[str, str] = {}
        self.facts: dict[str, Any] = {}

    @abstractmethod
    def outputs(self, z: Tensor) -> Outputs:
        """Return what computes each output."""

    def from_code(self, code: Tensor) -> Tensor:
        """Return what the estimator's ``inverse_transform`` does.

        Raises
        ------
        InvalidParameterError
            If it has no such method; the message goes on a sentence.
        """
        raise InvalidParameterError(
            "it does not decode codes. The autoencoder inside of it may: export that"
        )


class Affine(Numbers):
    """A scaler that subtracts a number from each column, and divides by another."""

    center: Tensor
    scale: Tensor

    def __init__(self, center: Any, scale: Any) -> None:
        super().__init__()
        self.keep("center", center)
        self.keep("scale", scale)

    def forward(self, x: Tensor) -> Tensor:
        """Return scaled samples."""
        return (x - self.center) / self.scale

    def back(self, z: Tensor) -> Tensor:
        """Return samples in data units."""
        return z * self.scale + self.center


def _of_standard(scaler: Any) -> Affine:
    n_features = scaler.n_features_in_
    center = scaler.mean_ if scaler.with_mean else np.zeros(n_features)
    return Affine(center, scaler.scale_ if scaler.with_std else np.ones(n_features))


def _refuse_clipping(scaler: Any) -> None:
    """Raise InvalidParameterError for a scaler that clips values."""
    if getattr(scaler, "clip", False):  # older versions of MaxAbsScaler have none
        name = type(scaler).__name__
        raise InvalidParameterError(f"its {name} clips values; use clip=False")


def _of_minmax(scaler: Any) -> Affine:
    _refuse_clipping(scaler)
    return Affine(-scaler.min_ / scaler.scale_, 1 / scaler.scale_)


def _of_maxabs(scaler: Any) -> Affine:
    _refuse_clipping(scaler)
    return Affine(np.zeros(scaler.n_features_in_), scaler.scale_)


def _of_robust(scaler: Any) -> Affine:
    n_features = scaler.n_features_in_
    center = scaler.center_ if scaler.with_centering else np.zeros(n_features)
    return Affine(center, scaler.scale_ if scaler.with_scaling else np.ones(n_features))


# By the name of the class: scikit-learn's modules are slow to import.
SCALERS = {
    "StandardScaler": _of_standard,
    "MinMaxScaler": _of_minmax,
    "MaxAbsScaler": _of_maxabs,
    "RobustScaler": _of_robust,
}


def scaler_part(scaler: Any) -> Affine:
    """Return the part of a fitted scaler.

    Raises
    ------
    InvalidParameterError
        If it is not one that subtracts and divides; the message goes on a sentence.
    """
    name = type(scaler).__name__
    if name not in SCALERS:
        raise InvalidParameterError(
            f"its step {name} is not one of {', '.join(SCALERS)}. Apply it before, or "
            f"fit with another scale, such as 'standard'"
        )
    return SCALERS[name](scaler)


class ModelPart(Part):
    """An autoencoder or a Boltzmann machine: a network between mean and scale."""

    mean: Tensor

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.network = model.network_
        self.keep("mean", model.mean_)
        self.scale = float(model.scale_)

    def scaled(self, z: Tensor) -> Tensor:
        """Return samples as the network takes them."""
        return ((z - self.mean) / self.scale).float()

    def decoded(self, x_hat: Tensor) -> Tensor:
        """Return reconstructions of the network in the units of samples."""
        return x_hat.double() * self.scale + self.mean

    def outputs(self, z: Tensor) -> Outputs:
        """Return codes, reconstructions and their errors."""
        x, network = self.scaled(z), self.network
        code = cache(lambda: network.encode(x))
        x_hat = cache(lambda: network.reconstruction(network.decode(code()), x))
        return {
            "code": code,
            "reconstruction": lambda: self.decoded(x_hat()),
            "reconstruction_error": lambda: (
                (x_hat() - x).square().sum(dim=1) * self.scale**2
            ),
        }

    def from_code(self, code: Tensor) -> Tensor:
        """Return the samples that codes are decoded to."""
        return self.decoded(self.network.output(self.network.decode(code)))


class MixedPart(ModelPart):
    """An autoencoder of encoded rows of a table, whose layout is among the facts."""

    def __init__(self, model: MixedAutoencoder) -> None:
        super().__init__(model)
        self.facts["blocks"] = model.blocks(model.n_features_in_)._asdict()


class VariationalPart(ModelPart):
    """A variational autoencoder, with the bound on the log density."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.model = model
        self.is_of_counts = loss_of_fit(model).is_of_counts
        if self.is_of_counts:
            self.left_out["score"] = OF_COUNTS

    def outputs(self, z: Tensor) -> Outputs:
        """Return what a model does, and ``score_samples`` unless of counts."""
        found = super().outputs(z)
        if not self.is_of_counts:
            found["score"] = lambda: self.model.mean_bound(self.scaled(z))
        return found


class MachinePart(ModelPart):
    """A Boltzmann machine, with the free energy: the score up to a constant."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        is_of_counts = model.visible_units_ == "counts"
        self.mean_total = float(model.frequencies_.sum()) if is_of_counts else None
        self.has_energy = not isinstance(model.network_.hidden, NoisyReLU)
        if not self.has_energy:
            self.left_out["free_energy"] = "of rectified units it is a dilogarithm"
        self.left_out["score"] = (
            "it is minus the free energy, minus a constant that is estimated by "
            "sampling: see RBM.log_partition"
        )

    def outputs(self, z: Tensor) -> Outputs:
        """Return what a model does, and the free energy where it is elementary."""
        found = super().outputs(z)
        if self.has_energy:
            found["free_energy"] = lambda: self.network.free_energy(self.scaled(z))
        return found

    def from_code(self, code: Tensor) -> Tensor:
        """Return the samples that codes are decoded to, counts with the mean total."""
        found = super().from_code(code)
        return found if self.mean_total is None else found * self.mean_total
