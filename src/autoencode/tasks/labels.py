"""Class labels of samples, of which some have none."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from scipy.sparse import issparse
from sklearn.base import ClassifierMixin
from sklearn.model_selection import train_test_split
from sklearn.utils import _safe_indexing, assert_all_finite
from sklearn.utils.class_weight import compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    _check_sample_weight,
    _num_samples,
    column_or_1d,
)

from autoencode.arrays import Array
from autoencode.class_labels import (
    UNLABELLED,
    has_no_label,
    label_array,
    of_one_type,
)
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    listed,
    one_line,
    warn,
)
from autoencode.training.devices import Stream, derived_seed
from autoencode.warning_filters import ignored_warnings

MIN_HELD_OUT = 10  # samples; with fewer, all are trained on
MIN_IDENTIFIERS = 20  # samples; of fewer, each may be of another class


@dataclass(frozen=True)
class Labels:
    """Classes and weights of samples.

    Attributes
    ----------
    classes : array of shape (n_classes,)
        The labels in order.

    y : array of int of shape (n_samples,)
        Index of the class, or -1 without label.

    weights : array of shape (n_samples,)
        Weight of each sample, at least 0.
    """

    classes: Array
    y: Array
    weights: Array

    @classmethod
    def of(cls, y: Any, n_samples: int, sample_weight: Any = None) -> Self:
        """Return the labels that a user gave.

        Raises
        ------
        InvalidDataError
            If they are not class labels, one for each sample, or all of one class.
        """
        y = _checked(y, n_samples)
        is_labelled = _is_labelled(y)
        known = of_one_type(y[is_labelled])
        try:
            with ignored_warnings(UserWarning):  # of many classes: below
                check_classification_targets(known)
            classes, numbers = np.unique(known, return_inverse=True)
        except (ValueError, TypeError) as error:
            raise InvalidDataError(
                f"y must hold class labels: {one_line(error)}"
            ) from error
        if len(classes) < 2:
            what = f"one class, {classes[0]}" if len(classes) else "no label"
            raise InvalidDataError(
                f"y must have labels of 2 or more classes; got {what}. Rows without "
                f"label have the label -1."
            )
        _check_n_classes(classes, known, n_samples)
        found = np.full(n_samples, UNLABELLED)
        found[is_labelled] = numbers
        weights: Array = np.ones(n_samples)
        if sample_weight is not None:
            weights = _checked_weights(sample_weight, n_samples)
            found[weights == 0] = UNLABELLED
            left = np.unique(found[found != UNLABELLED])
            if len(left) < 2:
                what = f"one class, {classes[left[0]]}" if len(left) else "none"
                raise InvalidDataError(
                    f"sample_weight must be above 0 for labelled samples of 2 or more "
                    f"classes; it is for those of {what}."
                )
            # Their scale has no effect, as the strength of a penalty would.
            weights = weights / weights[found != UNLABELLED].mean()
        return cls(classes, found, weights)

    def class_weights(self, class_weight: Any) -> Array:
        """Return the weight of each class, of shape (n_classes,).

        Raises
        ------
        InvalidParameterError
            If ``class_weight`` is not what scikit-learn takes, or less than two classes
            with samples have a weight above 0.
        """
        numbers = self.y[self.y != UNLABELLED]
        present = np.unique(numbers)
        found = np.ones(len(self.classes))
        try:
            if isinstance(class_weight, str) and class_weight == "balanced":
                # Not defined for a class whose samples all have the weight 0.
                totals = np.bincount(numbers, self.weights[self.y != UNLABELLED])
                found[present] = totals.sum() / (len(present) * totals[present])
            else:
                found[:] = compute_class_weight(
                    class_weight, classes=self.classes, y=self.classes[numbers]
                )
        except (ValueError, AttributeError) as error:
            raise InvalidParameterError(
                f"class_weight must be None, 'balanced' or a dict with a weight for "
                f"each class; got {class_weight!r}: {one_line(error)}"
            ) from error
        if not (np.isfinite(found).all() and (found >= 0).all()):
            raise InvalidParameterError(
                f"class_weight must be finite and at least 0; got {class_weight!r}."
            )
        if np.count_nonzero(found[present]) < 2:
            raise InvalidParameterError(
                f"class_weight must be above 0 for 2 or more classes with samples; got "
                f"{class_weight!r}."
            )
        return found

    def weighted(self, by_class: Array) -> Array:
        """Return the weights of samples times those of their classes; 0 without label.

        ``by_class`` are those of `class_weights`.
        """
        return np.where(self.y != UNLABELLED, self.weights * by_class[self.y], 0.0)


class ScoredOnLabels(ClassifierMixin):
    """Classifier whose score is that of the samples with a label."""

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Return the accuracy on the samples that have a label.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        y : array of shape (n_samples,)
            Labels. Samples without one, as in `fit`, are left out.

        sample_weight : array of shape (n_samples,) or None, default=None
            Weights of the samples.

        Returns
        -------
        float
            In [0, 1].
        """
        y = _checked(y, _num_samples(X))
        is_class = has_no_label(self.classes_).any()  # -1
        has_none = pd.isna(y) if is_class else has_no_label(y)
        rows = np.flatnonzero(~has_none)
        if not len(rows):
            raise InvalidDataError("y has no label to compare predictions with.")
        if sample_weight is not None:
            sample_weight = _checked_weights(sample_weight, len(y))[rows]
        given = of_one_type(y[rows])
        if issparse(X):  # not all formats have rows to take
            X = X.tocsr()
        found = super().score(_safe_indexing(X, rows), given, sample_weight)
        return float(found)


