"""Dataset: samples with their labels, names and source.

All loaders and readers of this folder return a `Dataset`, so that scaling, training and
plots do not depend on the source of the samples.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.errors import InvalidDataError, InvalidParameterError

FLOAT32_EXACT = 2**24  # float32 represents all integers up to this exactly


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Dataset:
    """Samples with their labels, names and source.

    Parameters
    ----------
    name : str
        Name in `DATASETS`, or the file's name without its suffix.
    X : ndarray, memory map or scipy.sparse.csr_array of shape (n_samples, n_features)
        The samples. Finite numbers, float32 or float64. Of a mixed table a data frame;
        of documents an array of str of shape (n_samples,).
    y : ndarray of shape (n_samples,) or None, default=None
        Labels: integers that index ``class_names``; or floats if the label is
        continuous and ``class_names`` is None. If a sample may have several classes or
        none, such as the topics of a document, uint8 of shape (n_samples, n_classes):
        1 for the classes of a sample, 0 for others.
    X_test, y_test : same as ``X`` and ``y``, or None, default=None
        Test samples, with the same columns as ``X``.
    class_names : tuple of str or None, default=None
        Name of each class.
    feature_names : tuple of str or None, default=None
        Name of each column of ``X``.
    image_shape : tuple of int or None, default=None
        (height, width) or (height, width, channels), if samples are images, flattened
        row by row.
    ids, ids_test : ndarray of shape (n_samples,) or None, default=None
        The user's identifiers of samples.
    id_name : str or None, default=None
        Name of the column of ``ids``.
    label_name : str or None, default=None
        Name of the column of ``y``.
    item_ids : ndarray of shape (n_features,) or None, default=None
        Of interactions, the ids of the items, of any type; samples are users then.
    X_before : scipy.sparse.csr_array of the shape of ``X_test``, or None, default=None
        Of interactions split by time, the items that the users of ``X_test`` had before
        those of ``X_test``.
    source : str
        Source of the samples: a file, or the publication to cite.

    Examples
    --------
    >>> from autoencode.data import load_dataset
    >>> load_dataset("iris")
    Dataset('iris', 120 samples and 30 for testing, 4 features, 3 classes)
    """

    name: str
    X: Any
    y: NDArray[Any] | None = None
    X_test: Any = None
    y_test: NDArray[Any] | None = None
    class_names: tuple[str, ...] | None = None
    feature_names: tuple[str, ...] | None = None
    image_shape: tuple[int, ...] | None = None
    ids: NDArray[Any] | None = None
    ids_test: NDArray[Any] | None = None
    id_name: str | None = None
    label_name: str | None = None
    item_ids: NDArray[Any] | None = None
    X_before: Any = None
    source: str

    def __repr__(self) -> str:
        n_samples, *n_features = self.X.shape
        kind = f"samples{{}}, {n_features[0]} features" if n_features else "documents{}"
        test = "" if self.X_test is None else f" and {len_of(self.X_test)} for testing"
        classes = (
            "" if self.class_names is None else f", {len(self.class_names)} classes"
        )
        return f"Dataset({self.name!r}, {n_samples} {kind.format(test)}{classes})"

    def split(self, test: float, seed: int = 0) -> Dataset:
        """Split into training and test samples.

        Stratified, if ``class_names`` is set, every class has at least two samples, and
        no sample has several classes.
        Both parts keep the order of the samples and are copies in memory.

        Parameters
        ----------
        test : float in (0, 1)
            Share of test samples, rounded to whole samples.
        seed : int, default=0
            Seed of the split.

        Returns
        -------
        Dataset
            The same samples in two parts.

        Raises
        ------
        InvalidParameterError
            If ``test`` is outside (0, 1).
        InvalidDataError
            If there are test samples already, or one of the parts would be empty.
        """
        if not 0 < test < 1:
            raise InvalidParameterError(
                f"test must be above 0 and below 1; got {test!r}."
            )
        if self.X_test is not None:
            raise InvalidDataError(
                f"{self.name} already has {len_of(self.X_test)} test samples; it "
                "cannot be split again."
            )
        n_samples = len_of(self.X)
        n_test = round(test * n_samples)
        if n_test in (0, n_samples):
            empty = "test" if n_test == 0 else "training"
            raise InvalidDataError(
                f"A share of {test!r} for testing leaves no {empty} sample: "
                f"{self.name} has {n_samples}. Choose another share."
            )
        is_test = np.zeros(n_samples, dtype=bool)
        is_test[self._test_rows(n_test, seed)] = True
        rows, test_rows = np.flatnonzero(~is_test), np.flatnonzero(is_test)
        return dataclasses.replace(
            self,
            X=take(self.X, rows),
            y=take(self.y, rows),
            ids=take(self.ids, rows),
            X_test=take(self.X, test_rows),
            y_test=take(self.y, test_rows),
            ids_test=take(self.ids, test_rows),
        )

    def counts_of_two_classes(self) -> NDArray[np.int64] | None:
        """Return how many samples of both parts are of each of two classes.

        None if there are not two classes, the test part has no labels, or a sample may
        have both classes.
        """
        y = self.y_test
        if y is None or self.class_names is None or len(self.class_names) != 2:
            return None
        if y.ndim == 2:
            return None
        whole = y if self.y is None else np.concatenate([self.y, y])
        return np.bincount(whole[whole >= 0], minlength=2)  # the others are missing

    def _test_rows(self, n_test: int, seed: int) -> NDArray[np.int64]:
        """Return random test rows, stratified by class."""
        n_samples = len_of(self.X)
        rng = np.random.default_rng(seed)
        order = rng.permutation(n_samples)
        if self.y is None or self.class_names is None or self.y.ndim == 2:
            return order[:n_test]
        if np.unique(self.y, return_counts=True)[1].min() < 2:
            return order[:n_test]
        # Of rows sorted by class, every n-th: that stratifies them.
        order = order[np.argsort(self.y[order], kind="stable")]
        steps = (np.arange(n_test) + rng.random()) * (n_samples / n_test)
        return order[np.minimum(steps.astype(np.int64), n_samples - 1)]


def one_label(dataset: Dataset) -> Dataset:
    """Return a data set without labels, if samples may have several.

    For maps and measures that need one class for each sample.
    """
    parts = (dataset.y, dataset.y_test)
    if all(y is None or y.ndim == 1 for y in parts):
        return dataset
    return dataclasses.replace(dataset, y=None, y_test=None, class_names=None)


def len_of(X: Any) -> int:
    """Return the number of samples; sparse arrays have no ``len``."""
    return int(X.shape[0])


def take(values: Any, rows: NDArray[Any]) -> Any:
    """Return rows of a dense or sparse array, in memory; None for None."""
    if values is None:
        return None
    chosen = values.iloc[rows] if hasattr(values, "iloc") else values[rows]
    return np.asarray(chosen) if isinstance(chosen, np.ndarray) else chosen
