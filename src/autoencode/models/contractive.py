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
    """Autoencoder whose codes change little when samples change little.

    The squared Frobenius norm of the encoder's Jacobian is penalized. As different
    samples must still be distinguished, codes keep the directions in which the data
    vary [1]_. The norm is exact for an encoder of one layer; for deeper ones it is
    estimated without bias from random directions (Hutchinson's estimator).

    *When to use it.* For codes that are robust to small changes of any kind, if there
    is no typical noise for a `DenoisingAutoencoder`. *What to tune first.*
    ``contraction_weight``: increase it until the reconstruction error begins to grow.
    *Common problems.* With a linear code, the encoder can shrink all codes while the
    decoder compensates for it: use ``code_activation="sigmoid"`` with
    ``tied_weights=True``, as in the paper, or some ``weight_decay``. A step takes about
    1.5 times as long as one of `Autoencoder`.

    Parameters
    ----------
    contraction_weight : float, default=0.1
        Factor of the squared norm of the Jacobian; at least 0. If outputs are linear,
        samples are scaled to variance 1 per feature first, so that the factor has the
        same effect for ``X`` and ``1000 * X``.

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
    """Return codes, and the squared norm of their Jacobian, shape (batch,)."""
    # Validation runs in inference mode, which records no gradients.
    with torch.inference_mode(False), torch.enable_grad():
        x = x.clone().requires_grad_()
        layer = one_layer(network.encoder)
        if layer is None:
            code = network.encode(x)
            return code, squared_jacobian(code, x, generator)
        z = layer.linear(x)
        code = layer.activation(z)
        return code, squared_jacobian_of_layer(code, z, layer.linear.weight)
