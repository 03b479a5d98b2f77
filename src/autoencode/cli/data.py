"""DATA as the commands take it, and what they write: one way for every estimator."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from autoencode.data import DATASETS, frames, load_dataset
from autoencode.data.dataset import Dataset
from autoencode.data.readers import (
    BLOCK_READERS,
    check_no_images,
    read_blocks,
    read_samples,
)
from autoencode.data.writers import write_blocks, write_samples
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
)
from autoencode.estimators import takes_frames
from autoencode.storage import Run

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
        _refuse_for_named(data, {**columns, "test": test})
        return load_dataset(data)
    _check_place(data)
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
    dataset = frames.read_table(data, **given)
    if isinstance(part, float):
        return _split(dataset, part, test)
    return _with_test(dataset, frames.read_table(part, **given))


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
    """Read DATA as a run's estimator takes it; the samples are in ``X``.

    Of a data set by name, the samples are those of its test part, or of its training
    part. Columns are found by the names they had in training.

    Raises
    ------
    InvalidDataError
        If the samples do not fit the estimator.
    """
    if takes_frames(run.model):
        frame, ids = frames.read_frame(data, **_frame_columns(run, drop))
        return _of_frame(data, run, frame, ids)
    if data in DATASETS:
        dataset = _named(data, part, drop)
    else:
        _check_place(data)
        dataset = read_samples(data, **_sample_columns(run, drop))
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
    if takes_frames(run.model):
        columns = _frame_columns(run, drop)
        for frame, ids in frames.read_frame_blocks(data, **columns):
            yield _of_frame(data, run, frame, ids)
        return
    if data in DATASETS:
        blocks: Iterable[Dataset] = [_named(data, part, drop)]
    else:
        _check_place(data)
        blocks = read_blocks(data, **_sample_columns(run, drop))
    for block in blocks:
        _check_width(data, block, run)
        yield block


def read_codes(codes: str, run: Run) -> Dataset:
    """Read a table of codes; it may have the ids of its rows, and needs no names."""
    names = [str(name) for name in run.model.get_feature_names_out()]
    id_name = run.input.get("id_name") or "id"
    return read_samples(codes, feature_names=names, id_column=id_name)


def _of_frame(data: str, run: Run, frame: Any, ids: Any) -> Dataset:
    id_name = run.input.get("id")
    return Dataset(name=data, X=frame, ids=ids, id_name=id_name, source=data)


def _named(data: str, part: str, drop: Sequence[str]) -> Dataset:
    """Return a part of a data set that has a name."""
    _refuse_for_named(data, {"drop": drop})
    dataset = load_dataset(data)
    if part != "test":
        return dataset
    return dataclasses.replace(
        dataset, X=dataset.X_test, y=dataset.y_test, X_test=None, y_test=None
    )


def _sample_columns(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return how samples are read that a run's model shall take."""
    size = run.input.get("image_size")
    return {
        **_columns(run, drop),
        "image_size": tuple(size) if size else None,
        "grey": bool(run.input.get("grey")),
    }


def _frame_columns(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return how the columns of a table are read as those of the fit were."""
    as_text = [
        column.name
        for column in table_columns(run.model)
        if column.format
        or (column.values and all(isinstance(v, str) for v in column.values.values()))
    ]
    return {**_columns(run, drop), "as_text": as_text}


def table_columns(model: Any) -> Any:
    """Return the columns that an estimator of tables was fitted on."""
    return getattr(model, "table_", model).columns_


def _columns(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return which columns a run's model takes; ``drop`` are others to leave out.

    Raises
    ------
    InvalidParameterError
        If the model needs one of these.
    """
    stored = run.input
    names = stored.get("feature_names") or getattr(run.model, "feature_names_in_", None)
    names = None if names is None else [str(name) for name in names]
    needed = [name for name in drop if name in (names or ())]
    if needed:
        raise InvalidParameterError(
            f"--drop {needed[0]}: the model takes this column. Train one without it."
        )
    return {
        "label": stored.get("label"),
        "id_column": stored.get("id"),
        "drop": (*stored.get("drop", ()), *drop),
        "feature_names": names,
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


def write_result(
    out: str,
    result: Any,
    run: Run,
    *,
    names: Sequence[str] | None = None,
    ids: Any = None,
    id_name: str | None = None,
) -> None:
    """Write an array or a data frame, one row per sample, ids first; and report it."""
    if hasattr(result, "columns"):
        result = result if ids is None else result.set_axis(range(len(result)))
        frame = frames.without_midnights(result, table_columns(run.model))
        if ids is not None:
            frame.insert(0, id_name or "id", ids)
        write_blocks(out, [{str(name): frame[name] for name in frame}])
        result = frame
    else:
        result = np.asarray(result)
        result = result[:, np.newaxis] if result.ndim == 1 else result
        named = None if names is None else [str(name) for name in names]
        write_samples(out, result, feature_names=named, ids=ids, id_name=id_name)
    rows, columns = result.shape
    place = "standard output" if out == "-" else out
    words = ["row" if rows == 1 else "rows", "column" if columns == 1 else "columns"]
    click.echo(
        f"Wrote {rows:,} {words[0]} of {columns:,} {words[1]} to {place}.", err=True
    )
