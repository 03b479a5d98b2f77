"""Every exception this package raises on purpose.

AutoencodeError
├── InvalidParameterError (ValueError)       an argument breaks its rule
├── InvalidDataError (ValueError)            X or y breaks a rule: NaN, wrong width, ...
│   └── MixedColumnsError                    text, dates or missing cells among numbers
├── DataFileError (ValueError)               a data file cannot be read, or is damaged
├── RunFolderError (ValueError)              a run folder is missing, damaged or too new
├── OutputError (OSError)                    a file or folder cannot be written
├── DownloadError (OSError)                  a data set cannot be fetched
├── TrainingDivergedError (ArithmeticError)  the loss became NaN or infinite
└── TooLittleMemoryError (MemoryError)       training does not fit into the memory

A message is one line: what is wrong, where (row, column, file), and the way out. Rows
and columns are counted from 0, as NumPy does; lines of text files from 1, as editors
do.
"""

import sys
import warnings
from collections.abc import Iterable
from difflib import get_close_matches

# Packages whose lines are not the user's.
CALLED_THROUGH = ("autoencode", "sklearn", "joblib")


class AutoencodeError(Exception):
    """Base class: catch this to catch everything the package raises on purpose."""


class InvalidParameterError(AutoencodeError, ValueError):
    """An argument breaks its rule."""


class InvalidDataError(AutoencodeError, ValueError):
    """Samples or labels break a rule."""


class MixedColumnsError(InvalidDataError):
    """Columns hold text, dates or missing cells where numbers are needed."""


class DataFileError(AutoencodeError, ValueError):
    """A data file cannot be read."""


class RunFolderError(AutoencodeError, ValueError):
    """A run folder is missing, damaged, altered or of a newer format."""


class OutputError(AutoencodeError, OSError):
    """A file or folder cannot be written."""


class DownloadError(AutoencodeError, OSError):
    """A data set cannot be fetched."""


class TrainingDivergedError(AutoencodeError, ArithmeticError):
    """The training loss became NaN or infinite."""


class TooLittleMemoryError(AutoencodeError, MemoryError):
    """Training does not fit into the memory of the device."""


def listed(names: Iterable[object], limit: int = 5) -> str:
    """Names in quotes, with commas; past ``limit``, a count of the rest."""
    names = list(names)
    text = ", ".join(repr(str(name)) for name in names[:limit])
    rest = len(names) - limit
    return f"{text} and {rest} more" if rest > 0 else text


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`` Did you mean 'x'?`` with the nearest of ``names``, or nothing."""
    near = get_close_matches(name, list(names), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def unknown_name(kind: str, name: str, names: Iterable[str]) -> str:
    """Message for a name that is in none of the tables."""
    names = list(names)
    return (
        f"{kind} {name!r} is not known; choose one of {listed(names, limit=30)}."
        f"{did_you_mean(name, names)}"
    )


def why(error: BaseException) -> str:
    """What is wrong with the description that raised this, in one line."""
    return f"it lacks {error}" if isinstance(error, KeyError) else one_line(error)


def one_line(error: BaseException) -> str:
    """First line of another library's message, to be quoted inside ours."""
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warn, of the user's own line: the first that is not ours nor scikit-learn's."""
    frame, level = sys._getframe(1), 2
    while frame.f_back is not None:
        if frame.f_globals.get("__name__", "").split(".")[0] not in CALLED_THROUGH:
            break
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)
