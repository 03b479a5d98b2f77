"""The size of a network: the widths of its layers, and the number of its weights."""

from itertools import pairwise
from math import prod
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.nn.conv import ToImages
from autoencode.nn.mlp import NORMALIZATION
from autoencode.nn.modes import evaluation_mode
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.skip import InCoordinates, linear_skips


def layer_widths(network: Any) -> list[int]:
    """Return the number of outputs of each layer, from the samples to the code."""
    if isinstance(network, BoltzmannMachine):
        return [*network.weight.shape[::-1]]
    if is_convolutional(network):
        shapes = [m.image_shape for m in network.encoder if isinstance(m, ToImages)]
        n_features = prod(shapes[0])
        return [n_features, *_output_sizes(network.encoder, n_features)]
    beside = {part.skip for part in linear_skips(network)}
    linears = [
        module
        for module in network.encoder.modules()
        if isinstance(module, nn.Linear) and module not in beside
    ]
    if not linears:
        return []
    coordinates = [len(network.axes)] if isinstance(network, InCoordinates) else []
    widths = [linear.out_features for linear in linears]
    return [*coordinates, linears[0].in_features, *widths]


def is_convolutional(network: Any) -> bool:
    """Whether the encoder takes samples as images."""
    encoder = getattr(network, "encoder", None)
    if not isinstance(encoder, nn.Sequential):
        return False
    return any(isinstance(module, ToImages) for module in encoder)


def _output_sizes(part: nn.Module, n_inputs: int) -> list[int]:
    """Return the number of outputs for one sample of each layer with weights."""
    sizes: list[int] = []

    def note(module: nn.Module, given: Any, output: Tensor) -> None:
        sizes.append(output.numel())

    layers = [
        module
        for module in part.modules()
        if isinstance(getattr(module, "bias", None), Tensor)
        and not isinstance(module, NORMALIZATION)
    ]
    hooks = [layer.register_forward_hook(note) for layer in layers]
    device = next(part.parameters()).device
    try:
        with torch.inference_mode(), evaluation_mode(part):
            part(torch.zeros(1, n_inputs, device=device, dtype=torch.float32))
    finally:
        for hook in hooks:
            hook.remove()
    return sizes


def n_weights(network: nn.Module) -> int:
    """Return the number of trained values."""
    return sum(weights.numel() for weights in network.parameters())


def n_dense_weights(*sizes: int) -> int:
    """Return the number of weights of dense layers of these sizes, and their mirror."""
    return 2 * sum(n_in * n_out for n_in, n_out in pairwise(sizes))
