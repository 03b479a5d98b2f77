"""Pipelines of transformers that end in an autoencoder: its samples and its name."""

from typing import Any

STEPLESS = (None, "passthrough")


def last_step(model: Any) -> Any:
    """Return the last step of a pipeline, of pipelines too, or the model itself."""
    while steps := getattr(model, "steps", None):
        model = steps[-1][1]
    return model


def first_steps(model: Any) -> list[Any]:
    """Return the transformers of a pipeline before its last step."""
    found: list[Any] = []
    while steps := getattr(model, "steps", None):
        *first, (_, model) = steps
        found += [step for _, step in first if step not in STEPLESS]
    return found


def transformed(steps: list[Any], X: Any) -> Any:
    """Return samples as the step after these takes them; None stays None."""
    for step in steps if X is not None else []:
        X = step.transform(X)
    return X


def model_name(model: Any) -> str:
    """Return the name of the class; for a pipeline, of its last step.

    A PCA that is evaluated itself stands beside the one that models are compared with.
    """
    name = type(last_step(model)).__name__
    return "PCA, given" if name == "PCA" else name
