"""A local copy of a folder on storage, which is changed and uploaded again."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any

from autoencode.errors import DataFileError
from autoencode.remote.paths import RemotePath

UNFINISHED = ".autoencode-writing-"  # begin names of files that are being written
ATTEMPTS = 10  # to read a folder that is being replaced

Stamp = tuple[int, int]  # size, time of change


class Mirror:
    """A local folder, and one on storage with the same files.

    Parameters
    ----------
    local : Path
        A folder, at first empty.

    remote : RemotePath
        The folder on storage.

    order : callable
        The key by which names of files, such as "pictures/codes.png", are sorted before
        they are uploaded. What refers to others comes last.
    """

    def __init__(
        self, local: Path, remote: RemotePath, order: Callable[[str], Any]
    ) -> None:
        self.local, self.remote, self.order = local, remote, order
        self._same: dict[str, Stamp] = {}  # local files that storage has too

    def fetch(self, wanted: Callable[[str], bool] = lambda name: True) -> None:
        """Download the files on storage.

        Raises
        ------
        FileNotFoundError
            If one is removed meanwhile, again and again.

        DataFileError
            If one cannot be read, or its name leads out of the folder.
        """
        for remaining in reversed(range(ATTEMPTS)):
            with contextlib.suppress(*[FileNotFoundError] * bool(remaining)):
                for name in filter(wanted, self.remote.files()):
                    if not is_inside(name):
                        raise DataFileError(
                            f"{self.remote} has a file {name!r}, whose name leads out "
                            f"of the folder. Remove it from the storage."
                        )
                    place = self.local / name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    (self.remote / name).download(place)
                    self._same[name] = _stamp(place)
                return

    def claim(self, name: str) -> None:
        """Write a file to storage, empty if there is none here, to see that one can.

        The next `update` replaces it, or removes it if there still is none here.

        Raises
        ------
        OutputError
            If storage cannot be written to.
        """
        with tempfile.NamedTemporaryFile() as empty:
            here = self.local / name
            place = here if here.exists() else Path(empty.name)
            (self.remote / name).upload(place)
            self._same[name] = _stamp(place)

    def update(self) -> None:
        """Upload what changed, and remove from storage what was removed here.

        Raises
        ------
        OutputError
            If storage cannot be written to.
        """
        files = {
            path.relative_to(self.local).as_posix(): path
            for path in self.local.rglob("*")
            if path.is_file() and UNFINISHED not in str(path.relative_to(self.local))
        }
        for name in sorted(files, key=self.order):
            stamp = _stamp(files[name])
            if self._same.get(name) != stamp:
                (self.remote / name).upload(files[name])
                self._same[name] = stamp
        for name in set(self._same) - set(files):
            (self.remote / name).unlink(missing_ok=True)
            del self._same[name]


def is_inside(name: str) -> bool:
    """Whether a name of a file, with "/" between parts, is inside its folder."""
    is_local = not PureWindowsPath(name).anchor and "\\" not in name
    return is_local and not {"", ".", ".."} & set(name.split("/"))


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
