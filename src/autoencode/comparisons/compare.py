"""`compare`: maps of several methods on the same samples, and their figures."""

import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from autoencode.arguments import check_numbers
from autoencode.arrays import moments
from autoencode.class_labels import label_array
from autoencode.comparisons.measuring import Maps, MapTask, Row
from autoencode.comparisons.methods import INSTALL, METHODS, has_open_tsne
from autoencode.comparisons.result import Comparison, seconds_text
from autoencode.data.columns import Place
from autoencode.data.dataset import Dataset
from autoencode.data.labels import class_numbers, encode_labels, missing_label
from autoencode.errors import (
    FitProcessError,
    InvalidDataError,
    InvalidParameterError,
    one_line,
    unknown_name,
)
from autoencode.metrics.neighbors import reduced_neighbors
from autoencode.models.checks import check_samples, check_test_samples
from autoencode.sweeps.processes import in_own_process

MIN_SAMPLES = 5
TEST_FRACTION = 0.2


def compare(
    X: Any,
    y: Any = None,
    *,
    X_test: Any = None,
    y_test: Any = None,
    methods: Iterable[str] | Mapping[str, Any] | None = None,
    n_components: int = 2,
    n_neighbors: int = 5,
    max_samples: int = 5000,
    max_epochs: int | None = None,
    test_fraction: float = TEST_FRACTION,
    class_names: Sequence[str] | None = None,
    random_state: int = 0,
    folder: str | Path | None = None,
    verbose: int = 0,
) -> Comparison:
    """Fit several methods of dimensionality reduction, and compare their maps.

    Each method is fitted to the training samples in a process of its own, with its
    default parameters, and evaluated on the test samples, which it has not seen; a
    method that cannot embed new samples on the training samples, which is easier.
    Labels are not used in training. A method that is not installed, or that fails, is
    named in the result, and the others go on.

    In a script, call it under ``if __name__ == "__main__":``, as Python's
    `multiprocessing` requires: each process imports the script again.

    Parameters
    ----------
    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        Training samples: at least 5, finite numbers. They are not scaled.

    y : array of shape (n_samples,) or None, default=None
        Labels, for the accuracy of neighbours and the colours: text, whole numbers or
        booleans are classes; other numbers are colours only.

    X_test, y_test : as ``X`` and ``y``, or None, default=None
        Test samples. None splits off ``test_fraction``, stratified by class.

    methods : list of str, mapping from str to estimator, or None, default=None
        Names in `autoencode.comparisons.methods.METHODS`: "pca", "kernel_pca", "t_sne",
        "umap", "pacmap", "autoencoder", "variational" and "parametric_map"; None takes
        all. Or estimators of your own by name: with ``fit``, and with ``transform`` or,
        after the fit, ``embedding_``; None stands for the method of this name. No name
        is "y".

    n_components : int, default=2
        Number of dimensions of the maps; at least 1. Your own estimators keep theirs.

    n_neighbors : int, default=5
        Number of neighbours of trustworthiness, continuity and accuracy; at least 1.
        For trustworthiness and continuity, reduced to less than half the number of
        samples that are compared; for the accuracy, to less than the number of
        training samples.

    max_samples : int, default=5000
        Trustworthiness and continuity of more samples are those of a random subsample
        of this size: time and memory grow with its square.

    max_epochs : int or None, default=None
        Epochs of the autoencoders; None for their default.

    test_fraction : float in [0, 1), default=0.2
        Share of the samples to test on, if ``X_test`` is None. 0 evaluates all methods
        on the training samples.

    class_names : sequence of str or None, default=None
        Names of the classes, if ``y`` are their indices.

    random_state : int, default=0
        Seed of the methods, of the split and of subsamples.

    folder : path-like or None, default=None
        Folder to save the result in, after each method; see `Comparison.save`.

    verbose : int, default=0
        1 prints a line for each method on standard error, if it is a terminal.

    Returns
    -------
    Comparison
        ``rows`` with the figures, ``maps``, ``table()`` and ``lines()``.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any fit: unknown methods, none that is installed, labels of the wrong
        length or that are no indices of ``class_names``, samples that are all equal,
        fewer features than ``n_components`` (unless
        all estimators are your own).

    Examples
    --------
    >>> from autoencode import compare, load_dataset
    >>> iris = load_dataset("iris")
    >>> result = compare(iris.X, iris.y, methods=["pca"])
    >>> round(result.rows[0]["trustworthiness"], 1)
    1.0
    """
    check_numbers(n_components=n_components, n_neighbors=n_neighbors)
    check_numbers(max_samples=max_samples)
    data = checked_data(X, y, X_test, y_test, class_names, test_fraction, random_state)
    entries, missing = _entries(methods)
    has_own_only = all(own is not None for _, own in entries)
    if n_components > data.X.shape[1] and not has_own_only:
        raise InvalidDataError(
            f"X must have at least {n_components} features, as many as the maps have "
            f"components; got {data.X.shape[1]}."
        )
    compared = data.X if data.X_test is None else data.X_test
    # As the metrics do, so that the result says how many they are.
    n_compared = min(compared.shape[0], max_samples)
    accuracy_neighbors = min(n_neighbors, data.X.shape[0] - 1)
    n_neighbors = reduced_neighbors(n_neighbors, n_compared)
    has_classes = data.class_names is not None
    task = MapTask(
        X=data.X,
        X_test=data.X_test,
        y=data.y if has_classes else None,
        y_test=data.y_test if has_classes else None,
        n_components=n_components,
        n_neighbors=n_neighbors,
        accuracy_neighbors=accuracy_neighbors,
        max_samples=max_samples,
        seed=random_state,
        max_epochs=max_epochs,
    )
    result = Comparison(
        data=data,
        n_neighbors=n_neighbors,
        accuracy_neighbors=accuracy_neighbors,
        missing=missing,
    )
    _run(task, entries, result, None if folder is None else Path(folder), verbose)
    return result


