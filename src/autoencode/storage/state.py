"""Estimators as JSON values, arrays and scikit-learn objects, and back.

An estimator is stored as ``{"$type": name, "parameters": {...}, "fitted": {...}}``: its
constructor parameters, and what `fit` learned, which are the attributes whose names end
in ``_``; ``"output"`` is the argument of `set_output`. JSON values are stored as they
are, others as objects with a ``"$type"``. Arrays and weights are tensors under the path
of their attribute, such as ``estimators_.0.network_.encoder.0.weight``; objects of
scikit-learn have paths too.

A class may declare ``_not_stored``, fitted attributes that are left out, and
``_check_loaded``, which completes a loaded estimator and raises for an invalid state. A
class with ``_make_network(n_features)``, which returns an untrained network, has a
``network_`` after `fit`; ``_check_network_size(stored)`` may refuse the stored weights
before it is built.
"""

from dataclasses import dataclass, field
from typing import Any

from sklearn.pipeline import Pipeline
from torch import Tensor

TYPE = "$type"
NETWORK = "network_"
MODULES = ("encoder", "decoder")  # parameters that may hold a module of the user's own


@dataclass
class State:
    """The stored parts of an estimator.

    Attributes
    ----------
    tree : JSON value
        The estimator, its parameters and plain values.

    tensors : dict of str to Tensor
        Arrays and weights, by path.

    objects : dict of str to object
        Objects of scikit-learn and SciPy, by path.

    history : list of dict
        The first ``history_`` found, that of the estimator or of its first child: it
        has a file of its own.
    """

    tree: Any = None
    tensors: dict[str, Tensor] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, float]] | None = None


def is_fitted_name(name: str) -> bool:
    """Whether an attribute of this name is a fitted one."""
    return name.isidentifier() and name[0] != "_" and name[-1] == "_"


def last_step(estimator: Any) -> Any:
    """Return the estimator at the end of a pipeline, or the estimator itself."""
    return estimator.steps[-1][1] if isinstance(estimator, Pipeline) else estimator


def join(path: str, name: object) -> str:
    """Return the path of a part."""
    return f"{path}.{name}" if path else str(name)


def dtype_name(tensor: Tensor) -> str:
    """Return the name of a data type, such as "float32"."""
    return str(tensor.dtype).removeprefix("torch.")
