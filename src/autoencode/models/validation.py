"""Validation samples of the user's own, in place of rows that `fit` holds out."""

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
