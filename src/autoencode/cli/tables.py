"""Evaluations on the terminal."""

from collections.abc import Sequence
from typing import Any

import click


def show(evaluation: Any, notes: Sequence[str] = ()) -> None:
    """Print an evaluation: heading, table, notes (after others) and verdict."""
    from autoencode.cli.options import in_shell_words
    from autoencode.tasks.evaluation_text import evaluation_text

    click.echo(evaluation_text(evaluation, in_shell_words, notes))
