"""Models of visible units: which kind their samples are, and how they are fitted."""

from abc import abstractmethod
from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
import torch
from torch import nn

from autoencode.arrays import Array, Samples, moments
from autoencode.errors import InvalidDataError
from autoencode.models.checks import (
    check_columns_alike,
    check_counts,
    check_limits,
    check_samples,
    outside_interval,
)
from autoencode.models.coding import CodingModel
from autoencode.models.setup import OVERFLOW, draw_seed, unchanged_if_refused
from autoencode.params import check_params
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


class VisibleModel(CodingModel):
    """A model that takes samples as visible units of a kind: ``visible_units``."""

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
        """Return the network before it has learned."""

    @abstractmethod
    def _lengths(self, n_samples: int) -> tuple[int, int]:
        """Return samples in a batch, and epochs in all."""

    @abstractmethod
    def _records(self, X: Samples, seed: int, on_step: OnStep) -> Iterator[Record]:
        """Learn an epoch each time the next record is asked for."""

    def fit_epochs(
        self, X: Any, *, on_step: OnStep | None = None
    ) -> Generator[Record, None, None]:
        """Learn as `fit` does, an epoch each time the next record is asked for.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the samples seen in it and the
            samples in all; for showing progress.

        Returns
        -------
        generator of dict
            The entries of `history_`, as they come.
        """
        check_params(self)
        with unchanged_if_refused(self):
            X = check_samples(self, X, reset=True, at_least=2)
            seed = draw_seed(self.random_state)
            self._start(X, seed)
        return self._train(X, seed, on_step)

    def _start(self, X: Samples, seed: int) -> None:
        """Set up what `fit` learns, as it is before the first step."""
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
        self.precision_ = choose_runtime(device, self.precision, network).precision
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None

    def _train(
        self, X: Samples, seed: int, on_step: OnStep | None
    ) -> Generator[Record, None, None]:
        """Go through the epochs of a fit that has been checked and set up."""
        progress = Progress(self.max_epochs_, silent=self.verbose == 0)
        records = self._records(X, seed, on_step or progress.on_step)
        with self._unfitted_if_diverged(), progress:
            for number, record in enumerate(records, start=1):
                self.network_.eval()
                record["epoch"] = number  # of all machines, where there are several
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
            Reconstructions in data units. Of counts, which codes do not tell the number
            of: those of a text as long as the mean one in `fit`.
        """
        found = super().inverse_transform(X)
        return found * self._mean_total() if self.visible_units_ == "counts" else found

    def _mean_total(self) -> float:
        """Return the mean length of the texts in `fit`, in words."""
        return float(self.frequencies_.sum())

    def _generator(self, random_state: Any) -> torch.Generator:
        """Return a generator for draws, on the network's device."""
        generator = torch.Generator(device_of(self.network_))
        return generator.manual_seed(draw_seed(random_state))

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
            check_limits(
                X, None, names, "visible_units='binary'", "use visible_units='gaussian'"
            )
        elif self.visible_units_ == "counts":
            check_counts(X, names)
        else:
            check_columns_alike(X, names)
