"""The size of a network, and the memory that its training needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import prod
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.errors import TooLittleMemoryError
from autoencode.nn.conv import ToImages
from autoencode.nn.rbm import BoltzmannMachine

# float32 values per weight: the weight, its gradient, two moments, the best copy, and
# temporary ones.
VALUES_PER_WEIGHT = 6


def layer_widths(network: Any) -> list[int]:
    """Return the number of outputs of each layer, from the samples to the code."""
    if isinstance(network, BoltzmannMachine):
        return [*network.weight.shape[::-1]]
    if _is_convolutional(network):
        n_features = prod(network.encoder[0].image_shape)
        return [n_features, *_output_sizes(network.encoder, n_features)]
    linears = [m for m in network.encoder.modules() if isinstance(m, nn.Linear)]
    if not linears:
        return []
    return [linears[0].in_features, *[linear.out_features for linear in linears]]


def _is_convolutional(network: Any) -> bool:
    encoder = getattr(network, "encoder", None)
    return isinstance(encoder, nn.Sequential) and isinstance(encoder[0], ToImages)


def _output_sizes(part: nn.Module, n_inputs: int) -> list[int]:
    """Return the number of outputs for one sample of each layer with weights."""
    sizes: list[int] = []

    def note(module: nn.Module, given: Any, output: Tensor) -> None:
        sizes.append(output.numel())

    layers = [m for m in part.modules() if isinstance(getattr(m, "bias", None), Tensor)]
    hooks = [layer.register_forward_hook(note) for layer in layers]
    device = next(part.parameters()).device
    was_training = part.training
    try:
        with torch.inference_mode():
            part.eval()(torch.zeros(1, n_inputs, device=device))
    finally:
        part.train(was_training)
        for hook in hooks:
            hook.remove()
    return sizes


def n_weights(network: nn.Module) -> int:
    """Return the number of trained values."""
    return sum(weights.numel() for weights in network.parameters())


def training_bytes(network: Any, batch_size: int) -> int:
    """Return about the memory that training needs besides the samples.

    Weights, their gradients and optimizer state; outputs of layers, their gradients.
    """
    if _is_convolutional(network):
        width = sum(layer_widths(network)[1:])
        width *= 2  # the decoder's layers are as large
    else:
        biases = [getattr(module, "bias", None) for module in network.modules()]
        width = sum(bias.numel() for bias in biases if isinstance(bias, Tensor))
    return 4 * (n_weights(network) * VALUES_PER_WEIGHT + 4 * batch_size * width)


def available_bytes(device: torch.device) -> int | None:
    """Return the free memory of a device; None if unknown."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def n_dense_weights(*sizes: int) -> int:
    """Return the number of weights of dense layers of these sizes, and their mirror."""
    return 2 * sum(n_in * n_out for n_in, n_out in pairwise(sizes))


def check_fits(n_weights: int) -> None:
    """Raise MemoryError if a network of so many weights cannot be allocated.

    A system may grant more memory than it has, and end the process when it is used.
    """
    available = available_bytes(torch.device("cpu"))
    if available is not None and 4 * n_weights > available:
        raise MemoryError(f"cannot allocate {n_weights} values")


def check_memory(network: Any, batch_size: int, device: torch.device) -> None:
    """Raise TooLittleMemoryError if training needs more memory than there is.

    Checked before it starts: the system may end the process without a message.
    """
    available = available_bytes(device)
    if available is not None and training_bytes(network, batch_size) > available:
        raise too_little_memory(network, batch_size, available)


@contextmanager
def enough_memory(
    network: Any, batch_size: int, device: torch.device
) -> Iterator[None]:
    """Raise TooLittleMemoryError if the memory runs out within the block."""
    available = available_bytes(device)
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        raise too_little_memory(network, batch_size, available) from error


def is_out_of_memory(error: Exception) -> bool:
    """Whether an error of NumPy or PyTorch is a failed allocation."""
    words = ("can't allocate memory", "out of memory", "unable to allocate")
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or any(
        word in str(error).lower() for word in words
    )


def too_little_memory(
    network: Any, batch_size: int, available: int | None
) -> TooLittleMemoryError:
    """Return the error with the memory needed, and a batch size that fits."""
    needed = training_bytes(network, batch_size)
    fits = batch_size // 2
    while fits > 0 and available and training_bytes(network, fits) > available / 2:
        fits //= 2
    advice = f"Set batch_size={fits}" if fits else "Make hidden_layer_sizes smaller"
    free = "" if available is None else f"; {available / 1e9:.1f} GB are free"
    return TooLittleMemoryError(
        f"Training needs about {needed / 1e9:.1f} GB besides the data, with "
        f"{n_weights(network):,} weights and batch_size={batch_size}{free}. {advice}."
    )
