"""Checks of the samples and classes that `evaluate` is given."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError


def check_parts(parts: dict[str, Any]) -> None:
    """Raise if a part is empty or has other features than the first one."""
    if not parts:
        raise InvalidDataError(
            "There are no samples to evaluate on; give X_train or X_test."
        )
    n_features = next(iter(parts.values())).shape[-1]
    for name, X in parts.items():
        if len(X.shape) != 2 or X.shape[0] == 0 or X.shape[1] != n_features:
            raise InvalidDataError(
                f"X_{name} must be of shape (at least 1, {n_features}); got shape "
                f"{tuple(X.shape)}."
            )


def checked_classes(
    parts: dict[str, Any], y_train: ArrayLike | None, y_test: ArrayLike | None
) -> dict[str, NDArray[Any]] | None:
    """Return classes by part; None if ``y`` is continuous, or missing for a part."""
    y = {
        part: np.asarray(values)
        for part, values in (("train", y_train), ("test", y_test))
        if values is not None and part in parts
    }
    for part, values in y.items():
        if values.shape != (parts[part].shape[0],):
            raise InvalidDataError(
                f"y_{part} must have shape ({parts[part].shape[0]},), one class per "
                f"sample; got {values.shape}."
            )
    classes = all(values.dtype.kind in "biuUSO" for values in y.values())
    needed = {"test", "train"} & set(parts)
    return y if "test" in y and classes and set(y) == needed else None
