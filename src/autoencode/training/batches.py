"""Batches: rows of `X`, converted to float32 tensors one batch at a time.

`X` stays as it was given (any numeric type, memory-mapped, or sparse) and is never
copied as a whole.
"""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from autoencode.arrays import Array, Samples, canonical, dense
from autoencode.nn.augment import Augment
from autoencode.training.devices import Stream, derived_seed
from autoencode.training.distributed import ALONE, Division
from autoencode.warning_filters import ignored_warnings

# Rows per block outside training: enough for full speed, and few enough for the layers'
# outputs to stay in the cache.
ROWS_PER_BLOCK = 1024
MAX_VALUES, MIN_ROWS = 2**25, 8  # of a block: 128 MiB of float32, unless rows are wider


class BatchSource:
    """Rows of ``X``, centred and scaled, as float32 tensors on a device.

    ``mean``, of shape (n_features,), is subtracted in the precision of ``X``; all
    differences are divided by ``scale``. ``augment`` changes raw float32 rows before
    training on them. With ``trains_on_sparse`` the batches of a sparse, raw ``X`` to
    train on are tensors of layout ``torch.sparse_csr``; all others are dense.
    """

    order_depends_on_processes = False  # on the number of those that train together

    def __init__(
        self,
        X: Samples,
        mean: Array,
        scale: float,
        device: torch.device,
        augment: Augment | None = None,
    ) -> None:
        self.X = X
        self.trains_on_sparse = False
        self.n_samples: int = X.shape[0]
        self.device = device
        self.scale = scale
        self.is_raw = scale == 1.0 and not mean.any()
        # float64 and long integers are subtracted before the conversion to float32.
        self.working_type = np.result_type(X.dtype, np.float32)
        self.mean = mean.astype(self.working_type)
        self.augment = augment
        self.generator = torch.Generator(device)
        # Rows of float32 are gathered into one buffer for all batches; by PyTorch, in
        # all threads, where a tensor can share the array's memory.
        self.is_float32 = isinstance(X, np.ndarray) and X.dtype == np.float32
        self.tensor: Tensor | None = None
        if self.is_float32 and X.flags.c_contiguous and X.flags.writeable:
            self.tensor = torch.from_numpy(np.asarray(X))
        self.buffer = torch.empty(0, dtype=torch.float32)
        self.means: Tensor | None = None

    def rows(self, rows: Array | slice) -> Tensor:
        """Return some rows as a float32 tensor of shape (batch, n_features)."""
        block = dense(self.X, rows)
        if not self.is_raw:
            block = block - self.mean
            block /= self.working_type.type(self.scale)
        # A view of the caller's array is copied: it may change, and a read-only one
        # cannot become a tensor.
        is_view = isinstance(rows, slice) and self.is_raw
        block = np.array(block, dtype=np.float32, copy=True if is_view else None)
        return torch.from_numpy(block).to(self.device)

    def in_order(
        self, rows: Array | None = None, size: int | None = None
    ) -> Iterator[Tensor]:
        """Yield all rows, or those listed, in their order, in blocks of ``size``."""
        size = size or min(ROWS_PER_BLOCK, max(MIN_ROWS, MAX_VALUES // self.X.shape[1]))
        n_rows = self.X.shape[0] if rows is None else len(rows)
        for start in range(0, n_rows, size):
            stop = min(start + size, n_rows)
            yield self.rows(slice(start, stop) if rows is None else rows[start:stop])

    def shuffled(
        self,
        rows: Array,
        batch_size: int,
        seed: int,
        epoch: int,
        n_done: int = 0,
        division: Division = ALONE,
    ) -> Iterator[Tensor]:
        """Yield the rows listed, in batches, in the order of (seed, epoch).

        The first ``n_done`` batches are left out; of the others, this process gets its
        share. The next batch may overwrite the last one.
        """
        order = shuffled(rows, seed, epoch)
        bounds = batch_bounds(len(rows), batch_size)
        first = epoch * len(bounds) + n_done
        for number, batch in enumerate(bounds[n_done:], start=first):
            start, stop = division.bounds(*batch)
            yield self.batch(order[start:stop], division.noise(seed), number)

    def batch(self, rows: Array, seed: int, number: int) -> Tensor:
        """Return some rows to train on; ``number`` is that of the batch in the fit."""
        if self.trains_on_sparse:
            return sparse_tensor(self.X[rows])
        if self.augment is not None:
            return self._augmented(rows, derived_seed(seed, Stream.AUGMENT, number))
        if self.is_float32:
            return self._centred(self._gathered(rows)).to(self.device)
        return self.rows(rows)

    def _augmented(self, rows: Array, seed: int) -> Tensor:
        """Return some rows, augmented with the random numbers of the seed."""
        assert self.augment is not None
        raw = self._gathered(rows).to(self.device)
        return self._centred(self.augment(raw, self.generator.manual_seed(seed)))

    def _gathered(self, rows: Array) -> Tensor:
        """Return some raw rows, float32; in the buffer if they already are."""
        if not self.is_float32:
            return torch.from_numpy(dense(self.X, rows).astype(np.float32))
        if self.buffer.shape[0] < len(rows):
            self.buffer = self.buffer.new_empty(len(rows), self.X.shape[1])
        block = self.buffer[: len(rows)]
        if self.tensor is None:
            np.take(self.X, rows, axis=0, out=block.numpy(), mode="clip")
        else:
            torch.index_select(self.tensor, 0, torch.from_numpy(rows), out=block)
        return block

    def _centred(self, raw: Tensor) -> Tensor:
        """Centre and scale float32 rows in place."""
        if self.is_raw:
            return raw
        if self.means is None or self.means.device != raw.device:
            self.means = torch.tensor(self.mean, dtype=torch.float32, device=raw.device)
        return raw.sub_(self.means).div_(self.scale)


def sparse_tensor(rows: Samples) -> Tensor:
    """Return rows of a CSR matrix as a sparse tensor of float32."""
    rows = canonical(rows)
    starts = torch.from_numpy(rows.indptr.astype(rows.indices.dtype))
    with ignored_warnings(start="Sparse "):  # PyTorch's, that such tensors are new
        return torch.sparse_csr_tensor(
            starts,
            torch.from_numpy(rows.indices),
            torch.from_numpy(rows.data.astype(np.float32)),
            size=rows.shape,
            check_invariants=False,
        )


def shuffled(rows: Array, seed: int, epoch: int) -> Array:
    """Return the rows in the order of (seed, epoch)."""
    generator = torch.Generator()
    generator.manual_seed(derived_seed(seed, Stream.ORDER, epoch))
    return np.asarray(rows[torch.randperm(len(rows), generator=generator).numpy()])


def batch_bounds(n_rows: int, batch_size: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of each batch: all rows, and no batch of a single one.

    A last batch of one row is merged with the one before: the variance in batch norm
    needs two samples, and its gradient would be the noisiest of the epoch.
    """
    starts = list(range(0, n_rows, batch_size))
    if len(starts) > 1 and batch_size > 1 and n_rows - starts[-1] == 1:
        starts.pop()
    return list(zip(starts, [*starts[1:], n_rows], strict=True))


def split_rows(
    n_rows: int, validation_fraction: float, seed: int
) -> tuple[Array, Array]:
    """Return (training rows, validation rows), each ascending.

    The validation part has ``validation_fraction`` of the rows, rounded down.
    """
    generator = np.random.default_rng(derived_seed(seed, Stream.SPLIT))
    n_validation = int(n_rows * validation_fraction + 1e-9)  # 0.29 of 100 is 29
    order = generator.permutation(n_rows)
    return np.sort(order[n_validation:]), np.sort(order[:n_validation])
