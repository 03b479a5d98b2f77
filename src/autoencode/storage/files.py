"""A run as the contents of its files, and back."""

import csv
import importlib.metadata
import io
import json
import platform
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load as tensors_from_bytes
from safetensors.torch import save as tensors_to_bytes
from sklearn.decomposition import PCA
from torch import Tensor, nn

from autoencode.errors import RunFolderError, listed, one_line
from autoencode.files import json_bytes, sha256_of
from autoencode.storage.contents import (
    CONFIGURATION,
    FORMAT,
    HISTORY,
    METRICS,
    OBJECTS,
    SAMPLES,
    WEIGHTS,
    Run,
)
from autoencode.storage.reading import put_together
from autoencode.storage.state import State
from autoencode.storage.writing import take_apart

PCA_ATTRIBUTES = (
    "mean_",
    "components_",
    "explained_variance_",
    "explained_variance_ratio_",
)
# What skops may load besides the types it trusts by itself.
TRUSTED_TYPES = ["numpy.dtype"]
MAX_JSON_BYTES = 2**28
MAX_UNPACKED_BYTES = 2**30  # of a compressed file


def to_bytes(run: Run) -> dict[str, bytes]:
    """Return the content of every file of a version.

    Raises
    ------
    InvalidParameterError
        If a part of the estimator cannot be stored.
    """
    state = take_apart(run.estimator)
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
        parts[SAMPLES] = tensors_to_bytes(
            {
                name: torch.from_numpy(np.array(array, order="C"))
                for name, array in arrays.items()
            }
        )
    configuration = {
        "estimator": state.tree,
        **run.about,
        "format": FORMAT,
        "input": run.input,
        "versions": versions(),
        "saved": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    configuration["digest"] = _digest(configuration, parts)
    return {CONFIGURATION: json_bytes(configuration), **parts}


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
        history=read_history(parts),
    )
    run = run_of(state, configuration, parts, modules)
    run.pca, run.samples = _pca_and_samples(read_tensors(SAMPLES, parts))
    # What has right types, shapes and ranges may still have been changed.
    digest = configuration.pop("digest", None)
    others = {name: part for name, part in parts.items() if name != CONFIGURATION}
    if digest != _digest(configuration, others):
        raise RunFolderError(
            f"{CONFIGURATION} and the files beside it are not of one save: its digest "
            f"is another. Take the run from a backup, or fit again."
        )
    return run


def run_of(
    state: State,
    configuration: dict[str, Any],
    parts: Mapping[str, bytes],
    modules: Mapping[str, nn.Module | None],
) -> Run:
    """Return the run of a state, without samples and PCA."""
    try:
        estimator = put_together(state, modules)
    except RunFolderError as error:
        raise RunFolderError(f"{CONFIGURATION} or {WEIGHTS}: {error}.") from error
    except RecursionError as error:
        raise RunFolderError(f"{CONFIGURATION} is damaged (too deep).") from error
    stored = configuration.get("input", {})
    if not isinstance(stored, dict):
        raise RunFolderError(f"{CONFIGURATION}: 'input' is no object.")
    about = {k: v for k, v in configuration.items() if k not in ("estimator", "input")}
    about.pop("digest", None)
    return Run(
        estimator=estimator,
        input=stored,
        metrics=read_json(METRICS, parts) if METRICS in parts else None,
        about=about,
    )


