"""Options made from the parameters of the models: name, rule, default and help.

Nothing about a parameter is written twice: its rule and default come from its field,
its help from the first sentence of its description in the class's docstring.
"""

import inspect
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field
from pathlib import Path
from typing import Any

import click

from autoencode.errors import InvalidParameterError, did_you_mean, one_line
from autoencode.params import Rule

# Options that have another name than their parameter, for people in a hurry.
SHORT_NAMES = {
    "n_components": "--components",
    "hidden_layer_sizes": "--hidden",
    "n_hidden_layers": "--hidden-layers",
    "random_state": "--seed",
}
LINEAR = "linear"  # --hidden linear: no hidden layers
# What a message says to people who write Python, and what a shell user does instead.
SHELL_WORDS = {
    "sklearn.preprocessing.MinMaxScaler(clip=True)": "--scale minmax",
    "sklearn.preprocessing.MinMaxScaler": "--scale minmax",
    "Choose scale 'minmax' or 'quantile'": "Choose --scale minmax or quantile",
    "leave the other None": "leave the other out",
}
# The command line shows progress by itself, has --scale for all models, and finds out
# what the columns of a table are.
LEFT_OUT = {"verbose", "scale", "n_numbers", "category_sizes"}


class RuleType(click.ParamType[Any]):
    """Turns a shell word into a value that keeps a parameter's rule."""

    name = "value"

    def __init__(self, option: str, rules: list[Rule]) -> None:
        self.option = option
        self.rule = rules[0]
        self.rules = rules  # of all models; the model's own is checked with the rest
        self.names = list(dict.fromkeys(name for rule in rules for name in rule.names))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return what stands for the value in the help."""
        if self.rule.kind == "choice":
            return f"[{'|'.join(self.names)}]"
        words = {"whole": "INTEGER", "real": "NUMBER", "sizes": "SIZES", "text": "TEXT"}
        words |= {"level": "NUMBER[,NUMBER]"}
        words |= {"wholes": "INTEGER[,...]", "reals": "NUMBER[,...]"}
        return "|".join([words[self.rule.kind], *self.names])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the value; raise for one that breaks the rule, naming the option."""
        for rule in self.rules:
            parsed = _parse(value, rule.kind) if isinstance(value, str) else value
            parsed = tuple(parsed) if isinstance(parsed, list) else parsed
            if rule.holds(parsed):
                return parsed
        hint = did_you_mean(str(value), self.names)
        raise InvalidParameterError(
            f"{self.option} must be {_rule_text(self.rule)}; got {value!r}.{hint}"
        )


def _rule_text(rule: Rule) -> str:
    """Return what a parameter may be, without what only Python can give."""
    text = re.sub(r"(, a RandomState)?,? or None$", "", rule.text)
    if rule.kind == "sizes":
        return f"{text.removeprefix('a tuple of ')}, with commas between"
    if rule.kind in ("wholes", "reals"):
        return text.replace("or a tuple of such", "or several with commas between")
    if rule.kind == "level":
        return text.replace("(0.1, 0.5)", "0.1,0.5")
    return text


def in_shell_words(message: str) -> str:
    """Return a message of the models with options in place of parameters."""
    from autoencode.cli.kinds import kinds
    from autoencode.params import rules

    for python, shell in SHELL_WORDS.items():
        message = message.replace(python, shell)
    message = re.sub(r"dates=\{'(.+)': '(.+)'\}", r"--dates \1=\2", message)
    message = re.sub(
        r"^(\w+) and (dates|numeric) both name", r"--\1 and --\2 both name", message
    )
    message = re.sub(r"^(categorical|numeric|dates|scale)\b", r"--\1", message)
    for name in {name for kind in kinds().values() for name in rules(kind)}:
        option = SHORT_NAMES.get(name, f"--{name.replace('_', '-')}")
        message = re.sub(rf"\b{name}='(\w+)'", rf"{option} \1", message)
        message = re.sub(rf"^{name}\b", option, message)
        if "_" in name:  # others may be plain words
            message = re.sub(rf"(?<![\w'-]){name}(?![\w'-]|\.\w)", option, message)
    return message


