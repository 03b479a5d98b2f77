"""``autoencode reproduce``: reproduce published results."""

from pathlib import Path
from typing import Any

import click

from autoencode.errors import unknown_name


@click.command("reproduce")
@click.argument("name", required=False)
@click.option(
    "--method",
    default="paper",
    show_default=True,
    help="Method of training: paper (as published) or modern.",
)
@click.option("--quick", is_flag=True, help="Train only for a short time.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Run folder.  [default: runs/reproduce/NAME-METHOD]",
)
@click.option("--quiet", is_flag=True, help="Print only the table.")
def reproduce_command(
    name: str | None, method: str, quick: bool, out: Path | None, quiet: bool
) -> None:
    """Reproduce the published result NAME; without NAME, list the results.

    Trains on the data of the paper, saves the run with pictures, and prints the results
    beside the published ones. An existing run is replaced.

    \b
    Example:
        autoencode reproduce
        autoencode reproduce mnist --quick
        autoencode reproduce mnist --method modern
    """
    from autoencode.errors import InvalidParameterError
    from autoencode.recipes import RECIPES
    from autoencode.recipes.recipe import check_method
    from autoencode.storage.folder import check_place

    if name is None:
        for key, recipe in RECIPES.items():
            click.echo(f"{key:18} {recipe.title} ({recipe.source})")
        return
    if name not in RECIPES:
        raise InvalidParameterError(unknown_name("Recipe", name, RECIPES))
    check_method(method)
    suffix = "-quick" if quick else ""
    place = out or Path("runs") / "reproduce" / f"{name}-{method}{suffix}"
    check_place(place)
    found = RECIPES[name].run(name, method, place, quick=quick, silent=quiet)
    _show(found.rows)
    click.echo(f"Saved in {place}; the report is {place / 'report.html'}.")
    click.echo(f"Results: {', '.join(map(str, found.files))}.")


def _show(rows: list[Any]) -> None:
    """Print the rows as a table."""
    from autoencode.training.progress import duration
    from autoencode.words import aligned_table

    lines = []
    for row in rows:
        published = "–" if row.published is None else f"{row.published:.4g}"
        found = f"{row.found:.4g}"
        lines.append([f"{row.name}, {row.measure}", found, published])
        lines[-1].append("–" if row.seconds is None else duration(row.seconds))
    click.echo(aligned_table(["", "found", "published", "time"], lines))
