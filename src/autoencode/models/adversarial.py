"""The adversarial autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.nn.discriminators import (
    code_discriminator,
    discriminator_loss,
    real_loss,
)
from autoencode.params import number, renamed_parameters, sizes


@renamed_parameters(
    deception_weight="adversarial_weight",
    opponent_layer_sizes="discriminator_layer_sizes",
    slope_weight="gradient_penalty_weight",
)
@dataclass(kw_only=True, eq=False, repr=False)
class AdversarialAutoencoder(BaseAutoencoder):
    """Autoencoder with normally distributed codes, by an adversarial loss.

    A discriminator learns to distinguish codes from standard normal samples, while the
    encoder learns to make its codes indistinguishable from them [1]_. New samples are
    decoded standard normal codes.

    *When to use it.* `WassersteinAutoencoder` has the same aim without a discriminator
    and is more stable. Use this one for codes of many components, whose distribution a
    discriminator compares better than statistics of a batch do. *What to tune first.*
    ``adversarial_weight``. *Common problems.* One of the two networks dominates:
    "discriminator" in ``history_`` falls to 0, and the codes no longer change.

    Parameters
    ----------
    adversarial_weight : float, default=0.01
        Factor of the adversarial loss, times the number of features; at least 0.

    discriminator_layer_sizes : tuple of int or None, default=(128, 128)
        Widths of the discriminator's hidden layers. None is no hidden layers.

    gradient_penalty_weight : float, default=1.0
        Factor of the discriminator's gradient penalty; at least 0. The penalty [2]_
        stabilizes training and makes it a fifth slower.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] A. Makhzani, J. Shlens, N. Jaitly, I. Goodfellow, B. Frey. "Adversarial
       autoencoders". ICLR workshop, 2016.

    .. [2] L. Mescheder, A. Geiger, S. Nowozin. "Which training methods for GANs do
       actually converge?". ICML, 2018.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import AdversarialAutoencoder
    >>> X = load_digits().data
    >>> model = AdversarialAutoencoder(n_components=8, max_epochs=5, random_state=0)
    >>> model.fit(X).sample(3, random_state=0).shape
    (3, 64)
    """

    adversarial_weight: float = number(0.01, at_least=0)
    discriminator_layer_sizes: tuple[int, ...] | list[int] | None = sizes((128, 128))
    gradient_penalty_weight: float = number(1.0, at_least=0)

    _prior: ClassVar[str] = "normal"

    def _build_network(self, n_features: int) -> nn.Module:
        network = self._encoder_decoder(n_features)
        widths = tuple(self.discriminator_layer_sizes or ())
        network.discriminator = code_discriminator(self.n_components, widths)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encode(x)
        reconstruction = self._reconstruction_loss(network.decode(code), x).mean()
        adversarial = real_loss(network.discriminator(code).float())
        weight = self.adversarial_weight * x.shape[1]
        return {"reconstruction": reconstruction, "adversarial": weight * adversarial}

    def _discriminator_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        with torch.no_grad():
            code = network.encode(x).float()
        drawn = torch.empty_like(code).normal_(generator=generator)
        loss = discriminator_loss(
            network.discriminator, [drawn], [[code]], self.gradient_penalty_weight
        )
        return {"discriminator": loss}
