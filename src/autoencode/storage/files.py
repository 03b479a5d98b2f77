"""Conversion of a run to the contents of its files, and back."""

import importlib.metadata
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.decomposition import PCA
from torch import nn

from autoencode.errors import (
    InvalidParameterError,
    OutputError,
    RunFolderError,
    why,
)
from autoencode.estimators import fitted_estimators
from autoencode.files import BACKUP, json_bytes, sha256_of
from autoencode.formats import (
    array_bytes,
    object_bytes,
    read_json,
    read_objects,
    read_records,
    read_tensors,
    reading,
    record_bytes,
    tensor_bytes,
)
from autoencode.remote import RemotePath
from autoencode.storage.contents import (
    CONFIGURATION,
    FORMAT,
    HISTORY,
    METRICS,
    OBJECTS,
    SAMPLES,
    WEIGHTS,
    Run,
    check_facts,
)
from autoencode.storage.reading import put_together
from autoencode.storage.state import State
from autoencode.storage.writing import take_apart

PCA_PATH = "/pca"  # among the objects
PCA_ATTRIBUTES = (
    "mean_",
    "components_",
    "explained_variance_",
    "explained_variance_ratio_",
)
NOT_ABOUT = {"estimator", "input", "model", "parameters", "learned", "scalers"}
# Text and tables take many times their size in memory.
MAX_BYTES = {".json": 2**26, ".csv": 2**26}
PACKAGES = ("autoencode", "torch", "numpy", "scikit-learn", "safetensors", "skops")


def to_bytes(run: Run) -> dict[str, bytes]:
    """Return the content of every file of a version.

    Raises
    ------
    InvalidParameterError
        If a part of it cannot be stored.
    """
    state = take_apart(run.estimator)
    try:
        check_facts(run)
    except ValueError as error:
        raise InvalidParameterError(f"The run cannot be saved: {error}.") from error
    parts = {WEIGHTS: tensor_bytes(state.tensors)}
    objects = state.objects | ({PCA_PATH: run.pca} if run.pca is not None else {})
    if objects:
        parts[OBJECTS] = object_bytes(objects)
    if state.history is not None:
        parts[HISTORY] = record_bytes(state.history)
    if run.metrics is not None:
        parts[METRICS] = json_bytes(run.metrics)
    if run.samples:
        parts[SAMPLES] = array_bytes(run.samples)
    configuration = {
        "estimator": state.tree,
        **run.about,
        "format": FORMAT,
        "input": run.input,
    }
    configuration["digest"] = _digest(configuration, parts)
    return {CONFIGURATION: json_bytes(configuration), **parts}


def check_sizes(parts: Mapping[str, bytes], path: Path | RemotePath) -> None:
    """Raise OutputError if a file of those for ``path`` is too large to be loaded."""
    for name, content in parts.items():
        if len(content) > MAX_BYTES.get(Path(name).suffix, len(content)):
            raise OutputError(
                f"Cannot save to {path}: {name} would have {len(content):,} bytes, "
                f"too many to load. Long lists of ids or titles take little space if "
                f"all of them are texts, or all are whole numbers."
            )


def made_now() -> dict[str, Any]:
    """Return the versions of packages and the time, for the facts about a run."""
    return {
        "versions": {package: _version(package) for package in PACKAGES}
        | {"python": platform.python_version()},
        "saved": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def _digest(configuration: dict[str, Any], parts: Mapping[str, bytes]) -> str:
    """Return a checksum of all files of a save."""
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
    objects = read_objects(OBJECTS, parts)
    pca = objects.pop(PCA_PATH, None)
    state = State(
        tree=configuration.get("estimator"),
        tensors=read_tensors(WEIGHTS, parts),
        objects=objects,
        history=read_records(HISTORY, parts),
    )
    samples = {k: v.numpy() for k, v in read_tensors(SAMPLES, parts).items()}
    digest = configuration.pop("digest", None)
    run = run_of(state, configuration, parts, modules, samples=samples, pca=pca)
    # Values of valid types, shapes and ranges may still have been changed.
    others = {name: part for name, part in parts.items() if name != CONFIGURATION}
    with reading(CONFIGURATION):
        if digest != _digest(configuration, others):
            raise RunFolderError(
                f"{CONFIGURATION} and the other files are not of the same save: "
                f"digests differ. {BACKUP}"
            )
    return run


def run_of(
    state: State,
    configuration: dict[str, Any],
    parts: Mapping[str, bytes],
    modules: Mapping[str, nn.Module | None],
    *,
    samples: dict[str, Any],
    pca: Any,
) -> Run:
    """Return the run of a state and the other stored values."""
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
    if pca is not None:
        with reading("PCA"):
            _check_pca(pca, run.model)
        run.pca = pca
    return run


def _check_pca(pca: Any, model: Any) -> None:
    """Raise ValueError unless it is a PCA of the features of a model."""
    arrays = [getattr(pca, name) for name in PCA_ATTRIBUTES]
    if not isinstance(pca, PCA) or not all(np.isfinite(each).all() for each in arrays):
        raise ValueError("it is not a PCA of finite numbers")
    shape = pca.components_.shape
    shapes = [shape[1:], shape, shape[:1], shape[:1]]
    if len(shape) != 2 or [each.shape for each in arrays] != shapes:
        raise ValueError("the shapes of its arrays differ")
    fitted = [model, *fitted_estimators(model)]
    if shape[1] not in {each.n_features_in_ for each in fitted}:
        raise ValueError(f"it has {shape[1]} features, the model has not")
