"""``autoencode sweep``: one fit for each size of the code, and where to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import click

from autoencode.cli import interactions
from autoencode.cli.cluster import Cluster, chosen_cluster
from autoencode.cli.fit_options import BASE_OPTIONS, FitCommand, base_option
from autoencode.cli.options import COLUMNS, SHORT_NAMES
from autoencode.cli.stream_data import STREAMING
from autoencode.errors import InvalidParameterError, unknown_name

SIZE = "n_components"
SIZES_HELP = "Sizes of the code: 1:10, 2:20:2 or 1,2,4,8.  [default: 1:10]"
OVER_HELP = "Another parameter and its values: learning-rate=0.001,0.003."
OUT_HELP = (
    "Folder of the sweep.  [default: runs/DATA-sweep; with --over NAME "
    "runs/DATA-sweep-NAME; with --search runs/DATA-search]"
)
SEARCH_HELP = "Search several parameters at once in this number of trials, by optuna."
RANGE_HELP = "What --search varies, such as width=32:512; may be given several times."
JOBS_HELP = "Fits at a time.  [default: number of cores]"
LEFT_OUT = {"out", "overwrite", "samples", "text", "categorical", "numeric", "dates"}
LEFT_OUT |= {"validation", "watch", "tensorboard", "resume", "checkpoint_every"}
LEFT_OUT |= {*STREAMING, *interactions.OPTIONS}
MOST_VALUES = 1000


class SweepCommand(FitCommand):
    """Command with the options of fit, several sizes, and those of a sweep."""

    base_options: ClassVar[list[click.Option]] = [
        BASE_OPTIONS[0],
        base_option("--out", type=click.Path(path_type=Path), help=OUT_HELP),
        base_option("--over", metavar="NAME=VALUES", help=OVER_HELP),
        base_option("--search", "trials", type=click.IntRange(min=1), help=SEARCH_HELP),
        base_option(
            "--range", "ranges", multiple=True, metavar="NAME=LOW:HIGH", help=RANGE_HELP
        ),
        base_option("--jobs", type=click.IntRange(min=1), help=JOBS_HELP),
        *(option for option in BASE_OPTIONS[1:] if option.name not in LEFT_OUT),
    ]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options; that of the code's size takes several."""
        names = [SHORT_NAMES[SIZE], "--n-components", SIZE]
        sizes = click.Option(names, metavar="SIZES", help=SIZES_HELP)
        return [sizes if p.name == SIZE else p for p in super().get_params(ctx)]

    def model_names(self) -> list[str]:
        """Return the models that have sweeps."""
        from autoencode.estimators import ESTIMATORS
        from autoencode.sweeps.settings import can_be_swept

        return [name for name, cls in ESTIMATORS.items() if can_be_swept(cls)]


