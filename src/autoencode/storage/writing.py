"""From a run to the content of its files."""

import csv
import importlib.metadata
import io
import platform
from datetime import UTC, datetime
from typing import Any

import numpy as np
import torch
from safetensors.torch import save as tensors_to_bytes
from sklearn.utils.validation import check_is_fitted
from torch import nn

from autoencode.errors import InvalidParameterError, listed
from autoencode.files import json_bytes
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.storage.contents import (
    CONFIGURATION,
    FORMAT,
    HISTORY,
    METRICS,
    PCA_ARRAYS,
    PCA_ATTRIBUTES,
    SAMPLES,
    SCALER,
    SCALERS,
    WEIGHTS,
    Run,
    is_learned_name,
)


def check_savable(run: Run) -> None:
    """Raise for a run that cannot be saved."""
    if type(run.model) not in MODELS.values():
        raise InvalidParameterError(
            f"model must be an AnomalyDetector, a TableAutoencoder, one of "
            f"{listed(k.__name__ for k in MODELS.values())}, or a Pipeline of scalers "
            f"with one of these at its end; got {type(run.model).__name__}."
        )
    check_is_fitted(run.model)
    for name, scaler in run.scalers:
        kind = type(scaler)
        is_of_sklearn = kind.__module__.startswith("sklearn.")
        if not is_of_sklearn or kind.__name__ not in SCALERS:
            raise InvalidParameterError(
                f"Step {name!r} of the pipeline must be one of "
                f"{listed(sorted(SCALERS))}; got {kind.__name__}. Apply it before, and "
                f"save the rest."
            )
        check_is_fitted(scaler)


def to_bytes(run: Run) -> dict[str, bytes]:
    """Return the content of every file of a version."""
    arrays, values = _learned(run.model)
    weights = {f"network.{k}": v for k, v in run.model.network_.state_dict().items()}
    tensors = weights | {f"fit.{k}": torch.from_numpy(v) for k, v in arrays.items()}
    configuration = {
        **run.about,
        "format": FORMAT,
        "model": next(k for k, kind in MODELS.items() if type(run.model) is kind),
        "parameters": _parameters(run.model),
        "learned": values,
        "scalers": [name for name, _ in run.scalers],
        "input": run.input,
        "versions": versions(),
        "saved": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    parts = {
        CONFIGURATION: json_bytes(configuration),
        WEIGHTS: tensors_to_bytes(
            {k: v.detach().cpu().contiguous() for k, v in tensors.items()}
        ),
        HISTORY: _csv_bytes(run.model.history_),
    }
    if run.scalers:
        import skops.io

        parts[SCALER] = skops.io.dumps([scaler for _, scaler in run.scalers])
    if run.metrics is not None:
        parts[METRICS] = json_bytes(run.metrics)
    if run.samples:
        parts[SAMPLES] = _npz_bytes(run.samples)
    if run.pca is not None:
        parts[PCA_ARRAYS] = _npz_bytes(
            {name: np.asarray(getattr(run.pca, name)) for name in PCA_ATTRIBUTES}
        )
    return parts


def _npz_bytes(arrays: dict[str, np.ndarray[Any, Any]]) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _csv_bytes(history: list[dict[str, float]]) -> bytes:
    text = io.StringIO()
    names = dict.fromkeys(name for record in history for name in record)
    writer = csv.DictWriter(text, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(history)
    return text.getvalue().encode()


def _parameters(model: BaseAutoencoder) -> dict[str, Any]:
    """Return those of the fit as JSON can hold them; a module becomes its class."""
    return {name: plain(value) for name, value in model._fitted_parameters.items()}


def plain(value: Any) -> Any:
    """Return a parameter as JSON can hold it."""
    if isinstance(value, nn.Module):
        return {"module": type(value).__name__}
    if isinstance(value, np.random.RandomState):
        return None
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def _learned(model: BaseAutoencoder) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `fit` learned besides network and history: (arrays, plain values)."""
    learned = {
        name: value
        for name, value in vars(model).items()
        if is_learned_name(name) and name not in ("network_", "history_")
    }
    arrays = {
        name: value
        for name, value in learned.items()
        if isinstance(value, np.ndarray) and value.dtype != object
    }
    values = {
        name: value.tolist() if isinstance(value, np.ndarray) else plain(value)
        for name, value in learned.items()
        if name not in arrays
    }
    return arrays, values


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
