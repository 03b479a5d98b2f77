"""Options made from the constructor parameters of estimators.

The rule and the default of an option come from the constructor, its help from the first
sentence of the docstring's description. The options of an estimator that holds another
one include those of the other; `autoencode.cli.inner` finds the other.
"""

import csv
import functools
import io
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from autoencode.cli import inner
from autoencode.constructors import (
    Parameter,
    constructor_parameters,
    parameter_descriptions,
)
from autoencode.errors import InvalidParameterError, did_you_mean
from autoencode.params import Rule
from autoencode.words import LINEAR, metavar, parse, text_of

# Options with another name than their parameter.
SHORT_NAMES = {
    "n_components": "--components",
    "hidden_layer_sizes": "--hidden",
    "n_hidden_layers": "--hidden-layers",
    "random_state": "--seed",
    "id_column": "--id",
}
# Phrases of messages in Python, and on the command line.
SHELL_WORDS = {
    "sklearn.preprocessing.MinMaxScaler(clip=True)": "--scale minmax",
    "sklearn.preprocessing.MinMaxScaler": "--scale minmax",
    "Choose scale 'minmax' or 'quantile'": "Choose --scale minmax or quantile",
    "leave the other None": "leave the other out",
    "on_error='skip'": "--on-error skip",
    "scale='quantile'": "--scale quantile",
    "(drop)": "(--drop)",
    "(id_column)": "(--id)",
    "(cache)": "(--cache)",
}
# Options of fit itself, or determined by the data.
LEFT_OUT = {"verbose", "scale", "n_numbers", "category_sizes"}
LEFT_OUT |= {"categorical", "numeric", "dates"}
# Parameters inside that an estimator sets to its own.
SET_BY_TASK = {"random_state", "n_components"}

TEXT = "autoencode.text"  # key of the context
TEXT_OPTIONS = {
    "encoding": "Encoding of text, such as cp1252.  [default: found]",
    "delimiter": "Separator of columns, such as ';' or tab.  [default: found]",
    "decimal": "Decimal mark of numbers: . or ,  [default: found]",
}

# Options of the columns of a file, and of how it is read.
COLUMNS = ("label", "id_column", "drop", "image_size", "grey", *TEXT_OPTIONS)


class OptionParameter(NamedTuple):
    """A parameter as an option: ``path`` leads through the estimators that hold it."""

    parameter: Parameter
    description: str
    path: tuple[str, ...]


def option_parameters(
    cls: type[Any], autoencoder: str | None = None
) -> dict[str, OptionParameter]:
    """Return the parameters of a class that have options, its own first.

    Then those of estimators inside; of a task also those of the autoencoder that it
    trains, which is the default one or that of a name in `MODELS`. A parameter inside
    whose name is taken has the name of what holds it in front: ``autoencoder_patience``
    is the option ``--autoencoder-patience``.
    """
    texts = parameter_descriptions(cls)
    parameters = constructor_parameters(cls)
    found = {
        name: OptionParameter(parameter, texts.get(name, ""), (name,))
        for name, parameter in parameters.items()
        if parameter.rule.kind != "object" and name not in LEFT_OUT
    }
    for name, parameter in parameters.items():
        if parameter.estimator is not None:
            inside = option_parameters(parameter.estimator, autoencoder)
        elif inner.is_inner(cls, name):
            found[name] = OptionParameter(*inner.choice_of(cls), (name,))
            inside = _of_autoencoder(cls, autoencoder)
        else:
            continue
        for key, each in inside.items():
            placed = each._replace(path=(name, *each.path))
            if found.setdefault(key, placed) is not placed and key not in SET_BY_TASK:
                found[f"{name}_{key}"] = placed
    return found


def _of_autoencoder(cls: type[Any], name: str | None) -> dict[str, OptionParameter]:
    """Return the parameters of the autoencoder in a task, with the task's defaults."""
    few, many = (inner.base_of(cls(), name, n) for n in inner.SAMPLE_NUMBERS)
    found = {}
    for key, each in option_parameters(type(few)).items():
        default = getattr(few, key)
        if default != getattr(many, key):
            default = None  # it depends on the number of samples
        found[key] = each._replace(parameter=each.parameter._replace(default=default))
    return found


