"""Items made ahead by a background thread."""

import queue
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def prefetched(items: Iterator[Item], n_alive: int) -> Generator[Item, None, None]:
    """Yield the items of an iterator, which a background thread makes ahead.

    At most ``n_alive`` items exist at a time: the one in use, those that are ready, and
    the one that is being made. An exception of the iterator is raised here, after the
    items before it. When this generator is closed, so is the iterator, by the thread,
    which has ended then.

    Parameters
    ----------
    items : iterator
        Used by the thread only.

    n_alive : int
        At least 2; the caller must not keep an item that it has been given.
    """
    ready: queue.SimpleQueue[tuple[str, Item | BaseException | None]]
    ready = queue.SimpleQueue()
    free = threading.Semaphore(n_alive)
    is_closed = threading.Event()

    def work() -> None:
        try:
            while True:
                free.acquire()
                if is_closed.is_set():
                    break
                try:
                    item = next(items)
                except StopIteration:
                    break
                ready.put(("item", item))
                del item
            ready.put(("end", None))
        except BaseException as error:
            ready.put(("error", error))
        finally:
            if isinstance(items, Generator):
                items.close()

    thread = threading.Thread(target=work, name="autoencode-prefetch", daemon=True)
    thread.start()
    try:
        while True:
            kind, item = ready.get()
            if isinstance(item, BaseException) and kind == "error":
                raise item
            if kind == "end":
                return
            yield item  # type: ignore[misc]
            del item
            free.release()
    finally:
        is_closed.set()
        free.release()
        thread.join()
