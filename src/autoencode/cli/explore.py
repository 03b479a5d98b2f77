"""``autoencode explore``: look at a saved model in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from autoencode.cli.verbs import DROP, PART
from autoencode.errors import InvalidParameterError


@click.command("explore")
@click.argument("run")
@click.argument("data", required=False)
@click.option("--beside", help="Run folder of a second model, to compare on DATA.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port to listen on.  [default: a free one]",
)
@click.option(
    "--browser/--no-browser",
    default=True,
    show_default=True,
    help="Open the page in the default browser.",
)
@PART
@DROP
def explore_command(
    run: str,
    data: str | None,
    beside: str | None,
    host: str,
    port: int,
    browser: bool,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Explore the model saved in RUN in the browser.

    DATA is as in fit, and by default the data of the fit. The page shows a map of the
    codes: hover to see a sample beside its reconstruction, and click anywhere, also
    where no point is, to see what the decoder makes there. Draw a path and play it,
    move the units of the code, or select points to summarize and export them. Of a
    sweep's folder one fit is shown; others are chosen from the curve of their errors.

    \b
    Example:
        autoencode explore runs/digits
        autoencode explore runs/digits digits --beside runs/digits-vae
    """
    from autoencode.explorer import check_installed, explore
    from autoencode.explorer.swept import Swept
    from autoencode.sweeps.settings import TABLE

    check_installed()
    sweep = None
    if (Path(run) / TABLE).exists():
        if beside is not None:
            raise InvalidParameterError(
                "--beside is for one run, not for a sweep. Give the folder of a fit."
            )
        sweep = Swept(Path(run), lambda path: _scene(str(path), data, part, drop))
        scenes = [sweep.scene()]
    else:
        paths = [run] if beside is None else [run, beside]
        scenes = [_scene(path, data, part, drop) for path in paths]
    explore(
        scenes,
        sweep=sweep,
        host=host,
        port=port,
        open_browser=browser,
        report=lambda line: click.echo(line, err=True),
    )


def _scene(path: str, data: str | None, part: str, drop: tuple[str, ...]) -> Any:
    """Return a run and its data, encoded; the progress is shown on a terminal."""
    import sys

    from rich.console import Console
    from rich.progress import Progress

    from autoencode.cli.data import data_of, read_for_run
    from autoencode.data.dataset import len_of
    from autoencode.scenes.scene import Scene
    from autoencode.storage import load_run

    loaded = load_run(path)
    place = data or data_of(path, loaded)
    dataset = read_for_run(place, loaded, part, drop, takes_sample=True)
    progress = Progress(
        *Progress.get_default_columns(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with progress:
        task = progress.add_task(f"Encoding {dataset.name}", total=len_of(dataset.X))
        return Scene(
            loaded,
            dataset,
            f"{type(loaded.model).__name__} on {dataset.name}",
            report=lambda n: progress.advance(task, n),
            read=lambda file: read_for_run(file, loaded).X,
        )
