"""Units of Boltzmann machines: conditional distributions given their total input.

Each is an exponential family: given its total input ``z``, a unit has the density
``exp(v z - base_energy(v) - log_partition(z))``, and its mean is the derivative of
``log_partition``.
"""

import math
from abc import ABC, abstractmethod

import torch
from scipy.special import spence
from torch import Tensor
from torch.nn import functional as F


class Units(ABC):
    """A layer of units of one type.

    Inputs and states have shape (batch, n_units). ``total``, of shape (batch, 1), is
    the sum of each row of counts; None for other units.
    """

    @abstractmethod
    def mean(self, z: Tensor) -> Tensor:
        """Return the mean of each unit; for counts, divided by the total."""

    @abstractmethod
    def sample(
        self, z: Tensor, generator: torch.Generator, total: Tensor | None = None
    ) -> Tensor:
        """Sample the state of each unit."""

    @abstractmethod
    def log_partition(self, z: Tensor, total: Tensor | None = None) -> Tensor:
        """Return the log normalising constants, summed over units, shape (batch,)."""

    def base_energy(self, v: Tensor) -> Tensor:
        """Return the energy of states without input, shape (batch,)."""
        return v.new_zeros(v.shape[0])  # `len` would fix the size of an exported graph

    def total(self, v: Tensor) -> Tensor | None:
        """Return the sum of each row of counts, shape (batch, 1); None for others."""
        return None

    def inverse_mean(self, mean: Tensor) -> Tensor:
        """Return inputs with about these means, to initialize biases."""
        return mean


class Binary(Units):
    """0 or 1."""

    def mean(self, z: Tensor) -> Tensor:
        """Return the probability of 1."""
        return z.sigmoid()

    def sample(
        self, z: Tensor, generator: torch.Generator, total: Tensor | None = None
    ) -> Tensor:
        """Sample 0 or 1."""
        return (_uniform(z, generator) < z.sigmoid()).to(z.dtype)

    def log_partition(self, z: Tensor, total: Tensor | None = None) -> Tensor:
        """Return ``sum log(1 + e^z)``."""
        return F.softplus(z).sum(dim=1)

    def inverse_mean(self, mean: Tensor) -> Tensor:
        """Return the logits of the means, clamped to [0.01, 0.99]."""
        return mean.clamp(0.01, 0.99).logit()


class Gaussian(Units):
    """Real number, normal around its input with variance 1 ("linear" units)."""

    def mean(self, z: Tensor) -> Tensor:
        """Return the input."""
        return z

    def sample(
        self, z: Tensor, generator: torch.Generator, total: Tensor | None = None
    ) -> Tensor:
        """Add noise of variance 1."""
        noise = torch.empty_like(z).normal_(generator=generator)
        return noise.add_(z)

    def log_partition(self, z: Tensor, total: Tensor | None = None) -> Tensor:
        """Return ``sum z^2 / 2 + log(2 pi) / 2``."""
        constant = 0.5 * math.log(2 * math.pi) * z.shape[1]
        return 0.5 * z.square().sum(dim=1) + constant

    def base_energy(self, v: Tensor) -> Tensor:
        """Return ``sum v^2 / 2``."""
        return 0.5 * v.square().sum(dim=1)


class NoisyReLU(Units):
    """Nonnegative number: approximates infinitely many binary units with tied weights.

    Nair & Hinton (2010). Of copies with biases shifted by -0.5, -1.5, ...,
    ``log(1 + e^z)`` are on, on average; a sample is ``max(0, z + noise)`` with noise
    of variance ``sigmoid(z)``.
    """

    def mean(self, z: Tensor) -> Tensor:
        """Return ``log(1 + e^z)``."""
        return F.softplus(z)

    def sample(
        self, z: Tensor, generator: torch.Generator, total: Tensor | None = None
    ) -> Tensor:
        """Return ``max(0, z + noise)``."""
        noise = torch.empty_like(z).normal_(generator=generator)
        return noise.mul_(z.sigmoid().sqrt()).add_(z).relu_()

    def log_partition(self, z: Tensor, total: Tensor | None = None) -> Tensor:
        """Return the integral of ``mean``: minus the dilogarithm of ``-e^z``."""
        # Li2(-e^z) = -pi^2/6 - z^2/2 - Li2(-e^-z), so that no exponential overflows.
        small = torch.from_numpy(spence(1 + (-z.abs()).exp().cpu().double().numpy()))
        small = -small.to(z)
        large = math.pi**2 / 6 + 0.5 * z.square() - small
        return torch.where(z > 0, large, small).sum(dim=1)


class Counts(Units):
    """Word counts of a text of given length (visible units only).

    Replicated softmax, Salakhutdinov & Hinton (2009): all words of a text are drawn
    from one distribution. The hidden biases are multiplied by the number of words.
    """

    def mean(self, z: Tensor) -> Tensor:
        """Return the probability of each word."""
        return z.softmax(dim=1)

    def sample(
        self, z: Tensor, generator: torch.Generator, total: Tensor | None = None
    ) -> Tensor:
        """Sample ``total`` words."""
        assert total is not None
        n_words = total.round().long()  # (batch, 1)
        max_words = max(1, int(n_words.max()))
        words = torch.multinomial(
            z.softmax(dim=1), max_words, replacement=True, generator=generator
        )
        is_word = torch.arange(max_words, device=z.device) < n_words
        return torch.zeros_like(z).scatter_add_(1, words, is_word.to(z.dtype))

    def log_partition(self, z: Tensor, total: Tensor | None = None) -> Tensor:
        """Return ``total log sum e^z``, for ordered sequences of words."""
        assert total is not None
        return total[:, 0] * z.logsumexp(dim=1)

    def total(self, v: Tensor) -> Tensor | None:
        """Return the number of words of each text."""
        return v.sum(dim=1, keepdim=True)

    def inverse_mean(self, mean: Tensor) -> Tensor:
        """Return the logarithms of the word frequencies."""
        return (mean / mean.sum()).clamp_min(1e-6).log()


def _uniform(like: Tensor, generator: torch.Generator) -> Tensor:
    return torch.empty_like(like).uniform_(generator=generator)


VISIBLE_UNITS: dict[str, Units] = {
    "binary": Binary(),
    "gaussian": Gaussian(),
    "counts": Counts(),
}

HIDDEN_UNITS: dict[str, Units] = {
    "binary": Binary(),
    "gaussian": Gaussian(),
    "relu": NoisyReLU(),
}
