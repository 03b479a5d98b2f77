"""From the content of files to a run; all is checked before it is used, none is run."""

import csv
import io
import json
import struct
import tokenize
import warnings
import zipfile
import zlib
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
    why,
)
from autoencode.models import MODELS
from autoencode.models.coding import CodingModel
from autoencode.models.setup import has_own_modules
from autoencode.params import check_params
from autoencode.storage.contents import (
    CONFIGURATION,
    HISTORY,
    MAX_UNPACKED_BYTES,
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

# What NumPy and the ZIP format raise for damaged files.
NPZ_ERRORS = (
    OSError,
    EOFError,
    KeyError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
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
        n_features = _n_features(values)
        if not isinstance(configuration.setdefault("input", {}), dict):
            raise TypeError("'input' is no object")
    except RunFolderError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RunFolderError(
            f"{CONFIGURATION} does not describe a model ({why(error)})."
        ) from error
    tensors = _read_tensors(parts)
    _set_arrays(model, tensors, n_features)
    _set_network(model, tensors, n_features)
    _check_codes(model)
    model.history_ = _read_history(parts)
    has_metrics = METRICS in parts
    return Run(
        model=model,
        scalers=_read_scalers(parts, names, n_features),
        input=configuration.pop("input"),
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
) -> CodingModel:
    """Return the unfitted model that the configuration describes."""
    if name not in MODELS:
        raise RunFolderError(
            f"{CONFIGURATION} names the model {name!r}; this autoencode has "
            f"{listed(MODELS)}. Upgrade it."
        )
    known = {parameter.name for parameter in fields(MODELS[name])}
    modules = {"encoder": encoder, "decoder": decoder}
    given = {key: module for key, module in modules.items() if key in known}
    for key, module in modules.items():
        stored = parameters.get(key)
        if (stored is None) != (module is None):
            raise RunFolderError(
                f"{CONFIGURATION} says that the model has "
                + (
                    f"no {key} of your own. Leave {key}= out."
                    if stored is None
                    else f"its own {key} ({stored['module']}). Code is never loaded: "
                    f"pass such a module, load(path, {key}=...)."
                )
            )
    # One that is missing came later than the file, and has its default.
    odd = set(parameters) - known
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


def _set_values(model: CodingModel, values: dict[str, Any]) -> None:
    """Set the plain values that `fit` learned."""
    for name, value in values.items():
        if not is_learned_name(name):
            raise RunFolderError(f"{CONFIGURATION} has an odd learned value {name!r}.")
        is_names = name == "feature_names_in_"
        setattr(model, name, np.array(value, dtype=object) if is_names else value)
    model.n_components_ = model.n_components
    model._fitted_parameters = model.get_params(deep=False)
    model._partial = None


def _n_features(values: dict[str, Any]) -> int:
    """Return the number of features; raise for numbers that no `fit` has learned."""
    n_features, scale = values["n_features_in_"], values["scale_"]
    if not isinstance(n_features, int) or n_features < 1:
        raise ValueError(f"n_features_in_ is {n_features!r}")
    if not isinstance(scale, float) or not 0 < scale < float("inf"):
        raise ValueError(f"scale_ is {scale!r}")
    return n_features


def _read_tensors(parts: Mapping[str, bytes]) -> dict[str, Tensor]:
    try:
        return load_tensors(parts[WEIGHTS])
    except SafetensorError as error:
        raise RunFolderError(f"{WEIGHTS} is damaged ({one_line(error)}).") from error


def _set_arrays(
    model: CodingModel, tensors: dict[str, Tensor], n_features: int
) -> None:
    """Set the arrays that `fit` learned."""
    for key, tensor in tensors.items():
        kind, _, name = key.partition(".")
        if kind == "fit" and is_learned_name(name):
            setattr(model, name, tensor.numpy())
    mean = getattr(model, "mean_", None)
    is_array = isinstance(mean, np.ndarray) and mean.dtype.kind == "f"
    if mean is None or not is_array or mean.shape != (n_features,):
        raise RunFolderError(
            f"{WEIGHTS} does not fit {CONFIGURATION}: 'fit.mean_' must have "
            f"{n_features} values."
        )


def _check_codes(model: CodingModel) -> None:
    """Raise for kept codes that new samples could not be drawn from."""
    codes = getattr(model, "code_sample_", None)
    if codes is not None and not _are_codes(codes, model.n_components):
        raise RunFolderError(
            f"{WEIGHTS} does not fit {CONFIGURATION}: 'fit.code_sample_' must have "
            f"rows of {model.n_components} finite numbers."
        )


def _are_codes(codes: Any, n_components: int) -> bool:
    is_array = isinstance(codes, np.ndarray) and codes.dtype.kind == "f"
    has_shape = is_array and codes.ndim == 2 and codes.shape[1] == n_components
    return bool(has_shape and len(codes) and np.isfinite(codes).all())


def _set_network(
    model: CodingModel, tensors: dict[str, Tensor], n_features: int
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
    _check_sizes(model, stored)
    place = torch.device("cpu" if has_own_modules(model) else "meta")
    try:
        with torch.random.fork_rng(devices=[]), place:
            network = model._make_network(n_features)
    except (InvalidParameterError, RuntimeError, ValueError) as error:
        raise RunFolderError(
            f"{CONFIGURATION} describes a network that cannot be built: "
            f"{one_line(error)}"
        ) from error
    wanted = network.state_dict()
    for key in sorted(set(wanted) | set(stored)):
        has, needs = (_described(d.get(key)) for d in (stored, wanted))
        if has != needs:
            raise RunFolderError(
                f"{WEIGHTS} does not fit {CONFIGURATION}: it has {has} for {key!r}, "
                f"and the network needs {needs}."
            )
    network.load_state_dict(stored, assign=True)
    model.network_ = network.eval()


def _check_sizes(model: CodingModel, stored: dict[str, Tensor]) -> None:
    """Raise for layers that the stored weights are too few for."""
    if has_own_modules(model) and None not in (model.encoder, model.decoder):
        return
    n_weights = sum(tensor.numel() for tensor in stored.values())
    widths = getattr(model, "hidden_layer_sizes", None) or (0,)
    width = max(model.n_components, *widths)
    n_layers = getattr(model, "n_hidden_layers", None) or 0
    if width > n_weights or n_layers > len(stored):
        raise RunFolderError(
            f"{WEIGHTS} does not fit {CONFIGURATION}: its {n_weights:,} weights are "
            f"too few for the layers."
        )


def _described(tensor: Tensor | None) -> str:
    """Return type and shape of a tensor in words."""
    if tensor is None:
        return "nothing"
    return f"{str(tensor.dtype).removeprefix('torch.')} of shape {tuple(tensor.shape)}"


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
    try:
        scalers = load_trusted(parts[SCALER])
        kinds = {type(scaler).__name__ for scaler in scalers}
        if kinds - SCALERS or len(scalers) != len(names):
            raise ValueError(f"it holds {listed(sorted(kinds))}")
        for scaler in scalers:
            _try_scaler(scaler, n_features)
    except Exception as error:  # skops raises many kinds on a damaged file
        raise RunFolderError(
            f"{SCALER} is damaged, or holds more than scalers ({one_line(error)})."
        ) from error
    return list(zip(names, scalers, strict=True))


def load_trusted(content: bytes) -> Any:
    """Return what a skops file holds; raise if a type in it is not on the list."""
    import skops.io

    _check_unpacked_size(content)
    odd = set(skops.io.get_untrusted_types(data=content)) - set(TRUSTED_TYPES)
    if odd:
        raise ValueError(f"it holds the types {listed(sorted(odd))}")
    return skops.io.loads(content, trusted=TRUSTED_TYPES)


def _check_unpacked_size(content: bytes) -> None:
    """Raise ValueError for a small file that would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MAX_UNPACKED_BYTES:
        raise ValueError(f"it unpacks to {size:,} bytes")


def _try_scaler(scaler: Any, n_features: int) -> None:
    """Scale one sample there and back; raise for a scaler that cannot."""
    if scaler.n_features_in_ != n_features:
        raise ValueError("it is for another number of features")
    with warnings.catch_warnings(action="ignore"):  # of missing feature names
        scaled = scaler.transform(np.zeros((1, n_features)))
        back = np.asarray(scaler.inverse_transform(scaled))
    if back.shape != (1, n_features):
        raise ValueError("it gives another number of features")


def _read_npz(name: str, parts: Mapping[str, bytes]) -> dict[str, np.ndarray[Any, Any]]:
    if name not in parts:
        return {}
    try:
        _check_unpacked_size(parts[name])
        with np.load(io.BytesIO(parts[name]), allow_pickle=False) as arrays:
            return dict(arrays)
    except NPZ_ERRORS as error:
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
    n_components = len(pca.components_) if pca.components_.ndim else 0
    wanted = [(n_features,), (n_components, n_features), (n_components,)]
    shapes = [getattr(pca, name).shape for name in PCA_ATTRIBUTES[:3]]
    if shapes != wanted:
        raise RunFolderError(f"{PCA_ARRAYS} does not fit {CONFIGURATION}.")
    pca.n_components_, pca.n_features_in_ = n_components, n_features
    return pca
