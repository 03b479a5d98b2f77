"""`compare_classifiers`: raw data and codes, and the curse of dimensionality.

Encoders are fitted to all training samples, without labels; classifiers to some
labelled ones. Neighbours and densities need ever more samples as the dimension grows,
so that with few labels a code may be classified better than the data that it is of.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.arguments import check_numbers
from autoencode.arrays import dense, subsample
from autoencode.comparisons.accuracies import ClassifierComparison, Row
from autoencode.comparisons.compare import TEST_FRACTION, checked_data
from autoencode.comparisons.mixtures import MixtureClassifier
from autoencode.data.dataset import Dataset
from autoencode.errors import AutoencodeError, InvalidDataError, InvalidParameterError
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.pca import fit_pca

DIMENSIONS = (2, 4, 8, 16, 32)
DEFAULT_SIZE = 16
NOISE = (1, 3, 7)  # columns of noise, as multiples of the number of features
MAX_NOISY_FEATURES = 1024
MAX_TRAIN, MAX_TEST = 5000, 2000
N_LABELLED = 500
CLASSIFIERS = ("5-NN", "SVM", "mixtures")
N_NEIGHBORS = 5


@dataclass(frozen=True, eq=False)
class Features:
    """Data or codes of the labelled pool and of the test samples."""

    name: str
    train: NDArray[Any]  # (n_pool, n_features)
    test: NDArray[Any]  # (n_test, n_features)


def compare_classifiers(
    X: Any,
    y: Any,
    *,
    X_test: Any = None,
    y_test: Any = None,
    class_names: Sequence[str] | None = None,
    n_components: int = DEFAULT_SIZE,
    dimensions: Sequence[int] = DIMENSIONS,
    n_labelled: int | None = None,
    n_repeats: int = 3,
    max_epochs: int | None = None,
    random_state: int = 0,
    folder: str | Path | None = None,
    verbose: int = 0,
) -> ClassifierComparison:
    """Compare classifiers of raw data, of PCA's codes and of an autoencoder's codes.

    Test accuracy of nearest neighbours, of a support vector machine and of Gaussian
    mixtures by the number of labelled samples, and by the dimension of the code; of the
    raw data also with columns of noise added.

    Parameters
    ----------
    X, X_test : array or sparse matrix of shape (n_samples, n_features)
        Samples to train and to test on. Encoders are fitted to all of ``X``. Without
        ``X_test`` a fifth of the samples is split off, stratified by class.

    y, y_test : array of shape (n_samples,)
        Classes: text, whole numbers or booleans. ``y_test`` is needed with ``X_test``.

    class_names : sequence of str or None, default=None
        Names of the classes, if ``y`` are their indices.

    n_components : int, default=16
        Size of the codes that are compared by the number of samples; at least 1.
        Limited to less than the number of features.

    dimensions : sequence of int, default=(2, 4, 8, 16, 32)
        Sizes of the codes; those below the number of features are used.

    n_labelled : int or None, default=None
        Number of labelled samples for the comparison by dimension: at least one for
        each class, and at most 5,000. None takes 500, or more if there are more
        classes.

    n_repeats : int, default=3
        Draws of the labelled samples, of whose accuracies mean and standard deviation
        are reported; at least 1.

    max_epochs : int or None, default=None
        Epochs of the autoencoders; None for their default.

    random_state : int, default=0
        Seed of encoders, draws and noise.

    folder : path-like or None, default=None
        Folder to save the result in; see `ClassifierComparison.save`.

    verbose : int, default=0
        1 prints lines of progress on standard error, if it is a terminal.

    Returns
    -------
    ClassifierComparison
        ``rows`` with the accuracies, ``tables()`` and ``lines()``.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any fit: labels that are missing, continuous or all of one class, or
        fewer labelled samples than classes.

    Notes
    -----
    At most 5,000 labelled samples are drawn, and 2,000 to test on. The support vector
    machine standardises its features; the other two take them as they are. Noise is
    added up to 1,024 columns.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import compare_classifiers
    >>> rng = np.random.default_rng(0)
    >>> y = np.repeat([0, 1], 30)
    >>> X = rng.normal(size=(60, 4)) + 3 * y[:, np.newaxis]
    >>> result = compare_classifiers(
    ...     X, y, n_components=2, dimensions=[2], n_repeats=1, max_epochs=2
    ... )
    >>> result.lines()[0]
    '5-NN, 10 labels: raw ..., PCA ..., autoencoder ...'
    """
    check_numbers(n_components=n_components, n_repeats=n_repeats)
    data = checked_data(X, y, X_test, y_test, class_names, TEST_FRACTION, random_state)
    n_labelled = _number_labelled(n_labelled, _number_of_classes(data))
    n_features = data.X.shape[1]
    n_components = min(n_components, n_features - 1)
    sizes_of_codes = sorted(
        {n_components, *(int(d) for d in dimensions if 1 <= d < n_features)}
    )
    pool = subsample(data.X.shape[0], MAX_TRAIN, random_state)
    test = subsample(data.X_test.shape[0], MAX_TEST, random_state)
    work = _Work(
        data=data,
        pool=pool,
        test=test,
        n_labelled=min(n_labelled, len(pool)),
        n_repeats=n_repeats,
        seed=random_state,
        shows=bool(verbose) and sys.stderr.isatty(),
    )
    result = ClassifierComparison(
        n_components=n_components, n_labelled=work.n_labelled, n_features=n_features
    )
    for features, is_by_size in work.features(
        sizes_of_codes, n_components, max_epochs, result
    ):
        result.rows += work.rows(features, is_by_size)
    if folder is not None:
        result.save(folder)
    return result


@dataclass(frozen=True, kw_only=True, eq=False)
class _Work:
    """Samples and draws that all features share."""

    data: Dataset
    pool: NDArray[np.intp]  # training samples with a label that may be drawn
    test: NDArray[np.intp]
    n_labelled: int
    n_repeats: int
    seed: int
    shows: bool

    def features(
        self,
        sizes: list[int],
        n_components: int,
        max_epochs: int | None,
        result: ClassifierComparison,
    ) -> Iterator[tuple[Features, bool]]:
        """Yield features, and whether they are compared by the number of samples."""
        raw = self._of("raw", self.data.X, self.data.X_test)
        yield raw, True
        yield from ((noisy, False) for noisy in self._with_noise(raw))
        pca = fit_pca(self.data.X, sizes[-1], self.seed, result.notes)
        whole = self._of("PCA", self.data.X, self.data.X_test, pca)
        for size in sizes:
            if size <= whole.train.shape[1]:
                cut = (whole.train[:, :size], whole.test[:, :size])
                yield Features("PCA", *cut), size == n_components
        for size in sizes:
            model = Autoencoder(n_components=size, random_state=self.seed)
            if max_epochs is not None:
                model.set_params(max_epochs=max_epochs)
            start = time.perf_counter()
            try:
                model.fit(self.data.X)
            except AutoencodeError as error:
                result.notes.append(f"Autoencoder of {size} components: {error}")
                continue
            self._show(f"autoencoder, {size} components", start)
            codes = self._of("autoencoder", self.data.X, self.data.X_test, model)
            yield codes, size == n_components

    def rows(self, features: Features, is_by_size: bool) -> list[Row]:
        """Return a row for each number of labelled samples and each classifier."""
        n_pool = len(self.pool)
        sizes = sample_sizes(n_pool, len(self.data.class_names or ()))
        numbers = sorted({self.n_labelled, *(sizes if is_by_size else ())})
        found, start = [], time.perf_counter()
        for number in numbers:
            # All samples can be drawn in one way only.
            n_repeats = self.n_repeats if number < n_pool else 1
            scores = [self._accuracies(features, number, r) for r in range(n_repeats)]
            for classifier in CLASSIFIERS:
                values = [each[classifier] for each in scores]
                spread = float(np.std(values, ddof=1)) if n_repeats > 1 else None
                found.append(
                    {
                        "features": features.name,
                        "dimension": features.train.shape[1],
                        "classifier": classifier,
                        "n_labelled": number,
                        "accuracy": float(np.mean(values)),
                        "standard_deviation": spread,
                        "n_repeats": n_repeats,
                    }
                )
        self._show(f"{features.name}, {features.train.shape[1]} columns", start)
        return found

    def _accuracies(
        self, features: Features, n_labelled: int, repeat: int
    ) -> dict[str, float]:
        """Return the test accuracy of each classifier for one draw."""
        y = self.data.y[self.pool]  # type: ignore[index]
        y_test = self.data.y_test[self.test]  # type: ignore[index]
        rng = np.random.default_rng([self.seed, repeat])
        drawn = stratified_rows(y, n_labelled, rng)
        accuracies = {}
        for name, classifier in _classifiers(len(drawn), self.seed).items():
            classifier.fit(features.train[drawn], y[drawn])
            accuracies[name] = float(classifier.score(features.test, y_test))
        return accuracies

    def _with_noise(self, raw: Features) -> Iterator[Features]:
        """Yield the raw data with columns of normal noise of a typical size."""
        n_features = raw.train.shape[1]
        scale = float(raw.train.std(axis=0).mean())
        rng = np.random.default_rng(self.seed)
        for times in NOISE:
            n_noise = times * n_features
            if n_features + n_noise > MAX_NOISY_FEATURES:
                return
            parts = [
                np.hstack([part, rng.normal(scale=scale, size=(len(part), n_noise))])
                for part in (raw.train, raw.test)
            ]
            yield Features("raw + noise", *parts)

    def _of(self, name: str, X: Any, X_test: Any, encoder: Any = None) -> Features:
        """Return the codes of pool and test samples, or the samples themselves."""
        parts = []
        for samples, rows in ((X, self.pool), (X_test, self.test)):
            part = dense(samples, rows)
            codes = part if encoder is None else encoder.transform(part)
            parts.append(np.asarray(codes, np.float64))
        return Features(name, *parts)

    def _show(self, what: str, start: float) -> None:
        if self.shows:
            seconds = time.perf_counter() - start
            print(f"{what}: {seconds:.0f} s", file=sys.stderr, flush=True)


def _number_of_classes(data: Dataset) -> int:
    """Return the number of classes in training; raise InvalidDataError below two."""
    if data.y is None or data.y_test is None:
        missing = "y" if data.y is None else "y_test"
        raise InvalidDataError(
            f"Classifiers need labels of training and test samples; {missing} is None."
        )
    if data.class_names is None:
        raise InvalidDataError(
            "Classifiers need classes; y holds continuous numbers. Round them, or give "
            "other labels."
        )
    n_classes = len(np.unique(data.y))
    if n_classes < 2:
        raise InvalidDataError(
            "Classifiers need at least 2 classes; all training samples have the same "
            "label."
        )
    if data.X.shape[1] < 2:
        raise InvalidDataError(
            "Codes need to be smaller than the data; X has 1 feature only."
        )
    return n_classes


def _number_labelled(n_labelled: int | None, n_classes: int) -> int:
    """Return the number of labelled samples; raise if it is below that of classes."""
    if n_labelled is None:
        return max(N_LABELLED, n_classes)
    check_numbers(n_labelled=n_labelled)
    if n_labelled < n_classes:
        raise InvalidParameterError(
            f"n_labelled must be at least {n_classes}, one sample for each class; got "
            f"{n_labelled}."
        )
    return n_labelled


def sample_sizes(n_samples: int, n_classes: int) -> list[int]:
    """Return 10, 20, 50, ... up to the number of samples, at least two per class."""
    least = max(10, 2 * n_classes)
    series = [m * 10**p for p in range(1, 8) for m in (1, 2, 5)]
    return [n for n in series if least <= n < n_samples] + [n_samples]


def stratified_rows(
    y: NDArray[Any], n_rows: int, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Return random rows with the classes in the proportions of ``y``.

    Rows sorted by class are cut into ``n_rows`` equal parts, of which the same place is
    taken, so that a class has the number of its share, rounded up or down. If there are
    rows enough, a class that would have none gets one, of the most frequent class.
    """
    order = rng.permutation(len(y))
    order = order[np.argsort(y[order], kind="stable")]
    places = (np.arange(n_rows) + rng.random()) * (len(y) / n_rows)
    drawn = order[np.minimum(places.astype(np.intp), len(y) - 1)]
    classes = np.unique(y)
    if n_rows >= len(classes):
        for missing in np.setdiff1d(classes, y[drawn]):
            found, counts = np.unique(y[drawn], return_counts=True)
            of_most = np.flatnonzero(y[drawn] == found[counts.argmax()])
            drawn[of_most[0]] = order[np.flatnonzero(y[order] == missing)[0]]
    return drawn


def _classifiers(n_labelled: int, seed: int) -> dict[str, Any]:
    """Return unfitted classifiers by name."""
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    return {
        "5-NN": KNeighborsClassifier(min(N_NEIGHBORS, n_labelled)),
        "SVM": make_pipeline(StandardScaler(), SVC()),
        "mixtures": MixtureClassifier(random_state=seed),
    }
