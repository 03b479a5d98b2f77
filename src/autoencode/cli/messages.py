"""Messages of ``autoencode fit``, in the words of the command line."""

from __future__ import annotations

import re
import shlex
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


# Of messages about numbers that are too large or too small.
ADVICE_TO_SCALE = re.compile(
    r" Choose --scale minmax or quantile, or|, or scale it with --scale minmax"
    r"|, or use --scale quantile"
)


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
        advice = error.advice.replace(OR_MODEL_OF_TABLES, "")
        raise MixedColumnsError(error.reason, advice) from error


@contextmanager
def shell_words(
    data: str,
    names: Sequence[str] | None,
    *,
    part: str | None = " of the training part",
    rows: Sequence[int] | None = None,
    has_scale: bool = True,
) -> Iterator[None]:
    """Reword errors of the library: options for parameters, DATA for X.

    ``part`` follows the number of a row, which ``rows`` has for rows of a stream. With
    ``part`` None rows are those of a random part, and are left out. ``has_scale``
    states whether the command has the option ``--scale``.
    """
    from autoencode.cli.options import in_shell_words

    def of_data(match: re.Match[str]) -> str:
        row = int(match[1])
        if part is None:
            return ""
        return f" in row {row if rows is None else rows[row]}{part}"

    def with_name(match: re.Match[str]) -> str:
        return match[0] + (f" ({names[int(match[1])]!r})" if names else "")

    try:
        yield
    except AutoencodeError as error:
        # A function, since backslashes of a path are no escapes.
        text = re.sub(r"^X\b", lambda _: data, in_shell_words(str(error)))
        text = re.sub(r" in row (\d+)\b(?! of)", of_data, text)
        if not has_scale:
            text = ADVICE_TO_SCALE.sub("", text).replace(" divide it", " Divide it")
        if not text.startswith("Codes"):  # their columns have no names
            text = re.sub(r"\b[Cc]olumn (\d+)\b(?! \()", with_name, text)
        raise type(error)(text) from error


def report_constant(dataset: Dataset, data: str) -> None:
    """Report columns of one value."""
    from autoencode.data.preprocessing import columns_of_one_value

    constant = columns_of_one_value(dataset, data)
    if constant:
        click.echo(f"Constant columns, which have no effect: {constant}.", err=True)


def report_no_ids(data: str, run: Run, *, has_ids: bool) -> None:
    """Report data without the column of ids that the run's fit had."""
    name = run.input.get("id")
    if name is not None and not has_ids:
        click.echo(
            f"{data} has no column {name!r}, the --id of the fit: the result has no "
            f"ids.",
            err=True,
        )


def report_ordered_dates(run: Run, dataset: Dataset) -> None:
    """Report columns whose dates make each row of a later file an anomaly."""
    import numpy as np

    from autoencode.data.column_numbers import as_numbers
    from autoencode.data.schema import as_frame

    if not hasattr(run.model, "p_values") or not hasattr(dataset.X, "iloc"):
        return
    frame, _ = as_frame(dataset.X)
    for column in run.table_columns:
        if column.type != "date":
            continue
        times = as_numbers(frame[column.name], column)
        steps = np.diff(times[np.isfinite(times)])
        if steps.any() and ((steps >= 0).all() or (steps <= 0).all()):
            name = str(column.name)
            click.echo(
                f"The dates in column {name!r} are in order: dates of later files lie "
                f"beyond them, so that each of their rows would be an anomaly. Leave "
                f"the column out with --drop {shlex.quote(name)}.",
                err=True,
            )


def report_no_samples(run: Run) -> None:
    """Say that --samples has no effect, if it was given."""
    source = click.get_current_context().get_parameter_source("samples")
    if source != ParameterSource.DEFAULT:
        name = type(run.model).__name__
        click.echo(f"--samples has no effect: {name} shows no samples.", err=True)
