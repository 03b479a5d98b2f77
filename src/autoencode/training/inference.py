"""Apply a trained network to samples, block by block.

Always in float32, whatever precision training used, and in evaluation mode, whatever
the caller has set. A network has ``encode``,
``decode``, ``output``, from logits to a reconstruction, and ``reconstruct``, all three.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor

from autoencode.arrays import Array
from autoencode.training import contexts
from autoencode.training.batches import ROWS_PER_BLOCK, BatchSource

Made = TypeVar("Made")

# Products of 1 to 3 rows add up in another order than those of more (with MKL): a block
# has at least so many rows, so that results do not depend on the other rows.
MIN_ROWS = 8


def encode(network: Any, source: BatchSource, n_components: int) -> Array:
    """Return the codes of all samples, float32 of shape (n_samples, n_components)."""
    codes = np.empty((source.n_samples, n_components), np.float32)
    start = 0
    with contexts.inference(network):
        for x in source.in_order():
            code = network.encode(_padded(x))[: len(x)]
            codes[start : start + len(x)] = code.float().cpu().numpy()
            start += len(x)
    return codes


def decode(network: Any, codes: Array, mean: Array, scale: float) -> Array:
    """Return the reconstructions of codes, in data units, of the type of ``mean``."""
    X_hat = np.empty((len(codes), len(mean)), mean.dtype)
    device = device_of(network)
    with contexts.inference(network):
        for start in range(0, len(codes), ROWS_PER_BLOCK):
            code = torch.tensor(codes[start : start + ROWS_PER_BLOCK]).to(device)
            block = X_hat[start : start + ROWS_PER_BLOCK]
            x_hat = network.output(network.decode(_padded(code)))[: len(code)]
            block[:] = x_hat.cpu().numpy()
            block *= scale
            block += mean
    return X_hat


def reconstruct(network: Any, source: BatchSource, mean: Array) -> Array:
    """Return the reconstructions of all samples, as `decode` does."""
    X_hat = np.empty((source.n_samples, len(mean)), mean.dtype)
    start = 0
    with contexts.inference(network):
        for x in source.in_order():
            block = X_hat[start : start + len(x)]
            block[:] = network.reconstruct(_padded(x))[: len(x)].cpu().numpy()
            block *= source.scale
            block += mean
            start += len(x)
    return X_hat


def squared_errors(network: Any, source: BatchSource) -> Array:
    """Return each sample's squared error summed over features, in data units."""

    def of_block(x: Tensor) -> Tensor:
        padded = _padded(x)
        difference: Tensor = network.reconstruct(padded) - padded
        return difference.square().sum(dim=1)[: len(x)]

    return numbers(network, source, of_block) * source.scale**2


def numbers(
    network: Any,
    source: BatchSource,
    of_block: Callable[[Tensor], Tensor],
    rows: Array | None = None,
) -> Array:
    """Return the results of a function: a number for each sample, float64."""
    parts = by_block(network, source, of_block, rows=rows)
    found = [part.cpu().double() for part in parts]
    return np.asarray(torch.cat([torch.empty(0, dtype=torch.float64), *found]).numpy())


def by_block(
    network: Any,
    source: BatchSource,
    of_block: Callable[[Tensor], Made],
    size: int | None = None,
    rows: Array | None = None,
) -> list[Made]:
    """Return the result of a function, which uses the network, for each block.

    The blocks are those of all samples, or of the rows listed.
    """
    with contexts.inference(network):
        return [of_block(x) for x in source.in_order(rows, size)]


def _padded(x: Tensor) -> Tensor:
    """Return a block with its first row repeated until there are `MIN_ROWS`."""
    n_lacking = MIN_ROWS - len(x)
    return torch.cat([x, x[:1].expand(n_lacking, -1)]) if n_lacking > 0 else x


def device_of(network: Any) -> torch.device:
    """Return the device that a network's weights are on."""
    device: torch.device = next(network.parameters()).device
    return device
