"""DATA as the commands take it: a data set's name, a file, a folder, or "-"."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.data import DATASETS, load_dataset
from autoencode.data.dataset import Dataset
from autoencode.data.readers import read_blocks, read_samples
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    RunFolderError,
    did_you_mean,
)
from autoencode.storage import Run, load_run

DEFAULT_TEST = 0.2  # of a file; data sets have their own test part


def read_for_fit(data: str, test: str | None, **columns: Any) -> Dataset:
    """Read DATA in two parts, to train on and to test on.

    Parameters
    ----------
    data : str
        Name of a data set, path, or "-" for CSV from standard input.

    test : str or None
        A fraction, a file, or None: 0.2 of a file; a data set has its own part. A
        fraction of a file is always the same samples, so that fits can be compared.

    **columns
        ``label``, ``id_column``, ``drop``, ``image_size``, ``grey`` of `read_samples`.
    """
    if data in DATASETS:
        _refuse_for_named(data, columns | {"test": test})
        return load_dataset(data)
    _check_place(data)
    part = test_part(test)
    dataset = read_samples(data, **columns)
    if isinstance(part, float):
        if part == 0:
            return dataset
        if test is None and dataset.X.shape[0] < 5:
            return dataset  # too few to keep some apart without being asked to
        return dataset.split(part)
    names = dataset.feature_names
    other = read_samples(part, **columns, feature_names=names)
    if other.X.shape[1] != dataset.X.shape[1]:
        raise InvalidDataError(
            f"{test} has {other.X.shape[1]} features, but {data} has "
            f"{dataset.X.shape[1]}. Give two files with the same columns."
        )
    class_names, y_test = _same_classes(dataset.class_names, other)
    return dataclasses.replace(
        dataset,
        X_test=other.X,
        y_test=y_test,
        ids_test=other.ids,
        class_names=class_names,
    )


def read_for_run(
    data: str, run: Run, part: str = "test", drop: Sequence[str] = ()
) -> Dataset:
    """Read DATA as a run's model takes it; the samples are in ``X``.

    Of a data set by name, the samples are those of its test part, or of its training
    part. Columns are found by the names they had in training.

    Raises
    ------
    InvalidDataError
        If the samples do not fit the model.
    """
    if data in DATASETS:
        dataset = _named(data, part, drop)
    else:
        _check_place(data)
        dataset = read_samples(data, **_as_trained(run, drop))
        names = run.input.get("class_names")
        if names and dataset.class_names:
            names, y = _same_classes(tuple(names), dataset)
            dataset = dataclasses.replace(dataset, class_names=names, y=y)
    _check_width(data, dataset, run)
    return dataset


def blocks_for_run(
    data: str, run: Run, part: str = "test", drop: Sequence[str] = ()
) -> Iterator[Dataset]:
    """Read DATA as `read_for_run` does, some rows at a time, without labels."""
    if data in DATASETS:
        blocks: Iterable[Dataset] = [_named(data, part, drop)]
    else:
        _check_place(data)
        blocks = read_blocks(data, **_as_trained(run, drop))
    for block in blocks:
        _check_width(data, block, run)
        yield block


def load_autoencoder(path: str, *, of_tables: bool = False) -> Run:
    """Load a run that holds an autoencoder; that of a mixed table if it may.

    Raises
    ------
    RunFolderError
        If it holds something else.
    """
    run = load_run(path)
    if run.detector is not None:
        raise RunFolderError(
            f"{path} holds an anomaly detector, which has no codes; only 'autoencode "
            f"detect' and 'autoencode info' take it."
        )
    if run.table is not None and not of_tables:
        raise RunFolderError(
            f"{path} holds the autoencoder of a mixed table, which this command does "
            f"not take; encode, decode, reconstruct, impute, sample, interpolate and "
            f"evaluate do."
        )
    return run


def _named(data: str, part: str, drop: Sequence[str]) -> Dataset:
    """Return a part of a data set that has a name."""
    _refuse_for_named(data, {"drop": drop})
    dataset = load_dataset(data)
    if part != "test":
        return dataset
    return dataclasses.replace(
        dataset, X=dataset.X_test, y=dataset.y_test, X_test=None, y_test=None
    )


def _as_trained(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return how samples are read that a run's model shall take."""
    stored = run.input
    size = stored.get("image_size")
    return {
        **columns_as_trained(run, drop),
        "image_size": tuple(size) if size else None,
        "grey": bool(stored.get("grey")),
    }


def columns_as_trained(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return which columns a run's model takes; ``drop`` are others to leave out.

    Raises
    ------
    InvalidParameterError
        If the model needs one of these.
    """
    stored = run.input
    needed = [name for name in drop if name in (stored.get("feature_names") or ())]
    if needed:
        raise InvalidParameterError(
            f"--drop {needed[0]}: the model takes this column. Train one without it."
        )
    return {
        "label": stored.get("label"),
        "id_column": stored.get("id"),
        "drop": (*stored.get("drop", ()), *drop),
        "feature_names": stored.get("feature_names"),
    }


def _check_width(data: str, dataset: Dataset, run: Run) -> None:
    n_features = run.model.n_features_in_
    if dataset.X.shape[1] != n_features:
        raise InvalidDataError(
            f"{data} has {dataset.X.shape[1]} features, but the model was trained on "
            f"{n_features}. Give data with the same columns."
        )


def _same_classes(
    class_names: tuple[str, ...] | None, other: Dataset
) -> tuple[tuple[str, ...] | None, Any]:
    """Return class names for both parts, and the other's labels in their numbers."""
    if class_names is None or other.class_names is None:
        return class_names, other.y if class_names is None else None
    new = [name for name in other.class_names if name not in class_names]
    names = (*class_names, *new)
    numbers = np.array([names.index(name) for name in other.class_names])
    return names, numbers[other.y]


def _check_place(data: str) -> None:
    """Raise for what looks like a data set's name and is none."""
    path = Path(data)
    if data != "-" and not path.exists() and not path.suffix and path.name == data:
        raise DataFileError(
            f"{data!r} is neither a file, a folder nor a data set; 'autoencode "
            f"datasets' lists those.{did_you_mean(data, DATASETS)}"
        )


def _refuse_for_named(data: str, given: dict[str, Any]) -> None:
    """Raise for options that only files need."""
    names = {"id_column": "id"}
    for name, value in given.items():
        if value:
            option = f"--{names.get(name, name).replace('_', '-')}"
            raise InvalidParameterError(
                f"{option} is for files; the data set {data!r} comes with its labels "
                f"and its own test part. Leave it out."
            )


def test_part(test: str | None) -> float | str:
    """Return the share of the samples to test on, or the file that ``test`` names.

    Raises
    ------
    InvalidParameterError
        If it is a number that is no share.
    """
    if test is None:
        return DEFAULT_TEST
    try:
        fraction = float(test)
    except ValueError:
        return test
    if not 0 <= fraction < 1:
        raise InvalidParameterError(
            f"--test must be a file, or a fraction from 0 to below 1; got {test!r}."
        )
    return fraction
