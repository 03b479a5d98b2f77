"""Several processes that work through a list of values.

A process ends when its parent does, however that ends, so that no fit goes on unseen.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from typing import Any

import torch
from threadpoolctl import threadpool_limits

from autoencode.errors import AutoencodeError, FitProcessError
from autoencode.machine import n_cores, process_context

SECONDS_TO_END = 5.0  # for a process without work


def results(
    task: Callable[[Any], Any], values: Sequence[Any], n_jobs: int
) -> Iterator[Any]:
    """Yield ``task(value)`` for each value, in the order in which they are done.

    Parameters
    ----------
    task : callable
        With several jobs it is copied to each process by pickle.

    values : sequence
        Its arguments.

    n_jobs : int
        Number of processes; at least 1. With 1 the task is called in this process. With
        more the cores are divided between them.

    Raises
    ------
    FitProcessError
        If a process was killed, for example by the system for its memory.
    """
    if n_jobs == 1 or len(values) < 2:
        yield from map(task, values)
        return
    n_jobs = min(n_jobs, len(values))
    yield from _from_processes(task, values, n_jobs, max(1, n_cores() // n_jobs))


def in_own_process(task: Callable[[Any], Any], value: Any) -> Any:
    """Return ``task(value)``, computed in a new process, which ends afterwards.

    For what must not share its memory with earlier work. It has as many threads as this
    process. The parameters are those of `results`.

    Raises
    ------
    FitProcessError
        If the process was killed, for example by the system for its memory.
    """
    (result,) = _from_processes(task, [value], 1, torch.get_num_threads())
    return result


def _from_processes(
    task: Callable[[Any], Any], values: Sequence[Any], n_jobs: int, n_threads: int
) -> Iterator[Any]:
    """Yield the results of new processes of so many threads each."""
    context = process_context()
    processes: dict[Any, Any] = {}
    try:
        for _ in range(n_jobs):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_serve, args=(theirs, n_threads, dict(os.environ)), daemon=True
            )
            process.start()
            theirs.close()  # so that the end of the process closes the pipe
            processes[ours] = process
        # Not as an argument: of that a process could not read a half in silence, where
        # Ctrl-C comes while it is sent, which takes as long as the imports.
        content = pickle.dumps(task)
        for connection in processes:
            with contextlib.suppress(OSError):  # found when an answer is awaited
                connection.send_bytes(content)
        yield from _distributed(processes, values)
        for connection, process in processes.items():
            connection.close()  # the process ends by itself, and cleans up
            process.join(SECONDS_TO_END)
    finally:
        for connection, process in processes.items():
            connection.close()
            process.terminate()
        for process in processes.values():
            process.join()


def _distributed(processes: dict[Any, Any], values: Sequence[Any]) -> Iterator[Any]:
    """Give each free process the next value, and yield the results."""
    waiting = deque(values)
    at_work: dict[Any, Any] = {}
    free = list(processes)
    while waiting or at_work:
        while free and waiting:
            connection = free.pop(0)
            at_work[connection] = waiting.popleft()
            _send(connection, at_work[connection])
        ready: list[Any] = list(wait(list(at_work)))
        for connection in ready:
            value = at_work.pop(connection)
            try:
                is_done, result = connection.recv()
            except (EOFError, OSError) as error:
                process = processes[connection]
                process.join()
                raise FitProcessError(
                    f"The process that fitted {value!r} ended with exit status "
                    f"{process.exitcode}. If memory is short, use fewer processes or "
                    f"samples; in a script, put the call below "
                    f"`if __name__ == '__main__':`."
                ) from error
            if not is_done:
                raise result
            yield result
            free.append(connection)


def _send(connection: Any, value: Any) -> None:
    """Send a value; that the process is gone is found when its answer is awaited."""
    with contextlib.suppress(OSError):
        connection.send(value)


def _serve(connection: Any, n_threads: int, environment: dict[str, str]) -> None:
    """Work on the values that arrive after the task, until the pipe is closed."""
    os.environ.update(environment)  # that of the parent may have changed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(n_threads)
    threadpool_limits(n_threads)  # of NumPy
    with contextlib.suppress(EOFError, OSError):  # of a pipe that is closed
        task = pickle.loads(connection.recv_bytes())
        while True:
            connection.send(_answer(task, connection.recv()))


def _answer(task: Callable[[Any], Any], value: Any) -> tuple[bool, Any]:
    """Return whether a task is done, and its result or error."""
    try:
        return True, task(value)
    except KeyboardInterrupt:  # of a fit with checkpoints, by `terminate`
        raise SystemExit(128 + signal.SIGTERM) from None
    except Exception as error:
        return False, _as_sent(error)


def _as_sent(error: Exception) -> Exception:
    """Return an error that pickle can carry, with the traceback of this process."""
    if isinstance(error, AutoencodeError):
        return type(error)(*error.args)
    import traceback

    return RuntimeError("".join(traceback.format_exception(error)))


def _end_with_parent() -> None:
    """End this process as soon as its parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
