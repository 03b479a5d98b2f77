"""``autoencode info`` and ``autoencode datasets``: describe runs and data sets."""

from typing import Any

import click


@click.command("info")
@click.argument("run")
def info_command(run: str) -> None:
    """Show the model, data, training and evaluation of the run folder RUN.

    \b
    Example:
        autoencode info runs/digits
    """
    from autoencode.constructors import constructor_parameters
    from autoencode.estimators import fitted_estimators
    from autoencode.storage import load_run
    from autoencode.tasks.detection import inner_detector

    loaded = load_run(run)
    whole, stored = loaded.model, loaded.input
    changed = {
        name: getattr(whole, name)
        for name, parameter in constructor_parameters(type(whole)).items()
        if getattr(whole, name) != parameter.default
    }
    # An estimator inside is written on several lines.
    words = ", ".join(f"{k}={v!r}" for k, v in changed.items())
    parts = [whole, *fitted_estimators(whole)]
    models = [each for each in parts if hasattr(each, "network_")]
    facts = {
        "model": type(whole).__name__,
        **_network_facts(models, loaded.about),
        "scoring": getattr(inner_detector(whole), "scoring_", ""),
        "parameters changed": " ".join(words.split()),
        "data": str(stored.get("data", "given in Python")),
        "features": f"{whole.n_features_in_:,}",
        "scaling": str(stored.get("scale", "as in the pipeline")),
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


def _network_facts(models: list[Any], about: dict[str, Any]) -> dict[str, str]:
    """Describe the network and the training of the first of some autoencoders."""
    from autoencode.nn.sizes import layer_widths, n_weights

    if not models:
        return {}
    model = models[0]
    first = "" if len(models) == 1 else f"the first of {len(models)}: "
    widths = " → ".join(f"{width:,}" for width in layer_widths(model.network_))
    trained = f"{len(model.history_)} epochs"
    if hasattr(model, "batch_size_"):  # partial_fit sets none
        # Runs of version 0.1 have no `arithmetic_`.
        how = getattr(model, "arithmetic_", model.precision_)
        trained += f" in batches of {model.batch_size_}; {how}"
    if not about.get("completed", True):
        trained += ", stopped early with Ctrl-C"
    linear, n_axes = "", getattr(model, "n_coordinates_", 0)
    if n_axes and not model.linear_skip_:
        linear = f"none; the network works in {n_axes:,} principal coordinates"
    if getattr(model, "linear_skip_", False):
        linear = "from features to code and back, started as PCA"
        linear += f"; in {n_axes:,} principal coordinates" if n_axes else ""
        linear += "; training did not improve on it" if model.kept_pca_ else ""
    active = ""
    if hasattr(model, "n_active_units_"):
        active = f"{model.n_active_units_} of {model.n_components_}"
    return {
        "network": f"{first}{widths}",
        "linear path": linear,
        "weights": f"{n_weights(model.network_):,}",
        "active units": active,
        "trained": trained,
    }


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
