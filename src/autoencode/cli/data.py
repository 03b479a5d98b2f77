"""Read DATA for a saved estimator."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.base import is_classifier

from autoencode.cli import interactions, ratings
from autoencode.cli.documents import (
    read_texts_for_run,
    reads_texts,
    texts_of_tables,
)
from autoencode.cli.options import TEXT_OPTIONS, given_text_options
from autoencode.cli.stream_data import (
    Streaming,
    is_streamed,
    is_whole,
    rows_of_stream,
    sample_for_run,
)
from autoencode.cli.stream_fit import cache_of, read_again
from autoencode.cli.unreadable import readable, readable_blocks
from autoencode.data import DATASETS, frames, load_dataset
from autoencode.data.dataset import Dataset, len_of, one_label, take
from autoencode.data.images import ID_NAME as IMAGE_ID
from autoencode.data.labels import named_labels
from autoencode.data.parts import (
    check_place,
    refuse_for_named,
    same_classes,
    split,
    test_part,
)
from autoencode.data.readers import is_text, read_blocks, read_samples
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.estimators import (
    ESTIMATORS,
    allows_missing_labels,
    has_own_input,
    takes_frames,
    takes_interactions,
    takes_ratings,
)
from autoencode.methods import code_names
from autoencode.storage import Run


def read_for_run(
    data: str,
    run: Run,
    part: str = "test",
    drop: Sequence[str] = (),
    *,
    takes_sample: bool = False,
    needs_labels: bool = True,
) -> Dataset:
    """Read DATA for a run's estimator; the samples are in ``X``.

    ``part`` is that of a named data set. Columns are matched by their training names.
    Of a folder of rows and of a large file, a random sample is read if the caller
    ``takes_sample``. Samples may have no label unless it ``needs_labels``.

    Raises
    ------
    InvalidDataError
        If the samples do not fit the estimator.
    """
    has_classes = is_classifier(run.model)
    may_lack = allows_missing_labels(run.model) or not needs_labels
    if reads_frames(run):
        columns = _frame_columns(data, run, drop)
        if allows_missing_labels(run.model):
            found = frames.read_table(data, **columns, missing_labels=True)
            found = readable(
                dataclasses.replace(found, id_name=run.input.get("id")), run
            )
            return named_labels(found) if has_classes else found
        frame, ids = frames.read_frame(data, **columns)
        return readable(_of_frame(data, run, frame, ids), run)
    if takes_interactions(run.model):
        return interactions.read_for_run(data, run, part)
    if takes_ratings(run.model):
        return ratings.read_for_run(data, run, part)
    if reads_texts(data, run):
        if drop:
            raise InvalidParameterError("--drop is not for documents. Remove it.")
        return read_texts_for_run(data, run)
    if is_streamed(data, Streaming()) and (takes_sample or is_whole(data)):
        if not takes_sample:
            raise InvalidParameterError(
                f"{data} is read from disk a part at a time; here its rows are needed "
                f"in memory. Give a file of some of them."
            )
        return sample_for_run(data, run, stream_columns(data, run, drop))
    if data in DATASETS:
        dataset = _named(data, part, drop)
    else:
        check_place(data)
        columns = _sample_columns(data, run, drop)
        with texts_of_tables(data, run):
            dataset = read_samples(data, **columns, missing_labels=may_lack)
        names = run.input.get("class_names")
        if names and dataset.class_names:
            names, y = same_classes(tuple(names), dataset)
            dataset = dataclasses.replace(dataset, class_names=names, y=y)
    _check_width(data, dataset, run)
    return named_labels(one_label(dataset)) if has_classes else dataset


def read_rows(
    data: str,
    run: Run,
    rows: Sequence[int],
    read: Callable[[], Dataset],
    drop: Sequence[str] = (),
) -> list[Any]:
    """Return rows of DATA by their numbers, each as samples of one row.

    ``read`` returns DATA in memory; it is not called for DATA that is read as a stream.

    Raises
    ------
    InvalidDataError
        If DATA has no such row.
    """
    is_of_numbers = not (takes_frames(run.first_step) or has_own_input(run.model))
    if is_of_numbers and is_streamed(data, Streaming()):
        columns = stream_columns(data, run, drop)
        n_rows, found = rows_of_stream(data, run, columns, rows)
    else:
        X = read().X
        n_rows = len_of(X)
        found = {row: take(X, np.array([row])) for row in rows if 0 <= row < n_rows}
    for row in rows:
        if row not in found:
            raise InvalidDataError(f"{data} has rows 0 to {n_rows - 1:,}; got {row}.")
    return [found[row] for row in rows]


def data_of(path: str, run: Run) -> str:
    """Return the DATA that a run was fitted to.

    Raises
    ------
    InvalidDataError
        If it is not known, or was standard input.
    """
    data = run.input.get("data")
    if data is None:
        raise InvalidDataError(
            f"{path} does not say what it was fitted to. Give DATA after it."
        )
    if data == "-":
        raise InvalidDataError(
            f"{path} was fitted to standard input. Give DATA after it."
        )
    return str(data)


def read_parts(data: str, run: Run) -> Dataset:
    """Read the DATA of a fit again, in the same parts to train and to test."""
    if run.input.get("stream"):
        return read_again(data, run)
    if takes_ratings(run.model) and data not in DATASETS:
        return ratings.read_again(data, run)
    if reads_frames(run):  # with labels, by which the parts are stratified
        has_classes = is_classifier(run.model)
        columns = _frame_columns(data, run, ())
        may_lack = allows_missing_labels(run.model)
        dataset = frames.read_table(data, **columns, missing_labels=may_lack)
        dataset = readable(dataset, run)
        dataset = named_labels(dataset) if has_classes else dataset
    else:
        dataset = read_for_run(data, run, "train")
    if dataset.X_test is not None:
        return dataset
    test = run.input.get("test")
    part: Any = data if data in DATASETS else test_part(test)
    if isinstance(part, float):
        return split(dataset, part, test)
    other = read_for_run(part, run)
    return dataclasses.replace(
        dataset, X_test=other.X, y_test=other.y, ids_test=other.ids
    )


def for_classes(dataset: Dataset, name: str) -> Dataset:
    """Return samples to fit a model on; labels of a classifier are class names.

    Raises
    ------
    InvalidParameterError
        If a classifier has no labels, or continuous ones.

    InvalidDataError
        If there are less than two classes.
    """
    if not is_classifier(ESTIMATORS[name]()):
        return dataset
    if dataset.y is None:
        raise InvalidParameterError(
            f"--model {name} needs labels: give their column with --label."
        )
    if dataset.class_names is None:
        raise InvalidParameterError(
            f"--label {dataset.label_name} holds continuous numbers, and --model "
            f"{name} needs classes. Give another column."
        )
    if dataset.y.ndim == 2:
        raise InvalidParameterError(
            f"Samples of {dataset.name!r} may have several classes, and --model {name} "
            f"needs one for each. Use other data."
        )
    named = named_labels(dataset)
    labels: Any = named.y
    classes = {each for each in labels if each is not None}
    if len(classes) < 2:
        what = f"one class, {min(classes)!r}" if classes else "no class"
        raise InvalidDataError(
            f"--label {dataset.label_name} has {what}, in the training part of "
            f"{dataset.source or dataset.name}, and --model {name} needs 2 or more."
        )
    return named


def reads_frames(run: Run) -> bool:
    """Whether a run's estimator takes data frames with text and missing cells."""
    return takes_frames(run.first_step)


