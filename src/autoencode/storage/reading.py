"""From a state to its estimator: all is checked before it is used, none is run."""

import warnings
from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

import numpy as np
import torch
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline
from torch import Tensor, nn

from autoencode.errors import RunFolderError, listed, one_line
from autoencode.estimators import ESTIMATORS, name_of
from autoencode.params import check_params
from autoencode.storage.state import (
    MODULES,
    TYPE,
    State,
    dtype_name,
    is_fitted_name,
    join,
    last_step,
)


def put_together(state: State, modules: Mapping[str, nn.Module | None]) -> Any:
    """Return the estimator of a state; nothing in it is run.

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
        raise RunFolderError("it describes no estimator of this package")
    for name in set(MODULES) - reader.modules_used:
        if modules.get(name) is not None:
            raise RunFolderError(
                f"the model has no {name} of your own. Leave {name}= out."
            )
    return estimator


def _tuples(value: Any) -> Any:
    """Return a parameter with tuples for lists."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


class _Reader:
    """Makes values of a state; raises `RunFolderError` for what none can be made of."""

    def __init__(self, state: State, modules: Mapping[str, nn.Module | None]) -> None:
        self.state = state
        self.modules = modules
        self.modules_used: set[str] = set()
        self.used: set[str] = set()
        self.rules: dict[str, Callable[[dict[str, Any], str], Any]] = {
            "float": lambda node, path: float(node["value"]),
            "tuple": lambda node, path: tuple(self._list(node["items"], path)),
            "items": self._items,
            "texts": self._texts,
            "array": lambda node, path: self._tensor(node, path).numpy(),
            "tensor": self._tensor,
            "object": self._object,
            "pipeline": self._pipeline,
            "history": self._history,
        }

    def value(self, node: Any, path: str) -> Any:
        """Return the value that a JSON value stands for."""
        if isinstance(node, list):
            return self._list(node, path)
        if not isinstance(node, dict):
            return node
        kind = node.get(TYPE)
        if kind is None:
            return {key: self.value(v, join(path, key)) for key, v in node.items()}
        if isinstance(kind, str) and kind in ESTIMATORS:
            return self._estimator(kind, node, path)
        if not isinstance(kind, str) or kind not in self.rules:
            raise RunFolderError(
                f"{path or 'the estimator'} is of the type {kind!r}, which this "
                f"version of autoencode does not have. Upgrade it: pip install "
                f"--upgrade autoencode."
            )
        try:
            return self.rules[kind](node, path)
        except (KeyError, TypeError, ValueError) as error:
            raise RunFolderError(f"{path} is no {kind} ({one_line(error)})") from error

    def _list(self, nodes: Any, path: str) -> list[Any]:
        if not isinstance(nodes, list):
            raise TypeError("it has no list")
        return [self.value(each, join(path, i)) for i, each in enumerate(nodes)]

    def _items(self, node: dict[str, Any], path: str) -> dict[Any, Any]:
        return {
            self.value(key, path): self.value(value, join(path, number))
            for number, (key, value) in enumerate(node["items"])
        }

    def _texts(self, node: dict[str, Any], path: str) -> Any:
        dtype = {"object": object, "str": str}[node["dtype"]]
        return np.array(self._list(node["values"], path), dtype=dtype)

    def _tensor(self, node: dict[str, Any], path: str) -> Tensor:
        if path not in self.state.tensors:
            raise ValueError("its values are missing")
        tensor = self.state.tensors[path]
        for name, found in (
            ("dtype", dtype_name(tensor)),
            ("shape", list(tensor.shape)),
        ):
            if node.get(name, found) != found:
                raise ValueError(f"its {name} is {found}, not {node[name]!r}")
        self.used.add(path)
        return tensor

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
            (name, self.value(each, join(path, name))) for name, each in node["steps"]
        ]
        for name, step in steps[:-1]:
            if not (isinstance(step, BaseEstimator) and hasattr(step, "transform")):
                raise ValueError(f"its step {name!r} does not transform")
        _try_steps([step for _, step in steps])
        return Pipeline(steps)

    def _estimator(self, name: str, node: dict[str, Any], path: str) -> Any:
        cls = ESTIMATORS[name]
        try:
            estimator = cls(**self._parameters(cls, node["parameters"], path))
            check_params(estimator)
            fitted = dict(node.get("fitted", {}))
            for key, child in fitted.items():
                if not is_fitted_name(key) or hasattr(cls, key):
                    raise RunFolderError(
                        f"{path or name} has {key!r}, which no {cls.__name__} learns"
                    )
                if not (isinstance(child, dict) and child.get(TYPE) == "network"):
                    setattr(estimator, key, self.value(child, join(path, key)))
            for key in fitted:
                if not hasattr(estimator, key):
                    setattr(estimator, key, self._network(estimator, join(path, key)))
            if fitted and hasattr(estimator, "_check_loaded"):
                estimator._check_loaded()
        except RunFolderError:
            raise
        except Exception as error:  # of a state that no fit has made
            what = (
                f"it lacks {error}" if isinstance(error, KeyError) else one_line(error)
            )
            where = f"{path}: " if path else ""
            raise RunFolderError(f"{where}not a {cls.__name__} ({what})") from error
        return estimator

    def _parameters(self, cls: type, nodes: Any, path: str) -> dict[str, Any]:
        """Return those of a constructor; one that came later keeps its default."""
        renamed = getattr(cls, "_renamed_parameters", {})
        nodes = {renamed.get(name, name): node for name, node in dict(nodes).items()}
        odd = set(nodes) - set(signature(cls).parameters)
        if odd:
            raise RunFolderError(
                f"it has parameters that {cls.__name__} does not have: "
                f"{listed(sorted(odd))}. Upgrade autoencode."
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
                f"loaded: pass such a module, load(path, {name}=...)."
            )
        self.modules_used.add(name)
        return module

    def _network(self, estimator: Any, path: str) -> nn.Module:
        """Build an untrained network without memory, and give it the stored weights."""
        prefix = f"{path}."
        stored = {
            key.removeprefix(prefix): tensor
            for key, tensor in self.state.tensors.items()
            if key.startswith(prefix)
        }
        estimator._check_network_size(stored)
        has_modules = any(
            getattr(estimator, name, None) is not None for name in MODULES
        )
        with (
            torch.random.fork_rng(devices=[]),
            torch.device("cpu" if has_modules else "meta"),
        ):
            network: nn.Module = estimator._make_network(estimator.n_features_in_)
        wanted = network.state_dict()
        for key in sorted({*wanted, *stored}):
            has, needs = (_described(each.get(key)) for each in (stored, wanted))
            if has != needs:
                raise RunFolderError(
                    f"the network needs {needs} for {prefix + key!r}; it has {has}"
                )
        network.load_state_dict(stored, assign=True)
        self.used |= {prefix + key for key in stored}
        return network.eval()


def _described(tensor: Tensor | None) -> str:
    """Return type and shape of a tensor in words."""
    if tensor is None:
        return "nothing"
    return f"{dtype_name(tensor)} of shape {tuple(tensor.shape)}"


def _try_steps(steps: list[Any]) -> None:
    """Pass one row through the steps of a pipeline, and back where they can."""
    n_features = getattr(steps[0], "n_features_in_", None)
    if n_features is None:
        raise ValueError("its first step is not fitted")
    rows = [np.zeros((1, n_features))]
    with warnings.catch_warnings(action="ignore"):  # of missing feature names
        for step in steps[:-1]:
            rows.append(np.asarray(step.transform(rows[-1])))
            if hasattr(step, "inverse_transform"):
                back = np.asarray(step.inverse_transform(rows[-1]))
                if back.shape != rows[-2].shape:
                    raise ValueError("a step returns another number of features")
    if rows[-1].shape[1] != steps[-1].n_features_in_:
        raise ValueError("its steps are for another number of features")
