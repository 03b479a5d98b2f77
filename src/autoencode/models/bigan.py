"""The bidirectional generative adversarial network."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.discriminators import (
    N_FEATURES,
    SampleDiscriminator,
    generated_loss,
    discriminator_loss,
    real_loss,
)
from autoencode.params import number


@dataclass(kw_only=True, eq=False, repr=False)
class BidirectionalGAN(BaseAutoencoder):
    """Generator and encoder that an opponent cannot tell apart by their pairs.

    The opponent sees pairs of a sample and a code: a sample with its code, or a decoded
    draw with the draw. Where it cannot tell which, encoder and decoder are each
    other's inverse, and decoded draws are distributed as the samples [1]_. That alone
    reconstructs loosely; a reconstruction term holds samples and codes together [2]_.

    *When to choose it.* To study samplers: `VariationalAutoencoder` and
    `WassersteinAutoencoder` are steadier. *What to tune first.*
    ``reconstruction_weight``: 0 is the network of the paper. *What goes wrong.* The
    opponent wins (``opponent`` in ``history_`` goes to 0), or draws are all alike: for
    the first thousand steps and more they are blurs.

    Parameters
    ----------
    reconstruction_weight : float, default=1.0
        Factor of the reconstruction term; at least 0.

    adversarial_weight : float, default=0.01
        Factor of the cost of being found out, times the number of features; at least
        0.

    gradient_penalty_weight : float, default=3.0
        Factor of what the opponent pays for steep judgements [3]_; at least 0. Without,
        it wins: of digits, draws are then told from samples by nearly every neighbour.

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

    def _build_network(self, n_features: int) -> nn.Module:
        network = self._encoder_decoder(n_features)
        eye = setup.network_like(self, n_features, N_FEATURES).encoder
        network.discriminator = SampleDiscriminator(eye, self.n_components)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encode(x)
        reconstruction = self._reconstruction_loss(network.decode(code), x).mean()
        drawn = torch.empty_like(code, dtype=torch.float32).normal_(generator=generator)
        made = network.output(network.decode(drawn).float())
        # Each wants its pair to be taken for the other's.
        deception = generated_loss(network.discriminator(x, code))
        deception = deception + real_loss(network.discriminator(made, drawn))
        weight = self.adversarial_weight * x.shape[1]
        return {
            "reconstruction": self.reconstruction_weight * reconstruction,
            "adversarial": weight * deception,
        }

    def _discriminator_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        with torch.no_grad():
            code = network.encode(x).float()
            drawn = torch.empty_like(code).normal_(generator=generator)
            made = network.output(network.decode(drawn).float())
        cost = discriminator_loss(
            network.discriminator, [x, code], [[made, drawn]], self.gradient_penalty_weight
        )
        return {"discriminator": cost}
