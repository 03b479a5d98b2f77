"""Networks: torch modules and tensor functions, no training.

A network is an `EncoderDecoder`. A new kind of network is one file in this folder and
one line in NETWORKS.
"""

from collections.abc import Callable
from typing import NamedTuple

from autoencode.nn.conv import auto_channels, pooling_autoencoder, strided_autoencoder
from autoencode.nn.mlp import EncoderDecoder, Layers, auto_widths, dense_autoencoder


class NetworkKind(NamedTuple):
    """How to make a network, and the ``hidden_layer_sizes`` it has if not told.

    ``auto_sizes(n_features, n_components, image_shape, n_layers)``; with None it
    chooses the number of layers too.
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
