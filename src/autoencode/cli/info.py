"""``autoencode info`` and ``autoencode datasets``: what is there."""

from typing import Any

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

    from autoencode.nn.sizes import layer_widths, n_weights
    from autoencode.storage import load_run

    loaded = load_run(run)
    model, stored = loaded.model, loaded.input
    whole = model if loaded.detector is None else loaded.detector
    changed = {
        parameter.name: getattr(whole, parameter.name)
        for parameter in fields(whole)
        if getattr(whole, parameter.name) != parameter.default
    }
    members = [model] if loaded.detector is None else loaded.detector.members_
    first = "" if whole is model else f"the first of {len(members)}: "
    facts = {
        "model": type(whole).__name__ + _of_table(loaded.table),
        "network": first
        + " → ".join(f"{width:,}" for width in layer_widths(model.network_)),
        "weights": f"{n_weights(model.network_):,}",
        "parameters changed": ", ".join(f"{k}={v!r}" for k, v in changed.items()),
        "data": str(stored.get("data", "given in Python")),
        "features": f"{model.n_features_in_:,}",
        "scaling": str(stored.get("scale", "as in the pipeline")),
        "trained": f"{len(model.history_)} epochs{_batches(model)}{_end(loaded.about)}",
        "saved": str(loaded.about.get("saved", "")),
        "command": str(loaded.about.get("command", "save() in Python")),
        "versions": ", ".join(
            f"{k} {v}" for k, v in loaded.about.get("versions", {}).items()
        ),
    }
    width = max(map(len, facts))
    for name, fact in facts.items():
        if fact:
            click.echo(f"{name.ljust(width)}  {fact}")
    if loaded.metrics is not None:
        click.echo(f"\n{loaded.metrics.get('verdict', '')}")


def _of_table(table: Any) -> str:
    """Words for what a model's samples are."""
    if table is None:
        return ""
    return f", of the rows of a mixed table of {table.n_features_in_:,} columns"


def _batches(model: Any) -> str:
    """Words for how a model was trained; `partial_fit` notes no size of batches."""
    if not hasattr(model, "batch_size_"):
        return ""
    return f" in batches of {model.batch_size_}, {model.precision_}"


def _end(about: dict[str, Any]) -> str:
    """Words for a fit that was not allowed to end."""
    return "" if about.get("completed", True) else ", stopped early with Ctrl-C"


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
