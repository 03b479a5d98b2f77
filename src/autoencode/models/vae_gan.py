"""The variational autoencoder with a discriminator."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_plain_code
from autoencode.models.networks import network_like
from autoencode.nn.discriminators import (
    N_FEATURES,
    SampleDiscriminator,
    discriminator_loss,
    real_loss,
)
from autoencode.nn.variational import VariationalNetwork, reparameterize
from autoencode.params import number, renamed_parameters
from autoencode.regularizers import free_bits_kl


@renamed_parameters(
    deception_weight="adversarial_weight", slope_weight="gradient_penalty_weight"
)
@dataclass(kw_only=True, eq=False, repr=False)
class VAEGAN(BaseAutoencoder):
    """Variational autoencoder with an adversarial loss (VAE-GAN).

    Codes are distributions close to the standard normal one. A discriminator learns to
    distinguish generated samples from real ones. Reconstructions are compared with
    samples both by value and by the discriminator's features, and generated samples are
    trained to be classified as real [1]_. They are sharper than those of a
    `VariationalAutoencoder`, whose squared error blurs.

    *When to use it.* To generate images, if blur is worse than errors in detail.
    *What to tune first.* ``similarity_weight`` relative to ``adversarial_weight``.
    *Common problems.* Those of all discriminators: see `AdversarialAutoencoder`.

    Parameters
    ----------
    beta : float, default=0.003
        Factor of the Kullback-Leibler divergence, times the number of features; at
        least 0.

    similarity_weight : float, default=0.1
        Factor of the squared difference of discriminator features; at least 0.

    adversarial_weight : float, default=0.003
        Factor of the adversarial loss, times the number of features; at least 0.

    gradient_penalty_weight : float, default=0.1
        Factor of the discriminator's gradient penalty; at least 0. The penalty [2]_
        stabilizes training; with 1 or more, new samples are all alike.

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
    .. [1] A. Larsen, S. Sønderby, H. Larochelle, O. Winther. "Autoencoding beyond
       pixels using a learned similarity metric". ICML, 2016.
    .. [2] L. Mescheder, A. Geiger, S. Nowozin. "Which training methods for GANs do
       actually converge?". ICML, 2018.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import VAEGAN
    >>> X = load_digits().data
    >>> model = VAEGAN(n_components=8, max_epochs=5, random_state=0).fit(X)
    >>> model.sample(3, random_state=0).shape
    (3, 64)
    """

    beta: float = number(0.003, at_least=0)
    similarity_weight: float = number(0.1, at_least=0)
    adversarial_weight: float = number(0.003, at_least=0)
    gradient_penalty_weight: float = number(0.1, at_least=0)

    _prior: ClassVar[str] = "normal"

    def _build_network(self, n_features: int) -> nn.Module:
        check_plain_code(self)
        network = VariationalNetwork(self._encoder_decoder(n_features, 2))
        encoder = network_like(self, n_features, N_FEATURES).encoder
        network.discriminator = SampleDiscriminator(encoder)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        mean, log_variance = network.distribution(x)
        code = reparameterize(mean, log_variance, generator)
        logits = network.decode(code)
        features = network.discriminator.features(network.output(logits.float()))
        with torch.no_grad():
            target = network.discriminator.features(x)
        similarity = 0.5 * (features - target).square().sum(dim=1).mean()
        drawn = torch.empty_like(code).normal_(generator=generator)
        # The adversarial loss trains the decoder alone: codes are constants here.
        generated = network.output(network.decode(drawn).float())
        reconstructed = network.output(network.decode(code.detach()).float())
        adversarial = real_loss(network.discriminator(generated))
        adversarial = adversarial + real_loss(network.discriminator(reconstructed))
        n_features = x.shape[1]
        divergence = free_bits_kl(mean, log_variance, 0.0)
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "similarity": self.similarity_weight * similarity,
            "divergence": self.beta * n_features * divergence,
            "adversarial": self.adversarial_weight * n_features * adversarial,
        }

    def _discriminator_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        with torch.no_grad():
            mean, log_variance = network.distribution(x)
            code = reparameterize(mean, log_variance, generator)
            drawn = torch.empty_like(code).normal_(generator=generator)
            generated = network.output(network.decode(drawn).float())
            reconstructed = network.output(network.decode(code).float())
        loss = discriminator_loss(
            network.discriminator,
            [x],
            [[generated], [reconstructed]],
            self.gradient_penalty_weight,
        )
        return {"discriminator": loss}
