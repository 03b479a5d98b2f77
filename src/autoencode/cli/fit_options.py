"""Options of ``autoencode fit``: of the run, the data and the model.

Without --model, help lists the common options; with it, all options of that model. The
error for an option of other models names these.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import click

from autoencode.cli import early, inner, resume
from autoencode.cli.cluster import CLUSTER, CLUSTER_HELP, WORKERS, WORKERS_HELP
from autoencode.cli.cluster_fit import without_cluster
from autoencode.cli.config import config_defaults, read_toml
from autoencode.cli.options import (
    LEFT_OUT,
    TEXT_OPTIONS,
    column_names,
    date_formats,
    image_size_of,
    model_options,
    option_names,
    option_parameters,
)
from autoencode.cli.stream_data import (
    CACHE_HELP,
    CHOICES,
    MEMORY_HELP,
    ON_ERROR_HELP,
    STREAM_HELP,
    checked_cache,
)
from autoencode.errors import InvalidParameterError, listed
from autoencode.remote import RemotePath, place_of

MODEL = "autoencode.fit.model"  # key of the context
AUTOENCODER = "autoencode.fit.autoencoder"  # of that inside the model
DEFAULT_MODEL = "autoencoder"
# Names of version 0.1, accepted for one version.
OLD_MODELS = {"detector": "anomaly_detector", "mixed-detector": "table_detector"}
# Options that help lists without --model.
COMMON = {
    *("model_name", "out", "overwrite", "resume", "checkpoint_every", "quiet"),
    *("config", "help", "over", "jobs", "address", "n_workers"),
    *("trials", "ranges"),
    *("test", "label", "id_column", "drop", "scale"),
    *("n_components", "hidden_layer_sizes", "activation", "dropout", "network"),
    *("loss", "learning_rate", "batch_size", "max_epochs", "patience", "random_state"),
}
# The first option of each section of the help.
FIRST_OF_SECTION = {
    "model_name": "Run",
    "test": "Data",
    "n_components": "Network",
    "loss": "Training",
    "help": "Run",
}
MODEL_HELP = "Model to train.  [default: autoencoder]"
CONFIG_HELP = "TOML file of options; the command line overrides it."
SAMPLES_HELP = "Number of samples shown after each epoch.  [default: 10]"
SCALE_HELP = (
    "Scaling of columns: auto, none, standard, minmax, quantile or robust.  "
    "[default: auto]"
)
VALIDATION_HELP = "Validation samples: a file.  [default: a tenth, held out]"
TENSORBOARD_HELP = "Also write the losses to this folder, for TensorBoard."
DATES_HELP = "Columns to read as dates: NAME or NAME=%d.%m.%Y."
SIZE_HELP = "Resize images to HEIGHTxWIDTH."
OF_INTERACTIONS = {
    "--user": "Column of users, with --model item_recommender or rating_recommender.  "
    "[default: user]",
    "--item": "Column of items.  [default: item]",
    "--rating": "Column of ratings; of item_recommender, high ones are likes.",
    "--time": "Column of times: of repeated ratings the latest one counts. The latest "
    "ratings test a rating_recommender.",
}
BY_TIME_HELP = (
    "Test on the latest fifth of the likes (another share: --test), not on other users."
)
MIN_RATING_HELP = "The lowest rating of an item that a user likes.  [default: 4]"
RESUME_HELP = (
    "Run folder of a fit that was stopped, instead of DATA: it goes on, bit for bit. "
    "With --max-epochs a finished one is trained further."
)
CHECKPOINT_HELP = (
    "Time between checkpoints: 30s, 5m, 2h, 1e (each epoch) or never.  [default: 5m]"
)
COUNT = click.IntRange(min=1, max=100)


def _use_config(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    """Make the values of a TOML file the defaults of the other options."""
    if value is not None:
        renamed = _renamed(ctx)
        options = ctx.command.get_params(ctx)
        defaults = config_defaults(Path(value), options, renamed, ctx.command.name)
        if "model_name" in defaults:  # found before, by its present name
            defaults["model_name"] = ctx.meta[MODEL]
        ctx.default_map = defaults
    return value


def _model_class(ctx: click.Context) -> type[Any]:
    """Return the class of the chosen model, or of the default one."""
    from autoencode.estimators import ESTIMATORS

    return ESTIMATORS[ctx.meta.get(MODEL) or DEFAULT_MODEL]


def _renamed(ctx: click.Context) -> dict[str, str]:
    """Return the new names of options by their old ones."""
    inside = inner.inner_models().get(ctx.meta.get(AUTOENCODER) or "")
    classes = [cls for cls in (inside, _model_class(ctx)) if cls is not None]
    found: dict[str, str] = {}
    for cls in classes:
        found |= getattr(cls, "_renamed_parameters", {})
    return found


def base_option(*names: str, help: str, **settings: Any) -> click.Option:
    """Return an option that does not depend on the model."""
    return click.Option([*names], help=help, **settings)


class Place(click.ParamType[Path | RemotePath]):
    """A path, or the URI of a place on storage."""

    name = "path"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | RemotePath:
        """Return the place."""
        return place_of(value)


PATH, NAMES = click.Path(path_type=Path), {"multiple": True, "callback": column_names}
BASE_OPTIONS = [
    base_option("--model", "model_name", default=DEFAULT_MODEL, help=MODEL_HELP),
    base_option("--out", type=Place(), help="Run folder.  [default: runs/DATA]"),
    base_option("--overwrite", is_flag=True, help="Replace an existing run."),
    base_option("--resume", expose_value=False, help=RESUME_HELP),
    base_option(
        "--checkpoint-every",
        default="5m",
        callback=resume.checked_interval,
        help=CHECKPOINT_HELP,
    ),
    base_option(*CLUSTER, metavar="local|ADDRESS", help=CLUSTER_HELP),
    base_option(*WORKERS, type=click.IntRange(min=1), metavar="N", help=WORKERS_HELP),
    base_option("--quiet", is_flag=True, help="Print only the evaluation."),
    base_option("--watch", is_flag=True, help="Watch the training in the browser."),
    base_option("--tensorboard", type=PATH, help=TENSORBOARD_HELP),
    base_option("--config", is_eager=True, callback=_use_config, help=CONFIG_HELP),
    base_option("--samples", type=COUNT, default=10, help=SAMPLES_HELP),
    base_option("--stream", is_flag=True, help=STREAM_HELP),
    base_option("--memory", help=MEMORY_HELP),
    base_option("--on-error", type=CHOICES, default="raise", help=ON_ERROR_HELP),
    base_option("--cache", type=click.Path(), callback=checked_cache, help=CACHE_HELP),
    base_option("--test", help="Test samples: a file or a fraction.  [default: 0.2]"),
    base_option("--validation", help=VALIDATION_HELP),
    base_option("--label", help="Column of labels, for evaluation and colours."),
    base_option("--id", "id_column", help="Column that identifies the samples."),
    base_option("--drop", **NAMES, help="Columns to leave out."),
    base_option("--text", help="Column of texts, with --model retriever."),
    *(base_option(name, help=text) for name, text in OF_INTERACTIONS.items()),
    base_option("--by-time", is_flag=True, default=None, help=BY_TIME_HELP),
    base_option("--min-rating", type=float, help=MIN_RATING_HELP),
    *(base_option(f"--{name}", help=text) for name, text in TEXT_OPTIONS.items()),
    base_option("--scale", default="auto", help=SCALE_HELP),
    base_option("--categorical", **NAMES, help="Numeric columns that are categories."),
    base_option("--numeric", **NAMES, help="Columns of text to read as numbers."),
    base_option("--dates", multiple=True, callback=date_formats, help=DATES_HELP),
    base_option("--image-size", callback=image_size_of, help=SIZE_HELP),
    base_option("--grey", is_flag=True, help="Convert colour images to grey."),
]


class FitCommand(click.Command):
    """Command with the options of the run, the data and the chosen model."""

    base_options: ClassVar[list[click.Option]] = BASE_OPTIONS

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the run, of the data and of the model."""
        key = f"{MODEL}.options"
        if key not in ctx.meta:
            chosen = ctx.meta.get(AUTOENCODER)
            ctx.meta[key] = model_options(_model_class(ctx), chosen)
        arguments = [p for p in self.params if isinstance(p, click.Argument)]
        help_option = self.get_help_option(ctx)
        last = [] if help_option is None else [help_option]
        return [*arguments, *self.base_options, *ctx.meta[key], *last]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line, which do not depend on the model."""
        arguments = [p for p in self.params if isinstance(p, click.Argument)]
        pieces = [piece for each in arguments for piece in each.get_usage_pieces(ctx)]
        return [self.options_metavar or "", *pieces]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the model first: it determines the other options."""
        if self.name == "fit":
            args, on_cluster = without_cluster(args)
            found = resume.resumed(args)
            ctx.meta[resume.RESUMED] = found != args
            ctx.meta[resume.ARGUMENTS] = found
            args = [*found, *on_cluster]
        name, autoencoder = _chosen(args, "model"), _chosen(args, "autoencoder")
        if name in OLD_MODELS:
            click.echo(
                f"--model {name} is now --model {OLD_MODELS[name]}; the old name will "
                f"be removed in version 0.3.",
                err=True,
            )
            old, name = name, OLD_MODELS[name]
            words = zip(["", *args], args, strict=False)
            args = [
                word.replace(old, name) if "--model" in (before, word[:7]) else word
                for before, word in words
            ]
        early.check_model_name(name)
        early.check_inner_model_name(autoencoder)
        _check_options(ctx, args, self.base_options)
        early.check_data(args)
        ctx.meta[MODEL] = name
        ctx.meta[AUTOENCODER] = autoencoder
        args = [_present(arg, _renamed(ctx)) for arg in args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            have = _models_with(error.option_name)
            if not have:
                raise
            models = inner.in_words(name or DEFAULT_MODEL, autoencoder)
            raise InvalidParameterError(
                f"{error.option_name} is not an option of {models}; these models have "
                f"it: {listed(have, 30)}."
            ) from error

    def model_names(self) -> list[str]:
        """Return the models that the command takes."""
        from autoencode.estimators import ESTIMATORS

        return list(ESTIMATORS)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the options in sections: the run, the data, the network, training.

        Those of a task instead of the last two: its own, and its autoencoder's.
        """
        chosen = ctx.meta.get(MODEL)
        sections = _sections(ctx, self.base_options)
        records: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            name = "help" if "--help" in param.opts else str(param.name)
            record = param.get_help_record(ctx)
            if isinstance(param, click.Argument) or record is None:
                continue
            if chosen is not None or name in COMMON:
                title = sections.get(name, f"Of --model {chosen}")
                records.setdefault(title, []).append(record)
        for title, lines in records.items():
            with formatter.section(title):
                formatter.write_dl(lines)
        if chosen is None:
            with formatter.section("Models"):
                formatter.write_text(", ".join(self.model_names()))
                command = f"autoencode {self.name} --model NAME --help"
                formatter.write_text(f"All options of a model: {command}")


def _sections(ctx: click.Context, base_options: list[click.Option]) -> dict[str, str]:
    """Return the title of the section of each option."""
    from autoencode.estimators import ESTIMATORS

    common = list(option_parameters(ESTIMATORS[DEFAULT_MODEL]))
    cls, autoencoder = _model_class(ctx), ctx.meta.get(AUTOENCODER)
    autoencoder = autoencoder or inner.default_inside(cls)
    inside: dict[str, str] = {}
    if autoencoder is not None:
        common = []
        title = f"Of its autoencoder (--autoencoder {autoencoder})"
        known = option_parameters(cls, autoencoder)
        is_inside = {k: inner.PARAMETER in each.path[:-1] for k, each in known.items()}
        inside = {key: title for key in known if is_inside[key]}
    section, sections = "", dict[str, str]()
    for name in [*(str(o.name) for o in base_options), *common, "help"]:
        section = sections[name] = FIRST_OF_SECTION.get(name, section)
    return sections | inside


def _check_options(
    ctx: click.Context, args: list[str], base_options: list[click.Option]
) -> None:
    """Raise `click.NoSuchOption` for an option that no model has, before imports."""
    if not early.is_early():
        return  # the model refuses them as fast
    base = [name for option in base_options for name in option.opts]
    flags = {name for o in base_options if o.is_flag for name in o.opts}
    names, old = early.parameter_names()
    of_models = {word for name in names - LEFT_OUT for word in option_names(name)}
    with_no = {f"--no-{word[2:]}" for word in of_models}
    old_words = {word for name in old for word in option_names(name)}
    known = [*base, *sorted(of_models), "--help"]
    # Of an autoencoder inside, where the model has an option of that name itself.
    inside = {f"--{inner.PARAMETER}-{word[2:]}" for word in of_models | with_no}
    rare = with_no | old_words | inside
    early.check_options(ctx, args, known, flags | {"--help"}, rare)


def _chosen(args: list[str], key: str) -> str | None:
    """Return the value of an option in the arguments, or in their config file."""
    found: dict[str, str] = {}
    for word, following in zip(args, [*args[1:], ""], strict=False):
        option, has_value, value = word.partition("=")
        if option in (f"--{key}", "--config"):
            found[option] = value if has_value else following
    if f"--{key}" not in found and "--config" in found:
        name = read_toml(Path(found["--config"])).get(key)
        return None if name is None else str(name)
    return found.get(f"--{key}")


def _present(word: str, renamed: dict[str, str]) -> str:
    """Return an argument with the present name of its option."""
    option, has_value, value = word.partition("=")
    name = option.removeprefix("--").replace("-", "_")
    if not option.startswith("--") or name not in renamed:
        return word
    new = option_names(renamed[name])[0]
    click.echo(f"{option} is now {new} and will be removed in version 0.3.", err=True)
    return f"{new}{has_value}{value}"


def _models_with(option: str) -> list[str]:
    """Return the models that have an option."""
    from autoencode.estimators import ESTIMATORS

    return [
        name
        for name, cls in ESTIMATORS.items()
        if any(option in [*o.opts, *o.secondary_opts] for o in model_options(cls))
    ]
