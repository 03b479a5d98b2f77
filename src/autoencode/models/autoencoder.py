"""The plain autoencoder."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder


@dataclass(kw_only=True, eq=False, repr=False)
class Autoencoder(BaseAutoencoder):
    """Autoencoder: nonlinear dimensionality reduction by reconstruction.

    An encoder maps each sample to a code of ``n_components`` numbers, and a decoder
    maps the code back. Both are trained to make the reconstruction similar to the
    sample [1]_. Without hidden layers and with the identity as activation, the model
    spans the same subspace as PCA [2]_.

    Finite numbers of any scale can be used: as in PCA, features are centred, and the
    result is the same for ``X`` and ``1000 * X``. As in PCA, a feature of larger
    variance has more influence; use `sklearn.preprocessing.StandardScaler` first if
    features have different units.

    Parameters
    ----------
    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] G. E. Hinton, R. R. Salakhutdinov. "Reducing the dimensionality of data with
       neural networks". Science 313, 2006.
    .. [2] P. Baldi, K. Hornik. "Neural networks and principal component analysis:
       learning from examples without local minima". Neural Networks 2, 1989.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import Autoencoder
    >>> X = load_digits().data
    >>> model = Autoencoder(n_components=8, max_epochs=5, random_state=0).fit(X)
    >>> model.transform(X).shape
    (1797, 8)
    """

    _reconstruction_only: ClassVar[bool] = True
    _starts_at_pca: ClassVar[bool] = True

    def _build_network(self, n_features: int) -> nn.Module:
        return self._encoder_decoder(n_features)

    def _loss_terms(
        self, network: nn.Module, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        logits = network.decode(network.encode(x))  # type: ignore[operator]
        return {"reconstruction": self._reconstruction_loss(logits, x).mean()}
