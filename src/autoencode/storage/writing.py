"""From an estimator to its state; see `autoencode.storage.state`."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError, listed
from autoencode.estimators import ESTIMATORS, name_of
from autoencode.storage.state import (
    MODULES,
    TYPE,
    State,
    dtype_name,
    is_fitted_name,
    join,
    last_step,
)

# Packages whose objects skops stores, if its list of allowed types has them.
OF_SKOPS = ("sklearn", "scipy")


def take_apart(estimator: Any) -> State:
    """Return the state of an estimator of the table, or of a pipeline that ends in one.

    Raises
    ------
    InvalidParameterError
        If it, or a part of it, cannot be stored; the message has the part's path.
    """
    last = last_step(estimator)
    if name_of(last) is None:
        raise InvalidParameterError(
            f"model must be one of {listed(sorted(c.__name__ for c in known()), 40)}, "
            f"or a Pipeline with one of these at its end; got {type(last).__name__}."
        )
    check_is_fitted(last)
    writer = _Writer(last)
    writer.state.tree = writer.value(estimator, "")
    return writer.state


def known() -> set[type]:
    """Return the classes of the table."""
    return set(ESTIMATORS.values())


class _Writer:
    """Turns values into JSON values, and puts the others into a state."""

    def __init__(self, root: Any) -> None:
        self.root = root  # the only one that may have modules of the user's own
        self.state = State()
        self.rules: list[tuple[Any, Callable[[Any, str], Any]]] = [
            ((bool, int, str, type(None)), lambda value, path: value),
            (np.generic, lambda value, path: self.value(value.item(), path)),
            (float, lambda value, path: _float(value)),
            (np.ndarray, self._array),
            (Tensor, self._tensor),
            (Mapping, self._mapping),
            ((list, tuple), self._sequence),
            (np.random.RandomState, lambda value, path: None),
            (Pipeline, self._pipeline),
            (tuple(known()), self._estimator),
        ]

    def value(self, value: Any, path: str) -> Any:
        """Return a value as JSON has it."""
        for kinds, write in self.rules:
            if isinstance(value, kinds):
                return write(value, path)
        if type(value).__module__.split(".")[0] in OF_SKOPS:
            return self._object(value, path)
        raise _cannot_store(path, value)

    def _array(self, array: np.ndarray[Any, Any], path: str) -> Any:
        if array.dtype.kind in "OU":
            values = [self.value(each, path) for each in array.ravel().tolist()]
            dtype = "object" if array.dtype == object else "str"
            return {TYPE: "texts", "dtype": dtype, "values": values}
        if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
            raise _cannot_store(path, array)
        native = np.array(array, array.dtype.newbyteorder("="), order="C")
        return self._tensor(torch.from_numpy(native), path, "array")

    def _tensor(self, tensor: Tensor, path: str, kind: str = "tensor") -> Any:
        if path in self.state.tensors:
            raise InvalidParameterError(
                f"Two parts of the model are called {path!r}; it cannot be saved. "
                f"Give keys without dots."
            )
        tensor = self.state.tensors[path] = tensor.detach().cpu().contiguous()
        return {TYPE: kind, "dtype": dtype_name(tensor), "shape": list(tensor.shape)}

    def _mapping(self, mapping: Mapping[Any, Any], path: str) -> Any:
        if all(isinstance(key, str) for key in mapping) and TYPE not in mapping:
            return {key: self.value(v, join(path, key)) for key, v in mapping.items()}
        items = [
            [self.value(key, path), self.value(value, join(path, number))]
            for number, (key, value) in enumerate(mapping.items())
        ]
        return {TYPE: "items", "items": items}

    def _sequence(self, values: Any, path: str) -> Any:
        if type(values) not in (list, tuple):
            raise _cannot_store(path, values)
        items = [self.value(each, join(path, i)) for i, each in enumerate(values)]
        return items if isinstance(values, list) else {TYPE: "tuple", "items": items}

    def _object(self, value: Any, path: str) -> Any:
        import skops.io

        odd = skops.io.get_untrusted_types(data=skops.io.dumps(value))
        if odd:
            raise InvalidParameterError(
                f"{path} ({type(value).__name__}) cannot be saved: it holds the types "
                f"{listed(sorted(odd))}, which may run code when they are loaded. "
                f"Apply it before, and save the rest."
            )
        self.state.objects[path] = value
        return {TYPE: "object", "class": type(value).__name__}

    def _pipeline(self, pipeline: Pipeline, path: str) -> Any:
        steps = [
            [name, self.value(step, join(path, name))] for name, step in pipeline.steps
        ]
        return {TYPE: "pipeline", "steps": steps}

    def _estimator(self, estimator: Any, path: str) -> Any:
        name = name_of(estimator)
        if name is None:  # of a subclass
            raise _cannot_store(path, estimator)
        # Those that the fit had, whatever was set since.
        given = getattr(estimator, "_fitted_parameters", None)
        given = given or estimator.get_params(deep=False)
        parameters = {
            key: self._parameter(estimator, key, value, path)
            for key, value in given.items()
        }
        node: dict[str, Any] = {TYPE: name, "parameters": parameters}
        left_out = {*given, *getattr(estimator, "_not_stored", ())}
        fitted = {
            key: value
            for key, value in vars(estimator).items()
            if is_fitted_name(key) and key not in left_out
        }
        if fitted:
            node["fitted"] = {
                key: self._attribute(estimator, key, value, join(path, key))
                for key, value in fitted.items()
            }
        return node

    def _parameter(self, owner: Any, name: str, value: Any, path: str) -> Any:
        place = join(path, name)
        if isinstance(value, nn.Module):
            if owner is not self.root or name not in MODULES:
                raise InvalidParameterError(
                    f"{place} has modules of your own, and code is never stored. Build "
                    f"it of hidden_layer_sizes, or keep it in memory."
                )
            return {TYPE: "module", "class": type(value).__name__}
        return self.value(_lists(value), place)

    def _attribute(self, owner: Any, name: str, value: Any, path: str) -> Any:
        if isinstance(value, nn.Module) and hasattr(owner, "_make_network"):
            for key, tensor in value.state_dict().items():
                self._tensor(tensor, join(path, key))
            return {TYPE: "network"}
        if name == "history_" and self.state.history is None:
            self.state.history = value
            return {TYPE: "history"}
        return self.value(value, path)


def _lists(value: Any) -> Any:
    """Return a parameter with lists for tuples: they are tuples when loaded."""
    if type(value) in (list, tuple):
        return [_lists(each) for each in value]
    return value


def _float(value: float) -> Any:
    if math.isfinite(value):
        return value
    return {TYPE: "float", "value": str(value)}


def _cannot_store(path: str, value: Any) -> InvalidParameterError:
    kind = type(value).__name__
    if isinstance(value, np.ndarray):
        kind = f"array of {value.dtype}"
    return InvalidParameterError(
        f"{path} cannot be saved: it is {_article(kind)} {kind} ({str(value)[:40]}). "
        f"Numbers, text, lists, dictionaries, arrays and estimators of this package "
        f"and of scikit-learn can; turn it into one of these."
    )


def _article(word: str) -> str:
    return "an" if word[0].lower() in "aeiou" else "a"
