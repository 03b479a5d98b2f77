"""Processes of Ray, to be killed or to be found gone."""

import os
import signal
import threading
import time
from contextlib import contextmanager

import psutil
import ray  # noqa: F401  (it brings psutil)

SECONDS = 60


def of_ray(pid=None):
    """All processes that a process has started, and those that they have started."""
    return psutil.Process(pid).children(recursive=True)


def working(word):
    """Processes of workers whose present work has a word in its name."""
    found = []
    for process in of_ray():
        try:
            title = " ".join(process.cmdline())
        except psutil.NoSuchProcess:
            continue
        if title.startswith("ray::") and word in title:
            found.append(process)
    return found


@contextmanager
def killing_one(word, when):
    """Kill a worker at work as soon as a function is true, while the block runs.

    Yields a list that gets the number of the process. Workers of earlier blocks that
    are still ending are left alone: their end changes nothing.
    """
    killed = []
    earlier = {process.pid for process in working(word)}
    over = threading.Event()

    def kill():
        while not over.is_set():
            if when():
                for process in working(word):
                    if process.pid not in earlier:
                        os.kill(process.pid, signal.SIGKILL)
                        killed.append(process.pid)
                        return
            time.sleep(0.005)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def are_gone(processes):
    """Whether all processes end within some seconds."""
    _, left = psutil.wait_procs(processes, SECONDS)
    return not left
