"""Checkpoints on disk: JSON for the position, safetensors for the tensors, no pickle.

::

    folder/
      checkpoint-000007.json           the newest: facts of the fit and of each training
      checkpoint-000006.json           the one before
      stage-000-000007.safetensors     weights, optimizer and best weights of the first
      stage-001-000006.safetensors     training, as of checkpoint 7, and of the second

A checkpoint is its JSON file, which is written last, beside and renamed. It has a
checksum of itself and of each file that it names. Files that neither of the two newest
checkpoints names are removed.
"""

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from autoencode.errors import CheckpointError, why
from autoencode.files import (
    TEMPORARY_PREFIX,
    compact_json_bytes,
    is_intact,
    json_bytes,
    read_regular,
    sha256_of,
    write_bytes,
)

FORMAT = 1
N_KEPT = 2
CHECKPOINT = re.compile(r"checkpoint-(\d{6,12})\.json")
TENSORS = re.compile(r"(stage-\d{3,6}|kept)-\d{6,12}\.safetensors")
MAX_JSON = 2**28  # bytes
TENSOR, TUPLE = "tensor:", "tuple:"  # keys of what JSON does not have
ADVICE = "Remove the folder to train anew."

State = dict[str, Any]  # nested dicts and lists of tensors and values of JSON


class Saved(NamedTuple):
    """A checkpoint as it was read."""

    number: int
    facts: dict[str, Any]


def packed(value: Any, tensors: dict[str, Tensor]) -> Any:
    """Return a state for JSON; its tensors are added to ``tensors``, as copies.

    Raises
    ------
    TypeError
        If it holds something else than tensors, numbers, texts, lists and dicts.
    """
    if isinstance(value, Tensor):
        name = f"t{len(tensors)}"
        tensors[name] = value.detach().to("cpu", copy=True).contiguous()
        return {TENSOR: name}
    if isinstance(value, tuple):
        return {TUPLE: [packed(each, tensors) for each in value]}
    if isinstance(value, list):
        return [packed(each, tensors) for each in value]
    if isinstance(value, Mapping):
        # As pairs, for keys may be numbers.
        return {
            "keys": list(value),
            "values": [packed(each, tensors) for each in value.values()],
        }
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return {"float": value.hex()}  # exact, and also infinite ones
    raise TypeError(f"{type(value).__name__} cannot be kept in a checkpoint")


def unpacked(value: Any, tensors: Mapping[str, Tensor]) -> Any:
    """Return the state that `packed` turned into ``value`` and ``tensors``.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is not such a value.
    """
    if isinstance(value, list):
        return [unpacked(each, tensors) for each in value]
    if not isinstance(value, dict):
        return value
    if TENSOR in value:
        return tensors[value[TENSOR]]
    if TUPLE in value:
        return tuple(unpacked(each, tensors) for each in value[TUPLE])
    if "float" in value:
        return float.fromhex(value["float"])
    values = [unpacked(each, tensors) for each in value["values"]]
    return dict(zip(value["keys"], values, strict=True))


def write_tensors(folder: Path, name: str, tensors: Mapping[str, Tensor]) -> State:
    """Write tensors to a file of the folder; return its name and checksum."""
    from safetensors.torch import save

    content = save(dict(tensors))
    write_bytes(folder / name, content)
    return {"file": name, "sha256": sha256_of(content)}


