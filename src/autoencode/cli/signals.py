"""How a command ends on SIGTERM and SIGHUP: by an exception, as on Ctrl-C.

By default these signals end Python at once, and half of a result would stay beside its
place, in a hidden file as large.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("SIGTERM", "SIGHUP")  # the second is that of a closed terminal
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

    def stop(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    taken = [each for each in numbers if signal.getsignal(each) == signal.SIG_DFL]
    for each in taken:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each in taken:
            signal.signal(each, signal.SIG_DFL)
