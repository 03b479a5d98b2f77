"""What is known of a run: its model, its data, and how it was made.

`autoencode info`, the report and the model card show the same facts.
"""

from typing import Any, NamedTuple

from autoencode.constructors import constructor_parameters
from autoencode.data.dataset import Dataset, len_of
from autoencode.estimators import fitted_estimators
from autoencode.nn.sizes import layer_widths, n_weights
from autoencode.storage import Run
from autoencode.tasks.detection import inner_detector

MAX_LETTERS = 400  # of the parameters that were changed


class Facts(NamedTuple):
    """Facts of a run by name, as text; those that do not apply are left out.

    Parameters
    ----------
    model : dict of str to str
        Model, network, training and data.
    origin : dict of str to str
        How to make the run again: command, versions, seed, hash of the data.
    """

    model: dict[str, str]
    origin: dict[str, str]


def facts_of(run: Run, dataset: Dataset | None = None) -> Facts:
    """Return the facts of a fitted run.

    Parameters
    ----------
    run : Run
        A fitted run.
    dataset : Dataset or None, default=None
        Its samples, to state how many there are.
    """
    whole, stored, about = run.model, run.input, run.about
    parts = [whole, *fitted_estimators(whole)]
    models = [each for each in parts if hasattr(each, "network_")]
    model = {
        "model": type(whole).__name__,
        **_network_facts(models, about),
        "scoring": getattr(inner_detector(whole), "scoring_", ""),
        "parameters changed": _changed(whole),
        "data": str(stored.get("data", "given in Python")),
        **({} if dataset is None else _sizes(dataset)),
        "features": f"{whole.n_features_in_:,}",
        "images": " × ".join(map(str, stored.get("image_shape") or ())),
        "scaling": str(stored.get("scale", "as in the pipeline")),
    }
    seeds = [getattr(each, "random_state", None) for each in parts]
    seed = next((each for each in seeds if isinstance(each, int)), None)
    versions = about.get("versions", {})
    origin = {
        "saved": str(about.get("saved", "")),
        "command": str(about.get("command", "save() in Python")),
        "seed": "" if seed is None else str(seed),
        "data SHA-256": str(about.get("data_hash", "")),
        "versions": ", ".join(f"{name} {number}" for name, number in versions.items()),
    }
    return Facts(_known(model), _known(origin))


def _known(facts: dict[str, str]) -> dict[str, str]:
    return {name: fact for name, fact in facts.items() if fact}


def _sizes(dataset: Dataset) -> dict[str, str]:
    """Return the number of samples in each part."""
    sizes = {"training samples": dataset.X, "test samples": dataset.X_test}
    return {k: f"{len_of(X):,}" for k, X in sizes.items() if X is not None}


def _changed(model: Any) -> str:
    """Return the parameters that differ from their default, on one line."""
    changed = {
        name: getattr(model, name)
        for name, parameter in constructor_parameters(type(model)).items()
        if getattr(model, name) != parameter.default
    }
    # An estimator inside is written on several lines.
    words = " ".join(", ".join(f"{k}={v!r}" for k, v in changed.items()).split())
    return words if len(words) <= MAX_LETTERS else f"{words[:MAX_LETTERS]}…"


def _network_facts(models: list[Any], about: dict[str, Any]) -> dict[str, str]:
    """Describe the network and the training of the first of some autoencoders."""
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
