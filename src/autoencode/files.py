"""Atomic writes, which all files of the package go through.

A file is written under a temporary name in the same folder, flushed to disk, and then
renamed over the old one. After a crash at any moment there is the old file or the new
one, never a partial one.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autoencode.errors import OutputError

TEMPORARY_PREFIX = ".autoencode-writing-"


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error for a path that cannot be written, with the system's reason."""
    reason = error.strerror or str(error)
    return OutputError(f"Cannot write {path}: {reason}. Choose another path.")


@contextlib.contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path to write to, and rename it to ``path`` at the end.

    Parent folders are created. If the block raises, the temporary file is removed and
    ``path`` is left unchanged.

    Raises
    ------
    OutputError
        If the path cannot be written (no permission, disk full, ``path`` is a folder).
    """
    path = Path(path)
    temporary = path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{path.suffix}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise OutputError(f"Cannot write {path}: it is a folder. Give a file name.")
        yield temporary
        _flush_to_disk(temporary)
        os.replace(temporary, path)
        with contextlib.suppress(OSError):  # the file itself is complete
            _flush_to_disk(path.parent)
    except OutputError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_can_write(path: str | os.PathLike[str]) -> None:
    """Raise OutputError if the folder of ``path`` cannot be created or written to.

    Nothing is created: this checks an output path before the work begins.
    """
    path = Path(path)
    try:
        parent = path.absolute().parent
        while not parent.exists() and parent != parent.parent:
            parent = parent.parent
        if not parent.is_dir():
            raise cannot_write(path, _os_error(errno.ENOTDIR))
        if not os.access(parent, os.W_OK | os.X_OK):
            raise cannot_write(path, _os_error(errno.EACCES))
    except OutputError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


def _os_error(number: int) -> OSError:
    """Return the system's error with its message."""
    return OSError(number, os.strerror(number))


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """Write ``content`` to ``path`` atomically."""
    with writing(path) as temporary:
        temporary.write_bytes(content)


def json_bytes(value: Any) -> bytes:
    """Return ``value`` as indented JSON with a final newline; NaN is refused."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file's content, as 64 hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush_to_disk(path: Path) -> None:
    """Flush a file or a folder from the system's cache to disk."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
