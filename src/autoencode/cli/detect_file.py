"""``autoencode detect DATA``, without a run: fit and score in one go."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from autoencode.cli.facts import hash_of, run_facts
from autoencode.cli.messages import shell_words
from autoencode.cli.options import TEXT_OPTIONS, given_text_options
from autoencode.cli.stream_data import (
    Streaming,
    is_streamed,
    is_whole,
    report_faults,
    worded_for_shell,
)
from autoencode.data import DATASETS, load_dataset
from autoencode.data.column_guesses import Guesses, guess_columns
from autoencode.data.columns import check_typed
from autoencode.data.dataset import Dataset
from autoencode.data.frames import read_frame, rows_in
from autoencode.data.images import ID_NAME
from autoencode.data.parts import (
    check_place,
    is_table,
    refuse_for_named,
    refuse_texts,
)
from autoencode.data.readers import read_samples
from autoencode.errors import InvalidDataError, InvalidParameterError, counted
from autoencode.storage import Run, save_run
from autoencode.storage.folder import check_free
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.detection import Summary, as_columns
from autoencode.tasks.ensemble import CONTAMINATED_SCORING, TABLE_SCORING
from autoencode.tasks.own_rows import detect_own_rows
from autoencode.tasks.table_anomalies import TableDetector

if TYPE_CHECKING:
    from autoencode.arrays import Array

N_SHOWN = 5  # of the most anomalous rows, on the terminal


@dataclass
class Choice:
    """Options of the command that apply without a run."""

    id_column: str | None = None
    drop: Sequence[str] = ()
    categorical: Sequence[str] = ()
    false_alarm_rate: float | None = None
    seed: int | None = None
    save: Path | None = None


def detect_file(
    data: str, choice: Choice, options: Streaming, summary: Summary, n_reasons: int
) -> tuple[Run, dict[str, Array]]:
    """Return a run with a detector of the first fold, and the columns to write.

    Raises
    ------
    InvalidDataError
        If DATA has too few rows, or no usable column.
    """
    if choice.save is not None:
        check_free(choice.save)
    seed = secrets.randbelow(2**31) if choice.seed is None else choice.seed
    parameters: dict[str, Any] = {}
    if choice.false_alarm_rate is not None:
        parameters["false_alarm_rate"] = choice.false_alarm_rate
    rows: Array | None = None
    guesses: Guesses | None = None
    ids: dict[str, Array] = {}
    if is_whole(data) and is_streamed(data, options):
        dataset, rows = _read_rows(data, choice, options)
    elif is_table(data):
        dataset, guesses, ids = _read_table(data, choice)
    else:
        dataset = _read_samples(data, choice)
    detector = _detector(dataset, guesses, choice, parameters)
    n_rows, n_columns = dataset.X.shape
    click.echo(
        f"Looking for anomalies in {counted(n_rows, 'row')} of "
        f"{counted(n_columns, 'column')}; each row is compared with four fifths of the "
        f"others.",
        err=True,
    )
    # Of a mixed table, columns are counted among those of numbers.
    is_mixed = hasattr(dataset.X, "select_dtypes") and (
        dataset.X.select_dtypes("number").shape != dataset.X.shape
    )
    names = None if is_mixed else dataset.feature_names
    with shell_words(data, names, part=None, has_scale=False):
        detections, fitted = detect_own_rows(
            detector, dataset.X, seed=seed, n_reasons=n_reasons
        )
    summary.add(dataset.X, dataset.ids, detections)
    run = Run(estimator=fitted, input=_input(data, dataset, choice, [*ids]))
    if choice.save is not None:
        _save(detector.set_params(random_state=seed), dataset, run, choice.save)
    if dataset.ids is not None:
        ids = {dataset.id_name or "id": dataset.ids, **ids}
    ids = {"row": np.arange(n_rows) if rows is None else rows, **ids}
    is_frame = hasattr(dataset.X, "iloc")
    columns = as_columns(
        detections, n_reasons, run.feature_names, ids, as_text=is_frame
    )
    return run, columns


def show_most_anomalous(summary: Summary, names: Sequence[str]) -> None:
    """Print the most anomalous rows, and the cell that explains each."""
    for _, number, name, _, reasons in summary.most_anomalous[:N_SHOWN]:
        text = f"row {number}" if name is None else f"row {number} ({name})"
        if reasons:
            why = reasons[0]
            value, expected = (_shown(each) for each in (why.value, why.expected))
            text += f": {names[why.column]} is {value}; expected: {expected}"
        click.echo(f"  {text}", err=True)


def _shown(value: float | str) -> str:
    if isinstance(value, str):
        return value or "missing"
    return f"{value:.6g}"


def _read_table(data: str, choice: Choice) -> tuple[Dataset, Guesses, dict[str, Array]]:
    """Return the samples of a table, how they are read, and the other columns."""
    frame, ids = read_frame(
        data,
        id_column=choice.id_column,
        drop=choice.drop,
        as_text=[*choice.categorical],
        **given_text_options(),
    )
    check_typed(choice.categorical, "--categorical", frame, data)
    row_of = rows_in(data, **given_text_options())
    guesses = guess_columns([frame], choice.categorical, row_of=row_of)
    for line in guesses.lines:
        click.echo(line, err=True)
    X = guesses.parts[0]
    if not len(X.columns):
        raise InvalidDataError(
            f"{data} has no column of numbers, dates or categories to compare rows by."
        )
    names = tuple(map(str, X))
    if guesses.are_numbers and not choice.categorical:
        X = X.to_numpy(np.float64)
    dataset = Dataset(
        name=data,
        X=X,
        ids=ids,
        id_name=choice.id_column,
        feature_names=names,
        source=data,
    )
    others = {str(name): _texts(frame[name]) for name in guesses.left_out}
    return dataset, guesses, others


def _read_samples(data: str, choice: Choice) -> Dataset:
    """Return the samples of a data set, an array or a folder of images."""
    columns: dict[str, Any] = {"id_column": choice.id_column, "drop": choice.drop}
    text = given_text_options()
    if data in DATASETS:
        refuse_for_named(data, {**columns, "categorical": choice.categorical, **text})
        return refuse_texts(load_dataset(data))
    check_place(data)
    _refuse_types(data, choice)
    return read_samples(data, **columns, **text)


def _refuse_types(data: str, choice: Choice) -> None:
    """Raise InvalidParameterError for types of columns that are numbers."""
    if choice.categorical:
        raise InvalidParameterError(
            f"--categorical is for tables in one file, and {data} is read as rows of "
            f"numbers. Remove it, or give a table, such as a CSV or Parquet file."
        )


@worded_for_shell()
def _read_rows(data: str, choice: Choice, options: Streaming) -> tuple[Dataset, Array]:
    """Return all rows of a folder, or of a file on storage, and their numbers.

    Raises
    ------
    InvalidDataError
        If they do not fit into memory.
    """
    from autoencode.cli.stream_fit import n_rows_in_memory, stream_of

    _refuse_types(data, choice)
    columns = {"id_column": choice.id_column, "drop": choice.drop}
    stream = stream_of(data, columns | given_text_options(), options).scanned()
    if n_rows_in_memory(stream) < stream.n_samples:
        raise InvalidDataError(
            f"{data} has {stream.n_samples:,} rows, more than fit into a quarter of "
            f"--memory. Give more memory; or train a detector on some of them, and "
            f"use it on all: autoencode fit {data} --model anomaly_detector --out RUN, "
            f"then autoencode detect RUN {data}."
        )
    report_faults(stream.faults)
    sample = stream.sample(stream.n_samples)
    parts = [stream.ids(chunk) for chunk in range(len(stream.chunk_rows))]
    ids = [part for part in parts if part is not None]
    dataset = Dataset(
        name=data,
        X=sample.X,
        ids=np.concatenate(ids)[sample.rows] if ids else None,
        id_name=choice.id_column or (ID_NAME if stream.image_shape else None),
        feature_names=stream.feature_names,
        image_shape=stream.image_shape,
        source=data,
    )
    return dataset, sample.rows


def _detector(
    dataset: Dataset,
    guesses: Guesses | None,
    choice: Choice,
    parameters: dict[str, Any],
) -> Any:
    """Return the untrained detector for the samples."""
    if hasattr(dataset.X, "iloc") and guesses is not None:
        return TableDetector(
            detector=AnomalyDetector(scoring=TABLE_SCORING, **parameters),
            categorical=list(choice.categorical),
            numeric=guesses.numeric,
            dates=guesses.dates,
        )
    if dataset.image_shape is not None:
        return AnomalyDetector.for_images(**parameters)
    return AnomalyDetector(scoring=CONTAMINATED_SCORING, **parameters)


def _texts(values: Any) -> Array:
    """Return a column that is kept as text, empty where it is missing."""
    return np.where(values.isna(), "", values.astype(object).astype(str)).astype(object)


def _input(
    data: str, dataset: Dataset, choice: Choice, others: Sequence[str]
) -> dict[str, Any]:
    """Return the arguments to read more data for the detector."""
    return {
        "data": data,
        "feature_names": dataset.feature_names,
        "image_shape": dataset.image_shape,
        "id": choice.id_column,
        "id_name": dataset.id_name,
        "drop": (*choice.drop, *others),
        "scale": "standard",
        # The detector that is saved is trained on all rows: none is left to test it.
        "test": "0",
        **{name: given_text_options().get(name) for name in TEXT_OPTIONS},
    }


def _save(detector: Any, dataset: Dataset, run: Run, place: Path) -> None:
    """Train a detector on all rows, and save it."""
    saved = Run(estimator=detector.fit(dataset.X), input=run.input)
    saved.about = run_facts(dataset) | {"data_hash": hash_of(dataset, saved)}
    save_run(saved, place)
    click.echo(f"Saved a detector of all rows in {place}.", err=True)
