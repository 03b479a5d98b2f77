"""What a fitted Boltzmann machine says of samples: energies, likelihoods, draws."""

from typing import Any

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted
from torch import Tensor

from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError
from autoencode.models.checks import check_numbers
from autoencode.models.visible import VisibleModel
from autoencode.nn.partition import (
    LogPartition,
    annealed_log_partition,
    exact_log_partition,
)
from autoencode.training.inference import device_of


class DensityModel(VisibleModel):
    """A model whose ``network_`` is a Boltzmann machine, and so a density."""

    # By number of words, or None, and the epochs that the weights are of.
    _log_partitions: dict[tuple[float | None, int], float]

    def free_energy(self, X: Any) -> Array:
        """Return each sample's free energy: less is more likely.

        Minus the log density, in nats, but for a constant that no sample changes.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers that suit the visible units.

        Returns
        -------
        array of shape (n_samples,), float64
        """
        return self._energies(self._check_fitted(X))

    def _energies(self, X: Samples) -> Array:
        """Return the free energies of samples that were checked."""
        self._check_units(X)
        energies = [np.empty(0)]
        with torch.inference_mode():
            for x in self._source(X).in_order():
                energies.append(self.network_.free_energy(x).cpu().double().numpy())
        return np.concatenate(energies)

    def score_samples(self, X: Any) -> Array:
        """Return each sample's log likelihood, in nats.

        Exact with at most 20 binary hidden units (or binary visible ones, or Gaussian
        units in both layers), else by annealed importance sampling as `log_partition`
        does it at its defaults: once after each fit, and for counts once for each
        length of a text.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers that suit the visible units.

        Returns
        -------
        array of shape (n_samples,), float64
            Of Gaussian units the log of a density in data units; of counts that of the
            words in their order.
        """
        X = self._check_fitted(X)
        energy = self._energies(X)
        if self.visible_units_ != "counts":
            units = X.shape[1] * np.log(self.scale_)
            constant = self._known_log_partition(None) + units
            return np.asarray(-energy - constant)
        totals = np.asarray(X.sum(axis=1), dtype=np.float64).ravel()
        each = {t: self._known_log_partition(t) for t in np.unique(totals)}
        return np.asarray(-energy - [each[total] for total in totals])

    def log_partition(
        self,
        *,
        n_chains: int = 100,
        n_temperatures: int = 14_500,
        total: float | None = None,
        random_state: int | np.random.RandomState | None = 0,
    ) -> LogPartition:
        """Return the log partition function, and its standard error.

        Exact where that can be counted, else by annealed importance sampling [1]_.

        Parameters
        ----------
        n_chains : int, default=100
            Independent chains; the standard error falls with their root.

        n_temperatures : int, default=14_500
            Steps of each chain; more of them bring the estimate nearer.

        total : float or None, default=None
            Number of words of a text, for counts.

        random_state : int, RandomState or None, default=0
            Determines the chains.

        Returns
        -------
        LogPartition
            ``value`` and ``standard_error``, in nats.

        Raises
        ------
        InvalidDataError
            If ``n_chains`` or ``n_temperatures`` is below 1.

        InvalidParameterError
            If there is no ``total`` for counts.

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
        with torch.inference_mode():
            return annealed_log_partition(
                self.network_,
                self._biases_at_rest(),
                self._generator(random_state),
                n_chains=n_chains,
                n_temperatures=n_temperatures,
                total=total,
            )

    def _biases_at_rest(self) -> Tensor:
        """Return inputs that give the visible units the means of the samples."""
        means = torch.from_numpy(self.frequencies_).to(device_of(self.network_))
        biases: Tensor = self.network_.visible.inverse_mean(means)
        return biases

    def _check_total(self, total: float | None) -> None:
        if self.visible_units_ == "counts" and total is None:
            raise InvalidParameterError(
                "total must be the number of words of a text with "
                "visible_units='counts'; got None."
            )

    def _known_log_partition(self, total: float | None) -> float:
        known = self.__dict__.setdefault("_log_partitions", {})  # none when loaded
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
            How many; each has a chain of its own.

        n_gibbs_steps : int, default=1000
            Steps from independent visible units that are as frequent as in the data.

        total : float or None, default=None
            Number of words of each text, for counts; None takes the mean in `fit`.

        random_state : int, RandomState or None, default=None
            Determines the draws.

        Returns
        -------
        array of shape (n_samples, n_features)
            States of the visible units, in data units.

        Raises
        ------
        InvalidDataError
            If ``n_samples`` or ``n_gibbs_steps`` is below 1.
        """
        check_is_fitted(self)
        check_numbers(n_samples=n_samples, n_gibbs_steps=n_gibbs_steps)
        if total is None and self.visible_units_ == "counts":
            total = max(1.0, round(self._mean_total()))
        machine = self.network_
        generator = self._generator(random_state)
        at_rest = self._biases_at_rest().expand(n_samples, -1)
        lengths = at_rest.new_full((n_samples, 1), total or 0.0)
        with torch.inference_mode():
            v = machine.visible.sample(at_rest.contiguous(), generator, lengths)
            for _ in range(n_gibbs_steps):
                v = machine.gibbs_step(v, generator)
        return np.asarray(v.cpu().numpy() * self.scale_ + self.mean_)
