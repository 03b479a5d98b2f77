"""Standard errors of areas under ROC curves, and of the difference of two areas."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

from autoencode.arrays import Array

RANDOM_AREA = 0.5  # of scores that do not depend on the class


def difference_error(
    negative: Sequence[Array], positive: Sequence[Array], *, is_paired: bool
) -> float:
    """Return the standard error of the difference of two areas (DeLong et al., 1988).

    Parameters
    ----------
    negative : two arrays of shape (n_negative,)
        Scores of negative samples, by both methods.

    positive : two arrays of shape (n_positive,)
        Scores of positive samples, by both methods.

    is_paired : bool
        Whether each positive sample is a change of the negative one in its place. Their
        parts of the areas then depend on each other.

    Returns
    -------
    float
        NaN with less than two samples of either kind.
    """
    pairs = zip(negative, positive, strict=True)
    (own_of_negative, own_of_positive), (of_negative, of_positive) = (
        _placements(low, high) for low, high in pairs
    )
    parts = [own_of_negative - of_negative, own_of_positive - of_positive]
    if is_paired:
        parts = [parts[0] + parts[1]]
    if min(map(len, parts)) < 2:
        return float("nan")
    return float(np.sqrt(sum(part.var(ddof=1) / len(part) for part in parts)))


def area_errors(
    negative: Sequence[Array], positive: Sequence[Array], *, is_paired: bool
) -> list[float]:
    """Return the standard error of each area; see `difference_error`.

    It is that of the difference to equal scores, whose area is 0.5 without doubt.
    """
    return [
        difference_error(
            (low, np.zeros(len(low))), (high, np.zeros(len(high))), is_paired=is_paired
        )
        for low, high in zip(negative, positive, strict=True)
    ]


def _placements(negative: Array, positive: Array) -> tuple[Array, Array]:
    """Return the part of each sample in the area, whose mean is the area.

    Of a negative sample the share of positive ones with higher scores, of a positive
    sample that of negative ones with lower scores; equal ones count half.
    """
    n_negative, n_positive = len(negative), len(positive)
    ranks = rankdata(np.concatenate([negative, positive]))
    above = ranks[:n_negative] - rankdata(negative)
    below = ranks[n_negative:] - rankdata(positive)
    return 1 - above / n_positive, below / n_negative