def build(
    cls: type[Any], given: Mapping[str, Any], make: Any = None, n_samples: int = 1
) -> Any:
    """Return the unfitted estimator that values of options describe.

    ``make`` constructs it in place of the class itself. ``n_samples`` is the number of
    samples to fit it to, on which defaults of a task's autoencoder depend.
    """
    known = option_parameters(cls, given.get(inner.PARAMETER))
    values = {known[key].path: value for key, value in given.items()}
    return _built(cls, values, make, n_samples)


def _built(
    cls: type[Any], values: Mapping[tuple[str, ...], Any], make: Any, n_samples: int
) -> Any:
    """Return the unfitted estimator with values by their path."""
    own = {path[0]: value for path, value in values.items() if len(path) == 1}
    for name, parameter in constructor_parameters(cls).items():
        if parameter.estimator is not None:
            inside = {p[1:]: v for p, v in values.items() if p[0] == name and p[1:]}
            own[name] = _built(parameter.estimator, inside, None, n_samples)
    if not inner.is_inner(cls, inner.PARAMETER):
        return (make or cls)(**own)
    chosen = own.pop(inner.PARAMETER, None)
    task = (make or cls)(**own)
    changes = {p[1]: v for p, v in values.items() if len(p) == 2}
    if chosen is not None or changes:
        model = inner.base_of(task, chosen, n_samples)
        _check_inside(model, changes, cls)
        task.set_params(autoencoder=model.set_params(**changes))
    return task


def _check_inside(model: Any, given: Mapping[str, Any], cls: type[Any]) -> None:
    """Raise for options that the default autoencoder has not with these of the task."""
    for name in given:
        if name not in constructor_parameters(type(model)):
            raise InvalidParameterError(
                f"{option_names(name)[0]} is not an option of {type(model).__name__}, "
                f"which {cls.__name__} trains with the other options. Choose another "
                f"with --autoencoder."
            )


class RuleType(click.ParamType[Any]):
    """Converts an argument to a value that satisfies a parameter's rule."""

    name = "value"

    def __init__(self, option: str, rule: Rule) -> None:
        self.option = option
        self.rule = rule

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the placeholder of the value in the help."""
        return metavar(self.rule)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the value; raise if it is invalid."""
        parsed = parse(value, self.rule.kind) if isinstance(value, str) else value
        parsed = tuple(parsed) if isinstance(parsed, list) else parsed
        if self.rule.holds(parsed):
            return parsed
        hint = did_you_mean(str(value), self.rule.names)
        raise InvalidParameterError(
            f"{self.option} must be {text_of(self.rule)}; got {value!r}.{hint}"
        )


class Flag(click.Option):
    """A flag of a parameter that may also be one of ``words``, its default."""

    def __init__(self, names: list[str], words: tuple[str, ...], help: str) -> None:
        super().__init__(names, default=None, help=help)
        self.words = words


def in_shell_words(message: str) -> str:
    """Return a message of the library with options in place of parameters."""
    for python, shell in SHELL_WORDS.items():
        message = message.replace(python, shell)
    message = re.sub(r"\bmemory=([\d.,]+) (\wiB)", r"--memory \1\2", message)
    message = re.sub(r"dates=\{'(.+)': '(.+)'\}", r"--dates \1=\2", message)
    message = re.sub(
        r"^(\w+) and (dates|numeric) both name", r"--\1 and --\2 both name", message
    )
    message = re.sub(r"^(categorical|numeric|dates|scale)\b", r"--\1", message)
    for name in _option_names():
        if name not in message:  # most of them: to look for it takes less time
            continue
        option = SHORT_NAMES.get(name, f"--{name.replace('_', '-')}")
        message = re.sub(rf"\b{name}='(\w+)'", rf"{option} \1", message)
        message = re.sub(rf"\b{name}=True\b", option, message)
        message = re.sub(rf"\b{name}=False\b", f"--no-{option[2:]}", message)
        message = re.sub(rf"^{name}\b", option, message)
        if "_" in name:  # others may be plain words
            message = re.sub(rf"(?<![\w'-]){name}(?![\w'-]|\.\w)", option, message)
    return message


