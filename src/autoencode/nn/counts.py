"""Counts: what an encoder takes of them, and what a decoder returns."""

import torch
from torch import Tensor, nn

from autoencode.nn.sparse_input import rows_of, with_values


class OfCounts(nn.Module):
    """A module that knows ``mean_total``: the mean total of training samples."""

    mean_total: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean_total", torch.ones(()))


class LogCounts(OfCounts):
    """Replace counts ``x`` by ``log(1 + x)``, after scaling rows to the mean total.

    Counts differ by orders of magnitude, and so do the totals of rows, which often say
    nothing of what a row is. Negative values count as 0.
    """

    def forward(self, x: Tensor) -> Tensor:
        """Return logarithms of the same shape; of sparse counts they are sparse."""
        if x.layout == torch.sparse_csr:
            counts, rows = x.values().clamp_min(0), rows_of(x)
            totals = counts.new_zeros(x.shape[0]).index_add_(0, rows, counts)
            factors = self.mean_total / totals.clamp_min(1e-12)
            return with_values(x, (counts * factors[rows]).log1p())
        x = x.clamp_min(0)
        total = x.sum(dim=1, keepdim=True).clamp_min(1e-12)
        return (x * (self.mean_total / total)).log1p()


class CountProfile(OfCounts):
    """From logits to mean counts, whose total is the mean total of training samples.

    ``log_dispersion``, if there is one, is learned: one number for each feature.
    """

    def __init__(self, n_features: int, *, has_dispersion: bool) -> None:
        super().__init__()
        self.log_dispersion = (
            nn.Parameter(torch.zeros(n_features)) if has_dispersion else None
        )

    def forward(self, logits: Tensor) -> Tensor:
        """Return the mean counts, of the same shape."""
        return logits.softmax(dim=1) * self.mean_total

    def scaled_to(self, x: Tensor, profile: Tensor) -> Tensor:
        """Return mean counts with the totals of the rows of ``x``."""
        return profile * (x.sum(dim=1, keepdim=True) / self.mean_total)


def set_mean_total(network: nn.Module, mean_total: float) -> None:
    """Set the mean total in each module of a network that knows it."""
    for module in network.modules():
        if isinstance(module, OfCounts):
            module.mean_total.fill_(mean_total)
