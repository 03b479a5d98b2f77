"""The sparse autoencoder."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.sparse import TopK
from autoencode.nn.sparse_network import SparseNetwork
from autoencode.params import choice, number, renamed_parameters
from autoencode.regularizers import SPARSITY


@renamed_parameters(target_rate="sparsity_target")
@dataclass(kw_only=True, eq=False, repr=False)
class SparseAutoencoder(BaseAutoencoder):
    """Autoencoder with sparse codes: most of their values are 0 or nearly so.

    A few units encode each sample, and different samples use different units. The code
    may then be larger than the sample, and single units can often be interpreted. There
    are three methods: "l1" penalizes absolute values, "kl" keeps the mean activation of
    each unit near a target [1]_, and "top_k" sets all but the largest units to 0 [2]_.

    *When to use it.* For codes with units that can be interpreted, or for features of a
    linear classifier. *What to tune first.* ``n_active`` with "top_k", whose meaning
    does not depend on the data; otherwise ``sparsity_weight``, until "active_units" in
    ``history_`` is as wanted: the fraction of units whose absolute value is above a
    tenth of the sample's largest. *Common problems.* With "l1", codes shrink while the
    weights of the decoder grow: use some ``weight_decay``. "kl" needs codes in [0, 1].
    With "top_k", too few active units leave some units unused, and as many as there are
    units give no sparsity.

    Parameters
    ----------
    n_components : int, default=64
        Size of a code; at least 1.

    sparsity : str, default="top_k"
        Method that makes codes sparse: "top_k", "l1" or "kl".

    n_active : int, default=8
        Number of nonzero units with "top_k"; at least 1. It should be less than
        ``n_components``.

    sparsity_weight : float, default=0.1
        Factor of the sparsity term with "l1" and "kl"; at least 0.

    sparsity_target : float, default=0.05
        Mean activation of each unit with "kl"; between 0 and 1.

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
                f"code_activation must be 'sigmoid' with sparsity='kl', which needs "
                f"codes in [0, 1]; got {self.code_activation!r}."
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
