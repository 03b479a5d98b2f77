"""A process that has imported the package, of which the processes of tests are forks.

Python, torch and scikit-learn take several seconds of processor time to start; a fork
of a process that has them takes none. A fork has its own standard streams, working
folder, environment and signals, and it ends as Python does.
"""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache


class ForkedProcess:
    """A command, or code, in a fork of the server: what `subprocess.Popen` is.

    Parameters
    ----------
    words : list of str
        Of ``python -m autoencode``; or ``["-c", code, ...]``.

    environment : dict
        All its variables.

    cwd : path, optional
        Its working folder; by default that of this process.

    stdout : file, optional
        Its standard output; by default a pipe.
    """

    def __init__(self, words, environment, cwd=None, stdout=None):
        self.returncode = None
        request = {
            **{"words": words, "environment": environment, "path": sys.path},
            "cwd": os.fspath(cwd or os.getcwd()),
        }
        ends = [os.pipe() for _ in range(3)]
        theirs = [write for _, write in ends]
        sent = [stdout.fileno() if stdout else theirs[0], *theirs[1:]]
        socket.send_fds(_server(), [json.dumps(request).encode()], sent)
        for end in theirs:
            os.close(end)
        output, errors, status = (read for read, _ in ends)
        self.stdout, self.stderr = os.fdopen(output), os.fdopen(errors)
        # Without a buffer, so that `select` sees what has not been read.
        self._status = os.fdopen(status, "rb", buffering=0)
        self.pid = int(self._status.readline())

    def poll(self):
        """Return the exit status; None while the process runs."""
        if self.returncode is None and select.select([self._status], [], [], 0)[0]:
            with self._status:
                self.returncode = int(self._status.readline())
        return self.returncode

    def wait(self, timeout=None):
        """Return the exit status; TimeoutExpired if there is none within so long."""
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("fork", timeout)
            self.poll()
        return self.returncode

    def communicate(self, timeout=None):
        """Return all that is left of standard output and error, after the end."""
        with ThreadPoolExecutor(2) as pool:
            found = [pool.submit(s.read) for s in (self.stdout, self.stderr)]
            try:
                texts = tuple(each.result(timeout) for each in found)
            except TimeoutError:
                self.kill()  # so that reading ends
                raise
        self.wait(timeout)
        for stream in (self.stdout, self.stderr, self._status):
            stream.close()
        return texts

    def send_signal(self, number):
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        """End the process at once."""
        self.send_signal(signal.SIGKILL)


@cache
def _server():
    """Start the server of this process, which ends with it; return its socket."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    variables = {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, __file__, str(theirs.fileno())],
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL},
        **{"pass_fds": [theirs.fileno()], "env": os.environ | variables},
    )
    atexit.register(process.wait)
    atexit.register(ours.close)  # before it
    theirs.close()
    return ours


# The server

_CONTEXTS = ExitStack()  # that hold in all its forks


def _imported():
    """Import what most commands need; their pictures are empty, as in the tests.

    A test that looks at a picture has the command in its own process.
    """
    from importlib import import_module

    from pictures import blank_pictures, empty_figures

    from autoencode.cli.main import COMMANDS

    for name in sorted({file for file, _ in COMMANDS.values()}):
        import_module(f"autoencode.cli.{name}")
    for name in (
        "autoencode.cli.data",
        "autoencode.sweeps",
        "matplotlib.pyplot",
        "skops.io",
    ):
        import_module(name)
    _CONTEXTS.enter_context(blank_pictures())
    _CONTEXTS.enter_context(empty_figures())
    gc.freeze()


def _served(connection):
    """Fork at each request; return it in the fork, and None after the last one."""
    while True:
        message, streams, _, _ = socket.recv_fds(connection, 2**20, 3)
        if not message:
            return None
        if os.fork() == 0:
            connection.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _watched(json.loads(message), *streams)
        for stream in streams:
            os.close(stream)


def _watched(request, output, errors, status):
    """Return the request in another fork; send its number and how it ended."""
    pid = os.fork()
    if pid == 0:
        os.close(status)
        os.dup2(output, 1)
        os.dup2(errors, 2)
        for stream in (output, errors):
            os.close(stream)
        return request
    for stream in (1, 2, output, errors):
        os.close(stream)
    os.write(status, f"{pid}\n".encode())
    _, ended = os.waitpid(pid, 0)
    os.write(status, f"{os.waitstatus_to_exitcode(ended)}\n".encode())
    os._exit(0)


def _run(request):
    """Do in this process what Python does with these words."""
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["cwd"])
    sys.path[:] = request["path"]
    words = request["words"]
    if words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(words[1], {"__name__": "__main__"})
    else:
        sys.argv = ["autoencode", *words]
        runpy.run_module("autoencode", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    # Ctrl-C is for the tests; the end of a fork is awaited by nobody.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _imported()
    if found := _served(socket.socket(fileno=int(sys.argv[1]))):
        _run(found)
