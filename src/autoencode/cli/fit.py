"""``autoencode fit``: train, save, judge, draw."""

from __future__ import annotations

import re
import secrets
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.apply import DROP
from autoencode.cli.options import column_names, date_formats, image_size_of
from autoencode.errors import AutoencodeError, InvalidParameterError

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run

# The option that begins a section of the help.
FIRST_OF_SECTION = {
    "test": "Data",
    "samples": "Run",
    "n_components": "Network",
    "loss": "Training",
    "scoring": "Detector",
    "help": "Run",
}
MAX_STORED_EPOCHS = 60  # of reconstructions; beyond, every second one is let go


class FitCommand(click.Command):
    """Has, besides its own options, one for each parameter of the models."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return all options; those of the models are made at the first call."""
        if not getattr(self, "_has_model_options", False):
            from autoencode.cli.kinds import kinds
            from autoencode.cli.options import model_options

            self._has_model_options = True
            self.params += model_options(kinds())
        return super().get_params(ctx)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the options in sections: the run, the data, the network, training."""
        sections: dict[str, list[tuple[str, str]]] = {}
        section = "Run"
        for param in self.get_params(ctx):
            section = FIRST_OF_SECTION.get(str(param.name), section)
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                sections.setdefault(section, []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


def _use_config(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    """Make the values of a TOML file the defaults of the other options."""
    if value is not None:
        from autoencode.cli.options import read_config

        ctx.default_map = read_config(Path(value), ctx.command.params)
    return value


@click.command("fit", cls=FitCommand)
@click.argument("data")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Run folder. [default: runs/DATA]"
)
@click.option("--overwrite", is_flag=True, help="Replace the run that is there.")
@click.option(
    "--model",
    "model_name",
    default="autoencoder",
    show_default=True,
    help="Kind of model; detector: of anomalies; mixed, mixed-detector: of tables "
    "whose columns are not all numbers.",
)
@click.option(
    "--config",
    is_eager=True,
    callback=_use_config,
    help="TOML file with values for options; those of the command line win.",
)
@click.option("--test", help="Test samples: a file, or a fraction.  [default: 0.2]")
@click.option("--label", help="Column of labels; for judging and colours only.")
@click.option("--id", "id_column", help="Column of names of samples.")
@DROP
@click.option(
    "--categorical",
    multiple=True,
    callback=column_names,
    help="Columns of numbers that are categories, in mixed tables.",
)
@click.option(
    "--numeric",
    multiple=True,
    callback=column_names,
    help="Columns of text that are numbers, in mixed tables.",
)
@click.option(
    "--dates",
    multiple=True,
    callback=date_formats,
    help="Columns of text that are dates, in mixed tables: NAME or NAME=%d.%m.%Y.",
)
@click.option(
    "--scale",
    default="auto",
    show_default=True,
    help="Scaling of columns: auto, none, standard, minmax, quantile or robust.",
)
@click.option(
    "--image-size", callback=image_size_of, help="Resize images to HEIGHTxWIDTH."
)
@click.option("--grey", is_flag=True, help="Turn colour images grey.")
@click.option(
    "--samples",
    type=click.IntRange(min=1, max=100),
    default=10,
    show_default=True,
    help="How many samples are redrawn through the epochs.",
)
@click.option("--quiet", is_flag=True, help="Print the judgement alone.")
def fit_command(
    data: str,
    out: Path | None,
    overwrite: bool,
    model_name: str,
    config: str | None,
    test: str | None,
    scale: str,
    samples: int,
    quiet: bool,
    label: str | None,
    id_column: str | None,
    drop: tuple[str, ...],
    categorical: tuple[str, ...],
    numeric: tuple[str, ...],
    dates: dict[str, str],
    image_size: tuple[int, int] | None,
    grey: bool,
    **parameters: Any,
) -> None:
    """Train an autoencoder on DATA; save it in a run folder, judge it, draw it.

    DATA is the name of a data set (see 'autoencode datasets'), a file (.csv, .tsv,
    .parquet, .npy, .npz), a folder of images, or - for CSV from standard input.

    \b
    Example:
        autoencode fit mnist --components 30
        autoencode fit people.csv --id name --label city --components 4
        autoencode fit people.csv --model mixed --categorical zip
    """
    from autoencode.cli.fit_detector import fit_detector, fit_table_detector
    from autoencode.cli.inputs import read_for_fit
    from autoencode.cli.kinds import DETECTOR, MIXED_DETECTOR, is_mixed_table, make_kind
    from autoencode.cli.mixed import TableFit, fit_table
    from autoencode.data.preprocessing import SCALES, data_hash, make_scaler
    from autoencode.errors import unknown_name
    from autoencode.storage import Run

    if scale not in SCALES:
        raise InvalidParameterError(unknown_name("--scale", scale, SCALES))
    if parameters["random_state"] is None:
        # Drawn here, it is stored, and the run can be repeated.
        parameters["random_state"] = secrets.randbelow(2**31)
    model = make_kind(model_name, parameters, scale)
    place = _free_place(data, out, overwrite)
    columns: dict[str, Any] = {"label": label, "id_column": id_column, "drop": drop}
    columns |= {"image_size": image_size, "grey": grey}
    about = {"command": shlex.join(["autoencode", *sys.argv[1:]])}
    if is_mixed_table(model_name, data, bool(categorical or numeric or dates)):
        told = {"categorical": categorical, "numeric": numeric, "dates": dates}
        fit_it = fit_table_detector if model_name == MIXED_DETECTOR else fit_table
        asked = TableFit(data, place, test, scale, told, columns, about, quiet)
        with _shell_words(data, None):
            fit_it(model, asked)
        return
    dataset = read_for_fit(data, test, **columns)
    _check_samples(dataset, data)
    about["data_hash"] = data_hash(dataset.X)
    if model_name == DETECTOR:
        with _shell_words(data, dataset.feature_names):
            stored = _input(data, dataset, None, columns)
            parameters["scale"] = None if scale == "auto" else scale
            fit_detector(model, dataset, place, stored, about, parameters, quiet=quiet)
        return
    with _shell_words(data, dataset.feature_names):
        scaler = make_scaler(scale, dataset.X, image_shape=dataset.image_shape)
    if getattr(model, "image_shape", ()) is None and dataset.image_shape is not None:
        model.set_params(image_shape=dataset.image_shape)
    run = Run(
        model=model,
        scalers=[] if scaler is None else [("scaler", scaler)],
        input=_input(data, dataset, scaler, columns),
        about=about,
    )
    scaled = _scaled(run, dataset)
    _train(run, dataset, scaled, samples, place, quiet)
    _judge_and_draw(run, scaled, place)


def _scaled(run: Run, dataset: Dataset) -> Dataset:
    """Return the data as the model takes them."""
    import dataclasses

    X_test = None if dataset.X_test is None else run.scale(dataset.X_test)
    return dataclasses.replace(dataset, X=run.scale(dataset.X), X_test=X_test)


def _input(
    data: str, dataset: Dataset, scaler: Any, columns: dict[str, Any]
) -> dict[str, Any]:
    """Return how to read data for the model again."""
    return {
        "data": data,
        "feature_names": dataset.feature_names,
        "class_names": dataset.class_names,
        "image_shape": dataset.image_shape,
        "image_size": columns["image_size"],
        "grey": columns["grey"],
        "label": columns["label"],
        "id": columns["id_column"],
        "id_name": dataset.id_name,
        "drop": columns["drop"],
        "scale": "none" if scaler is None else type(scaler).__name__,
    }


def _free_place(data: str, out: Path | None, overwrite: bool) -> Path:
    """Return the run folder to write; an existing run is left alone unless told."""
    from autoencode.errors import OutputError
    from autoencode.storage.folder import check_place, is_run

    if out is None:
        name = Path(data).stem if data != "-" else "stdin"
        out = Path("runs") / (name or "run")
    if is_run(out) and not overwrite:
        raise OutputError(
            f"{out} holds a run already. Add --overwrite to replace it, or give another"
            f" folder with --out."
        )
    check_place(out)
    return out


def _check_samples(dataset: Dataset, data: str) -> None:
    """Raise for samples that teach nothing; say which columns do not.

    Such columns of images are common, and not told.
    """
    from autoencode.data.preprocessing import constant_columns
    from autoencode.errors import InvalidDataError, listed

    n_samples, n_features = dataset.X.shape
    if n_samples < 2:
        raise InvalidDataError(
            f"{data} has {n_samples} sample to train on; give 2 or more."
        )
    constant = constant_columns(dataset.X, dataset.feature_names)
    if len(constant) == n_features:
        raise InvalidDataError(
            f"All columns of {data} hold one value only, so there is nothing to learn. "
            f"Give samples that differ."
        )
    if constant and dataset.image_shape is None:
        click.echo(
            f"One value only, so nothing to learn: {listed(constant)}.", err=True
        )


@contextmanager
def _shell_words(data: str, names: Sequence[str] | None) -> Iterator[None]:
    """Reword errors of Python's functions: a parameter is an option, X is DATA."""
    from autoencode.cli.options import in_shell_words

    def with_name(match: re.Match[str]) -> str:
        return match[0] + (f" ({names[int(match[1])]!r})" if names else "")

    try:
        yield
    except AutoencodeError as error:
        text = re.sub(r"^X\b", data, in_shell_words(str(error)))
        if not text.startswith("Codes"):  # their columns have no names
            text = re.sub(r"\b[Cc]olumn (\d+)\b(?! \()", with_name, text)
        raise type(error)(text) from error


