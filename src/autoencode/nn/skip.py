"""A linear path beside hidden layers, and training in principal coordinates.

With the weights of PCA on the linear paths, and 0 in the last of the hidden layers, a
network starts as PCA; training adds what is not linear.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from autoencode.nn.mlp import EncoderDecoder, LinearSkip


class InCoordinates(EncoderDecoder):
    """A network for coordinates along some axes, applied to samples.

    ``axes`` has shape (n_features, n_coordinates); its columns are orthonormal, so that
    squared distances in the subspace are those of the coordinates.
    """

    axes: Tensor

    def __init__(self, inner: EncoderDecoder, n_features: int, n_axes: int) -> None:
        super().__init__(inner.encoder, inner.decoder)
        self.output = inner.output
        self.register_buffer("axes", torch.zeros(n_features, n_axes))

    @property
    def inner(self) -> EncoderDecoder:
        """The network of coordinates, which shares the weights."""
        network = EncoderDecoder(self.encoder, self.decoder)
        network.output = self.output
        return network.train(self.training)

    def encode(self, x: Tensor) -> Tensor:
        """Return the codes of samples."""
        return super().encode(x @ self.axes)

    def decode(self, code: Tensor) -> Tensor:
        """Return the reconstructions of codes."""
        return super().decode(code) @ self.axes.T


def linear_skips(network: nn.Module) -> Iterator[LinearSkip]:
    """Yield the parts of a network that have a linear path."""
    for part in (getattr(network, name, None) for name in ("encoder", "decoder")):
        if isinstance(part, LinearSkip):
            yield part


def linear_weights(network: nn.Module) -> list[nn.Parameter]:
    """Return the weights of the linear paths, which do not decay.

    The decay of the others then leads towards PCA, not towards 0.
    """
    import os
    if os.environ.get('LINWD'):
        return []
    return [part.skip.weight for part in linear_skips(network)]
