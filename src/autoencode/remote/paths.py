"""Files and folders on storage that pyarrow knows, by URI: s3://, gs://, hdfs://, ...

A `RemotePath` has the few methods of `pathlib.Path` that this package needs of a place
on storage; `place_of` returns one of the two for what a user gives.

Credentials come from the environment and never from a URI, so that none is in a
message or in the facts of a saved run.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from autoencode.errors import (
    AutoencodeError,
    DataFileError,
    InvalidParameterError,
    OutputError,
    unknown_name,
)
from autoencode.remote.retries import CREDENTIALS, retrying
from autoencode.remote.systems import file_system, s3_endpoint, write_whole

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
AS_PATH = re.compile(r"[a-z0-9]{2,}:/\w")  # a URI after `pathlib.Path`
SCHEMES = ("s3", "gs", "gcs", "hdfs", "viewfs", "abfs", "abfss", "file")
OF_BUCKETS = ("s3", "gs", "gcs", "abfs", "abfss")  # which must exist
# Of pyarrow's S3FileSystem, as text; yes and no are not needed.
S3_SETTINGS = ("endpoint_override", "scheme", "region", "tls_ca_file_path")
SECRET = re.compile(r"secret|token|password|access_key|account_key|sas", re.IGNORECASE)
KEPT = "/!$&'()*+,;=:@~"  # characters of a path that a URI shows as they are

PART_BYTES = 2**24  # of a file that is downloaded


def is_remote(path: object) -> bool:
    """Whether a path is a URI of storage, such as s3://bucket/key."""
    return isinstance(path, RemotePath) or bool(URI.match(str(path)))


def place_of(path: str | os.PathLike[str] | RemotePath) -> Path | RemotePath:
    """Return a path as a `RemotePath` if it is a URI, else as a `Path`.

    Raises
    ------
    InvalidParameterError
        If it is a URI of storage that is not known, has credentials, or has one slash
        for two.
    """
    if isinstance(path, RemotePath):
        return path
    if isinstance(path, str) and AS_PATH.match(path) and not Path(path).exists():
        raise InvalidParameterError(
            f"{path} has one slash, and a URI has two: {_as_uri(path)}."
        )
    return RemotePath(str(path)) if is_remote(path) else Path(path)


def refuse_uri(path: Path, failure: type[AutoencodeError]) -> None:
    """Raise ``failure`` for a URI that has become a path of this machine."""
    if AS_PATH.match(str(path)):
        raise failure(
            f"{path} is on storage. DATA in Parquet files, results and run folders may "
            f"be there, with two slashes: {_as_uri(path)}. Else give a path of this "
            f"machine."
        )


def _as_uri(path: str | Path) -> str:
    """Return a URI that has one slash as it should be."""
    return str(path).replace(":/", "://", 1)


def check_is_local(path: Path) -> None:
    """Raise OutputError for a URI as a path, and for ``~`` that a shell has left.

    A folder of that name would be made, and is not meant.
    """
    refuse_uri(path, OutputError)
    first = path.parts[0] if len(path.parts) > 1 else ""
    if first.startswith("~") and not Path(first).exists():
        raise OutputError(
            f"Cannot write {path}: there is no folder {first!r}. The shell replaces ~ "
            f"only at the start of a word without quotes; give the whole path."
        )


