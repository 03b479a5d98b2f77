"""Operations on storage that does not answer for a while: they are tried again."""

from __future__ import annotations

import errno
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from autoencode.errors import AutoencodeError, DataFileError, OutputError, one_line

T = TypeVar("T")

MOST_SECONDS = 120.0  # for which an operation is tried again
FIRST_WAIT = 1.0  # seconds; each wait is twice the one before
# Storage that is busy, restarted or unreachable. Names are those of AWS.
TRANSIENT = re.compile(
    r"NETWORK_CONNECTION|INTERNAL_FAILURE|SERVICE_UNAVAILABLE|SLOW_DOWN|THROTTLING"
    r"|REQUEST_TIMEOUT|REQUEST_EXPIRED|HTTP (?:status|response code):? ?5\d\d"
    r"|curlCode|timed? ?out|connection (?:refused|reset|closed|aborted)"
    r"|(?:could not|couldn't|unable to) connect|temporarily|UNAVAILABLE",
    re.IGNORECASE,
)
TRANSIENT_NUMBERS = {
    errno.ECONNREFUSED,
    errno.ECONNRESET,
    errno.ECONNABORTED,
    errno.ETIMEDOUT,
    errno.EPIPE,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
}
AWS = re.compile(r"AWS Error (\w+)(?:.*? operation: )?(.*)", re.DOTALL)
REASONS = {
    "ACCESS_DENIED": "access is denied",
    "INVALID_ACCESS_KEY_ID": "the access key is not known there",
    "INVALID_CLIENT_TOKEN_ID": "the access key is not known there",
    "SIGNATURE_DOES_NOT_MATCH": "the secret access key is wrong",
    "NO_SUCH_BUCKET": "there is no such bucket",
    "NO_SUCH_KEY": "it does not exist any more",
    "RESOURCE_NOT_FOUND": "it does not exist any more",
}
CREDENTIALS = (
    "Give credentials by the environment variables AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY, or what the storage uses instead."
)


class Stored(Protocol):
    """A place on storage."""

    @property
    def host(self) -> str:
        """What is to answer."""

    @property
    def plain(self) -> str:
        """The place as messages name it."""


class Patience:
    """Waits between attempts, until there have been enough.

    Parameters
    ----------
    path : RemotePath
        What is read or written.

    failure : type of AutoencodeError, default=DataFileError
        What is raised at the end.
    """

    def __init__(
        self, path: Stored, failure: type[AutoencodeError] = DataFileError
    ) -> None:
        self.path, self.failure = path, failure
        self.answered()

    def answered(self) -> None:
        """Begin anew: the storage has answered."""
        self.since: float | None = None  # the first error
        self.wait = FIRST_WAIT

    def after(self, error: OSError) -> None:
        """Wait after an error if it may pass; else raise.

        Raises
        ------
        FileNotFoundError
            If what is read does not exist.

        AutoencodeError
            Another error, or one that did not pass.
        """
        is_reading = self.failure is not OutputError
        if isinstance(error, AutoencodeError):
            raise error
        if isinstance(error, FileNotFoundError) and is_reading:
            raise error
        reason = reason_of(error)
        if not is_transient(error):
            advice = f" {CREDENTIALS}" if "access" in reason else ""
            doing = "read" if is_reading else "write to"
            raise self.failure(
                f"Cannot {doing} {self.path.plain}: {reason}.{advice}"
            ) from error
        now = time.monotonic()
        left = MOST_SECONDS if self.since is None else self.since + MOST_SECONDS - now
        if left <= 0:
            raise self.failure(
                f"Storage at {self.path.host} did not answer for "
                f"{_duration(MOST_SECONDS)} ({reason}): {self.path.plain}. Check the "
                f"address and the network, and start again."
            ) from error
        if self.since is None:
            self.since = now
            sys.stderr.write(
                f"Storage at {self.path.host} does not answer ({reason}); trying again "
                f"for up to {_duration(MOST_SECONDS)}.\n"
            )
            sys.stderr.flush()
        time.sleep(min(self.wait, left))
        self.wait *= 2


def retrying(
    operation: Callable[[], T],
    path: Stored,
    failure: type[AutoencodeError] = DataFileError,
) -> T:
    """Return the result of an operation on storage; try again while it is away.

    Errors that may pass (no connection, a time-out, an overloaded server) are waited
    for, up to two minutes. A line on standard error says so.

    Raises
    ------
    FileNotFoundError
        If what is read does not exist.

    AutoencodeError
        ``failure``, for other errors.
    """
    patience = Patience(path, failure)
    while True:
        try:
            return operation()
        except OSError as error:
            patience.after(error)


def resuming(read: Callable[[], Iterable[T]], path: Stored) -> Iterator[T]:
    """Yield what ``read()`` yields; after an error that may pass, from there on again.

    ``read`` must yield the same each time.
    """
    patience, n_done = Patience(path), 0
    while True:
        try:
            for number, item in enumerate(read()):
                if number >= n_done:
                    n_done += 1
                    patience.answered()
                    yield item
            return
        except OSError as error:
            patience.after(error)


def is_transient(error: OSError) -> bool:
    """Whether an operation that failed may succeed if it is tried again."""
    if isinstance(error, ConnectionError | TimeoutError):
        return True
    return error.errno in TRANSIENT_NUMBERS or bool(TRANSIENT.search(str(error)))


def reason_of(error: OSError) -> str:
    """Return in a few words why an operation failed."""
    found = AWS.search(str(error))
    if found is None:
        return (error.strerror or one_line(error)).rstrip(".")
    text = re.sub(r"^curlCode: \d+, |; Details: .*| \(Request ID: .*", "", found[2])
    text = one_line(ValueError(text)).rstrip(".")
    if found[1] in REASONS:
        return REASONS[found[1]]
    return text if found[2].startswith("curlCode") else f"{found[1]}: {text}"


def _duration(seconds: float) -> str:
    return "2 minutes" if seconds == 120 else f"{seconds:g} s"
