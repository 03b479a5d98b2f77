"""``autoencode fit``: read, train, save, evaluate and plot, for any estimator."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli import interactions
from autoencode.cli.cluster_fit import is_done_on_cluster
from autoencode.cli.documents import fit_task
from autoencode.cli.facts import data_name, hash_of, input_facts, run_facts
from autoencode.cli.fit_log import logging
from autoencode.cli.fit_model import (
    check_options,
    fitted_scaler,
    make_model,
    new_seed,
    read_samples,
)
from autoencode.cli.fit_options import FitCommand
from autoencode.cli.guesses import with_guesses
from autoencode.cli.messages import (
    report_constant,
    report_no_samples,
    report_ordered_dates,
    shell_words,
)
from autoencode.cli.options import COLUMNS
from autoencode.cli.processes import is_first, is_restarted
from autoencode.cli.resume import (
    ARGUMENTS,
    checkpoints_of_fit,
    how_to_resume,
    seed_before,
)
from autoencode.cli.stream_data import STREAMING, Streaming, is_streamed
from autoencode.cli.validation import read_validation
from autoencode.cli.watch import check_watched, watching
from autoencode.remote import RemotePath

if TYPE_CHECKING:
    from autoencode.cli.stream_fit import FitRows
    from autoencode.data.dataset import Dataset
    from autoencode.explorer.watch import Watch
    from autoencode.storage import Run
    from autoencode.storage.remote_runs import RunFolder

TYPES = ("categorical", "numeric", "dates")


@click.command("fit", cls=FitCommand)
@click.argument("data")
def fit_command(
    data: str,
    model_name: str,
    out: Path | RemotePath | None,
    overwrite: bool,
    test: str | None,
    validation: str | None,
    scale: str,
    samples: int,
    quiet: bool,
    watch: bool,
    checkpoint_every: str,
    tensorboard: Path | None,
    address: str | None,
    n_workers: int | None,
    **given: Any,
) -> None:
    """Train a model on DATA, evaluate it and plot results; save all in a run folder.

    DATA is the name of a data set (see 'autoencode datasets'), a file (.csv, .tsv,
    .parquet, .npy, .npz), a folder of images or of texts, or - for CSV from standard
    input. Tables may have text, dates and missing cells.

    \b
    Example:
        autoencode fit mnist --components 30
        autoencode fit people.csv --id name --label city --components 4
        autoencode fit pumps.csv --model anomaly_detector
        autoencode fit mails/ --model retriever
        autoencode fit ratings.csv --model item_recommender --user name --item film
        autoencode fit --resume runs/mnist
    """
    from autoencode.storage import Run
    from autoencode.storage.remote_runs import run_folder

    columns = {name: given.pop(name) for name in COLUMNS}
    types = {name: given.pop(name) for name in TYPES}
    special = {k: given.pop(k) for k in ("text", *interactions.OPTIONS)}
    streaming = Streaming(**{name: given.pop(name) for name in STREAMING})
    parameters = {name: value for name, value in given.items() if value is not None}
    parameters.pop("config", None)
    check_options(model_name, parameters, scale)
    if is_done_on_cluster(address, n_workers):
        return
    if watch:
        check_watched(model_name)
    out = _free_place(data, out, overwrite or is_restarted())
    kinds = (columns, types, special)
    rows, dataset, name = _opened(data, model_name, test, *kinds, streaming)
    X_val = read_validation(validation, data, dataset, name, columns)
    report_constant(dataset, data)
    with shell_words(data, dataset.feature_names):
        model = make_model(name, parameters, scale, types, dataset, partial(_seed, out))
        scaler = fitted_scaler(scale, model, dataset, types)
        run = Run.of(model, scaler, input=input_facts(data, dataset, columns))
        special["test"] = test  # so that `autoencode report` splits alike
        special["stream"] = None if rows is None else rows.facts
        run.input |= {k: v for k, v in special.items() if v is not None}
        words = click.get_current_context().meta[ARGUMENTS]
        hashed = data if rows is None else None  # not of rows on disk: another pass
        run.about = run_facts(dataset, ["fit", *words], hashed)
        X_val = None if X_val is None else run.scale(X_val)
        how: dict[str, Any] = {"n_samples": samples, "quiet": quiet, "rows": rows}
        with (
            run_folder(out, is_written=is_first(), is_tried=True) as place,
            watching(run, dataset, watch and is_first()) as page,
        ):
            if page is not None:
                how["on_epoch"] = page.on_epoch
            with (
                checkpoints_of_fit(run, dataset, place, checkpoint_every, rows),
                logging(run, place.local, tensorboard),
            ):
                _train(run, dataset, X_val, place, **how)
            _finish(run, dataset, place, page)


def _opened(
    data: str,
    model_name: str,
    test: str | None,
    columns: dict[str, Any],
    types: dict[str, Any],
    special: dict[str, Any],
    streaming: Streaming,
) -> tuple[FitRows | None, Dataset, str]:
    """Return the rows on disk or None, samples, and the name of the model for them."""
    from autoencode.cli.data import for_classes

    places = [Path(each) for each in (data, test or "") if Path(each).is_file()]
    if len(places) == 2 and places[0].samefile(places[1]):
        click.echo(
            f"Warning: --test is {data} itself: errors of its rows are errors of "
            f"training.",
            err=True,
        )
    rows = None
    if is_streamed(data, streaming):
        from autoencode.cli.stream_fit import open_for_fit

        rows = open_for_fit(data, model_name, test, columns, types, streaming)
    if rows is not None:
        return rows, rows.dataset, model_name
    dataset, name = read_samples(data, model_name, test, columns, types, special)
    dataset = with_guesses(data, for_classes(dataset, name), columns, types)
    return None, dataset, name


def _seed(out: Path | RemotePath) -> int:
    """Return a new seed, or that from before the processes were started again."""
    before = seed_before(out) if is_restarted() else None
    return new_seed() if before is None else before


def _free_place(
    data: str, out: Path | RemotePath | None, overwrite: bool
) -> Path | RemotePath:
    """Return the run folder to write; an existing run is replaced only if asked."""
    from autoencode.cli.results import check_not_data
    from autoencode.storage.folder import check_free, check_place

    if out is None:
        out = Path("runs") / (data_name(data) or "run")
    if not is_first():
        return out
    if overwrite:
        check_place(out)
    else:
        check_free(
            out, "Add --overwrite to replace it, or give another folder with --out."
        )
    check_not_data(out, data)
    return out


def _train(
    run: Run,
    dataset: Dataset,
    X_val: Any,
    place: RunFolder,
    *,
    n_samples: int,
    quiet: bool,
    on_epoch: Callable[[Any], None] | None = None,
    rows: FitRows | None = None,
) -> None:
    """Train and save; after Ctrl-C, save the best weights so far and exit with 130."""
    from autoencode.data.dataset import one_label
    from autoencode.estimators import set_everywhere
    from autoencode.storage import save_run
    from autoencode.tasks.epoch_samples import EpochSamples, chosen_rows, train
    from autoencode.tasks.resources import announcement

    def announce() -> None:
        if not quiet:
            click.echo(announcement(run.model, dataset, run.scalers), err=True)

    completed = True
    if hasattr(run.model, "fit_epochs"):
        X, y = dataset.X_test, one_label(dataset).y_test
        if X is None:
            X, y = dataset.X, one_label(dataset).y
        shown = chosen_rows(X.shape[0], y, dataset.class_names, n_samples)
        kept = EpochSamples(X[shown])
        completed = train(
            run.model,
            run.scale(dataset.X) if rows is None else rows.scaled(run),
            kept if is_first() else None,
            scale=run.scale,
            unscale=run.unscale,
            on_start=announce,
            on_epoch=on_epoch,
            silent=quiet,
            X_val=X_val,
        )
        if rows is not None:
            rows.finish(run.model)
        run.samples = kept.arrays() | {"rows": shown}
    else:
        report_no_samples(run)
        announce()
        set_everywhere(run.model, "verbose", int(not quiet))
        fit_task(run, dataset)
        set_everywhere(run.model, "verbose", 0)
    run.input["scale"] = _scale_of(run)
    run.about["completed"] = completed
    if hasattr(dataset.X, "iloc"):  # others have been hashed before the fit
        run.about["data_hash"] = hash_of(dataset, run)
    if is_first():
        save_run(run, place.local)
    if not completed:
        _report_stop(run, place)


def _scale_of(run: Run) -> str:
    """Return how the columns were scaled, in words."""
    scaler = next(iter(run.scalers), getattr(run.model, "scaler_", None))
    own = getattr(run.model, "scale", None) if scaler is None else None
    return own or ("none" if scaler is None else type(scaler).__name__)


def _report_stop(run: Run, place: RunFolder) -> None:
    """Report that a fit was stopped, and exit."""
    place.update()
    click.echo(
        f"Stopped after {len(run.model.history_)} of {run.model.max_epochs_} "
        f"epochs; the best weights so far are saved in {place.place}. "
        f"{how_to_resume(place.place)}",
        err=True,
    )
    click.get_current_context().exit(130)


def _finish(run: Run, dataset: Dataset, place: RunFolder, page: Watch | None) -> None:
    """Evaluate a run, save the evaluation, and write the report."""
    if page is not None:
        page.finish()
    if is_first():
        _evaluate(run, dataset, place)
    if page is not None:
        page.wait()


def _evaluate(run: Run, dataset: Dataset, place: RunFolder) -> None:
    """Evaluate a run, save the evaluation, and write the report."""
    from autoencode.cli.tables import show
    from autoencode.report import save_evaluated
    from autoencode.report.advice import advise
    from autoencode.training.distributed import alone

    with alone():
        evaluation = save_evaluated(run, dataset, place.local)
    place.update()
    if evaluation is not None:
        show(evaluation)
    else:
        click.echo(advise(run, None).text)
    report_ordered_dates(run, dataset)
    page = place.place / "report.html"
    click.echo(f"Saved in {place.place}; the report is {page}.")
