"""A task that several workers do together, in one process group, by Ray Train."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Any

from autoencode.cluster.connecting import Workers, quiet
from autoencode.cluster.workers import Answers, Attempts, Caller, answer_of
from autoencode.errors import AutoencodeError, ClusterError, one_line

Task = Callable[[int], Any]
Report = Callable[[str, str], None]  # of "stdout" or "stderr", and a text
MOST_FAILURES = 3  # of the group, by workers that were lost
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_END = 10.0  # for the other workers, after one has failed


def together(task: Task, workers: Workers, report: Report) -> None:
    """Have all workers do a task at the same time, as one process group of PyTorch.

    When a worker is lost, all are started again: the task goes on from what it has
    saved. What it prints is reported here.

    Parameters
    ----------
    task : callable
        Called with the number of earlier attempts, in each worker. It is sent by
        pickle. An `AutoencodeError` ends the work; after a ``RuntimeError`` of another
        type the workers are started again.

    workers : Workers
        Those of `connected`.

    report : callable
        Called with the name of a stream and a text that a worker wrote to it.

    Raises
    ------
    ClusterError
        If workers are lost again and again.

    Exception
        That of the task.
    """
    import ray
    from ray.util.queue import Empty, Queue

    attempts = ray.remote(num_cpus=0)(Attempts).remote()
    messages = Queue(actor_options={"num_cpus": 0})
    ended: list[Exception | None] = []
    arguments = (task, workers, messages, attempts, ended)
    thread = threading.Thread(target=_train, args=arguments, daemon=True)
    answers = Answers()
    thread.start()
    is_over = False
    while not is_over:
        is_over = not thread.is_alive()  # what was sent before is read all the same
        with contextlib.suppress(Empty):
            while True:
                kind, content = messages.get(timeout=SECONDS_BETWEEN_LOOKS)
                if kind != "answer":
                    report(kind, content)
                    continue
                try:
                    answers.read(content)
                except AutoencodeError:
                    thread.join(SECONDS_TO_END)  # the others have the same error
                    raise
    if ended[0] is not None:
        raise ClusterError(
            f"Workers were lost {MOST_FAILURES + 1} times ({one_line(ended[0])})."
        ) from ended[0]


def _train(
    task: Task, workers: Workers, messages: Any, attempts: Any, ended: list[Any]
) -> None:
    """Run the task by Ray Train; append the error that ended it, or None."""
    from ray import cloudpickle, train
    from ray.train.torch import TorchTrainer

    config = {
        "task": cloudpickle.dumps(task),
        "caller": Caller.here(workers.n_threads),
        "messages": messages,
        "attempts": attempts,
    }
    try:
        with (
            tempfile.TemporaryDirectory(prefix="autoencode-train-") as folder,
            quiet("ray.train"),
        ):
            TorchTrainer(
                _work,
                train_loop_config=config,
                scaling_config=train.ScalingConfig(
                    num_workers=workers.n_workers,
                    use_gpu=_has_gpus(workers.n_workers),
                    resources_per_worker={"CPU": workers.n_threads},
                ),
                run_config=train.RunConfig(
                    storage_path=folder,
                    failure_config=train.FailureConfig(max_failures=MOST_FAILURES),
                ),
            ).fit()
        ended.append(None)
    except Exception as error:
        ended.append(error)


def _has_gpus(n_workers: int) -> bool:
    """Whether each worker can have a graphics processor."""
    import ray

    return bool(ray.cluster_resources().get("GPU", 0) >= n_workers)


def _work(config: dict[str, Any]) -> None:
    """Do the task in a worker; send what it prints, and how it ended."""
    import ray

    messages = config["messages"]

    def call() -> Any:
        config["caller"].take_over()
        n_attempts = ray.get(config["attempts"].add.remote(os.environ["RANK"]))
        with _sent(messages):
            return pickle.loads(config["task"])(n_attempts - 1)

    answer = answer_of(call)
    is_done, result, _ = pickle.loads(answer)
    if not is_done and type(result) is RuntimeError:
        raise result  # Ray starts all workers again
    messages.put(("answer", answer))


@contextlib.contextmanager
def _sent(messages: Any) -> Iterator[None]:
    """Send what is written to standard output and error within the block."""
    names = ("stdout", "stderr")
    with (
        contextlib.redirect_stdout(_Sender(messages, names[0])),
        contextlib.redirect_stderr(_Sender(messages, names[1])),
    ):
        yield


class _Sender(io.TextIOBase):
    """A text stream whose texts are sent to the caller."""

    def __init__(self, messages: Any, name: str) -> None:
        self.messages, self.name = messages, name

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Send a text; bytes are refused, by which click knows a text stream."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self.messages.put((self.name, text))
        return len(text)
