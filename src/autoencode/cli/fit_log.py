"""``log.jsonl`` in the run folder of ``autoencode fit``, and ``--tensorboard``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from click.exceptions import Exit

from autoencode.cli.processes import is_first

if TYPE_CHECKING:
    from autoencode.storage import Run


@contextmanager
def logging(run: Run, place: Path, tensorboard: Path | None) -> Iterator[None]:
    """Log the epochs of a fit while it runs."""
    from autoencode.files import LOG
    from autoencode.training.logs import FitLog, listening

    if not is_first():  # it would be the same log
        yield
        return
    board = None
    if tensorboard is not None:
        from autoencode.training.tensorboard import Board

        board = Board(tensorboard)
    facts = {"model": type(run.model).__name__, "command": run.about.get("command")}
    log = FitLog(place / LOG, facts, board)
    try:
        with listening(log.on_epoch):
            yield
    except (KeyboardInterrupt, Exit):
        log.end(False)
        raise
    except BaseException as error:
        log.end(False, error)
        raise
    log.end(True)
