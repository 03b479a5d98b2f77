"""The deep-feature-consistent variational autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_plain_code
from autoencode.nn.features import feature_loss
from autoencode.nn.mlp import EncoderDecoder
from autoencode.nn.variational import VariationalNetwork, reparameterize
from autoencode.params import number
from autoencode.regularizers import free_bits_kl


@dataclass(kw_only=True, eq=False, repr=False)
class FeatureConsistentVAE(BaseAutoencoder):
    """Variational autoencoder that compares hidden features, not values alone.

    A sample and its reconstruction are to look alike to another network, in each of its
    hidden layers [1]_. In the paper that is a classifier of photographs; here it is the
    encoder of a plain autoencoder that learns beside this one, from the same samples,
    so that it suits any data and needs no download.

    *When to choose it.* To generate images that keep their structure, where squared
    errors blur. *What to tune first.* ``feature_weight`` against ``beta``. *What goes
    wrong.* With too large a ``feature_weight`` values are off while features agree.

    Parameters
    ----------
    beta : float, default=0.01
        Factor of the divergence of codes, times the number of features; at least 0.

    feature_weight : float, default=1.0
        Factor of the difference in hidden features, which counts as much as values at
        1; at least 0.

    **parameters
        Those of `BaseAutoencoder`: network, loss and training.

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
        # It does not compete, but learns in turn like an opponent.
        network.opponent = setup.network_like(self, n_features, self.n_components)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        mean, log_variance = network.distribution(x)
        logits = network.decode(reparameterize(mean, log_variance, generator))
        made = network.output(logits.float())
        difference = feature_loss(network.opponent.encoder, made, x)
        divergence = free_bits_kl(mean, log_variance, 0.0)
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "features": self.feature_weight * x.shape[1] * difference,
            "divergence": self.beta * x.shape[1] * divergence,
        }

    def _opponent_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        other: EncoderDecoder = network.opponent
        logits = other.decode(other.encode(x))
        return {"opponent": self._reconstruction_loss(logits, x).mean()}
