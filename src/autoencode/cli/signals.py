"""How a command ends on SIGTERM and SIGHUP: by an exception, as on Ctrl-C.

By default these signals end Python at once, and half of a result would stay beside its
place, in a hidden file as large.

While torch is imported, which takes seconds, nothing is written yet, and an exception
in its C++ code would abort Python with a hundred lines: there Ctrl-C and the others end
it at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

NAMES = ("SIGTERM", "SIGHUP")  # the second is that of a closed terminal
# Python's own imports have callbacks in which an exception is only printed: a signal
# that comes there is sent again after so long.
IMPORTS, SECONDS = "<frozen importlib._bootstrap>", 0.05
STOPPED = [128 + getattr(signal, name) for name in NAMES if hasattr(signal, name)]


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise SystemExit on these signals, with the status that shells report.

    A signal that is ignored, as by nohup, stays so. Within a training step the fit has
    its own answer to SIGTERM.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        if _is_torch_being_imported():
            _end(number)
        if frame is not None and frame.f_code.co_filename == IMPORTS:
            again = threading.Timer(SECONDS, os.kill, (os.getpid(), number))
            again.daemon = True
            again.start()
            return
        if number == signal.SIGINT:
            signal.default_int_handler(number, frame)
        raise SystemExit(128 + number)

    defaults: dict[int, Any] = {
        getattr(signal, name): signal.SIG_DFL for name in NAMES if hasattr(signal, name)
    }
    defaults[signal.SIGINT] = signal.default_int_handler
    taken = {k: v for k, v in defaults.items() if signal.getsignal(k) == v}
    for each in taken:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each, before in taken.items():
            signal.signal(each, before)


def _is_torch_being_imported() -> bool:
    spec = getattr(sys.modules.get("torch"), "__spec__", None)
    return getattr(spec, "_initializing", False)


def _end(number: int) -> None:
    """End the process without an exception."""
    with suppress(OSError):  # of a terminal that is closed
        os.write(2, b"Stopped.\n")
    os._exit(128 + number)
