"""Variational networks: the encoder gives a mean and a variance for each code unit."""

import math

import torch
from torch import Tensor, nn
from torch.distributions import Normal, kl_divergence

from autoencode.nn.mlp import EncoderDecoder

# Log variances are clamped to these, so that exponentials do not under- or overflow.
MIN_LOG_VARIANCE, MAX_LOG_VARIANCE = -14.0, 14.0
# A unit is active if its mean divergence from the prior is above this, in nats. Units
# that say nothing of samples of pure noise have up to 0.02.
ACTIVE_DIVERGENCE = 0.05


class VariationalNetwork(EncoderDecoder):
    """An encoder that gives means and log variances, and a decoder.

    ``encode`` gives the means. ``log_scale`` is the logarithm of the scale of outputs,
    such as the standard deviation of Gaussian ones; it is learned and shared by all
    features.
    """

    def __init__(self, network: EncoderDecoder) -> None:
        super().__init__(
            network.encoder, network.decoder, draws_globally=network.draws_globally
        )
        self.log_scale = nn.Parameter(torch.zeros(()))
        self.step_number = (
            0  # of the present training step, for the warm-up of ``beta``
        )

    def distribution(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return means and log variances, float32 of shape (batch, n_components)."""
        mean, log_variance = self.encoder(x).float().chunk(2, dim=1)
        return mean, log_variance.clamp(MIN_LOG_VARIANCE, MAX_LOG_VARIANCE)

    def encode(self, x: Tensor) -> Tensor:
        """Return the means."""
        return self.distribution(x)[0]

    def divergences(self, x: Tensor) -> Tensor:
        """Return the KL divergence of each unit's distribution from the prior.

        In nats; shape (batch, n_components).
        """
        mean, log_variance = self.distribution(x)
        std = (0.5 * log_variance).exp()
        own = Normal(mean, std, validate_args=False)
        prior = Normal(torch.zeros_like(mean), torch.ones_like(mean), False)
        found: Tensor = kl_divergence(own, prior)
        return found

    def measures(self, x: Tensor) -> dict[str, Tensor]:
        """Return the share of active units; 0 means posterior collapse."""
        held = self.divergences(x).mean(dim=0)
        return {"active_units": (held > ACTIVE_DIVERGENCE).float().mean()}


def reparameterize(
    mean: Tensor, log_variance: Tensor, generator: torch.Generator
) -> Tensor:
    """Sample codes by the reparameterization trick (Kingma & Welling, 2014)."""
    noise = torch.empty_like(mean).normal_(generator=generator)
    return mean + (0.5 * log_variance).exp() * noise


def log_normal(z: Tensor, mean: Tensor | float, log_variance: Tensor) -> Tensor:
    """Return log densities of codes, summed over their last axis."""
    scaled = (z - mean).square() * (-log_variance).exp()
    return -0.5 * (scaled + log_variance + math.log(2 * math.pi)).sum(dim=-1)
