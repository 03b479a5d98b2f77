"""Validation: samples of the user's own, and the epoch that is chosen."""

from typing import Any

from autoencode.arrays import Samples
from autoencode.errors import InvalidDataError
from autoencode.models.checks import check_samples
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.setup import check_within_loss


def check_validation(model: AutoencoderParameters, X_val: Any) -> Samples | None:
    """Return validation samples as the model takes them, or None if there are none.

    Raises
    ------
    InvalidDataError
        If they are not samples like those of `fit`, or the loss is undefined for them.
    """
    if X_val is None:
        return None
    try:
        checked = check_samples(model, X_val, reset=False)
        check_within_loss(model, checked, model.loss)
    except InvalidDataError as error:
        raise InvalidDataError(f"X_val is not valid: {error}") from error
    return checked


def monitored(model: Any) -> str:
    """Return the key, in a record of `fit_epochs`, of what the best epoch is lowest in.

    "" if held-out samples choose no epoch.
    """
    monitor = getattr(model, "_monitor", "loss")
    return f"validation_{monitor}" if monitor else ""


def kept_epoch(model: Any) -> int:
    """Return the epoch whose weights a fitted model has; 0 if it kept PCA."""
    if getattr(model, "kept_pca_", False):
        return 0
    history = model.history_
    last, key = history[-1], monitored(model)  # by rows held out, or given to `fit`
    if key not in last:
        # No epoch is chosen without such rows or `patience`, nor by `partial_fit`.
        was_validated = any(key in record for record in history)
        if was_validated or getattr(model, "patience", None) is None:
            return int(last["epoch"])
        key = "loss"
    return int(min(history, key=lambda record: record[key])["epoch"])
