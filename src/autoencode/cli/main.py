"""The ``autoencode`` command.

Commands are imported when they are called, and torch when it is needed, so that
``autoencode --help`` is fast.
"""

import errno
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from autoencode.errors import (
    AutoencodeError,
    InvalidParameterError,
    did_you_mean,
    printable,
)

# File and summary by name; commands of the file verbs are made by `verbs.command`.
COMMANDS = {
    "fit": ("fit", "Train a model, evaluate it and plot results."),
    "encode": ("verbs", "Compute the codes of samples."),
    "decode": ("verbs", "Compute samples from codes."),
    "reconstruct": ("verbs", "Encode samples and decode their codes."),
    "denoise": ("verbs", "Remove noise with a denoising autoencoder."),
    "impute": ("verbs", "Fill in the missing cells of a table."),
    "predict": ("verbs", "Predict classes, clusters, ratings or anomalies."),
    "sample": ("generation", "Draw new samples from a saved model."),
    "interpolate": (
        "generation",
        "Interpolate between two samples through their codes.",
    ),
    "recommend": ("recommend", "Recommend items to users."),
    "search": ("search", "Find documents that are similar to a query."),
    "detect": ("detect", "Find anomalies and explain them."),
    "evaluate": ("evaluate", "Evaluate a saved model, compared with PCA."),
    "report": ("report", "Write the report and the model card of a saved model."),
    "export": ("export", "Write a saved model as ONNX, for PyTorch, or to share."),
    "explore": ("explore", "Explore a saved model in the browser."),
    "serve": ("serve", "Serve a saved model to other programs, over HTTP."),
    "units": ("units", "Describe what each unit of the code means."),
    "sweep": ("sweep", "Compare sizes of the code, and suggest where to stop."),
    "compare": (
        "compare",
        "Compare PCA, t-SNE, UMAP, autoencoders: maps, classifiers.",
    ),
    "reproduce": ("reproduce", "Reproduce a published result."),
    "info": ("info", "Describe a run folder."),
    "datasets": ("info", "List the data sets available by name."),
}

# Set by the shell where it asks for completions.
COMPLETE = "_AUTOENCODE_COMPLETE"

# The device of standard output is full: /dev/full, or a file on a full disk.
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)

# Options whose value is a path.
PATHS = {"--out", "--resume", "--picture", "--save", "--config", "--beside", "--maps"}
PATHS |= {"--test", "--validation", "--tensorboard", "--worst", "--token-file"}
PATHS |= {"--properties", "--onnx", "--torch", "--folder", "--cache", "--images"}

# Variables of the OpenMP runtime, GNU's in PyTorch's own builds for Linux, that set how
# a thread waits for others. Any of them, set by the user, is left alone.
WAITING = ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")
# Checks before a waiting thread sleeps: some microseconds. By default it spins for
# milliseconds, and beside another busy process a fit would take ten times as long.
SPIN_COUNT = "1000"


def wait_without_spinning() -> None:
    """Let threads that wait for others sleep soon; before torch is imported."""
    if not any(name in os.environ for name in WAITING):
        os.environ["GOMP_SPINCOUNT"] = SPIN_COUNT


