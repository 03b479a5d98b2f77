"""Networks: torch modules and tensor functions, without training.

A network is an `EncoderDecoder`. To add an architecture, write one file in this folder
and add one line to `NETWORKS`.
"""

from collections.abc import Callable
from typing import NamedTuple

from autoencode.nn.conv import auto_channels, pooling_autoencoder, strided_autoencoder
from autoencode.nn.mlp import EncoderDecoder, Layers, auto_widths, dense_autoencoder


class NetworkKind(NamedTuple):
    """Constructor of an architecture, and its default ``hidden_layer_sizes``.

    ``auto_sizes(n_features, n_components, image_shape, n_layers)`` returns the default;
    with ``n_layers=None`` it also chooses the number of layers.
    """

    build: Callable[[int, int, Layers], EncoderDecoder]
    auto_sizes: Callable[
        [int, int, tuple[int, ...] | None, int | None], tuple[int, ...]
    ]


NETWORKS = {
    "dense": NetworkKind(dense_autoencoder, auto_widths),
    "convolutional": NetworkKind(strided_autoencoder, auto_channels),
    "pooling": NetworkKind(pooling_autoencoder, auto_channels),
}
