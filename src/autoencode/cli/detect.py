"""``autoencode detect``: which samples are unlike those a detector was trained on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from autoencode.cli.apply import DROP, PART, check_pictures
from autoencode.errors import InvalidParameterError

if TYPE_CHECKING:
    from autoencode.storage import Run
    from autoencode.tasks.detection import Summary

SECONDS_BETWEEN_LINES = 0.2


@click.command("detect")
@click.argument("run")
@click.argument("data")
@click.option(
    "--out", required=True, help="File to write: .csv, .tsv, .parquet; - for CSV."
)
@click.option(
    "--reasons",
    type=click.IntRange(min=0, max=10),
    default=3,
    show_default=True,
    help="Columns named for each anomaly.",
)
@click.option("--picture", help="PNG file for the scores and their threshold.")
@click.option("--worst", help="PNG file for the strangest rows, or images.")
@click.option("--maps", help="NumPy file for the error of each pixel, or column.")
@PART
@DROP
def detect_command(
    run: str,
    data: str,
    out: str,
    reasons: int,
    picture: str | None,
    worst: str | None,
    maps: str | None,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Tell which rows of DATA are anomalies, with the detector saved in RUN, and why.

    Train it with 'autoencode fit --model detector'. Each row gets a score (the higher,
    the stranger), a p-value (how rarely a usual row is as strange), a verdict, PCA's
    distance for comparison, and, if it is an anomaly, the columns to blame with what
    was expected in them. DATA may be of any size. The arrays of --maps are squared
    errors beside what is usual at each pixel, or in each column, which has 1.

    \b
    Example:
        autoencode fit pumps.csv --model detector --out runs/pumps
        autoencode detect runs/pumps today.csv --out scores.csv --worst worst.png
    """
    from autoencode.cli.inputs import blocks_for_run
    from autoencode.data.writers import array_writer, check_output, write_blocks
    from autoencode.storage import load_run
    from autoencode.tasks.detection import Summary

    check_output(out, columns=True)
    check_pictures(picture, worst)
    loaded = load_run(run)
    _check_is_detector(run, loaded)
    if maps:
        _check_maps(maps, run, loaded)
    summary = Summary()
    read = blocks_for_run if loaded.table is None else _blocks_of_table
    blocks = _counted(read(data, loaded, part, drop))
    started = time.perf_counter()
    with ExitStack() as stack:
        if maps:
            append = stack.enter_context(array_writer(maps))
            blocks = _mapped(loaded, blocks, append)
        write_blocks(out, _judged(loaded, blocks, reasons, summary))
    _tell(loaded, summary, out, time.perf_counter() - started)
    if picture:
        _draw_scores(picture, data, loaded, summary)
    if worst:
        _draw_worst(worst, loaded, summary)


def _check_is_detector(path: str, run: Run) -> None:
    from autoencode.errors import RunFolderError

    if run.detector is None:
        raise RunFolderError(
            f"{path} holds a {type(run.model).__name__}, which knows no threshold. "
            f"Train a detector on the same data: autoencode fit DATA --model detector."
        )


def _check_maps(maps: str, path: str, run: Run) -> None:
    """Raise for a file that cannot hold error maps, or a table that has none."""
    from autoencode.data.writers import check_array_output

    if run.table is not None:
        raise InvalidParameterError(
            f"--maps is for images and columns of numbers, and {path} judges a mixed "
            f"table. Take --reasons."
        )
    check_array_output(maps)


class TableBlock(NamedTuple):
    """Some rows of a mixed table, in place of a `Dataset`."""

    X: Any  # a data frame
    ids: Any


def _blocks_of_table(
    data: str, run: Run, part: str, drop: Sequence[str]
) -> Iterator[TableBlock]:
    """Give the rows of a mixed table, some at a time."""
    from autoencode.cli.mixed import as_in_fit
    from autoencode.data.frames import read_frame_blocks

    for frame, ids in read_frame_blocks(data, **as_in_fit(run, drop)):
        yield TableBlock(frame, ids)


