"""Base class of models with visible units: types of units, and fitting."""

from abc import abstractmethod
from collections.abc import Generator, Iterator
from typing import Any, Self

import numpy as np
import torch
from torch import nn

from autoencode.arrays import Array, Samples, moments, row_blocks
from autoencode.errors import InvalidDataError, warn
from autoencode.models.checks import (
    check_limits,
    check_samples,
    named_column,
    outside_interval,
)
from autoencode.models.coding import CodingModel
from autoencode.models.overflow import check_size, overflow_error
from autoencode.models.setup import draw_seed, unchanged_if_refused
from autoencode.params import check_params
from autoencode.training.contexts import independent
from autoencode.training.devices import (
    Stream,
    choose_device,
    choose_runtime,
    derived_seed,
    own_random_state,
)
from autoencode.training.inference import device_of
from autoencode.training.loop import OnStep, Record
from autoencode.training.progress import Progress
from autoencode.training.resume import with_checkpoints

# Ratio of a column's variance to the mean of the others, above which it dominates.
MAX_VARIANCE_RATIO = 30.0


class VisibleModel(CodingModel):
    """A model whose samples are the states of visible units."""

    n_components: int
    visible_units: str
    device: str
    precision: str
    random_state: int | np.random.RandomState | None
    verbose: int
    visible_units_: str
    frequencies_: Array
    history_: list[Record]

    @abstractmethod
    def _make_network(self, n_features: int) -> nn.Module:
        """Return the untrained network."""

    @abstractmethod
    def _lengths(self, n_samples: int) -> tuple[int, int]:
        """Return the batch size and the total number of epochs."""

    @abstractmethod
    def _records(self, X: Samples, seed: int, on_step: OnStep) -> Iterator[Record]:
        """Train one epoch for each record that is requested."""

    @with_checkpoints
    def fit(self, X: Any, y: object = None) -> Self:
        """Train on ``X``.

        If it fails, the model is as before. Ctrl-C is no failure: the model then has
        the weights so far.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers. Sparse and memory-mapped samples are read in batches.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training.

        TrainingDivergedError
            If the loss becomes infinite or NaN.
        """
        with unchanged_if_refused(self, on=Exception):
            for _ in self.fit_epochs(X):
                pass
        return self

    @independent
    def fit_epochs(
        self, X: Any, *, on_step: OnStep | None = None
    ) -> Generator[Record, None, None]:
        """Train as `fit` does, one epoch for each record that is requested.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the number of samples processed in it
            and the number of all samples; for showing progress.

        Returns
        -------
        generator of dict
            The entries of ``history_``, one after each epoch.
        """
        check_params(self)
        with unchanged_if_refused(self):
            X = check_samples(self, X, reset=True, at_least=2)
            seed = draw_seed(self.random_state)
            self._start(X, seed)
        return self._train(X, seed, on_step)

    def _start(self, X: Samples, seed: int) -> None:
        """Set the fitted attributes to their state before the first step."""
        self._set_units(X)
        device = choose_device(self.device)
        with own_random_state(device):
            torch.default_generator.manual_seed(derived_seed(seed, Stream.WEIGHTS))
            network = self._make_network(X.shape[1]).to(device)
        self.network_ = network.eval()
        self.n_components_ = self.n_components
        self.history_ = []
        self.validation_rows_ = np.arange(0)
        self.batch_size_, self.max_epochs_ = self._lengths(X.shape[0])
        runtime = choose_runtime(device, self.precision, network, self.batch_size_)
        self.precision_, self.arithmetic_ = runtime.precision, runtime.reason
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None

    def _train(
        self, X: Samples, seed: int, on_step: OnStep | None
    ) -> Generator[Record, None, None]:
        """Run the epochs of a fit that has been validated and prepared."""
        silent = self.verbose == 0
        progress = Progress(self.max_epochs_, self.arithmetic_, silent=silent)
        records = self._records(X, seed, on_step or progress.on_step)
        with self._unfitted_if_diverged(), progress:
            for number, record in enumerate(records, start=1):
                self.network_.eval()
                record["epoch"] = number  # counted over all layers
                self.history_.append(record)
                progress.on_epoch(record)
                yield record

    def inverse_transform(self, X: Any) -> Array:
        """Decode codes.

        Parameters
        ----------
        X : array of shape (n_samples, n_components)
            Codes.

        Returns
        -------
        array of shape (n_samples, n_features)
            Reconstructions in data units. As codes do not contain the total of counts,
            each reconstruction has the mean total of the samples in `fit`.
        """
        found = super().inverse_transform(X)
        return found * self._mean_total() if self.visible_units_ == "counts" else found

    def _mean_total(self) -> float:
        """Return the mean total of the counts of a sample in `fit`."""
        return float(self.frequencies_.sum())

    def _generator(self, random_state: Any) -> torch.Generator:
        """Return a random number generator on the device of the network."""
        generator = torch.Generator(device_of(self.network_))
        return generator.manual_seed(draw_seed(random_state))

    def _set_units(self, X: Samples) -> None:
        """Set type of units, mean and scale by the samples, after checking them."""
        self.visible_units_ = self.visible_units
        if self.visible_units == "auto":
            is_unit = outside_interval(X, None, 0.0, 1.0) is None
            self.visible_units_ = "binary" if is_unit else "gaussian"
        mean, total_variance = moments(X)
        if not np.isfinite(total_variance):
            raise overflow_error(X, getattr(self, "feature_names_in_", None))
        self._check_units(X)
        if self.visible_units_ == "counts" and not mean.any():
            raise InvalidDataError(
                "visible_units='counts' needs a count above 0; all counts are 0."
            )
        dtype = np.result_type(X.dtype, np.float32)
        is_centred = self.visible_units_ == "gaussian"
        self.mean_ = mean.astype(dtype) if is_centred else np.zeros(X.shape[1], dtype)
        scale = float(np.sqrt(total_variance / X.shape[1])) if is_centred else 1.0
        self.scale_ = scale or 1.0
        check_size(self, X)
        self.frequencies_ = ((mean - self.mean_) / self.scale_).astype(np.float32)

    def _check_units(self, X: Samples) -> None:
        """Raise for samples that are invalid for the visible units."""
        names = getattr(self, "feature_names_in_", None)
        if self.visible_units_ == "binary":
            check_limits(
                X, None, names, "visible_units='binary'", "use visible_units='gaussian'"
            )
        elif self.visible_units_ == "counts":
            _check_counts(X, names)
        else:
            _check_columns_alike(X, names)


