"""Warnings that are ignored in one thread.

`warnings.catch_warnings` saves and restores the filters of the whole process. If blocks
of several threads overlap, the filters of one of them stay for good.
"""

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast


class _Block:
    """Stands for the pattern of the message in a filter: matches in one thread only."""

    def __init__(self, start: str) -> None:
        # scikit-learn copies filters for its tasks, in any thread, by their pattern: a
        # narrow block makes narrow copies.
        self.pattern = re.escape(start)
        self.start = start
        self.thread: int | None = threading.get_ident()

    def match(self, text: str) -> bool:
        """Whether a warning was raised in the block, and starts as given."""
        return threading.get_ident() == self.thread and text.startswith(self.start)


@contextmanager
def ignored_warnings(
    category: type[Warning] = Warning, *, start: str = ""
) -> Iterator[None]:
    """Ignore warnings that this thread raises in the block.

    Those of a category are, and whose message starts as given.
    """
    block = _Block(start)
    _filters().insert(0, ("ignore", block, category, None, 0))
    try:
        yield
    finally:
        block.thread = None
        # `catch_warnings` of another thread may have put back filters of ended blocks.
        for entry in list(_filters()):
            if isinstance(entry[1], _Block) and entry[1].thread is None:
                with suppress(ValueError):  # another thread has removed it
                    _filters().remove(entry)


def _filters() -> list[Any]:
    return cast(list[Any], warnings.filters)
