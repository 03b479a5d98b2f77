"""Methods of a fitted Boltzmann machine: energies, likelihoods and samples."""

from typing import Any

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted
from torch import Tensor

from autoencode.arguments import check_numbers
from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError, TrainingDivergedError
from autoencode.models.visible import VisibleModel
from autoencode.nn.partition import (
    LogPartition,
    annealed_log_partition,
    exact_log_partition,
)
from autoencode.training import contexts
from autoencode.training.inference import device_of

INFINITE = (
    "The distribution of the samples is infinite: the weights are too large. Lower "
    "learning_rate or weight_std, or scale the data."
)


class DensityModel(VisibleModel):
    """A model whose network is a Boltzmann machine, which defines a density."""

    # By total of the counts (or None) and number of epochs trained.
    _log_partitions: dict[tuple[float | None, int], float]

    def free_energy(self, X: Any) -> Array:
        """Return the free energy of each sample; lower is more likely.

        It is the negative log density plus a constant.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers that are valid for the visible units.

        Returns
        -------
        array of shape (n_samples,), float64
            In nats.
        """
        return self._energies(self._check_fitted(X))

    def _energies(self, X: Samples) -> Array:
        """Return the free energies of checked samples."""
        self._check_units(X)
        energies = [np.empty(0)]
        with contexts.inference(self.network_):
            for x in self._source(X).in_order():
                energies.append(self.network_.free_energy(x).cpu().double().numpy())
        return np.concatenate(energies)

    def score_samples(self, X: Any) -> Array:
        """Return the log likelihood of each sample.

        It is exact with at most 20 binary hidden or visible units, and with Gaussian
        units in both layers. Otherwise `log_partition` is estimated with its default
        parameters: once after each fit, and for counts once for each total.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers that are valid for the visible units.

        Returns
        -------
        array of shape (n_samples,), float64
            In nats. For Gaussian units it is a log density in data units; for counts it
            is the log probability of the words in their order.

        Raises
        ------
        TrainingDivergedError
            If the weights are so large that the partition function is infinite.
        """
        X = self._check_fitted(X)
        energy = self._energies(X)
        if self.visible_units_ != "counts":
            units = X.shape[1] * np.log(self.scale_)
            constant = self._known_log_partition(None) + units
            return _finite(-energy - constant)
        totals = np.asarray(X.sum(axis=1, dtype=np.float64)).ravel()
        each = {t: self._known_log_partition(t) for t in np.unique(totals)}
        return _finite(-energy - [each[total] for total in totals])

    def log_partition(
        self,
        *,
        n_chains: int = 100,
        n_temperatures: int = 14_500,
        total: float | None = None,
        random_state: int | np.random.RandomState | None = 0,
    ) -> LogPartition:
        """Return the log partition function and its standard error.

        It is exact for small machines, and otherwise estimated by annealed importance
        sampling [1]_.

        Parameters
        ----------
        n_chains : int, default=100
            Number of independent chains. The standard error decreases with its square
            root.

        n_temperatures : int, default=14_500
            Number of steps of each chain. More steps give a more accurate estimate.

        total : float or None, default=None
            Total of the counts of a sample, such as the number of words of a text.

        random_state : int, RandomState or None, default=0
            Seed of the chains.

        Returns
        -------
        LogPartition
            ``value`` and ``standard_error``, in nats.

        Raises
        ------
        InvalidParameterError
            If ``n_chains`` or ``n_temperatures`` is less than 1, or ``total`` is None
            for counts.

        TrainingDivergedError
            If the states of the chains become infinite.

        References
        ----------
        .. [1] R. Salakhutdinov, I. Murray. "On the quantitative analysis of deep belief
           networks". ICML, 2008.
        """
        check_is_fitted(self)
        check_numbers(n_chains=n_chains, n_temperatures=n_temperatures)
        self._check_total(total)
        exact = exact_log_partition(self.network_, total)
        if exact is not None:
            return exact
        try:
            with contexts.inference(self.network_):
                return annealed_log_partition(
                    self.network_,
                    self._biases_at_rest(),
                    self._generator(random_state),
                    n_chains=n_chains,
                    n_temperatures=n_temperatures,
                    total=total,
                )
        except RuntimeError as error:
            if "probability tensor" not in str(error):  # PyTorch's, of inf and NaN
                raise
            raise TrainingDivergedError(INFINITE) from error

    def _biases_at_rest(self) -> Tensor:
        """Return biases with which the visible units have the means of the samples."""
        means = torch.from_numpy(self.frequencies_).to(device_of(self.network_))
        biases: Tensor = self.network_.visible.inverse_mean(means)
        return biases

    def _check_total(self, total: float | None) -> None:
        if self.visible_units_ == "counts" and total is None:
            raise InvalidParameterError(
                "total must be a number with visible_units='counts', such as the "
                "number of words of a text; got None."
            )

    def _known_log_partition(self, total: float | None) -> float:
        known = self.__dict__.setdefault("_log_partitions", {})  # not stored
        key = total, len(self.history_)
        if key not in known:
            known[key] = self.log_partition(total=total).value
        return float(known[key])

    def sample(
        self,
        n_samples: int = 1,
        *,
        n_gibbs_steps: int = 1000,
        total: float | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> Array:
        """Draw samples by Gibbs sampling.

        Parameters
        ----------
        n_samples : int, default=1
            Number of samples, each from its own Markov chain; at least 1.

        n_gibbs_steps : int, default=1000
            Number of steps of a chain; at least 1. Chains start with independent
            visible units that have the means of the data.

        total : float or None, default=None
            Total of the counts of each sample; None takes the mean of those in `fit`.

        random_state : int, RandomState or None, default=None
            Seed of the chains.

        Returns
        -------
        array of shape (n_samples, n_features)
            States of the visible units, in data units.

        Raises
        ------
        InvalidParameterError
            If ``n_samples`` or ``n_gibbs_steps`` is less than 1.
        """
        check_is_fitted(self)
        check_numbers(n_samples=n_samples, n_gibbs_steps=n_gibbs_steps)
        if total is None and self.visible_units_ == "counts":
            total = max(1.0, round(self._mean_total()))
        machine = self.network_
        generator = self._generator(random_state)
        at_rest = self._biases_at_rest().expand(n_samples, -1)
        lengths = at_rest.new_full((n_samples, 1), total or 0.0)
        with contexts.inference(self.network_):
            v = machine.visible.sample(at_rest.contiguous(), generator, lengths)
            for _ in range(n_gibbs_steps):
                v = machine.gibbs_step(v, generator)
        return np.asarray(v.cpu().numpy() * self.scale_ + self.mean_)


def _finite(values: Any) -> Array:
    """Return log likelihoods; raise TrainingDivergedError if one is infinite."""
    if not np.isfinite(values).all():
        raise TrainingDivergedError(INFINITE)
    return np.asarray(values)
