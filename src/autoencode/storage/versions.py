"""Versions of a run folder: files that belong together, written as a whole.

Each version is a subfolder, which the manifest names; the manifest is replaced last. A
killed save leaves the old version or the new one; the next save removes its remains.
"""

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from autoencode.errors import OutputError, RunFolderError
from autoencode.files import (
    BACKUP,
    MANIFEST,
    cannot_write,
    claimed,
    is_left_behind,
    json_bytes,
    read_regular,
    sha256_of,
    write_bytes,
)
from autoencode.locks import lock

# Where the system has no locks, a half-written version older than that is removed.
SECONDS_UNTIL_ABANDONED = 3600.0


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
        with claimed(version, Path.mkdir):
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
