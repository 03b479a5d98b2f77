"""The exceptions of this package.

AutoencodeError
├── InvalidParameterError (ValueError)       an argument is invalid
├── InvalidDataError (ValueError)            X or y is invalid: NaN, wrong width, ...
│   ├── MixedColumnsError                    text, dates or missing cells among numbers
│   └── LargeValueError                      a value is too large; its place is known
├── DataFileError (ValueError)               a data file cannot be read, or is damaged
├── RunFolderError (ValueError)              a run folder is missing, damaged or too new
├── CheckpointError (ValueError)             a checkpoint is damaged, or of another fit
├── OutputError (OSError)                    a file or folder cannot be written
├── DownloadError (OSError)                  a data set cannot be fetched
├── TrainingDivergedError (ArithmeticError)  the loss became NaN or infinite
├── TooLittleMemoryError (MemoryError)       training does not fit into the memory
├── FitProcessError (RuntimeError)           a process ended before its fit did
├── ClusterError (RuntimeError)              a cluster, or a worker of it, failed
└── ExportError (RuntimeError)               an exported model is not as the original

A message is one line: what is wrong, where (row, column, file), and how to fix it. Rows
and columns are counted from 0, as in NumPy; lines of text files from 1, as in editors.
"""

import sys
import warnings
from collections.abc import Iterable
from difflib import get_close_matches

# Frames of these packages are skipped to find the user's line.
CALLED_THROUGH = ("autoencode", "sklearn", "joblib")


class AutoencodeError(Exception):
    """Base class of the exceptions of this package."""

    def __str__(self) -> str:
        """Return the message in one line: cells and names it quotes may have more."""
        return printable(super().__str__())


class InvalidParameterError(AutoencodeError, ValueError):
    """An argument is invalid."""


class InvalidDataError(AutoencodeError, ValueError):
    """Samples or labels are invalid."""


class MixedColumnsError(InvalidDataError):
    """Columns hold text, dates or missing cells where numbers are needed.

    Parameters
    ----------
    reason : str
        What is wrong, and where; the message starts with it.

    advice : str, default=""
        The rest of the message.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason + advice)
        self.reason, self.advice = reason, advice


class LargeValueError(InvalidDataError):
    """A value is too large for a network.

    Parameters
    ----------
    message : str

    place : (int, int) or None
        Its row and column, if they are known.
    """

    def __init__(self, message: str, place: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.place = place


class DataFileError(AutoencodeError, ValueError):
    """A data file cannot be read."""


class RunFolderError(AutoencodeError, ValueError):
    """A run folder is missing, damaged, altered or of a newer format."""


class CheckpointError(AutoencodeError, ValueError):
    """A checkpoint is damaged, or belongs to another fit."""


class OutputError(AutoencodeError, OSError):
    """A file or folder cannot be written."""


class DownloadError(AutoencodeError, OSError):
    """A data set cannot be fetched."""


class TrainingDivergedError(AutoencodeError, ArithmeticError):
    """The training loss became NaN or infinite."""


class TooLittleMemoryError(AutoencodeError, MemoryError):
    """Training does not fit into the memory of the device."""


class FitProcessError(AutoencodeError, RuntimeError):
    """A process ended before its fit did."""


class ClusterError(AutoencodeError, RuntimeError):
    """A cluster cannot be used, or its workers were lost."""


class ExportError(AutoencodeError, RuntimeError):
    """An exported model is not as the original, or cannot be written as a graph."""


def listed(names: Iterable[object], limit: int = 5) -> str:
    """Join quoted names with commas; beyond ``limit``, give the number of the rest."""
    names = list(names)
    text = ", ".join(repr(str(name)) for name in names[:limit])
    rest = len(names) - limit
    return f"{text} and {rest} more" if rest > 0 else text


def counted(number: int, noun: str) -> str:
    """Return a count with its noun: ``1 stem``, ``2 stems``, ``3 classes``."""
    ending = "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{'' if number == 1 else ending}"


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` with the closest of ``names``, or an empty text."""
    near = get_close_matches(name, list(names), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def unknown_name(kind: str, name: str, names: Iterable[str]) -> str:
    """Return the error message for a name that is not one of ``names``."""
    names = list(names)
    return (
        f"{kind} {name!r} is not known; choose one of {listed(names, limit=30)}."
        f"{did_you_mean(name, names)}"
    )


def printable(text: str) -> str:
    """Return a text with escapes for line ends, control characters and odd spaces."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def why(error: BaseException) -> str:
    """Return in one line why an invalid description raised ``error``."""
    return f"it lacks {error}" if isinstance(error, KeyError) else one_line(error)


def one_line(error: BaseException) -> str:
    """Return the first line of another library's message, to quote it in ours."""
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__


def shortened(text: str, most: int) -> str:
    """Return a text for a message, at most so many letters of it and three dots."""
    return text if len(text) <= most else f"{text[:most]}..."


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warn with the user's line: the first outside the packages `CALLED_THROUGH`."""
    frame, level = sys._getframe(1), 2
    while frame.f_back is not None:
        if frame.f_globals.get("__name__", "").split(".")[0] not in CALLED_THROUGH:
            break
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)
