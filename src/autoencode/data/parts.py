"""Reading of DATA (a data set, a path or "-") in two parts, to train and to test.

Messages name the options of ``autoencode fit``, which uses these functions.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.data import DATASETS, load_dataset
from autoencode.data.columns import check_typed
from autoencode.data.dataset import Dataset
from autoencode.data.documents import read_documents
from autoencode.data.frames import read_table
from autoencode.data.labels import MISSING
from autoencode.data.readers import BLOCK_READERS, check_no_images, read_samples
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    MixedColumnsError,
    did_you_mean,
)

DEFAULT_TEST = 0.2  # fraction of a file; data sets have their own test part
TABLE_OPTIONS = ("label", "id_column", "drop", "encoding", "delimiter", "decimal")


def read_numbers(
    data: str,
    test: str | None,
    columns: Mapping[str, Any],
    *,
    missing_labels: bool = False,
) -> Dataset:
    """Read numeric samples in two parts, to train and to test.

    Parameters
    ----------
    data : str
        Name of a data set, path, or "-" for CSV from standard input.

    test : str or None
        A fraction, a file, or None: 0.2 for a file; a data set has its own part. A
        fraction always selects the same samples, so that fits can be compared.

    columns : mapping
        ``label``, ``id_column``, ``drop``, ``image_size``, ``grey``, ``encoding``,
        ``delimiter`` and ``decimal`` of `read_samples`.

    missing_labels : bool, default=False
        Whether samples may have no label; their ``y`` is -1.
    """
    if data in DATASETS:
        refuse_for_named(data, {**columns, "test": test})
        return refuse_texts(load_dataset(data))
    check_place(data)
    part = test_part(test)
    dataset = read_samples(data, **columns, missing_labels=missing_labels)
    if isinstance(part, float):
        return split(dataset, part, test)
    other = read_samples(
        part,
        **columns,
        feature_names=dataset.feature_names,
        missing_labels=missing_labels,
    )
    if other.X.shape[1] != dataset.X.shape[1]:
        raise InvalidDataError(
            f"{test} has {other.X.shape[1]} features, but {data} has "
            f"{dataset.X.shape[1]}. Pass two files with the same columns."
        )
    return _with_test(dataset, other)


def read_validation(
    path: str, data: str, dataset: Dataset, columns: Mapping[str, Any]
) -> Any:
    """Return the validation samples in a file, with the features of a data set.

    ``columns`` are those of `read_numbers`. Columns that are left out may be absent.

    Raises
    ------
    InvalidDataError
        If the file has other columns.
    """
    kept = {name: value for name, value in columns.items() if name != "drop"}
    other = read_samples(
        path,
        **kept,
        drop_if_present=columns["drop"],
        feature_names=dataset.feature_names,
        missing_labels=True,
    )
    if other.X.shape[1] != dataset.X.shape[1]:
        raise InvalidDataError(
            f"{path} has {other.X.shape[1]} features, but {data} has "
            f"{dataset.X.shape[1]}. Pass two files with the same columns."
        )
    return other.X


def read_mixed(
    data: str,
    test: str | None,
    columns: Mapping[str, Any],
    types: Mapping[str, Any],
    *,
    missing_labels: bool = False,
) -> Dataset:
    """Read a mixed table in two parts: ``X`` is a data frame.

    As `read_numbers`. ``types`` are the columns with given types: ``categorical``,
    ``numeric`` and ``dates``.
    """
    check_no_images(data, columns["image_size"], columns["grey"])
    as_text = [*types["categorical"], *types["dates"]]
    given = {name: columns[name] for name in TABLE_OPTIONS} | {"as_text": as_text}
    given["missing_labels"] = missing_labels
    part = test_part(test)
    dataset = read_table(data, **given)
    for name, typed in types.items():
        check_typed(typed, f"--{name}", dataset.X, data)
    if isinstance(part, float):
        return split(dataset, part, test)
    return _with_test(dataset, read_table(part, **given))


def read_texts(
    data: str, test: str | None, columns: Mapping[str, Any], text: str | None
) -> Dataset:
    """Read documents in two parts: texts, or counts of words.

    As `read_numbers`. ``text`` is the column of texts in a table; None reads a folder
    of text files, or counts.
    """
    if data in DATASETS:
        refuse_for_named(data, {**columns, "test": test, "text": text})
        return load_dataset(data)
    if text is None and not Path(data).is_dir():
        try:
            return read_numbers(data, test, columns)
        except MixedColumnsError as error:
            raise InvalidParameterError(
                f"{data} has columns of text. Name the one that holds the documents, "
                f"with --text COLUMN."
            ) from error
    others = ("drop", "image_size", "grey", "decimal")
    given = [name for name in others if columns.get(name)]
    if given:
        option = f"--{given[0].replace('_', '-')}"
        raise InvalidParameterError(f"{option} is not for documents. Remove it.")
    names = ("label", "id_column", "encoding", "delimiter")
    chosen = {name: columns.get(name) for name in names} | {"text": text}
    part = test_part(test)
    dataset = read_documents(data, **chosen)
    if isinstance(part, float):
        return split(dataset, part, test)
    return _with_test(dataset, read_documents(part, **chosen))


def is_table(data: str) -> bool:
    """Whether DATA is a table with named columns."""
    return data == "-" or data.lower().endswith(tuple(BLOCK_READERS))


def split(dataset: Dataset, fraction: float, test: str | None) -> Dataset:
    """Split off a fraction to test on; by default, not of very few samples."""
    if fraction == 0 or (test is None and dataset.X.shape[0] < 5):
        return dataset
    return dataset.split(fraction)


def _with_test(dataset: Dataset, other: Dataset) -> Dataset:
    """Return a data set with the samples of another as its test part."""
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
    """Return the class names of both parts, and the other's labels as their indices."""
    if class_names is None:  # numbers, or no labels; of few numbers classes were made
        return None, _numbers_of(other)
    if other.class_names is None:
        return class_names, None
    new = [name for name in other.class_names if name not in class_names]
    names = (*class_names, *new)
    numbers = [names.index(name) for name in other.class_names]
    return names, np.array([*numbers, MISSING])[other.y]


