"""``autoencode detect``: which samples are anomalies, and why."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from autoencode.cli.cluster import chosen_cluster, cluster_options, streamed_for
from autoencode.cli.options import column_names, option_names
from autoencode.cli.row_progress import RowProgress
from autoencode.cli.runs import load_with
from autoencode.cli.stream_data import (
    Streaming,
    is_streamed,
    is_whole,
    stream_options,
)
from autoencode.cli.verbs import DROP, PART, draw
from autoencode.errors import InvalidParameterError

if TYPE_CHECKING:
    from autoencode.storage import Run
    from autoencode.tasks.detection import Summary


@click.command("detect")
@click.argument("words", nargs=-1, required=True, metavar="[RUN] DATA")
@click.option(
    "--out", required=True, help="File to write: .csv, .tsv, .parquet; - for CSV."
)
@click.option(
    "--reasons",
    type=click.IntRange(min=0, max=10),
    default=3,
    show_default=True,
    help="Number of columns reported per anomaly.",
)
@click.option("--picture", help="PNG file of the scores and the threshold.")
@click.option("--worst", help="PNG file of the most anomalous rows or images.")
@click.option("--maps", help="NumPy file of the errors by pixel or column; with RUN.")
@PART
@DROP
@stream_options
@cluster_options
@click.option("--id", "id_column", help="Column that identifies rows; without RUN.")
@click.option(
    "--categorical",
    multiple=True,
    callback=column_names,
    help="Numeric columns that are categories; without RUN.",
)
@click.option(
    "--false-alarm-rate",
    type=click.FloatRange(0, 0.5, min_open=True, max_open=True),
    help="Fraction of normal rows to report; without RUN.  [default: 0.05]",
)
@click.option("--seed", type=int, help="Seed of the training; without RUN.")
@click.option(
    "--save", type=click.Path(path_type=Path), help="Run folder; without RUN."
)
def detect_command(
    words: tuple[str, ...],
    out: str,
    reasons: int,
    picture: str | None,
    worst: str | None,
    maps: str | None,
    part: str,
    drop: tuple[str, ...],
    stream: bool,
    memory: str | None,
    on_error: str,
    overwrite: bool,
    address: str | None,
    n_workers: int | None,
    **given: Any,
) -> None:
    """Find the anomalies among the rows of DATA.

    Rows are compared with those that the detector saved in RUN was trained on; without
    RUN, with the other rows of DATA, by detectors that were not trained on them. Then
    columns that identify rows are left out, and kept in the output.

    Each row gets a score (higher is more anomalous), a p-value (the probability that a
    normal row scores at least as high), a verdict, PCA's distance for comparison, and,
    for anomalies, the columns that explain them with their expected values. With RUN,
    DATA may be of any size. Errors of --maps are squared, and 1 is typical of the pixel
    or column.

    \b
    Example:
        autoencode detect orders.csv --out scores.csv
        autoencode fit pumps.csv --model anomaly_detector --out runs/pumps
        autoencode detect runs/pumps today.csv --out scores.csv --worst worst.png
    """
    from autoencode.cli.results import check_not_data
    from autoencode.data.writers import check_output, write_blocks
    from autoencode.plots.canvas import check_pictures
    from autoencode.tasks.detection import Summary

    run, data = _run_and_data(words, given, maps)
    results = {"out": out, "maps": maps, "picture": picture, "worst": worst}
    results["save"] = given["save"]
    for name, place in results.items():
        check_not_data(place, data, f"--{name}")
    options = Streaming(stream, memory, on_error, overwrite)
    cluster = chosen_cluster(address, n_workers)
    if cluster is not None and run is None:
        raise InvalidParameterError(
            "--cluster needs a run: train one with 'autoencode fit DATA --model "
            "anomaly_detector'."
        )
    options = streamed_for(cluster, data, options)
    is_stream = is_whole(data) or options.stream
    _check_used(run, data, options)
    if run is not None and is_stream and is_streamed(data, options):
        from autoencode.cli.stream_verbs import detect_streamed

        if picture or worst or maps:
            raise InvalidParameterError(
                f"--picture, --worst and --maps are for data that is not read as a "
                f"stream, as {data} is. Leave them out."
            )
        if detect_streamed(run, data, out, reasons, options, cluster, drop):
            return
    check_output(out, columns=True)
    check_pictures(picture, worst)
    summary, started = Summary(), time.perf_counter()
    if run is None:
        from autoencode.cli.detect_file import Choice, detect_file, show_most_anomalous

        choice = Choice(drop=drop, **given)
        loaded, columns = detect_file(data, choice, options, summary, reasons)
        write_blocks(out, [columns])
        show_most_anomalous(summary, loaded.feature_names)
    else:
        loaded = _detect_with_run(run, data, out, reasons, maps, part, drop, summary)
    _report(loaded, summary, out, time.perf_counter() - started)
    _draw(loaded, summary, data, picture, worst)


def _run_and_data(
    words: tuple[str, ...], given: Mapping[str, Any], maps: str | None
) -> tuple[str | None, str]:
    """Return the run, if one is given, and the data.

    Raises
    ------
    InvalidParameterError
        If there are more words, or options for the other case.
    """
    from autoencode.storage.folder import is_run

    if len(words) > 2:
        raise InvalidParameterError(
            f"detect takes a run and data, or data alone; got {' '.join(words)}."
        )
    if len(words) == 2:
        unused = [name for name, value in given.items() if value not in (None, ())]
        if unused:
            raise InvalidParameterError(
                f"{option_names(unused[0])[0]} is for data without a run; the run "
                f"{words[0]} has its own settings. Remove the option."
            )
        return words[0], words[1]
    if is_run(words[0]):
        raise InvalidParameterError(
            f"{words[0]} is a run. Give data too: autoencode detect "
            f"{shlex.quote(words[0])} DATA."
        )
    if maps:
        raise InvalidParameterError(
            "--maps needs a run: train one with 'autoencode fit DATA --model "
            "anomaly_detector'."
        )
    return None, words[0]


def _check_used(run: str | None, data: str, options: Streaming) -> None:
    """Raise InvalidParameterError for an option that would have no effect."""
    source = click.get_current_context().get_parameter_source("part")
    if run is None and source is ParameterSource.COMMANDLINE:
        raise InvalidParameterError(
            "--part is for data with a run; without one, rows of the training part are "
            "compared with each other. Remove it."
        )
    if run is None and options.stream and not is_whole(data):
        raise InvalidParameterError(
            "--stream needs a run; without one all rows are compared in memory. Train "
            "one with 'autoencode fit DATA --model anomaly_detector'."
        )
    if is_whole(data) or options.stream:
        return
    given = {
        "memory": options.memory is not None,
        "on-error": options.on_error != "raise",
        "overwrite": options.overwrite,
        "cache": options.cache is not None,
    }
    unused = [name for name, is_given in given.items() if is_given]
    if unused:
        raise InvalidParameterError(
            f"--{unused[0]} is for rows that are read from disk a part at a time. Add "
            f"--stream and a run, or remove it."
        )


def _detect_with_run(
    run: str,
    data: str,
    out: str,
    reasons: int,
    maps: str | None,
    part: str,
    drop: tuple[str, ...],
    summary: Summary,
) -> Run:
    """Write the detections of a saved detector, and return its run."""
    from autoencode.cli.data import blocks_for_run, id_name_of
    from autoencode.data.writers import array_writer, check_array_output, write_blocks
    from autoencode.tasks.baselines import PcaDistance
    from autoencode.tasks.detection import detect_blocks

    loaded = load_with(run, "p_values", "detect")
    if maps and not hasattr(loaded.model, "error_map"):
        raise InvalidParameterError(
            f"--maps is for images and columns of numbers, and the model in {run} is "
            f"for mixed tables. Use --reasons."
        )
    if maps:
        check_array_output(maps)
    blocks = _counted(blocks_for_run(data, loaded, part, drop))
    with ExitStack() as stack:
        if maps:
            append = stack.enter_context(array_writer(maps))
            blocks = _mapped(loaded, blocks, append)
        columns = detect_blocks(
            loaded.model,
            blocks,
            summary,
            loaded.feature_names,
            id_name=id_name_of(loaded),
            n_reasons=reasons,
            distance=None if loaded.pca is None else PcaDistance(loaded.pca),
        )
        write_blocks(out, columns)
    return loaded


def _draw(
    loaded: Run, summary: Summary, data: str, picture: str | None, worst: str | None
) -> None:
    """Draw the pictures that were asked for."""
    from autoencode.report.detectors import most_anomalous, scores_picture

    if picture:
        draw(picture, scores_picture(loaded, summary, f"Scores of {data}"))
    if worst and not summary.most_anomalous:
        click.echo(f"No anomalies were found, so {worst} is not drawn.", err=True)
    elif worst:
        draw(worst, most_anomalous(loaded, summary))


def _mapped(
    run: Run, blocks: Iterable[Any], append: Callable[[Any], None]
) -> Iterator[Any]:
    """Yield the blocks; append the error maps of their rows, shaped like images."""
    for block in blocks:
        errors = run.model.error_map(block.X)
        append(errors.reshape(len(errors), *(block.image_shape or errors.shape[1:])))
        yield block


def _counted(blocks: Iterable[Any]) -> Iterator[Any]:
    """Yield the blocks; on a terminal, show the number of rows and the rate."""
    with RowProgress() as progress:
        for block in blocks:
            yield block
            progress.add(block.X.shape[0])


def _report(run: Run, summary: Summary, out: str, seconds: float) -> None:
    """Report the anomalies found and expected, and the comparison with PCA."""
    from autoencode.tasks.detection import inner_detector

    detector = inner_detector(run.model)
    n, found = summary.n_samples, summary.n_anomalies
    place = "standard output" if out == "-" else out
    click.echo(f"Wrote {n:,} rows to {place} ({n / seconds:,.0f} a second).", err=True)
    text = f"Anomalies: {found:,} ({100 * found / n:.2f} %)"
    if isinstance(detector.contamination, str):
        expected = n * detector.false_alarm_rate
        text += f"; {expected:,.0f} are expected among normal rows alone"
    click.echo(f"{text}.", err=True)
    unusual = summary.unusual_column()
    if unusual is not None:
        name, count = run.feature_names[unusual[0]], unusual[1]
        click.echo(
            f"Column {name!r} is the first reason of {count:,} of {found:,} anomalies. "
            f"If other values than in the fit are normal there, as of dates, leave it "
            f"out of the fit: --drop {shlex.quote(name)}.",
            err=True,
        )
    if run.metrics is not None and run.metrics.get("verdict"):
        click.echo(str(run.metrics["verdict"]), err=True)