class RemotePath:
    """A file or folder on storage.

    Parameters
    ----------
    uri : str
        ``scheme://authority/path?setting=value``; the path is percent-decoded, so that
        a question mark of a name is ``%3F``. Settings of ``s3`` are
        ``endpoint_override``, ``scheme`` ("http" or "https"), ``region`` and
        ``tls_ca_file_path``; those of other storage are pyarrow's.

    Raises
    ------
    InvalidParameterError
        If the scheme or a setting is not known, or credentials are in the URI.
    """

    def __init__(self, uri: str) -> None:
        try:
            parts = urlsplit(uri, allow_fragments=False)
        except ValueError as error:
            raise InvalidParameterError(f"The URI is not valid: {error}.") from error
        self.scheme, self.authority = parts.scheme, parts.netloc
        self.settings = parts.query
        self.path = unquote(parts.path).rstrip("/")
        self.ends_as_folder = parts.path.endswith("/")
        if self.scheme not in SCHEMES:
            raise InvalidParameterError(
                unknown_name(
                    "Storage", f"{self.scheme}://", [f"{s}://" for s in SCHEMES]
                )
            )
        names = [name for name, _ in parse_qsl(self.settings, keep_blank_values=True)]
        user, has_user, _ = self.authority.rpartition("@")
        if (has_user and ":" in user) or any(map(SECRET.search, names)):
            raise InvalidParameterError(
                f"Credentials are not taken from a URI of {self.scheme}://. "
                f"{CREDENTIALS}"
            )
        self._check_settings(uri)
        if self.scheme == "s3":
            self._check_s3(names)

    def _check_settings(self, uri: str) -> None:
        """Raise InvalidParameterError for a question mark that begins no settings."""
        for part in uri.partition("?")[2].split("&") if "?" in uri else ():
            name, _, value = part.partition("=")
            if not (name and value):
                raise InvalidParameterError(
                    f"Settings begin after the '?' of a URI, and {part!r} is none. "
                    f"Write them as name=value, and a question mark of a name as %3F."
                )

    def _check_s3(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in S3_SETTINGS:
                raise InvalidParameterError(
                    unknown_name("The setting of s3://", name, S3_SETTINGS)
                )
        if not self.authority:
            raise InvalidParameterError(
                "s3:// needs the name of a bucket: s3://bucket/key."
            )

    def __reduce__(self) -> tuple[type[RemotePath], tuple[str]]:
        return RemotePath, (str(self),)

    def __str__(self) -> str:
        return self.plain + (f"?{self.settings}" if self.settings else "")

    def __repr__(self) -> str:
        return f"RemotePath({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemotePath) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    @property
    def plain(self) -> str:
        """The URI without settings: the same through another endpoint."""
        return f"{self.scheme}://{self.authority}{quote(self.path, safe=KEPT)}"

    @property
    def host(self) -> str:
        """What is to answer."""
        settings = dict(parse_qsl(self.settings))
        endpoint = s3_endpoint(settings) if self.scheme == "s3" else None
        return (endpoint or "").rpartition("//")[
            2
        ] or f"{self.scheme}://{self.authority}"

    @property
    def name(self) -> str:
        """The last part of the path; that of a bucket's root is the bucket."""
        return PurePosixPath(self.path).name or self.authority

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The end of the name from its last dot on."""
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> RemotePath:
        """The folder that it is in."""
        return self._with_path(self.path.rpartition("/")[0])

    def __truediv__(self, name: str) -> RemotePath:
        return self._with_path(f"{self.path}/{name}")

    def with_name(self, name: str) -> RemotePath:
        """Return the place of another name in the same folder."""
        return self.parent / name

    def _with_path(self, path: str) -> RemotePath:
        settings = f"?{self.settings}" if self.settings else ""
        uri = f"{self.scheme}://{self.authority}{quote(path, safe=KEPT)}{settings}"
        return RemotePath(uri)

    def opened(self) -> tuple[Any, str]:
        """Return pyarrow's file system, and the path in it."""
        which = self.scheme, self.authority, self.settings
        system, root = file_system(os.getpid(), *which)
        return system, root + self.path or "/"

    def info(self) -> Any:
        """Return pyarrow's facts of it: type, size, time of change."""

        def ask() -> Any:
            system, path = self.opened()
            return system.get_file_info(path)

        return retrying(ask, self)

    def exists(self) -> bool:
        """Whether it is a file, or a folder that has files."""
        return bool(self.info().type.name != "NotFound")

    def is_file(self) -> bool:
        """Whether it is a file."""
        return bool(self.info().is_file)

    def is_dir(self) -> bool:
        """Whether it is a folder that has files."""
        return bool(self.info().type.name == "Directory")

    def check_root(self, failure: type[AutoencodeError] = DataFileError) -> None:
        """Raise ``failure`` if the bucket, or the root of the storage, is missing."""
        root = self._with_path("")
        if self.scheme in OF_BUCKETS and not root.exists():
            raise failure(
                f"{root.plain} does not exist. Check the name and the address."
            )

    def check_exists(self) -> None:
        """Raise DataFileError if there is no such file or folder."""
        if not self.exists():
            self.check_root()
            raise DataFileError(f"{self} does not exist.")

    def iterdir(self) -> Iterator[RemotePath]:
        """Yield what is in the folder, in order of name; nothing if it has no files."""
        yield from (self / name for name in self._names(recursive=False))

    def files(self) -> list[str]:
        """Return the paths of all files below it, relative to it and in order."""
        return self._names(recursive=True)

    def _names(self, *, recursive: bool) -> list[str]:
        from pyarrow.fs import FileSelector

        def listing() -> list[str]:
            system, path = self.opened()
            selector = FileSelector(path, allow_not_found=True, recursive=recursive)
            found = system.get_file_info(selector)
            start = len(path.rstrip("/")) + 1
            return sorted(
                each.path[start:] for each in found if each.is_file or not recursive
            )

        return retrying(listing, self)

    def open(self) -> Any:
        """Return pyarrow's file to read any part of; it is not tried again."""
        system, path = self.opened()
        return system.open_input_file(path)

    def read_bytes(self) -> bytes:
        """Return the content of a file."""

        def read() -> bytes:
            with self.open() as file:
                return bytes(file.read())

        return retrying(read, self)

    def download(self, place: Path) -> None:
        """Write the content of a file to a local one."""

        def read() -> None:
            with self.open() as source, place.open("wb") as target:
                while part := source.read(PART_BYTES):
                    target.write(part)

        retrying(read, self)

    def upload(self, place: Path) -> None:
        """Write a local file here: readers find the old file or the new one, whole.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        retrying(lambda: write_whole(place, *self.opened()), self, OutputError)

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove a file.

        Raises
        ------
        OutputError
            If it cannot be removed.
        """

        def remove() -> None:
            system, path = self.opened()
            try:
                system.delete_file(path)
            except FileNotFoundError:
                if not missing_ok:
                    raise

        retrying(remove, self, OutputError)

    def rmdir(self) -> None:
        """Remove the folder, with what is left in it."""

        def remove() -> None:
            system, path = self.opened()
            if system.get_file_info(path).type.name == "Directory":
                system.delete_dir(path)

        retrying(remove, self, OutputError)


@contextmanager
def local_copy(path: Path | RemotePath) -> Iterator[Path]:
    """Yield a file of this machine: the path, or within the block a copy of it."""
    if isinstance(path, Path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="autoencode-") as folder:
        place = Path(folder) / path.name
        path.download(place)
        yield place


def stamps(paths: Sequence[Path | RemotePath]) -> list[tuple[int, int] | None]:
    """Return the size and the time of the last change of files; None for one gone."""
    remote = [path for path in paths if isinstance(path, RemotePath)]
    if not remote:
        return [_stamp(path) for path in paths if isinstance(path, Path)]

    def ask() -> Any:  # all at once: one after another would take long
        system = remote[0].opened()[0]
        return system.get_file_info([path.opened()[1] for path in remote])

    return [
        (each.size, each.mtime_ns) if each.is_file else None
        for each in retrying(ask, remote[0])
    ]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
