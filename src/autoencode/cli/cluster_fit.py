"""``autoencode fit --cluster``: the same command in each worker of a cluster."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from autoencode.cli.cluster import CLUSTER, WORKERS, Cluster, chosen_cluster
from autoencode.cli.processes import RESTARTS
from autoencode.cli.resume import ARGUMENTS, is_resumed
from autoencode.errors import AutoencodeError, FitProcessError, InvalidParameterError

IS_WORKER = "AUTOENCODE_IS_WORKER"  # variable of a worker, whose command is the fit


def without_cluster(args: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return arguments without the options of a cluster, and these."""
    others: list[str] = []
    own: list[str] = []
    rest = iter(args)
    for word in rest:
        option, has_value, _ = word.partition("=")
        if option not in (CLUSTER[0], WORKERS[0]):
            others.append(word)
        else:
            own += [word] if has_value else [word, *[w for w in [next(rest, "")] if w]]
    return others, own


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


def is_done_on_cluster(
    address: str | None, n_workers: int | None, name: str, given: Mapping[str, Any]
) -> bool:
    """Fit on a cluster if one is chosen; False if this process is to fit.

    ``given`` are the parameters of the model, whose name is ``name``.
    """
    from autoencode.cli.options import option_parameters
    from autoencode.estimators import ESTIMATORS

    cluster = chosen_cluster(address, n_workers)
    if cluster is None or IS_WORKER in os.environ:
        return False
    seed = None
    known = option_parameters(ESTIMATORS[name])
    if "random_state" in known and "random_state" not in given:
        seed = secrets.randbelow(2**31)  # the same for all workers and attempts
    _fit(cluster, click.get_current_context().meta[ARGUMENTS], seed)
    return True


def _fit(cluster: Cluster, words: list[str], seed: int | None) -> None:
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
    seeds = [] if seed is None else ["--seed", str(seed)]
    task = FitOnWorker([*words, *seeds], is_resumed())

    def report(stream: str, text: str) -> None:
        file = getattr(sys, stream)
        file.write(text)
        file.flush()

    with cluster.connected() as workers:
        together(task, workers, report)
