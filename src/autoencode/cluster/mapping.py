"""A function of many items, in a pool of workers of Ray Data."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autoencode.cluster.connecting import Workers, quiet
from autoencode.cluster.workers import (
    Answers,
    Attempts,
    Caller,
    answer_of,
    check_attempts,
)
from autoencode.errors import AutoencodeError, ClusterError, one_line

Task = Callable[[Any], Any]


def mapped(
    opened: Callable[[], Task], items: Sequence[Any], workers: Workers
) -> Iterator[Any]:
    """Yield the result of each item, in the order in which they are done.

    Each worker has one thread: with more, wide products add in another order, and the
    last bits of results would depend on the number of workers. The items of a worker
    that was lost are done again by another one: a task must be safe to repeat.

    Parameters
    ----------
    opened : callable
        Called once in each worker, without arguments; it returns the task, a function
        of an item. It is sent by pickle.

    items : sequence
        Small objects, such as numbers.

    workers : Workers
        Those of `connected`.

    Raises
    ------
    ClusterError
        If a worker cannot be started, or workers are lost again and again.

    Exception
        That of a task.
    """
    import ray
    import ray.data
    from ray import cloudpickle

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    n_workers = min(workers.n_workers, len(items))
    caller = Caller.here(n_threads=1)
    attempts = ray.remote(num_cpus=0)(Attempts).remote()
    dataset = ray.data.from_items(
        [{"item": item} for item in items], override_num_blocks=len(items)
    ).map_batches(
        _Worker,
        fn_constructor_args=(cloudpickle.dumps(opened), caller, attempts),
        batch_size=1,
        compute=ray.data.ActorPoolStrategy(
            size=n_workers, max_tasks_in_flight_per_actor=1
        ),
        num_cpus=1,
    )
    answers = Answers()
    try:
        with quiet("ray.data"):
            for row in dataset.iter_rows():
                yield answers.read(row["answer"])
    except AutoencodeError:
        raise
    except ray.exceptions.RayError as error:
        raise ClusterError(
            f"The cluster stopped working on this: {one_line(error)}"
        ) from error


class _Worker:
    """A worker: it opens what the task needs with its first item."""

    def __init__(self, opened: bytes, caller: Caller, attempts: Any) -> None:
        self.opened, self.caller, self.attempts = opened, caller, attempts
        self.task: Task | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return the answers of a batch of items."""
        return {"answer": [self._answer(item) for item in batch["item"]]}

    def _answer(self, item: Any) -> bytes:
        import ray

        item = item.item() if hasattr(item, "item") else item  # from NumPy
        n_attempts = ray.get(self.attempts.add.remote(item))

        def call() -> Any:
            check_attempts(n_attempts, item)
            if self.task is None:
                self.caller.take_over()
                self.task = pickle.loads(self.opened)()
            return self.task(item)

        return answer_of(call)
