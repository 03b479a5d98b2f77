"""The contractive autoencoder."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.nn.mlp import one_layer
from autoencode.params import number
from autoencode.regularizers import squared_jacobian, squared_jacobian_of_layer


@dataclass(kw_only=True, eq=False, repr=False)
class ContractiveAutoencoder(BaseAutoencoder):
    """Autoencoder whose code moves little when the sample moves a little.

    The squared derivatives of the code by the sample, summed, are kept small; since
    samples must still be told apart, what is left are the directions in which the data
    vary [1]_. Exact for an encoder of one layer, and for deeper ones an unbiased
    estimate by random directions (Hutchinson).

    *When to choose it.* For codes that a little noise of any kind does not move, where
    `DenoisingAutoencoder` has no noise to learn from. *What to tune first.*
    ``contraction_weight``: raise it until the reconstruction error begins to rise.
    *What goes wrong.* With a linear code the encoder can shrink all codes while the
    decoder makes up for it: take ``code_activation="sigmoid"`` with
    ``tied_weights=True``, as in the paper, or keep some ``weight_decay``. A step takes
    about half as long again as that of `Autoencoder`.

    Parameters
    ----------
    contraction_weight : float, default=0.1
        Factor of the squared derivatives; at least 0. Samples are scaled to variance 1
        a feature, where outputs are linear: it then means the same for ``X`` and for
        ``1000 * X``.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] S. Rifai, P. Vincent, X. Muller, X. Glorot, Y. Bengio. "Contractive
       auto-encoders: explicit invariance during feature extraction". ICML, 2011.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import ContractiveAutoencoder
    >>> X = load_digits().data
    >>> model = ContractiveAutoencoder(n_components=8, max_epochs=5, random_state=0)
    >>> model.fit_transform(X).shape
    (1797, 8)
    """

    contraction_weight: float = number(0.1, at_least=0)

    def _build_network(self, n_features: int) -> nn.Module:
        return self._encoder_decoder(n_features)

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code, contraction = code_and_contraction(network, x, generator)
        reconstruction = self._reconstruction_loss(network.decode(code), x)
        return {
            "reconstruction": reconstruction.mean(),
            "contraction": self.contraction_weight * contraction.mean(),
        }


def code_and_contraction(
    network: Any, x: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Return codes, and their squared derivatives by the sample, shape (batch,)."""
    # Validation runs in inference mode, where nothing can be differentiated.
    with torch.inference_mode(False), torch.enable_grad():
        x = x.clone().requires_grad_()
        layer = one_layer(network.encoder)
        if layer is None:
            code = network.encode(x)
            return code, squared_jacobian(code, x, generator)
        z = layer.linear(x)
        code = layer.activation(z)
        return code, squared_jacobian_of_layer(code, z, layer.linear.weight)
