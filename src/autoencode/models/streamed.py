"""Fits to rows on disk: a sample in memory for the set-up, and the stream for training.

Checks, mean and scale, the start at PCA and the held-out rows are those of the sample.
Held-out rows are never trained on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from autoencode.arrays import Array, n_bytes
from autoencode.errors import InvalidDataError, TooLittleMemoryError, warn
from autoencode.machine import available_bytes
from autoencode.models.checks import refuse_stream
from autoencode.training.batches import BatchSource
from autoencode.training.loop import Plan
from autoencode.training.resources import training_bytes
from autoencode.training.stream_batches import N_BUFFERS, StreamSource
from autoencode.training.streams import RowStream, Sample

SAMPLE_SHARE = 1 / 16  # of the memory, at most
MAX_SAMPLE_ROWS = 2**17
HELD_OUT_SHARE = 1 / 4  # of a sample that is smaller than the data, at most
BUFFERS_SHARE = 0.9  # of the memory, with all that is fixed; allocators keep the rest
FEW_CHUNKS = 4  # in a buffer: with less, rows are mixed little
MIN_BATCHES = 8  # that a buffer must hold, if it does not hold all rows


class StreamedFit:
    """A fit to a stream: its sample, and what is not trained on.

    Parameters
    ----------
    stream : RowStream
        The rows.

    drawn : Sample
        The sample of it.
    """

    def __init__(self, stream: RowStream, drawn: Sample) -> None:
        self.stream, self.drawn = stream, drawn
        self.buffer_rows = 0
        self.line = ""

    def held_out_share(self, fraction: float) -> float:
        """Return the share of the sample to hold out, for that of all rows."""
        n_all, n_rows = self.stream.n_samples, len(self.drawn.rows)
        if n_all == n_rows:
            return fraction
        return min(fraction * n_all / n_rows, HELD_OUT_SHARE)

    def hold_out(self, rows: Array) -> Array:
        """Leave rows of the sample out of the training; return their row numbers."""
        numbers = self.drawn.rows[rows]
        self.stream = self.stream.without(numbers)
        return numbers

    def plan_memory(self, model: Any, plan: Plan) -> None:
        """Choose the size of the shuffle buffers, within the memory of the stream.

        Raises
        ------
        TooLittleMemoryError
            If the memory is too little for buffers of some batches, or more than what
            is free.
        """
        stream, n_rows = self.stream, self.stream.n_samples
        batch_size = min(plan.batch_size, n_rows)
        network = training_bytes(model.network_, batch_size)
        fixed = network + n_bytes(self.drawn.X) + stream.reading_bytes
        fixed += stream.reserved
        row_bytes = max(1.0, stream.row_bytes)
        if fixed + n_rows * row_bytes <= stream.memory:
            self.buffer_rows, needed = n_rows, int(fixed + n_rows * row_bytes)
        else:
            free = BUFFERS_SHARE * stream.memory - fixed
            self.buffer_rows = int(free / N_BUFFERS / row_bytes)
            needed = stream.memory
            least = MIN_BATCHES * batch_size
            if self.buffer_rows < least:
                enough = (fixed + N_BUFFERS * least * row_bytes) / BUFFERS_SHARE
                raise TooLittleMemoryError(
                    f"memory={in_words(stream.memory)} is too little: the network, a "
                    f"sample of the rows and two buffers of {least:,} rows need about "
                    f"{in_words(enough)}. Give more memory, or lower batch_size."
                )
        available = available_bytes(torch.device("cpu"))
        if available is not None and needed > available:
            raise TooLittleMemoryError(
                f"memory={in_words(stream.memory)} is more than the "
                f"{in_words(available)} that are free. Give less memory."
            )
        self._warn_of_large_chunks()
        self.line = self._described(network, needed)

    def _warn_of_large_chunks(self) -> None:
        """Warn if a buffer holds a few chunks only, so that rows are mixed little."""
        largest, n_rows = int(self.stream.chunk_rows.max()), self.stream.n_samples
        least = min(n_rows, FEW_CHUNKS * largest)
        if self.buffer_rows < least and len(self.stream.chunk_rows) > 1:
            warn(
                f"The row groups or files have up to {largest:,} rows, read one after "
                f"another: a shuffle buffer of {self.buffer_rows:,} rows mixes "
                f"few of them. If their rows are sorted, write smaller row groups, or "
                f"give more memory."
            )

    def _described(self, network: int, needed: int) -> str:
        """Return one line about the memory and the order of the rows."""
        n_rows, sample = self.stream.n_samples, len(self.drawn.rows)
        one = self.buffer_rows >= n_rows
        buffers = "one buffer of all rows" if one else "two shuffle buffers of "
        buffers += "" if one else f"{self.buffer_rows:,} rows"
        return (
            f"{n_rows:,} rows are read from disk in each epoch, with at most "
            f"{in_words(needed)}: {buffers}, a sample of {sample:,} rows, network "
            f"{in_words(network)}"
        )

    def source(self, sample: BatchSource) -> StreamSource:
        """Return the batches to train on, prepared as those of the sample are."""
        return StreamSource(sample, self.stream, self.buffer_rows)


def sample_of(model: Any, X: Any) -> StreamedFit | None:
    """Return the fit to a stream; None if ``X`` is in memory.

    Raises
    ------
    InvalidDataError
        If the model needs all rows in memory, or there are fewer than two.
    """
    if not isinstance(X, RowStream):
        return None
    if not model._takes_streams:
        refuse_stream(model)
    stream = X.scanned()
    if stream.n_samples < 2:
        raise InvalidDataError(
            f"X must have at least 2 samples; the files have {stream.n_samples}."
        )
    return StreamedFit(stream, stream.sample(n_sample_rows(stream)))


def n_sample_rows(stream: RowStream) -> int:
    """Return the number of rows of the sample for the set-up of a fit.

    It does not depend on the type of the values, which a scaler may change.
    """
    row_bytes = max(1.0, stream.row_bytes / stream.dtype.itemsize * 8)
    limit = int(stream.memory * SAMPLE_SHARE / row_bytes)
    return min(stream.n_samples, max(2, min(limit, MAX_SAMPLE_ROWS)))


def first_line(model: Any, plan: Plan) -> str:
    """Return the lines about arithmetic, and about rows on disk, before a fit."""
    on_disk = model._streamed
    reason = plan.runtime.reason
    return reason if on_disk is None else f"{on_disk.line}\n{reason}"


@contextmanager
def released(model: Any) -> Iterator[None]:
    """Drop the stream and its sample at the end of a fit."""
    try:
        yield
    finally:
        model._streamed = None


def in_words(n_bytes: float) -> str:
    """Return a number of bytes as text: "1.5 GiB", "200 MiB"."""
    if n_bytes >= 2**30:
        return f"{n_bytes / 2**30:.3g} GiB"
    return f"{max(1, np.ceil(n_bytes / 2**20)):,.0f} MiB"
