"""Checks of a loaded model: states that `fit` cannot produce are refused.

Functions on an estimator, kept out of `coding.py` so that each can be read on its own.
"""

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
from torch import Tensor

from autoencode.models.checks import has_own_modules
from autoencode.nn.units import VISIBLE_UNITS


def check_network_size(model: Any, stored: Mapping[str, Tensor]) -> None:
    """Raise ValueError for layers that the stored weights are too few for.

    A network that would fill the memory is refused before it is built.
    """
    if has_own_modules(model) and None not in (model.encoder, model.decoder):
        return
    n_weights = sum(tensor.numel() for tensor in stored.values())
    widths = getattr(model, "hidden_layer_sizes", None) or (0,)
    n_layers = max(getattr(model, "n_hidden_layers", None) or 0, len(widths) - 1)
    if max(model.n_components, *widths) > n_weights or n_layers > len(stored):
        raise ValueError(
            f"its {n_weights:,} weights are too few for the layers: lower n_components "
            f"or hidden_layer_sizes"
        )


def check_loaded(model: Any) -> None:
    """Raise ValueError for a state that is not of a fit."""
    scale, n_features = model.scale_, model.n_features_in_
    if not isinstance(scale, float) or not 0 < scale < float("inf"):
        raise ValueError(f"scale_ is {scale!r}")
    _check_array(model, "mean_", (n_features,))
    if model.n_components_ != model.n_components:
        raise ValueError(f"n_components_ is {model.n_components_!r}")
    if hasattr(model, "code_sample_"):
        n_codes = max(1, len(model.code_sample_))
        _check_array(model, "code_sample_", (n_codes, model.n_components))
    if hasattr(model, "frequencies_"):
        _check_array(model, "frequencies_", (n_features,))
    if getattr(model, "visible_units_", "binary") not in VISIBLE_UNITS:
        raise ValueError(f"visible_units_ is {model.visible_units_!r}")
    shape = getattr(model, "image_shape_", None)
    if shape is not None and (not _is_shape(shape) or prod(shape) != n_features):
        raise ValueError(f"image_shape_ is {shape!r}")
    if hasattr(model, "unit_divergences_"):
        _check_array(model, "unit_divergences_", (model.n_components,))
        if not 0 <= model.n_active_units_ <= model.n_components:
            raise ValueError(f"n_active_units_ is {model.n_active_units_!r}")
    if hasattr(model, "linear_skip"):
        for name in ("n_steps_", "steps_per_epoch_"):
            number = vars(model).setdefault(name, 0)  # older runs have none
            if type(number) is not int or number < 0:
                raise ValueError(f"{name} is {number!r}")
    rows = model.validation_rows_
    if not isinstance(rows, np.ndarray) or rows.dtype.kind != "i" or rows.ndim != 1:
        raise ValueError("validation_rows_ is not an array of row numbers")
    history = model.history_
    if not isinstance(history, list) or not all(isinstance(r, dict) for r in history):
        raise ValueError("history_ is not a list of records")


def _is_shape(value: Any) -> bool:
    """Whether a value is the shape of images."""
    is_tuple = isinstance(value, tuple) and len(value) in (2, 3)
    return is_tuple and all(type(size) is int and size > 0 for size in value)


def _check_array(model: Any, name: str, shape: tuple[int, ...]) -> None:
    array = getattr(model, name)
    is_array = isinstance(array, np.ndarray) and array.dtype.kind == "f"
    if not is_array or array.shape != shape or not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite numbers of shape {shape}")
