"""Batches of samples with numbers of their own, such as classes and weights."""

import torch
from torch import Tensor

from autoencode.arrays import Array
from autoencode.training.batches import BatchSource


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

    def batch(self, rows: Array, seed: int, number: int) -> Tensor:
        """Return some rows to train on, with their columns."""
        x, columns = self.plain.batch(rows, seed, number), torch.from_numpy(rows)
        return torch.cat([x, self.columns[columns]], dim=1)
