"""``autoencode info`` and ``autoencode datasets``: describe runs and data sets."""

import click


@click.command("info")
@click.argument("run")
def info_command(run: str) -> None:
    """Show the model, data, training and evaluation of the run folder RUN.

    \b
    Example:
        autoencode info runs/digits
    """
    from autoencode.report.facts import facts_of
    from autoencode.storage import load_run

    loaded = load_run(run)
    found = facts_of(loaded)
    facts = found.model | found.origin
    width = max(map(len, facts))
    for name, fact in facts.items():
        click.echo(f"{name.ljust(width)}  {fact}")
    if loaded.metrics is not None:
        click.echo(f"\n{loaded.metrics.get('verdict', '')}")


@click.command("datasets")
def datasets_command() -> None:
    """List the data sets available by name.

    \b
    Example:
        autoencode datasets
    """
    from autoencode.data import DATASETS

    for name, loader in DATASETS.items():
        summary = (loader.__doc__ or "").strip().splitlines()[0]
        click.echo(f"{name:16} {summary}")
