"""The model card of an exported folder, with front matter as model hubs read it."""

import json
from typing import Any

from autoencode.estimators import fitted_estimators, takes_texts
from autoencode.report.facts import facts_of
from autoencode.report.markdown import as_text, code, joined, list_of
from autoencode.storage import Run

# Tasks by the names of model hubs: the first method that an estimator has.
HUB_TASKS = {
    "score_items": "other",
    "predict_proba": "tabular-classification",
    "impute": "tabular-regression",
    "transform": "feature-extraction",
}
MAX_NAMES = 40  # of columns and classes in the card
MAY_HOLD = ("score_statistics_", "codes_", "user_factors_")


def card_of(run: Run, files: list[str]) -> str:
    """Return the model card of a run in Markdown, with YAML front matter."""
    facts = facts_of(run)
    parts = [
        _front_matter(run),
        f"# {type(run.model).__name__}",
        _verdict(run),
        "## Load it",
        "The folder is enough; nothing is downloaded, and no code in it is run.",
        code(_loading(run), "python"),
        "## Model",
        list_of(facts.model | _columns(run)),
        "## Limits",
        list_of(_limits(run)),
        "## Origin",
        list_of({k: fact for k, fact in facts.origin.items() if k != "command"}),
        f"Files: {', '.join(sorted(files))}.",
    ]
    return joined(parts)


def _front_matter(run: Run) -> str:
    """Return the lines that model hubs read; texts of JSON are texts of YAML."""
    methods = (task for name, task in HUB_TASKS.items() if hasattr(run.model, name))
    lines = ["---", "library_name: autoencode", "tags:"]
    names = ["autoencode", "autoencoder", type(run.model).__name__]
    lines += [f"- {json.dumps(name)}" for name in names]
    lines.append(f"pipeline_tag: {next(methods, 'other')}")
    return "\n".join([*lines, "---"])


def _verdict(run: Run) -> str:
    verdict = (run.metrics or {}).get("verdict", "")
    return f"**{as_text(str(verdict))}**" if verdict else ""


def _loading(run: Run) -> str:
    """Return Python that loads the estimator and calls its first method."""
    methods = ("score_items", "predict_proba", "score_samples", "transform", "predict")
    method = next((name for name in methods if hasattr(run.model, name)), "transform")
    rows = "texts or counts" if takes_texts(run.model) else "rows in data units"
    return (
        'from autoencode import load\n\nmodel = load("path/of/this/folder")\n'
        f"model.{method}(X)  # {rows}"
    )


def _columns(run: Run) -> dict[str, str]:
    """Return the names of columns and classes, if there are any."""
    classes = run.input.get("class_names") or getattr(run.model, "classes_", None)
    names = run.input.get("feature_names")
    found = {"columns": names, "classes": None if classes is None else list(classes)}
    return {key: _some(values) for key, values in found.items() if values}


def _some(values: list[Any]) -> str:
    shown = ", ".join(map(str, values[:MAX_NAMES]))
    rest = len(values) - MAX_NAMES
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _limits(run: Run) -> dict[str, str]:
    """Return what a reader should know before using or sharing the model."""
    found = {
        "input": "columns, their order and their units are those of the training data; "
        "other data give other results without a warning",
        "training data": "not in this folder",
    }
    parts = [run.model, *fitted_estimators(run.model)]
    if any(hasattr(part, name) for part in parts for name in MAY_HOLD):
        found["training data"] = (
            "this model keeps samples, codes or ids of the training data, and so does "
            "this folder: share it with those who may see them"
        )
    return found
