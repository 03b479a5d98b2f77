"""``autoencode fit --cluster``: the same command in each worker of a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from autoencode.cli.cluster import CLUSTER, WORKERS, Cluster, chosen_cluster
from autoencode.cli.processes import RESTARTS
from autoencode.cli.resume import ARGUMENTS, divided, is_resumed
from autoencode.errors import AutoencodeError, FitProcessError, InvalidParameterError

IS_WORKER = "AUTOENCODE_IS_WORKER"  # variable of a worker, whose command is the fit


def without_cluster(args: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return arguments without the options of a cluster, and these."""
    return divided(args, {CLUSTER[0]: True, WORKERS[0]: True})


@dataclass(frozen=True)
class FitOnWorker:
    """Runs the command of a fit in a worker; sent by pickle.

    Parameters
    ----------
    words : list of str
        Arguments of ``autoencode fit``, without those of a cluster.

    is_resumed : bool
        Whether the command resumes a fit: the words are those of its first command.
    """

    words: list[str]
    is_resumed: bool

    def __call__(self, n_before: int) -> None:
        """Fit, and go on from the checkpoints of earlier attempts.

        Raises
        ------
        AutoencodeError
            That of the command.

        RuntimeError
            If another worker was lost, so that all must start again.
        """
        from autoencode.cli.main import main

        os.environ[IS_WORKER] = "1"
        # As torchrun reports it to the command.
        os.environ[RESTARTS] = str(n_before + self.is_resumed)
        try:
            main(["fit", *self.words], "autoencode", standalone_mode=False)
        except click.ClickException as error:
            cause: Any = error.__cause__
            if isinstance(cause, FitProcessError):
                raise RuntimeError(str(cause)) from error
            if isinstance(cause, AutoencodeError):
                raise type(cause)(*cause.args) from error
            raise InvalidParameterError(error.format_message()) from error


def is_done_on_cluster(address: str | None, n_workers: int | None) -> bool:
    """Fit on a cluster if one is chosen; False if this process is to fit."""
    cluster = chosen_cluster(address, n_workers)
    if cluster is None or IS_WORKER in os.environ:
        return False
    _fit(cluster, click.get_current_context().meta[ARGUMENTS])
    return True


def _fit(cluster: Cluster, words: list[str]) -> None:
    """Have the workers of a cluster fit; what they print is printed here.

    Raises
    ------
    ClusterError
        If workers are lost again and again.

    InvalidParameterError
        For options that exclude a cluster.
    """
    from autoencode.cluster.training import together

    for word in ("--watch", "-"):
        if word in words:
            what = "The data of standard input" if word == "-" else word
            raise InvalidParameterError(
                f"{what} cannot be used by the workers of a cluster. Leave out "
                f"--cluster, or {'give a file' if word == '-' else word}."
            )
    task = FitOnWorker(words, is_resumed())

    def report(stream: str, text: str) -> None:
        file = getattr(sys, stream)
        file.write(text)
        file.flush()

    with cluster.connected() as workers:
        together(task, workers, report)
