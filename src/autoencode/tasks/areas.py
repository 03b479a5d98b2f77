"""Areas under ROC curves of two scores of the same samples, and their difference."""

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
