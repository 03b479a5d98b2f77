"""What a worker does before its work, and how it answers.

Workers import this file by pickle. It imports neither Ray nor PyTorch: environment
variables of the caller are set before PyTorch reads them.
"""

from __future__ import annotations

import os
import pickle
import socket
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from autoencode.errors import AutoencodeError, ClusterError, warn

# Variables that change results, and how threads wait, by the start of their names.
VARIABLES = ("AUTOENCODE_", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT")
SECRETS = frozenset({"AUTOENCODE_TOKEN"})  # that of `autoencode serve`; stays here
MOST_ATTEMPTS = 4  # of an item whose workers are lost; more would lose more workers


@dataclass(frozen=True)
class Caller:
    """What a worker takes over from the process that called it.

    Parameters
    ----------
    folder : str
        Its working directory, which relative paths start from.

    version : str
        Its version of this package.

    n_threads : int
        Threads of each worker.

    variables : dict
        Its environment variables that change results, without secrets.
    """

    folder: str
    version: str
    n_threads: int
    variables: dict[str, str]

    @classmethod
    def here(cls, n_threads: int) -> Caller:
        """Describe this process."""
        own = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(VARIABLES) and name not in SECRETS
        }
        return cls(os.getcwd(), _version(), n_threads, own)

    def take_over(self) -> None:
        """Make this process, a worker, like the caller's.

        A folder that is not on this machine is not entered: paths in it are then
        reported as missing by what reads them.

        Raises
        ------
        ClusterError
            If this package has another version here.
        """
        if _version() != self.version:
            raise ClusterError(
                f"The node {node_name()} has autoencode {_version()}, and the caller "
                f"has {self.version}. Install the same version on all nodes."
            )
        os.environ.update(self.variables)
        if Path(self.folder).is_dir():
            os.chdir(self.folder)
        import torch
        from threadpoolctl import threadpool_limits

        torch.set_num_threads(self.n_threads)
        threadpool_limits(self.n_threads)  # of NumPy


def _version() -> str:
    """Return the version of this package on this machine."""
    try:
        return version("autoencode")
    except PackageNotFoundError:
        return "0+unknown"


def node_name() -> str:
    """Return the name of this machine, for messages."""
    return socket.gethostname()


def answer_of(call: Callable[[], Any]) -> bytes:
    """Return the result of a call, or its error, and its warnings, to be sent."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            is_done, result = True, call()
        except AutoencodeError as error:
            is_done, result = False, type(error)(*error.args)
        except Exception as error:  # its traceback is of this process
            text = "".join(traceback.format_exception(error))
            is_done, result = False, RuntimeError(text)
    texts = [str(each.message) for each in caught if each.category is UserWarning]
    return pickle.dumps((is_done, result, texts))


class Attempts:
    """Counts how often work on each item was begun; an actor of the cluster."""

    def __init__(self) -> None:
        self.counts: dict[Any, int] = {}

    def add(self, item: Any) -> int:
        """Count one more, and return the number."""
        self.counts[item] = self.counts.get(item, 0) + 1
        return self.counts[item]


def check_attempts(n_attempts: int, item: Any) -> None:
    """Raise ClusterError if workers were lost each time that they had an item."""
    if n_attempts > MOST_ATTEMPTS:
        raise ClusterError(
            f"Workers were lost {MOST_ATTEMPTS} times while they worked on item "
            f"{item}. If their memory is short, use fewer workers or a smaller "
            f"--memory."
        )


class Answers:
    """Reads answers of workers; each warning is repeated here once."""

    def __init__(self) -> None:
        self._warned = set[str]()

    def read(self, answer: bytes) -> Any:
        """Return a result, or raise the error that a worker had."""
        is_done, result, texts = pickle.loads(answer)
        for text in texts:
            if text not in self._warned:
                self._warned.add(text)
                warn(text)
        if not is_done:
            raise result
        return result
