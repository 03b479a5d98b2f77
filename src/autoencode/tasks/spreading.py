"""Labels for samples without any, from labelled samples near them."""

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.semi_supervised import LabelSpreading

from autoencode.arrays import Array, subsample
from autoencode.class_labels import UNLABELLED
from autoencode.tasks.labels import Labels
from autoencode.tasks.softmax_layer import linear_model
from autoencode.warning_filters import ignored_warnings

# Samples without label, and so many with one, in the graph: its memory grows with
# their number, and the time to find neighbours faster.
MOST_SPREAD = 100_000
N_NEIGHBORS, CLAMPING = 10, 0.2
HELD_OUT = 0.3  # of the labels, to decide whether near samples are of the same class
MOST_CHECKED = 10_000  # samples of each kind in that comparison


def labels_to_spread(
    codes: Array,
    labels: Labels,
    by_class: Array,
    held_out: Array,
    seed: int,
    *,
    wanted: bool | str,
) -> tuple[Array, Array] | None:
    """Return classes and weights of all samples; None if labels are not spread.

    ``labels`` are those before, and ``by_class`` weights of classes; labels of
    ``held_out`` rows stay as they are, and do not spread. With ``wanted="auto"`` labels
    spread where that helps. The weight of a sample that gets a label is its own times
    the certainty; those of weight 0 take no part.
    """
    y, weights = labels.y, labels.weighted(by_class)
    used = labels.weights > 0
    is_new, known = (y == UNLABELLED) & used, y.copy()
    known[held_out] = UNLABELLED
    if wanted is False or not is_new.any():
        return None
    if wanted == "auto" and not is_worth_spreading(codes[used], known[used], seed):
        return None
    spread, certainty = np.maximum(y, 0), np.zeros(len(y))
    spread[used], certainty[used] = spread_labels(codes[used], known[used], seed)
    certainty *= labels.weights * by_class[spread]
    spread[held_out] = y[held_out]
    return spread, np.where(is_new, certainty, weights)


def spread_labels(codes: Array, y: Array, seed: int) -> tuple[Array, Array]:
    """Return classes and weights in [0, 1] of all samples, by label spreading.

    Zhou et al. (2004), on the graph of nearest codes, by
    `sklearn.semi_supervised.LabelSpreading`. The weight of a sample without label is
    one minus the entropy of its class probabilities, in units of the largest one. It is
    0, whatever the class, where no labelled sample is connected with it in the graph.

    Parameters
    ----------
    codes : array of shape (n_samples, n_components)
        Codes of the samples.

    y : array of int of shape (n_samples,)
        Number of the class, or -1 without label.

    seed : int
        Seed of the subsamples, if more than 100,000 samples have a label, or have none;
        others of the latter get the weight 0.
    """
    classes, weights = y.copy(), (y != UNLABELLED).astype(np.float64)
    some = _some(y == UNLABELLED, MOST_SPREAD, seed)
    rows = np.concatenate([_some(y != UNLABELLED, MOST_SPREAD, seed), some])
    found, distributions = _spread(codes[rows], y[rows])
    n_classes = distributions.shape[1]
    entropy = -(distributions * np.log(distributions.clip(1e-12))).sum(axis=1)
    certainty = 1 - entropy / np.log(n_classes)
    certainty[~distributions.any(axis=1)] = 0  # of groups without any label
    is_new = y[rows] == UNLABELLED
    classes[rows[is_new]] = found[is_new]
    weights[rows[is_new]] = certainty[is_new].clip(0, 1)
    return classes, weights


def is_worth_spreading(codes: Array, y: Array, seed: int) -> bool:
    """Whether spread labels are at least as often right as those of a linear model.

    Both are given some of the labels, of at most 10,000, and compared on the others of
    these. False if there are too few labels to compare.
    """
    labelled = _some(y != UNLABELLED, MOST_CHECKED, seed)
    counts = np.unique(y[labelled], return_counts=True)[1]
    if counts.min() < 2 or len(labelled) * HELD_OUT < len(counts):
        return False
    known, hidden = train_test_split(
        labelled, test_size=HELD_OUT, stratify=y[labelled], random_state=seed
    )
    others = _some(y == UNLABELLED, MOST_CHECKED, seed)
    rows = np.concatenate([known, hidden, others])
    given = y[rows].copy()
    given[len(known) :] = UNLABELLED
    spread = _spread(codes[rows], given)[0][len(known) : len(labelled)]
    model = linear_model(codes[known], y[known])
    linear = model.predict(codes[hidden])
    return bool((spread == y[hidden]).mean() >= (linear == y[hidden]).mean())


def _some(is_wanted: Array, limit: int, seed: int) -> Array:
    """Return the rows that are wanted, or so many of them, drawn at random."""
    rows = np.flatnonzero(is_wanted)
    return np.asarray(rows[subsample(len(rows), limit, seed)])


def _spread(codes: Array, y: Array) -> tuple[Array, Array]:
    """Return the classes of all samples, and their probabilities."""
    model = LabelSpreading(
        kernel="knn", n_neighbors=min(N_NEIGHBORS, len(y) - 1), alpha=CLAMPING
    )
    # Of samples far from any label.
    with ignored_warnings(RuntimeWarning), ignored_warnings(ConvergenceWarning):
        model.fit(codes, y)
    distributions = np.nan_to_num(model.label_distributions_)
    return np.asarray(model.transduction_), np.asarray(distributions)
