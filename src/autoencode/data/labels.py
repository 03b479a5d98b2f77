"""Encoding of labels as integers and class names; continuous labels stay numbers."""

from collections.abc import Sequence
from dataclasses import replace
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.columns import Place
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidDataError

MISSING = -1  # in place of the index of a class
MAX_FRACTIONS = 20  # distinct fractional values; with more, a label is continuous


def encode_labels(
    values: NDArray[Any], name: str, place: Place, *, may_be_missing: bool = False
) -> tuple[NDArray[Any], tuple[str, ...] | None]:
    """Encode labels as integers.

    Classes are sorted: text alphabetically, numbers by value. Names of whole numbers
    have no ".0". Floats with more than 20 distinct fractional values are continuous and
    returned unchanged.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        Text, numbers or booleans.
    name : str
        The label's name, for messages.
    place : Place
        The file, for messages.
    may_be_missing : bool, default=False
        Whether samples may have no label.

    Returns
    -------
    y : ndarray of shape (n_samples,)
        int64 indices of ``class_names``, -1 where the label is missing; float64 if the
        label is continuous.
    class_names : tuple of str or None
        None if the label is continuous.

    Raises
    ------
    InvalidDataError
        If a label is missing, infinite, or neither text nor a number.
    """
    if values.dtype.kind == "S":
        values = np.char.decode(values, "utf-8", "replace")
    if values.dtype == object and all(isinstance(v, bool | None) for v in values):
        values = np.array(["" if v is None else str(v) for v in values])
    if values.dtype.kind not in "Ubiuf":
        raise InvalidDataError(
            f"Label {name!r} in {place.name} holds {values.dtype} values; a label is "
            "text or a number."
        )
    if values.dtype.kind == "f":
        missing = ~np.isfinite(values)
    elif values.dtype.kind == "U":
        missing = values == ""
    else:
        missing = np.zeros(len(values), dtype=bool)
    if missing.any() and not may_be_missing:
        raise missing_label(name, place, int(np.argmax(missing)), int(missing.sum()))
    classes, present = np.unique(values[~missing], return_inverse=True)
    y = np.full(len(values), MISSING)
    y[~missing] = present
    if values.dtype.kind == "f":
        whole = classes == np.floor(classes)
        if np.count_nonzero(~whole) > MAX_FRACTIONS:
            return values.astype(np.float64), None
        names = [
            str(int(value)) if is_whole else str(value)
            for value, is_whole in zip(classes, whole, strict=True)
        ]
    else:
        names = [str(value) for value in classes]
    return y.astype(np.int64), tuple(names)


def class_numbers(
    name: str, y: Any, class_names: Sequence[Any], *, may_be_missing: bool = False
) -> NDArray[np.int64]:
    """Return labels that are said to be indices of class names; check that they are.

    Parameters
    ----------
    name : str
        What ``y`` is called, for messages.
    y : array-like of shape (n_samples,)
        Whole numbers or booleans.
    class_names : sequence of length n_classes
        Name of class 0, 1, ...
    may_be_missing : bool, default=False
        Whether samples may have no label: -1.

    Raises
    ------
    InvalidDataError
        If a label is no index of a name.
    """
    labels = np.asarray(y)
    if labels.dtype.kind == "O" and all(isinstance(v, Real) for v in labels.tolist()):
        labels = labels.astype(np.float64)
    lowest = MISSING if may_be_missing else 0
    wrong = np.ones(labels.shape, dtype=bool)
    if labels.dtype.kind in "biuf":
        is_in_range = (labels >= lowest) & (labels < len(class_names))
        wrong = ~(is_in_range & (labels == np.floor(labels)))
    if wrong.any():
        row, n_names = int(wrong.argmax()), len(class_names)
        example, missing = labels[row : row + 1].tolist()[0], ""
        if may_be_missing:
            missing = ", or -1 for a missing label"
        names = f"names of {n_names} classes" if n_names != 1 else "the name of 1 class"
        raise InvalidDataError(
            f"{name} must have whole numbers from 0 to {n_names - 1}{missing}, since "
            f"class_names has {names}; got {example!r} in row {row}. Without "
            f"class_names, {name} may hold the names themselves."
        )
    return labels.astype(np.int64)


def labels_of_folders(
    folder: Path, files: list[Path], name: str, what: str
) -> tuple[NDArray[Any] | None, tuple[str, ...] | None]:
    """Encode the sub-folders of files as labels; None if there are no sub-folders.

    Parameters
    ----------
    folder : Path
        The folder.
    files : list of Path
        Paths of the files below it.
    name : str
        The label's name.
    what : str
        What the files are, in singular, for messages.

    Raises
    ------
    InvalidDataError
        If only some of the files are in sub-folders.
    """
    loose = [file for file in files if len(file.parts) == 1]
    if len(loose) == len(files):
        return None, None
    if loose:
        raise InvalidDataError(
            f"{folder} holds {what}s beside its class folders ({str(loose[0])!r}). "
            f"Move every {what} into a class folder, or none."
        )
    values = np.array([file.parts[0] for file in files], dtype=np.str_)
    return encode_labels(values, name, Place(str(folder)))


def missing_label(name: str, place: Place, row: int, count: int) -> InvalidDataError:
    """Return the error for samples without a label."""
    samples = "1 sample has" if count == 1 else f"{count} samples have"
    which = "it is" if count == 1 else "the first is"
    return InvalidDataError(
        f"{place.name}: {samples} no label in column {name!r}; {which} in "
        f"{place.row(row)}. Fill it, or leave the row out."
    )


def named_labels(dataset: Dataset) -> Dataset:
    """Return a data set whose labels are class names, None where they are missing.

    The name "-1" means no label, as in scikit-learn, if there are two other classes.
    """
    names = np.array([*(dataset.class_names or ()), None], dtype=object)
    if "-1" in names and len(names) > 3:
        names[names == "-1"] = None
    y, y_test = (
        None if labels is None or dataset.class_names is None else names[labels]
        for labels in (dataset.y, dataset.y_test)
    )
    return replace(dataset, y=y, y_test=y_test)
