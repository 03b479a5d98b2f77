"""The variational autoencoder."""

from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arguments import check_numbers, seed_of
from autoencode.arrays import Array
from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_plain_code
from autoencode.models.reconstruction import loss_of_fit
from autoencode.models.sparse_samples import costs_of_codes
from autoencode.nn.corruption import mask, mask_stored
from autoencode.nn.variational import (
    VariationalNetwork,
    log_normal,
    reparameterize,
)
from autoencode.params import number
from autoencode.regularizers import free_bits_kl, gaussian_kl
from autoencode.training import inference
from autoencode.training.devices import Stream, derived_seed

# Number of codes decoded at once for a likelihood, to bound the memory.
CODES_PER_BLOCK = 4096
N_DRAWS = 16  # per sample, in `score_samples`


class CodeDistribution(NamedTuple):
    """Normal distributions of codes: arrays of shape (n_samples, n_components)."""

    mean: Array
    std: Array


@dataclass(kw_only=True, eq=False, repr=False)
class VariationalAutoencoder(BaseAutoencoder):
    """Variational autoencoder: codes are distributions, and new samples can be drawn.

    The encoder gives a normal distribution of codes for each sample, and the decoder
    the likelihood of the sample given a code drawn from it. The loss is the negative
    log likelihood plus ``beta`` times the Kullback-Leibler divergence of the code
    distribution from the standard normal one. With ``beta=1`` it is an upper bound on
    the negative log density of the sample, in nats [1]_. New samples are decoded
    standard normal codes.

    *When to use it.* To generate samples, to interpolate between them, or to compute
    how likely a sample is. For small reconstruction errors alone use `Autoencoder`: the
    distribution of codes limits how much information they hold.

    *What to tune first.* ``loss``, which is the likelihood: "cross_entropy" for binary
    data or pixels in [0, 1] (Bernoulli), "negative_binomial" or "poisson" for counts
    (with the total of a sample as a known size), "squared_error" for other data
    (Gaussian, with one learned standard deviation [2]_), "absolute_error" (Laplace) or
    "huber" for data with outliers. Then ``beta``: values above 1 give fewer active and
    more independent units, values below 1 sharper reconstructions [3]_.

    *Common problems.* Posterior collapse: the decoder ignores some units, whose
    distribution is that of the prior for every sample. ``n_active_units_`` is the
    number of units that hold more than 0.05 nats per sample on average, and
    "active_units" in ``history_`` their fraction in each epoch; `fit` warns of codes
    that hold less than a bit. Use more units by ``warm_up_epochs``, ``free_bits``, or a
    smaller ``beta``. If new samples are unrealistic although reconstructions are good,
    ``beta`` is too small.

    ``transform`` returns the means of the codes.

    Parameters
    ----------
    beta : float, default=1.0
        Factor of the Kullback-Leibler divergence; at least 0. With 0 the model is a
        plain autoencoder, whose codes have no variance.

    warm_up_epochs : int, default=0
        Number of epochs in which ``beta`` increases linearly from 0; at least 0. If
        `partial_fit` starts the training, an epoch has as many steps as its first call.

    free_bits : float, default=0.0
        Divergence in each unit that is not penalized, in nats; at least 0.

    mask_fraction : float, default=0.0
        Probability that a feature is hidden from the encoder in a training step; in [0,
        1). The decoder guesses the whole sample. For samples that are incomplete, such
        as the items that a user has [4]_.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    Attributes
    ----------
    unit_divergences_ : array of shape (n_components,)
        Mean divergence of each unit's distribution from the prior, in nats, over up to
        2,000 training samples.

    n_active_units_ : int
        Number of units whose divergence is above 0.05.

    References
    ----------
    .. [1] D. Kingma, M. Welling. "Auto-encoding variational Bayes". ICLR, 2014.
    .. [2] O. Rybkin, K. Daniilidis, S. Levine. "Simple and effective VAE training with
       calibrated decoders". ICML, 2021.
    .. [3] I. Higgins et al. "beta-VAE: learning basic visual concepts with a
       constrained variational framework". ICLR, 2017.
    .. [4] D. Liang, R. G. Krishnan, M. D. Hoffman, T. Jebara. "Variational autoencoders
       for collaborative filtering". WWW, 2018.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import VariationalAutoencoder
    >>> X = load_digits().data / 16
    >>> model = VariationalAutoencoder(
    ...     n_components=8, loss="cross_entropy", max_epochs=5, random_state=0
    ... ).fit(X)
    >>> model.sample(3, random_state=0).shape
    (3, 64)
    >>> bool(model.elbo(X).mean() <= model.log_likelihood(X, n_draws=50).mean())
    True
    """

    beta: float = number(1.0, at_least=0)
    warm_up_epochs: int = number(0, whole=True, at_least=0)
    free_bits: float = number(0.0, at_least=0)
    mask_fraction: float = number(0.0, at_least=0, below=1)

    _prior: ClassVar[str] = "normal"
    _in_nats: ClassVar[bool] = True
    _takes_sparse_batches: ClassVar[bool] = True

    def _build_network(self, n_features: int) -> nn.Module:
        check_plain_code(self)
        return VariationalNetwork(self._encoder_decoder(n_features, 2))

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        visible = x
        is_masked = network.training and self.mask_fraction > 0
        if is_masked and x.layout == torch.sparse_csr:
            visible = mask_stored(x, self.mask_fraction, generator)
        elif is_masked:
            fraction = x.new_full((len(x), 1), self.mask_fraction)
            visible = mask(x, fraction, self._zero(x), generator)
        mean, log_variance = network.distribution(visible)
        # Without the divergence, training would shrink the variance to 0.
        code = reparameterize(mean, log_variance, generator) if self.beta > 0 else mean
        cost = costs_of_codes(self._cost, network, code, x, generator).mean()
        divergence = free_bits_kl(mean, log_variance, self.free_bits)
        return {
            "reconstruction": cost,
            "divergence": self.beta * self._warmth(network) * divergence,
        }

    def _warmth(self, network: Any) -> float:
        """Return the fraction of ``beta`` that is used in this step."""
        n_steps = self.warm_up_epochs * self.steps_per_epoch_
        if not network.training or n_steps == 0:
            return 1.0
        return min(1.0, (int(network.step_number) + 1) / n_steps)

    def _cost(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the negative log likelihood of samples given codes, (batch,)."""
        loss = loss_of_fit(self)
        if loss.log_normalizer is None:
            return self._reconstruction_loss(logits, x)
        # The scale of the density is learned, in units of ``scale_``.
        log_scale = self.network_.log_scale
        if loss.is_homogeneous:
            cost = self._reconstruction_loss(logits, x)
            cost = cost * (-loss.power * log_scale).exp()
        else:
            inverse = (-log_scale).exp()
            reconstruction = self.network_.output(logits.float())
            cost = loss.per_sample(reconstruction * inverse, x * inverse)
        cost += x.shape[1] * (log_scale + loss.log_normalizer)
        return cost + x.shape[1] * float(np.log(self.scale_))

    def encode_distribution(self, X: Any) -> CodeDistribution:
        """Return the normal distribution of each sample's code.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        CodeDistribution
            The arrays ``mean``, which `transform` gives, and ``std``, float32.
        """
        source = self._source(self._check_fitted(X))
        parts = inference.by_block(self.network_, source, self.network_.distribution)
        mean = torch.cat([mean for mean, _ in parts])
        std = torch.cat([(0.5 * log_variance).exp() for _, log_variance in parts])
        return CodeDistribution(mean.cpu().numpy(), std.cpu().numpy())

    def elbo(
        self, X: Any, random_state: int | np.random.RandomState | None = 0
    ) -> Array:
        """Return a lower bound on each sample's log density, from one draw.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; in [0, 1] with cross-entropy.

        random_state : int, RandomState or None, default=0
            Seed of the draw; None draws another for each call.

        Returns
        -------
        array of shape (n_samples,), float64
            In nats; always with ``beta=1``.
        """

        def bound(x: Tensor, generator: torch.Generator) -> Tensor:
            mean, log_variance = self.network_.distribution(x)
            code = reparameterize(mean, log_variance, generator)
            cost = self._cost(self.network_.decode(code), x)
            return -cost - gaussian_kl(mean, log_variance).sum(dim=1)

        return self._by_batch(X, bound, random_state)

    def log_likelihood(
        self,
        X: Any,
        n_draws: int = 100,
        random_state: int | np.random.RandomState | None = 0,
    ) -> Array:
        """Return an estimate of each sample's log density, by importance sampling.

        Codes are drawn from the encoder's distribution. The mean of their importance
        weights is an unbiased estimate of the density; its logarithm is on average a
        lower bound, which approaches the log density with the number of draws (Burda et
        al., 2016). Each sample needs ``n_draws`` decodings; memory is bounded.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; in [0, 1] with cross-entropy.

        n_draws : int, default=100
            Number of codes drawn for each sample; at least 1.

        random_state : int, RandomState or None, default=0
            Seed of the draws; None draws another for each call.

        Returns
        -------
        array of shape (n_samples,), float64
            In nats, of samples in data units.

        Raises
        ------
        InvalidParameterError
            If ``n_draws`` or ``random_state`` is invalid.
        """
        check_numbers(n_draws=n_draws)

        def estimate(x: Tensor, generator: torch.Generator) -> Tensor:
            n_at_once = max(1, CODES_PER_BLOCK // n_draws)
            parts = [
                self._log_mean_weight(part, n_draws, generator)
                for part in torch.split(x, n_at_once)
            ]
            return torch.cat(parts)

        return self._by_batch(X, estimate, random_state)

    def _log_mean_weight(
        self, x: Tensor, n_draws: int, generator: torch.Generator
    ) -> Tensor:
        """Return the logarithm of the mean importance weight, shape (batch,)."""
        mean, log_variance = self.network_.distribution(x)
        total = x.new_full((len(x),), -torch.inf)
        for start in range(0, n_draws, CODES_PER_BLOCK):
            n = min(CODES_PER_BLOCK, n_draws - start)
            spread = log_variance.repeat_interleave(n, dim=0)
            centre = mean.repeat_interleave(n, dim=0)
            code = reparameterize(centre, spread, generator)
            cost = self._cost(self.network_.decode(code), x.repeat_interleave(n, dim=0))
            prior = log_normal(code, 0.0, torch.zeros_like(code))
            weights = prior - cost - log_normal(code, centre, spread)
            total = torch.logaddexp(total, weights.view(-1, n).logsumexp(dim=1))
        return total - float(np.log(n_draws))

    def score_samples(self, X: Any) -> Array:
        """Return a lower bound on each sample's log density: higher is more likely.

        Like `elbo`, but the mean over 16 draws that are the same for every sample, so
        that the score of a sample does not depend on other samples.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; in [0, 1] with cross-entropy.

        Returns
        -------
        array of shape (n_samples,), float32
            In nats.
        """
        found = self._by_batch(X, lambda x, generator: self.mean_bound(x), 0)
        return found.astype(np.float32)

    def mean_bound(self, x: Tensor) -> Tensor:
        """Return the mean bound on the log density over 16 draws, equal for all rows.

        Parameters
        ----------
        x : Tensor of shape (batch, n_features)
            Samples as the network takes them.

        Returns
        -------
        Tensor of shape (batch,)
            In nats.
        """
        noise = np.random.default_rng(0).normal(size=(N_DRAWS, self.n_components_))
        mean, log_variance = self.network_.distribution(x)
        cost = x.new_zeros(x.shape[0])
        for drawn in torch.from_numpy(noise).to(x):
            code = mean + (0.5 * log_variance).exp() * drawn
            cost += self._cost(self.network_.decode(code), x) / N_DRAWS
        return -cost - gaussian_kl(mean, log_variance).sum(dim=1)

    def _by_batch(self, X: Any, of_batch: Any, random_state: Any) -> Array:
        """Return the output of a function for each batch, with seeded draws."""
        X, first = self._check_fitted(X), seed_of(random_state)
        # Outside the limits the loss is not bounded from below.
        setup.check_within_loss(self, X, self._fitted_parameters["loss"])
        source = self._source(X)
        generator = torch.Generator(source.device)
        number = count()

        def of_block(x: Tensor) -> Tensor:
            seed = derived_seed(first, Stream.STEP, next(number))
            found: Tensor = of_batch(x, generator.manual_seed(seed))
            return found

        return inference.numbers(self.network_, source, of_block)
