"""The options --cluster and --workers, and commands that work on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.stream_data import Streaming, is_streamed
from autoencode.errors import InvalidParameterError

if TYPE_CHECKING:
    from autoencode.cluster.connecting import Workers

CLUSTER_HELP = (
    "Work on a Ray cluster: local starts one on this machine, else its address: auto, "
    "HOST:PORT."
)
WORKERS_HELP = "Workers of the cluster.  [default: one for each processor]"
CLUSTER = ("--cluster", "address")
WORKERS = ("--workers", "n_workers")


@dataclass(frozen=True)
class Cluster:
    """The cluster that a command works on."""

    address: str
    n_workers: int | None = None

    @contextmanager
    def connected(self, n_bytes: int = 0) -> Iterator[Workers]:
        """Connect for the duration of a block; report it."""
        from autoencode.cluster.connecting import LOCAL, connected

        where = "on this machine" if self.address == LOCAL else f"at {self.address}"
        click.echo(f"Connecting to a Ray cluster {where}.", err=True)
        with connected(self.address, self.n_workers, n_bytes=n_bytes) as workers:
            click.echo(f"{workers.n_workers:,} workers.", err=True)
            yield workers


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a cluster to a command."""
    command = click.option(
        *WORKERS, type=click.IntRange(min=1), metavar="N", help=WORKERS_HELP
    )(command)
    return click.option(*CLUSTER, metavar="local|ADDRESS", help=CLUSTER_HELP)(command)


def chosen_cluster(address: str | None, n_workers: int | None) -> Cluster | None:
    """Return the cluster of the options; None if none is given.

    Raises
    ------
    InvalidParameterError
        If there are workers, and no cluster.
    """
    if address is None:
        if n_workers is not None:
            raise InvalidParameterError(
                f"--workers {n_workers} is for a cluster. Add --cluster local, or the "
                f"address of one."
            )
        return None
    return Cluster(address, n_workers)


def streamed_for(cluster: Cluster | None, data: str, options: Streaming) -> Streaming:
    """Return the options of a stream; on a cluster DATA is always read as one.

    Raises
    ------
    InvalidParameterError
        If DATA cannot be a stream.
    """
    if cluster is None:
        return options
    options = replace(options, stream=True)
    try:
        is_streamed(data, options)
    except InvalidParameterError as error:
        raise InvalidParameterError(
            f"--cluster is for files and folders of rows; {data} is neither."
        ) from error
    return options
