"""The largest memory of this process while a block of code runs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROCESS = Path("/proc/self")
RESET_PEAK = b"5"  # see proc(5), clear_refs


class PeakMemory:
    """Memory that was needed beyond that in use at the start.

    Attributes
    ----------
    megabytes : float or None
        Peak of the resident memory minus that at the start, in units of 10^6 bytes; at
        least 0. None if the system does not report it. Memory of a GPU is not included.
    """

    megabytes: float | None = None


@contextmanager
def peak_memory() -> Iterator[PeakMemory]:
    """Measure the memory that the block needs; known when it has ended.

    On Linux the peak so far is forgotten first. On other systems what remains below an
    earlier peak of this process is not seen.
    """
    found = PeakMemory()
    start = _start()
    try:
        yield found
    finally:
        peak = _peak()
        if start is not None and peak is not None:
            found.megabytes = max(0.0, (peak - start) / 1e6)


def _start() -> float | None:
    """Return the resident memory in bytes, and forget the peak so far."""
    try:
        (PROCESS / "clear_refs").write_bytes(RESET_PEAK)
        return _status("VmRSS")
    except OSError:
        return _peak()


def _peak() -> float | None:
    """Return the largest resident memory so far, in bytes."""
    try:
        return _status("VmHWM")
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)


def _status(key: str) -> float:
    """Return an entry of /proc/self/status in bytes; OSError where there is none."""
    for line in (PROCESS / "status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return float(line.split()[1]) * 1024
    raise OSError(f"{key} is not reported.")