@functools.cache
def _option_names() -> list[str]:
    """Return the names of parameters that are options of `fit`."""
    from autoencode.estimators import ESTIMATORS

    names = {name for cls in ESTIMATORS.values() for name in option_parameters(cls)}
    return sorted(names - {inner.PARAMETER})  # a plain word, too


def column_names(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Read --drop a,b --drop c; a comma separates names, as in a line of CSV."""
    return tuple(name for word in value for name in _names_of(word) if name)


def _names_of(word: str) -> list[str]:
    """Return the names of a line of CSV: ``"a, b",c`` is two."""
    return [name for line in csv.reader(io.StringIO(word, newline="")) for name in line]


def text_options(command: Any) -> Any:
    """Add the options of text files to a command; its context keeps their values."""
    for name, text in reversed(TEXT_OPTIONS.items()):
        option = click.option(
            f"--{name}", help=text, expose_value=False, callback=_keep_text_option
        )
        command = option(command)
    return command


def _keep_text_option(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> None:
    if value is not None:
        ctx.meta.setdefault(TEXT, {})[param.name] = value


def given_text_options() -> dict[str, Any]:
    """Return the options of text files that the present command was given."""
    ctx = click.get_current_context(silent=True)
    return {} if ctx is None else dict(ctx.meta.get(TEXT, {}))


def reading_options(command: Any) -> Any:
    """Add the options of all commands that read samples for a model."""
    option = click.option(
        "--drop", multiple=True, callback=column_names, help="Columns to leave out."
    )
    return option(text_options(command))


def date_formats(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    """Read --dates a,b --dates c=%d.%m.%Y: formats by name, "" without one."""
    given: dict[str, str] = {}
    for word in value:
        name, has_format, form = word.partition("=")
        given |= {name: form} if has_format else dict.fromkeys(_names_of(word), "")
    given.pop("", None)
    return given


def image_size_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Read 28 or 28x20 (height x width)."""
    if value is None:
        return None
    parts = value.lower().split("x")
    if len(parts) > 2 or not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise InvalidParameterError(
            f"--image-size must be HEIGHTxWIDTH, such as 28x28; got {value!r}."
        )
    return int(parts[0]), int(parts[-1])


def model_options(cls: type[Any], autoencoder: str | None = None) -> list[click.Option]:
    """Return the options of a class, with those of an autoencoder inside of a name."""
    known = option_parameters(cls, autoencoder)
    return [_option(name, each) for name, each in known.items()]


def option_names(name: str) -> list[str]:
    """Return the option of a parameter, the short name first."""
    long = f"--{name.replace('_', '-')}"
    return [SHORT_NAMES[name], long] if name in SHORT_NAMES else [long]


def _option(name: str, given: OptionParameter) -> click.Option:
    rule, default, names = (
        given.parameter.rule,
        given.parameter.default,
        option_names(name),
    )
    text = given.description
    if rule.kind == "flag":
        flags = f"{names[0]}/--no-{names[0][2:]}"
        return Flag([flags, name], rule.names, text)
    if "hidden_layer" in name and rule.kind == "sizes":
        text += f"  Such as 512,128; {LINEAR!r} for none."
    if default is not None and default != ():
        values = default if isinstance(default, tuple) else (default,)
        text += f"  [default: {','.join(map(str, values))}]"
    placeholder = "NAME" if name == inner.PARAMETER else None  # the help lists them
    kind = RuleType(names[0], rule)
    return click.Option([*names, name], type=kind, help=text, metavar=placeholder)
