"""The Wasserstein autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.params import number
from autoencode.regularizers import maximum_mean_discrepancy


@dataclass(kw_only=True, eq=False, repr=False)
class WassersteinAutoencoder(BaseAutoencoder):
    """Autoencoder whose codes, all together, are distributed as standard normal ones.

    Codes of a batch are compared with as many standard normal draws by their maximum
    mean discrepancy (WAE-MMD [1]_). Single codes stay sharp, unlike those of
    `VariationalAutoencoder`, and so do reconstructions; new samples are decoded draws.

    *When to choose it.* To generate, or to move about in the latent space, without
    the blur of a variational autoencoder. *What to tune first.* ``mmd_weight``:
    too small and draws fall where no codes are, too large and reconstructions suffer.
    *What goes wrong.* The discrepancy is estimated from a batch: with small batches it
    is noisy; with more than about 64 components a batch of hundreds tells little.

    Parameters
    ----------
    mmd_weight : float, default=0.3
        Factor of the discrepancy, times the number of features; at least 0.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] I. Tolstikhin, O. Bousquet, S. Gelly, B. Schölkopf. "Wasserstein
       auto-encoders". ICLR, 2018; algorithm 2.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import WassersteinAutoencoder
    >>> X = load_digits().data
    >>> model = WassersteinAutoencoder(n_components=8, max_epochs=5, random_state=0)
    >>> model.fit(X).sample(3, random_state=0).shape
    (3, 64)
    """

    mmd_weight: float = number(0.3, at_least=0)

    _prior: ClassVar[str] = "normal"

    def _build_network(self, n_features: int) -> nn.Module:
        return self._encoder_decoder(n_features)

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encode(x)
        terms = {
            "reconstruction": self._reconstruction_loss(network.decode(code), x).mean()
        }
        code = code.float()
        drawn = torch.empty_like(code).normal_(generator=generator)
        weight = self.mmd_weight * x.shape[1]
        if len(code) > 1:  # of one sample there is no distribution
            discrepancy = maximum_mean_discrepancy(code, drawn)
        else:
            discrepancy = code.sum() * 0.0
        return terms | {"divergence": weight * discrepancy}
