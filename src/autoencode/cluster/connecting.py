"""A Ray cluster for as long as a command works: started on this machine, or joined."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autoencode.errors import (
    ClusterError,
    InvalidParameterError,
    one_line,
    warn,
)
from autoencode.machine import n_cores

LOCAL = "local"
AUTO = "auto"  # the cluster of this machine, whose token Ray uses by itself
TOKEN_HINT = (
    " If it asks for a token, set RAY_AUTH_MODE=token, with the token in "
    "RAY_AUTH_TOKEN or ~/.ray/auth_token."
)
STORE_BYTES = 2**27  # for what workers are sent, besides samples
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    # What its code in C++ writes to standard error; errors are raised all the same.
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    # What workers print in a fit, it would print twice.
    "RAY_TRAIN_ENABLE_PRINT_PATCH": "0",
    # Of workers on this machine: the priority of a command without a cluster.
    "RAY_worker_niceness": "0",
}
SECONDS_TO_END = 10.0  # for a process of Ray, after its end was ordered
TERMINATED = 128 + signal.SIGTERM  # exit status, as shells report it


@dataclass(frozen=True)
class Workers:
    """The workers of a cluster: how many, and each one's share of the processors."""

    n_workers: int
    n_threads: int


@contextlib.contextmanager
def connected(
    address: str = LOCAL, n_workers: int | None = None, *, n_bytes: int = 0
) -> Iterator[Workers]:
    """Connect to a cluster for the duration of a block.

    A cluster that the block started ends with it, whatever ends it: an error, Ctrl-C or
    SIGTERM. In a process that is connected already, that connection is used, and kept.

    Parameters
    ----------
    address : str, default="local"
        "local" starts Ray on this machine; "auto", "host:port" and "ray://host:port"
        join a cluster that runs.

    n_workers : int or None, default=None
        Number of workers, at least 1. None takes one for each processor of the cluster;
        more than it has processors are reduced to them, with a warning, except on this
        machine, where workers share them.

    n_bytes : int, default=0
        Bytes of the samples that workers are sent; a local cluster gets memory for
        them.

    Yields
    ------
    Workers

    Raises
    ------
    ClusterError
        If there is no cluster at the address, or it has no processors.

    InvalidParameterError
        Without Ray, or with fewer than one worker.
    """
    if n_workers is not None and n_workers < 1:
        raise InvalidParameterError(
            f"The number of workers must be at least 1; got {n_workers}."
        )
    ray = _imported()
    if ray.is_initialized():
        yield _workers(ray.nodes(), n_workers)
        return
    with contextlib.ExitStack() as stack:
        stack.enter_context(quiet("ray"))
        stack.enter_context(_ended_by_sigterm())
        options: dict[str, Any] = {"address": address}
        if address == LOCAL:
            folder = tempfile.mkdtemp(prefix="autoencode-ray-")
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.callback(_ender(ray))
            options = _local_options(n_workers, n_bytes, folder)
        else:
            stack.callback(ray.shutdown)
        _start(ray, address, options)
        stack.enter_context(_ended_by_sigterm())  # Ray has set its own handler
        yield _workers(ray.nodes(), n_workers)


def _imported() -> Any:
    """Return the module ray; its settings are read when it is imported."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise InvalidParameterError(
            "A cluster needs Ray. Install it: pip install 'autoencode[cluster]'."
        ) from error
    return ray


def _local_options(n_workers: int | None, n_bytes: int, folder: str) -> dict[str, Any]:
    """Return the arguments of a cluster on this machine alone."""
    return {
        "address": LOCAL,
        "num_cpus": max(n_cores(), n_workers or 0),
        "object_store_memory": STORE_BYTES + 2 * n_bytes,
        "include_dashboard": False,
        "_node_ip_address": "127.0.0.1",
        "_temp_dir": folder,
    }


def _start(ray: Any, address: str, options: dict[str, Any]) -> None:
    """Start or join a cluster.

    Raises
    ------
    ClusterError
        If that fails.
    """
    _check_reachable(address)
    try:
        with _silent_stderr():
            ray.init(**options, log_to_driver=False, logging_level=logging.CRITICAL)
    except (OSError, RuntimeError, ValueError, ImportError) as error:
        what = "start on this machine" if address == LOCAL else f"be joined: {address}"
        raise ClusterError(
            f"A Ray cluster could not {what} ({one_line(error).rstrip('.')})."
            f"{'' if address in (LOCAL, AUTO) else TOKEN_HINT}"
        ) from error


def _check_reachable(address: str) -> None:
    """Raise ClusterError if nothing listens at an address; Ray tries for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return  # of Ray itself, such as auto
    try:
        socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_END).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(
            f"There is no Ray cluster at {address} ({one_line(error)}). Start one with "
            f"ray start, or take --cluster local."
        ) from error


def _workers(nodes: Sequence[Any], wanted: int | None) -> Workers:
    """Return how many workers fit on the nodes, and the processors of each.

    Raises
    ------
    ClusterError
        If there are no processors.
    """
    alive = [node["Resources"] for node in nodes if node["Alive"]]
    cpus = [int(resources.get("CPU", 0)) for resources in alive]
    if not sum(cpus):
        raise ClusterError(
            "The cluster has no processors to work on. Start its nodes with ray start "
            "--num-cpus N, at least 1."
        )
    n_workers = min(wanted or sum(cpus), sum(cpus))
    if wanted is not None and n_workers < wanted:
        warn(
            f"The cluster has {n_workers:,} processors, so {n_workers:,} workers work "
            f"instead of {wanted:,}."
        )
    # The most processors for each, of which the nodes have so many shares.
    shares = range(max(cpus), 0, -1)
    fits = (share for share in shares if sum(n // share for n in cpus) >= n_workers)
    return Workers(n_workers, next(fits))


@contextlib.contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Turn off what Ray reports by itself; errors are raised all the same.

    Importing a part of Ray sets the level of its logger: import it before.
    """
    levels = {name: logging.getLogger(name).level for name in loggers}
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _ender(ray: Any) -> Callable[[], None]:
    """Return a function that ends Ray and all processes that are started from now on.

    Ray's own end does not wait for its workers.
    """
    import psutil  # Ray brings it

    this = psutil.Process()
    others = set(this.children(recursive=True))

    def end() -> None:
        started = set(this.children(recursive=True)) - others
        ray.shutdown()
        _, left = psutil.wait_procs(started, SECONDS_TO_END)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, SECONDS_TO_END)

    return end


@contextlib.contextmanager
def _silent_stderr() -> Iterator[None]:
    """Discard what is written to standard error by code that is not Python."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """End the program by an exception on SIGTERM, so that the cluster ends with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
