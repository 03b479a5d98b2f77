"""Conversion of an estimator to its state; see `autoencode.storage.state`."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import torch
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError, listed, why
from autoencode.estimators import ESTIMATORS, name_of
from autoencode.formats import are_records, object_bytes, untrusted_types
from autoencode.storage import cells
from autoencode.storage.long_lists import NUMBERS, TEXTS, tensors_of
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
        raise _not_of_the_table(estimator, last)
    check_is_fitted(last)
    writer = _Writer(last)
    writer.state.tree = writer.value(estimator, "")
    return writer.state


def _not_of_the_table(estimator: Any, last: Any) -> InvalidParameterError:
    """Return the error for what is no estimator of the table, nor ends in one."""
    name = type(last).__name__
    if hasattr(last, "best_estimator_"):
        return InvalidParameterError(
            f"A {name} cannot be saved, but what it has found can: save its "
            f"best_estimator_."
        )
    steps = estimator.steps[:-1] if isinstance(estimator, Pipeline) else []
    for number, (_, step) in enumerate(steps, 1):
        if name_of(step) is not None:
            return InvalidParameterError(
                f"The last step of the pipeline is a {name}, which is not of this "
                f"package: save pipeline[:{number}], which ends in a "
                f"{type(step).__name__}, and keep pipeline[{number}:] in a file of its "
                f"own, such as by skops."
            )
    known = sorted(cls.__name__ for cls in ESTIMATORS.values())
    return InvalidParameterError(
        f"model must be one of {listed(known, 40)}, or a Pipeline with one of these at "
        f"its end; got {name}."
    )


class _Writer:
    """Converts values to nodes of a state."""

    def __init__(self, root: Any) -> None:
        self.root = root  # the only one that may have modules of the user's own
        self.state = State()
        self.known = tuple(ESTIMATORS.values())
        self.rules: list[tuple[Any, Callable[[Any, str], Any]]] = [
            ((bool, int, str, type(None)), lambda value, path: value),
            (np.generic, self._scalar),
            (float, lambda value, path: _float(value)),
            (np.ndarray, self._array),
            (Tensor, self._tensor),
            (Mapping, self._mapping),
            ((list, tuple), self._sequence),
            (np.random.RandomState, lambda value, path: None),
            (cells.TYPES, self._cell),
            (pd.Interval, self._interval),
            (Pipeline, self._pipeline),
            (self.known, self._estimator),
        ]

    def value(self, value: Any, path: str) -> Any:
        """Return the node of a value."""
        for kinds, write in self.rules:
            if isinstance(value, kinds):
                return write(value, path)
        if type(value).__module__.split(".")[0] in OF_SKOPS:
            return self._object(value, path)
        raise _cannot_store(path, value)

    def _scalar(self, value: np.generic, path: str) -> Any:
        if not _is_numeric(value.dtype):
            raise _cannot_store(path, value)
        return self.value(value.item(), path)

    def _array(self, array: np.ndarray[Any, Any], path: str) -> Any:
        if array.dtype.kind in "OU":
            values = self._sequence(array.ravel().tolist(), path)
            dtype = "object" if array.dtype == object else "str"
            shape = list(array.shape)
            return {TYPE: "texts", "dtype": dtype, "shape": shape, "values": values}
        if array.dtype.kind in "mM":  # dates and durations
            times = np.array(array, array.dtype.newbyteorder("="), order="C")
            node = self._tensor(torch.from_numpy(times.view(np.int64)), path, "times")
            return node | {"unit": times.dtype.str[1:]}
        if not _is_numeric(array.dtype):
            raise _cannot_store(path, array)
        native = np.array(array, array.dtype.newbyteorder("="), order="C")
        node = self._tensor(torch.from_numpy(native), path, "array")
        if array.flags.fnc:  # sums over such an array may differ in their last bit
            node["order"] = "F"
        return node

    def _tensor(self, tensor: Tensor, path: str, kind: str = "tensor") -> Any:
        # Copied: two tensors of one memory are not stored.
        tensor = tensor.detach().cpu().clone(memory_format=torch.contiguous_format)
        _put(self.state.tensors, path, tensor)
        return {TYPE: kind, "dtype": dtype_name(tensor), "shape": list(tensor.shape)}

    def _cell(self, cell: Any, path: str) -> Any:
        found = cells.text_of(cell)
        if found is None:
            raise _cannot_store(path, cell)
        return {TYPE: "cell", "class": found[0], "text": found[1]}

    def _interval(self, interval: Any, path: str) -> Any:
        ends = [self.value(end, path) for end in (interval.left, interval.right)]
        return {TYPE: "interval", "ends": ends, "closed": interval.closed}

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
        long = tensors_of(values) if isinstance(values, list) else None
        if long is not None:
            for name, tensor in long.items():
                _put(self.state.tensors, join(path, name), tensor)
            return {TYPE: NUMBERS if "numbers" in long else TEXTS}
        items = [self.value(each, join(path, i)) for i, each in enumerate(values)]
        return items if isinstance(values, list) else {TYPE: "tuple", "items": items}

    def _object(self, value: Any, path: str) -> Any:
        untrusted = untrusted_types(object_bytes(value))
        if untrusted:
            raise InvalidParameterError(
                f"{path} ({type(value).__name__}) cannot be saved: it holds the types "
                f"{listed(untrusted)}, which may run code when they are loaded. "
                f"Apply it before, and save the rest."
            )
        _put(self.state.objects, path, value)
        return {TYPE: "object", "class": type(value).__name__}

    def _pipeline(self, pipeline: Pipeline, path: str) -> Any:
        if not any(isinstance(step, self.known) for _, step in pipeline.steps):
            return self._object(pipeline, path)
        for name, step in pipeline.steps[:-1]:
            if not hasattr(step, "transform"):
                raise InvalidParameterError(
                    f"Step {name!r} of the pipeline is {step!r}, which does not "
                    f"transform. Leave it out, and save the rest."
                )
            check_is_fitted(step)
        steps = [
            [name, self.value(step, join(path, name))] for name, step in pipeline.steps
        ]
        try:
            check_steps(pipeline)  # as when it is loaded
        except ValueError as error:
            raise InvalidParameterError(
                f"The pipeline cannot be saved: {why(error)}. Apply the step before, "
                f"and save the rest."
            ) from error
        return {TYPE: "pipeline", "steps": steps}

    def _estimator(self, estimator: Any, path: str) -> Any:
        name = name_of(estimator)
        if name is None:  # of a subclass
            raise _cannot_store(path, estimator)
        # Those of the fit, not those set since.
        given = getattr(estimator, "_fitted_parameters", None)
        given = given or estimator.get_params(deep=False)
        parameters = {
            key: self._parameter(estimator, key, value, path)
            for key, value in given.items()
        }
        node: dict[str, Any] = {TYPE: name, "parameters": parameters}
        output = getattr(estimator, "_sklearn_output_config", {}).get("transform")
        if output is not None:
            node["output"] = output
        left_out = {*given, *getattr(estimator, "_not_stored", ())}
        fitted = {
            key: value
            for key, value in vars(estimator).items()
            if is_fitted_name(key) and key not in left_out
        }
        is_whole = NETWORK in fitted or not hasattr(estimator, "_make_network")
        if fitted and is_whole:
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
                    f"{place} has modules of your own, and code is never stored. Use "
                    f"hidden_layer_sizes instead, or keep the model in memory."
                )
            return {TYPE: "module", "class": type(value).__name__}
        if callable(value):
            raise InvalidParameterError(
                f"{place} is a function of your own, and code is never stored. Use one "
                f"of the names that {place} takes, or keep the model in memory."
            )
        return self.value(_lists(value), place)

    def _attribute(self, owner: Any, name: str, value: Any, path: str) -> Any:
        if name == NETWORK and hasattr(owner, "_make_network"):
            for key, tensor in value.state_dict().items():
                self._tensor(tensor, join(path, key))
            return {TYPE: "network"}
        if name == "history_" and self.state.history is None and are_records(value):
            self.state.history = value
            return {TYPE: "history"}
        return self.value(value, path)


def _lists(value: Any) -> Any:
    """Return a parameter with lists for tuples: they are tuples when loaded."""
    if type(value) in (list, tuple):
        return [_lists(each) for each in value]
    return value


def _is_numeric(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "biuf" and dtype.itemsize <= 8


def _put(place: dict[str, Any], path: str, value: Any) -> None:
    if path in place:
        raise InvalidParameterError(
            f"Two parts of the model have the path {path!r}; it cannot be saved. Use "
            f"keys without dots."
        )
    place[path] = value


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
