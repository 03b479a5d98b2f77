"""The deep-feature-consistent variational autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_plain_code
from autoencode.models.networks import network_like
from autoencode.nn.features import feature_loss
from autoencode.nn.mlp import EncoderDecoder
from autoencode.nn.variational import VariationalNetwork, reparameterize
from autoencode.params import number
from autoencode.regularizers import free_bits_kl


@dataclass(kw_only=True, eq=False, repr=False)
class FeatureConsistentVAE(BaseAutoencoder):
    """Variational autoencoder with a perceptual loss (feature-consistent VAE).

    Samples and reconstructions are compared by value and by the hidden features of
    another network, in each of its hidden layers [1]_. In the paper that network is a
    classifier of photographs; here it is the encoder of a plain autoencoder, which
    learns at the same time from the same samples. It therefore suits any data and needs
    no download.

    *When to use it.* To generate images that keep their structure, if squared errors
    blur. *What to tune first.* ``feature_weight`` relative to ``beta``. *Common
    problems.* With too large a ``feature_weight``, features agree but values do not.

    Parameters
    ----------
    beta : float, default=0.01
        Factor of the Kullback-Leibler divergence, times the number of features; at
        least 0.

    feature_weight : float, default=1.0
        Factor of the difference of hidden features; at least 0. With 1 it has the same
        weight as the difference of values.

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
    .. [1] X. Hou, L. Shen, K. Sun, G. Qiu. "Deep feature consistent variational
       autoencoder". WACV, 2017.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import FeatureConsistentVAE
    >>> X = load_digits().data
    >>> model = FeatureConsistentVAE(n_components=8, max_epochs=5, random_state=0)
    >>> model.fit(X).sample(3, random_state=0).shape
    (3, 64)
    """

    beta: float = number(0.01, at_least=0)
    feature_weight: float = number(1.0, at_least=0)

    _prior: ClassVar[str] = "normal"

    def _build_network(self, n_features: int) -> nn.Module:
        check_plain_code(self)
        network = VariationalNetwork(self._encoder_decoder(n_features, 2))
        # Not an adversary, but trained in turn with the rest as a discriminator is.
        network.discriminator = network_like(self, n_features, self.n_components)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        mean, log_variance = network.distribution(x)
        logits = network.decode(reparameterize(mean, log_variance, generator))
        reconstructed = network.output(logits.float())
        difference = feature_loss(network.discriminator.encoder, reconstructed, x)
        divergence = free_bits_kl(mean, log_variance, 0.0)
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "features": self.feature_weight * x.shape[1] * difference,
            "divergence": self.beta * x.shape[1] * divergence,
        }

    def _discriminator_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        other: EncoderDecoder = network.discriminator
        logits = other.decode(other.encode(x))
        return {"discriminator": self._reconstruction_loss(logits, x).mean()}
