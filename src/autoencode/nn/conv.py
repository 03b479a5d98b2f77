"""Convolutional networks: an encoder of images and its mirror image as decoder.

The first module reshapes rows to images, the last one back to rows. Each stage halves
height and width (rounded up) by a stride of 2 or by max pooling; dense layers of
``dense_layer_sizes`` follow. ``hidden_layer_sizes`` are the numbers of channels.
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

FIRST_CHANNELS, MIN_SIDE, MAX_STAGES = 32, 4, 4


class ToImages(nn.Module):
    """Reshape rows of pixels to images, (batch, channels, height, width)."""

    def __init__(self, image_shape: tuple[int, ...]) -> None:
        super().__init__()
        self.image_shape = image_shape

    def forward(self, x: Tensor) -> Tensor:
        """Return the images."""
        return as_images(x, self.image_shape)


class ToRows(nn.Module):
    """Reshape images, (batch, channels, height, width), to rows of pixels."""

    def forward(self, images: Tensor) -> Tensor:
        """Return the rows."""
        return as_rows(images)


class TransposedConv(nn.Module):
    """Transposed convolution with another layer's weights, and its own bias."""

    def __init__(self, source: nn.Conv2d, size: tuple[int, int]) -> None:
        super().__init__()
        # In a tuple, so that the weights are registered once, in the encoder.
        self._source = (source,)
        self.bias = nn.Parameter(torch.zeros(source.in_channels))
        self.stride = source.stride
        self.output_padding = output_padding(source.stride[0], size)

    def forward(self, x: Tensor) -> Tensor:
        """Return larger images with the other layer's input channels."""
        return F.conv_transpose2d(
            x,
            self._source[0].weight,
            self.bias,
            self.stride,
            padding=1,
            output_padding=self.output_padding,
        )


class MaxPool(nn.Module):
    """2 x 2 max pooling that counts how often the maximum is at each of the positions.

    The counts are moving averages over about the last hundred batches.
    """

    decay = 0.99

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
            position = 2 * (row & 1) + (index - row * width & 1)
            shares = [(position == each).float().mean(dim=0) for each in range(4)]
            self.counts.lerp_(torch.stack(shares, dim=3), 1 - self.decay)
        return pooled


