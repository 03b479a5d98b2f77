"""The values of a sweep, and the file that says what a folder's sweep is of."""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.pipeline import Pipeline

from autoencode.errors import (
    InvalidParameterError,
    OutputError,
    RunFolderError,
    unknown_name,
    why,
)
from autoencode.files import is_left_behind, json_bytes, reporting, write_bytes
from autoencode.locks import lock
from autoencode.params import check_params
from autoencode.storage import is_run
from autoencode.storage.folder import SWEEP_TABLE

TABLE = SWEEP_TABLE
SIZE = "n_components"
NOT_SWEPT = ("verbose", "device", "encoder", "decoder")
NEEDED = ("fit_epochs", "reconstruct", "training_rows", "inverse_transform")


def can_be_swept(estimator: type[Any]) -> bool:
    """Whether a class of estimators has sweeps."""
    return all(hasattr(estimator, method) for method in NEEDED)


def check_can_be_swept(estimator: type[Any]) -> None:
    """Raise InvalidParameterError if a class of estimators has no sweeps."""
    if issubclass(estimator, Pipeline):
        raise InvalidParameterError(
            "A sweep fits an autoencoder, not a pipeline: give its last step with "
            "scaled samples, and the fitted scaler as scaler=, which is saved with it."
        )
    if not can_be_swept(estimator):
        raise InvalidParameterError(
            f"A sweep needs an autoencoder of arrays, such as Autoencoder or a variant "
            f"of it; {estimator.__name__} is none. Compare runs of fit instead."
        )


def checked_values(model: Any, parameter: str, values: Iterable[Any]) -> list[Any]:
    """Return the values without duplicates, in their order.

    Raises
    ------
    InvalidParameterError
        If the model has no such parameter, a value is invalid or there is none.
    """
    name = type(model).__name__
    check_can_be_swept(type(model))
    parameters = model.get_params(deep=False)
    if parameter in NOT_SWEPT and parameter in parameters:
        raise InvalidParameterError(
            f"The values of {parameter} are not swept. Choose another parameter, or "
            f"fit each model yourself."
        )
    known = [key for key in parameters if key not in NOT_SWEPT]
    if parameter not in known:
        raise InvalidParameterError(
            unknown_name(f"{name}'s parameter", parameter, known)
        )
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidParameterError(
            f"The values of {parameter} must be a list; got {values!r}."
        )
    checked: dict[str, Any] = {}
    for value in values:
        value = without_numpy(value)
        check_params(clone(model).set_params(**{parameter: value}))
        if not _is_plain(value):
            raise InvalidParameterError(
                f"A value of {parameter} must be a number, a word or a tuple of "
                f"numbers, which the table stores; got {value!r}."
            )
        checked.setdefault(folder_name(parameter, value), value)
    if not checked:
        raise InvalidParameterError(
            f"The list of values of {parameter} is empty; give at least one."
        )
    return list(checked.values())


def without_numpy(value: Any) -> Any:
    """Return a value with Python's numbers and tuples in place of NumPy's and lists."""
    value = value.tolist() if isinstance(value, np.ndarray | np.generic) else value
    if isinstance(value, tuple | list):
        return tuple(without_numpy(each) for each in value)
    return value


def _is_plain(value: Any) -> bool:
    """Whether JSON stores a value."""
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, bool | int | float | str)


def value_text(value: Any) -> str:
    """Return a value as text: ``512x128`` for sizes."""
    if isinstance(value, (tuple, list)):
        return "x".join(map(str, value)) or "linear"
    return (
        str(value).lower() if value is None or isinstance(value, bool) else str(value)
    )


def folder_name(parameter: str, value: Any) -> str:
    """Return the name of the run folder of a value, such as ``n_components-3``."""
    return f"{parameter}-{re.sub(r'[^A-Za-z0-9._+-]', '_', value_text(value))}"


def plain_value(value: Any) -> Any:
    """Return a value as JSON reads it back."""
    return list(value) if isinstance(value, tuple) else value


def settings_of(model: Any, parameter: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return all that rows of one table share, as plain values.

    Raises
    ------
    InvalidParameterError
        If a parameter is a function or a module, which cannot be stored.
    """
    parameters = {}
    for name, value in model.get_params(deep=False).items():
        if callable(value):
            raise InvalidParameterError(
                f"{name} is a function or a module of your own, and runs do not store "
                f"code. Use one of the names that {name} takes, or fit each model "
                f"yourself."
            )
        if name not in (parameter, "verbose"):
            parameters[name] = repr(without_numpy(value))
    return {
        "model": type(model).__name__,
        "parameter": parameter,
        **data,
        "parameters": parameters,
    }


def stored_parameters(folder: Path) -> dict[str, str]:
    """Return the parameters of the sweep in a folder; none if it cannot be read."""
    try:
        return dict(json.loads((folder / TABLE).read_bytes())["settings"]["parameters"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@contextlib.contextmanager
def prepared(folder: Path, settings: dict[str, Any]) -> Iterator[None]:
    """Have the folder of a sweep for this process within the block.

    Its settings are written there, or compared with those there.

    Raises
    ------
    OutputError
        If the folder holds something else, or a sweep with other settings, or another
        process has it.

    RunFolderError
        If the file of the sweep is damaged.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"Cannot save to {folder}: it is a file. Give a folder.")
    with reporting(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = lock(folder.resolve())  # it may be a link
        except BlockingIOError as error:
            raise OutputError(
                f"Another process works on {folder}. Wait for its end, or give another "
                f"folder."
            ) from error
    try:
        _prepare(folder, settings)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _prepare(folder: Path, settings: dict[str, Any]) -> None:
    """Write the settings of a sweep to its folder, or compare them with those there."""
    table = folder / TABLE
    if not table.exists():
        if any(not is_left_behind(place.name) for place in folder.iterdir()):
            raise OutputError(
                f"Cannot save to {folder}: the folder holds other files. Give the name "
                f"of a new folder."
            )
        write_bytes(table, json_bytes({"settings": settings}))
        return
    try:
        before = json.loads(table.read_bytes())["settings"]
        before_all = before | before["parameters"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunFolderError(
            f"{table} is damaged ({why(error)}). Delete the folder, or give another."
        ) from error
    now = settings | settings["parameters"]
    for name in [*now, *before_all]:
        if name == "parameters" or before_all.get(name) == now.get(name):
            continue
        if not any(is_run(place) for place in folder.iterdir()):
            write_bytes(table, json_bytes({"settings": settings}))
            return
        raise OutputError(
            f"{folder} holds a sweep with {_difference(name, before_all, now)}. "
            f"Give another folder, or delete this one."
        )


def _difference(name: str, before: dict[str, Any], now: dict[str, Any]) -> str:
    """Return in words how settings differ."""
    if name in ("samples", "test_samples", "scaling"):
        return f"other {name.replace('_', ' ')}"
    return f"{name} {before.get(name)}, not {now.get(name)}"