def column_names(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Read --drop a,b --drop c; a comma separates names."""
    return tuple(name for word in value for name in word.split(",") if name)


def date_formats(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    """Read --dates a,b --dates c=%d.%m.%Y: formats by name, "" without one."""
    given: dict[str, str] = {}
    for word in value:
        name, has_format, form = word.partition("=")
        given |= {name: form} if has_format else dict.fromkeys(word.split(","), "")
    given.pop("", None)
    return given


def image_size_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Read 28 or 28x20 (height x width)."""
    if value is None:
        return None
    parts = value.lower().split("x")
    if len(parts) > 2 or not all(part.isdigit() and int(part) > 0 for part in parts):
        raise InvalidParameterError(
            f"--image-size must be HEIGHTxWIDTH, such as 28x28; got {value!r}."
        )
    return int(parts[0]), int(parts[-1])


def _parse(word: str, kind: str) -> Any:
    """Read a word as a value of a kind; a word that is none stays a word."""
    try:
        if kind == "whole":
            return int(word)
        if kind == "real":
            return float(word)
        if kind == "level":
            return _one_or_several(word, "real")
        if kind in ("wholes", "reals"):
            return _one_or_several(word, kind[:-1])
        if kind == "sizes":
            if word == LINEAR:
                return ()
            return tuple(int(part) for part in re.split(r"[,x]", word))
    except ValueError:
        pass
    return word


def _one_or_several(word: str, kind: str) -> Any:
    """Read values with commas between; one alone is no tuple."""
    parts = tuple(_parse(part, kind) for part in word.split(","))
    return parts if len(parts) > 1 else parts[0]


def model_options(models: Mapping[str, type]) -> list[click.Option]:
    """Return an option for every parameter of any model, in the order of the fields."""
    from autoencode.params import rules

    found: dict[str, dict[str, tuple[Field[Any], Rule]]] = {}
    texts: dict[str, str] = {}
    for model_name, model in models.items():
        descriptions = parameter_descriptions(model)
        for name, (parameter, rule) in rules(model).items():
            if name in LEFT_OUT or rule.kind == "object":
                continue
            found.setdefault(name, {})[model_name] = (parameter, rule)
            texts.setdefault(name, descriptions.get(name, ""))
    return [_option(name, each, texts[name]) for name, each in found.items()]


def _option(
    name: str, of_models: dict[str, tuple[Field[Any], Rule]], description: str
) -> click.Option:
    """Return the option for a parameter of some models, the first one's help first."""
    long = f"--{name.replace('_', '-')}"
    names = [SHORT_NAMES[name], long] if name in SHORT_NAMES else [long]
    parts = list(of_models.values())
    rule = parts[0][1]
    text = f"{description}{_defaults(of_models)}"
    if rule.kind == "flag":
        return click.Option([f"{long}/--no-{long[2:]}", name], default=None, help=text)
    if rule.kind == "sizes":
        text += f"  Such as 512,128; {LINEAR!r} for none." if "hidden" in name else ""
    kind = RuleType(names[0], [own for _, own in parts])
    return click.Option([*names, name], type=kind, help=text)


def _defaults(of_models: dict[str, tuple[Field[Any], Rule]]) -> str:
    """Return the default, and of which models it is another, for the help."""
    by_value: dict[str, list[str]] = {}
    for model, (parameter, rule) in of_models.items():
        default: Any = parameter.default
        values = default if isinstance(default, tuple) else (default,)
        if rule.kind != "flag" and default is not None and default != ():
            by_value.setdefault(",".join(map(str, values)), []).append(model)
    if not by_value:
        return ""
    first, *others = by_value
    parts = [first, *(f"{each} of {', '.join(by_value[each])}" for each in others)]
    return f"  [default: {'; '.join(parts)}]"


def parameter_descriptions(model: type) -> dict[str, str]:
    """Return the first sentence that a model's docstrings say of each parameter."""
    found: dict[str, str] = {}
    for kind in model.__mro__:
        text = inspect.cleandoc(kind.__doc__ or "")
        section = re.search(r"\nParameters\n-+\n(.*?)(?:\n\w+\n-+\n|\Z)", text, re.S)
        if kind.__module__.startswith("autoencode") and section:
            blocks = re.findall(r"^(\w+) : .*\n((?:    .*\n?|\n)+)", section[1], re.M)
            for name, body in blocks:
                sentence = re.split(r"(?<=[.])\s", " ".join(body.split()))[0]
                # The names themselves are listed by the option.
                plain = re.sub(r": a name in `.*?`", "", sentence)
                plain = plain.rstrip(".").replace("``", "").replace("`", "")
                found.setdefault(name, f"{plain}.")
    return found


def read_config(path: Path, options: list[click.Parameter]) -> dict[str, Any]:
    """Return the values of a TOML file as defaults for options.

    Keys are the names of parameters, or of options without their dashes.

    Raises
    ------
    InvalidParameterError
        If the file is no TOML, or has a key that is no option.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidParameterError(
            f"Cannot read {path}: {error.strerror}. Give a TOML file to --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidParameterError(
            f"{path} is no TOML file ({one_line(error)})."
        ) from error
    names = {
        written.lstrip("-").replace("-", "_"): option
        for option in options
        if isinstance(option, click.Option) and option.name != "config"
        for written in [*option.opts, f"--{option.name}"]
    }
    defaults: dict[str, Any] = {}
    for key, value in values.items():
        option = names.get(key.replace("-", "_"))
        is_section = isinstance(value, dict) and getattr(option, "name", "") != "dates"
        if option is None or option.name is None or is_section:
            hint = did_you_mean(key, names)
            if key == "data":
                hint = " Give DATA on the command line."
            raise InvalidParameterError(
                f"{path} has the key {key!r}, which is no option of fit.{hint}"
            )
        if option.name in defaults:
            raise InvalidParameterError(f"{path} gives {option.opts[0]} twice.")
        defaults[option.name] = _config_value(path, key, value, option)
    return defaults


def _config_value(path: Path, key: str, value: Any, option: click.Option) -> Any:
    """Return a TOML value as the option takes it; raise if it is of another kind."""
    if option.is_flag and not isinstance(value, bool):
        wanted = "true or false"
    elif option.multiple:
        names = [value] if isinstance(value, str) else value
        if isinstance(value, dict):  # formats by name
            names = [f"{name}={form}" for name, form in value.items()]
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return names
        wanted = "a text, or a list of texts"
    elif isinstance(option.type, RuleType) or option.is_flag:
        return value  # the rule is checked with those of the command line
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    else:
        wanted = "a text or a number"
    raise InvalidParameterError(f"{path}: {key} must be {wanted}; got {value!r}.")
