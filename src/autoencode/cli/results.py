"""What a command writes for the rows of DATA: where it may, and how it is reported."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.base import is_classifier

from autoencode.data import DATASETS, frames
from autoencode.data.dataset import Dataset
from autoencode.data.writers import write_blocks, write_samples
from autoencode.errors import OutputError, counted
from autoencode.remote import RemotePath, is_remote, place_of
from autoencode.storage import Run


def write_result(
    out: str,
    result: Any,
    run: Run,
    *,
    names: Sequence[str] | None = None,
    ids: Any = None,
    id_name: str | None = None,
) -> None:
    """Write an array or a data frame, with ids first, and report its size."""
    if hasattr(result, "columns"):
        result = result if ids is None else result.set_axis(range(len(result)))
        frame = frames.without_midnights(result, run.table_columns)
        if ids is not None:
            frame.insert(0, id_name or "id", ids)
        write_blocks(out, [{str(name): frame[name] for name in frame}])
        report_written(out, *frame.shape)
    else:
        result = np.asarray(result)
        result = result[:, np.newaxis] if result.ndim == 1 else result
        names = run.input.get("feature_names") if names is None else names
        named = None if names is None else [str(name) for name in names]
        write_samples(out, result, feature_names=named, ids=ids, id_name=id_name)
        n_ids = int(ids is not None and Path(out).suffix.lower() != ".npy")
        report_written(out, len(result), result.shape[1] + n_ids)


def write_classes(out: str, run: Run, dataset: Dataset) -> None:
    """Predict classes or clusters, and write them with their probabilities.

    Ids are first.
    """
    columns = {} if dataset.ids is None else {dataset.id_name or "id": dataset.ids}
    columns |= class_columns(run, dataset.X)
    write_blocks(out, [columns])
    report_written(out, len(columns["prediction"]), len(columns))


def class_columns(run: Run, X: Any) -> dict[str, Any]:
    """Return predicted classes or clusters, and their probabilities.

    A cluster of -1, no cluster, has the probability 0.
    """
    from autoencode.tasks.cluster_evaluation import assigned

    X, model = run.scale(X), run.model
    if is_classifier(model):
        probabilities = model.predict_proba(X)
        labels = model.classes_[probabilities.argmax(axis=1)]
    else:
        labels, probabilities = assigned(model, model.transform(X))
    largest = probabilities.max(axis=1, initial=0.0)
    return {"prediction": labels, "probability": largest}


def check_not_data(
    out: str | Path | RemotePath | None, data: str, option: str = "--out"
) -> None:
    """Raise OutputError if a result would replace its DATA, or be read as a part of it.

    ``out`` is None if there is no such result.
    """
    if out is None or "-" in (out, data) or data in DATASETS:
        return
    if is_remote(out) or is_remote(data):
        if is_remote(out) and is_remote(data):
            _check_not_remote_data(place_of(out), place_of(data), option)
        return
    # Of "new/../x.csv" the folder "new" is made before it is written: only the resolved
    # path shows that this is "x.csv".
    place, source = Path(str(out)).resolve(), Path(data).resolve()
    if source.is_file() and place.is_file() and place.samefile(source):
        raise _in_place_of_data(out, option)
    if source.is_dir() and source == place:
        raise _in_place_of_data(out, option)
    if source.is_dir() and source in place.parents:
        raise _among_data(out, option)


def _check_not_remote_data(
    place: Path | RemotePath, source: Path | RemotePath, option: str
) -> None:
    out, data = (str(each).rstrip("/") for each in (place, source))
    if out == data:
        raise _in_place_of_data(out, option)
    if out.startswith(f"{data}/"):
        raise _among_data(out, option)


def _in_place_of_data(out: object, option: str) -> OutputError:
    return OutputError(
        f"{out} is DATA itself, which the result would replace. Give another {option}."
    )


def _among_data(out: object, option: str) -> OutputError:
    return OutputError(
        f"{out} is in the folder of DATA, where it would be read as data. Give another "
        f"{option}."
    )


def report_written(out: str, rows: int, columns: int) -> None:
    """Report the size of a result on the terminal."""
    place = "standard output" if out == "-" else out
    size = f"{counted(rows, 'row')} of {counted(columns, 'column')}"
    click.echo(f"Wrote {size} to {place}.", err=True)
