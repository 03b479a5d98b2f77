"""The bidirectional generative adversarial network."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.models.networks import network_like
from autoencode.nn.discriminators import (
    N_FEATURES,
    SampleDiscriminator,
    discriminator_loss,
    generated_loss,
    real_loss,
)
from autoencode.params import number, renamed_parameters


@renamed_parameters(
    deception_weight="adversarial_weight", slope_weight="gradient_penalty_weight"
)
@dataclass(kw_only=True, eq=False, repr=False)
class BidirectionalGAN(BaseAutoencoder):
    """Autoencoder trained by a discriminator of pairs of samples and codes (BiGAN).

    The discriminator gets pairs of a sample and a code: either a sample and its code,
    or a random code and its decoded sample. Where it cannot distinguish them, encoder
    and decoder are inverse to each other, and decoded random codes are distributed like
    the samples [1]_. As this alone gives inaccurate reconstructions, a reconstruction
    term is added [2]_.

    *When to use it.* To study generative models; `VariationalAutoencoder` and
    `WassersteinAutoencoder` are more stable. *What to tune first.*
    ``reconstruction_weight``; 0 gives the network of the paper. *Common problems.* The
    discriminator dominates ("discriminator" in ``history_`` falls to 0), or new samples
    are all alike: they are blurred for the first thousand steps or more.

    Parameters
    ----------
    reconstruction_weight : float, default=1.0
        Factor of the reconstruction term, by which held-out samples choose the epoch;
        at least 0. With 0 the last epoch is kept.

    adversarial_weight : float, default=0.01
        Factor of the adversarial loss, times the number of features; at least 0.

    gradient_penalty_weight : float, default=3.0
        Factor of the discriminator's gradient penalty; at least 0. Without the penalty
        [3]_ the discriminator dominates, and new samples of digits are easy to
        distinguish from real ones.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] J. Donahue, P. Krähenbühl, T. Darrell. "Adversarial feature learning". ICLR,
       2017; V. Dumoulin et al. "Adversarially learned inference". ICLR, 2017.
    .. [2] C. Li et al. "ALICE: towards understanding adversarial learning for joint
       distribution matching". NeurIPS, 2017.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin. "Which training methods for GANs do
       actually converge?". ICML, 2018.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import BidirectionalGAN
    >>> X = load_digits().data
    >>> model = BidirectionalGAN(n_components=8, max_epochs=5, random_state=0)
    >>> model.fit(X).sample(3, random_state=0).shape
    (3, 64)
    """

    reconstruction_weight: float = number(1.0, at_least=0)
    adversarial_weight: float = number(0.01, at_least=0)
    gradient_penalty_weight: float = number(3.0, at_least=0)

    _prior: ClassVar[str] = "normal"

    @property
    def _monitor(self) -> str | None:
        return super()._monitor if self.reconstruction_weight else None

    def _build_network(self, n_features: int) -> nn.Module:
        network = self._encoder_decoder(n_features)
        encoder = network_like(self, n_features, N_FEATURES).encoder
        network.discriminator = SampleDiscriminator(encoder, self.n_components)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encode(x)
        reconstruction = self._reconstruction_loss(network.decode(code), x).mean()
        drawn = torch.empty_like(code, dtype=torch.float32).normal_(generator=generator)
        generated = network.output(network.decode(drawn).float())
        # Labels are swapped: each pair is to be classified as the other type.
        adversarial = generated_loss(network.discriminator(x, code))
        adversarial = adversarial + real_loss(network.discriminator(generated, drawn))
        weight = self.adversarial_weight * x.shape[1]
        return {
            "reconstruction": self.reconstruction_weight * reconstruction,
            "adversarial": weight * adversarial,
        }

    def _discriminator_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        with torch.no_grad():
            code = network.encode(x).float()
            drawn = torch.empty_like(code).normal_(generator=generator)
            generated = network.output(network.decode(drawn).float())
        loss = discriminator_loss(
            network.discriminator,
            [x, code],
            [[generated, drawn]],
            self.gradient_penalty_weight,
        )
        return {"discriminator": loss}
