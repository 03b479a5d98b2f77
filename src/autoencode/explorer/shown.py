"""What the explorer shows at the moment: it changes while a model is trained."""

import threading
from dataclasses import dataclass, field

from autoencode.explorer.swept import Swept
from autoencode.scenes.scene import Scene


@dataclass
class Shown:
    """The explored runs, and how often they were replaced.

    Parameters
    ----------
    scenes : list of Scene
        One run, or two to compare; none before the first epoch of a training.
    is_training : bool, default=False
        Whether the scenes will be replaced.
    sweep : Swept or None, default=None
        The sweep that the run is one of.
    """

    scenes: list[Scene]
    is_training: bool = False
    sweep: Swept | None = None
    version: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def replace(self, scenes: list[Scene]) -> None:
        """Show other scenes from now on."""
        with self._lock:
            self.scenes = scenes
            self.version += 1

    def choose(self, sweep: Swept, number: int) -> None:
        """Show another fit of a sweep from now on."""
        scene = sweep.opened(number)
        with self._lock:
            sweep.current = number
            self.scenes = [scene]
            self.version += 1

    def scenes_for(self, version: int | None) -> list[Scene] | None:
        """Return the scenes for a page that shows a version; None if it is too old.

        In training all versions have the same rows and units; fits of a sweep have not.
        """
        with self._lock:
            is_old = version is not None and version != self.version
            return None if is_old and self.sweep is not None else self.scenes
