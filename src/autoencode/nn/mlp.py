"""Dense networks: an encoder, and a decoder that mirrors every layer of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.activations import CODE_ACTIVATIONS, DERIVATIVES
from autoencode.nn.counts import CountProfile
from autoencode.nn.dropout import Dropout, NoisySigmoid
from autoencode.nn.initialization import initialize
from autoencode.nn.sparse import TopK

NORMALIZATION = (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm)


@dataclass(frozen=True, kw_only=True)
class Layers:
    """How layers are made; most names are parameters of `BaseAutoencoder`.

    An encoder has ``n_code_statistics`` outputs for each component of the code: two
    where a code is a distribution.
    """

    hidden_layer_sizes: tuple[int, ...]
    activation: str = "silu"
    negative_slope: float = 0.01
    code_activation: str = "identity"
    tied_weights: bool = False
    batch_norm: bool = False
    layer_norm: bool = False
    dropout: float = 0.0
    weight_init: str = "auto"
    image_shape: tuple[int, ...] | None = None
    dense_layer_sizes: tuple[int, ...] = ()
    n_code_statistics: int = 1
    linear_skip: bool = False


class EncoderDecoder(nn.Module):
    """Two modules: ``encode`` returns codes, ``decode`` returns logits.

    ``output`` is the activation from logits to a reconstruction. ``draws_globally``
    states whether they may draw random numbers from PyTorch's global generators, as a
    user's own modules may.
    """

    def __init__(
        self, encoder: nn.Module, decoder: nn.Module, *, draws_globally: bool = False
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder
        self.output: nn.Module = nn.Identity()
        self.draws_globally = draws_globally

    def forward(self, x: Tensor) -> Tensor:
        """Return the reconstruction of ``x``."""
        return self.reconstruct(x)

    def encode(self, x: Tensor) -> Tensor:
        """Return the codes, (batch, n_components), of ``x``, (batch, n_features)."""
        code: Tensor = self.encoder(x)
        return code

    def decode(self, code: Tensor) -> Tensor:
        """Return the logits, (batch, n_features), of codes, (batch, n_components)."""
        logits: Tensor = self.decoder(code)
        return logits

    def reconstruct(self, x: Tensor) -> Tensor:
        """Return the reconstruction of ``x``."""
        return self.reconstruction(self.decode(self.encode(x)), x)

    def reconstruction(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the reconstruction of ``x`` for its logits.

        Of counts it has the total of ``x``, which logits do not contain.
        """
        found: Tensor = self.output(logits)
        if isinstance(self.output, CountProfile):
            found = self.output.scaled_to(x, found)
        return found


class DenseLayer(NamedTuple):
    """A linear layer and the activation that follows it."""

    linear: nn.Linear
    activation: nn.Module


class Skip(NamedTuple):
    """A linear path from the input of layer ``start`` to the output of ``stop``."""

    start: int
    stop: int
    linear: nn.Linear  # without bias


class DenseLayers(NamedTuple):
    """The layers of a network, from input to logits, and the paths beside them."""

    layers: list[DenseLayer]
    skips: list[Skip]


