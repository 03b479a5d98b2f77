"""What an ensemble's mean score is on new samples, though each was trained on by half.

Samples are dealt into as many folds as there are members; each member leaves two of
them out of its training. Of every sample there are then two scores as of a new one, by
which it is seen how much members agree on what is new to them: the mean over all
members varies less than one score does, by as much as they do not. Where samples are
many, only some of them are dealt so, and all members are trained on the others.
"""

import numpy as np
from scipy.stats import norm, rankdata

from autoencode.arrays import Array

N_DRAWS = 8  # of the other members' scores, for each sample
MOST_LEFT_OUT = 2000  # samples, about, that tell the scores of new ones


def left_out(
    n_samples: int, n_members: int, seed: int, most: float = MOST_LEFT_OUT
) -> Array | None:
    """Return which samples each member leaves out: bool (n_members, n_samples).

    About as many as ``most``, or all, are left out, each by two members. None if
    members or samples are too few for that.
    """
    if n_members < 3 or n_samples < 4 * n_members:
        return None
    order = np.random.default_rng(seed).permutation(n_samples)
    fold = np.empty(n_samples, int)
    n_folds = n_members * max(1, int(n_samples / most))  # some are nobody's
    fold[order] = np.arange(n_samples) % n_folds
    member = np.arange(n_members)[:, None]
    return np.asarray((fold == member) | (fold == (member + 1) % n_members))


def as_new(values: Array, is_out: Array | None, seed: int) -> Array:
    """Return mean scores as they would be of new samples like these.

    Parameters
    ----------
    values : array of shape (n_members, n_samples)
        Scores of all samples by all members.

    is_out : array of shape (n_members, n_samples) or None
        Which samples each member has not seen; None if all have seen all, and scores
        are taken as they are.

    seed : int
        Of the draws that stand for scores of members which have seen a sample.

    Returns
    -------
    array of shape (8 * n_samples,), or (n_samples,) if ``is_out`` is None
    """
    if is_out is None:
        return np.asarray(values.mean(axis=0))
    new = [np.sort(each[out]) for each, out in zip(values, is_out, strict=True)]
    own = _own_scores(values, is_out)
    agreed = agreement(own)
    # One factor that members share, given the two scores that were seen.
    centre = np.sqrt(agreed) * np.nansum(own, axis=0) / (1 + agreed)
    spread = np.sqrt(max(0.0, 1 - 2 * agreed / (1 + agreed)))
    generator = np.random.default_rng(seed)
    drawn = []
    for _ in range(N_DRAWS):
        factor = centre + spread * generator.normal(size=len(centre))
        noise = np.sqrt(1 - agreed) * generator.normal(size=own.shape)
        scores = np.where(is_out, own, np.sqrt(agreed) * factor + noise)
        means = [_at(each, norm.cdf(z)) for each, z in zip(new, scores, strict=True)]
        drawn.append(np.mean(means, axis=0))
    return np.concatenate(drawn)


def with_share(kept: Array, others: Array, share: float) -> Array:
    """Return scores together with such a share of others: as many as stand for it.

    ``share`` is in numbers of samples, of those others in all; ``kept`` may hold each
    sample's scores more than once.
    """
    n_others = round(len(kept) * share / (1 - share))
    places = (np.arange(n_others) + 0.5) / max(n_others, 1)
    return np.concatenate([kept, _at(np.sort(others), places)])


def least(values: Array, is_out: Array | None, n_kept: int) -> Array:
    """Return the numbers of the least strange samples, by members new to them."""
    order = values.mean(axis=0)
    if is_out is not None:
        order = np.nanmean(_own_scores(values, is_out), axis=0)
    return np.argsort(order, kind="stable")[:n_kept]


def agreement(own: Array) -> float:
    """Return the correlation of two members' scores of samples that are new to both.

    ``own`` has NaN where a member has seen a sample.
    """
    related = []
    for first, second in zip(own, np.roll(own, 1, axis=0), strict=True):
        both = ~(np.isnan(first) | np.isnan(second))
        related.append(np.corrcoef(first[both], second[both])[0, 1])
    return float(np.clip(np.mean(related), 0.0, 1.0))


def _own_scores(values: Array, is_out: Array) -> Array:
    """Return normal scores where a member has not seen a sample, else NaN."""
    own = np.full(values.shape, np.nan)
    for each, out, found in zip(values, is_out, own, strict=True):
        ranks = rankdata(each[out], method="ordinal")
        found[out] = norm.ppf((ranks - 0.5) / len(ranks))
    return own


def _at(values: Array, shares: Array) -> Array:
    """Return the values below which such shares of sorted values lie."""
    return np.interp(shares, (np.arange(len(values)) + 0.5) / len(values), values)