def checked_data(
    X: Any,
    y: Any,
    X_test: Any,
    y_test: Any,
    class_names: Sequence[str] | None,
    test_fraction: float,
    seed: int,
) -> Dataset:
    """Return checked samples in two parts; labels are indices of ``class_names``.

    Continuous labels are numbers, and have no class names. The parameters and errors
    are those of `compare`.
    """
    if not 0 <= test_fraction < 1:
        raise InvalidParameterError(
            f"test_fraction must be in [0, 1); got {test_fraction!r}."
        )
    probe = BaseEstimator()
    X = check_samples(probe, X, reset=True)
    if X.shape[0] < MIN_SAMPLES:
        raise InvalidDataError(
            f"X must have at least {MIN_SAMPLES} training samples; got {X.shape[0]}."
        )
    X_test = check_test_samples(probe, X_test)
    if moments(X).total_variance == 0:
        raise InvalidDataError(
            "X has equal samples only: there is nothing to compare. Check the data."
        )
    y, y_test, class_names = _labels(y, y_test, class_names, X, X_test)
    data = Dataset(
        name="X",
        X=X,
        y=y,
        X_test=X_test,
        y_test=y_test,
        class_names=None if class_names is None else tuple(class_names),
        source="",
    )
    if X_test is not None or test_fraction == 0:
        return data
    return data.split(test_fraction, seed=seed)


def _labels(
    y: Any, y_test: Any, class_names: Sequence[str] | None, X: Any, X_test: Any
) -> tuple[Any, Any, Sequence[str] | None]:
    """Return the labels of both parts as indices, and the names of the classes."""
    import pandas as pd

    if y is None:
        return None, None, None
    parts = []
    for name, labels, samples in (("y", y, X), ("y_test", y_test, X_test)):
        if labels is None or samples is None:
            continue
        labels = label_array(labels)
        if labels.shape != (samples.shape[0],):
            raise InvalidDataError(
                f"{name} must have shape ({samples.shape[0]},), one label for each "
                f"sample; got {labels.shape}."
            )
        if labels.dtype.kind == "O":
            missing = pd.isna(labels)
            if missing.any():
                row, count = int(missing.argmax()), int(missing.sum())
                raise missing_label(name, Place(name.replace("y", "X")), row, count)
        if class_names is not None:
            labels = class_numbers(name, labels, class_names)
        elif labels.dtype.kind == "O":
            labels = labels.astype(str)
        parts.append(labels)
    if class_names is None:
        whole = np.concatenate(parts)
        encoded, class_names = encode_labels(whole, "y", Place("X"))
        parts = [encoded[: len(parts[0])], encoded[len(parts[0]) :]][: len(parts)]
    return parts[0], parts[1] if len(parts) > 1 else None, class_names


