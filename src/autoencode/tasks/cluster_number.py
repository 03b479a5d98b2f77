"""A suggested number of clusters, and how stable clusters are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score, silhouette_score

from autoencode.arguments import seed_of
from autoencode.arrays import Array, subsample
from autoencode.errors import InvalidDataError, InvalidParameterError, one_line, warn
from autoencode.metrics.rows import finite_rows
from autoencode.tasks.cluster_models import fit_clusters, mixture_of
from autoencode.warning_filters import ignored_warnings

MOST_ROWS = 2_000  # codes that numbers of clusters are compared on
N_STARTS = 4  # of k-means
ROUNDING = 100  # smallest relative differences, by which equal codes may differ
N_SPLITS = 3  # into halves, of which the agreement is averaged
# Of the whole procedure: clusters of data without structure in many columns agree less.
CHANCE = 0.2
# Smallest excess of a silhouette over those of normal samples, which it seldom exceeds
# at all without structure. Clear clusters have 0.08 or more, a uniform square 0.05.
SEPARATION = 0.03

Assign = Callable[[Any], Array]


@dataclass(frozen=True)
class SuggestedClusters:
    """Comparison of numbers of clusters.

    Attributes
    ----------
    n_clusters : int
        The suggested number: of the largest sum of silhouette and stability.

    rows : list of dict
        For each number ``n_clusters``: ``bic`` of the Gaussian mixture (lower is
        better), ``silhouette`` in [-1, 1] and ``stability``, an adjusted Rand index of
        at most 1, of k-means.
    """

    n_clusters: int
    rows: list[dict[str, float]]


def suggest_n_clusters(
    codes: Any,
    numbers: Iterable[int] = range(2, 16),
    *,
    random_state: int | np.random.RandomState | None = 0,
) -> SuggestedClusters:
    """Suggest a number of clusters, by k-means and Gaussian mixtures of codes.

    Three measures are computed for each number. *BIC* is that of a Gaussian mixture
    with full covariances [1]_. The *silhouette* compares distances within and between
    clusters [2]_. *Stability* is the agreement of the clusters that two random halves
    lead to, as an adjusted Rand index, 0 by chance [3]_. The number with the largest
    sum of silhouette and stability is suggested. BIC is shown beside them: it counts
    Gaussian components, and a cluster of another shape needs several.

    Codes without clusters have a best number too. `AutoencoderClustering` therefore
    repeats the whole procedure, with the autoencoder, on halves of the samples.

    Parameters
    ----------
    codes : array of shape (n_samples, n_components)
        Finite numbers, not all rows equal; of more than 2,000 rows so many are drawn.

    numbers : iterable of int, default=range(2, 16)
        Numbers to compare, of at least 2; those above a quarter of the rows, or above
        the number of different rows (by more than rounding), are left out.

    random_state : int, RandomState or None, default=0
        Seed; None draws another for each call.

    Returns
    -------
    SuggestedClusters

    Raises
    ------
    InvalidDataError
        If no number is left, or ``codes`` are not two-dimensional, finite numbers of
        which some differ.

    InvalidParameterError
        If ``numbers`` are not whole numbers, none is at least 2, or ``random_state``
        is invalid.

    References
    ----------
    .. [1] C. Fraley, A. E. Raftery. "Model-based clustering, discriminant analysis, and
       density estimation". Journal of the American Statistical Association 97, 2002.
    .. [2] P. J. Rousseeuw. "Silhouettes: a graphical aid to the interpretation and
       validation of cluster analysis". Journal of Computational and Applied
       Mathematics 20, 1987.
    .. [3] T. Lange, V. Roth, M. L. Braun, J. M. Buhmann. "Stability-based validation of
       clustering solutions". Neural Computation 16, 2004.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> codes = rng.normal(size=(90, 2)) + 20 * np.repeat(np.eye(3, 2), 30, axis=0)
    >>> from autoencode import suggest_n_clusters
    >>> suggest_n_clusters(codes, range(2, 6)).n_clusters
    3
    """
    numbers, seed = _checked_numbers(numbers), seed_of(random_state)
    codes = _checked_codes(codes, seed)
    n_different = _n_different(codes)
    most = _largest_number(len(codes), n_different)
    tried = sorted({n for n in numbers if n <= most})
    if not tried and n_different < min(numbers) <= len(codes) // 4:
        raise InvalidDataError(
            f"codes have {n_different} different rows, fewer than the smallest number "
            f"of clusters, {min(numbers)}. Give smaller numbers."
        )
    if not tried:
        raise InvalidDataError(
            f"{len(codes)} rows are too few to compare numbers of clusters: a number "
            f"needs four times as many rows. Give more rows, or set n_clusters."
        )
    with ignored_warnings(ConvergenceWarning):
        rows = [_measures(codes, n, seed) for n in tried]
    return SuggestedClusters(best_number(rows), rows)


def _checked_codes(codes: Any, seed: int) -> Array:
    """Return up to 2,000 codes as a finite array of float64 with different rows."""
    try:
        found: Array = np.asarray(codes, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidDataError(f"codes must be numeric: {one_line(error)}.") from error
    found = finite_rows("codes", found)
    found = found[subsample(len(found), MOST_ROWS, seed)]
    if len(found) > 1 and not np.ptp(found, axis=0).any():
        raise InvalidDataError(
            f"codes are constant: all {len(found):,} rows are equal, and there are no "
            f"clusters. Give codes that differ."
        )
    return found


def _checked_numbers(numbers: Any) -> list[int]:
    """Return numbers of clusters, those of at least 2, as a list."""
    found: list[Any] = list(numbers) if isinstance(numbers, Iterable) else [None]
    if not all(isinstance(n, Integral) and not isinstance(n, bool) for n in found):
        raise InvalidParameterError(
            f"numbers must be whole numbers, such as range(2, 16); got {numbers!r}."
        )
    if max(found, default=0) < 2:
        raise InvalidParameterError(
            f"numbers must have one of at least 2, such as range(2, 16); got "
            f"{numbers!r}."
        )
    return [int(n) for n in found if n >= 2]


def _largest_number(n_codes: int, n_different: int) -> int:
    """Return the largest number of clusters that can be compared."""
    return min(n_codes // 4, n_different)


def _n_different(codes: Array) -> int:
    """Return the number of different rows, of values that differ by more than rounding.

    A network may encode equal samples by slightly different sums. Codes are its own if
    float32 holds them.
    """
    if not len(codes):
        return 0
    is_single = np.array_equal(codes, codes.astype(np.float32))
    precision = ROUNDING * np.finfo(np.float32 if is_single else np.float64).eps
    values = np.empty(codes.shape, dtype=np.int64)
    for place, column in enumerate(codes.T):
        order = np.argsort(column)
        steps = np.diff(column[order], prepend=-np.inf)
        # Sums near 0 are as imprecise as their terms.
        sizes = np.maximum(np.abs(column[order]), np.median(np.abs(column)))
        values[order, place] = np.cumsum(steps > precision * sizes)
    return len(np.unique(values, axis=0))


def compared_numbers(
    codes: Array, max_clusters: int, seed: int
) -> tuple[int, list[dict[str, float]]]:
    """Return the suggested number of at most ``max_clusters``, and all measures.

    The number is 1, without measures and with a warning, if no number can be compared.
    """
    codes = codes[subsample(len(codes), MOST_ROWS, seed)]
    if _largest_number(len(codes), _n_different(codes)) < 2:
        reason = (
            f"{len(codes)} samples are too few, since a number needs four times as many"
            if len(codes) < 8
            else f"the codes of all {len(codes):,} samples are equal"
        )
        warn(
            f"Numbers of clusters were not compared: {reason}. All samples are one "
            f"cluster. Give more samples, or set n_clusters."
        )
        return 1, []
    numbers = range(2, max_clusters + 1)
    suggested = suggest_n_clusters(codes, numbers, random_state=seed)
    return suggested.n_clusters, suggested.rows


def best_number(rows: Sequence[Mapping[str, float]]) -> int:
    """Return the number with the largest sum of silhouette and stability."""
    best = max(rows, key=lambda row: row["silhouette"] + row["stability"])
    return int(best["n_clusters"])


def is_structured(stability: float, separation: float) -> bool:
    """Whether these measures of `AutoencoderClustering` indicate clusters.

    NaN, which is unknown, is not against it.
    """
    return not (stability < CHANCE or separation < SEPARATION)


def _measures(codes: Array, n_clusters: int, seed: int) -> dict[str, float]:
    """Return the measures of one number of clusters."""
    labels = fit_clusters(
        codes, "kmeans", n_clusters, seed=seed, n_starts=N_STARTS
    ).labels

    def fit(rows: Array) -> Assign:
        part = codes[rows]
        found = fit_clusters(part, "kmeans", n_clusters, seed=seed, n_starts=N_STARTS)
        return lambda X: found.predict(X, part)

    agreements = [
        agreement(fit, codes, halves(len(codes), seed + split))
        for split in range(N_SPLITS)
    ]
    return {
        "n_clusters": n_clusters,
        "bic": float(mixture_of(codes, n_clusters, seed, 1).bic(codes)),
        "silhouette": silhouette(codes, labels, seed),
        "stability": float(np.mean(agreements)),
    }


def halves(n_rows: int, seed: int, most: int = 2**62) -> tuple[Array, Array]:
    """Return two random halves of the rows, of at most ``most`` rows each, sorted."""
    order = np.random.default_rng(seed).permutation(n_rows)
    size = min(n_rows // 2, most)
    return np.sort(order[:size]), np.sort(order[size : 2 * size])


def agreement(
    fit: Callable[[Array], Assign], X: Any, parts: tuple[Array, Array]
) -> float:
    """Return how far the clusters agree that two disjoint parts of the rows lead to.

    Parameters
    ----------
    fit : callable
        Takes rows, and returns a function from samples to their clusters.

    X : array or sparse matrix of shape (n_samples, n_features)
        The samples. Each one of the two parts is new to one of the two clusterings.

    parts : (array of int, array of int)
        The rows of each part.

    Returns
    -------
    float
        Adjusted Rand index: 1 for equal clusters, about 0 for independent ones; 0 if
        one of them has a single cluster.
    """
    rows = np.sort(np.concatenate(parts))
    first, second = (fit(part)(X[rows]) for part in parts)
    if len(np.unique(first)) == 1 or len(np.unique(second)) == 1:
        return 0.0  # one finds no clusters
    return float(adjusted_rand_score(first, second))


def silhouette(codes: Array, labels: Array, seed: int = 0) -> float:
    """Return the mean silhouette of up to 2,000 codes that are in a cluster.

    0 if there are no two clusters, or each code has a cluster of its own.
    """
    members = np.flatnonzero(labels >= 0)
    members = members[subsample(len(members), MOST_ROWS, seed)]
    n_clusters = len(np.unique(labels[members]))
    if not 2 <= n_clusters < len(members):
        return 0.0
    return float(silhouette_score(codes[members], labels[members]))
