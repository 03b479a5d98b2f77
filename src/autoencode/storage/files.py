"""A run as the contents of its files, and back."""

import csv
import importlib.metadata
import io
import json
import platform
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as tensors_from_bytes
from safetensors.torch import save as tensors_to_bytes
from sklearn.decomposition import PCA
from torch import Tensor, nn

from autoencode.errors import RunFolderError, listed, why
from autoencode.estimators import fitted_estimators
from autoencode.files import json_bytes, sha256_of
from autoencode.storage.contents import (
    CONFIGURATION,
    FORMAT,
    HISTORY,
    METRICS,
    OBJECTS,
    PCA_ATTRIBUTES,
    SAMPLES,
    WEIGHTS,
    Run,
    check_facts,
)
from autoencode.storage.reading import put_together
from autoencode.storage.state import State
from autoencode.storage.writing import TRUSTED_TYPES, take_apart

MAX_UNPACKED_BYTES = 2**30  # of a compressed file, unless that itself is larger
NOT_ABOUT = {"estimator", "input", "model", "parameters", "learned", "scalers"}
PACKAGES = ("autoencode", "torch", "numpy", "scikit-learn", "safetensors", "skops")


def to_bytes(run: Run) -> dict[str, bytes]:
    """Return the content of every file of a version.

    Raises
    ------
    InvalidParameterError
        If a part of the estimator cannot be stored.
    """
    state = take_apart(run.estimator)
    check_facts(run)
    parts = {WEIGHTS: tensors_to_bytes(state.tensors)}
    if state.objects:
        import skops.io

        parts[OBJECTS] = skops.io.dumps(state.objects)
    if state.history is not None:
        parts[HISTORY] = _csv_bytes(state.history)
    if run.metrics is not None:
        parts[METRICS] = json_bytes(run.metrics)
    arrays = {f"samples.{name}": array for name, array in run.samples.items()}
    if run.pca is not None:
        arrays |= {f"pca.{name}": getattr(run.pca, name) for name in PCA_ATTRIBUTES}
    if arrays:
        copies = {k: np.array(array, order="C") for k, array in arrays.items()}
        tensors = {name: torch.from_numpy(copy) for name, copy in copies.items()}
        parts[SAMPLES] = tensors_to_bytes(tensors)
    configuration = {
        "estimator": state.tree,
        **run.about,
        "format": FORMAT,
        "input": run.input,
        "versions": {package: _version(package) for package in PACKAGES}
        | {"python": platform.python_version()},
        "saved": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    configuration["digest"] = _digest(configuration, parts)
    return {CONFIGURATION: json_bytes(configuration), **parts}


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def _digest(configuration: dict[str, Any], parts: Mapping[str, bytes]) -> str:
    """Return a checksum of what belongs together: all files of one save."""
    sums = {name: sha256_of(content) for name, content in sorted(parts.items())}
    return sha256_of(json_bytes([configuration, sums]))


def from_bytes(
    parts: Mapping[str, bytes], modules: Mapping[str, nn.Module | None]
) -> Run:
    """Return the run whose files, of format 2, have these contents.

    Raises
    ------
    RunFolderError
        If a content is damaged or does not fit the others; it names the file first.
    """
    configuration = read_json(CONFIGURATION, parts)
    state = State(
        tree=configuration.get("estimator"),
        tensors=read_tensors(WEIGHTS, parts),
        objects=read_objects(OBJECTS, parts),
        history=read_history(HISTORY, parts),
    )
    digest = configuration.pop("digest", None)
    arrays = {k: v.numpy() for k, v in read_tensors(SAMPLES, parts).items()}
    run = run_of(
        state,
        configuration,
        parts,
        modules,
        samples=_under("samples.", arrays),
        pca=_under("pca.", arrays),
    )
    # What has right types, shapes and ranges may still have been changed.
    others = {name: part for name, part in parts.items() if name != CONFIGURATION}
    with reading(CONFIGURATION):
        if digest != _digest(configuration, others):
            raise RunFolderError(
                f"{CONFIGURATION} and the files beside it are not of one save: its "
                f"digest is another. Take the run from a backup, or fit again."
            )
    return run


def _under(prefix: str, arrays: dict[str, Any]) -> dict[str, Any]:
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }


def run_of(
    state: State,
    configuration: dict[str, Any],
    parts: Mapping[str, bytes],
    modules: Mapping[str, nn.Module | None],
    *,
    samples: dict[str, Any],
    pca: dict[str, Any],
) -> Run:
    """Return the run of a state, and of what else was stored."""
    try:
        estimator = put_together(state, modules)
    except (RunFolderError, RecursionError) as error:
        raise RunFolderError(f"{CONFIGURATION} or {WEIGHTS}: {why(error)}.") from error
    run = Run(
        estimator=estimator,
        input=configuration.get("input", {}),
        metrics=read_json(METRICS, parts) if METRICS in parts else None,
        samples=samples,
        about={k: v for k, v in configuration.items() if k not in NOT_ABOUT},
    )
    with reading(CONFIGURATION):
        check_facts(run)
    with reading(SAMPLES):
        fitted = [run.model, *fitted_estimators(run.model)]
        run.pca = _pca_of(pca, {each.n_features_in_ for each in fitted})
    return run


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Raise `RunFolderError` with the file's name for whatever goes wrong in it."""
    try:
        yield
    except RunFolderError:
        raise
    except Exception as error:  # the libraries raise many kinds on a damaged file
        raise RunFolderError(f"{name} is damaged ({why(error)}).") from error


def read_json(name: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the object that a JSON file holds."""
    with reading(name):
        value = json.loads(parts[name])
        if not isinstance(value, dict):
            raise ValueError("it holds no JSON object")
        return value


def read_tensors(name: str, parts: Mapping[str, bytes]) -> dict[str, Tensor]:
    """Return the tensors of a file; none where there is no such file."""
    with reading(name):
        return tensors_from_bytes(parts[name]) if name in parts else {}


def read_objects(
    name: str, parts: Mapping[str, bytes], load: Callable[[Any], Any] = dict
) -> dict[str, Any]:
    """Return the objects of scikit-learn in a file, by path.

    Raises if a type in it is not on the list of allowed ones; ``load`` makes a
    dictionary of what an older version wrote.
    """
    if name not in parts:
        return {}
    import skops.io

    with reading(name):
        check_unpacked_size(parts[name])
        odd = set(skops.io.get_untrusted_types(data=parts[name])) - set(TRUSTED_TYPES)
        if odd:
            raise ValueError(
                f"it holds more than objects of scikit-learn: {listed(sorted(odd))}"
            )
        found: dict[str, Any] = load(skops.io.loads(parts[name], trusted=TRUSTED_TYPES))
        if not all(isinstance(path, str) for path in found):
            raise ValueError("it holds objects without a path")
        return found


def check_unpacked_size(content: bytes) -> None:
    """Raise ValueError for a small compressed file that would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > max(MAX_UNPACKED_BYTES, len(content)):
        raise ValueError(f"it unpacks to {size:,} bytes")


def _csv_bytes(history: list[dict[str, float]]) -> bytes:
    text = io.StringIO()
    names = dict.fromkeys(name for record in history for name in record)
    writer = csv.DictWriter(text, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(history)
    return text.getvalue().encode()


def read_history(
    name: str, parts: Mapping[str, bytes]
) -> list[dict[str, float]] | None:
    """Return the records of a history; None where there is none."""
    if name not in parts:
        return None
    with reading(name):
        rows = csv.DictReader(io.StringIO(parts[name].decode()))
        return [
            {k: _number(v) for k, v in row.items() if v != ""}  # "": not in this record
            for row in rows
        ]


def _number(text: Any) -> float:
    if not isinstance(text, str):
        raise ValueError("its lines have different lengths")
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _pca_of(arrays: Mapping[str, np.ndarray[Any, Any]], widths: set[int]) -> PCA | None:
    """Return the fitted PCA that has these arrays; None without any."""
    if not arrays:
        return None
    pca = PCA()
    for name in PCA_ATTRIBUTES:
        if arrays[name].dtype.kind != "f" or not np.isfinite(arrays[name]).all():
            raise ValueError(f"{name!r} of its PCA must be finite numbers")
        setattr(pca, name, arrays[name])
    shape = pca.components_.shape
    shapes = [getattr(pca, name).shape for name in PCA_ATTRIBUTES]
    if len(shape) != 2 or shapes != [shape[1:], shape, shape[:1], shape[:1]]:
        raise ValueError("the shapes of its PCA differ")
    if shape[1] not in widths:
        raise ValueError(f"its PCA is of {shape[1]} features, the model is not")
    pca.n_components_, pca.n_features_in_ = shape
    return pca