@click.command("sweep", cls=SweepCommand)
@click.argument("data")
def sweep_command(
    data: str,
    model_name: str,
    out: Path | None,
    over: str | None,
    trials: int | None,
    ranges: tuple[str, ...],
    jobs: int | None,
    address: str | None,
    n_workers: int | None,
    test: str | None,
    scale: str,
    quiet: bool,
    **given: Any,
) -> None:
    """Fit an autoencoder to DATA with each size of the code, and compare the errors.

    DATA is as in fit: the name of a data set, a file or a folder of images. Each fit is
    saved in a run folder; started again after an interruption, the same command goes
    on with the fits that are missing. --seed is 0 if it is not given.

    \b
    Example:
        autoencode sweep digits --components 1:10 --max-epochs 50 --out runs/sweep
        autoencode sweep people.csv --id name --components 1,2,4,8 --patience 20
        autoencode sweep digits --components 8 --over hidden=64,128x32,linear
        autoencode sweep digits --components 8 --search 30 --out runs/search
    """
    from autoencode.cli.data import for_classes
    from autoencode.cli.facts import data_name
    from autoencode.cli.messages import (
        of_numbers_only,
        report_constant,
        shell_words,
    )
    from autoencode.cli.results import check_not_data
    from autoencode.cli.sweep_search import fit_command, searched
    from autoencode.data.parts import read_numbers
    from autoencode.sweeps.search import search_parameters
    from autoencode.sweeps.sweep import sweep

    cluster = chosen_cluster(address, n_workers)
    _check_cluster(cluster, jobs, trials)
    columns = {name: given.pop(name) for name in COLUMNS}
    given.pop("config", None)
    parameters = {name: value for name, value in given.items() if value is not None}
    sizes = parameters.pop(SIZE, None)
    what: dict[str, Any] = {}
    if trials is None:
        if ranges:
            raise InvalidParameterError("--range is for --search N. Give that, too.")
        parameter, values, fixed = _values(model_name, parameters, over, sizes)
        what |= {"values": values, "parameter": parameter}
        what |= {} if cluster else {"n_jobs": jobs}
    else:
        others = {"over": over, "jobs": jobs}
        found, fixed = searched(model_name, parameters, sizes, ranges, **others)
        what |= {"n_trials": trials, "ranges": found}
    parameters = {"random_state": 0, **parameters, **fixed}
    kind = "sweep" if trials is None else "search"
    kind += "" if over is None else f"-{what['parameter']}"  # one sweep in each folder
    check_not_data(place := out or Path("runs") / f"{data_name(data)}-{kind}", data)
    with of_numbers_only():
        dataset = for_classes(read_numbers(data, test, columns), model_name)
    report_constant(dataset, data)
    with shell_words(data, dataset.feature_names):
        model, common = _ready(data, dataset, model_name, parameters, columns, scale)
        common |= {"folder": place, "verbose": int(not quiet)}
        compare: Any = sweep if trials is None else search_parameters
        with _engine(cluster, common) as engine:
            result = compare(model, **what, **common, **engine)
    _show(result, common["scaler"], is_search=trials is not None)
    if trials is not None:
        best = parameters | result.best_parameters
        others = {"test": test, "scale": None if scale == "auto" else scale}
        command = fit_command(data, model_name, best, columns, others)
        click.echo(f"Fit it again with: {command}")
    click.echo(f"Saved in {place}: sweep.json, a table, pictures and run folders.")


def _check_cluster(
    cluster: Cluster | None, jobs: int | None, trials: int | None
) -> None:
    """Raise InvalidParameterError for options that exclude a cluster."""
    others = {"--jobs": jobs, "--search": trials}
    given = [name for name, value in others.items() if value is not None]
    if cluster is not None and given:
        raise InvalidParameterError(
            f"--cluster is for a sweep over the values of one parameter, with "
            f"--workers; leave out {given[0]}."
        )


