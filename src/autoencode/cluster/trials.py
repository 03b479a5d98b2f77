"""The fits of a sweep, as trials of Ray Tune."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from autoencode.cluster.connecting import Workers, quiet
from autoencode.cluster.workers import Answers, Caller, answer_of
from autoencode.errors import AutoencodeError, ClusterError, one_line

MOST_FAILURES = 3  # of a trial whose worker is lost
SECONDS_BETWEEN_LOOKS = 0.5
# No tables on standard output, and no files for other programs.
QUIET = {"RAY_AIR_NEW_OUTPUT": "0", "TUNE_DISABLE_AUTO_CALLBACK_LOGGERS": "1"}
ANSWER = "answer"  # key of a trial's result


def trials(
    task: Callable[[Any], Any],
    values: Sequence[Any],
    n_jobs: int,
    *,
    workers: Workers,
) -> Iterator[Any]:
    """Yield ``task(value)`` for each value, in the order in which they are done.

    The trial of a worker that was lost is started again, so that the task must be safe
    to repeat.

    Parameters
    ----------
    task : callable
        Sent to the workers once, by pickle.

    values : sequence
        Its arguments.

    n_jobs : int
        Trials at a time.

    workers : Workers
        Those of `connected`.

    Raises
    ------
    ClusterError
        If workers are lost again and again.

    Exception
        That of a task.
    """
    found: queue.SimpleQueue[Any] = queue.SimpleQueue()
    stopped = threading.Event()
    arguments = (task, values, n_jobs, workers, found, stopped)
    thread = threading.Thread(target=_tune, args=arguments, daemon=True)
    answers = Answers()
    thread.start()
    try:
        n_left = len(values)
        while n_left:
            try:
                answer = found.get(timeout=SECONDS_BETWEEN_LOOKS)
            except queue.Empty:  # so that Ctrl-C is noticed
                continue
            if isinstance(answer, Exception):
                raise answer
            yield answers.read(answer)
            n_left -= 1
    finally:
        stopped.set()
        thread.join()


def _tune(
    task: Callable[[Any], Any],
    values: Sequence[Any],
    n_jobs: int,
    workers: Workers,
    found: queue.SimpleQueue[Any],
    stopped: threading.Event,
) -> None:
    """Run all trials; put each answer into a queue, or the error that ended them."""
    from ray import cloudpickle, tune

    caller = Caller.here(workers.n_threads)
    trainable = tune.with_parameters(
        _trial, pickled=cloudpickle.dumps(task), values=list(values), caller=caller
    )
    try:
        with tempfile.TemporaryDirectory(prefix="autoencode-tune-") as folder:
            tuner = tune.Tuner(
                tune.with_resources(trainable, {"cpu": workers.n_threads}),
                param_space={"place": tune.grid_search(list(range(len(values))))},
                tune_config=tune.TuneConfig(
                    max_concurrent_trials=n_jobs, reuse_actors=True
                ),
                run_config=tune.RunConfig(
                    storage_path=folder,
                    failure_config=tune.FailureConfig(max_failures=MOST_FAILURES),
                    callbacks=[_reports(found, stopped)],
                    verbose=0,
                ),
            )
            with quiet("ray.tune", "ray.train"), _variables(QUIET):
                results = tuner.fit()
        if results.errors:
            raise results.errors[0]
    except _StoppedError:
        pass
    except AutoencodeError as error:
        found.put(error)
    except Exception as error:
        found.put(ClusterError(f"The cluster stopped: {one_line(error)}"))


@contextlib.contextmanager
def _variables(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for the duration of a block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _reports(found: queue.SimpleQueue[Any], stopped: threading.Event) -> Any:
    """Return the callback that hands answers on, until they are not wanted any more."""
    from ray import tune

    class Reports(tune.Callback):  # type: ignore[misc]
        def __getstate__(self) -> dict[str, Any]:
            return {}  # Tune saves its callbacks; this one is of this process

        def on_trial_result(self, *, result: Any, **_: Any) -> None:
            if ANSWER in result:
                self.found.put(result[ANSWER])

        def on_step_begin(self, **_: Any) -> None:
            if self.stopped.is_set():
                raise _StoppedError

    reports = Reports()
    reports.found, reports.stopped = found, stopped
    return reports


class _StoppedError(Exception):
    """The answers are not wanted any more."""


def _trial(
    config: dict[str, Any], pickled: bytes, values: list[Any], caller: Caller
) -> None:
    """Do the task for one value, in a worker, and report the answer."""
    from ray import tune

    def call() -> Any:
        caller.take_over()
        return pickle.loads(pickled)(values[config["place"]])

    tune.report({ANSWER: answer_of(call)})
