"""``autoencode fit`` of rows on disk: a sample for the evaluation and the report."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from sklearn.base import is_classifier

from autoencode.arrays import n_bytes
from autoencode.cli.options import TEXT_OPTIONS
from autoencode.cli.stream_data import (
    SHARE_OF_MEMORY,
    Streaming,
    given_cache,
    is_whole,
    report_faults,
    worded_for_shell,
)
from autoencode.data.dataset import Dataset
from autoencode.data.images import ID_NAME
from autoencode.data.parts import test_part
from autoencode.data.readers import read_samples
from autoencode.data.streams import open_rows
from autoencode.errors import InvalidDataError, InvalidParameterError, counted
from autoencode.estimators import ESTIMATORS, has_own_input, takes_frames
from autoencode.models.streamed import n_sample_rows
from autoencode.remote import is_remote, place_of

if TYPE_CHECKING:
    from autoencode.arrays import Array, Samples
    from autoencode.storage import Run
    from autoencode.training.streams import RowStream

TEST_SEED = 1  # of the test rows; the sample of the set-up has another
NOT_FOR_STREAMS = ("categorical", "numeric", "dates")


@dataclasses.dataclass
class FitRows:
    """The rows of a fit: a stream to train on, and samples of it."""

    stream: RowStream  # without the test rows
    dataset: Dataset  # a sample to train on, and the test rows
    rows: Array  # of the sample, in the stream
    options: Streaming
    is_in_memory: bool  # whether the model is trained on the sample alone

    @property
    def facts(self) -> dict[str, Any]:
        """Return what a run stores, to draw the same samples again."""
        facts: dict[str, Any] = {
            "memory": self.options.n_bytes,
            "on_error": self.options.on_error,
        }
        cache = self.options.cache
        if cache is not None:  # absolute, as later commands may run elsewhere
            facts["cache"] = str(Path(cache).absolute())
        return facts | ({"is_in_memory": True} if self.is_in_memory else {})

    def scaled(self, run: Run) -> Any:
        """Return what a run's model is trained on, in its units."""
        if self.is_in_memory:
            return run.scale(self.dataset.X)
        return self.stream.mapped(run.scale) if run.scalers else self.stream

    def finish(self, model: Any) -> None:
        """Number the held-out rows of a fitted model by the rows of the sample."""
        if self.is_in_memory:
            return
        is_held_out = np.isin(self.rows, model.validation_rows_)
        model.validation_rows_ = np.flatnonzero(is_held_out)


@worded_for_shell()
def open_for_fit(
    data: str,
    name: str,
    test: str | None,
    columns: Mapping[str, Any],
    types: Mapping[str, Any],
    options: Streaming,
) -> FitRows | None:
    """Open DATA to fit a model; None if it has to be read into memory as it is.

    A model that cannot be trained on a stream gets as many of the rows as fit into a
    part of the memory, drawn at random.

    Raises
    ------
    InvalidParameterError
        If the model does not take rows of numbers, and DATA can only be a stream.
    """
    is_needed = options.stream or is_whole(data)
    is_in_memory = not getattr(ESTIMATORS[name], "_takes_streams", False)
    if is_in_memory:
        if not is_needed:
            return None
        _check_takes_numbers(name, data)
    given = [option for option in NOT_FOR_STREAMS if types.get(option)]
    if given and is_needed:
        raise InvalidParameterError(
            f"--{given[0]} is not for rows that are read from disk, which are numbers. "
            f"Remove it."
        )
    try:
        stream = stream_of(data, columns, options).scanned()
        found = _with_samples(stream, data, test, columns, options, is_in_memory)
    except InvalidDataError:
        if is_needed:
            raise
        return None  # a table with text or missing cells: it is read into memory
    n_rows = counted(stream.n_rows, "row")
    where = "storage" if is_remote(data) else "disk"
    click.echo(f"{data} is read from {where}: {n_rows}.", err=True)
    report_faults(stream.faults)
    if len(found.rows) < found.stream.n_samples and is_in_memory:
        click.echo(
            f"--model {name} needs its samples in memory: it is trained on "
            f"{len(found.rows):,} of the rows, drawn at random, as many as fit into a "
            f"quarter of --memory.",
            err=True,
        )
    return found


