"""The likelihood of counts with very many features, of which a part is computed.

Of the sum over all features in a softmax, the terms of those that a sample has are
exact; the others are estimated from features drawn anew for each batch. So a step takes
time for these few features, not for all.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.sparse_input import rows_of

# Features are drawn in proportion to this power of their totals: of 0.5, 0.75 and 1
# the best on MovieLens 100K.
POWER = 0.5


class SampledOutputs:
    """Computes the shares of counts, given codes, with some of the features.

    They are the arguments of `autoencode.losses.poisson_of_stored`.

    Each feature is drawn with a probability of its own, and its term is divided by it:
    the estimate of the sum over features is unbiased (Horvitz & Thompson, 1952), that
    of its logarithm a little too low. Blanc & Rendle (2018) compare ways to draw.

    Parameters
    ----------
    totals : Tensor of shape (n_features,)
        Total of each feature among training samples; at least 0.

    n_features : int
        Mean number of features that are drawn for a batch. The most frequent ones are
        always drawn; with at least as many as there are the loss is exact.
    """

    def __init__(self, totals: Tensor, n_features: int) -> None:
        self.probabilities = inclusion_probabilities(totals, n_features)

    def log_shares(
        self,
        decoder: nn.Sequential,
        code: Tensor,
        x: Tensor,
        generator: torch.Generator,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the stored counts, their rows, log shares, and totals of the rows.

        ``decoder`` ends with a linear layer; ``x`` is of layout ``torch.sparse_csr``.
        """
        counts, rows = x.values(), rows_of(x)
        features, n_shared, local = self._features(x.col_indices().long(), generator)
        hidden = decoder[:-1](code)
        last: Any = decoder[-1]
        sizes = [n_shared, len(features) - n_shared]
        weight, others = last.weight.index_select(0, features).split(sizes)
        bias, other_biases = last.bias.index_select(0, features).split(sizes)
        shared = F.linear(hidden, weight, bias)
        is_own = local >= n_shared  # of some samples, computed for these only
        place = local[is_own] - n_shared
        own = hidden.index_select(0, rows[is_own]) * others.index_select(0, place)
        own = own.sum(dim=1) + other_biases[place]
        # A drawn feature stands for others where a sample lacks it.
        weights = (1 / self.probabilities[features[:n_shared]]).repeat(len(code), 1)
        weights[rows[~is_own], local[~is_own]] = 1.0
        log_sum = _log_sums(shared, weights, own, rows[is_own])
        logits = shared.new_empty(len(counts))
        logits = logits.masked_scatter(is_own, own)
        logits = logits.masked_scatter(~is_own, shared[rows[~is_own], local[~is_own]])
        totals = counts.new_zeros(len(code)).index_add_(0, rows, counts)
        return counts, rows, logits - log_sum[rows], totals

    def _features(
        self, stored: Tensor, generator: torch.Generator
    ) -> tuple[Tensor, int, Tensor]:
        """Return the features of a batch, how many all samples share, and places.

        First the drawn ones, then the others that samples have. The places are those of
        the stored values' features among them.
        """
        drawn = torch.rand(
            len(self.probabilities), generator=generator, dtype=torch.float32
        )
        shared = torch.nonzero(drawn < self.probabilities)[:, 0]
        place = torch.full((len(self.probabilities),), -1)
        place[shared] = torch.arange(len(shared))
        others = torch.unique(stored[place[stored] < 0])
        place[others] = len(shared) + torch.arange(len(others))
        return torch.cat([shared, others]), len(shared), place[stored]


def inclusion_probabilities(totals: Tensor, n_features: int) -> Tensor:
    """Return the probability of each feature to be drawn; their sum is ``n_features``.

    In proportion to a power of the totals, where that is at most 1.
    """
    sizes = (totals.double() + 1) ** POWER  # those that nobody has are drawn, too
    if n_features >= len(sizes):
        return torch.ones(len(sizes), dtype=torch.float32)
    is_certain = torch.zeros(len(sizes), dtype=torch.bool)
    while True:
        n_left = n_features - int(is_certain.sum())
        found = sizes * (n_left / sizes[~is_certain].sum())
        found[is_certain] = 1.0
        if (found <= 1).all():
            return found.float()
        is_certain |= found > 1


def _log_sums(shared: Tensor, weights: Tensor, own: Tensor, rows: Tensor) -> Tensor:
    """Return the logarithm of each sample's weighted sum of exponentials.

    ``shared`` are logits of all samples, (batch, n), and ``own`` further ones of the
    samples ``rows``.
    """
    highest = shared.detach().amax(dim=1) if shared.shape[1] else shared.sum(dim=1)
    highest = highest.scatter_reduce(0, rows, own.detach(), "amax")
    sums = ((shared - highest[:, None]).exp() * weights).sum(dim=1)
    return sums.index_add(0, rows, (own - highest[rows]).exp()).log() + highest
