"""``autoencode report``: write the page and the model card of a saved model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from autoencode.cli.verbs import DROP, PART

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run


@click.command("report")
@click.argument("run")
@click.argument("data", required=False)
@PART
@DROP
def report_command(
    run: str, data: str | None, part: str, drop: tuple[str, ...]
) -> None:
    """Write the report and the model card of the model saved in RUN.

    'fit' does so too. Without DATA, the samples of the fit are read again, and divided
    into the same parts to train and to test; with DATA, as in fit, the model is
    evaluated on these samples, with a note if they are those of the fit. Writes
    report.html, MODEL_CARD.md and pictures into RUN, and leaves the saved model as it
    is. The page has an interactive map of the codes, and needs neither a network nor
    other files.

    \b
    Example:
        autoencode report runs/digits
        autoencode report runs/people new.csv
    """
    import sys
    from dataclasses import replace

    from rich.console import Console

    from autoencode.cli.data import data_of
    from autoencode.cli.facts import data_name, notes_of_fit
    from autoencode.remote import place_of
    from autoencode.report import evaluate_run, scaled, write_report
    from autoencode.storage import load_run
    from autoencode.storage.folder import CARD, PAGE
    from autoencode.storage.remote_runs import run_folder

    loaded = load_run(run)
    place = data or data_of(run, loaded)
    dataset = None if data else _of_fit(place, loaded)
    if dataset is None:
        dataset = _unseen(place, loaded, part, drop)
    dataset = replace(dataset, name=data_name(place.removesuffix(".gz")))
    console = Console(stderr=True, quiet=not sys.stderr.isatty())
    with console.status("Evaluating"):
        evaluation = evaluate_run(loaded, scaled(loaded, dataset))
    if loaded.pca is None and evaluation is not None:
        loaded.pca = evaluation.pca
    notes = notes_of_fit(run, loaded, data, part) if data else []
    with console.status("Drawing"), run_folder(place_of(run)) as folder:
        write_report(folder.local, loaded, dataset, evaluation, notes)
    if evaluation is not None:
        for line in (*notes, evaluation.verdict()):
            click.echo(line)
    click.echo(f"Wrote {folder.place / PAGE} and {folder.place / CARD}.")


def _of_fit(place: str, run: Run) -> Dataset | None:
    """Return the samples of the fit in their parts; None if they have changed."""
    from autoencode.cli.data import read_parts

    dataset = read_parts(place, run)
    known = run.about.get("data_hash")
    if known is None or known == _hash(dataset, run):
        run.pca = None  # fitted again, as after the fit
        return dataset
    click.echo(
        f"{place} has changed since the fit: all of it is evaluated, as new samples.",
        err=True,
    )
    return None


def _hash(dataset: Dataset, run: Run) -> str | None:
    """Return the hash of samples; None for a table that the model cannot read."""
    from autoencode.cli.facts import hash_of
    from autoencode.errors import InvalidDataError

    try:
        return hash_of(dataset, run)
    except InvalidDataError:
        return None


def _unseen(place: str, run: Run, part: str, drop: tuple[str, ...]) -> Dataset:
    """Return samples to evaluate on; those kept in the run are of other data."""
    from dataclasses import replace

    from autoencode.cli.data import read_for_run

    run.samples = {}
    found = read_for_run(place, run, part, drop, takes_sample=True)
    return replace(
        found, X=None, y=None, ids=None,
        X_test=found.X, y_test=found.y, ids_test=found.ids,
    )  # fmt: skip
