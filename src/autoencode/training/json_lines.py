"""Files of JSON lines, which grow line by line."""

import contextlib
import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autoencode.files import cannot_write, json_value


def append_json_line(path: Path, entry: Mapping[str, Any]) -> None:
    """Append an object to a file of JSON lines, which is created if needed.

    The line is given to the system at once: it survives the end of this process. What
    an earlier process left without an end of line is closed first.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    values = {key: json_value(value) for key, value in entry.items()}
    line = json.dumps(values, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, flags, 0o666)
        with os.fdopen(handle, "rb+", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                line = line if file.read(1) == b"\n" else b"\n" + line
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as error:
        raise cannot_write(path, error) from error


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines; only whole lines are read."""
    found = []
    for line in path.read_bytes().splitlines(keepends=True):
        with contextlib.suppress(ValueError, RecursionError):
            entry = json.loads(line) if line.endswith(b"\n") else None
            if isinstance(entry, dict):
                found.append(entry)
    return found