def _checked(y: Any, n_samples: int) -> Array:
    """Return labels as an array of shape (n_samples,)."""
    if y is None:
        raise InvalidDataError(
            "This estimator requires y to be passed, but the target y is None. Pass a "
            "label for each row, -1 where there is none."
        )
    if issparse(y):
        raise InvalidDataError("y must be dense; got a sparse matrix. Use y.toarray().")
    try:
        labels: Array = np.asarray(column_or_1d(label_array(y), warn=True))
    except (ValueError, TypeError) as error:
        raise InvalidDataError(one_line(error)) from error
    if len(labels) != n_samples:
        raise InvalidDataError(
            f"X and y must have the same number of samples; got {n_samples} rows of X "
            f"and {len(labels)} labels."
        )
    if labels.dtype.kind in "fc":
        try:
            assert_all_finite(labels, allow_nan=True, input_name="y")
        except ValueError as error:
            raise InvalidDataError(
                f"{one_line(error)} Rows without label have the label -1."
            ) from error
    return labels


def _check_n_classes(classes: Array, known: Array, n_samples: int) -> None:
    """Raise if each sample has its own class; warn if most of many labels do."""
    if n_samples < MIN_IDENTIFIERS:
        return
    if len(classes) == n_samples:
        raise InvalidDataError(
            f"y has a different label for each of the {n_samples:,} samples, such as "
            f"{listed(classes[:2], limit=2)}: identifiers, not classes."
        )
    if len(known) >= MIN_IDENTIFIERS and len(classes) > len(known) / 2:
        warn(
            f"y has {len(classes):,} classes among {len(known):,} labels, which may be "
            f"numbers to predict, or identifiers."
        )


def _is_labelled(y: Array) -> Array:
    """Return which samples have a label.

    -1 is a label like another one if there is only one other, as in {-1, 1}.
    """
    has_none = has_no_label(y)
    if len(set(y[~has_none].tolist())) >= 2:
        return ~has_none
    return np.asarray(~pd.isna(y))


def _checked_weights(sample_weight: Any, n_samples: int) -> Array:
    """Return the weights of samples, which are at least 0."""
    try:
        weights = _check_sample_weight(
            sample_weight, np.empty((n_samples, 1)), ensure_non_negative=True
        )
    except (ValueError, TypeError) as error:
        raise InvalidDataError(one_line(error)) from error
    return np.asarray(weights, dtype=np.float64)


def held_out_rows(y: Array, fraction: float, seed: int) -> Array:
    """Return labelled rows to hold out, drawn from each class; none if they are few.

    None either if so few are left that they would not be of every class.
    """
    rows = np.flatnonzero(y != UNLABELLED)
    counts = np.unique(y[rows], return_counts=True)[1]
    n_held_out = int(fraction * len(rows))
    are_few = n_held_out < max(MIN_HELD_OUT, len(counts))
    if are_few or len(rows) - n_held_out < len(counts) or counts.min() < 2:
        return np.arange(0)
    _, held_out = train_test_split(
        rows,
        test_size=n_held_out,
        stratify=y[rows],
        random_state=derived_seed(seed, Stream.SPLIT),
    )
    return np.sort(held_out)
