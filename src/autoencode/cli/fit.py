"""``autoencode fit``: read, train, save, evaluate and plot, for any estimator."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli import interactions, ratings
from autoencode.cli.documents import fit_task
from autoencode.cli.facts import data_name, input_facts, run_facts
from autoencode.cli.fit_log import logging
from autoencode.cli.fit_options import FitCommand
from autoencode.cli.guesses import with_guesses
from autoencode.cli.messages import report_constant, report_no_samples, shell_words
from autoencode.cli.options import COLUMNS
from autoencode.cli.processes import is_first, is_restarted
from autoencode.cli.resume import checkpoints_of_fit, how_to_resume
from autoencode.cli.stream_data import STREAMING, Streaming, is_streamed
from autoencode.cli.validation import read_validation
from autoencode.cli.watch import check_watched, watching
from autoencode.errors import InvalidParameterError, MixedColumnsError
from autoencode.remote import RemotePath

if TYPE_CHECKING:
    from autoencode.cli.stream_fit import FitRows
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run
    from autoencode.storage.remote_runs import RunFolder

# Models fitted instead to tables with text, dates or missing cells.
FOR_MIXED = {
    "autoencoder": "table_autoencoder",
    "anomaly_detector": "table_detector",
    "classifier": "classifier",  # behind a TableTransformer
    "clustering": "clustering",
}
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
    from autoencode.cli.data import for_classes
    from autoencode.storage import Run
    from autoencode.storage.remote_runs import run_folder

    columns = {name: given.pop(name) for name in COLUMNS}
    types = {name: given.pop(name) for name in TYPES}
    special = {k: given.pop(k) for k in ("text", *interactions.OPTIONS)}
    streaming = Streaming(**{name: given.pop(name) for name in STREAMING})
    parameters = {name: value for name, value in given.items() if value is not None}
    parameters.pop("config", None)
    _check_options(model_name, parameters, scale)
    if watch:
        check_watched(model_name)
    out = _free_place(data, out, overwrite or is_restarted())
    rows = None
    if is_streamed(data, streaming):
        from autoencode.cli.stream_fit import open_for_fit

        rows = open_for_fit(data, model_name, test, columns, types, streaming)
    if rows is None:
        dataset, name = _read(data, model_name, test, columns, types, special)
        dataset = with_guesses(data, for_classes(dataset, name), columns, types)
    else:
        dataset, name = rows.dataset, model_name
    X_val = read_validation(validation, data, dataset, name, columns)
    report_constant(dataset, data)
    with shell_words(data, dataset.feature_names):
        model = make_model(name, parameters, scale, types, dataset)
        scaler = fitted_scaler(scale, model, dataset, types)
        run = Run.of(model, scaler, input=input_facts(data, dataset, columns))
        special["test"] = test  # so that `autoencode report` splits alike
        special["stream"] = None if rows is None else rows.facts
        run.input |= {k: v for k, v in special.items() if v is not None}
        run.about = run_facts(dataset)
        X_val = None if X_val is None else run.scale(X_val)
        with (
            run_folder(out, is_written=is_first()) as place,
            watching(run, dataset, watch and is_first()) as page,
        ):
            on_epoch = None if page is None else page.on_epoch
            with (
                checkpoints_of_fit(run, dataset, place, checkpoint_every, rows),
                logging(run, place.local, tensorboard),
            ):
                _train(run, dataset, X_val, samples, place, quiet, on_epoch, rows)
            if page is not None:
                page.finish()
            if is_first():
                _finish(run, dataset, place)
            if page is not None:
                page.wait()


def _check_options(name: str, given: Mapping[str, Any], scale: str) -> None:
    """Check the options of a model before the samples are read.

    Raises
    ------
    InvalidParameterError
        If one is unknown to the model, or excludes another.
    """
    from autoencode.cli.inner import PARAMETER, in_words
    from autoencode.cli.options import option_names, option_parameters
    from autoencode.data.preprocessing import SCALES
    from autoencode.errors import unknown_name
    from autoencode.estimators import ESTIMATORS

    if scale not in SCALES:
        raise InvalidParameterError(unknown_name("--scale", scale, SCALES))
    cls, autoencoder = ESTIMATORS[name], given.get(PARAMETER)
    known = option_parameters(cls, autoencoder)
    unknown = sorted(set(given) - set(known))
    if unknown:
        option = option_names(unknown[0])[0]
        raise InvalidParameterError(
            f"{option} is not an option of {in_words(name, autoencoder)}."
        )
    for one, other in getattr(cls, "_exclusive", ()):
        if one in given and other in given and given[one] != "auto":
            options = [f"--{name.replace('_', '-')}" for name in (one, other)]
            raise InvalidParameterError(
                f"The threshold is set by {' or by '.join(options)}; leave one of them "
                f"out."
            )


def make_model(
    name: str,
    given: Mapping[str, Any],
    scale: str,
    types: Mapping[str, Any],
    dataset: Dataset,
) -> Any:
    """Return the unfitted estimator for a data set that the options describe.

    Raises
    ------
    InvalidParameterError
        If an option is unknown to the estimator, or its value is invalid.
    """
    from autoencode.cli.inner import PARAMETER
    from autoencode.cli.options import build, option_parameters
    from autoencode.constructors import constructor_parameters
    from autoencode.estimators import ESTIMATORS
    from autoencode.params import check_params
    from autoencode.training.distributed import agreed

    _check_options(name, given, scale)
    cls, given = ESTIMATORS[name], dict(given)
    if "random_state" in option_parameters(cls):
        # Drawn here, so that it is stored and the run can be repeated.
        given.setdefault("random_state", agreed(lambda: secrets.randbelow(2**31)))
    shape = dataset.image_shape
    make = getattr(cls, "for_images", None) if shape is not None else None
    model = build(cls, given, make, dataset.X.shape[0])
    parts = [model, getattr(model, PARAMETER, None)]
    for each in parts if shape is not None else []:
        if getattr(each, "image_shape", ()) is None:
            each.set_params(image_shape=shape)
    extra = {name: value for name, value in types.items() if value}
    if scale != "auto":
        extra["scale"] = scale
    parameters = constructor_parameters(cls)
    model.set_params(**{k: v for k, v in extra.items() if k in parameters})
    check_params(model)
    return model


def _read(
    data: str,
    name: str,
    test: str | None,
    columns: Mapping[str, Any],
    types: Mapping[str, Any],
    special: Mapping[str, Any],
) -> tuple[Dataset, str]:
    """Return the samples, and the name of the model for their column types."""
    from sklearn.base import is_classifier

    from autoencode.data import parts
    from autoencode.estimators import (
        ESTIMATORS,
        takes_frames,
        takes_interactions,
        takes_ratings,
        takes_texts,
    )

    if takes_interactions(ESTIMATORS[name]):
        return interactions.read_for_fit(data, test, columns, special), name
    if takes_ratings(ESTIMATORS[name]):
        return ratings.read_for_fit(data, test, columns, special), name
    interactions.refuse_options(special)
    text = special["text"]
    if takes_texts(ESTIMATORS[name]) and not any(types.values()):
        return parts.read_texts(data, test, columns, text), name
    if text is not None:
        raise InvalidParameterError("--text is for --model retriever.")
    is_table, reason = parts.is_table(data), ""
    labels = {"missing_labels": is_classifier(ESTIMATORS[name]())}
    if name == "mixed" and is_table:  # its name in version 0.1
        reason, name = "--model mixed is for arrays now", "table_autoencoder"
    elif takes_frames(ESTIMATORS[name]()):
        if not is_table:
            others = [model for model, table in FOR_MIXED.items() if table == name]
            instead = f" Use --model {others[0]}." if others else ""
            raise InvalidParameterError(
                f"--model {name} is for tables (.csv, .tsv, .parquet).{instead}"
            )
    elif any(types.values()) and (name not in FOR_MIXED or not is_table):
        raise InvalidParameterError(
            f"--categorical, --numeric and --dates are for tables (.csv, .tsv, "
            f".parquet) and --model {', '.join(FOR_MIXED)}."
        )
    elif types["categorical"] or types["dates"]:
        reason, name = "Column types are given", FOR_MIXED[name]
    else:
        try:
            return parts.read_numbers(data, test, columns, **labels), name
        except MixedColumnsError as error:
            if name not in FOR_MIXED or not is_table:
                raise
            reason = str(error).split(";")[0].split(". ")[0]
            name = FOR_MIXED[name]
    if reason:
        click.echo(f"{reason}: training --model {name}.", err=True)
    return parts.read_mixed(data, test, columns, types, **labels), name


def fitted_scaler(
    scale: str, model: Any, dataset: Dataset, types: Mapping[str, Any]
) -> Any:
    """Return the fitted scaler in front of a model; None where there is none."""
    from autoencode.data.mixed import TableTransformer
    from autoencode.data.preprocessing import make_scaler
    from autoencode.estimators import has_own_input
    from autoencode.losses import LOSSES

    if has_own_input(model) and scale not in ("auto", "none"):
        raise InvalidParameterError(
            "--scale is not for documents or interactions. Remove it."
        )
    if hasattr(model, "scale") or has_own_input(model):
        return None
    if hasattr(dataset.X, "iloc"):
        table = TableTransformer(**types)
        if scale != "auto":
            table.set_params(scale=scale)
        return table.fit(dataset.X)
    X, image_shape = dataset.X, dataset.image_shape
    scaler = make_scaler(scale, X, image_shape=image_shape)
    trained = getattr(model, "autoencoder", None) or model
    loss = LOSSES.get(getattr(trained, "loss", ""))
    if scale != "auto" or scaler is None or loss is None or loss.limits[0] < 0:
        return scaler
    # The loss takes no negative numbers, or only those in [0, 1].
    is_bounded = loss.limits[1] < inf
    return make_scaler("minmax" if is_bounded else "none", X, image_shape=image_shape)


def _free_place(
    data: str, out: Path | RemotePath | None, overwrite: bool
) -> Path | RemotePath:
    """Return the run folder to write; an existing run is replaced only if asked."""
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
    return out


def _train(
    run: Run,
    dataset: Dataset,
    X_val: Any,
    n_samples: int,
    place: RunFolder,
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


def _finish(run: Run, dataset: Dataset, place: RunFolder) -> None:
    """Evaluate a run, save the evaluation, and write the report."""
    from autoencode.cli.tables import show
    from autoencode.report import save_evaluated
    from autoencode.training.distributed import alone

    with alone():
        evaluation = save_evaluated(run, dataset, place.local)
    place.update()
    if evaluation is not None:
        show(evaluation)
    page = place.place / "report.html"
    click.echo(f"Saved in {place.place}; the report is {page}.")
