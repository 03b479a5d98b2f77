"""Small tables on the terminal."""

from collections.abc import Sequence
from typing import Any

import click


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return aligned columns: the first to the left, the others to the right."""
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(len(line[j]) for line in lines) for j in range(len(header))]
    text = [
        "  ".join(
            [line[0].ljust(widths[0])]
            + [
                cell.rjust(width)
                for cell, width in zip(line[1:], widths[1:], strict=True)
            ]
        ).rstrip()
        for line in lines
    ]
    rule = "─" * max(len(line) for line in text)
    return "\n".join([text[0], rule, *text[1:]])


def show(evaluation: Any, notes: Sequence[str] = ()) -> None:
    """Print an evaluation: heading, table, notes (after others) and verdict."""
    from autoencode.cli.options import in_shell_words

    if evaluation.heading:
        click.echo(f"{evaluation.heading}\n")
    click.echo(table(*evaluation.table()))
    click.echo("")
    for note in (*notes, *evaluation.notes):
        click.echo(f"Note: {in_shell_words(note)}")
    click.echo(evaluation.verdict())
