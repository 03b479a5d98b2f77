"""DATA by the name of a data set, a path, or "-", in two parts: to train and to test.

Messages name the options of ``autoencode fit``, which is what reads so.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.data import DATASETS, load_dataset
from autoencode.data.dataset import Dataset
from autoencode.data.frames import read_table
from autoencode.data.readers import BLOCK_READERS, check_no_images, read_samples
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
)

DEFAULT_TEST = 0.2  # of a file; data sets have their own test part
OF_TABLES = ("label", "id_column", "drop")  # the columns that all tables may have


def read_numbers(data: str, test: str | None, columns: Mapping[str, Any]) -> Dataset:
    """Read DATA in two parts, to train on and to test on.

    Parameters
    ----------
    data : str
        Name of a data set, path, or "-" for CSV from standard input.

    test : str or None
        A fraction, a file, or None: 0.2 of a file; a data set has its own part. A
        fraction of a file is always the same samples, so that fits can be compared.

    columns : mapping
        ``label``, ``id_column``, ``drop``, ``image_size``, ``grey`` of `read_samples`.
    """
    if data in DATASETS:
        refuse_for_named(data, {**columns, "test": test})
        return load_dataset(data)
    check_place(data)
    part = _test_part(test)
    dataset = read_samples(data, **columns)
    if isinstance(part, float):
        return _split(dataset, part, test)
    other = read_samples(part, **columns, feature_names=dataset.feature_names)
    if other.X.shape[1] != dataset.X.shape[1]:
        raise InvalidDataError(
            f"{test} has {other.X.shape[1]} features, but {data} has "
            f"{dataset.X.shape[1]}. Give two files with the same columns."
        )
    return _with_test(dataset, other)


def read_mixed(
    data: str,
    test: str | None,
    columns: Mapping[str, Any],
    types: Mapping[str, Any],
) -> Dataset:
    """Read DATA as `read_numbers` does, with columns of any type: X is a data frame.

    ``types`` are the columns whose types are given: categorical, numeric, dates.
    """
    check_no_images(data, columns["image_size"], columns["grey"])
    as_text = [*types["categorical"], *types["dates"]]
    given = {name: columns[name] for name in OF_TABLES} | {"as_text": as_text}
    part = _test_part(test)
    dataset = read_table(data, **given)
    if isinstance(part, float):
        return _split(dataset, part, test)
    return _with_test(dataset, read_table(part, **given))


def is_table(data: str) -> bool:
    """Whether DATA is a table whose columns have names and types of their own."""
    return data == "-" or data.lower().endswith(tuple(BLOCK_READERS))


def _split(dataset: Dataset, share: float, test: str | None) -> Dataset:
    """Move a share of the samples into the test part; of very few only if asked to."""
    if share == 0 or (test is None and dataset.X.shape[0] < 5):
        return dataset
    return dataset.split(share)


def _with_test(dataset: Dataset, other: Dataset) -> Dataset:
    """Return samples with those of another file as the test part."""
    class_names, y_test = same_classes(dataset.class_names, other)
    return dataclasses.replace(
        dataset,
        X_test=other.X,
        y_test=y_test,
        ids_test=other.ids,
        class_names=class_names,
    )


def same_classes(
    class_names: tuple[str, ...] | None, other: Dataset
) -> tuple[tuple[str, ...] | None, Any]:
    """Return class names for both parts, and the other's labels in their numbers."""
    if class_names is None or other.class_names is None:
        return class_names, other.y if class_names is None else None
    new = [name for name in other.class_names if name not in class_names]
    names = (*class_names, *new)
    numbers = np.array([names.index(name) for name in other.class_names])
    return names, numbers[other.y]


def check_place(data: str) -> None:
    """Raise for what looks like a data set's name and is none."""
    path = Path(data)
    if data != "-" and not path.exists() and not path.suffix and path.name == data:
        raise DataFileError(
            f"{data!r} is neither a file, a folder nor a data set; 'autoencode "
            f"datasets' lists those.{did_you_mean(data, DATASETS)}"
        )


def refuse_for_named(data: str, given: dict[str, Any]) -> None:
    """Raise for options that only files need."""
    names = {"id_column": "id"}
    for name, value in given.items():
        if value:
            option = f"--{names.get(name, name).replace('_', '-')}"
            raise InvalidParameterError(
                f"{option} is for files; the data set {data!r} comes with its labels "
                f"and its own test part. Leave it out."
            )


def _test_part(test: str | None) -> float | str:
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