def _entries(
    methods: Iterable[str] | Mapping[str, Any] | None,
) -> tuple[list[tuple[str, Any]], list[str]]:
    """Return names with estimators of the user, and what is not installed."""
    if isinstance(methods, str):
        methods = [methods]
    if isinstance(methods, Mapping):
        given = {str(name): each for name, each in methods.items()}
        if len(given) < len(methods):
            raise InvalidParameterError("Two methods have the same name, as text.")
    else:
        given = dict.fromkeys(METHODS if methods is None else methods)
    if not given:
        raise InvalidParameterError("methods is empty; give at least one.")
    if "y" in given and given["y"] is not None:
        raise InvalidParameterError(
            "A method cannot be named 'y', as the labels are in maps.npz. Give it "
            "another name."
        )
    missing = []
    for name, estimator in list(given.items()):
        if estimator is not None:
            continue
        if name not in METHODS:
            raise InvalidParameterError(unknown_name("Method", name, METHODS))
        if not METHODS[name].is_installed:
            missing.append(METHODS[name].advice)
            del given[name]
        elif name == "t_sne" and not has_open_tsne():
            missing.append(
                f"openTSNE is not installed: t-SNE is scikit-learn's, which embeds no "
                f"new samples; {INSTALL} (or openTSNE)."
            )
    if not given:
        raise InvalidParameterError(" ".join(missing))
    return list(given.items()), missing


def _run(
    task: MapTask,
    entries: list[tuple[str, Any]],
    result: Comparison,
    folder: Path | None,
    verbose: int,
) -> None:
    """Add row and maps of each method to the result, and save it."""
    shows = bool(verbose) and sys.stderr.isatty()
    labels = _labels_of(entries)
    try:
        for number, entry in enumerate(entries):
            if shows:
                print(
                    f"{number + 1}/{len(entries)} · {labels[number]} ...",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
            row, maps = _measured(task, entry, labels[number])
            result.add(row | {"label": labels[number]}, maps)
            if folder is not None:
                result.save_figures(folder)
            if shows:
                print(_end_of_line(row), file=sys.stderr, flush=True)
    except KeyboardInterrupt as stop:
        place = ""
        if folder is not None and result.maps:
            result.save(folder)
            place = f"; they are saved in {folder}"
        raise KeyboardInterrupt(
            f"Stopped: {len(result.rows)} of {len(entries)} methods are "
            f"finished{place}."
        ) from stop
    if folder is not None:
        result.save(folder)


def _labels_of(entries: list[tuple[str, Any]]) -> list[str]:
    """Return what methods are called in table and picture, each in another way."""
    known = {METHODS[name].label for name, own in entries if own is None}
    labels = []
    for name, own in entries:
        label = METHODS[name].label if own is None else name
        while own is not None and label in known:  # a name of the user's
            label = f"{label} (own)"
        known.add(label)
        labels.append(label)
    return labels


def _measured(
    task: MapTask, entry: tuple[str, Any], label: str
) -> tuple[Row, Maps | None]:
    """Measure a method, in its own process if it can be sent to one."""
    if not _can_be_sent(entry[1]):
        return task(entry)
    try:
        row: tuple[Row, Maps | None] = in_own_process(task, entry)
        return row
    except FitProcessError as error:
        reason = one_line(error).partition(" ended ")[2] or one_line(error)
        failed = f"its process ended {reason}"
        return {"name": entry[0], "label": label, "failed": failed}, None


def _can_be_sent(estimator: Any) -> bool:
    """Whether a new process can load the estimator.

    It runs the file of a script first, and a script from standard input has a name that
    is of no file. Classes of a notebook, which has no file, do not exist there.
    """
    file = getattr(sys.modules.get("__main__"), "__file__", None)
    if file is None and type(estimator).__module__ == "__main__":
        return False
    if file is not None and not Path(file).exists():
        return False
    try:
        pickle.dumps(estimator)
    except Exception:  # pickle raises errors of several types
        return False
    return True


def _end_of_line(row: Row) -> str:
    """Return the rest of the line of progress for a method that is done."""
    if "failed" in row:
        return " failed"
    value = row["trustworthiness"]
    text = "" if value is None else f" trustworthiness {value:.3f} ·"
    return f"{text} {seconds_text(row['fit_seconds'])} s"
