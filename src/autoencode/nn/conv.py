"""Convolutional networks: an encoder of images, and a decoder that mirrors it.

Samples are rows, as everywhere; the first module makes images of them, the last one
rows again. Each stage halves height and width (odd ones are rounded up), by a stride of
2 or by max pooling; then dense layers, of ``dense_layer_sizes``, lead to the code. The
numbers of channels are ``hidden_layer_sizes``.
"""

from itertools import pairwise
from math import prod

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.activations import CODE_ACTIVATIONS
from autoencode.nn.dropout import Dropout
from autoencode.nn.images import as_images, as_rows
from autoencode.nn.initialization import initialize
from autoencode.nn.mlp import EncoderDecoder, Layers, TransposedLinear

FIRST_CHANNELS, SMALLEST_SIDE, MOST_STAGES = 32, 4, 4


class ToImages(nn.Module):
    """Rows of pixels to images, (batch, channels, height, width)."""

    def __init__(self, image_shape: tuple[int, ...]) -> None:
        super().__init__()
        self.image_shape = image_shape

    def forward(self, x: Tensor) -> Tensor:
        """Return the images."""
        return as_images(x, self.image_shape)


class ToRows(nn.Module):
    """Images, (batch, channels, height, width), to rows of pixels."""

    def forward(self, images: Tensor) -> Tensor:
        """Return the rows."""
        return as_rows(images)


class TransposedConv(nn.Module):
    """Uses another layer's weights, transposed, with a bias of its own."""

    def __init__(self, source: nn.Conv2d, size: tuple[int, int]) -> None:
        super().__init__()
        # In a tuple, so that the weights are listed (and stored) once, in the encoder.
        self._source = (source,)
        self.bias = nn.Parameter(torch.zeros(source.in_channels))
        self.stride, self.more = source.stride, output_padding(source.stride[0], size)

    def forward(self, x: Tensor) -> Tensor:
        """Return larger images with the other layer's input channels."""
        weight = self._source[0].weight
        return F.conv_transpose2d(x, weight, self.bias, self.stride, 1, self.more)


class MaxPool(nn.Module):
    """Keeps the largest of each 2 x 2 values, and counts at which of the four it is.

    The counts fade: they are those of about the last hundred batches.
    """

    fading = 0.99

    def __init__(self, n_channels: int, size: tuple[int, int]) -> None:
        super().__init__()
        self.counts: Tensor
        self.register_buffer("counts", torch.zeros(n_channels, *size, 4))

    def forward(self, images: Tensor) -> Tensor:
        """Return images of half the height and width."""
        if not self.training:
            return F.max_pool2d(images, 2, ceil_mode=True)
        width = images.shape[3]
        pooled, index = F.max_pool2d(images, 2, ceil_mode=True, return_indices=True)
        with torch.no_grad():
            row = index // width
            place = 2 * (row & 1) + (index - row * width & 1)
            shares = [(place == each).float().mean(dim=0) for each in range(4)]
            self.counts.lerp_(torch.stack(shares, dim=3), 1 - self.fading)
        return pooled