def read_json(name: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the object that a JSON file holds."""
    try:
        if len(parts[name]) > MAX_JSON_BYTES:
            raise ValueError(f"it has {len(parts[name]):,} bytes")
        value = json.loads(parts[name])
    except (ValueError, RecursionError) as error:
        raise RunFolderError(f"{name} is damaged ({one_line(error)}).") from error
    if not isinstance(value, dict):
        raise RunFolderError(f"{name} is damaged (it holds no JSON object).")
    return value


def read_tensors(name: str, parts: Mapping[str, bytes]) -> dict[str, Tensor]:
    """Return the tensors of a file; none where there is no such file."""
    if name not in parts:
        return {}
    try:
        return tensors_from_bytes(parts[name])
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunFolderError(f"{name} is damaged ({one_line(error)}).") from error


def read_objects(
    name: str,
    parts: Mapping[str, bytes],
    load: Callable[[Any], dict[str, Any]] = lambda found: dict(found),
) -> dict[str, Any]:
    """Return the objects of scikit-learn in a file, by path.

    Raises if a type in it is not on the list of allowed ones; ``load`` makes a
    dictionary of what an older version wrote.
    """
    if name not in parts:
        return {}
    import skops.io

    try:
        check_unpacked_size(parts[name])
        odd = set(skops.io.get_untrusted_types(data=parts[name])) - set(TRUSTED_TYPES)
        if odd:
            raise ValueError(f"it holds the types {listed(sorted(odd))}")
        return load(skops.io.loads(parts[name], trusted=TRUSTED_TYPES))
    except Exception as error:  # skops raises many kinds on a damaged file
        raise RunFolderError(
            f"{name} is damaged, or holds more than scikit-learn's estimators "
            f"({one_line(error)})."
        ) from error


def check_unpacked_size(content: bytes) -> None:
    """Raise ValueError for a small compressed file that would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MAX_UNPACKED_BYTES:
        raise ValueError(f"it unpacks to {size:,} bytes")


def _csv_bytes(history: list[dict[str, float]]) -> bytes:
    text = io.StringIO()
    names = dict.fromkeys(name for record in history for name in record)
    writer = csv.DictWriter(text, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(history)
    return text.getvalue().encode()


def read_history(
    parts: Mapping[str, bytes], name: str = HISTORY
) -> list[dict[str, float]] | None:
    """Return the records of a history; None where there is none."""
    if name not in parts:
        return None
    try:
        rows = list(csv.DictReader(io.StringIO(parts[name].decode())))
        return [
            {k: _number(v) for k, v in row.items() if v != ""}  # "": not in this record
            for row in rows
        ]
    except (ValueError, TypeError, AttributeError, csv.Error) as error:
        raise RunFolderError(f"{name} is damaged ({one_line(error)}).") from error


def _number(text: str) -> float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _pca_and_samples(
    tensors: dict[str, Tensor],
) -> tuple[PCA | None, dict[str, np.ndarray[Any, Any]]]:
    arrays = {name: tensor.numpy() for name, tensor in tensors.items()}
    samples = {
        name.removeprefix("samples."): array
        for name, array in arrays.items()
        if name.startswith("samples.")
    }
    of_pca = {
        name.removeprefix("pca."): array
        for name, array in arrays.items()
        if name.startswith("pca.")
    }
    return pca_of(of_pca), samples


def pca_of(arrays: Mapping[str, np.ndarray[Any, Any]]) -> PCA | None:
    """Return the fitted PCA that has these arrays; None without any."""
    if not arrays:
        return None
    pca = PCA()
    for name in PCA_ATTRIBUTES:
        if name not in arrays or arrays[name].dtype.kind != "f":
            raise RunFolderError(f"{SAMPLES} is damaged (it lacks 'pca.{name}').")
        setattr(pca, name, arrays[name])
    shape = pca.components_.shape
    shapes = [getattr(pca, name).shape for name in PCA_ATTRIBUTES]
    if len(shape) != 2 or shapes != [shape[1:], shape, shape[:1], shape[:1]]:
        raise RunFolderError(f"{SAMPLES} is damaged (the shapes of its PCA differ).")
    pca.n_components_, pca.n_features_in_ = shape
    return pca


def versions() -> dict[str, str]:
    """Return the versions of this package and of those that its results depend on."""
    packages = ("autoencode", "torch", "numpy", "scikit-learn", "safetensors", "skops")
    found = {"python": platform.python_version()}
    for package in packages:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[package] = "unknown"
    return found
