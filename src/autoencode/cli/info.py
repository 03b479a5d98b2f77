"""``autoencode info`` and ``autoencode datasets``: what is there."""

import click


@click.command("info")
@click.argument("run")
def info_command(run: str) -> None:
    """Tell what the run folder RUN holds: model, data, training, judgement.

    \b
    Example:
        autoencode info runs/digits
    """
    from dataclasses import fields

    from autoencode.cli.tables import table
    from autoencode.storage import load_run
    from autoencode.training.cost import layer_widths, n_weights

    loaded = load_run(run)
    model, stored = loaded.model, loaded.input
    changed = {
        parameter.name: getattr(model, parameter.name)
        for parameter in fields(model)
        if getattr(model, parameter.name) != parameter.default
    }
    facts = {
        "model": type(model).__name__,
        "network": " → ".join(f"{width:,}" for width in layer_widths(model.network_)),
        "weights": f"{n_weights(model.network_):,}",
        "parameters changed": ", ".join(f"{k}={v!r}" for k, v in changed.items()),
        "data": str(stored.get("data", "given in Python")),
        "features": f"{model.n_features_in_:,}",
        "scaling": str(stored.get("scale", "as in the pipeline")),
        "trained": f"{len(model.history_)} epochs in batches of {model.batch_size_}, "
        f"{model.precision_}",
        "command": str(loaded.about.get("command", "save() in Python")),
        "versions": ", ".join(
            f"{k} {v}" for k, v in loaded.about.get("versions", {}).items()
        ),
    }
    click.echo(table(["", ""], [[k, v] for k, v in facts.items() if v]))
    if loaded.metrics is not None:
        click.echo(f"\n{loaded.metrics['verdict']}")


@click.command("datasets")
def datasets_command() -> None:
    """List the data sets that have a name, and where they come from.

    \b
    Example:
        autoencode datasets
    """
    from autoencode.data import DATASETS

    for name, loader in DATASETS.items():
        summary = (loader.__doc__ or "").strip().splitlines()[0]
        click.echo(f"{name:16} {summary}")
