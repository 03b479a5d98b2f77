"""``autoencode fit --validation FILE``: validation samples of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset


def read_validation(
    path: str | None,
    data: str,
    dataset: Dataset,
    name: str,
    columns: Mapping[str, Any],
) -> Any:
    """Return the validation samples of --validation, or None.

    Raises
    ------
    InvalidParameterError
        If the model takes none.
    """
    from autoencode.data import parts
    from autoencode.errors import InvalidParameterError
    from autoencode.estimators import ESTIMATORS

    if path is None:
        return None
    if "X_val" not in signature(ESTIMATORS[name].fit).parameters:
        raise InvalidParameterError(
            f"--validation is not for --model {name}, which takes no validation "
            f"samples. Remove it."
        )
    return parts.read_validation(path, data, dataset, columns)
