"""One model, one thread: requests wait in turn, and no more than a stated number."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from starlette.exceptions import HTTPException

Answer = TypeVar("Answer")
RETRY_AFTER = {"retry-after": "1"}


class Queue:
    """Computes answers one after another.

    Parameters
    ----------
    max_waiting : int
        Requests that are read, wait or are computed at the same time.
    """

    def __init__(self, max_waiting: int) -> None:
        self.max_waiting, self.waiting = max_waiting, 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="autoencode-serve")

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place in the queue; without a free one the request is refused.

        Raises
        ------
        HTTPException
            503, with the header Retry-After.
        """
        if self.waiting >= self.max_waiting:
            raise HTTPException(
                503,
                f"{self.max_waiting} requests are waiting; try again in a second.",
                RETRY_AFTER,
            )
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    async def answer(self, compute: Callable[[], Answer]) -> Answer:
        """Return what a function computes in the model's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, compute)