def blocks_for_run(
    data: str, run: Run, part: str = "test", drop: Sequence[str] = ()
) -> Iterator[Dataset]:
    """Read DATA like `read_for_run`, in blocks of rows and without labels."""
    if reads_frames(run):
        columns = _frame_columns(data, run, drop)
        blocks = frames.read_frame_blocks(data, **columns)
        for frame, ids in readable_blocks(blocks, run):
            yield _of_frame(data, run, frame, ids)
        return
    if data in DATASETS:
        samples: Iterable[Dataset] = [_named(data, part, drop)]
    else:
        check_place(data)
        samples = read_blocks(data, **_sample_columns(data, run, drop))
    for block in samples:
        _check_width(data, block, run)
        yield block


def read_codes(codes: str, run: Run) -> Dataset:
    """Read a table of codes, with or without column names and ids."""
    names = code_names(run.model)
    text = given_text_options()
    return read_samples(codes, feature_names=names, id_column=id_name_of(run), **text)


def id_name_of(run: Run) -> str:
    """Return the name of the column of ids in results; images have those of files."""
    default = IMAGE_ID if run.input.get("image_shape") else "id"
    return str(run.input.get("id_name") or default)


def _of_frame(data: str, run: Run, frame: Any, ids: Any) -> Dataset:
    id_name = run.input.get("id")
    return Dataset(name=data, X=frame, ids=ids, id_name=id_name, source=data)