class Unpool(nn.Module):
    """Put each value at the most frequent position of the maximum of a pooling layer.

    The sample's own positions are not used: they would leak information past the code.
    """

    def __init__(self, pool: MaxPool, size: tuple[int, int]) -> None:
        super().__init__()
        self._pool = (pool,)  # in a tuple: registered once, in the encoder
        self.size = size

    def forward(self, images: Tensor) -> Tensor:
        """Return images of ``size`` that are 0 at all other positions."""
        position = self._pool[0].counts.argmax(dim=3)  # (channels, height, width)
        rows = torch.arange(position.shape[1], device=position.device)[:, None]
        columns = torch.arange(position.shape[2], device=position.device)
        index = (2 * rows + position // 2) * self.size[1] + 2 * columns + position % 2
        index = index.expand(images.shape[0], -1, -1, -1)
        return F.max_unpool2d(images, index, [2, 2], output_size=self.size)


def strided_autoencoder(
    n_features: int, n_components: int, layers: Layers
) -> EncoderDecoder:
    """Return an untrained network with strided convolutions."""
    return _Builder(n_features, layers, is_pooling=False).build(n_components)


def pooling_autoencoder(
    n_features: int, n_components: int, layers: Layers
) -> EncoderDecoder:
    """Return an untrained network with convolutions and max pooling."""
    return _Builder(n_features, layers, is_pooling=True).build(n_components)


def auto_channels(
    n_features: int,
    n_components: int,
    image_shape: tuple[int, ...] | None,
    n_layers: int | None,
) -> tuple[int, ...]:
    """Return the default numbers of channels: 32, doubled in each stage.

    Stages are added until the longer side is at most 4, up to four stages.
    """
    if n_layers is None:
        side, n_layers = max((image_shape or (1, n_features))[:2]), 1
        while (side := half_size(side)) > MIN_SIDE and n_layers < MAX_STAGES:
            n_layers += 1
    return tuple(FIRST_CHANNELS * 2**stage for stage in range(n_layers))


def half_size(side: int) -> int:
    """Return half a side, rounded up."""
    return -(-side // 2)


def output_padding(stride: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return the output padding of a transposed convolution that gives ``size``."""
    if stride == 1:
        return (0, 0)
    return (1 - size[0] % 2, 1 - size[1] % 2)


class _Builder:
    """Builds encoder and decoder, which share sizes and, if tied, weights."""

    def __init__(self, n_features: int, layers: Layers, *, is_pooling: bool) -> None:
        shape = layers.image_shape or (1, n_features)
        self.image_shape: tuple[int, ...] = (*shape, 1)[:3]
        height, width, n_channels = self.image_shape
        self.layers, self.is_pooling = layers, is_pooling
        self.channels = (n_channels, *layers.hidden_layer_sizes)
        self.sizes = [(height, width)]
        for _ in layers.hidden_layer_sizes:
            last = self.sizes[-1]
            self.sizes.append((half_size(last[0]), half_size(last[1])))
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
            self.initialize(conv, self.layers.activation, dropout_before)
            self.convs.append(conv)
            modules += [conv, *self.hidden_modules(n_out)]
            if self.is_pooling:
                self.pools.append(MaxPool(n_out, self.sizes[number + 1]))
                modules.append(self.pools[-1])
        modules.append(nn.Flatten())
        widths = (prod(self.inner), *self.layers.dense_layer_sizes)
        for n_in, n_out in pairwise(widths):
            modules.append(self.dense(n_in, n_out, self.layers.activation))
            modules += self.hidden_modules(n_out, of_images=False)
        modules.append(self.dense(widths[-1], n_outputs, self.layers.code_activation))
        return nn.Sequential(*modules, *self.activation(self.layers.code_activation))

    def dense(self, n_inputs: int, n_outputs: int, activation: str) -> nn.Linear:
        """Return a new dense layer of the encoder."""
        self.linears.append(nn.Linear(n_inputs, n_outputs))
        self.initialize(self.linears[-1], activation, self.layers.dropout)
        return self.linears[-1]

    def decoder(self, n_components: int) -> nn.Sequential:
        modules: list[nn.Module] = []
        n_inputs = n_components
        for source in reversed(self.linears):
            modules.append(self.transposed_dense(source, n_inputs))
            n_inputs = source.in_features
            if source is not self.linears[0]:
                modules += self.hidden_modules(n_inputs, of_images=False)
        if self.convs:
            modules += self.activation(self.layers.activation)
        modules.append(nn.Unflatten(1, self.inner))
        for number in reversed(range(len(self.convs))):
            if self.is_pooling:
                modules.append(Unpool(self.pools[number], self.sizes[number]))
            modules.append(self.transposed_conv(number))
            if number > 0:
                modules += self.hidden_modules(self.channels[number])
        return nn.Sequential(*modules, ToRows())

    def transposed_dense(self, source: nn.Linear, n_inputs: int) -> nn.Module:
        """Return the decoder's counterpart of a dense layer of the encoder."""
        if self.layers.tied_weights:
            return TransposedLinear(source)
        layer = nn.Linear(n_inputs, source.in_features)
        takes_code = source is self.linears[-1]
        self.initialize(
            layer, self.layers.activation, 0.0 if takes_code else self.layers.dropout
        )
        return layer

    def transposed_conv(self, number: int) -> nn.Module:
        """Return the decoder's counterpart of a convolution of the encoder."""
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
        self.initialize(
            layer, self.layers.activation if number else "identity", self.layers.dropout
        )
        with torch.no_grad():  # with stride 2, a quarter of the weights reach a pixel
            layer.weight.mul_(stride)
        return layer

    def initialize(
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

    def hidden_modules(self, width: int, *, of_images: bool = True) -> list[nn.Module]:
        """Return the modules after a hidden layer of ``width`` channels or units.

        Layer normalization of an image is over all its channels and pixels.
        """
        modules = self.activation(self.layers.activation)
        if self.layers.batch_norm:
            modules.append((nn.BatchNorm2d if of_images else nn.BatchNorm1d)(width))
        if self.layers.layer_norm:
            normalization = nn.GroupNorm(1, width) if of_images else nn.LayerNorm(width)
            modules.append(normalization)
        if self.layers.dropout > 0:
            modules.append(Dropout(self.layers.dropout))
        return modules

    def activation(self, name: str) -> list[nn.Module]:
        if name == "identity":
            return []
        return [CODE_ACTIVATIONS[name].make(self.layers.negative_slope)]
