"""One method of a comparison: its fit, its map and its figures."""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

from autoencode.arrays import Samples, subsample
from autoencode.comparisons.memory import peak_memory
from autoencode.comparisons.methods import METHODS, Method
from autoencode.data.dataset import take
from autoencode.errors import InvalidDataError, one_line
from autoencode.files import json_value
from autoencode.metrics import (
    continuity,
    explained_variance,
    knn_accuracy,
    knn_accuracy_within,
    reconstruction_error,
    trustworthiness,
)

ROWS_AT_ONCE = 10_000
OURS = "autoencode.models"
Row = dict[str, Any]


class Maps(NamedTuple):
    """The maps of a method: arrays of shape (n_samples, n_components)."""

    train: NDArray[Any]
    test: NDArray[Any] | None  # None if new samples cannot be embedded

    @property
    def evaluated(self) -> NDArray[Any]:
        """The map whose figures are reported."""
        return self.train if self.test is None else self.test


@dataclass(frozen=True, kw_only=True, eq=False)
class MapTask:
    """Fits a method in this process, and measures its map.

    Parameters
    ----------
    X, X_test : array or CSR matrix of shape (n_samples, n_features); X_test or None
        Samples to fit, and new ones.

    y, y_test : ndarray of shape (n_samples,) or None
        Classes, from 0.

    n_components : int
        Number of dimensions of the maps.

    n_neighbors : int
        Number of neighbours of trustworthiness and continuity.

    accuracy_neighbors : int
        Number of neighbours of the accuracy.

    max_samples : int
        Number of samples above which trustworthiness and continuity are those of a
        random subsample.

    seed : int
        Seed of methods and subsamples.

    max_epochs : int or None
        Epochs of the networks of `METHODS`; None for their default.
    """

    X: Samples
    X_test: Samples | None
    y: NDArray[Any] | None
    y_test: NDArray[Any] | None
    n_components: int
    n_neighbors: int
    accuracy_neighbors: int
    max_samples: int
    seed: int
    max_epochs: int | None

    def __call__(self, entry: tuple[str, Any]) -> tuple[Row, Maps | None]:
        """Return row and maps of a name and an estimator; None: that of `METHODS`.

        Of a method that fails the row has the keys ``name``, ``label`` and ``failed``.
        """
        name, estimator = entry
        method = METHODS[name] if estimator is None else _own_method(name, estimator)
        row: Row = {"name": name, "label": method.label}
        try:
            with _caught_warnings() as caught:
                made = method.make(
                    self.X, self.n_components, self.seed, self.max_epochs
                )
                figures, maps = self._measured(made, method)
        except Exception as error:  # of any package
            return row | {"failed": f"{type(error).__name__}: {one_line(error)}"}, None
        notes = list(figures.pop("notes"))
        # Other packages warn of many things that no user can change.
        if estimator is not None or type(made).__module__.startswith(OURS):
            notes += [str(w.message) for w in caught if w.category is UserWarning]
        return row | figures | {"notes": list(dict.fromkeys(notes))}, maps

    def _measured(self, estimator: Any, method: Method) -> tuple[Row, Maps]:
        """Fit, embed and measure."""
        n_samples = self.X.shape[0]
        X, notes = self.X, []
        if method.max_fit is not None and n_samples > method.max_fit:
            X = take(X, subsample(n_samples, method.max_fit, self.seed))
            notes.append(
                f"fitted to {method.max_fit:,} of the {n_samples:,} training samples, "
                f"as its memory grows with their square"
            )
        transform_seconds, test = None, None
        embeds_new = hasattr(estimator, "transform")
        with peak_memory() as memory:
            start = time.perf_counter()
            estimator.fit(X)
            fitted = time.perf_counter()
            if embeds_new and self.X_test is not None:
                test = _embedded(estimator, self.X_test)
                transform_seconds = time.perf_counter() - fitted
        train = self._training_map(estimator, X.shape[0] == n_samples)
        maps = Maps(train, test)
        figures = {
            "part": "training" if test is None else "test",
            "embeds_new": embeds_new,
            "n_fit": X.shape[0],
            "n_components": train.shape[1],
            **self._figures_of_maps(maps),
            **self._figures_of_reconstructions(estimator, maps, method, notes),
            "fit_seconds": fitted - start,
            "transform_seconds": transform_seconds,
            "memory_mb": memory.megabytes,
        }
        plain = {key: json_value(value) for key, value in figures.items()}
        return plain | {"notes": notes}, maps

    def _training_map(self, estimator: Any, fitted_to_all: bool) -> NDArray[Any]:
        """Return the map of the training samples, as the fit left it if it did."""
        found = getattr(estimator, "embedding_", None)
        if fitted_to_all and found is not None:
            return _checked(found, self.X.shape[0])
        if not hasattr(estimator, "transform"):
            raise InvalidDataError(
                "the estimator has neither transform nor embedding_ after its fit."
            )
        return _embedded(estimator, self.X)

    def _figures_of_maps(self, maps: Maps) -> Row:
        """Return trustworthiness, continuity and the accuracy of neighbours."""
        X = self.X if maps.test is None else self.X_test
        given = (self.n_neighbors, self.max_samples, self.seed)
        figures: Row = {
            "trustworthiness": trustworthiness(X, maps.evaluated, *given),
            "continuity": continuity(X, maps.evaluated, *given),
        }
        if self.y is None:
            return figures
        if maps.test is None:
            accuracy = knn_accuracy_within(maps.train, self.y, self.accuracy_neighbors)
        elif self.y_test is None:
            return figures
        else:
            accuracy = knn_accuracy(
                maps.train, self.y, maps.test, self.y_test, self.accuracy_neighbors
            )
        return figures | {"knn_accuracy": accuracy}

    def _figures_of_reconstructions(
        self, estimator: Any, maps: Maps, method: Method, notes: list[str]
    ) -> Row:
        """Return the mean squared error of what is decoded, if it can be."""
        # Kernel PCA has the method, and decodes only if its fit was told so.
        decodes = getattr(estimator, "fit_inverse_transform", True)
        if not decodes or not hasattr(estimator, "inverse_transform"):
            return {}
        X = self.X if maps.test is None else self.X_test
        codes = maps.evaluated
        if method.max_decoded is not None and len(codes) > method.max_decoded:
            rows = subsample(len(codes), method.max_decoded, self.seed)
            X, codes = take(X, rows), codes[rows]
            notes.append(f"reconstruction error of {method.max_decoded} samples")
        X_hat = np.concatenate(
            [np.asarray(estimator.inverse_transform(part)) for part in _blocks(codes)]
        )
        return {
            "reconstruction_error": reconstruction_error(X, X_hat).mean(),
            "share": explained_variance(X, X_hat),
        }


def _own_method(name: str, estimator: Any) -> Method:
    """Return the method of the user's estimator, which is not changed by its fit."""
    return Method(label=name, make=lambda *_: clone(estimator, safe=False))


@contextmanager
def _caught_warnings() -> Iterator[list[Any]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        yield caught


def _embedded(estimator: Any, X: Samples) -> NDArray[Any]:
    """Return the codes of samples, computed in blocks to bound the memory."""
    parts = [np.asarray(estimator.transform(part)) for part in _blocks(X)]
    return _checked(np.concatenate(parts), X.shape[0])


def _blocks(X: Samples) -> Iterator[Samples]:
    for start in range(0, X.shape[0], ROWS_AT_ONCE):
        yield X[start : start + ROWS_AT_ONCE]


def _checked(found: Any, n_samples: int) -> NDArray[Any]:
    """Return a map as an array; raise if it cannot be one of these samples."""
    codes: NDArray[Any] = np.asarray(found)
    if codes.ndim != 2 or codes.shape[0] != n_samples:
        raise InvalidDataError(
            f"the map must be of shape ({n_samples}, n_components); got {codes.shape}."
        )
    if not np.isfinite(codes).all():
        raise InvalidDataError("the map has values that are not finite.")
    return codes