def _train(
    run: Run,
    dataset: Dataset,
    scaled: Dataset,
    n_samples: int,
    place: Path,
    quiet: bool,
) -> None:
    """Train and save; after Ctrl-C, save the best weights so far and exit with 130."""
    from autoencode.storage import save_run
    from autoencode.storage.samples import EpochSamples, chosen_rows
    from autoencode.training.progress import Progress, finish_fit, start_fit

    model = run.model
    part = ("X", "y") if dataset.X_test is None else ("X_test", "y_test")
    shown, labels = (getattr(dataset, name) for name in part)
    rows = chosen_rows(shown.shape[0], labels, dataset.class_names, n_samples)
    kept = EpochSamples(shown[rows], MAX_STORED_EPOCHS)
    shown_scaled = run.scale(kept.X)

    def see(record: Any) -> None:
        X_hat = run.unscale(model.reconstruct(shown_scaled))
        kept.add(int(record["epoch"]), X_hat)

    with _shell_words(run.input["data"], dataset.feature_names):
        progress = Progress(silent=quiet)
        records = start_fit(model, scaled.X, progress)
        if not quiet:
            _announce(run, dataset)
        completed = finish_fit(records, progress, see)
    run.samples = kept.arrays() | {"rows": rows}
    run.about["completed"] = completed
    save_run(run, place)
    if not completed:
        click.echo(
            f"Stopped after {len(model.history_)} of {model.max_epochs_} epochs; the "
            f"best weights so far are saved in {place}.",
            err=True,
        )
        click.get_current_context().exit(130)


