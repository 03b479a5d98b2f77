"""Properties of the machine: cores, instructions for fast products, free memory."""

import functools
import multiprocessing
import os
import platform
import sys
from typing import Any

import torch

# What new processes need: most of the package.
PRELOADED = ["autoencode.estimators"]


def n_cores() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def process_context() -> Any:
    """Return the context of `multiprocessing` for processes that compute.

    They are no forks of this process, because threads of PyTorch do not survive a fork.
    On Linux they are forks of a server without threads that has imported the package:
    the imports take each process several seconds otherwise, and their own memory.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def has_native_bfloat16(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 numbers in hardware."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0)
    if device.type != "cpu":
        return False
    limit = onednn_limit()
    if limit is not None and "BF16" not in limit and "AMX" not in limit:
        return False
    names = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    checks = (getattr(torch.cpu, name, None) for name in names)
    return any(check() for check in checks if check is not None)


def onednn_limit() -> str | None:
    """Return the limit set for oneDNN's instructions, or None."""
    limit = os.environ.get("ONEDNN_MAX_CPU_ISA", "ALL").upper()
    return None if limit in ("ALL", "DEFAULT") else limit


@functools.cache
def has_onednn() -> bool:
    """Whether this build of PyTorch has oneDNN's linear layers for float32."""
    has_library = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return has_library and hasattr(torch.ops.mkldnn, "_linear_pointwise")


@functools.cache
def processor() -> str:
    """Return the processor's name, and the instructions that PyTorch uses of it."""
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line for line in file if line.startswith("model name")]
        name = names[0].partition(":")[2].strip() if names else name
    except OSError:  # not on Linux
        pass
    return f"{name}, {torch.backends.cpu.get_cpu_capability()}"


def available_bytes(device: torch.device) -> int | None:
    """Return the free memory of a device; None if unknown."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def total_bytes() -> int | None:
    """Return the memory of the machine; None if unknown."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def is_out_of_memory(error: Exception) -> bool:
    """Whether an error of NumPy or PyTorch is a failed allocation."""
    words = ("can't allocate memory", "out of memory", "unable to allocate")
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or any(
        word in str(error).lower() for word in words
    )
