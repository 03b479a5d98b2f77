"""The vector-quantized autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array
from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.quantize import EntryPrior, QuantizedNetwork, Quantizer
from autoencode.params import number
from autoencode.training import inference


@dataclass(kw_only=True, eq=False, repr=False)
class VectorQuantizedAutoencoder(BaseAutoencoder):
    """Autoencoder whose codes are entries of codebooks: a few whole numbers a sample.

    A code is cut into parts of ``codebook_dim`` numbers; each part is taken to the nearest
    entry of a codebook of its own, and the decoder sees entries only [1]_. Entries
    follow the codes by moving averages; gradients pass by them as if they were not
    there. When the autoencoder has learned, a second network learns how entries go
    together, so that new samples can be drawn.

    *When to choose it.* To store samples in few bits (``n_components / codebook_dim``
    times ``log2(codebook_size)``), for codes that are words rather than numbers, or for
    sharp new samples. *What to tune first.* ``codebook_size`` and ``codebook_dim``: parts of
    4 to 16 numbers with 64 to 512 entries hold much. *What goes wrong.* Few entries are
    used: ``used_entries`` in ``history_`` tells the share; entries that are hardly used
    start again at codes of the batch, so that it should rise. Lower ``learning_rate``
    if it does not.

    Parameters
    ----------
    codebook_size : int, default=64
        Entries of each codebook; at least 2.

    codebook_dim : int, default=1
        Numbers in a part; ``n_components`` must be a multiple of it.

    commitment_weight : float, default=0.25
        Factor of the squared distance of codes from their entries; at least 0.

    prior_epochs : int, default=10
        Passes over the samples in which the prior learns.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] A. van den Oord, O. Vinyals, K. Kavukcuoglu. "Neural discrete representation
       learning". NeurIPS, 2017.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import VectorQuantizedAutoencoder
    >>> X = load_digits().data
    >>> model = VectorQuantizedAutoencoder(
    ...     n_components=16, codebook_dim=4, max_epochs=5, random_state=0
    ... ).fit(X)
    >>> model.encode_indices(X).shape
    (1797, 4)
    """

    codebook_size: int = number(64, whole=True, at_least=2)
    codebook_dim: int = number(1, whole=True, at_least=1)
    commitment_weight: float = number(0.25, at_least=0)
    prior_epochs: int = number(10, whole=True, at_least=1)

    _prior: ClassVar[str] = "entries"

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
            EntryPrior(n_parts, self.codebook_size),
        )

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encoder(x).float()
        quantizer = network.quantizer
        if network.training:
            entries = quantizer.learn(code, generator)
        else:
            entries = quantizer.nearest(code)
        entry = quantizer.look_up(entries)
        distance = (code - entry).square().sum(dim=1).mean()
        # The decoder sees the entry; the encoder gets the gradient.
        logits = network.decode(code + (entry - code).detach())
        return {
            "reconstruction": self._reconstruction_loss(logits, x).mean(),
            "commitment": self.commitment_weight * distance,
        }

    def _prior_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        network.encoder.eval()  # the codes are those of `transform`
        with torch.no_grad():
            entries = network.entries(x)
        return {"cost": network.prior(entries).mean()}

    def encode_indices(self, X: Any) -> Array:
        """Return the numbers of the entries that samples are encoded as.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components / codebook_dim), int64
            From 0 to ``codebook_size`` - 1.
        """
        source = self._source(self._check_fitted(X))
        found = inference.by_block(self.network_, source, self.network_.entries)
        return np.asarray(torch.cat(found).cpu().numpy())