class Unpool(nn.Module):
    """Puts each value where the maximum of a pooling layer was most often.

    At the sample's own places, as where a decoder sees the encoder's, a reconstruction
    would show what the code does not hold.
    """

    def __init__(self, pool: MaxPool, size: tuple[int, int]) -> None:
        super().__init__()
        self._pool = (pool,)  # in a tuple: listed once, in the encoder
        self.size = size

    def forward(self, images: Tensor) -> Tensor:
        """Return images of ``size`` that are 0 at all other places."""
        place = self._pool[0].counts.argmax(dim=3)  # (channels, height, width)
        rows = torch.arange(place.shape[1], device=place.device)[:, None]
        columns = torch.arange(place.shape[2], device=place.device)
        index = (2 * rows + place // 2) * self.size[1] + 2 * columns + place % 2
        index = index.expand(len(images), -1, -1, -1)
        return F.max_unpool2d(images, index, [2, 2], output_size=self.size)


def strided_autoencoder(
    n_features: int, n_components: int, layers: Layers
) -> EncoderDecoder:
    """Return an untrained network whose stages halve images by their stride."""
    return _Builder(n_features, layers, is_pooling=False).build(n_components)


def pooling_autoencoder(
    n_features: int, n_components: int, layers: Layers
) -> EncoderDecoder:
    """Return an untrained network whose stages halve images by max pooling."""
    return _Builder(n_features, layers, is_pooling=True).build(n_components)


def auto_channels(
    n_features: int,
    n_components: int,
    image_shape: tuple[int, ...] | None,
    n_layers: int | None,
) -> tuple[int, ...]:
    """Return channels that suit images: 32, then twice as many in each stage.

    Stages go on until the longer side is 4 or less, and are four at most.
    """
    if n_layers is None:
        side, n_layers = max((image_shape or (1, n_features))[:2]), 1
        while (side := halved(side)) > SMALLEST_SIDE and n_layers < MOST_STAGES:
            n_layers += 1
    return tuple(FIRST_CHANNELS * 2**number for number in range(n_layers))


def halved(side: int) -> int:
    """Return half a side, rounded up."""
    return -(-side // 2)


def output_padding(stride: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return what a transposed convolution adds to come to ``size`` exactly."""
    if stride == 1:
        return (0, 0)
    return (1 - size[0] % 2, 1 - size[1] % 2)


class _Builder:
    """Makes both halves, which share sizes, and weights where they are tied."""

    def __init__(self, n_features: int, layers: Layers, *, is_pooling: bool) -> None:
        shape = layers.image_shape or (1, n_features)
        self.image_shape: tuple[int, ...] = (*shape, 1)[:3]
        height, width, n_channels = self.image_shape
        self.layers, self.is_pooling = layers, is_pooling
        self.channels = (n_channels, *layers.hidden_layer_sizes)
        self.sizes = [(height, width)]
        for _ in layers.hidden_layer_sizes:
            last = self.sizes[-1]
            self.sizes.append((halved(last[0]), halved(last[1])))
        self.inner = (self.channels[-1], *self.sizes[-1])
        self.convs: list[nn.Conv2d] = []
        self.linears: list[nn.Linear] = []
        self.pools: list[MaxPool] = []

    def build(self, n_components: int) -> EncoderDecoder:
        encoder = self.encoder(n_components * self.layers.n_code_statistics)
        return EncoderDecoder(encoder, self.decoder(n_components))

    def encoder(self, n_outputs: int) -> nn.Sequential:
        modules: list[nn.Module] = [ToImages(self.image_shape)]
        for number, (n_in, n_out) in enumerate(pairwise(self.channels)):
            stride = 1 if self.is_pooling else 2
            conv = nn.Conv2d(n_in, n_out, 3, stride=stride, padding=1)
            dropout_before = self.layers.dropout if number else 0.0
            self.first_weights(conv, self.layers.activation, dropout_before)
            self.convs.append(conv)
            modules += [conv, *self.after(n_out)]
            if self.is_pooling:
                self.pools.append(MaxPool(n_out, self.sizes[number + 1]))
                modules.append(self.pools[-1])
        modules.append(nn.Flatten())
        widths = (prod(self.inner), *self.layers.dense_layer_sizes)
        for n_in, n_out in pairwise(widths):
            modules.append(self.dense(n_in, n_out, self.layers.activation))
            modules += self.after(n_out, of_images=False)
        modules.append(self.dense(widths[-1], n_outputs, self.layers.code_activation))
        return nn.Sequential(*modules, *self.activation(self.layers.code_activation))

    def dense(self, n_inputs: int, n_outputs: int, activation: str) -> nn.Linear:
        """Return a dense layer of the encoder."""
        self.linears.append(nn.Linear(n_inputs, n_outputs))
        self.first_weights(self.linears[-1], activation, self.layers.dropout)
        return self.linears[-1]

    def decoder(self, n_components: int) -> nn.Sequential:
        modules: list[nn.Module] = []
        n_inputs = n_components
        for source in reversed(self.linears):
            modules.append(self.mirrored_dense(source, n_inputs))
            n_inputs = source.in_features
            if source is not self.linears[0]:
                modules += self.after(n_inputs, of_images=False)
        if self.convs:
            modules += self.activation(self.layers.activation)
        modules.append(nn.Unflatten(1, self.inner))
        for number in reversed(range(len(self.convs))):
            if self.is_pooling:
                modules.append(Unpool(self.pools[number], self.sizes[number]))
            modules.append(self.mirrored(number))
            if number > 0:
                modules += self.after(self.channels[number])
        return nn.Sequential(*modules, ToRows())

    def mirrored_dense(self, source: nn.Linear, n_inputs: int) -> nn.Module:
        """Return the decoder's layer for a dense layer of the encoder."""
        if self.layers.tied_weights:
            return TransposedLinear(source)
        layer = nn.Linear(n_inputs, source.in_features)
        of_code = source is self.linears[-1]
        self.first_weights(
            layer, self.layers.activation, 0.0 if of_code else self.layers.dropout
        )
        return layer

    def mirrored(self, number: int) -> nn.Module:
        """Return the decoder's layer for a layer of the encoder."""
        source, size = self.convs[number], self.sizes[number]
        if self.layers.tied_weights:
            return TransposedConv(source, size)
        stride = source.stride[0]
        layer = nn.ConvTranspose2d(
            source.out_channels,
            source.in_channels,
            3,
            stride=stride,
            padding=1,
            output_padding=output_padding(stride, size),
        )
        self.first_weights(
            layer, self.layers.activation if number else "identity", self.layers.dropout
        )
        with torch.no_grad():  # of a stride of 2, a fourth of the weights meet a pixel
            layer.weight.mul_(stride)
        return layer

    def first_weights(
        self,
        layer: nn.Linear | nn.Conv2d | nn.ConvTranspose2d,
        activation: str,
        dropout_before: float,
    ) -> None:
        initialize(
            layer,
            activation,
            self.layers.weight_init,
            self.layers.negative_slope,
            dropout_before,
        )

    def after(self, width: int, *, of_images: bool = True) -> list[nn.Module]:
        """Return what is behind a hidden layer: activation, batch norm, dropout."""
        modules = self.activation(self.layers.activation)
        if self.layers.batch_norm:
            modules.append((nn.BatchNorm2d if of_images else nn.BatchNorm1d)(width))
        if self.layers.dropout > 0:
            modules.append(Dropout(self.layers.dropout))
        return modules

    def activation(self, name: str) -> list[nn.Module]:
        if name == "identity":
            return []
        return [CODE_ACTIVATIONS[name].make(self.layers.negative_slope)]
