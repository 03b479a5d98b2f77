"""Runs on storage: they are read, and written, through a local copy of the folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autoencode.errors import OutputError
from autoencode.files import CHECKPOINTS, LOG, MANIFEST
from autoencode.remote import RemotePath, is_remote
from autoencode.remote.folders import Mirror

PREFIX = "autoencode-run-"
# Of a run folder, not needed to load the run; checkpoints tell of a stopped fit.
NOT_LOADED = (CHECKPOINTS, "pictures", "report.html", "log.jsonl")


@dataclass
class RunFolder:
    """A run folder that a command writes to.

    Attributes
    ----------
    local : Path
        Where files are written.

    place : Path or RemotePath
        What the user calls it: the same, or a folder on storage.
    """

    local: Path
    place: Path | RemotePath
    mirror: Mirror | None = None

    def update(self) -> None:
        """Upload what has changed since the last time; nothing for a local folder."""
        if self.mirror is not None:
            self.mirror.update()


@contextmanager
def run_folder(
    place: Path | RemotePath, *, is_written: bool = True, is_tried: bool = False
) -> Iterator[RunFolder]:
    """Yield a run folder to write to; one on storage is uploaded at the end.

    The manifest is uploaded last: what has none is not a run. If the upload fails, the
    local copy is kept. Unless it ``is_written`` by this process there is no copy. If it
    ``is_tried``, the log is written at once: a training would else end in vain.

    Raises
    ------
    OutputError
        If storage cannot be written to.
    """
    if isinstance(place, Path) or not is_written:
        yield RunFolder(
            Path(place.name) if is_remote(place) else Path(str(place)), place
        )
        return
    # Not removed by a context manager: it may have to be kept.
    above = Path(tempfile.mkdtemp(prefix=PREFIX))
    local = above / place.name
    local.mkdir()
    mirror = Mirror(local, place, _order)
    is_kept = False
    try:
        mirror.fetch()
        if is_tried:
            mirror.claim(LOG)
        try:
            yield RunFolder(local, place, mirror)
        finally:
            is_kept = True
            mirror.update()
            is_kept = False
    except OutputError as error:
        if not is_kept or not any(local.iterdir()):
            raise
        raise OutputError(
            f"{error} What was to be written is kept in {local}."
        ) from error
    finally:
        if not is_kept:
            shutil.rmtree(above, ignore_errors=True)


@contextmanager
def fetched(place: RemotePath) -> Iterator[Path]:
    """Yield a local copy of what is needed to load a run on storage."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as above:
        local = Path(above) / place.name
        mirror = Mirror(local, place, _order)
        mirror.fetch(_is_loaded)
        yield local


def _is_loaded(name: str) -> bool:
    is_checkpoint = name.startswith(f"{CHECKPOINTS}/checkpoint-")
    return is_checkpoint or name.split("/")[0] not in NOT_LOADED


def _order(name: str) -> tuple[bool, bool, str]:
    """Return the key by which files are uploaded: what names others is last."""
    is_checkpoint = name.startswith(f"{CHECKPOINTS}/checkpoint-")
    return name == MANIFEST, is_checkpoint, name
