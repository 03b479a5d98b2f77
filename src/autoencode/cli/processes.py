"""``torchrun -m autoencode fit ...``: several processes train one model.

All run the same command. The first one writes the run folder and speaks; the others are
silent, unless only they fail.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import click

from autoencode.errors import AutoencodeError, FitProcessError, InvalidParameterError

# What torchrun, and others who start processes, set for each of them.
VARIABLES = ("RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")
RESTARTS = "TORCHELASTIC_RESTART_COUNT"
ERROR = "autoencode-error"  # key in the store of torchrun
# For the message of another process, before the own one; the first process, which
# misses another, waits longer, for torchrun ends all when one has ended.
SECONDS_FOR_FIRST, SECONDS_FOR_OTHERS = 5.0, 7.0


def n_processes() -> int:
    """Return the number of processes that were started together."""
    if not all(os.environ.get(name) for name in VARIABLES):
        return 1
    number = os.environ["WORLD_SIZE"]
    return int(number) if number.isdecimal() else 1


def is_restarted() -> bool:
    """Whether torchrun has started all processes again, after one of them ended."""
    return os.environ.get(RESTARTS, "0") not in ("", "0")


def is_first() -> bool:
    """Whether this is the process that writes files: the first, or the only one."""
    if n_processes() == 1:
        return True
    from autoencode.training import distributed

    return distributed.is_first()


def check_command(name: str | None) -> None:
    """Raise InvalidParameterError if a command is not one for several processes."""
    if name != "fit" and n_processes() > 1:
        raise InvalidParameterError(
            f"{n_processes()} processes were started for autoencode {name}, which "
            f"takes one; only fit takes several. Start it without torchrun."
        )


@contextmanager
def joined() -> Iterator[None]:
    """Join the processes that were started together, if there are several."""
    if n_processes() == 1:
        yield
        return
    rank = int(os.environ["RANK"])
    own_words = sys.stderr
    if rank > 0:  # to the end of the process
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    with _group():
        try:
            yield
        except AutoencodeError as error:
            _explain(error, rank, own_words)
            raise


@contextmanager
def _group() -> Iterator[None]:
    """Be part of PyTorch's process group within the block."""
    import torch
    import torch.distributed as dist

    if dist.is_initialized():
        yield
        return
    backend = "gloo"
    if torch.cuda.is_available():
        place = int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count()
        torch.cuda.set_device(place)
        backend = "cpu:gloo,cuda:nccl"
    try:
        dist.init_process_group(backend)
    except (RuntimeError, ValueError, OSError) as error:
        raise FitProcessError(
            f"The processes cannot reach one another at {os.environ['MASTER_ADDR']}:"
            f"{os.environ['MASTER_PORT']}. Start them with torchrun, with the same "
            f"address on all machines."
        ) from error
    try:
        yield
    finally:
        dist.destroy_process_group()


def _explain(error: AutoencodeError, rank: int, stream: Any) -> None:
    """Let an error of this process be read once, whichever processes have it."""
    from torch.distributed import TCPStore  # type: ignore[attr-defined]

    is_of_another = isinstance(error, FitProcessError)
    line = " ".join(str(error).split())
    try:
        host, port = os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"])
        limit = timedelta(seconds=SECONDS_FOR_FIRST)
        store = TCPStore(host, port, is_master=False, timeout=limit)
        if rank == 0:
            store.set(ERROR, line)
            if is_of_another:
                time.sleep(SECONDS_FOR_OTHERS)
            return
        store.wait([ERROR], limit)
        is_said = store.get(ERROR).decode() == line
    except (RuntimeError, ValueError, OSError):  # the first process has no error
        is_said = False
    if rank > 0 and not is_said and not is_of_another:
        click.echo(f"Error in process {rank}: {line}", file=stream, err=True)
        stream.flush()