def _check_takes_numbers(name: str, data: str) -> None:
    """Raise InvalidParameterError for a model that needs more than rows of numbers."""
    cls = ESTIMATORS[name]
    reason = ""
    if is_classifier(cls()):
        reason = "labels, which are no part of a stream"
    elif takes_frames(cls()) or has_own_input(cls()):
        reason = "a table, texts or ratings"
    if reason:
        raise InvalidParameterError(
            f"--model {name} needs {reason}, and {data} is read as a stream of rows of "
            f"numbers. Give a single file, without --stream."
        )


def cache_of(run: Run) -> str | None:
    """Return the folder of --cache of the fit of a run, which holds for it later."""
    stored = run.input.get("stream")
    return stored.get("cache") if isinstance(stored, dict) else None


@worded_for_shell()
def read_again(data: str, run: Run) -> Dataset:
    """Return the samples of a fit to a stream again."""
    stored = run.input["stream"]
    cache = given_cache() or cache_of(run)
    how = str(stored["memory"]), stored["on_error"]
    options = Streaming(True, *how, cache=cache)
    columns = run.input | {"id_column": run.input.get("id")}
    stream = stream_of(data, columns, options).scanned()
    is_in_memory = bool(stored.get("is_in_memory"))
    test = run.input.get("test")
    found = _with_samples(stream, data, test, columns, options, is_in_memory)
    return found.dataset


def stream_of(data: str, columns: Mapping[str, Any], options: Streaming) -> RowStream:
    """Open DATA; labels are no features, and what ``columns`` lacks is not given."""
    label, drop = columns.get("label"), tuple(columns.get("drop") or ())
    return open_rows(
        data,
        memory=options.n_bytes,
        on_error=options.on_error,
        cache=options.cache,
        drop=drop if label is None else (*drop, label),
        id_column=columns.get("id_column"),
        **_of_files(columns),
    )


def _of_files(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return how images and texts are read, of all options about columns."""
    size = columns.get("image_size")
    return {
        "image_size": None if size is None else tuple(size),
        "grey": bool(columns.get("grey")),
        **{name: columns.get(name) for name in TEXT_OPTIONS},
    }


def _with_samples(
    stream: RowStream,
    data: str,
    test: str | None,
    columns: Mapping[str, Any],
    options: Streaming,
    is_in_memory: bool,
) -> FitRows:
    """Draw the test rows, which are left out of the stream, and a sample."""
    part, X_test = test_part(test), None
    size = n_rows_in_memory if is_in_memory else n_sample_rows
    if isinstance(part, str):
        X_test = _test_samples(part, stream, columns)
    elif part and not (test is None and stream.n_samples < 5):
        drawn = stream.sample(max(1, round(part * size(stream))), TEST_SEED)
        stream, X_test = stream.without(drawn.rows), drawn.X
    sample = stream.sample(size(stream))
    # The model draws the same sample again, from this stream.
    stream = stream.without(np.empty(0, np.int64))
    stream.reserved = n_bytes(sample.X) + n_bytes(X_test)
    dataset = Dataset(
        name=place_of(data).name if is_remote(data) else Path(data).resolve().name,
        X=sample.X,
        X_test=X_test,
        feature_names=stream.feature_names,
        image_shape=stream.image_shape,
        id_name=columns["id_column"] or (ID_NAME if stream.image_shape else None),
        source=data,
    )
    return FitRows(stream, dataset, sample.rows, options, is_in_memory)


def _test_samples(path: str, stream: RowStream, columns: Mapping[str, Any]) -> Samples:
    """Return the samples of a test file, which may have what is left out of DATA."""
    names = None if stream.feature_names is None else list(stream.feature_names)
    others = (columns.get("label"), columns.get("id_column"))
    left_out = [*(columns.get("drop") or ()), *others]
    return read_samples(
        path,
        feature_names=names,
        drop_if_present=[name for name in left_out if name is not None],
        **_of_files(columns),
    ).X


def n_rows_in_memory(stream: RowStream) -> int:
    """Return how many rows of a stream are read for a model that needs them at once."""
    row_bytes = max(1.0, stream.row_bytes)
    return min(
        stream.n_samples, max(2, int(stream.memory * SHARE_OF_MEMORY / row_bytes))
    )
