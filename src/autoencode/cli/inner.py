"""The autoencoder inside a task, such as a classifier or a clusterer.

A task has a parameter ``autoencoder``, and a hook ``_default_autoencoder(n_samples)``
that returns the unfitted one if none is given. Options change that one, or a model of
another class, chosen by its name in `MODELS`.
"""

from typing import Any

from autoencode.constructors import Parameter, constructor_parameters
from autoencode.params import choice

PARAMETER, HOOK = "autoencoder", "_default_autoencoder"
NOT_INSIDE = "MixedAutoencoder"  # it needs the types of the columns
SAMPLE_NUMBERS = (1_000, 100_000)  # defaults that differ between them are not shown


def is_inner(cls: type[Any], name: str) -> bool:
    """Whether a parameter of a class is the autoencoder that a task trains."""
    return name == PARAMETER and hasattr(cls, HOOK)


def inner_models() -> dict[str, type[Any]]:
    """Return the models that a task may train, by name."""
    from autoencode.models import MODELS
    from autoencode.models.base import BaseAutoencoder

    return {
        name: cls
        for name, cls in MODELS.items()
        if issubclass(cls, BaseAutoencoder) and cls.__name__ != NOT_INSIDE
    }


def default_name(cls: type[Any]) -> str:
    """Return the name of the autoencoder that a task trains by default."""
    default = type(getattr(cls(), HOOK)(SAMPLE_NUMBERS[0]))
    return next(name for name, each in inner_models().items() if each is default)


def choice_of(cls: type[Any]) -> tuple[Parameter, str]:
    """Return the option that chooses a task's autoencoder by name, and its help."""
    default, names = default_name(cls), list(inner_models())
    help = f"Autoencoder that the model trains, with options below: {', '.join(names)}."
    return Parameter(default, choice(default, names).metadata["rule"]), help


def base_of(task: Any, name: str | None, n_samples: int) -> Any:
    """Return the unfitted autoencoder that options change.

    That is the one of the task, or its default for the number of samples, unless
    ``name`` is that of another class: then it has the defaults of this class, and the
    task's size of the code if the task has one.
    """
    from sklearn.base import clone

    own = clone(getattr(task, PARAMETER) or getattr(task, HOOK)(n_samples))
    cls = type(own) if name is None else inner_models()[name]
    if type(own) is cls:
        return own
    sizes = {"n_components": task.n_components} if hasattr(task, "n_components") else {}
    return cls(**sizes)


def default_inside(cls: type[Any]) -> str | None:
    """Return the name of the autoencoder that a class trains inside; None if none."""
    if is_inner(cls, PARAMETER):
        return default_name(cls)
    parts = [each.estimator for each in constructor_parameters(cls).values()]
    found = (default_inside(part) for part in parts if part is not None)
    return next((name for name in found if name is not None), None)


def in_words(model: str, autoencoder: str | None) -> str:
    """Return a model and the autoencoder in it, in words for an error."""
    from autoencode.estimators import ESTIMATORS

    default = default_inside(ESTIMATORS[model])
    if default is None:
        return f"--model {model}"
    inside = f"--autoencoder {autoencoder or default}"
    return f"--model {model}, nor of {inside}"
