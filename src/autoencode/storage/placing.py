"""The device of a loaded estimator: that of its fit where there is one."""

from typing import Any

import torch
from sklearn.pipeline import Pipeline

from autoencode.errors import InvalidParameterError, one_line, warn
from autoencode.estimators import fitted_estimators, set_everywhere
from autoencode.training.devices import choose_device


def place(estimator: Any, device: str | None) -> None:
    """Move the networks of a loaded estimator to their device.

    Parameters
    ----------
    estimator : estimator or Pipeline
        Its networks are on the processor.

    device : str or None
        Replaces the parameter ``device`` of all models. With None, models stay on the
        processor, with a warning, if their device is missing or has too little memory.

    Raises
    ------
    InvalidParameterError
        If this machine does not have ``device``.
    """
    steps = [estimator]
    if isinstance(estimator, Pipeline):
        steps = [step for _, step in estimator.steps]
    reasons = set()
    for step in steps:
        if device is not None and hasattr(step, "get_params"):
            set_everywhere(step, "device", device)
        for model in [step, *fitted_estimators(step)]:
            if hasattr(model, "network_") and hasattr(model, "device"):
                reasons.add(_move(model, is_chosen=device is not None))
    for reason in reasons - {""}:
        warn(f"{reason} The model is loaded on the processor.")


def _move(model: Any, *, is_chosen: bool) -> str:
    """Move a network to the device of its model; return why it stays, or ""."""
    try:
        device = choose_device(model.device)
    except InvalidParameterError:
        if is_chosen:
            raise
        return f"This machine does not have the device {model.device!r} of the fit."
    try:
        model.network_.to(device)
    except torch.OutOfMemoryError as error:
        model.network_.to("cpu")
        return f"The device {device} has too little memory ({one_line(error)})."
    return ""