def read_tensors(folder: Path, written: Mapping[str, Any]) -> dict[str, Tensor]:
    """Return the tensors of a file that a checkpoint names.

    Raises
    ------
    CheckpointError
        If it is missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    name = str(written["file"])
    try:
        content = read_regular(folder / name, str(written["sha256"]))
        if content is None:
            raise ValueError("its checksum differs")
        return load(content)
    except (OSError, ValueError, SafetensorError) as error:
        raise CheckpointError(
            f"Cannot read {folder / name}: {why(error)}. {ADVICE}"
        ) from error


def write_facts(folder: Path, number: int, facts: Mapping[str, Any]) -> None:
    """Write the JSON of a checkpoint, and remove files of those before the last two."""
    body = {"format": FORMAT, **facts}
    checksum = sha256_of(compact_json_bytes(body))
    content = compact_json_bytes({**body, "sha256": checksum})
    write_bytes(folder / f"checkpoint-{number:06d}.json", content)
    with contextlib.suppress(OSError):
        remove_old(folder)


def remove_old(folder: Path) -> None:
    """Remove what the newest checkpoints do not need, and what killed writes left.

    A checkpoint folder has one writer.
    """
    names = sorted(numbers(folder), reverse=True)
    needed = {f"checkpoint-{number:06d}.json" for number in names[:N_KEPT]}
    for number in names[:N_KEPT]:
        saved = _read(folder, number)
        with contextlib.suppress(KeyError, TypeError, ValueError):  # altered facts
            needed |= set() if saved is None else set(files_of(saved.facts))
    for path in folder.iterdir():
        is_ours = CHECKPOINT.fullmatch(path.name) or TENSORS.fullmatch(path.name)
        is_left = path.name.startswith(TEMPORARY_PREFIX)
        if (is_ours and path.name not in needed) or is_left:
            with contextlib.suppress(OSError):  # a folder of this name
                path.unlink(missing_ok=True)


def files_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of a checkpoint, with their checksums.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the facts do not name them.
    """
    written = [each["written"] for each in facts["stages"] if each is not None]
    if facts["kept"] is not None:
        written.append(facts["kept"]["written"])
    found = {str(each["file"]): str(each["sha256"]) for each in written}
    if not all(map(TENSORS.fullmatch, found)):
        raise ValueError("it names files that a checkpoint does not have")
    return found


def newest(folder: Path) -> tuple[Saved | None, list[int]]:
    """Return the newest whole checkpoint, and the numbers of damaged newer ones.

    Raises
    ------
    CheckpointError
        If there are checkpoints and none of them is whole.
    """
    damaged: list[int] = []
    for number in sorted(numbers(folder), reverse=True):
        saved = _read(folder, number)
        if saved is not None and _is_whole(folder, saved.facts):
            return saved, damaged
        damaged.append(number)
    if damaged:
        raise CheckpointError(f"The checkpoints in {folder} are damaged. {ADVICE}")
    return None, damaged


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the checkpoints in a folder, whole or not."""
    if not folder.is_dir():
        return []
    found = [CHECKPOINT.fullmatch(path.name) for path in folder.iterdir()]
    return [int(each[1]) for each in found if each is not None]


def _read(folder: Path, number: int) -> Saved | None:
    """Return a checkpoint; None if its file is damaged."""
    path = folder / f"checkpoint-{number:06d}.json"
    try:
        facts = json.loads(read_regular(path, at_most=MAX_JSON) or b"")
        checksum = facts.pop("sha256")
        if facts["format"] != FORMAT or not _is_checksum(checksum, facts):
            return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Saved(number, facts)


def _is_checksum(checksum: str, facts: Mapping[str, Any]) -> bool:
    """Whether it is of these facts; once they were indented."""
    encoders = (compact_json_bytes, json_bytes)
    return any(sha256_of(encoded(facts)) == checksum for encoded in encoders)


def _is_whole(folder: Path, facts: Mapping[str, Any]) -> bool:
    """Whether each file that a checkpoint names is there, with its checksum."""
    try:
        return all(
            is_intact(folder / name, checksum)
            for name, checksum in files_of(facts).items()
        )
    except (OSError, KeyError, TypeError, ValueError):
        return False


def digest_of(tensors: Mapping[str, Any]) -> str:
    """Return a checksum of weights by name."""
    parts = []
    for name, value in tensors.items():
        if isinstance(value, Tensor):
            raw = value.detach().to("cpu").contiguous().reshape(-1).view(torch.uint8)
            checksum = sha256_of(raw.numpy().tobytes())
            parts.append(f"{name} {tuple(value.shape)} {checksum}")
    return sha256_of("\n".join(parts).encode())
