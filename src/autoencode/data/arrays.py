"""Readers of NumPy files: ``.npy`` (memory mapped) and ``.npz`` (dense or sparse)."""

import struct
import tokenize
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from autoencode.arrays import first_nonfinite, has_channels_first
from autoencode.data.columns import (
    ColumnChoice,
    Place,
    choose_columns,
    nonfinite_message,
)
from autoencode.data.dataset import FLOAT32_EXACT, Dataset
from autoencode.data.labels import encode_labels
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    listed,
    one_line,
)

# Raised by NumPy and SciPy for damaged files, whose headers are Python literals.
READ_ERRORS = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    MemoryError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_npy(path: Path, choice: ColumnChoice) -> Dataset:
    """Read a ``.npy`` file; floats are memory mapped."""
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except READ_ERRORS as error:
        raise cannot_read(path, error) from error
    return _dataset(array, None, choice, path)


def read_npz(path: Path, choice: ColumnChoice) -> Dataset:
    """Read a ``.npz`` file: ``X`` or its only array, and ``y``; or a SciPy matrix."""
    try:
        # np.load would leave the file open if it is not an archive.
        with path.open("rb") as file, np.lib.npyio.NpzFile(file) as arrays:
            names = arrays.files
            y = arrays["y"] if "y" in names and len(names) > 1 else None
            if {"format", "shape", "data"} <= set(names):
                array = sparse.csr_array(sparse.load_npz(path))
                array.check_format(full_check=True)
                array.sum_duplicates()
            else:
                name = _name_of_samples(names, path)
                array = arrays[name]
                if not isinstance(array, np.ndarray):  # as of any other zip archive
                    raise InvalidDataError(
                        f"{path} holds {name!r}, which is no array. Save the samples "
                        f"with numpy.savez."
                    )
    except (DataFileError, InvalidDataError):
        raise
    except READ_ERRORS as error:
        raise cannot_read(path, error) from error
    return _dataset(array, y, choice, path)


def _name_of_samples(names: list[str], path: Path) -> str:
    """Return the name of the array of samples."""
    others = [name for name in names if name != "y"] or names
    if "X" in names:
        return "X"
    if not others:
        raise InvalidDataError(f"{path} holds no array.")
    if len(others) > 1:
        raise InvalidDataError(
            f"{path} holds {len(names)} arrays ({listed(names)}) and none is named "
            "'X'. Save the samples as 'X', and the labels as 'y'."
        )
    return others[0]


def _present(choice: ColumnChoice, names: list[str]) -> ColumnChoice:
    """Remove label, id and dropped columns that an array for a fitted model lacks."""
    known = set() if len(names) == len(choice.feature_names or ()) else set(names)
    return replace(
        choice,
        label=choice.label if choice.label in known else None,
        id_column=choice.id_column if choice.id_column in known else None,
        drop=tuple(name for name in choice.drop if name in known),
    )


def cannot_read(path: Path, error: Exception, way_out: str = "") -> DataFileError:
    """Return the error for a file that NumPy cannot read."""
    reason = one_line(error)
    if "object" in reason.lower() or "pickle" in reason.lower():
        return DataFileError(
            f"{path} holds Python objects; only arrays of numbers are read. Save it "
            "again as numbers, with numpy.save or numpy.savez."
        )
    return DataFileError(f"{path} cannot be read: {reason.rstrip('.')}.{way_out}")


def _dataset(array: Any, y: Any, choice: ColumnChoice, path: Path) -> Dataset:
    """Return the features, labels and ids of an array as a `Dataset`."""
    place = Place(str(path))
    check_array(array, path)
    image_shape: tuple[int, ...] | None = None
    if array.ndim > 2:
        refuse_columns(choice, "An array of images")
        array, image_shape = _flat_images(array)
    label, ids, label_name = y, None, None if y is None else "y"
    if y is not None and choice.label == "y":
        choice = replace(choice, label=None)
    names = [str(index) for index in range(array.shape[1])]
    if choice.feature_names is not None:
        choice = _present(choice, names)
    columns = choose_columns(names, replace(choice, feature_names=None), place)
    if columns.label is not None:
        label, label_name = _column(array, columns.label), columns.label
    if columns.id_column is not None:
        ids = _column(array, columns.id_column)
        if np.all(ids == np.floor(ids)):
            ids = ids.astype(np.int64)
    if len(columns.features) < len(names):
        array = array[:, [int(name) for name in columns.features]]
    check_width(array.shape[1], choice, place)
    X = _as_floats(array)
    _check_finite(X, columns.features, place, choice)
    class_names = None
    if label is not None:
        label = _check_label(np.asarray(label), X.shape[0], place)
        label, class_names = encode_labels(
            label, str(label_name), place, may_be_missing=choice.missing_labels
        )
    return Dataset(
        name=path.stem,
        X=X,
        y=label,
        class_names=class_names,
        feature_names=choice.feature_names,
        image_shape=image_shape,
        ids=ids,
        id_name=columns.id_column,
        label_name=label_name,
        source=str(path),
    )


