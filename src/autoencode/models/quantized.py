"""The vector-quantized autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array
from autoencode.errors import InvalidParameterError, warn
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.quantize import AutoregressivePrior, QuantizedNetwork, Quantizer
from autoencode.params import REMOVED_IN, number, renamed_parameters
from autoencode.training import inference


@renamed_parameters(n_entries="codebook_size", part_size="codebook_dim")
@dataclass(kw_only=True, eq=False, repr=False)
class VectorQuantizedAutoencoder(BaseAutoencoder):
    """Autoencoder with discrete codes: indices into codebooks (VQ-VAE).

    A code is split into parts of ``codebook_dim`` numbers. Each part is replaced by the
    nearest vector of its own codebook, and the decoder gets these vectors only [1]_.
    The codebooks follow the codes by exponential moving averages; gradients pass
    straight through. After the autoencoder, a second network, the prior, learns the
    distribution of the indices, from which new samples are drawn.

    *When to use it.* To store samples in few bits (``n_components / codebook_dim``
    times ``log2(codebook_size)``), for discrete codes, or for sharp new samples. *What
    to tune first.* ``codebook_size`` and ``codebook_dim``: parts of 4 to 16 numbers
    with 64 to 512 vectors hold much information. *Common problems.* Few vectors are
    used: "used_entries" in ``history_`` is the fraction that is. Vectors that are
    rarely used are replaced by codes of the batch, so that it should grow; lower
    ``learning_rate`` if it does not.

    Parameters
    ----------
    codebook_size : int, default=64
        Number of vectors in each codebook; at least 2.

    codebook_dim : int, default=1
        Length of the vectors of a codebook. ``n_components`` must be a multiple of it.

    commitment_weight : float, default=0.25
        Factor of the squared distance of codes to their vectors; at least 0.

    prior_epochs : int, default=10
        Number of epochs in which the prior is trained.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    Attributes
    ----------
    prior_history_ : list of dict
        One entry per epoch of the prior's training: "epoch", "loss" (nats per sample),
        "learning_rate", "seconds".

    References
    ----------
    .. [1] A. van den Oord, O. Vinyals, K. Kavukcuoglu. "Neural discrete representation
       learning". NeurIPS, 2017.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import VectorQuantizedAutoencoder
    >>> X = load_digits().data[:500]
    >>> model = VectorQuantizedAutoencoder(
    ...     n_components=16, codebook_dim=4, max_epochs=5, random_state=0
    ... ).fit(X)
    >>> model.encode_indices(X).shape
    (500, 4)
    """

    codebook_size: int = number(64, whole=True, at_least=2)
    codebook_dim: int = number(1, whole=True, at_least=1)
    commitment_weight: float = number(0.25, at_least=0)
    prior_epochs: int = number(10, whole=True, at_least=1)

    _prior: ClassVar[str] = "codebook"

    def _build_network(self, n_features: int) -> nn.Module:
        n_parts, rest = divmod(self.n_components, self.codebook_dim)
        if rest:
            raise InvalidParameterError(
                f"codebook_dim must divide n_components, {self.n_components}; got "
                f"{self.codebook_dim}."
            )
        return QuantizedNetwork(
            self._encoder_decoder(n_features),
            Quantizer(n_parts, self.codebook_size, self.codebook_dim),
            AutoregressivePrior(n_parts, self.codebook_size),
        )

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encoder(x).float()
        quantizer = network.quantizer
        if network.training:
            indices = quantizer.update(code, generator)
        else:
            indices = quantizer.nearest(code)
        quantized = quantizer.look_up(indices)
        distance = (code - quantized).square().sum(dim=1).mean()
        # The decoder gets the quantized code, and the gradient passes to the encoder.
        logits = network.decode(code + (quantized - code).detach())
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "commitment": self.commitment_weight * distance,
        }

    def _prior_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        network.encoder.eval()  # so that codes are those of `transform`
        with torch.no_grad():
            indices = network.entries(x)
        return {"cost": network.prior(indices).mean()}

    def encode_indices(self, X: Any) -> Array:
        """Encode samples as indices into the codebooks.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components / codebook_dim), int64
            Indices from 0 to ``codebook_size`` - 1.
        """
        source = self._source(self._check_fitted(X))
        found = inference.by_block(self.network_, source, self.network_.entries)
        return np.asarray(torch.cat(found).cpu().numpy())

    def encode_entries(self, X: Any) -> Array:
        """Call `encode_indices`, which is its new name."""
        warn(
            f"encode_entries is renamed encode_indices and will be removed in version "
            f"{REMOVED_IN}; use encode_indices.",
            FutureWarning,
        )
        return self.encode_indices(X)
