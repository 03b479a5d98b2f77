"""Batches of rows on disk, in the order of a shuffle buffer."""

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import numpy as np
from torch import Tensor

from autoencode.arrays import Array, Samples
from autoencode.training.batches import BatchSource, batch_bounds, shuffled
from autoencode.training.devices import Stream, derived_seed
from autoencode.training.prefetch import prefetched
from autoencode.training.streams import RowStream, concatenated

N_BUFFERS = 2  # one that is trained on, and one that is filled


class StreamSource(BatchSource):
    """Rows of a sample, in memory, but the batches to train on are those of a stream.

    The chunks of the stream are put in the order of (seed, epoch), and cut into buffers
    of ``buffer_rows`` rows; the rows of a buffer are shuffled. If all rows fit into one
    buffer, it is kept, and the order is that of rows in memory.

    Parameters
    ----------
    sample : BatchSource
        Rows of a sample; those of the stream are centred, scaled and augmented as they
        are.

    stream : RowStream
        The rows to train on.

    buffer_rows : int
        Rows of a buffer, at least one; there are at most two buffers at a time.
    """

    def __init__(
        self, sample: BatchSource, stream: RowStream, buffer_rows: int
    ) -> None:
        super().__init__(
            sample.X, sample.mean, sample.scale, sample.device, sample.augment
        )
        self.trains_on_sparse = sample.trains_on_sparse
        self.stream, self.buffer_rows = stream, buffer_rows
        self._whole: BatchSource | None = None

    def _source(self, X: Samples) -> BatchSource:
        """Return the rows of a buffer."""
        source = BatchSource(X, self.mean, self.scale, self.device, self.augment)
        source.trains_on_sparse = self.trains_on_sparse
        return source

    def shuffled(
        self, rows: Any, batch_size: int, seed: int, epoch: int, n_done: int = 0
    ) -> Iterator[Tensor]:
        """Yield all rows of the stream in batches, in the order of (seed, epoch).

        ``rows`` are as many as those; ``n_done`` is the number of batches of the epoch
        to leave out. The next batch may overwrite the last one.
        """
        sizes = self._buffer_sizes(batch_size)
        bounds = [batch_bounds(size, batch_size) for size in sizes]
        # The number of the first batch of each buffer, and of all batches.
        numbers = np.cumsum([0, *map(len, bounds)])
        first = int(np.searchsorted(numbers[1:-1], n_done, side="right"))
        with closing(self._buffers(sizes, seed, epoch, first)) as buffers:
            for index, source in enumerate(buffers, first):
                key = epoch * len(sizes) + index
                order = shuffled(np.arange(source.n_samples), seed, key)
                number = int(numbers[index])
                for low, high in bounds[index][max(0, n_done - number) :]:
                    batch = max(number, n_done)
                    yield source.batch(
                        order[low:high], seed, epoch * int(numbers[-1]) + batch
                    )
                    number = batch + 1
        self.stream.check_unchanged()

    def _buffer_sizes(self, batch_size: int) -> list[int]:
        """Return the rows of each buffer: whole batches, but for the last one.

        A last one of a single row is merged with that before it, as such a batch is.
        """
        n_rows = self.stream.n_samples
        if n_rows <= self.buffer_rows:
            return [n_rows]
        size = max(1, self.buffer_rows // batch_size) * batch_size
        sizes = [size] * (n_rows // size)
        rest = n_rows - size * len(sizes)
        if rest == 1 and batch_size > 1 and sizes:
            sizes[-1] += 1
        elif rest:
            sizes.append(rest)
        return sizes

    def _buffers(
        self, sizes: list[int], seed: int, epoch: int, first: int
    ) -> Generator[BatchSource, None, None]:
        """Yield the buffers of an epoch from number ``first`` on."""
        if len(sizes) == 1:
            if self._whole is None:
                n_chunks = len(self.stream.chunk_rows)
                (samples,) = self._filled(sizes, np.arange(n_chunks))
                self._whole = self._source(samples)
            yield self._whole
            return
        generator = np.random.default_rng(derived_seed(seed, Stream.ORDER, epoch))
        order = generator.permutation(len(self.stream.chunk_rows))
        filled = self._filled(sizes[first:], order, sum(sizes[:first]))
        with closing(prefetched(filled, N_BUFFERS)) as buffers:
            for samples in buffers:
                yield self._source(samples)
                del samples

    def _filled(
        self, sizes: list[int], order: Array, skip: int = 0
    ) -> Iterator[Samples]:
        """Yield rows in memory, as many as ``sizes`` says each time."""
        blocks = self._blocks(order, skip)
        block: Samples | None = None
        arrays: list[Array] = []  # used in turn: when the last one is needed no more
        for number, size in enumerate(sizes):
            if not self.stream.is_sparse and len(arrays) < N_BUFFERS:
                shape = max(sizes), self.stream.n_features
                arrays.append(np.empty(shape, self.stream.dtype))
            array = arrays[number % N_BUFFERS][:size] if arrays else None
            filling = _Filling(size, array)
            while filling.n_missing:
                if block is None:
                    block = next(blocks)
                block = filling.take(block)
            yield filling.rows()
            del filling

    def _blocks(self, order: Array, skip: int) -> Iterator[Samples]:
        """Yield the rows of the chunks in an order, without the first ``skip``."""
        for chunk in order:
            n_rows = self.stream.n_kept(int(chunk))
            if skip < n_rows:
                for _, block in self.stream.blocks(int(chunk), skip):
                    yield block
            skip = max(0, skip - n_rows)


class _Filling:
    """A buffer of a given number of rows that is being filled; None for sparse rows."""

    def __init__(self, size: int, array: Array | None) -> None:
        self.n_missing = size
        self.dense = array
        self.parts: list[Samples] = []

    def take(self, block: Samples) -> Samples | None:
        """Copy rows of a block; return the rows for which there is no place."""
        n_taken = min(self.n_missing, block.shape[0])
        if self.dense is None:
            self.parts.append(block[:n_taken])
        else:
            start = len(self.dense) - self.n_missing
            self.dense[start : start + n_taken] = block[:n_taken]
        self.n_missing -= n_taken
        return block[n_taken:] if n_taken < block.shape[0] else None

    def rows(self) -> Samples:
        """Return the rows."""
        return concatenated(self.parts) if self.dense is None else self.dense
