"""Messages of ``autoencode fit``, in the words of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from autoencode.errors import AutoencodeError, MixedColumnsError

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run


# Lists of columns by type, as messages of the library name them.
COLUMN_TYPES = re.compile(r"\b(in|from) (categorical|numeric|dates)(?=[.,:]| in| with)")


def types_as_options(message: str) -> str:
    """Return a message with options in place of the lists of columns by type."""
    return COLUMN_TYPES.sub(r"\1 --\2", message)


@contextmanager
def of_numbers_only() -> Iterator[None]:
    """Leave models of mixed tables out of errors: the command takes none of them."""
    from autoencode.data.tables import OR_MODEL_OF_TABLES

    try:
        yield
    except MixedColumnsError as error:
        text = str(error).replace(OR_MODEL_OF_TABLES, "")
        raise MixedColumnsError(text) from error


@contextmanager
def shell_words(data: str, names: Sequence[str] | None) -> Iterator[None]:
    """Reword errors of the library: options for parameters, DATA for X."""
    from autoencode.cli.options import in_shell_words

    def with_name(match: re.Match[str]) -> str:
        return match[0] + (f" ({names[int(match[1])]!r})" if names else "")

    try:
        yield
    except AutoencodeError as error:
        # A function, since backslashes of a path are no escapes.
        text = re.sub(r"^X\b", lambda _: data, in_shell_words(str(error)))
        text = re.sub(
            r"\bin row (\d+)\b(?! of)", r"in row \1 of the training part", text
        )
        if not text.startswith("Codes"):  # their columns have no names
            text = re.sub(r"\b[Cc]olumn (\d+)\b(?! \()", with_name, text)
        raise type(error)(text) from error


def report_constant(dataset: Dataset, data: str) -> None:
    """Report columns of one value."""
    from autoencode.data.preprocessing import columns_of_one_value

    constant = columns_of_one_value(dataset, data)
    if constant:
        click.echo(f"Constant columns, which have no effect: {constant}.", err=True)


def report_no_samples(run: Run) -> None:
    """Say that --samples has no effect, if it was given."""
    source = click.get_current_context().get_parameter_source("samples")
    if source != ParameterSource.DEFAULT:
        name = type(run.model).__name__
        click.echo(f"--samples has no effect: {name} shows no samples.", err=True)