def _check_counts(X: Samples, names: Any) -> None:
    """Raise InvalidDataError for the first value that is not a count."""
    start = 0
    for block in row_blocks(X):
        bad = (block < 0) | (block != np.rint(block))
        if bad.any():
            row, column = np.argwhere(bad)[0]
            value = block[row, column]
            what = "a negative number" if value < 0 else "not a whole number"
            raise InvalidDataError(
                f"visible_units='counts' needs whole numbers of at least 0; row "
                f"{start + row}, column {named_column(int(column), names)} has "
                f"{value:g}, {what}. Use counts, such as those of sklearn."
                f"feature_extraction.text.CountVectorizer, or visible_units='gaussian'."
            )
        start += len(block)


def _check_columns_alike(X: Samples, names: Any) -> None:
    """Warn of a column whose variance is far above that of the others.

    Gaussian units have variance 1: the gradients of such a column would be much too
    large, and those of the others much too small.
    """
    n_rows = X.shape[0]
    with np.errstate(over="ignore", invalid="ignore"):
        mean = sum(block.sum(axis=0, dtype=float) / n_rows for block in row_blocks(X))
        variances = sum(
            np.square(block - mean).sum(axis=0) / n_rows for block in row_blocks(X)
        )
        largest = int(np.argmax(variances))
        typical = float(np.delete(variances, largest).mean()) if X.shape[1] > 1 else 0.0
        ratio = float(variances[largest]) / typical if typical > 0 else 1.0
    if ratio > MAX_VARIANCE_RATIO:
        warn(
            f"Gaussian visible units need columns of similar variance: that of column "
            f"{named_column(largest, names)} is {ratio:.3g} times the mean of the "
            f"others. Scale the data, for example with "
            f"sklearn.preprocessing.StandardScaler."
        )
