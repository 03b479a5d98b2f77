"""Options of a command from a TOML file."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from autoencode.cli.options import Flag, RuleType
from autoencode.errors import InvalidParameterError, did_you_mean, one_line

OF_NAMES = ("dates", "ranges")  # options of several values, each with a name
SIZES = "n_components"  # of which sweeps take several


def read_toml(path: Path) -> dict[str, Any]:
    """Return the values of a TOML file.

    Raises
    ------
    InvalidParameterError
        If it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidParameterError(
            f"Cannot read {path}: {error.strerror}. Give a TOML file to --config."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InvalidParameterError(
            f"{path} is not a TOML file ({one_line(error)})."
        ) from error


def config_defaults(
    path: Path,
    options: Sequence[click.Parameter],
    renamed: Mapping[str, str],
    command: str | None,
) -> dict[str, Any]:
    """Return the values of a TOML file as defaults for options.

    Keys are the names of parameters, by ``renamed`` also old ones, or of options
    without their dashes.

    Raises
    ------
    InvalidParameterError
        If the file is not TOML, or a key is not an option.
    """
    names = {
        written.lstrip("-").replace("-", "_"): option
        for option in options
        if isinstance(option, click.Option) and option.name != "config"
        for written in [*option.opts, f"--{option.name}"]
    }
    defaults: dict[str, Any] = {}
    for key, value in read_toml(path).items():
        name = key.replace("-", "_")
        option = names.get(renamed.get(name, name))
        if option is None or option.name is None:
            hint = did_you_mean(key, names)
            if key == "data":
                hint = " Give DATA on the command line."
            raise InvalidParameterError(
                f"{path} has the key {key!r}, which is not an option of "
                f"{command}.{hint}"
            )
        if option.name in defaults:
            raise InvalidParameterError(f"{path} gives {option.opts[0]} twice.")
        if isinstance(option, Flag) and value in option.words:
            continue  # the same as without the option
        defaults[option.name] = _config_value(path, key, value, option)
    return defaults


def _config_value(path: Path, key: str, value: Any, option: click.Option) -> Any:
    """Return a TOML value for the option; raise if its type is wrong."""
    is_rule, is_bool = isinstance(option.type, RuleType), isinstance(value, bool)
    is_whole = option.type.name.startswith("integer")
    if isinstance(value, dict) and option.name not in OF_NAMES:
        wanted = "a value, not a section"
    elif option.is_flag and not is_bool:
        wanted = "true or false"
    elif option.multiple:
        names = [value] if isinstance(value, str) else value
        if isinstance(value, dict):  # formats or ranges by name
            names = [f"{name}={each}" for name, each in value.items()]
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return names
        wanted = "a string, or a list of strings"
    elif is_rule or option.is_flag:
        return value  # the rule is checked with those of the command line
    elif is_whole and not isinstance(value, int | str):
        wanted = "a whole number"
    elif option.name == SIZES and isinstance(value, list):
        return ",".join(map(str, value))
    elif isinstance(value, str | int | float) and not is_bool:
        return str(value) if option.type.name == "path" else value
    else:
        wanted = "a whole number" if is_whole else "a string or a number"
    raise InvalidParameterError(f"{path}: {key} must be {wanted}; got {value!r}.")
