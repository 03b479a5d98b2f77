"""Long lists of texts or whole numbers as tensors, such as the ids of many users.

In JSON they take several times the space and the memory.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor

LONG = 10_000  # values; shorter lists stay in JSON, where older versions can read them
TEXTS, NUMBERS = "long_texts", "long_numbers"  # types of nodes


def tensors_of(values: list[Any]) -> dict[str, Tensor] | None:
    """Return a long list as tensors; None if it is short, or its values are others.

    Texts are their UTF-8 bytes, one after another, and the length of each in bytes.
    """
    if len(values) < LONG:
        return None
    types = set(map(type, values))
    if types == {str}:
        encoded = [text.encode() for text in values]
        content = np.frombuffer(b"".join(encoded), dtype=np.uint8).copy()
        lengths = torch.tensor([len(each) for each in encoded], dtype=torch.int64)
        return {"bytes": torch.from_numpy(content), "lengths": lengths}
    if types == {int} and min(values) >= -(2**63) and max(values) < 2**63:
        return {"numbers": torch.tensor(values, dtype=torch.int64)}
    return None


def texts_of(content: Tensor, lengths: Tensor) -> list[str]:
    """Return the texts with these bytes and lengths.

    Raises
    ------
    ValueError
        If they do not fit, or the bytes are not UTF-8.
    """
    if content.dtype != torch.uint8 or lengths.dtype != torch.int64:
        raise ValueError("its bytes or lengths are of another data type")
    if content.ndim != 1 or lengths.ndim != 1 or (lengths < 0).any():
        raise ValueError("its bytes or lengths are of another shape")
    if int(lengths.double().sum()) != len(content):  # integers could wrap around
        raise ValueError("its bytes and lengths do not fit")
    whole, ends = content.numpy().tobytes(), lengths.cumsum(0).tolist()
    starts = [0, *ends[:-1]]
    return [whole[a:b].decode() for a, b in zip(starts, ends, strict=True)]


def numbers_of(numbers: Tensor) -> list[int]:
    """Return a list of whole numbers.

    Raises
    ------
    ValueError
        If the tensor holds others.
    """
    if numbers.dtype != torch.int64 or numbers.ndim != 1:
        raise ValueError("its numbers are of another data type or shape")
    found: list[int] = numbers.tolist()
    return found