def check_array(array: Any, path: Path) -> None:
    """Check that an array has real numbers and two to four dimensions."""
    if array.dtype.kind not in "biuf":
        contents = {"c": "complex numbers", "U": "text", "S": "text", "M": "dates"}
        content = contents.get(array.dtype.kind, f"{array.dtype} values")
        raise InvalidDataError(f"{path} holds {content}; the model takes real numbers.")
    if array.ndim not in (2, 3, 4):
        raise InvalidDataError(
            f"{path} has shape {array.shape}; samples are the rows of a 2-D array, or "
            "images of shape (n, height, width) or (n, height, width, channels)."
        )
    if has_channels_first(array.shape):
        raise InvalidDataError(
            f"{path} has shape {array.shape}, and images have their channels last: "
            f"save X.transpose(0, 2, 3, 1). Otherwise save X.reshape(len(X), -1), and "
            f"give --image-shape."
        )
    if 0 in array.shape:
        what = "samples" if array.shape[0] == 0 else "features"
        raise InvalidDataError(f"{path} has no {what}: its shape is {array.shape}.")


def _flat_images(
    array: NDArray[Any],
) -> tuple[NDArray[Any], tuple[int, ...] | None]:
    """Return images as rows; uint8 becomes float32 in [0, 1], as for image files."""
    rows = array.reshape(len(array), -1)
    return scaled_pixels(rows), image_shape_of(array.shape)


def image_shape_of(shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the shape of an image from that of an array; None if it has rows."""
    own = tuple(int(size) for size in shape[1:])
    if len(own) == 3 and own[-1] == 1:
        own = own[:2]
    return own if len(own) > 1 else None


def scaled_pixels(rows: NDArray[Any]) -> NDArray[Any]:
    """Return rows of pixels; uint8 becomes float32 in [0, 1]."""
    if rows.dtype == np.uint8:
        rows = rows.astype(np.float32)
        rows /= 255
    return rows


def refuse_columns(choice: ColumnChoice, what: str) -> None:
    """Raise if columns are chosen from data without columns."""
    if choice.names_any and choice.feature_names is None:
        raise InvalidParameterError(
            f"{what} has no columns; do not give label, id or drop."
        )


def check_width(n_features: int, choice: ColumnChoice, place: Place) -> None:
    """Check the number of features of samples without column names."""
    wanted = choice.feature_names
    if wanted is not None and len(wanted) != n_features:
        raise InvalidDataError(
            f"{place.name} has {n_features} features; the model has {len(wanted)}."
        )


def _column(array: Any, name: str) -> NDArray[Any]:
    """Return one column, in memory."""
    column = array[:, [int(name)]]
    dense = column.toarray() if sparse.issparse(column) else np.array(column)
    return np.asarray(dense).ravel()


def _as_floats(array: Any) -> Any:
    """Return the array as native float32 if that is exact, else float64."""
    dtype = array.dtype
    if dtype.kind == "f":
        wanted = np.dtype(np.float32 if dtype.itemsize <= 4 else np.float64)
    else:
        values = array.data if sparse.issparse(array) else array
        low, high = (values.min(), values.max()) if values.size else (0, 0)
        fits = int(low) >= -FLOAT32_EXACT and int(high) <= FLOAT32_EXACT
        wanted = np.dtype(np.float32 if fits else np.float64)
    if sparse.issparse(array) or dtype == wanted:
        return array.astype(wanted, copy=False) if sparse.issparse(array) else array
    return np.asarray(array).astype(wanted)


def _check_finite(
    X: Any, features: list[str], place: Place, choice: ColumnChoice
) -> None:
    """Check that all cells are finite, reading the array in blocks."""
    found = first_nonfinite(X)
    if found is None:
        return
    row, column, value, count = found
    known = choice.feature_names
    name = repr(known[column]) if known else features[column]
    message = nonfinite_message(place, row, name, str(value), count, drop=())
    raise InvalidDataError("".join(message))


def _check_label(y: NDArray[Any], n_samples: int, place: Place) -> NDArray[Any]:
    """Return labels as a 1-D array with one label per sample."""
    if y.ndim == 2 and y.shape[1] == 1:
        y = y.ravel()
    if y.shape != (n_samples,):
        raise InvalidDataError(
            f"{place.name} has {n_samples} samples, but its labels have shape "
            f"{y.shape}. Give one label for each sample."
        )
    return y