@contextmanager
def _engine(
    cluster: Cluster | None, common: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the arguments of a sweep that is run on a cluster."""
    if cluster is None:
        yield {}
        return
    from autoencode.arrays import n_bytes
    from autoencode.cluster.trials import trials

    samples = (each for each in (common["X"], common["X_test"]) if each is not None)
    with cluster.connected(sum(map(n_bytes, samples))) as workers:
        engine = partial(trials, workers=workers)
        yield {"engine": engine, "n_jobs": workers.n_workers}


def _ready(
    data: str,
    dataset: Any,
    model_name: str,
    parameters: dict[str, Any],
    columns: dict[str, Any],
    scale: str,
) -> tuple[Any, dict[str, Any]]:
    """Return the unfitted model, and what sweep and search take besides."""
    from autoencode.cli.facts import input_facts, run_facts
    from autoencode.cli.fit_model import fitted_scaler, make_model

    model = make_model(model_name, parameters, scale, {}, dataset)
    scaler = fitted_scaler(scale, model, dataset, {})
    facts = input_facts(data, dataset, columns)
    facts["scale"] = "none" if scaler is None else type(scaler).__name__
    X, X_test = (_scaled(scaler, each) for each in (dataset.X, dataset.X_test))
    return model, {
        "X": X,
        "X_test": X_test,
        "scaler": scaler,
        "shown": _shown(dataset),
        "input": facts,
        "about": run_facts(dataset),
    }


def _show(result: Any, scaler: Any, *, is_search: bool) -> None:
    """Print the table, the suggestions and the notes."""
    from autoencode.cli.options import in_shell_words
    from autoencode.words import aligned_table

    units = "" if scaler is None else f", of scaled data ({type(scaler).__name__})"
    shares = "" if is_search else " and share of variance explained"
    click.echo(
        f"Reconstruction error (squared difference summed over features, mean over "
        f"samples{units}){shares}:\n"
    )
    click.echo(aligned_table(*result.table()))
    click.echo("")
    for line in result.lines():
        click.echo(in_shell_words(line) if line.startswith("Note") else line)


def _scaled(scaler: Any, X: Any) -> Any:
    """Return samples in the units of the model."""
    return X if scaler is None or X is None else scaler.transform(X)


def _shown(dataset: Any) -> Any:
    """Return rows to reconstruct: of each class in turn, for testing if possible."""
    from autoencode.data.dataset import one_label
    from autoencode.sweeps.setting import N_SHOWN
    from autoencode.tasks.epoch_samples import chosen_rows

    labelled = one_label(dataset)
    is_test = dataset.X_test is not None
    X = dataset.X_test if is_test else dataset.X
    y = labelled.y_test if is_test else labelled.y
    return chosen_rows(X.shape[0], y, labelled.class_names, N_SHOWN)


def _values(
    model_name: str, given: Mapping[str, Any], over: str | None, sizes: str | None
) -> tuple[str, list[Any], dict[str, Any]]:
    """Return the parameter, its values, and a fixed size of the code if there is one.

    Raises
    ------
    InvalidParameterError
        If the model has no such option, or a value of it is invalid.
    """
    from autoencode.cli.options import option_names, option_parameters
    from autoencode.cli.sweep_search import parameter_name
    from autoencode.estimators import ESTIMATORS
    from autoencode.sweeps.settings import check_can_be_swept

    check_can_be_swept(ESTIMATORS[model_name])
    known = option_parameters(ESTIMATORS[model_name])
    if over is None:
        _check_known(SIZE, known, model_name)
        sizes = "1:10" if sizes is None else sizes
        return SIZE, _parsed("--components", sizes, known[SIZE]), {}
    name, has_values, words = over.partition("=")
    if not has_values:
        raise InvalidParameterError(
            f"--over must be NAME=VALUES, such as learning-rate=0.001,0.003; got "
            f"{over!r}."
        )
    parameter = parameter_name(name)
    _check_known(parameter, known, model_name)
    if parameter in given:
        raise InvalidParameterError(
            f"--over {name} and {option_names(parameter)[0]} exclude each other. Leave "
            f"one out."
        )
    values = _parsed(f"--over {name}", words, known[parameter])
    if sizes is None:
        return parameter, values, {}
    fixed = _parsed("--components", sizes, known[SIZE])
    if len(fixed) > 1 or parameter == SIZE:
        raise InvalidParameterError(
            f"A sweep varies one parameter: give one size to --components, or leave "
            f"--over {name} out."
        )
    return parameter, values, {SIZE: fixed[0]}


def _check_known(parameter: str, known: Sequence[str] | Any, model_name: str) -> None:
    if parameter not in known:
        message = unknown_name(f"--model {model_name}: parameter", parameter, known)
        raise InvalidParameterError(message)


def _parsed(option: str, words: str, known: Any) -> list[Any]:
    """Return the values in a text: ``1:10``, ``1,2,4``, ``64x32,16``, ``tanh,relu``.

    Several numbers of one value have an ``x`` between them: ``0.1x0.3``.
    """
    from autoencode.cli.options import RuleType

    rule = known.parameter.rule
    parsed: list[Any] = []
    for word in str(words).split(","):
        if rule.kind == "whole" and ":" in word:
            parsed += _range(option, word)
        elif rule.kind == "flag" and word in ("true", "false"):
            parsed.append(word == "true")
        elif word:
            has_several = rule.kind in ("level", "wholes", "reals")
            parsed.append(word.replace("x", ",") if has_several else word)
    convert = RuleType(option, rule).convert
    return [convert(value, None, None) for value in parsed]


def _range(option: str, word: str) -> range:
    """Return the numbers of FIRST:LAST or FIRST:LAST:STEP; the last one is included."""
    parts = word.split(":")
    if len(parts) > 3 or not all(part.strip().isdecimal() for part in parts):
        raise InvalidParameterError(
            f"{option} must be FIRST:LAST or FIRST:LAST:STEP, such as 1:10 or 2:20:2; "
            f"got {word!r}."
        )
    first, last, step = [*map(int, parts), 1][:3]
    if first > last or step == 0:
        raise InvalidParameterError(
            f"{option} {word} is an empty range; give the smaller number first, and a "
            f"step of at least 1."
        )
    numbers = range(first, last + 1, step)
    if len(numbers) > MOST_VALUES:
        raise InvalidParameterError(
            f"{option} {word} has {len(numbers):,} values; give at most "
            f"{MOST_VALUES:,}."
        )
    return numbers
