"""Commands of a saved estimator on streams: from files to files, in parts."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from autoencode.arrays import Moments, merged, moments
from autoencode.cli.data import stream_columns
from autoencode.cli.messages import report_no_ids, shell_words
from autoencode.cli.results import report_written
from autoencode.cli.row_progress import RowProgress
from autoencode.cli.runs import Verb, predicts_classes
from autoencode.cli.stream_data import (
    MAX_SAMPLE,
    Streaming,
    open_for_run,
    report_faults,
    takes_streams,
    worded_for_shell,
)
from autoencode.cli.stream_parts import Written, check_result, write_in_parts
from autoencode.cli.stream_work import Work, made_on
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError, counted
from autoencode.report import evaluate_run, scaled

if TYPE_CHECKING:
    from autoencode.cli.cluster import Cluster
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
    cluster: Cluster | None = None,
    drop: tuple[str, ...] = (),
) -> bool:
    """Write the result of a method for a stream; return False if it takes none."""
    work = Work(name, verb.method, path, data, out, options, drop=drop)
    run = work.loaded()
    if not takes_streams(run, data, options):
        return False
    if picture:
        raise InvalidParameterError(
            f"--picture is for data that is not read as a stream, as {data} is. Leave "
            f"it out."
        )
    check_result(out, columns=predicts_classes(run, verb.method))
    _write(work, run, cluster)
    if verb.after is not None:
        verb.after(None, None, run)
    return True


def _write(work: Work, run: Run, cluster: Cluster | None) -> Written:
    """Write the missing parts of a result, and report what was written."""
    started = time.perf_counter()
    parts = work.parts(run)
    written = write_in_parts(
        parts,
        work.columns(run),
        overwrite=work.options.overwrite,
        make=None if cluster is None else made_on(cluster, work, parts),
    )
    if work.n_reasons is None and work.method != "inverse_transform":
        report_no_ids(work.data, run, has_ids=parts.stream.has_ids)
    if work.n_reasons is None and parts.stream.faults and not parts.stream.has_ids:
        click.echo(
            "The rows of the result are not numbered, and later ones move up. To tell "
            "them apart, name a column of ids at the fit: autoencode fit --id NAME.",
            err=True,
        )
    report_written(work.out, written.n_rows, written.n_columns)
    if written.n_parts:
        seconds = time.perf_counter() - started
        made = counted(written.n_parts, "part")
        click.echo(f"Made {made} in {seconds:,.0f} s.", err=True)
    return written


@worded_for_shell()
def detect_streamed(
    path: str,
    data: str,
    out: str,
    n_reasons: int,
    options: Streaming,
    cluster: Cluster | None = None,
    drop: tuple[str, ...] = (),
) -> bool:
    """Write the detections of a saved detector; return False if it takes no stream."""
    work = Work("detect", "p_values", path, data, out, options, n_reasons, drop)
    run = work.loaded()
    if not takes_streams(run, data, options):
        return False
    check_result(out, columns=True)
    written = _write(work, run, cluster)
    if written.n_rows_made:
        made = counted(written.n_rows_made, "row")
        share = 100 * written.n_anomalies / written.n_rows_made
        click.echo(
            f"Anomalies: {written.n_anomalies:,} of {made} "
            f"({share:.2f} %) in the parts that were made now.",
            err=True,
        )
    return True


@worded_for_shell()
def evaluate_streamed(
    run: Run, data: str, options: Streaming, drop: tuple[str, ...] = ()
) -> Any:
    """Return the evaluation of a stream: errors of all rows, the rest of a sample.

    None if the model takes no stream.
    """
    if not takes_streams(run, data, options):
        return None
    columns, n_features = stream_columns(data, run, drop), run.model.n_features_in_
    stream = open_for_run(data, columns, n_features, options)
    sample = stream.scanned().sample(MAX_SAMPLE).X
    dataset = Dataset(name=data, X=None, X_test=sample, source=data)
    names = run.input.get("feature_names")
    with shell_words(data, names, part=None):  # rows of the sample
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
    with RowProgress(stream.n_samples) as shown:
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