def _judged(
    run: Run, blocks: Iterable[Any], n_reasons: int, summary: Summary
) -> Iterator[dict[str, Any]]:
    """Give the columns to write of each block."""
    import numpy as np

    from autoencode.tasks.baselines import PcaDistance
    from autoencode.tasks.detection import as_columns, judge_samples

    distance = None if run.pca is None else PcaDistance(run.pca)
    names, is_table = run.feature_names, run.table is not None
    id_name = run.input.get("id_name") or "id"
    n_before = 0
    for block in blocks:
        found = judge_samples(
            run.estimator, block.X, n_reasons=n_reasons, distance=distance
        )
        summary.add(block.X, block.ids, found)
        if block.ids is None:
            ids = {"row": np.arange(n_before, n_before + len(found.scores))}
        else:
            ids = {id_name: block.ids}
        n_before += len(found.scores)
        yield as_columns(found, n_reasons, names, ids, as_text=is_table)


def _mapped(
    run: Run, blocks: Iterable[Any], append: Callable[[Any], None]
) -> Iterator[Any]:
    """Pass blocks on; append the error maps of their rows, of images as such."""
    assert run.detector is not None
    for block in blocks:
        errors = run.detector.error_map(block.X)
        append(errors.reshape(len(errors), *(block.image_shape or errors.shape[1:])))
        yield block


def _counted(blocks: Iterable[Any]) -> Iterator[Any]:
    """Pass blocks on; on a terminal, tell how many rows were read, and how fast."""
    is_live = sys.stderr.isatty()
    started, told, n_rows = time.perf_counter(), 0.0, 0
    for block in blocks:
        yield block
        n_rows += block.X.shape[0]
        now = time.perf_counter()
        if is_live and now - told > SECONDS_BETWEEN_LINES:
            told = now
            rate = n_rows / (now - started)
            click.echo(f"\r{n_rows:,} rows, {rate:,.0f} a second ", err=True, nl=False)
    if told:
        click.echo("\r" + " " * 60 + "\r", err=True, nl=False)


def _tell(run: Run, summary: Summary, out: str, seconds: float) -> None:
    """Say what was found, beside what was to be expected, and how PCA does."""
    assert run.detector is not None
    n, found = summary.n_samples, summary.n_anomalies
    place = "standard output" if out == "-" else out
    click.echo(f"Wrote {n:,} rows to {place} ({n / seconds:,.0f} a second).", err=True)
    text = f"Anomalies: {found:,} ({100 * found / n:.2f} %)"
    if isinstance(run.detector.contamination, str):
        rate = run.detector.false_alarm_rate
        text += f"; of usual rows alone {n * rate:,.0f} were to be expected"
    click.echo(f"{text}.", err=True)
    if run.metrics is not None and run.metrics.get("verdict"):
        click.echo(str(run.metrics["verdict"]), err=True)


def _draw_scores(picture: str, data: str, run: Run, summary: Summary) -> None:
    from autoencode.plots.anomalies import score_histogram
    from autoencode.plots.canvas import save_figure

    assert run.detector is not None
    # More than rows were trained on: each is left out by several pairs of members.
    left_out = run.detector.tail_.values
    scores = {
        "rows": summary.some_scores(),
        "scores of training rows left out": left_out,
    }
    figure = score_histogram(scores, -run.detector.offset_, title=f"Scores of {data}")
    save_figure(figure, picture)
    click.echo(f"Drew {picture}.", err=True)


def _draw_worst(picture: str, run: Run, summary: Summary) -> None:
    from autoencode.plots.canvas import save_figure
    from autoencode.report import strangest

    if not summary.strangest:
        click.echo(f"There is no anomaly to draw in {picture}.", err=True)
        return
    save_figure(strangest(run, summary), picture)
    click.echo(f"Drew {picture}.", err=True)
