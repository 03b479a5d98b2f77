"""A run as the contents of its files, and back."""

import importlib.metadata
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sklearn.decomposition import PCA
from torch import nn

from autoencode.errors import RunFolderError, why
from autoencode.estimators import fitted_estimators
from autoencode.files import json_bytes, sha256_of
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
from autoencode.storage.writing import take_apart

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
    parts = {WEIGHTS: tensor_bytes(state.tensors)}
    if state.objects:
        parts[OBJECTS] = object_bytes(state.objects)
    if state.history is not None:
        parts[HISTORY] = record_bytes(state.history)
    if run.metrics is not None:
        parts[METRICS] = json_bytes(run.metrics)
    arrays = {f"samples.{name}": array for name, array in run.samples.items()}
    if run.pca is not None:
        arrays |= {f"pca.{name}": getattr(run.pca, name) for name in PCA_ATTRIBUTES}
    if arrays:
        parts[SAMPLES] = array_bytes(arrays)
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
        history=read_records(HISTORY, parts),
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
