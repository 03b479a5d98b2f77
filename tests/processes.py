"""Several processes that train together, for tests: they end before the test does."""

import os
import tempfile
import warnings
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from autoencode.machine import process_context

SECONDS = 60  # that a process waits for the others


def in_processes(n, work, *arguments):
    """What ``work(*arguments)`` returns in each of ``n`` processes of one group."""
    with tempfile.TemporaryDirectory() as folder:
        process_context()  # which says what the server of processes imports
        given = (n, folder, work, arguments)
        mp.start_processes(_run, given, nprocs=n, start_method="forkserver")
        paths = [Path(folder) / f"result-{rank}" for rank in range(n)]
        return [torch.load(path, weights_only=False) for path in paths]


def _run(rank, n, folder, work, arguments):
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo",
        init_method=f"file://{folder}/meeting",
        rank=rank,
        world_size=n,
        timeout=timedelta(seconds=SECONDS),
    )
    try:
        with warnings.catch_warnings(action="ignore"):
            result = work(*arguments)
        torch.save(result, Path(folder) / f"result-{rank}")
    finally:
        dist.destroy_process_group()