class LinearSkip(nn.Module):
    """Hidden layers and a linear layer of the same input, whose outputs are added.

    If ``hidden`` has more outputs than ``n_outputs``, such as the log variances of a
    code, the linear layer adds to the first of them.
    """

    def __init__(self, hidden: nn.Sequential, n_inputs: int, n_outputs: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.skip = nn.Linear(n_inputs, n_outputs, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Return the sum of both outputs."""
        return self.added(self.hidden(x), x)

    def added(self, h: Tensor, x: Tensor) -> Tensor:
        """Return the sum for the output ``h`` of the hidden layers."""
        linear: Tensor = self.skip(x)
        n_missing = h.shape[-1] - linear.shape[-1]
        return h + (F.pad(linear, (0, n_missing)) if n_missing else linear)

    @property
    def last(self) -> nn.Linear:
        """The last of the hidden layers."""
        return [each for each in self.hidden if isinstance(each, nn.Linear)][-1]


class TransposedLinear(nn.Module):
    """A layer with another layer's weights, transposed, and its own bias."""

    def __init__(self, source: nn.Linear) -> None:
        super().__init__()
        # In a tuple, so that the weights are listed (and stored) once, in the encoder.
        self._source = (source,)
        self.bias = nn.Parameter(torch.zeros(source.in_features))

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` times the other layer's weights, plus the bias."""
        return F.linear(x, self._source[0].weight.T, self.bias)


def dense_autoencoder(
    n_features: int, n_components: int, layers: Layers
) -> EncoderDecoder:
    """Return an untrained dense encoder with its mirror image as decoder."""
    encoder = dense_encoder(n_features, n_components, layers)
    tied = encoder if layers.tied_weights else None
    decoder = dense_decoder(n_features, n_components, layers, tied)
    if layers.linear_skip:
        return EncoderDecoder(
            LinearSkip(encoder, n_features, n_components),
            LinearSkip(decoder, n_components, n_features),
        )
    return EncoderDecoder(encoder, decoder)


def dense_encoder(n_features: int, n_components: int, layers: Layers) -> nn.Sequential:
    """Return linear layers from input to code; the code has ``code_activation``."""
    n_outputs = n_components * layers.n_code_statistics
    sizes = (n_features, *layers.hidden_layer_sizes, n_outputs)
    linears: list[nn.Module] = [
        nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes)
    ]
    return _stack(linears, layers, last_activation=layers.code_activation)


def dense_decoder(
    n_features: int,
    n_components: int,
    layers: Layers,
    tied_to: nn.Sequential | None = None,
) -> nn.Sequential:
    """Return linear layers from code to logits: the encoder's sizes reversed.

    With ``tied_to``, an encoder, they use its weights, transposed.
    """
    if tied_to is None:
        sizes = (n_components, *layers.hidden_layer_sizes[::-1], n_features)
        linears: list[nn.Module] = [
            nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes)
        ]
    else:
        sources = [layer for layer in tied_to if isinstance(layer, nn.Linear)]
        linears = [TransposedLinear(source) for source in reversed(sources)]
    return _stack(linears, layers, last_activation="identity")


def _stack(
    linears: list[nn.Module], layers: Layers, last_activation: str
) -> nn.Sequential:
    """Add activation, normalization and dropout after all layers but the last."""
    stack: list[nn.Module] = []
    for number, linear in enumerate(linears, start=1):
        is_last = number == len(linears)
        activation = last_activation if is_last else layers.activation
        if isinstance(linear, nn.Linear):
            initialize(
                linear,
                activation,
                layers.weight_init,
                layers.negative_slope,
                dropout_before=0.0 if number == 1 else layers.dropout,
            )
            width = linear.out_features
        else:
            assert isinstance(linear, TransposedLinear)
            width = linear.bias.shape[0]
        stack.append(linear)
        if activation != "identity":
            stack.append(CODE_ACTIVATIONS[activation].make(layers.negative_slope))
        if not is_last and layers.batch_norm:
            stack.append(nn.BatchNorm1d(width))
        if not is_last and layers.layer_norm:
            stack.append(nn.LayerNorm(width))
        if not is_last and layers.dropout > 0:
            stack.append(Dropout(layers.dropout))
    return nn.Sequential(*stack)


def dense_layers(network: nn.Module) -> DenseLayers | None:
    """Return the layers from input to logits of a network that consists of these.

    None for a network with anything else in it: tied weights, normalization, dropout,
    a user's own modules.
    """
    if type(network) is not EncoderDecoder or network.draws_globally:
        return None
    layers: list[DenseLayer] = []
    skips: list[Skip] = []
    for part in (network.encoder, network.decoder):
        hidden = part.hidden if isinstance(part, LinearSkip) else part
        found = plain_layers(hidden) if type(hidden) is nn.Sequential else None
        if found is None:
            return None
        first = len(layers)
        layers += found
        if isinstance(part, LinearSkip):
            has_activation = type(layers[-1].activation) is not nn.Identity
            if has_activation or _has_hooks(part) or _has_hooks(part.skip):
                return None
            skips.append(Skip(first, len(layers) - 1, part.skip))
    return DenseLayers(layers, skips)


def plain_layers(modules: Iterable[nn.Module]) -> list[DenseLayer] | None:
    """Return the layers that modules form, one after the other.

    None where there is anything but linear layers with a bias, each followed by one
    activation at most; or hooks, which would not be called.
    """
    layers: list[DenseLayer] = []
    for module in modules:
        if _has_hooks(module):
            return None
        if type(module) is nn.Linear and module.bias is not None:
            layers.append(DenseLayer(module, nn.Identity()))
        elif (
            layers
            and type(module) in DERIVATIVES
            and type(layers[-1].activation) is nn.Identity
        ):
            layers[-1] = DenseLayer(layers[-1].linear, module)
        else:
            return None
    return layers or None


def _has_hooks(module: nn.Module) -> bool:
    """Whether functions of the user are called by a module."""
    kinds = (module._forward_hooks, module._forward_pre_hooks, module._backward_hooks)
    return any(kinds)


def one_layer(part: nn.Module) -> DenseLayer | None:
    """Return the layer of an encoder that has a single one; None for any other.

    Its activation acts on each unit separately. A user's own modules never count as a
    layer: their ``forward`` is unknown.
    """
    layers = _with_activations(part) if type(part) is nn.Sequential else None
    if layers is None or len(layers) != 1 or len(list(part.children())) > 2:
        return None
    linear, activation = layers[0]
    known = DERIVATIVES.get(type(activation))
    if not isinstance(linear, nn.Linear) or known is None or not known.is_elementwise:
        return None
    return DenseLayer(linear, activation)


class LayerPair(NamedTuple):
    """A layer of the encoder, and its mirror image in the decoder."""

    encoder: nn.Linear
    activation: nn.Module  # after it
    decoder: nn.Linear | TransposedLinear
    output: nn.Module  # after the decoder's


def layer_pairs(network: nn.Module) -> list[LayerPair] | None:
    """Return the layers of a dense network in pairs, the samples' first.

    Dropout between them and sparse code layers are left out. None for a network with
    anything else in it, such as normalization or a user's own modules.
    """
    if not isinstance(network, EncoderDecoder) or network.draws_globally:
        return None
    up, down = (_with_activations(part) for part in (network.encoder, network.decoder))
    if up is None or down is None:
        return None
    pairs = [
        LayerPair(encoder, activation, decoder, output)
        for (encoder, activation), (decoder, output) in zip(up, down[::-1], strict=True)
    ]
    return [pairs[0]._replace(output=network.output), *pairs[1:]]


def _with_activations(part: nn.Module) -> list[tuple[Any, nn.Module]] | None:
    """Return each linear layer with the activation after it, or None."""
    layers: list[tuple[Any, nn.Module]] = []
    for module in part.children():
        if isinstance(module, nn.Linear | TransposedLinear):
            layers.append((module, nn.Identity()))
        elif layers and type(module) in (*DERIVATIVES, NoisySigmoid):
            layers[-1] = (layers[-1][0], module)
        elif not isinstance(module, Dropout | TopK):
            return None
    return layers


def auto_widths(
    n_features: int,
    n_components: int,
    image_shape: tuple[int, ...] | None,
    n_layers: int | None,
) -> tuple[int, ...]:
    """Return ``n_layers`` hidden widths at even steps, or three default ones."""
    if n_layers is not None:
        return even_widths(n_features, n_components, n_layers)
    return default_widths(n_features, n_components)


def default_widths(n_features: int, n_components: int) -> tuple[int, ...]:
    """Return three hidden widths that suit data of ``n_features``.

    The first is twice the number of features, rounded up to a power of two, between 64
    and 1024; each further one is half as wide; those not above ``n_components`` are
    left out. 784 features give (1024, 512, 256), 64 give (128, 64, 32).
    """
    wanted = 2 ** int(np.ceil(np.log2(2 * n_features)))
    first = int(np.clip(wanted, 64, 1024))
    widths = (first, first // 2, first // 4)
    return tuple(width for width in widths if width > n_components)


def even_widths(
    n_features: int, n_components: int, n_hidden_layers: int
) -> tuple[int, ...]:
    """Return ``n_hidden_layers`` widths at even steps between input and code."""
    steps = np.linspace(n_features, n_components, n_hidden_layers + 2)[1:-1]
    return tuple(max(1, int(width)) for width in np.rint(steps))
