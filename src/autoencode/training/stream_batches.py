"""Batches of rows on disk, in the order of a shuffle buffer."""

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import numpy as np
from torch import Tensor

from autoencode.arrays import Array, Samples
from autoencode.training.batches import BatchSource, batch_bounds, shuffled
from autoencode.training.devices import Stream, derived_seed
from autoencode.training.distributed import ALONE, ROWS_OF_BATCH_NORM, Division
from autoencode.training.prefetch import prefetched
from autoencode.training.streams import RowStream, concatenated

N_BUFFERS = 2  # one that is trained on, and one that is filled


class StreamSource(BatchSource):
    """Rows of a sample, in memory, but the batches to train on are those of a stream.

    The chunks of the stream are put in the order of (seed, epoch), and cut into buffers
    of ``buffer_rows`` rows; the rows of a buffer are shuffled. If all rows fit into one
    buffer, it is kept, and the order is that of rows in memory.

    Each of several processes reads its own part of that order, and no other rows. Only
    where all rows fit into a buffer do all processes read all, and the batches are
    those of one process.

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

    @property
    def fits(self) -> bool:
        """Whether one buffer holds all rows."""
        return self.stream.n_samples <= self.buffer_rows

    @property
    def order_depends_on_processes(self) -> bool:  # type: ignore[override]
        """Whether each process reads its own part of the rows."""
        return not self.fits

    def shuffled(
        self,
        rows: Any,
        batch_size: int,
        seed: int,
        epoch: int,
        n_done: int = 0,
        division: Division = ALONE,
    ) -> Iterator[Tensor]:
        """Yield all rows of the stream in batches, in the order of (seed, epoch).

        ``rows`` are as many as those; ``n_done`` is the number of batches of the epoch
        to leave out. Of each batch this process gets its share. The next batch may
        overwrite the last one.
        """
        all_read = self.fits or division.sizes(batch_size)[-1] == 0
        part = ALONE if all_read else division
        bounds = batch_bounds(self.stream.n_samples, batch_size)
        by_size = {n: part.sizes(n) for n in {stop - start for start, stop in bounds}}
        shares = [by_size[stop - start] for start, stop in bounds]
        planned = self._planned([sizes[part.rank] for sizes in shares])
        sizes = [sum(batches) for batches in planned]
        # The number of the first batch of each buffer, and of all batches.
        numbers = np.cumsum([0, *map(len, planned)])
        first = int(np.searchsorted(numbers[1:-1], n_done, side="right"))
        # Before the rows of this process are those of others.
        skip = sum(sum(sizes[: part.rank]) for sizes in shares)
        noise = division.noise(seed)
        with closing(self._buffers(sizes, seed, epoch, first, skip)) as buffers:
            for index, source in enumerate(buffers, first):
                key = epoch * len(sizes) + index
                order = shuffled(np.arange(source.n_samples), seed, key)
                start = int(numbers[index])
                stops = np.cumsum([0, *planned[index]])
                for batch in range(max(n_done - start, 0), len(planned[index])):
                    low, high = int(stops[batch]), int(stops[batch + 1])
                    if part is ALONE:
                        low, high = division.bounds(low, high)
                    # Steps are made together: a process without a row takes any one.
                    own = order[low:high] if high > low else order[:ROWS_OF_BATCH_NORM]
                    number = epoch * int(numbers[-1]) + start + batch
                    yield source.batch(own, noise, number)
        self.stream.check_unchanged()

    def _planned(self, own: list[int]) -> list[list[int]]:
        """Return the rows of each own batch in each buffer, of those of each batch."""
        if sum(own) <= self.buffer_rows:
            return [own]
        n = max(1, self.buffer_rows // own[0])
        planned = [own[first : first + n] for first in range(0, len(own), n)]
        if sum(planned[-1]) == 0:  # a buffer holds a row
            planned[-2] += planned.pop()
        return planned

    def _buffers(
        self, sizes: list[int], seed: int, epoch: int, first: int, skip: int
    ) -> Generator[BatchSource, None, None]:
        """Yield the buffers of an epoch from number ``first`` on.

        ``skip`` is the number of rows before those of this process.
        """
        if len(sizes) == 1:
            if self._whole is None:
                n_chunks = len(self.stream.chunk_rows)
                (samples,) = self._filled(sizes, np.arange(n_chunks), skip)
                self._whole = self._source(samples)
            yield self._whole
            return
        generator = np.random.default_rng(derived_seed(seed, Stream.ORDER, epoch))
        order = generator.permutation(len(self.stream.chunk_rows))
        filled = self._filled(sizes[first:], order, skip + sum(sizes[:first]))
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
