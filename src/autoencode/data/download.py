"""Files of published data sets: local copies, or downloads.

A file is searched in the folder given by the environment variable AUTOENCODE_DATA, then
in the cache, then downloaded from the first URL that works. Its checksum is always
checked, and a failed download leaves no file.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autoencode.errors import DataFileError, DownloadError, one_line
from autoencode.files import sha256_of_file

DATA_VARIABLE = "AUTOENCODE_DATA"
ROUNDS = 2  # over all URLs
PAUSE = 1.0  # seconds between rounds
TIMEOUT = 30  # seconds without a response


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A published file.

    Parameters
    ----------
    dataset : str
        Name of the data set, for messages.
    path : str
        Path relative to AUTOENCODE_DATA and to the cache, with forward slashes.
    sha256 : str
        SHA-256 of the content, 64 hexadecimal digits.
    published : str, default=""
        Checksum of the file at the URLs, with its algorithm, such as ``"md5:..."``, if
        that is another file with the same contents: an archive packed in another way.
        AUTOENCODE_DATA may hold either file.
    urls : tuple of str, default=()
        URLs of the file, in order of preference.
    """

    dataset: str
    path: str
    sha256: str
    published: str = ""
    urls: tuple[str, ...] = ()


def find_local(file: RemoteFile) -> Path | None:
    """Find ``file`` in AUTOENCODE_DATA.

    Returns
    -------
    Path or None
        The file; None if the variable is not set, or the folder does not contain it.

    Raises
    ------
    DataFileError
        If the content of the file is not the published one.
    """
    folder = os.environ.get(DATA_VARIABLE)
    if not folder:
        return None
    path = Path(folder).expanduser() / file.path
    if not path.is_file():
        return None
    try:
        checksum = sha256_of_file(path)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error
    if checksum != file.sha256 and not _is_published(path, file):
        raise DataFileError(
            f"{path} is damaged: its SHA-256 is not that of the {file.dataset} data "
            f"set. Replace the file, or unset {DATA_VARIABLE} to download it."
        )
    return path


def fetch(file: RemoteFile) -> Path:
    """Return the local path of a file; download it if necessary.

    Parameters
    ----------
    file : RemoteFile
        The file, with its checksum and URLs.

    Returns
    -------
    Path
        A file with the right SHA-256.

    Raises
    ------
    DataFileError
        If the file in AUTOENCODE_DATA is damaged.
    DownloadError
        If no URL gives the file, or the cache cannot be written.
    """
    path = find_local(file)
    if path is not None:
        return path
    failures: dict[str, str] = {}
    for round_ in range(ROUNDS):
        if round_:
            time.sleep(PAUSE)
        for url in file.urls:
            reason = _download(file, url)
            if not reason:
                return _cache_path(file)
            failures[url] = reason
    tried = ", ".join(f"{url} ({reason})" for url, reason in failures.items())
    folder = os.environ.get(DATA_VARIABLE)
    now = f" (now {folder!r}, which lacks it)" if folder else ""
    raise DownloadError(
        f"The data set {file.dataset!r} could not be downloaded from "
        f"{tried or 'anywhere: it has no public URL'}. Check the network, or set "
        f"{DATA_VARIABLE}{now} to a folder that holds {file.path}."
    )


def _is_published(path: Path, file: RemoteFile) -> bool:
    """Whether a file is the one at the URLs, where this is another one."""
    from pooch.hashes import hash_matches

    return bool(file.published) and bool(hash_matches(str(path), file.published))


def _cache_path(file: RemoteFile) -> Path:
    """Return the path of the file in the user's cache folder."""
    import pooch

    return Path(pooch.os_cache("autoencode")) / file.path


def _download(file: RemoteFile, url: str) -> str:
    """Download the file to the cache; return the reason of a failure, else ""."""
    import pooch
    import requests

    path = _cache_path(file)
    downloader = pooch.HTTPDownloader(
        progressbar=_Progress(file.path) if sys.stderr.isatty() else False,
        chunk_size=2**16,
        timeout=TIMEOUT,
        # Otherwise a server may send .gz files decompressed, with another checksum.
        headers={"Accept-Encoding": "identity"},
    )
    try:
        with _quiet(pooch.get_logger()):
            pooch.retrieve(
                url,
                known_hash=file.published or file.sha256,
                fname=path.name,
                path=path.parent,
                downloader=downloader,
            )
    except requests.HTTPError as error:
        response = error.response
        if response is None:
            return one_line(error)
        return f"{response.status_code} {response.reason}"
    except requests.Timeout:
        return f"no response within {TIMEOUT} seconds"
    except requests.exceptions.ChunkedEncodingError:
        return "the connection was interrupted"
    except requests.ConnectionError:
        return "no connection"
    except requests.RequestException as error:
        return one_line(error)
    except ValueError:
        name = "MD5" if file.published.startswith("md5") else "SHA-256"
        return f"its {name} is not the published one"
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DownloadError(
            f"The data set {file.dataset!r} cannot be stored in {path.parent}: "
            f"{reason}. Set {DATA_VARIABLE} to a folder that holds {file.path}."
        ) from error
    return ""


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Silence a logger temporarily."""
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Progress:
    """Progress in megabytes on one line of the terminal, with pooch's interface."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.total = 0  # bytes; 0 if the server does not report it
        self.done = 0

    def update(self, n_bytes: int) -> None:
        self.done += n_bytes
        if self.total:  # pooch also counts the last chunk as a full one
            self.done = min(self.done, self.total)
        of = f" of {self.total / 1e6:.1f}" if self.total else ""
        sys.stderr.write(f"\r{self.title}: {self.done / 1e6:.1f}{of} MB")
        sys.stderr.flush()

    def reset(self) -> None:
        self.done = 0

    def close(self) -> None:
        sys.stderr.write("\n")
