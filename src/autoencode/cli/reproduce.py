"""``autoencode reproduce``: published results, made again."""

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
    help="The paper's own method, or a modern one: paper or modern.",
)
@click.option("--quick", is_flag=True, help="Train for a short time only.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Run folder. [default: runs/reproduce/NAME-METHOD]",
)
@click.option("--quiet", is_flag=True, help="Print the table alone.")
def reproduce_command(
    name: str | None, method: str, quick: bool, out: Path | None, quiet: bool
) -> None:
    """Make the published result NAME again; without NAME, list them.

    Trains on the data of the paper, saves and draws the run, and prints what was found
    beside what was published. A run that is there already is replaced.

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
    rows = RECIPES[name].run(name, method, place, quick=quick, silent=quiet)
    _show(rows)
    click.echo(f"Saved in {place}; the pictures are in {place / 'report.html'}.")


def _show(rows: list[Any]) -> None:
    """Print the rows as a table."""
    from autoencode.cli.tables import table
    from autoencode.training.progress import duration

    lines = []
    for row in rows:
        published = "–" if row.published is None else f"{row.published:.4g}"
        found = f"{row.found:.4g}"
        lines.append([f"{row.name}, {row.measure}", found, published])
        lines[-1].append(duration(row.seconds))
    click.echo(table(["", "found", "published", "time"], lines))
