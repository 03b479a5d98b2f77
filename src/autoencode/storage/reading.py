"""Conversion of a state to its estimator: values are checked, and no code is run."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd
import torch
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from autoencode.errors import RunFolderError, listed, why
from autoencode.estimators import ESTIMATORS, name_of
from autoencode.params import check_params
from autoencode.storage.cells import cell_of
from autoencode.storage.long_lists import NUMBERS, TEXTS, numbers_of, texts_of
from autoencode.storage.state import (
    MODULES,
    NETWORK,
    TYPE,
    State,
    dtype_name,
    is_fitted_name,
    join,
    last_step,
)
from autoencode.storage.steps import check_steps
from autoencode.training.devices import own_random_state

OUTPUTS = ("default", "pandas", "polars")  # of `set_output`
MAX_TEXT_BYTES = 2**30  # of an array of strings, padded to the longest


def put_together(state: State, modules: Mapping[str, nn.Module | None]) -> Any:
    """Return the estimator of a state.

    Parameters
    ----------
    state : State
        As `take_apart` returns it.

    modules : dict of str to Module or None
        Modules of the user's own for the parameters `MODULES` of the last step.

    Raises
    ------
    RunFolderError
        If the state is not that of an estimator; the message has the part's path.
    """
    reader = _Reader(state, modules)
    estimator = reader.value(state.tree, "")
    unused = sorted({*state.tensors, *state.objects} - reader.used)
    if unused:
        raise RunFolderError(f"nothing refers to {listed(unused)}")
    if name_of(last_step(estimator)) is None:
        raise RunFolderError("'estimator' is not an estimator of this package")
    try:
        check_is_fitted(last_step(estimator))
    except ValueError as error:
        raise RunFolderError("'estimator' is not fitted") from error
    for name in set(MODULES) - reader.modules_used:
        if modules.get(name) is not None:
            raise RunFolderError(
                f"the model has no {name} of your own. Leave {name}= out"
            )
    return estimator


class _Reader:
    """Converts nodes of a state to values; raises `RunFolderError` for invalid ones."""

    def __init__(self, state: State, modules: Mapping[str, nn.Module | None]) -> None:
        self.state = state
        self.modules = modules
        self.modules_used: set[str] = set()
        self.used: set[str] = set()
        self.rules: dict[str, Callable[[dict[str, Any], str], Any]] = {
            "float": lambda node, path: float(node["value"]),
            "tuple": lambda node, path: tuple(self._list(node["items"], path)),
            "items": self._items,
            "cell": lambda node, path: cell_of(node["class"], node["text"]),
            "interval": self._interval,
            "texts": self._texts,
            TEXTS: self._long_texts,
            NUMBERS: lambda node, path: numbers_of(self._part(path, "numbers")),
            "array": self._array,
            "tensor": self._tensor,
            "times": self._times,
            "object": self._object,
            "pipeline": self._pipeline,
            "history": self._history,
            **dict.fromkeys(ESTIMATORS, self._estimator),
        }

    def value(self, node: Any, path: str) -> Any:
        """Return the value of a node."""
        if isinstance(node, list):
            return self._list(node, path)
        if not isinstance(node, dict):
            return node
        if TYPE not in node:
            return {key: self.value(v, join(path, key)) for key, v in node.items()}
        kind, place = node[TYPE], path or "estimator"
        if not isinstance(kind, str) or kind not in self.rules:
            raise RunFolderError(
                f"{place} is of the type {kind!r}, which this version of autoencode "
                f"does not have. Upgrade it: pip install --upgrade autoencode"
            )
        try:
            return self.rules[kind](node, path)
        except RunFolderError:
            raise
        except Exception as error:  # of an invalid state
            what = why(error).rstrip(".")
            raise RunFolderError(f"{place} is not a valid {kind} ({what})") from error

    def _list(self, nodes: Any, path: str) -> list[Any]:
        if not isinstance(nodes, list):
            raise TypeError("it is not a list")
        return [self.value(each, join(path, i)) for i, each in enumerate(nodes)]

    def _items(self, node: dict[str, Any], path: str) -> dict[Any, Any]:
        return {
            self.value(key, path): self.value(value, join(path, number))
            for number, (key, value) in enumerate(node["items"])
        }

    def _interval(self, node: dict[str, Any], path: str) -> Any:
        left, right = self._list(node["ends"], path)
        return pd.Interval(left, right, closed=node["closed"])

    def _texts(self, node: dict[str, Any], path: str) -> Any:
        values = self.value(node["values"], path)
        if not isinstance(values, list):
            raise TypeError("its values are not a list")
        shape = node.get("shape", [len(values)])
        if node["dtype"] == "object":
            array = np.empty(len(values), dtype=object)
            array[:] = values
            return array.reshape(shape)
        if node["dtype"] != "str" or not all(isinstance(v, str) for v in values):
            raise ValueError("it has other values than strings")
        n_bytes = 4 * max(map(len, values), default=0) * len(values)
        if n_bytes > MAX_TEXT_BYTES:
            raise ValueError(f"it needs {n_bytes:,} bytes")
        return np.array(values, dtype=str).reshape(shape)

    def _long_texts(self, node: dict[str, Any], path: str) -> list[str]:
        return texts_of(self._part(path, "bytes"), self._part(path, "lengths"))

    def _part(self, path: str, name: str) -> Tensor:
        return self._tensor({}, join(path, name))

    def _tensor(self, node: dict[str, Any], path: str) -> Tensor:
        if path not in self.state.tensors:
            raise ValueError("its values are missing")
        tensor = self.state.tensors[path]
        facts = {"dtype": dtype_name(tensor), "shape": list(tensor.shape)}
        for name, found in facts.items():
            if node.get(name, found) != found:
                raise ValueError(f"its {name} is {found}, not {node[name]!r}")
        self.used.add(path)
        return tensor

    def _array(self, node: dict[str, Any], path: str) -> np.ndarray[Any, Any]:
        array = self._tensor(node, path).numpy()
        return np.asfortranarray(array) if node.get("order") == "F" else array

    def _times(self, node: dict[str, Any], path: str) -> np.ndarray[Any, Any]:
        numbers, unit = self._tensor(node, path).numpy(), np.dtype(node["unit"])
        if numbers.dtype != np.int64 or unit.kind not in "mM":
            raise ValueError("it is no array of dates or durations")
        return numbers.view(unit)

    def _object(self, node: dict[str, Any], path: str) -> Any:
        if path not in self.state.objects:
            raise ValueError("it is missing")
        found = self.state.objects[path]
        if type(found).__name__ != node["class"]:
            raise ValueError(f"it is a {type(found).__name__}, not {node['class']!r}")
        self.used.add(path)
        return found

    def _history(self, node: dict[str, Any], path: str) -> list[dict[str, float]]:
        if self.state.history is None:
            raise ValueError("it is missing")
        return self.state.history

    def _pipeline(self, node: dict[str, Any], path: str) -> Pipeline:
        steps = [
            (str(name), self.value(step, join(path, name)))
            for name, step in node["steps"]
        ]
        pipeline = Pipeline(steps)
        check_steps(pipeline)
        return pipeline

    def _estimator(self, node: dict[str, Any], path: str) -> Any:
        cls = ESTIMATORS[node[TYPE]]
        estimator = cls(**self._parameters(cls, node["parameters"], path))
        check_params(estimator)
        if node.get("fitted"):
            self._set_fitted(estimator, dict(node["fitted"]), path)
        if "output" in node:
            if node["output"] not in OUTPUTS:
                raise ValueError(f"'output' must be one of {listed(OUTPUTS)}")
            estimator.set_output(transform=node["output"])
        return estimator

    def _set_fitted(self, estimator: Any, fitted: dict[str, Any], path: str) -> None:
        """Set what `fit` learned."""
        cls = type(estimator)
        has_network = hasattr(cls, "_make_network")
        if has_network and fitted.pop(NETWORK, None) != {TYPE: "network"}:
            raise ValueError(f"it has no {NETWORK}")
        for key, child in fitted.items():
            if not is_fitted_name(key) or hasattr(cls, key):
                raise ValueError(f"it has {key!r}, which no {cls.__name__} learns")
            setattr(estimator, key, self.value(child, join(path, key)))
        n_features = getattr(estimator, "n_features_in_", 1)
        if type(n_features) is not int or n_features < 1:
            raise ValueError(f"n_features_in_ is {n_features!r}")
        if has_network:
            estimator.network_ = self._network(estimator, join(path, f"{NETWORK}."))
        if hasattr(cls, "_check_loaded"):
            estimator._check_loaded()

    def _parameters(self, cls: type, nodes: Any, path: str) -> dict[str, Any]:
        """Return the parameters of a constructor; new ones keep their defaults."""
        renamed = getattr(cls, "_renamed_parameters", {})
        nodes = {renamed.get(name, name): node for name, node in dict(nodes).items()}
        unknown = set(nodes) - set(signature(cls).parameters)
        if unknown:
            raise RunFolderError(
                f"{path or 'estimator'} has parameters that {cls.__name__} does not "
                f"have: {listed(sorted(unknown))}. Upgrade autoencode"
            )
        return {
            name: self._module(name, node)
            if isinstance(node, dict) and node.get(TYPE) == "module"
            else _tuples(self.value(node, join(path, name)))
            for name, node in nodes.items()
        }

    def _module(self, name: str, node: dict[str, Any]) -> nn.Module:
        module = self.modules.get(name)
        if module is None:
            raise RunFolderError(
                f"the model has its own {name} ({node['class']}). Code is never "
                f"loaded: pass such a module, load(path, {name}=...)"
            )
        self.modules_used.add(name)
        return module

    def _network(self, estimator: Any, prefix: str) -> nn.Module:
        """Build an untrained network without memory, and give it the stored weights."""
        stored = {
            key.removeprefix(prefix): tensor
            for key, tensor in self.state.tensors.items()
            if key.startswith(prefix)
        }
        if hasattr(estimator, "_check_network_size"):
            estimator._check_network_size(stored)
        is_own = any(getattr(estimator, name, None) is not None for name in MODULES)
        with (
            own_random_state(torch.device("cpu")),
            torch.device("cpu" if is_own else "meta"),
        ):
            network: nn.Module = estimator._make_network(estimator.n_features_in_)
        wanted = network.state_dict()
        for key in sorted({*wanted, *stored}):
            has, needs = (_described(each.get(key)) for each in (stored, wanted))
            if has != needs:
                raise RunFolderError(
                    f"the network needs {needs} for {prefix + key!r}; it has {has}"
                )
            if not is_own and not torch.isfinite(stored[key]).all():
                raise RunFolderError(f"{prefix + key!r} must be finite numbers")
        network.load_state_dict(stored, assign=True)
        self.used |= {prefix + key for key in stored}
        return network.eval()


def _tuples(value: Any) -> Any:
    """Return a parameter with tuples for lists."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _described(tensor: Tensor | None) -> str:
    """Return type and shape of a tensor in words."""
    if tensor is None:
        return "nothing"
    return f"{dtype_name(tensor)} of shape {tuple(tensor.shape)}"
