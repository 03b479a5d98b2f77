"""The vector-quantized autoencoder."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array
from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.quantize import AutoregressivePrior, QuantizedNetwork, Quantizer
from autoencode.params import number
from autoencode.training import inference


@dataclass(kw_only=True, eq=False, repr=False)
class VectorQuantizedAutoencoder(BaseAutoencoder):
    """Autoencoder whose codes are entries of codebooks: a few whole numbers a sample.

    A code is cut into parts of ``part_size`` numbers; each part is taken to the nearest
    entry of a codebook of its own, and the decoder sees entries only [1]_. Entries
    follow the codes by moving averages; gradients pass by them as if they were not
    there. When the autoencoder has learned, a second network learns how entries go
    together, so that new samples can be drawn.

    *When to choose it.* To store samples in few bits (``n_components / part_size``
    times ``log2(n_entries)``), for codes that are words rather than numbers, or for
    sharp new samples. *What to tune first.* ``n_entries`` and ``part_size``: parts of
    4 to 16 numbers with 64 to 512 entries hold much. *What goes wrong.* Few entries are
    used: ``used_entries`` in ``history_`` tells the share; entries that are hardly used
    start again at codes of the batch, so that it should rise. Lower ``learning_rate``
    if it does not.

    Parameters
    ----------
    n_entries : int, default=64
        Entries of each codebook; at least 2.

    part_size : int, default=1
        Numbers in a part; ``n_components`` must be a multiple of it.

    commitment_weight : float, default=0.25
        Factor of the squared distance of codes from their entries; at least 0.

    prior_epochs : int, default=10
        Passes over the samples in which the prior learns.

    **parameters
        Those of `BaseAutoencoder`: network, loss and training.

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
    ...     n_components=16, part_size=4, max_epochs=5, random_state=0
    ... ).fit(X)
    >>> model.encode_entries(X).shape
    (1797, 4)
    """

    n_entries: int = number(64, whole=True, at_least=2)
    part_size: int = number(1, whole=True, at_least=1)
    commitment_weight: float = number(0.25, at_least=0)
    prior_epochs: int = number(10, whole=True, at_least=1)

    _prior: ClassVar[str] = "entries"

    def _build_network(self, n_features: int) -> nn.Module:
        n_parts, rest = divmod(self.n_components, self.part_size)
        if rest:
            raise InvalidParameterError(
                f"part_size must divide n_components, {self.n_components}; got "
                f"{self.part_size}."
            )
        return QuantizedNetwork(
            self._encoder_decoder(n_features),
            Quantizer(n_parts, self.n_entries, self.part_size),
            AutoregressivePrior(n_parts, self.n_entries),
        )

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        code = network.encoder(x).float()
        quantizer = network.quantizer
        if network.training:
            entries = quantizer.update(code, generator)
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

    def encode_entries(self, X: Any) -> Array:
        """Return the numbers of the entries that samples are encoded as.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components / part_size), int64
            From 0 to ``n_entries`` - 1.
        """
        source = self._source(self._check_fitted(X))
        found = inference.by_block(self.network_, source, self.network_.entries)
        return np.asarray(torch.cat(found).cpu().numpy())
