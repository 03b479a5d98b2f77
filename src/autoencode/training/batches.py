"""Where batches come from: rows of `X`, made dense and float32 a batch at a time.

`X` stays as it was given (any numeric type, memory-mapped, or sparse): nothing as large
as it is ever copied.
"""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from autoencode.arrays import Array, Samples, dense
from autoencode.training.devices import Stream, derived_seed

# Rows per block when nothing is learnt from them: enough for full speed, small enough
# for the layers' outputs to stay in the cache.
ROWS_PER_BLOCK = 1024


class BatchSource:
    """Gives rows of ``X``, centred and scaled, as float32 tensors on a device.

    Parameters
    ----------
    X : array or CSR matrix of shape (n_samples, n_features)
        The samples.

    mean : array of shape (n_features,)
        Subtracted from every row, in the precision of ``X``.

    scale : float
        One number that all differences are divided by.

    device : torch.device
        Where the tensors go.
    """

    def __init__(
        self, X: Samples, mean: Array, scale: float, device: torch.device
    ) -> None:
        self.X = X
        self.n_samples: int = X.shape[0]
        self.device = device
        self.scale = scale
        self.is_raw = scale == 1.0 and not mean.any()
        # Differences of float64 or long integers are taken before digits are dropped.
        self.working_type = np.result_type(X.dtype, np.float32)
        self.mean = mean.astype(self.working_type)
        # Rows of float32 in memory are gathered by PyTorch, in all threads, into one
        # buffer that every batch reuses.
        self.tensor: Tensor | None = None
        if _is_plain_memory(X):
            self.tensor = torch.from_numpy(X)
            self.buffer = torch.empty(0)

    def rows(self, rows: Array | slice) -> Tensor:
        """Return some rows as a float32 tensor of shape (batch, n_features)."""
        block = dense(self.X, rows)
        if not self.is_raw:
            block = block - self.mean
            block /= self.working_type.type(self.scale)
        # A copy where the block is a view of the caller's array: he may change it, and
        # a read-only one cannot become a tensor.
        is_view = isinstance(rows, slice) and self.is_raw
        block = np.array(block, dtype=np.float32, copy=True if is_view else None)
        return torch.from_numpy(block).to(self.device)

    def in_order(self, rows: Array | None = None) -> Iterator[Tensor]:
        """Give all rows, or those listed, in their order, block by block."""
        n_rows = self.X.shape[0] if rows is None else len(rows)
        for start in range(0, n_rows, ROWS_PER_BLOCK):
            stop = min(start + ROWS_PER_BLOCK, n_rows)
            yield self.rows(slice(start, stop) if rows is None else rows[start:stop])

    def shuffled(
        self, rows: Array, batch_size: int, seed: int, epoch: int
    ) -> Iterator[Tensor]:
        """Give the rows listed, in batches, in the order of (seed, epoch).

        A batch holds until the next one is asked for.
        """
        generator = torch.Generator()
        generator.manual_seed(derived_seed(seed, Stream.ORDER, epoch))
        order = rows[torch.randperm(len(rows), generator=generator).numpy()]
        for start, stop in batch_bounds(len(rows), batch_size):
            if self.tensor is None:
                yield self.rows(order[start:stop])
            else:
                yield self._gathered(self.tensor, torch.from_numpy(order[start:stop]))

    def _gathered(self, samples: Tensor, rows: Tensor) -> Tensor:
        """Return some rows as `rows` does, in the buffer."""
        if self.buffer.shape[0] < len(rows):
            self.buffer = samples.new_empty(len(rows), samples.shape[1])
            self.means = torch.from_numpy(self.mean)
        block = self.buffer[: len(rows)]
        torch.index_select(samples, 0, rows, out=block)
        if not self.is_raw:
            block.sub_(self.means).div_(self.scale)
        return block.to(self.device)


def _is_plain_memory(X: Samples) -> bool:
    """Whether ``X`` is an array of float32 that a tensor can share."""
    return (
        type(X) is np.ndarray
        and X.dtype == np.float32
        and bool(X.flags.c_contiguous and X.flags.writeable)
    )


def batch_bounds(n_rows: int, batch_size: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of each batch: all rows, and no batch of a single one.

    A last batch of one row joins the one before it: batch norm has no variance of one
    sample, and its gradient would be the noisiest of the epoch.
    """
    starts = list(range(0, n_rows, batch_size))
    if len(starts) > 1 and batch_size > 1 and n_rows - starts[-1] == 1:
        starts.pop()
    return list(zip(starts, [*starts[1:], n_rows], strict=True))


def split_rows(
    n_rows: int, validation_fraction: float, seed: int
) -> tuple[Array, Array]:
    """Return (training rows, validation rows), each ascending.

    The validation part has ``validation_fraction`` of the rows, rounded down: none of
    very few rows.
    """
    generator = np.random.default_rng(derived_seed(seed, Stream.SPLIT))
    n_validation = int(n_rows * validation_fraction + 1e-9)  # 0.29 of 100 is 29
    order = generator.permutation(n_rows)
    return np.sort(order[n_validation:]), np.sort(order[:n_validation])
