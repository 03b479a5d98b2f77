"""Methods of every fitted model: encode, decode, reconstruct, score, interpolate."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
)
from sklearn.utils.validation import check_is_fitted
from torch import Tensor

from autoencode.arguments import check_numbers
from autoencode.arrays import (
    Array,
    Samples,
    dense,
    moments,
    variance_share,
    with_plain_numbers,
)
from autoencode.constructors import NamedParameters
from autoencode.errors import (
    InvalidParameterError,
    TrainingDivergedError,
    unknown_name,
    warn,
)
from autoencode.models import restoring
from autoencode.models.checks import check_codes, check_samples, one_sample
from autoencode.models.image_arrays import as_images, one_image
from autoencode.models.overflow import check_size
from autoencode.nn.augment import Augment
from autoencode.nn.flat import are_views
from autoencode.training import inference
from autoencode.training.batches import BatchSource
from autoencode.training.loop import Record, has_finite_weights


class Interpolation(NamedTuple):
    """Steps from one sample to another: arrays of shape (n_steps, n_features)."""

    in_code_space: Array  # decoded steps between the codes
    in_data_space: Array  # steps between the samples themselves


def straight(a: Array, b: Array, n_steps: int) -> Array:
    """Return points on the line from ``a`` to ``b``, endpoints included."""
    fraction = np.linspace(0, 1, n_steps)[:, None]
    return (1 - fraction) * a + fraction * b


def spherical(a: Array, b: Array, n_steps: int) -> Array:
    """Return points on the arc around 0 from ``a`` to ``b``, endpoints included.

    Their lengths change linearly from that of ``a`` to that of ``b``. If the arc is not
    defined (opposite points, or 0), the points are on the line.
    """
    lengths = np.linalg.norm([a, b], axis=1)
    if not lengths.all():
        return straight(a, b, n_steps)
    directions = a / lengths[0], b / lengths[1]
    angle = np.arccos(np.clip(np.dot(*directions), -1, 1))
    if np.sin(angle) < 1e-6:
        return straight(a, b, n_steps)
    fraction = np.linspace(0, 1, n_steps)[:, None]
    arc = np.sin((1 - fraction) * angle) * directions[0]
    arc = (arc + np.sin(fraction * angle) * directions[1]) / np.sin(angle)
    return np.asarray(arc * straight(lengths[:1], lengths[1:], n_steps))


NO_DECODER = (
    "The decoder was not trained (reconstruction_weight is 0): what it decodes has no "
    "meaning."
)
PATHS = {"straight": straight, "spherical": spherical}


class CodingModel(
    NamedParameters,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    BaseEstimator,
    ABC,
):
    """Base class of all models: encodes and decodes by a fitted network.

    The network has the methods ``encode``, ``decode``, ``output`` and ``reconstruct``.
    """

    network_: Any
    mean_: Array
    scale_: float
    n_components_: int
    validation_rows_: Array
    _partial: Any  # state of `partial_fit`; None before its first call
    _streamed: Any  # the fit to rows on disk while it runs; None of rows in memory

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes for a pickle, with weights that are no views.

        A pickle of a view has the whole tensor, once for each weight.
        """
        state: dict[str, Any] = super().__getstate__()
        network = state.get("network_")
        if network is not None and are_views(network.parameters()):
            state = {**state, "network_": copy.deepcopy(network)}
        return state

    if TYPE_CHECKING:  # scikit-learn's method has no types

        def fit_transform(self, X: Any, y: object = None, **given: Any) -> Array:
            """Fit to samples, and return their codes."""

    @abstractmethod
    def fit_epochs(self, X: Any) -> Generator[Record, None, None]:
        """Train one epoch for each record that is requested."""

    @contextmanager
    def _unfitted_if_diverged(self) -> Iterator[None]:
        """Drop the network if training diverges and its weights are not finite."""
        try:
            yield
        except TrainingDivergedError:
            if not has_finite_weights(self.network_):
                del self.network_
            raise

    def transform(self, X: Any) -> Array:
        """Encode samples.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components), float32
            Their codes. Where PCA is kept, its scores, up to sign, divided by
            ``scale_``.
        """
        return self._encoded(self._check_fitted(X))

    @property
    def _trains_decoder(self) -> bool:
        """Whether training has an effect on the decoder."""
        return True

    def inverse_transform(self, X: Any) -> Array:
        """Decode codes.

        Parameters
        ----------
        X : array of shape (n_samples, n_components)
            Codes.

        Returns
        -------
        array of shape (n_samples, n_features)
            Reconstructions in data units, as images if `fit` was given images. The type
            is float64 if the samples in `fit` were float64 or long integers, else
            float32.
        """
        check_is_fitted(self)
        codes = check_codes(X, self.n_components_)
        if not self._trains_decoder:
            warn(NO_DECODER)
        decoded = inference.decode(self.network_, codes, self.mean_, self.scale_)
        return as_images(self, decoded)

    def reconstruct(self, X: Any) -> Array:
        """Encode samples and decode their codes.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of the shape of ``X``
            Reconstructions in data units, of the same type as in `inverse_transform`.
        """
        source = self._source(self._check_fitted(X))
        found = inference.reconstruct(self.network_, source, self.mean_)
        is_of_images = len(getattr(X, "shape", ())) > 2
        return found.reshape(X.shape) if is_of_images else found

    def reconstruction_error(self, X: Any) -> Array:
        """Return the squared error of each sample, summed over features.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,), float64
            In squared data units. Divided by n_features it is the mean squared error.
        """
        source = self._source(self._check_fitted(X))
        return inference.squared_errors(self.network_, source)

    def score(self, X: Any, y: object = None) -> float:
        """Return the fraction of variance explained, comparable between code sizes.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        y : object, default=None
            Ignored.

        Returns
        -------
        float
            1 for perfect reconstructions, 0 for those as good as the mean of ``X``,
            negative for worse ones. If all samples are equal, 1 if they are
            reconstructed exactly, else 0.
        """
        X = self._check_fitted(X)
        errors = inference.squared_errors(self.network_, self._source(X))
        return variance_share(float(errors.mean()), moments(X).total_variance)

    def interpolate(
        self, a: Any, b: Any, n_steps: int = 11, path: str = "straight"
    ) -> Interpolation:
        """Interpolate between two samples, in code space and in data space.

        The mean of two samples is rarely a realistic sample. The decoded mean of their
        codes is more realistic if the codes represent the data well.

        Parameters
        ----------
        a, b : array of shape (n_features,) or (1, n_features)
            Two samples, or images if `fit` was given images.

        n_steps : int, default=11
            Number of steps, both endpoints included; at least 2.

        path : str, default="straight"
            Path between the codes: "straight", or "spherical", along the arc around 0
            (Shoemake, 1985). Standard normal codes of many components lie near a
            sphere, which straight paths leave (White, 2016, arXiv:1609.04468).

        Returns
        -------
        Interpolation
            The arrays ``in_code_space``, whose endpoints are the reconstructions of
            ``a`` and ``b``, and ``in_data_space``, whose endpoints are ``a`` and ``b``.

        Raises
        ------
        InvalidDataError
            If ``a`` or ``b`` is not a sample.

        InvalidParameterError
            If another argument is invalid.
        """
        check_numbers(at_least=2, n_steps=n_steps)
        if not isinstance(path, str) or path not in PATHS:
            raise InvalidParameterError(unknown_name("path", str(path), PATHS))
        (start, first), (end, last) = self._with_code(a), self._with_code(b)
        codes = PATHS[path](first, last, n_steps)
        return Interpolation(
            self.inverse_transform(codes),
            as_images(self, straight(start, end, n_steps)),
        )

    def _with_code(self, x: Any) -> tuple[Array, Array]:
        """Return one sample, shape (n_features,), and its code."""
        X = self._check_fitted(one_sample(one_image(self, with_plain_numbers(x))))
        return dense(X, slice(None))[0], self._encoded(X)[0]

    def _encoded(self, X: Samples) -> Array:
        """Return the codes of checked samples; `set_output` has no effect."""
        return inference.encode(self.network_, self._source(X), self.n_components_)

    def training_rows(self, n_samples: int) -> Array:
        """Return the rows that the weights were learned from.

        Those that `fit` did not hold out for validation; all if it kept PCA, which is
        that of all samples.

        Parameters
        ----------
        n_samples : int
            Number of samples that were given to `fit`.

        Returns
        -------
        array of shape (n_training,), int
            Row numbers, ascending.
        """
        rows = np.arange(n_samples)
        if getattr(self, "kept_pca_", False):
            return rows
        return np.setdiff1d(rows, self.validation_rows_)

    def _check_network_size(self, stored: Mapping[str, Tensor]) -> None:
        """Raise ValueError for stored weights that are too few for the layers."""
        restoring.check_network_size(self, stored)

    def _check_loaded(self) -> None:
        """Complete a loaded model; raise ValueError if it is invalid."""
        restoring.check_loaded(self)
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None

    def _check_fitted(self, X: Any) -> Samples:
        check_is_fitted(self)
        X = check_samples(self, X, reset=False)
        check_size(self, X)
        return X

    def _source(self, X: Samples, augment: Augment | None = None) -> BatchSource:
        device = inference.device_of(self.network_)
        return BatchSource(X, self.mean_, self.scale_, device, augment)

    @property
    def _n_features_out(self) -> int:
        """Number of columns of `transform`, for `get_feature_names_out`."""
        return self.n_components_

    def __sklearn_is_fitted__(self) -> bool:
        """Return whether there is a network, which is dropped if training diverges."""
        return hasattr(self, "network_")

    def __sklearn_tags__(self) -> Any:
        """Return scikit-learn's description of input and output."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.three_d_array = hasattr(self, "image_shape")
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
