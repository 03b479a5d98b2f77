"""Commands of a saved estimator on streams: from files to files, in parts."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from autoencode.arrays import Moments, merged, moments
from autoencode.cli.data import (
    class_columns,
    report_written,
    stream_columns,
)
from autoencode.cli.runs import Verb, load_with, predicts_classes
from autoencode.cli.stream_data import (
    MAX_SAMPLE,
    Streaming,
    open_for_run,
    report_faults,
    takes_streams,
    worded_for_shell,
)
from autoencode.cli.stream_parts import (
    Parts,
    Shown,
    check_result,
    hash_of_run,
    write_in_parts,
)
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError
from autoencode.methods import call, code_names
from autoencode.report import evaluate_run, scaled
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.detection import Summary, as_columns, detect_samples

if TYPE_CHECKING:
    from autoencode.storage import Run
    from autoencode.training.streams import RowStream


@worded_for_shell()
def apply_streamed(
    name: str,
    verb: Verb,
    path: str,
    data: str,
    out: str,
    options: Streaming,
    picture: str | None = None,
) -> bool:
    """Write the result of a method for a stream; return False if it takes none."""
    run = load_with(path, verb.method, name)
    if not takes_streams(run, data, options):
        return False
    if picture:
        raise InvalidParameterError(
            f"--picture is for data that is not read as a stream, as {data} is. Leave "
            f"it out."
        )
    has_classes = predicts_classes(run, verb.method)
    check_result(out, columns=has_classes)
    stream = open_for_run(data, run, stream_columns(data, run), options)

    def columns(X: Any, rows: Any, ids: Any) -> Mapping[str, Any]:
        named = _ids(run, ids)
        if has_classes:
            return named | class_columns(run, X)
        result = np.asarray(call(run, verb.method, X))
        return named | _named(run, verb, result)

    _write(stream, out, {"command": name}, path, columns, options)
    if verb.after is not None:
        verb.after(None, None, run)
    return True


def _ids(run: Run, ids: Any) -> dict[str, Any]:
    """Return the column of ids, if the rows have any."""
    return {} if ids is None else {run.input.get("id_name") or "id": ids}


def _named(run: Run, verb: Verb, result: Any) -> dict[str, Any]:
    """Return the columns of a result by their names."""
    columns = result.reshape(len(result), -1).T
    names: Any = [f"x{j}" for j in range(len(columns))]
    if verb.method == "transform":
        names = code_names(run.model, len(columns))
    elif result.ndim == 1:
        names = ["prediction"]
    elif run.input.get("feature_names"):
        names = run.input["feature_names"]
    return {str(name): each for name, each in zip(names, columns, strict=True)}


def _write(
    stream: RowStream,
    out: str,
    work: dict[str, Any],
    path: str,
    columns: Callable[[Any, Any, Any], Mapping[str, Any]],
    options: Streaming,
) -> None:
    """Write the missing parts of a result, and report what was written."""
    started = time.perf_counter()
    work = work | {"run": hash_of_run(path)}
    written = write_in_parts(
        Parts(stream, out, work), columns, overwrite=options.overwrite
    )
    report_written(out, written.n_rows, written.n_columns)
    if written.n_parts:
        seconds = time.perf_counter() - started
        click.echo(f"Made {written.n_parts:,} parts in {seconds:,.0f} s.", err=True)


@worded_for_shell()
def detect_streamed(
    path: str, data: str, out: str, n_reasons: int, options: Streaming
) -> bool:
    """Write the detections of a saved detector; return False if it takes no stream."""
    run = load_with(path, "p_values", "detect")
    if not takes_streams(run, data, options):
        return False
    check_result(out, columns=True)
    stream = open_for_run(data, run, stream_columns(data, run), options)
    summary = Summary()
    distance = None if run.pca is None else PcaDistance(run.pca)

    def columns(X: Any, rows: Any, ids: Any) -> Mapping[str, Any]:
        found = detect_samples(run.model, X, n_reasons=n_reasons, distance=distance)
        summary.add(X, ids, found)
        named = _ids(run, ids) or {"row": rows}
        return as_columns(found, n_reasons, run.feature_names, named)

    work = {"command": "detect", "reasons": n_reasons}
    _write(stream, out, work, path, columns, options)
    if summary.n_samples:
        share = 100 * summary.n_anomalies / summary.n_samples
        click.echo(
            f"Anomalies: {summary.n_anomalies:,} of {summary.n_samples:,} rows "
            f"({share:.2f} %) in the parts that were made now.",
            err=True,
        )
    return True


@worded_for_shell()
def evaluate_streamed(run: Run, data: str, options: Streaming) -> Any:
    """Return the evaluation of a stream: errors of all rows, the rest of a sample.

    None if the model takes no stream.
    """
    if not takes_streams(run, data, options):
        return None
    stream = open_for_run(data, run, stream_columns(data, run), options)
    sample = stream.scanned().sample(MAX_SAMPLE).X
    dataset = Dataset(name=data, X=None, X_test=sample, source=data)
    found = evaluate_run(run, scaled(run, dataset))
    if found is None or not hasattr(found, "notes"):
        raise InvalidParameterError(
            f"{type(run.model).__name__} is evaluated on rows in memory: give a file "
            f"of some of the rows."
        )
    note = f"Of {data}, a sample of {sample.shape[0]:,} rows was used"
    if not hasattr(run.model, "reconstruction_error"):
        return dataclasses.replace(found, notes=[*found.notes, f"{note}."])
    errors = _errors(run, stream, found.pca)
    rows = [dict(row) for row in found.rows]
    for row, name in zip(rows[:2], ("model", "pca"), strict=True):
        row["test_error"] = errors[name]
        row["test_share"] = 1 - errors[name] / errors["variance"]
    note = f"Errors of model and PCA are those of all {stream.n_samples:,} rows. {note}"
    return dataclasses.replace(
        found, rows=rows, notes=[*found.notes, f"{note} for the rest."]
    )


def _errors(run: Run, stream: RowStream, pca: Any) -> dict[str, float]:
    """Return the mean errors of a model and of PCA, and the variance, of all rows."""
    n_rows, sums = 0, {"model": 0.0, "pca": 0.0}
    found: Moments | None = None
    with Shown(stream.n_samples) as shown:
        for block in stream:
            X = run.scale(block)
            dense = np.asarray(X.toarray() if hasattr(X, "toarray") else X, np.float64)
            again = pca.inverse_transform(pca.transform(dense))
            sums["model"] += float(run.model.reconstruction_error(X).sum())
            sums["pca"] += float(np.square(dense - again).sum())
            own = moments(dense)
            found = own if found is None else merged(found, n_rows, own, len(dense))
            n_rows += len(dense)
            shown.add(len(dense))
    report_faults(stream.faults)
    assert found is not None
    errors = {name: value / n_rows for name, value in sums.items()}
    return errors | {"variance": found.total_variance}
