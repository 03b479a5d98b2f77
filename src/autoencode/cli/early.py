"""Refuse mistyped names and missing files before anything slow is imported.

The options of a model are made from its class, and importing that takes seconds, for it
imports torch. Names of parameters stand in the sources of the classes, which are read
here as text. Too many names found would only mean that a wrong one is refused later, by
its model.
"""

import re
import sys
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from autoencode.cli import inner
from autoencode.errors import InvalidParameterError, unknown_name
from autoencode.files import check_exists
from autoencode.remote import is_remote

ROOT = Path(__file__).parents[1]
TABLES = ("models/__init__.py", "estimators.py")
ESTIMATOR_FILES = ("models/*.py", "tasks/*.py", "data/mixed.py")

ENTRY = re.compile(r'^    "(\w+)": (\w+),$', re.M)
AUTOENCODER = re.compile(r"^class (\w+)\(BaseAutoencoder\):$", re.M)
# Fields made by the functions of `autoencode.params`.
FIELD = re.compile(
    r"^    (\w+): [^=\n]+ = "
    r"(?:number|level|choice|choices|class_weights|flag|sizes|text|random_source)\(",
    re.M,
)
FLAG = re.compile(r"^ {4,8}(\w+): bool(?: \| str)? = ", re.M)
KEY = re.compile(r'^    "([\w-]+)": ', re.M)
CONSTRUCTOR = re.compile(r"^    def __init__\((.*?)\) ->", re.M | re.S)
RENAMED = re.compile(r"^@renamed_parameters\((.*?)\)", re.M | re.S)
ARGUMENT = re.compile(r"\b([a-z]\w*)(?:: [^=\n]+)? ?= ?")


def is_early() -> bool:
    """Whether estimators are not imported yet, so that names are read from sources."""
    return "autoencode.estimators" not in sys.modules


def model_names() -> list[str]:
    """Return the names of all estimators, as in `autoencode.estimators.ESTIMATORS`."""
    if not is_early():
        return list(sys.modules["autoencode.estimators"].ESTIMATORS)
    return [name for path in TABLES for name, _ in ENTRY.findall(_text(path))]


def inner_model_names() -> list[str]:
    """Return the names of the models that a task may train, as `inner.inner_models`."""
    if is_early():
        files = ROOT.glob("models/*.py")
        classes = {name for path in files for name in AUTOENCODER.findall(_text(path))}
        entries = ENTRY.findall(_text(TABLES[0]))
        if classes:
            kept = classes - {inner.NOT_INSIDE}
            return [name for name, cls in entries if cls in kept]
    return list(inner.inner_models())


def parameter_names() -> tuple[set[str], set[str]]:
    """Return the names of the parameters of all estimators, and of old ones."""
    names, old = set[str](), set[str]()
    for pattern in ESTIMATOR_FILES:
        for path in ROOT.glob(pattern):
            text = _text(path)
            names.update(FIELD.findall(text))
            for arguments in CONSTRUCTOR.findall(text):
                names.update(ARGUMENT.findall(arguments))
            for arguments in RENAMED.findall(text):
                old.update(ARGUMENT.findall(arguments))
    return names, old


def flag_names() -> set[str]:
    """Return the names of the parameters that are options without a value."""
    files = [path for each in ESTIMATOR_FILES for path in ROOT.glob(each)]
    return {name for path in files for name in FLAG.findall(_text(path))}


def table_names(path: str, table: str) -> list[str]:
    """Return the keys of a table, a dict with a key on each line, in a source."""
    found = re.search(rf"^{table}(?:: [^=]+)? = {{$(.+?)^}}", _text(path), re.M | re.S)
    return KEY.findall(found[1]) if found else []


def _text(path: str | Path) -> str:
    """Return the source of a file of the package; empty if it is not installed."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except OSError:
        return ""


def check_model_name(name: str | None) -> None:
    """Raise InvalidParameterError for a name that is not of an estimator."""
    names = model_names()
    if name is not None and names and name not in names:
        raise InvalidParameterError(unknown_name("--model", name, names))


def check_inner_model_name(name: str | None) -> None:
    """Raise InvalidParameterError for a name that is not of a model inside a task."""
    if name is not None and name not in (names := inner_model_names()):
        raise InvalidParameterError(unknown_name("--autoencoder", name, names))


def check_options(
    ctx: click.Context,
    args: Sequence[str],
    known: Collection[str],
    flags: Collection[str],
    old: Collection[str],
) -> None:
    """Raise `click.NoSuchOption` for an option that is not ``known``, nor ``old``.

    The word after an option may be its value, except after one of ``flags``.
    """
    may_be_value = False
    for word in args:
        if word == "--":
            return
        option, has_value, _ = word.partition("=")
        is_option = word.startswith("--") and not may_be_value
        if is_option and option not in known and option not in old:
            near = get_close_matches(option, known)
            raise click.NoSuchOption(option, possibilities=near, ctx=ctx)
        may_be_value = is_option and not has_value and option not in flags


def check_data(args: Sequence[str]) -> None:
    """Raise DataFileError if the first word is the path of a file that is missing."""
    if args and not args[0].startswith("-") and "--help" not in args:
        path = Path(args[0])
        if is_remote(args[0]):  # it is asked for later
            return
        if path.suffix or path.name != args[0]:
            check_exists(path)
