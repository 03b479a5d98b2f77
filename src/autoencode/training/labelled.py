"""Batches of samples with numbers of their own, such as classes and weights."""

from collections.abc import Iterator

import torch
from torch import Tensor

from autoencode.arrays import Array
from autoencode.training.batches import BatchSource, batch_bounds, shuffled


class LabelledSource(BatchSource):
    """Rows of a source, with columns appended that are neither centred nor scaled.

    ``columns`` has shape (n_samples, n_columns), float32.
    """

    def __init__(self, plain: BatchSource, columns: Array) -> None:
        super().__init__(plain.X, plain.mean, plain.scale, plain.device, plain.augment)
        self.plain = plain
        self.columns = torch.from_numpy(columns).to(plain.device)

    def rows(self, rows: Array | slice) -> Tensor:
        """Return some rows with their columns."""
        number = rows if isinstance(rows, slice) else torch.from_numpy(rows)
        return torch.cat([self.plain.rows(rows), self.columns[number]], dim=1)

    def shuffled(
        self, rows: Array, batch_size: int, seed: int, epoch: int
    ) -> Iterator[Tensor]:
        """Yield batches in the order of the plain source, with their columns."""
        order = torch.from_numpy(shuffled(rows, seed, epoch))
        bounds = batch_bounds(len(rows), batch_size)
        batches = self.plain.shuffled(rows, batch_size, seed, epoch)
        for x, (start, stop) in zip(batches, bounds, strict=True):
            yield torch.cat([x, self.columns[order[start:stop]]], dim=1)