class CommandGroup(click.Group):
    """Group that imports commands late, and shows the package's errors as one line."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a command, or complete a word for the shell."""
        if COMPLETE in os.environ:
            import_module("autoencode.cli.completion")
            settings |= {"prog_name": "autoencode", "complete_var": COMPLETE}
        return super().main(*args, **settings)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the options, of which ``--help`` and ``--version`` write and exit."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except OSError as error:
            _check_output(error)
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in COMMANDS:
            return None
        module = import_module(f"autoencode.cli.{COMMANDS[name][0]}")
        command: click.Command | None = getattr(module, f"{name}_command", None)
        return command or module.command(name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; refuse it if it does not take the processes there are."""
        from autoencode.cli.processes import check_command

        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"No such command {args[0]!r}.{near}", ctx)
        _check_not_empty(args)
        found = super().resolve_command(ctx, args)
        check_command(found[0])
        return found

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of the package gives one line and exit status 1."""
        from autoencode.cli.messages import types_as_options
        from autoencode.cli.processes import joined
        from autoencode.cli.signals import STOPPED, ended_by_signals

        wait_without_spinning()
        try:
            with ended_by_signals(), warnings.catch_warnings(), joined():
                warnings.showwarning = _shows_warnings()
                return super().invoke(ctx)
        except AutoencodeError as error:
            text = types_as_options(" ".join(str(error).split()))
            raise click.ClickException(text) from error
        except OSError as error:
            _check_output(error)
            raise
        except (MemoryError, RuntimeError, OverflowError) as error:
            _check_memory(error)
            raise
        except UnicodeEncodeError as error:
            _check_names(error)
            raise
        except SystemExit as stop:
            if stop.code in STOPPED:
                with suppress(OSError):  # of a terminal that is closed
                    click.echo("Stopped.", err=True)
            raise
        except KeyboardInterrupt as stop:
            click.echo(str(stop) or "Stopped.", err=True)
            ctx.exit(130)


def _check_output(error: OSError) -> None:
    """Raise the error of a full device as one line; return for any other.

    Of files the package's own errors tell: this is standard output, which Python
    flushes at the end, where it must not fail again.
    """
    if error.errno not in FULL:
        return
    with suppress(OSError, ValueError):  # of a stream without a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise click.ClickException(
        f"Cannot write the results: {error.strerror}."
    ) from error


def _check_memory(error: MemoryError | RuntimeError | OverflowError) -> None:
    """Raise the error of too little memory as one line; return for any other.

    Training has messages of its own; this is for rows and results.
    """
    if isinstance(error, click.exceptions.Exit | click.Abort):
        return
    from autoencode.machine import is_out_of_memory

    # The number of rows itself may be larger than any.
    if is_out_of_memory(error) or "too large to convert" in str(error):
        raise click.ClickException(
            "There is not enough memory for the rows and the result. Give fewer rows, "
            "or add --stream where the command has it."
        ) from error


def _check_names(error: UnicodeEncodeError) -> None:
    """Raise the error of a name that is not UTF-8 as one line; return for any other.

    Names of data and results are checked before the work: this is another one, such as
    the working folder.
    """
    before, part = error.object[: error.start], error.object[error.start :]
    if "\udc80" <= part[:1] <= "\udcff":
        name = (before.split() or [""])[-1] + part.split()[0]
        name = printable(name.strip("\",'"))[:200]
        raise click.ClickException(
            f"The name of a file or folder is not UTF-8: {name}. Rename it."
        ) from error


def _check_not_empty(args: list[str]) -> None:
    """Raise InvalidParameterError for an empty path.

    Python takes it as the working folder, so that a variable that is not set would
    read other data, or write in another place.
    """
    before = ""
    for word in args[1:]:
        option, has_value, value = word.partition("=")
        empty = None
        if not word and (before in PATHS or not before.startswith("-")):
            empty = before if before in PATHS else "An argument"
        elif has_value and not value and option in PATHS:
            empty = option
        if empty:
            raise InvalidParameterError(
                f"{empty} is empty; give a path or a name (a variable of the shell may "
                f"not be set)."
            )
        before = "" if word == "--" else word


def _shows_warnings() -> Callable[..., None]:
    """Return a function that shows warnings as lines, each text once in a command.

    Python itself shows a warning once for each place in the code, and again after
    filters have changed: a model that is asked twice would warn twice.
    """
    shown: set[str] = set()

    def show(message: Warning | str, *_: Any, **__: Any) -> None:
        from autoencode.cli.options import in_shell_words

        text = in_shell_words(" ".join(str(message).split()))
        if text not in shown:
            shown.add(text)
            click.echo(f"Warning: {text}", err=True)

    return show


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"autoencode {import_module('autoencode').__version__}")
        ctx.exit()


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Train autoencoders on tables and images, and use the saved models.

    \b
    Example:
        autoencode fit mnist --components 30 --out runs/mnist
        autoencode encode runs/mnist mnist --out codes.npy
    """
