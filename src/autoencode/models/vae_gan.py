"""The variational autoencoder with an opponent."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_plain_code
from autoencode.nn.opponents import (
    N_FEATURES,
    JudgeOfSamples,
    opponent_cost,
    real_cost,
)
from autoencode.nn.variational import VariationalNetwork, reparameterize
from autoencode.params import number
from autoencode.regularizers import free_bits_kl


@dataclass(kw_only=True, eq=False, repr=False)
class VAEGAN(BaseAutoencoder):
    """Variational autoencoder whose samples an opponent cannot tell from real ones.

    Codes are distributions, drawn to the standard normal. Reconstructions are compared
    with samples by what the opponent sees in both, besides value by value, and decoded
    draws are to be taken for real [1]_: sharper than those of a
    `VariationalAutoencoder`, whose squared errors blur.

    *When to choose it.* To generate images, where blur is worse than an error in
    detail. *What to tune first.* ``similarity_weight`` against ``deception_weight``.
    *What goes wrong.* As with all opponents: see `AdversarialAutoencoder`.

    Parameters
    ----------
    beta : float, default=0.003
        Factor of the divergence of codes, times the number of features; at least 0.

    similarity_weight : float, default=0.1
        Factor of the squared difference in what the opponent sees; at least 0.

    deception_weight : float, default=0.003
        Factor of the cost of being found out, times the number of features; at least
        0.

    slope_weight : float, default=0.1
        Factor of what the opponent pays for steep judgements [2]_; at least 0. It
        steadies training; 1 and more makes draws alike.

    **parameters
        Those of `BaseAutoencoder`: network, loss and training.

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
    deception_weight: float = number(0.003, at_least=0)
    slope_weight: float = number(0.1, at_least=0)

    _prior: ClassVar[str] = "normal"

    def _build_network(self, n_features: int) -> nn.Module:
        check_plain_code(self)
        network = VariationalNetwork(self._encoder_decoder(n_features, 2))
        eye = setup.network_like(self, n_features, N_FEATURES).encoder
        network.opponent = JudgeOfSamples(eye)
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        mean, log_variance = network.distribution(x)
        code = reparameterize(mean, log_variance, generator)
        logits = network.decode(code)
        seen = network.opponent.features(network.output(logits.float()))
        with torch.no_grad():
            wanted = network.opponent.features(x)
        similarity = 0.5 * (seen - wanted).square().sum(dim=1).mean()
        drawn = torch.empty_like(code).normal_(generator=generator)
        # The decoder alone is to deceive: its codes are fixed here.
        made = network.output(network.decode(drawn).float())
        again = network.output(network.decode(code.detach()).float())
        found_out = real_cost(network.opponent(made))
        found_out = found_out + real_cost(network.opponent(again))
        n_features = x.shape[1]
        divergence = free_bits_kl(mean, log_variance, 0.0)
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "similarity": self.similarity_weight * similarity,
            "divergence": self.beta * n_features * divergence,
            "deception": self.deception_weight * n_features * found_out,
        }

    def _opponent_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        with torch.no_grad():
            mean, log_variance = network.distribution(x)
            code = reparameterize(mean, log_variance, generator)
            drawn = torch.empty_like(code).normal_(generator=generator)
            made = network.output(network.decode(drawn).float())
            again = network.output(network.decode(code).float())
        cost = opponent_cost(
            network.opponent, [x], [[made], [again]], self.slope_weight
        )
        return {"opponent": cost}
