"""Checks of the samples and classes that `evaluate` is given."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.class_labels import (
    are_classes,
    check_same_type,
    has_label,
    label_array,
    of_one_type,
)
from autoencode.errors import InvalidDataError, counted

# Different whole floats that are taken for classes, as in pictures of codes. More are
# rather rounded targets of a regression.
MOST_FLOATS = 30


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


@dataclass(frozen=True)
class Classes:
    """Classes of the samples of each part.

    Attributes
    ----------
    y : dict of str to array of shape (n_labelled,)
        Classes, by part.

    rows : dict of str to array of int of shape (n_labelled,) or slice
        Which samples of the part they are of: slice(None) for all.
    """

    y: dict[str, NDArray[Any]]
    rows: dict[str, Any]


def checked_classes(
    parts: dict[str, Any],
    y_train: ArrayLike | None,
    y_test: ArrayLike | None,
    notes: list[str],
) -> Classes | None:
    """Return classes by part; None if ``y`` is continuous, or missing for a part.

    Samples without a label, None or NaN, are left out, which is added to ``notes``.
    """
    given = {
        part: label_array(values)
        for part, values in (("train", y_train), ("test", y_test))
        if values is not None and part in parts
    }
    for part, y in given.items():
        if y.shape != (parts[part].shape[0],):
            raise InvalidDataError(
                f"y_{part} must have shape ({parts[part].shape[0]},), one class per "
                f"sample; got {y.shape}."
            )
    if "test" not in given or set(given) != {"test", "train"} & set(parts):
        return None
    known = {part: has_label(y) for part, y in given.items()}
    classes = {
        part: of_one_type(y[known[part]], f"y_{part}") for part, y in given.items()
    }
    if not _are_classes(classes.values()):
        return None
    if "train" in classes:
        check_same_type("y_train", classes["train"], "y_test", classes["test"])
    rows: dict[str, Any] = dict.fromkeys(classes, slice(None))
    for part in classes:
        n_without = int((~known[part]).sum())
        if n_without:
            rows[part] = np.flatnonzero(known[part])
            part = "training" if part == "train" else part
            notes.append(
                f"{counted(n_without, f'{part} sample')} without a label: left out of "
                f"the accuracy of nearest neighbours."
            )
    return Classes(classes, rows) if all(map(len, classes.values())) else None


def _are_classes(parts: Collection[NDArray[Any]]) -> bool:
    """Whether labels of the parts are classes, which of floats only a few are."""
    floats = [y for y in parts if y.dtype.kind == "f"]
    different = set().union(*(np.unique(y).tolist() for y in floats))
    return all(map(are_classes, parts)) and len(different) <= MOST_FLOATS
