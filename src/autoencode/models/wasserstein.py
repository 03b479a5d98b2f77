"""The Wasserstein autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.params import number, renamed_parameters
from autoencode.regularizers import maximum_mean_discrepancy


@renamed_parameters(divergence_weight="mmd_weight")
@dataclass(kw_only=True, eq=False, repr=False)
class WassersteinAutoencoder(BaseAutoencoder):
    """Autoencoder with normally distributed codes, by maximum mean discrepancy.

    The codes of a batch are compared with as many standard normal samples by their
    maximum mean discrepancy (WAE-MMD [1]_). Unlike in a `VariationalAutoencoder`, each
    sample has a single code, so that reconstructions are sharp. New samples are decoded
    standard normal codes.

    *When to use it.* To generate samples, or to explore the latent space, without the
    blur of a variational autoencoder. *What to tune first.* ``mmd_weight``. If it is
    too small, random codes lie where no sample is encoded; if it is too large,
    reconstructions get worse. *Common problems.* The discrepancy is estimated from a
    batch: it is noisy for small batches, and for more than about 64 components even a
    batch of hundreds is not enough.

    Parameters
    ----------
    mmd_weight : float, default=0.3
        Factor of the maximum mean discrepancy, times the number of features; at least
        0.

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
        if len(code) > 1:  # one sample has no distribution
            discrepancy = maximum_mean_discrepancy(code, drawn)
        else:
            discrepancy = code.sum() * 0.0
        return terms | {"mmd": weight * discrepancy}