def _announce(run: Run, dataset: Dataset) -> None:
    """Say what a fit will take, before it does."""
    from autoencode.nn.sizes import layer_widths, n_weights
    from autoencode.training.inference import device_of
    from autoencode.training.resources import training_bytes

    model = run.model
    n_samples, n_features = dataset.X.shape
    n_test = 0 if dataset.X_test is None else dataset.X_test.shape[0]
    n_held_out = len(model.validation_rows_)
    widths = " → ".join(f"{width:,}" for width in layer_widths(model.network_))
    memory = max(1, training_bytes(model.network_, model.batch_size_) / 2**20)
    lines = [
        f"{dataset.name}: {n_samples:,} samples of {n_features:,} features "
        f"({n_held_out:,} held out), {n_test:,} for testing; scaling: "
        f"{run.input['scale']}",
        f"{type(model).__name__}: {widths} and back, {n_weights(model.network_):,} "
        f"weights; about {memory:,.0f} MB besides the data",
        f"{model.max_epochs_} epochs in batches of {model.batch_size_}, "
        f"{model.precision_} on {device_of(model.network_)}",
    ]
    click.echo("\n".join(lines), err=True)


def _judge_and_draw(run: Run, dataset: Dataset, place: Path) -> None:
    """Judge a saved run, save it again with its judgement, and draw the pictures.

    ``dataset`` is scaled, as the model takes it.
    """
    from autoencode.cli.tables import show_judgement
    from autoencode.report import write_report
    from autoencode.storage import save_run
    from autoencode.tasks.judgement import judge

    model = run.model
    X, held_out = dataset.X, model.validation_rows_
    trained_on = model.training_rows(X.shape[0])
    judgement = judge(
        model,
        X[trained_on] if len(held_out) else X,
        dataset.X_test,
        X_validation=X[held_out] if len(held_out) else None,
        y_train=None if dataset.y is None else dataset.y[trained_on],
        y_test=dataset.y_test,
    )
    run.metrics = judgement.to_json() | {"scaling": run.input["scale"]}
    run.pca = judgement.pca
    save_run(run, place)
    show_judgement(judgement, run.input["scale"])
    write_report(place, run, dataset)
    click.echo(f"Saved in {place}; the pictures are in {place / 'report.html'}.")