def _numbers_of(dataset: Dataset) -> Any:
    """Return labels as numbers, also where classes were made of them; NaN is none.

    None if they are no numbers.
    """
    if dataset.y is None or dataset.class_names is None:
        return dataset.y
    try:
        values = [float(name) for name in dataset.class_names]
    except ValueError:
        return None
    return np.array([*values, np.nan])[dataset.y]


def check_place(data: str) -> None:
    """Raise for a name that is not of a data set, a file or a folder."""
    path = Path(data)
    if data != "-" and not path.exists() and not path.suffix and path.name == data:
        raise DataFileError(
            f"{data!r} is not a file, folder or data set; 'autoencode datasets' lists "
            f"the data sets.{did_you_mean(data, DATASETS)}"
        )


def refuse_for_named(data: str, given: dict[str, Any]) -> None:
    """Raise for options that apply to files only."""
    names = {"id_column": "id"}
    for name, value in given.items():
        if value:
            option = f"--{names.get(name, name).replace('_', '-')}"
            raise InvalidParameterError(
                f"{option} applies to files; the data set {data!r} has its own labels "
                f"and test part. Remove the option."
            )


def refuse_texts(dataset: Dataset) -> Dataset:
    """Return a data set; raise for one of documents, for models that take numbers."""
    if dataset.X.ndim == 1:
        raise InvalidParameterError(
            f"The data set {dataset.name!r} holds documents, which only --model "
            f"retriever takes."
        )
    return dataset


def test_part(test: str | None) -> float | str:
    """Return the fraction of the samples to test on, or the path of a file.

    Raises
    ------
    InvalidParameterError
        If it is a number outside [0, 1).
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
