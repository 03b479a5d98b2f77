"""Find the files of a published data set: in a folder of the user's, or by download.

A file is looked for in the folder named by the environment variable AUTOENCODE_DATA,
then in the cache, then fetched from its public homes in turn. Its SHA-256 is checked
wherever it comes from, and a download that fails leaves no file behind.
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
ROUNDS = 2  # over all addresses
PAUSE = 1.0  # seconds between rounds
TIMEOUT = 30  # seconds without an answer


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A published file.

    Parameters
    ----------
    dataset : str
        Name of the data set, for messages.
    path : str
        Place below AUTOENCODE_DATA and below the cache, with forward slashes.
    sha256 : str
        Checksum of the content, 64 hexadecimal digits.
    urls : tuple of str, default=()
        Addresses that hold the same file, the best first.
    """

    dataset: str
    path: str
    sha256: str
    urls: tuple[str, ...] = ()


def find_local(file: RemoteFile) -> Path | None:
    """Look for ``file`` below AUTOENCODE_DATA.

    Returns
    -------
    Path or None
        The file; None if the variable is not set, or the folder lacks the file.

    Raises
    ------
    DataFileError
        If the file is there, but its content is not the published one.
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
    if checksum != file.sha256:
        raise DataFileError(
            f"{path} is damaged: its SHA-256 is not that of the {file.dataset} data "
            f"set. Replace the file, or unset {DATA_VARIABLE} to download it."
        )
    return path


def fetch(file: RemoteFile) -> Path:
    """Return the place of a file on this machine; download it if need be.

    Parameters
    ----------
    file : RemoteFile
        The file, with its checksum and its addresses.

    Returns
    -------
    Path
        A file whose SHA-256 was just checked.

    Raises
    ------
    DataFileError
        If AUTOENCODE_DATA holds the file, but a damaged one.
    DownloadError
        If no address gives the file, or the cache cannot be written.
    """
    path = find_local(file)
    if path is not None:
        return path
    failures: dict[str, str] = {}
    for round_ in range(ROUNDS):
        if round_:
            time.sleep(PAUSE)
        for url in file.urls:
            reason = _try(file, url)
            if not reason:
                return _cached(file)
            failures[url] = reason
    tried = ", ".join(f"{url} ({reason})" for url, reason in failures.items())
    folder = os.environ.get(DATA_VARIABLE)
    now = f" (now {folder!r}, which lacks it)" if folder else ""
    raise DownloadError(
        f"The data set {file.dataset!r} could not be fetched from "
        f"{tried or 'anywhere: it has no public address'}. Check the network, or set "
        f"{DATA_VARIABLE}{now} to a folder that holds {file.path}."
    )


def _cached(file: RemoteFile) -> Path:
    """Place of the file in the user's cache folder."""
    import pooch

    return Path(pooch.os_cache("autoencode")) / file.path


def _try(file: RemoteFile, url: str) -> str:
    """Bring the file into the cache; return why this failed, or an empty text."""
    import pooch
    import requests

    place = _cached(file)
    downloader = pooch.HTTPDownloader(
        progressbar=_Progress(file.path) if sys.stderr.isatty() else False,
        chunk_size=2**16,
        timeout=TIMEOUT,
        # A server that unpacks .gz files on the way would change the checksum.
        headers={"Accept-Encoding": "identity"},
    )
    try:
        with _quiet(pooch.get_logger()):
            pooch.retrieve(
                url,
                known_hash=file.sha256,
                fname=place.name,
                path=place.parent,
                downloader=downloader,
            )
    except requests.HTTPError as error:
        answer = error.response
        if answer is None:
            return one_line(error)
        return f"{answer.status_code} {answer.reason}"
    except requests.Timeout:
        return f"no answer within {TIMEOUT} seconds"
    except requests.exceptions.ChunkedEncodingError:
        return "the connection broke off"
    except requests.ConnectionError:
        return "no connection"
    except requests.RequestException as error:
        return one_line(error)
    except ValueError:
        return "its SHA-256 is not the published one"
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DownloadError(
            f"The data set {file.dataset!r} cannot be stored in {place.parent}: "
            f"{reason}. Free the place, or set {DATA_VARIABLE} to a folder that "
            f"holds {file.path}."
        ) from error
    return ""


@contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    """Silence a logger for a while."""
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Progress:
    """One line on the terminal that counts megabytes, as pooch wants it."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.total = 0  # bytes; 0 where the server does not say
        self.done = 0

    def update(self, n_bytes: int) -> None:
        self.done += n_bytes
        if self.total:  # pooch counts whole pieces, also for the last
            self.done = min(self.done, self.total)
        of = f" of {self.total / 1e6:.1f}" if self.total else ""
        sys.stderr.write(f"\r{self.title}: {self.done / 1e6:.1f}{of} MB")
        sys.stderr.flush()

    def reset(self) -> None:
        self.done = 0

    def close(self) -> None:
        sys.stderr.write("\n")
