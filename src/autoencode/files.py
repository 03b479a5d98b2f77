"""Atomic writes of files, used for all files of the package.

A file is written under a temporary name in the same folder, flushed to disk, and then
renamed over the old one. After a crash at any moment there is the old file or the new
one, never a partial one.
"""

import contextlib
import errno
import hashlib
import json
import math
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autoencode.errors import (
    DataFileError,
    OutputError,
    did_you_mean,
)
from autoencode.locks import lock
from autoencode.remote import RemotePath, place_of
from autoencode.remote.paths import check_is_local, refuse_uri

TEMPORARY_PREFIX = ".autoencode-writing-"
CHECKPOINTS = "checkpoints"  # subfolder of a run folder
MANIFEST = "manifest.json"  # of a folder that is written as a whole
LOG = "log.jsonl"  # of the fits into a run folder, a line for each epoch
BACKUP = "Take the run from a backup, or fit again."
VERSION_NAME = re.compile(r"version-[0-9a-f]{8,32}")
N_CLAIMS = 100  # attempts to create a file before another process removes it


def cannot_write(path: Path | RemotePath, error: OSError) -> OutputError:
    """Return the error for a path that cannot be written, with the system's reason."""
    reason = error.strerror or str(error)
    return OutputError(f"Cannot write {path}: {reason}. Choose another path.")


@contextlib.contextmanager
def reporting(path: Path | RemotePath) -> Iterator[None]:
    """Raise the system's errors in the block as an OutputError about ``path``."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


@contextlib.contextmanager
def writing(path: str | os.PathLike[str] | RemotePath) -> Iterator[Path]:
    """Yield a temporary path to write to, and rename it to ``path`` at the end.

    Parent folders are created. If the block raises, the temporary file is removed and
    ``path`` is left unchanged. For a URI the file is uploaded at the end.

    Raises
    ------
    OutputError
        If the path cannot be written (no permission, disk full, ``path`` is a folder).
    """
    path = place_of(path)
    if isinstance(path, RemotePath):
        with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX[1:]) as folder:
            temporary = Path(folder) / f"file{path.suffix}"
            with reporting(path):
                yield temporary
                path.upload(temporary)
        return
    check_is_local(path)
    temporary = path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{path.suffix}"
    with reporting(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise OutputError(f"Cannot write {path}: it is a folder. Give a file name.")
        try:
            with claimed(temporary, Path.touch):
                yield temporary
                _flush_to_disk(temporary)
                os.replace(temporary, path)
                with contextlib.suppress(OSError):  # the file itself is complete
                    _flush_to_disk(path.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def claimed(path: Path, create: Callable[[Path], object]) -> Iterator[None]:
    """Create a file or folder, and hold its lock within the block.

    Another process that removes abandoned ones may take it before it is locked: then it
    is created again.
    """
    for remaining in reversed(range(N_CLAIMS)):
        create(path)
        try:
            handle = lock(path)
            break
        except OSError:
            if not remaining:
                raise
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


@contextlib.contextmanager
def writing_folder(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a new folder to write files to, and rename it to ``path`` at the end.

    A folder that is there is replaced as a whole. If the block raises, it is left
    unchanged, and the new one is removed.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    path = Path(path)
    beside = path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    temporary, replaced = (
        beside.with_name(f"{beside.name}-{n}") for n in ("new", "old")
    )
    try:
        with reporting(path):
            temporary.mkdir(parents=True)
            yield temporary
            if path.exists():
                os.replace(path, replaced)
            os.replace(temporary, path)
            with contextlib.suppress(OSError):
                _flush_to_disk(path.parent)
    finally:
        if replaced.exists() and not path.exists():
            os.replace(replaced, path)
        for folder in (temporary, replaced):
            shutil.rmtree(folder, ignore_errors=True)


def check_name(
    path: str | os.PathLike[str], error: type[Exception] = DataFileError
) -> None:
    """Raise an error for a path that is not UTF-8: it can be in no file of ours.

    Of an old system, such as Latin-1; Python has half a surrogate pair for each byte.
    """
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError as cause:
        raise error(f"The name of {path} is not UTF-8. Rename it.") from cause


def check_exists(path: Path) -> None:
    """Raise DataFileError if a file does not exist; suggest a similar name."""
    check_name(path)
    if path.is_file() or path.is_dir():
        return
    if path.exists():  # opening a pipe waits for its other end, for ever
        raise DataFileError(
            f"{path} is a pipe or a device, not a file. Give - and pipe the rows into "
            f"standard input."
        )
    refuse_uri(path, DataFileError)
    if path.is_symlink():
        raise DataFileError(f"{path} is a broken link, to {path.readlink()}. Mend it.")
    folder = path.parent
    if not folder.is_dir():
        raise DataFileError(f"{path} does not exist: there is no folder '{folder}'.")
    others = list(folder.iterdir())
    # A file of another type is rarely what was meant.
    alike = [other for other in others if other.suffix == path.suffix]
    names = [other.name for other in alike or others]
    raise DataFileError(f"{path} does not exist.{did_you_mean(path.name, names)}")


def check_can_write(path: str | os.PathLike[str] | RemotePath) -> None:
    """Raise OutputError if the folder of ``path`` cannot be created or written to.

    Nothing is created. The bucket of a URI must exist.
    """
    path = place_of(path)
    if isinstance(path, RemotePath):
        path.check_root(OutputError)
        return
    check_is_local(path)
    check_name(path, OutputError)
    with reporting(path):
        parent = path.absolute().parent
        while not parent.exists() and parent != parent.parent:
            parent = parent.parent
        if not parent.is_dir():
            raise _os_error(errno.ENOTDIR)
        if not os.access(parent, os.W_OK | os.X_OK):
            raise _os_error(errno.EACCES)


def _os_error(number: int) -> OSError:
    """Return the system's error with its message."""
    return OSError(number, os.strerror(number))


