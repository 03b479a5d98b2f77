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
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from autoencode.errors import (
    DataFileError,
    OutputError,
    RunFolderError,
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
# Where the system has no locks, a half-written version older than that is removed.
SECONDS_UNTIL_ABANDONED = 3600.0
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
            with _claimed(temporary, Path.touch):
                yield temporary
                _flush_to_disk(temporary)
                os.replace(temporary, path)
                with contextlib.suppress(OSError):  # the file itself is complete
                    _flush_to_disk(path.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _claimed(path: Path, create: Callable[[Path], object]) -> Iterator[None]:
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


def check_exists(path: Path) -> None:
    """Raise DataFileError if a file does not exist; suggest a similar name."""
    if path.exists():
        return
    refuse_uri(path, DataFileError)
    if path.is_symlink():
        raise DataFileError(f"{path} is a broken link, to {path.readlink()}. Mend it.")
    folder = path.parent
    if not folder.is_dir():
        raise DataFileError(f"{path} does not exist: there is no folder '{folder}'.")
    names = [other.name for other in folder.iterdir()]
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


def write_version(
    folder: Path, parts: Mapping[str, bytes], about: dict[str, Any]
) -> str:
    """Write files that belong together to a folder: all of them, or none.

    They are written to a new subfolder. The folder's manifest is replaced last, with
    ``about``, the name of the subfolder and the checksums.

    Returns
    -------
    str
        The name of the subfolder.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    is_new = not folder.exists()
    version = folder / f"version-{secrets.token_hex(8)}"
    checksums = {name: sha256_of(content) for name, content in parts.items()}
    manifest = json_bytes({**about, "version": version.name, "files": checksums})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _claimed(version, Path.mkdir):
            for name, content in parts.items():
                write_bytes(version / name, content)
            write_bytes(folder / MANIFEST, manifest)
    except BaseException as error:  # a full disk, Ctrl-C, ...
        if not _has_content(folder / MANIFEST, manifest):
            shutil.rmtree(version, ignore_errors=True)
            with contextlib.suppress(OSError):
                if is_new:
                    folder.rmdir()
        if isinstance(error, OSError) and not isinstance(error, OutputError):
            raise cannot_write(folder, error) from error
        raise
    return version.name


def _has_content(path: Path, content: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == content
    return False


def is_left_behind(name: str) -> bool:
    """Whether an interrupted save may have left a file or folder of this name."""
    return bool(VERSION_NAME.fullmatch(name)) or name.startswith(TEMPORARY_PREFIX)


def remove_replaced(folder: Path, keep: str, replaced: Collection[str | None]) -> None:
    """Remove the names ``replaced`` from a folder, and what killed saves have left.

    What another process is writing, or has just written, stays.
    """
    for other in folder.iterdir():
        if other.name == keep:
            continue
        with contextlib.suppress(OSError):
            if other.name in replaced:
                _remove(other)
            elif is_left_behind(other.name):
                _remove_if_abandoned(folder, other)


def _remove_if_abandoned(folder: Path, path: Path) -> None:
    """Remove what a save has left, unless its process is still at work.

    Raises
    ------
    OSError
        If it is, or the path cannot be removed.
    """
    if path.is_symlink():  # no save makes one
        path.unlink()
        return
    handle = lock(path)
    if handle is None:
        if time.time() - path.lstat().st_mtime > SECONDS_UNTIL_ABANDONED:
            _remove(path)
        return
    try:
        # Read under the lock: its process may have ended by making it the current one.
        if json.loads((folder / MANIFEST).read_bytes())["version"] != path.name:
            _remove(path)
    except (ValueError, KeyError, TypeError):
        pass
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def read_version(
    folder: Path, manifest: Mapping[str, Any], max_bytes: Mapping[str, int]
) -> dict[str, bytes]:
    """Return the content of each file that the manifest of a folder names.

    ``max_bytes`` are the largest sizes allowed, by suffix.

    Raises
    ------
    RunFolderError
        If one is missing, or its checksum differs.
    """
    parts = {}
    for name, checksum in manifest["files"].items():
        place = folder / manifest["version"] / name
        at_most = max_bytes.get(place.suffix, 2**63)
        try:
            content = read_regular(place, str(checksum), at_most)
        except FileNotFoundError as error:
            raise RunFolderError(f"{name} is missing. {BACKUP}") from error
        except OSError as error:
            raise RunFolderError(
                f"{name} cannot be read ({error.strerror})."
            ) from error
        if content is None:
            raise RunFolderError(
                f"{name} was altered or damaged after it was saved: its checksum is "
                f"not the one in {MANIFEST}. {BACKUP}"
            )
        parts[name] = content
    return parts


def _flush_to_disk(path: Path) -> None:
    """Flush a file or a folder from the system's cache to disk."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
