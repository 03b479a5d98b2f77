"""Samples of numbers, missing-value indicators and one-hot categories."""

from typing import NamedTuple

import torch
from torch import Tensor, nn


class Blocks(NamedTuple):
    """Layout of a sample: numbers, as many indicators or none, one-hot categories."""

    n_numbers: int
    has_flags: bool
    widths: tuple[int, ...]  # of the one-hot blocks

    @property
    def first_category(self) -> int:
        """Index of the first column of the categories."""
        return self.n_numbers * (2 if self.has_flags else 1)

    def categories(self, x: Tensor) -> tuple[Tensor, ...]:
        """Return the block of each categorical column, (batch, width)."""
        return torch.split(x[:, self.first_category :], [*self.widths], dim=1)

    def numbers_loss(self, logits: Tensor, x: Tensor) -> Tensor:
        """Half the sum of squared errors of observed numbers, shape (batch,)."""
        n = self.n_numbers
        squares = (logits[:, :n] - x[:, :n]).square()
        if self.has_flags:
            squares = squares * (1 - x[:, n : 2 * n])
        return 0.5 * squares.sum(dim=1)

    def categories_loss(self, logits: Tensor, x: Tensor) -> Tensor:
        """Sum of the cross-entropies of observed categories, in nats, shape (batch,).

        ``-sum x log softmax(logits)`` per block; 0 for missing values, which are 0.
        """
        total = x.new_zeros(len(x))
        for logit, target in zip(
            self.categories(logits), self.categories(x), strict=True
        ):
            total = total - (target * logit.log_softmax(dim=1)).sum(dim=1)
        return total

    def losses_with_gradient(
        self, logits: Tensor, x: Tensor, category_weight: float
    ) -> tuple[Tensor, Tensor]:
        """Return the mean of each loss over a batch, and the gradient of their sum.

        `numbers_loss`, and with categories `categories_loss` times its weight: shape
        (1,) or (2,). The gradient is with respect to the logits, of their shape.
        """
        n, rows = self.n_numbers, len(x)
        gradient = torch.zeros_like(logits)
        difference = torch.sub(logits[:, :n], x[:, :n], out=gradient[:, :n])
        if self.has_flags:
            difference.mul_(1 - x[:, n : 2 * n])
        means = [difference.square().sum() * (0.5 / rows)]
        difference.div_(rows)
        weight = category_weight / rows
        if self.widths:
            means.append(logits.new_zeros(()))
        for logit, target, slope in zip(
            *map(self.categories, (logits, x, gradient)), strict=True
        ):
            log_p = logit.log_softmax(dim=1)
            means[1] -= (target * log_p).sum() * weight
            expected = log_p.exp_().mul_(target.sum(dim=1, keepdim=True))
            torch.sub(expected, target, out=slope).mul_(weight)
        return torch.stack(means), gradient


class BlockOutput(nn.Module):
    """Output activation: numbers, indicators of 0, and category probabilities."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks

    def forward(self, logits: Tensor) -> Tensor:
        """Return the reconstruction, (batch, n_features), without missing values."""
        blocks = self.blocks
        numbers = logits[:, : blocks.n_numbers]
        flags = torch.zeros_like(numbers) if blocks.has_flags else numbers[:, :0]
        probabilities = [each.softmax(dim=1) for each in blocks.categories(logits)]
        return torch.cat([numbers, flags, *probabilities], dim=1)


def mask_cells(
    x: Tensor,
    blocks: Blocks,
    fraction: tuple[float, float],
    generator: torch.Generator,
) -> Tensor:
    """Return samples with more cells missing, at random.

    The probability of each sample is drawn uniformly from the range ``fraction``.
    """
    low, high = fraction
    if high == 0:
        return x
    n, n_cells = blocks.n_numbers, blocks.n_numbers + len(blocks.widths)
    drawn = x.new_empty(len(x), n_cells + 1).uniform_(generator=generator)
    is_masked = drawn[:, :n_cells] < low + (high - low) * drawn[:, n_cells:]
    kept = (~is_masked).to(x.dtype)
    seen = torch.empty_like(x)
    torch.mul(x[:, :n], kept[:, :n], out=seen[:, :n])
    if blocks.has_flags:
        flags = 1 - kept[:, :n]
        torch.maximum(x[:, n : 2 * n], flags, out=seen[:, n : 2 * n])
    places = zip(blocks.categories(x), blocks.categories(seen), strict=True)
    for place, (each, found) in enumerate(places, start=n):
        torch.mul(each, kept[:, place : place + 1], out=found)
    return seen