def write_bytes(path: str | os.PathLike[str] | RemotePath, content: bytes) -> None:
    """Write ``content`` to ``path`` atomically."""
    with writing(path) as temporary:
        temporary.write_bytes(content)


def json_value(value: Any) -> Any:
    """Return a value for JSON: None instead of NaN and infinity."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value


def json_bytes(value: Any) -> bytes:
    """Return ``value`` as indented JSON with a final newline; NaN is refused."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def compact_json_bytes(value: Any) -> bytes:
    """Return ``value`` as JSON for programs; many times as fast as if it is indented.

    NaN is refused.
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file's content, as 64 hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_intact(
    path: str | os.PathLike[str], checksum: str | None = None, at_most: int = 2**63
) -> bool:
    """Whether a file is a regular one, with this SHA-256 if one is given.

    Raises
    ------
    OSError
        If it cannot be read, is not a regular file (but a pipe, a device, a folder), or
        has more than ``at_most`` bytes.
    """
    path = Path(path)
    size = path.stat().st_size
    if path.is_dir():
        raise _os_error(errno.EISDIR)
    if not path.is_file():  # reading a pipe never ends
        raise OSError(errno.EINVAL, "it is not a regular file")
    if size > at_most:
        raise OSError(errno.EFBIG, f"it has {size:,} bytes")
    return checksum is None or sha256_of_file(path) == checksum


def read_regular(
    path: str | os.PathLike[str], checksum: str | None = None, at_most: int = 2**63
) -> bytes | None:
    """Return the content of a file; None if its SHA-256 is not ``checksum``.

    It is compared before the content is read, as the file may be of any size.

    Raises
    ------
    OSError
        As `is_intact`.
    """
    return Path(path).read_bytes() if is_intact(path, checksum, at_most) else None


def is_left_behind(name: str) -> bool:
    """Whether an interrupted save may have left a file or folder of this name."""
    return bool(VERSION_NAME.fullmatch(name)) or name.startswith(TEMPORARY_PREFIX)


def _flush_to_disk(path: Path) -> None:
    """Flush a file or a folder from the system's cache to disk."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