def _named(data: str, part: str, drop: Sequence[str]) -> Dataset:
    """Return the test or the training part of a named data set."""
    refuse_for_named(data, {"drop": drop, **given_text_options()})
    dataset = load_dataset(data)
    if part != "test":
        return dataset
    return dataclasses.replace(
        dataset,
        X=dataset.X_test,
        y=dataset.y_test,
        ids=dataset.ids_test,
        X_test=None,
        y_test=None,
        ids_test=None,
    )


def _sample_columns(data: str, run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return the arguments to read samples for a run's model."""
    size = run.input.get("image_size")
    return {
        **_columns(data, run, drop),
        "image_size": tuple(size) if size else None,
        "grey": bool(run.input.get("grey")),
    }


def code_columns(run: Run) -> dict[str, Any]:
    """Return the arguments of `open_for_model` for codes of a run's model."""
    return {
        "feature_names": code_names(run.model),
        "id_column": id_name_of(run),
        "cache": cache_of(run),
        **given_text_options(),
    }


def stream_columns(data: str, run: Run, drop: Sequence[str] = ()) -> dict[str, Any]:
    """Return the arguments of `open_for_model` for a run's model."""
    given = _sample_columns(data, run, drop)
    label = given.pop("label")  # no feature, and seldom in new data
    if label is not None:
        given["drop_if_present"] = (*given["drop_if_present"], label)
    return {**given, "cache": cache_of(run)}


def _frame_columns(data: str, run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return the arguments to read a table for a run's model."""
    as_text = [
        column.name
        for column in run.table_columns
        if column.format
        or (column.values and all(isinstance(v, str) for v in column.values.values()))
    ]
    return {**_columns(data, run, drop), "as_text": as_text}


def _columns(data: str, run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return how to read columns for a run's model; ``drop`` are others to leave out.

    What the fit was given about text files holds for other ones too.

    Raises
    ------
    InvalidParameterError
        If the model needs a column of ``drop``.
    """
    stored = run.input
    names = stored.get("feature_names") or getattr(run.model, "feature_names_in_", None)
    names = None if names is None else [str(name) for name in names]
    needed = [name for name in drop if name in (names or ())]
    if needed:
        raise InvalidParameterError(
            f"--drop {needed[0]}: the model needs this column. Train one without it."
        )
    text = given_text_options()
    if is_text(data):
        text = {name: stored.get(name) for name in TEXT_OPTIONS} | text
    return {
        "label": stored.get("label"),
        "id_column": stored.get("id"),
        "drop": drop,
        "drop_if_present": tuple(stored.get("drop") or ()),
        "feature_names": names or _numbers_of_columns(data, run),
        **text,
    }


def _numbers_of_columns(data: str, run: Run) -> list[str] | None:
    """Return the columns of an array of NumPy that the model takes.

    The array may also have the label, the id and the columns that the fit dropped.
    """
    if not data.lower().endswith((".npy", ".npz")):
        return None
    stored = run.input
    others = {stored.get("label"), stored.get("id"), *(stored.get("drop") or ())}
    n_columns = run.model.n_features_in_ + len(others - {None, "y"})
    return [str(j) for j in range(n_columns) if str(j) not in others]


def _check_width(data: str, dataset: Dataset, run: Run) -> None:
    if dataset.X.ndim == 1:
        if getattr(run.model, "stems_", None) is not None:
            return
        raise InvalidDataError(
            f"{data} holds documents, but the model was trained on numbers. Use a "
            f"retriever that was fitted to texts."
        )
    n_features = run.model.n_features_in_
    if dataset.X.shape[1] != n_features:
        raise InvalidDataError(
            f"{data} has {dataset.X.shape[1]} features, but the model was trained on "
            f"{n_features}. Give data with the same columns."
        )
