"""From the content of files to a run; all is checked before it is used, none is run."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from sklearn.decomposition import PCA
from torch import Tensor, nn

from autoencode.errors import (
    InvalidParameterError,
    RunFolderError,
    listed,
    one_line,
)
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.params import check_params
from autoencode.storage.contents import (
    CONFIGURATION,
    HISTORY,
    MAX_SCALER_BYTES,
    METRICS,
    PCA_ARRAYS,
    PCA_ATTRIBUTES,
    SAMPLES,
    SCALER,
    SCALERS,
    TRUSTED_TYPES,
    WEIGHTS,
    Run,
    is_learned_name,
)


def from_bytes(
    parts: Mapping[str, bytes], encoder: nn.Module | None, decoder: nn.Module | None
) -> Run:
    """Return the run whose files have these contents.

    Raises
    ------
    RunFolderError
        If a content is damaged or does not fit the others; it names the file first.
    """
    configuration = _read_json(CONFIGURATION, parts)
    try:
        name = configuration.pop("model")
        parameters = configuration.pop("parameters")
        values = configuration.pop("learned")
        names = configuration.pop("scalers")
        model = _make_model(name, parameters, encoder, decoder)
        _set_values(model, values)
        n_features = int(values["n_features_in_"])
    except RunFolderError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RunFolderError(
            f"{CONFIGURATION} does not describe a model ({type(error).__name__}: "
            f"{one_line(error)})."
        ) from error
    tensors = _read_tensors(parts)
    _set_arrays(model, tensors, n_features)
    _set_network(model, tensors, n_features)
    model.history_ = _read_history(parts)
    has_metrics = METRICS in parts
    return Run(
        model=model,
        scalers=_read_scalers(parts, names, n_features),
        input=configuration.pop("input", {}),
        metrics=_read_json(METRICS, parts) if has_metrics else None,
        samples=_read_npz(SAMPLES, parts),
        pca=_read_pca(parts, n_features),
        about=configuration,
    )


def _read_json(name: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        value = json.loads(parts[name])
    except (ValueError, RecursionError) as error:
        raise RunFolderError(f"{name} is damaged ({one_line(error)}).") from error
    if not isinstance(value, dict):
        raise RunFolderError(f"{name} is damaged (it holds no JSON object).")
    return value


def _make_model(
    name: str,
    parameters: dict[str, Any],
    encoder: nn.Module | None,
    decoder: nn.Module | None,
) -> BaseAutoencoder:
    """Return the unfitted model that the configuration describes."""
    if name not in MODELS:
        raise RunFolderError(
            f"{CONFIGURATION} names the model {name!r}; this autoencode has "
            f"{listed(MODELS)}. Upgrade it."
        )
    given = {"encoder": encoder, "decoder": decoder}
    for key, module in given.items():
        stored = parameters.get(key)
        if (stored is None) != (module is None):
            raise RunFolderError(
                f"{CONFIGURATION} says that the model has "
                + (
                    f"no {key} of your own. Leave {key}= out."
                    if stored is None
                    else f"an {key} of your own ({stored['module']}). Code is never "
                    f"loaded: pass such a module, load(path, {key}=...)."
                )
            )
    # One that is missing came later than the file, and has its default.
    odd = set(parameters) - {parameter.name for parameter in fields(MODELS[name])}
    if odd:
        raise RunFolderError(
            f"{CONFIGURATION} has parameters that {MODELS[name].__name__} does not "
            f"know: {listed(sorted(odd))}. Upgrade autoencode."
        )
    plain = {k: tuple(v) if isinstance(v, list) else v for k, v in parameters.items()}
    arguments: dict[str, Any] = plain | given
    model = MODELS[name](**arguments)
    try:
        check_params(model)
    except InvalidParameterError as error:
        raise RunFolderError(f"{CONFIGURATION}: {error}") from error
    return model


def _set_values(model: BaseAutoencoder, values: dict[str, Any]) -> None:
    """Set the plain values that `fit` learned."""
    for name, value in values.items():
        if not is_learned_name(name):
            raise RunFolderError(f"{CONFIGURATION} has an odd learned value {name!r}.")
        is_names = name == "feature_names_in_"
        setattr(model, name, np.array(value, dtype=object) if is_names else value)
    model._partial = None


def _read_tensors(parts: Mapping[str, bytes]) -> dict[str, Tensor]:
    try:
        return load_tensors(parts[WEIGHTS])
    except SafetensorError as error:
        raise RunFolderError(f"{WEIGHTS} is damaged ({one_line(error)}).") from error


def _set_arrays(
    model: BaseAutoencoder, tensors: dict[str, Tensor], n_features: int
) -> None:
    """Set the arrays that `fit` learned."""
    for key, tensor in tensors.items():
        kind, _, name = key.partition(".")
        if kind == "fit" and is_learned_name(name):
            setattr(model, name, tensor.numpy())
    mean = getattr(model, "mean_", None)
    if not isinstance(mean, np.ndarray) or mean.shape != (n_features,):
        raise RunFolderError(
            f"{WEIGHTS} does not fit {CONFIGURATION}: 'fit.mean_' must have "
            f"{n_features} values."
        )


def _set_network(
    model: BaseAutoencoder, tensors: dict[str, Tensor], n_features: int
) -> None:
    """Build the network, and give it the stored weights.

    It is built without memory first, so that a file which asks for a huge network is
    refused before anything is allocated.
    """
    stored = {
        key.removeprefix("network."): tensor
        for key, tensor in tensors.items()
        if key.startswith("network.")
    }
    has_own_modules = model.encoder is not None or model.decoder is not None
    place = torch.device("cpu" if has_own_modules else "meta")
    try:
        with torch.random.fork_rng(devices=[]), place:
            network = model._build_network(n_features)
    except (InvalidParameterError, RuntimeError, ValueError) as error:
        raise RunFolderError(
            f"{CONFIGURATION} describes a network that cannot be built: "
            f"{one_line(error)}"
        ) from error
    wanted = network.state_dict()
    for key in sorted(set(wanted) | set(stored)):
        shapes = [tuple(d[key].shape) if key in d else None for d in (stored, wanted)]
        if shapes[0] != shapes[1]:
            raise RunFolderError(
                f"{WEIGHTS} does not fit {CONFIGURATION}: {key!r} has shape "
                f"{shapes[0]}, and should have {shapes[1]}."
            )
    network.load_state_dict(stored, assign=True)
    model.network_ = network.eval()


def _read_history(parts: Mapping[str, bytes]) -> list[dict[str, float]]:
    try:
        rows = list(csv.DictReader(io.StringIO(parts[HISTORY].decode())))
        return [
            {k: int(v) if k == "epoch" else float(v) for k, v in row.items() if v != ""}
            for row in rows
        ]
    except (ValueError, TypeError, AttributeError, csv.Error) as error:
        raise RunFolderError(f"{HISTORY} is damaged ({one_line(error)}).") from error


def _read_scalers(
    parts: Mapping[str, bytes], names: list[str], n_features: int
) -> list[tuple[str, Any]]:
    """Return the scalers, if each is of a kind on the list."""
    if SCALER not in parts:
        if names:
            raise RunFolderError(f"{SCALER} is missing, and {CONFIGURATION} names it.")
        return []
    import skops.io

    content = parts[SCALER]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MAX_SCALER_BYTES:
            raise ValueError(f"it unpacks to {size:,} bytes")
        odd = set(skops.io.get_untrusted_types(data=content)) - set(TRUSTED_TYPES)
        if odd:
            raise ValueError(f"it holds the types {listed(sorted(odd))}")
        scalers = skops.io.loads(content, trusted=TRUSTED_TYPES)
        kinds = {type(scaler).__name__ for scaler in scalers}
        if kinds - SCALERS or len(scalers) != len(names):
            raise ValueError(f"it holds {listed(sorted(kinds))}")
        if any(scaler.n_features_in_ != n_features for scaler in scalers):
            raise ValueError("it is for another number of features")
    except Exception as error:  # skops raises many kinds on a damaged file
        raise RunFolderError(
            f"{SCALER} is damaged, or holds more than scalers ({one_line(error)})."
        ) from error
    return list(zip(names, scalers, strict=True))


def _read_npz(name: str, parts: Mapping[str, bytes]) -> dict[str, np.ndarray[Any, Any]]:
    if name not in parts:
        return {}
    try:
        with np.load(io.BytesIO(parts[name]), allow_pickle=False) as arrays:
            return dict(arrays)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise RunFolderError(f"{name} is damaged ({one_line(error)}).") from error


def _read_pca(parts: Mapping[str, bytes], n_features: int) -> PCA | None:
    arrays = _read_npz(PCA_ARRAYS, parts)
    if not arrays:
        return None
    pca = PCA()
    for name in PCA_ATTRIBUTES:
        if name not in arrays or arrays[name].dtype.kind != "f":
            raise RunFolderError(f"{PCA_ARRAYS} is damaged (it lacks {name!r}).")
        setattr(pca, name, arrays[name])
    if pca.components_.ndim != 2 or pca.components_.shape[1] != n_features:
        raise RunFolderError(f"{PCA_ARRAYS} does not fit {CONFIGURATION}.")
    pca.n_components_, pca.n_features_in_ = pca.components_.shape
    return pca
