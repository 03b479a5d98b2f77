"""Save fitted models to run folders, and load them; see `autoencode.storage.folder`."""

from autoencode.storage.contents import Run
from autoencode.storage.folder import is_run, load, load_run, save, save_run

__all__ = ["Run", "is_run", "load", "load_run", "save", "save_run"]
