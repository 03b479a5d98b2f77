"""Conversion of values to file contents in safe formats, which run no code, and back.

JSON and CSV for readable values, safetensors for arrays and weights, and skops, with
its list of trusted types, for objects of scikit-learn. Functions that read a file raise
`RunFolderError` with its name if it is damaged.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as tensors_from_bytes
from safetensors.torch import save as tensors_to_bytes
from torch import Tensor

from autoencode.errors import RunFolderError, listed, why

TRUSTED_TYPES = ["numpy.dtype"]  # besides those on the list of skops
MAX_UNPACKED_BYTES = 2**30  # of a compressed file, unless that itself is larger

Record = dict[str, float]


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Raise `RunFolderError` with the file's name for any error in the block."""
    try:
        yield
    except RunFolderError:
        raise
    except Exception as error:  # libraries raise errors of many types
        raise RunFolderError(f"{name} is damaged ({why(error)}).") from error


def read_json(name: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the object that a JSON file holds."""
    with reading(name):
        value = json.loads(parts[name])
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")
        return value


def tensor_bytes(tensors: dict[str, Tensor]) -> bytes:
    """Return tensors as a safetensors file."""
    return tensors_to_bytes(tensors)


def array_bytes(arrays: Mapping[str, np.ndarray[Any, Any]]) -> bytes:
    """Return arrays as a safetensors file."""
    copies = {name: np.array(array, order="C") for name, array in arrays.items()}
    return tensor_bytes({k: torch.from_numpy(copy) for k, copy in copies.items()})


def read_tensors(name: str, parts: Mapping[str, bytes]) -> dict[str, Tensor]:
    """Return the tensors of a file; empty without such a file."""
    with reading(name):
        return tensors_from_bytes(parts[name]) if name in parts else {}


def read_npz(name: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the arrays of a NumPy file; empty without such a file."""
    if name not in parts:
        return {}
    with reading(name):
        _check_unpacked_size(parts[name])
        with np.load(io.BytesIO(parts[name]), allow_pickle=False) as arrays:
            return dict(arrays)


def _check_unpacked_size(content: bytes) -> None:
    """Raise ValueError for a small compressed file that would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > max(MAX_UNPACKED_BYTES, len(content)):
        raise ValueError(f"it unpacks to {size:,} bytes")


def object_bytes(value: Any) -> bytes:
    """Return objects of scikit-learn as a skops file."""
    import skops.io

    content: bytes = skops.io.dumps(value)
    return content


def untrusted_types(content: bytes) -> list[str]:
    """Return the types in a skops file that may run code."""
    import skops.io

    return sorted(set(skops.io.get_untrusted_types(data=content)) - set(TRUSTED_TYPES))


def read_objects(
    name: str, parts: Mapping[str, bytes], load: Callable[[Any], Any] = dict
) -> dict[str, Any]:
    """Return the objects of scikit-learn in a file; empty without such a file.

    ``load`` converts the contents of older files to a dictionary.
    """
    if name not in parts:
        return {}
    import skops.io

    with reading(name):
        _check_unpacked_size(parts[name])
        untrusted = untrusted_types(parts[name])
        if untrusted:
            raise ValueError(
                f"it holds more than objects of scikit-learn: {listed(untrusted)}"
            )
        found: dict[str, Any] = load(skops.io.loads(parts[name], trusted=TRUSTED_TYPES))
        if not all(isinstance(path, str) for path in found):
            raise ValueError("it holds objects without a name")
        return found


def are_records(values: Any) -> bool:
    """Whether values are a list of records of numbers, which `record_bytes` takes."""
    return isinstance(values, list) and all(
        isinstance(record, dict)
        and len(record) > 0
        and all(isinstance(name, str) for name in record)
        and not any(isinstance(value, bool) for value in record.values())
        and all(isinstance(value, int | float) for value in record.values())
        for record in values
    )


def record_bytes(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return records as a CSV file; a cell is empty where a record has no value."""
    text = io.StringIO()
    names = dict.fromkeys(name for record in records for name in record)
    writer = csv.DictWriter(text, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def read_records(name: str, parts: Mapping[str, bytes]) -> list[Record] | None:
    """Return the records of a CSV file; None without such a file."""
    if name not in parts:
        return None
    with reading(name):
        rows = csv.DictReader(io.StringIO(parts[name].decode()))
        return [{k: _number(v) for k, v in row.items() if v != ""} for row in rows]


def _number(text: Any) -> float:
    if not isinstance(text, str):
        raise ValueError("its lines have different lengths")
    return int(text) if text.lstrip("-").isdecimal() else float(text)
