"""Memory needed for training, and memory available."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from autoencode.errors import TooLittleMemoryError
from autoencode.machine import available_bytes, is_out_of_memory
from autoencode.nn.sizes import is_convolutional, layer_widths, n_weights

# float32 values per weight: the weight, its gradient, two moments, the best copy, and
# temporary ones.
VALUES_PER_WEIGHT = 6


def training_bytes(network: Any, batch_size: int) -> int:
    """Return about the memory that training needs besides the samples.

    Weights, their gradients and optimizer state; outputs of layers, their gradients.
    """
    if is_convolutional(network):
        width = sum(layer_widths(network)[1:])
        width *= 2  # the decoder's layers are as large
    else:
        biases = [getattr(module, "bias", None) for module in network.modules()]
        width = sum(bias.numel() for bias in biases if isinstance(bias, Tensor))
    return 4 * (n_weights(network) * VALUES_PER_WEIGHT + 4 * batch_size * width)


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
