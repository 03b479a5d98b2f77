"""Calibration: the scores of an ensemble on new samples, from its training samples.

Samples are split into as many folds as there are ensemble members, and each member
holds two folds out of its training. Each sample then has two held-out scores. Their
correlation between members gives the distribution of the ensemble's mean score, which
varies less than a single score does. Large data are not held out as a whole: all
members train on the rest.
"""

import numpy as np
from scipy.stats import norm, rankdata

from autoencode.arrays import Array

N_DRAWS = 8  # per sample, of the scores of the other ensemble members
MAX_HELD_OUT = 2000  # approximate number of held-out samples
# With fewer members, or fewer samples for each of them, none is held out.
MIN_MEMBERS, SAMPLES_PER_MEMBER = 3, 4


def held_out_folds(
    n_samples: int, n_members: int, seed: int, max_held_out: float = MAX_HELD_OUT
) -> Array | None:
    """Return which samples each ensemble member holds out.

    A bool array of shape (n_members, n_samples). About ``max_held_out`` samples, or
    all, are held out, each by two members. None if there are too few members or
    samples.
    """
    if n_members < MIN_MEMBERS or n_samples < SAMPLES_PER_MEMBER * n_members:
        return None
    order = np.random.default_rng(seed).permutation(n_samples)
    fold = np.empty(n_samples, int)
    # Folds beyond the number of members are always used for training.
    n_folds = n_members * max(1, int(n_samples / max_held_out))
    fold[order] = np.arange(n_samples) % n_folds
    member = np.arange(n_members)[:, None]
    return np.asarray((fold == member) | (fold == (member + 1) % n_members))


def new_sample_scores(scores: Array, is_held_out: Array | None, seed: int) -> Array:
    """Return mean scores distributed as those of new samples.

    Parameters
    ----------
    scores : array of shape (n_members, n_samples)
        Scores of all samples by all ensemble members.

    is_held_out : bool array of shape (n_members, n_samples) or None
        Which samples each member has not seen. None if all have seen all; the mean
        scores are then returned as they are.

    seed : int
        Seed of the draws that replace scores of members which have seen a sample.

    Returns
    -------
    array of shape (8 * n_samples,), or (n_samples,) if ``is_held_out`` is None
    """
    if is_held_out is None:
        return np.asarray(scores.mean(axis=0))
    pairs = zip(scores, is_held_out, strict=True)
    held_out = [np.sort(own[out]) for own, out in pairs]
    z_scores = _held_out_z_scores(scores, is_held_out)
    correlation = member_correlation(z_scores)
    # One factor that members share, given the two held-out scores.
    center = np.sqrt(correlation) * np.nansum(z_scores, axis=0) / (1 + correlation)
    spread = np.sqrt(max(0.0, 1 - 2 * correlation / (1 + correlation)))
    generator = np.random.default_rng(seed)
    drawn = []
    for _ in range(N_DRAWS):
        factor = center + spread * generator.normal(size=len(center))
        noise = np.sqrt(1 - correlation) * generator.normal(size=z_scores.shape)
        z = np.where(is_held_out, z_scores, np.sqrt(correlation) * factor + noise)
        means = [
            _quantiles(own, norm.cdf(own_z))
            for own, own_z in zip(held_out, z, strict=True)
        ]
        drawn.append(np.mean(means, axis=0))
    return np.concatenate(drawn)


def add_share(scores: Array, others: Array, share: float) -> Array:
    """Return scores with those of other samples added, so that they are a given share.

    ``share`` counts samples. Since ``scores`` may hold several values per sample, the
    added values are quantiles of ``others``, as many as the share requires.
    """
    n_others = round(len(scores) * share / (1 - share))
    levels = (np.arange(n_others) + 0.5) / max(n_others, 1)
    return np.concatenate([scores, _quantiles(np.sort(others), levels)])


def most_normal(scores: Array, is_held_out: Array | None, n_kept: int) -> Array:
    """Return the indices of the samples with the lowest scores.

    Only held-out scores count, if there are any.
    """
    order = scores.mean(axis=0)
    if is_held_out is not None:
        order = np.nanmean(_held_out_z_scores(scores, is_held_out), axis=0)
    return np.argsort(order, kind="stable")[:n_kept]


def member_correlation(z_scores: Array) -> float:
    """Return the correlation of two members' scores on samples held out by both.

    ``z_scores`` is NaN where a member has seen a sample.
    """
    correlations = []
    for first, second in zip(z_scores, np.roll(z_scores, 1, axis=0), strict=True):
        both = ~(np.isnan(first) | np.isnan(second))
        correlations.append(np.corrcoef(first[both], second[both])[0, 1])
    return float(np.clip(np.mean(correlations), 0.0, 1.0))


def _held_out_z_scores(scores: Array, is_held_out: Array) -> Array:
    """Return normal scores (by ranks) of held-out samples, else NaN."""
    z_scores = np.full(scores.shape, np.nan)
    for own, out, own_z in zip(scores, is_held_out, z_scores, strict=True):
        ranks = rankdata(own[out], method="ordinal")
        own_z[out] = norm.ppf((ranks - 0.5) / len(ranks))
    return z_scores


def _quantiles(values: Array, levels: Array) -> Array:
    """Return quantiles of sorted values at levels in [0, 1]."""
    return np.interp(levels, (np.arange(len(values)) + 0.5) / len(values), values)
