"""Completion of words by the shell: commands, options, names and files.

A word must be completed at once, so that nothing slow is imported: names of models,
data sets and parameters are read from the sources, as in `autoencode.cli.early`.
Options are those of all models.
"""

from __future__ import annotations

from collections.abc import Iterable
from glob import escape, iglob

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from autoencode.cli import early
from autoencode.cli.main import COMMANDS, PATHS, main
from autoencode.cli.options import LEFT_OUT, option_names

# Where the values of an option are: the keys of a dict in a source.
TABLES = {
    "--scale": ("data/preprocessing.py", "SCALES"),
    "--network": ("nn/__init__.py", "NETWORKS"),
    "--activation": ("nn/activations.py", "ACTIVATIONS"),
    "--loss": ("losses.py", "LOSSES"),
    "--optimizer": ("training/optimizers.py", "OPTIMIZERS"),
    "--schedule": ("training/optimizers.py", "SCHEDULES"),
    "--weight-init": ("nn/initialization.py", "WEIGHT_INITS"),
    "--methods": ("comparisons/methods.py", "METHODS"),
}
FLAG = click.Option(["--help"], is_flag=True)
DATASETS = ("data/__init__.py", "DATASETS")
RECIPES = ("recipes/__init__.py", "RECIPES")


def completions(words: list[str], incomplete: str) -> list[CompletionItem[str]]:
    """Return what a word may be; ``words`` are those before it, without the program."""
    if not words:
        found = [CompletionItem(k, help=text) for k, (_, text) in COMMANDS.items()]
        return [item for item in found if item.value.startswith(incomplete)]
    name, *words = words
    command = main.get_command(click.Context(main), name)
    if command is None:
        return []
    options = _options(command)
    if words and words[-1] == "=":  # bash separates --model=NAME
        words.pop()
    incomplete = "" if incomplete == "=" else incomplete
    option, has_value, value = incomplete.partition("=")
    if has_value and option.startswith("--"):
        found = _values(option, options.get(option), value)
        for item in found:
            item.value = f"{option}={item.value}"
        return [item for item in found if item.type == "plain"]
    if words and _takes_value(words[-1], options):
        return _values(words[-1], options.get(words[-1]), incomplete)
    if incomplete.startswith("-"):
        return _plain(options, incomplete)
    return _argument(command, words, options, incomplete)


def _options(command: click.Command) -> dict[str, click.Option | None]:
    """Return the options of a command by name; None for those of models."""
    params = [*command.params, *getattr(command, "base_options", [])]
    found: dict[str, click.Option | None] = {}
    for param in params:
        if isinstance(param, click.Option):
            found |= dict.fromkeys([*param.opts, *param.secondary_opts], param)
    if command.name in ("fit", "sweep"):
        names, _ = early.parameter_names()
        flags = early.flag_names()
        for parameter in sorted(names - LEFT_OUT):
            is_flag = parameter in flags
            words = option_names(parameter)
            words += [f"--no-{word[2:]}" for word in words if is_flag]
            for word in words:
                found.setdefault(word, FLAG if is_flag else None)
    return found | {"--help": FLAG}


def _takes_value(word: str, options: dict[str, click.Option | None]) -> bool:
    """Whether the word after another one is the value of this option."""
    option = options.get(word, FLAG)
    return option is None or not option.is_flag


def _values(
    name: str, option: click.Option | None, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the values of an option."""
    if name == "--model":
        return _plain(early.model_names(), incomplete)
    if name == "--autoencoder":
        return _plain(early.inner_model_names(), incomplete)
    if name in TABLES:
        *before, last = incomplete.split(",") if name == "--methods" else [incomplete]
        found = _plain(early.table_names(*TABLES[name]), last)
        for item in found:
            item.value = ",".join([*before, item.value])
        return found
    kind = getattr(option, "type", None)
    if isinstance(kind, click.Choice):
        return _plain(map(str, kind.choices), incomplete)
    if name in PATHS or isinstance(kind, click.Path):
        return [CompletionItem(incomplete, type="file")]
    return []


def _argument(
    command: click.Command,
    words: list[str],
    options: dict[str, click.Option | None],
    incomplete: str,
) -> list[CompletionItem[str]]:
    """Return what the next argument may be: a run folder, samples, a recipe."""
    pairs = zip(["", *words], words, strict=False)
    place = sum(
        not word.startswith("-") and not _takes_value(before, options)
        for before, word in pairs
    )
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    if arguments and arguments[-1].nargs == -1:
        arguments += arguments[-1:] * (place + 1)
    name = arguments[place].name if place < len(arguments) else None
    if name == "run":
        return [CompletionItem(incomplete, type="dir")]
    if name == "name":
        return _plain(early.table_names(*RECIPES), incomplete)
    if name in ("data", "words"):
        # bash shows either names or files, whichever come last.
        files = [CompletionItem(incomplete, type="file")]
        names = _plain(early.table_names(*DATASETS), incomplete)
        is_file = any(True for _ in iglob(f"{escape(incomplete)}*"))
        return [*names, *files] if is_file or not names else names
    return [CompletionItem(incomplete, type="file")] * (name in ("users", "query"))


def _plain(names: Iterable[str], incomplete: str) -> list[CompletionItem[str]]:
    """Return the names that begin so."""
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


class Complete(ShellComplete):
    """Completes without the imports of the options."""

    def get_completions(
        self, args: list[str], incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return what a word may be."""
        return completions(args, incomplete)


@add_completion_class
class Bash(Complete, BashComplete):
    """Completion for bash."""


@add_completion_class
class Zsh(Complete, ZshComplete):
    """Completion for zsh."""


@add_completion_class
class Fish(Complete, FishComplete):
    """Completion for fish."""
