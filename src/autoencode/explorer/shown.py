"""What the explorer shows at the moment: it changes while a model is trained."""

from dataclasses import dataclass

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

    def replace(self, scenes: list[Scene]) -> None:
        """Show other scenes from now on."""
        self.scenes = scenes
        self.version += 1
