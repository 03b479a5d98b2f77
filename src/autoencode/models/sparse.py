"""The sparse autoencoder."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.sparse import TopK
from autoencode.nn.sparse_network import SparseNetwork
from autoencode.params import choice, number
from autoencode.regularizers import SPARSITY


@dataclass(kw_only=True, eq=False, repr=False)
class SparseAutoencoder(BaseAutoencoder):
    """Autoencoder whose code is mostly zero, or nearly.

    Few units tell each sample, others tell other samples: the code may then be larger
    than the sample, and each unit stand for something. Three ways lead there: the sum
    of absolute values is kept small ("l1"), each unit's mean activity is drawn to a
    target rate ("kl" [1]_), or all but the largest units are set to 0 ("top_k" [2]_).

    *When to choose it.* For codes whose single units can be looked at, or as features
    for a linear classifier. *What to tune first.* ``n_active`` with "top_k", whose
    meaning does not depend on the data; else ``sparsity_weight``, until the share of
    ``active_units`` in ``history_`` is what you want: units further from 0 than a tenth
    of the sample's largest. *What goes wrong.* With "l1" codes shrink while the
    decoder's weights grow: keep some ``weight_decay``. "kl" needs codes in [0, 1]. With
    too few active units of "top_k" some are never used; with as many as there are units
    nothing is sparse.

    Parameters
    ----------
    n_components : int, default=64
        Units of the code; at least 1.

    sparsity : str, default="top_k"
        How the code is made sparse: "top_k", "l1" or "kl".

    n_active : int, default=8
        With "top_k", the number of units that are not 0; at least 1, and to have any
        effect below ``n_components``.

    sparsity_weight : float, default=0.1
        With "l1" and "kl", the factor of the loss term; at least 0.

    sparsity_target : float, default=0.05
        With "kl", the mean activity of each unit; between 0 and 1.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] A. Ng. "Sparse autoencoder". CS294A lecture notes, Stanford, 2011.
    .. [2] A. Makhzani, B. Frey. "k-sparse autoencoders". ICLR, 2014.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import SparseAutoencoder
    >>> X = load_digits().data
    >>> model = SparseAutoencoder(
    ...     n_components=100, n_active=10, max_epochs=5, random_state=0
    ... )
    >>> int((model.fit_transform(X) != 0).sum(axis=1).max())
    10
    """

    n_components: int = number(64, whole=True, at_least=1)
    sparsity: str = choice("top_k", ["top_k", *SPARSITY])
    n_active: int = number(8, whole=True, at_least=1)
    sparsity_weight: float = number(0.1, at_least=0)
    sparsity_target: float = number(0.05, above=0, below=1)

    def _build_network(self, n_features: int) -> nn.Module:
        if self.sparsity == "kl" and self.code_activation != "sigmoid":
            raise InvalidParameterError(
                f"code_activation must be 'sigmoid' with sparsity='kl', whose units "
                f"are on a part of the time; got {self.code_activation!r}."
            )
        network = SparseNetwork(self._encoder_decoder(n_features))
        if self.sparsity == "top_k":
            own = network.encoder
            layers = [*own] if isinstance(own, nn.Sequential) else [own]
            network.encoder = nn.Sequential(*layers, TopK(self.n_active))
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encode(x)
        terms = {
            "reconstruction": self._reconstruction_loss(network.decode(code), x).mean()
        }
        if self.sparsity in SPARSITY:
            penalty = SPARSITY[self.sparsity](code.float(), self.sparsity_target).mean()
            terms["sparsity"] = self.sparsity_weight * penalty
        return terms
