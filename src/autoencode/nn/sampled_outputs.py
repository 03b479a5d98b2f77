"""The likelihood of counts with very many features, of which a part is computed.

Of the sum over all features in a softmax, the terms of the most frequent features and
of those that a sample has are exact; the others are estimated from some of them, drawn
anew for each batch. So a step takes time for these few features, not for all.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.sparse_input import rows_of

FREQUENT_SHARE = 0.5  # of the features of a batch; the others are drawn


class SampledOutputs:
    """Computes `autoencode.losses.poisson` of codes with some of the features.

    The estimate of the sum over features is unbiased; that of its logarithm is a little
    too low. With all features the loss is exact. Blanc & Rendle (2018) compare ways to
    draw; frequent features, whose terms are largest, always count here.

    Parameters
    ----------
    totals : Tensor of shape (n_features,)
        Total of each feature among training samples.

    n_features : int
        Number of features of a batch; at most all of them.
    """

    def __init__(self, totals: Tensor, n_features: int) -> None:
        self.n_all = len(totals)
        n_features = min(n_features, self.n_all)
        n_frequent = round(FREQUENT_SHARE * n_features)
        order = totals.argsort(descending=True, stable=True)
        self.frequent, self.rare = order[:n_frequent], order[n_frequent:]
        self.n_drawn = n_features - n_frequent

    def costs(
        self,
        decoder: nn.Sequential,
        code: Tensor,
        x: Tensor,
        generator: torch.Generator,
    ) -> Tensor:
        """Return the loss of each sample, (batch,).

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
        log_sum = self._log_sums(shared, own, rows, local, is_own)
        logits = shared.new_empty(len(counts))
        logits = logits.masked_scatter(is_own, own)
        logits = logits.masked_scatter(~is_own, shared[rows[~is_own], local[~is_own]])
        terms = torch.lgamma(counts + 1) - counts * (logits - log_sum[rows])
        totals = counts.new_zeros(len(code)).index_add_(0, rows, counts)
        return (totals - torch.xlogy(totals, totals)).index_add(0, rows, terms)

    def _features(
        self, stored: Tensor, generator: torch.Generator
    ) -> tuple[Tensor, int, Tensor]:
        """Return the features of a batch, how many all samples share, and places.

        First the frequent, then the drawn ones, then the others that samples have. The
        places are those of the stored values' features among them.
        """
        drawn = torch.randperm(len(self.rare), generator=generator)[: self.n_drawn]
        shared = torch.cat([self.frequent, self.rare[drawn]])
        place = torch.full((self.n_all,), -1)
        place[shared] = torch.arange(len(shared))
        others = torch.unique(stored[place[stored] < 0])
        place[others] = len(shared) + torch.arange(len(others))
        return torch.cat([shared, others]), len(shared), place[stored]

    def _log_sums(
        self, shared: Tensor, own: Tensor, rows: Tensor, local: Tensor, is_own: Tensor
    ) -> Tensor:
        """Return the logarithm of the estimated sum of each sample's exponentials."""
        n_frequent, n_rows = len(self.frequent), len(shared)
        is_drawn = (local >= n_frequent) & ~is_own
        n_own = torch.bincount(rows[is_own], minlength=n_rows)
        n_own_drawn = torch.bincount(rows[is_drawn], minlength=n_rows)
        # Each drawn feature that a sample lacks stands for so many that it lacks.
        n_lacked = len(self.rare) - n_own - n_own_drawn
        stands_for = n_lacked / (self.n_drawn - n_own_drawn).clamp_min(1)
        weights = shared.new_ones(shared.shape)
        weights[:, n_frequent:] = stands_for[:, None]
        weights[rows[is_drawn], local[is_drawn]] = 1.0
        highest = shared.detach().amax(dim=1)
        highest = highest.scatter_reduce(0, rows[is_own], own.detach(), "amax")
        sums = ((shared - highest[:, None]).exp() * weights).sum(dim=1)
        own_terms = (own - highest[rows[is_own]]).exp()
        return sums.index_add(0, rows[is_own], own_terms).log() + highest
