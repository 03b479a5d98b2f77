"""The explorer of a model that is still being trained.

The page shows a copy of the model, taken after an epoch: what the browser asks for
never touches the model in training, whose fit has the same bits without a page.
"""

import copy
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

from autoencode.arrays import subsample
from autoencode.data.dataset import Dataset, len_of, take
from autoencode.errors import AutoencodeError
from autoencode.explorer import open_page, prepare
from autoencode.explorer.shown import Shown
from autoencode.scenes.scene import Scene, check_rows
from autoencode.storage import Run

MAX_POINTS = 5_000  # encoded again after an epoch
SECONDS_BETWEEN = 2.0  # copies
SHARE = 0.1  # of the time that copies may take


class Watch:
    """Serves a run while it is trained.

    Parameters
    ----------
    run : Run
        The run; its model is fitted meanwhile.
    dataset : Dataset
        Rows to show, in ``X``; of many a sample.
    title : str
        Shown above the map.
    open_browser : bool, default=True
        Whether the page is opened in the default browser.
    report : callable, default=print
        Called with a line that holds the address.

    Raises
    ------
    InvalidDataError
        If there are fewer rows than a map needs.
    """

    def __init__(
        self,
        run: Run,
        dataset: Dataset,
        title: str,
        *,
        open_browser: bool = True,
        report: Callable[[str], object] = print,
    ) -> None:
        check_rows(dataset)
        rows = subsample(len_of(dataset.X), MAX_POINTS, seed=0)
        parts = {name: take(getattr(dataset, name), rows) for name in ("X", "y", "ids")}
        self.dataset = replace(dataset, **parts)
        self.run, self.title = run, title
        self.shown = Shown([], is_training=True)
        self._next, self._is_silent = 0.0, False
        self._open, self._report = open_browser, report

    def __enter__(self) -> Self:
        self._server, address, self._listener = prepare(self.shown)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True
        )
        self._thread.start()
        self._report(f"Watch at {address}")
        if self._open:
            open_page(address)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=5)
        self._listener.close()

    def on_epoch(self, record: Any = None) -> None:
        """Show the model as it is now, if the last time was long enough ago."""
        start = time.monotonic()
        if start < self._next:
            return
        self._try_to_refresh()
        took = time.monotonic() - start
        self._next = start + max(SECONDS_BETWEEN, took / SHARE)

    def _try_to_refresh(self) -> None:
        """Show the model; report once if it cannot be: the training goes on."""
        try:
            self.refresh()
        except AutoencodeError as error:  # codes that are not finite, for instance
            if not self._is_silent:
                self._report(f"The map is not updated: {error}")
            self._is_silent = True

    def refresh(self) -> None:
        """Show the model as it is now."""
        run = copy.copy(self.run)
        run.estimator = copy.deepcopy(self.run.estimator)
        self.shown.replace([Scene(run, self.dataset, self.title)])

    def finish(self) -> None:
        """Show the trained model, which will not change again."""
        self._try_to_refresh()
        self.shown.is_training = False

    def wait(self) -> None:
        """Serve until Ctrl-C."""
        self._report("The page stays until Ctrl-C.")
        try:
            while self._thread.is_alive():
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass
