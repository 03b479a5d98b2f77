"""Networks that can start as PCA: linear paths, and principal coordinates.

With PCA's weights on the linear paths (`LinearSkip`), and 0 in the last of the hidden
layers beside them, a network is PCA; training adds what is not linear.
"""

from typing import Any

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

    def set_axes(self, axes: Tensor) -> None:
        """Set the leading axes; the others, if fewer are given, are 0."""
        self.axes.zero_()
        self.axes[:, : axes.shape[1]] = axes

    def encode(self, x: Tensor) -> Tensor:
        """Return the codes of samples."""
        return super().encode(x @ self.axes)

    def decode(self, code: Tensor) -> Tensor:
        """Return the reconstructions of codes."""
        return super().decode(code) @ self.axes.T


def trained_part(network: Any) -> Any:
    """Return the part of a network that is trained: that of coordinates, if any."""
    return network.inner if isinstance(network, InCoordinates) else network


def linear_skips(network: Any) -> list[LinearSkip]:
    """Return the parts of a network that have a linear path, the encoder first."""
    parts = [getattr(network, name, None) for name in ("encoder", "decoder")]
    return [
        module
        for part in parts
        if isinstance(part, nn.Module)
        for module in part.modules()
        if isinstance(module, LinearSkip)
    ]


def linear_weights(network: Any) -> list[nn.Parameter]:
    """Return the weights of the linear paths, which do not decay.

    The decay of the others then leads towards PCA, not towards 0.
    """
    return [
        weights for part in linear_skips(network) for weights in part.skip.parameters()
    ]


@torch.no_grad()
def set_to_projection(network: Any, axes: Tensor) -> None:
    """Set a network's weights so that it projects onto axes, and back.

    ``axes`` has shape (n_inputs, n_axes). Components beyond the number of axes are 0;
    axes beyond the number of components are not used.
    """
    encoder, decoder = linear_skips(network)
    n = min(encoder.skip.out_features, axes.shape[1])
    for part in (encoder, decoder):
        for weights in (part.skip.weight, part.last.weight, part.last.bias):
            weights.zero_()
    encoder.skip.weight[:n] = axes[:, :n].T
    decoder.skip.weight[:, :n] = axes[:, :n]
