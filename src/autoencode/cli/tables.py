"""Small tables on the terminal."""

from collections.abc import Sequence

import click

from autoencode.tasks.detector_judgement import DetectorJudgement
from autoencode.tasks.judgement import Judgement


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return columns as wide as they need to be; the first left, the others right."""
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


def show_judgement(judgement: Judgement, scaling: str) -> None:
    """Print a judgement: what is measured, the numbers, notes and the verdict."""
    units = "" if scaling == "none" else f", of scaled data ({scaling})"
    click.echo(
        "Reconstruction error (squared difference summed over features, mean over "
        f"samples{units}) and share of variance explained:\n"
    )
    show_verdict(judgement)


def show_verdict(judgement: Judgement | DetectorJudgement) -> None:
    """Print the numbers of a judgement, its notes and the verdict."""
    click.echo(table(*judgement.table()))
    click.echo("")
    for note in judgement.notes:
        click.echo(f"Note: {note}")
    click.echo(judgement.verdict())
