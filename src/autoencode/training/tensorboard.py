"""Scalars of a fit for TensorBoard; the only file that imports it."""

from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import Any

from autoencode.errors import InvalidParameterError
from autoencode.training.logs import Record

NOT_SCALARS = ("epoch", "layer", "seconds")


class Board:
    """Writes the losses and the learning rate of each epoch to a folder.

    Parameters
    ----------
    folder : Path
        Each fit adds a file of events to it.

    Raises
    ------
    InvalidParameterError
        If TensorBoard is not installed, or the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            writers: Any = import_module("torch.utils.tensorboard")
        except ImportError as error:
            raise InvalidParameterError(
                "--tensorboard needs tensorboard. Install it: "
                "pip install 'autoencode[tensorboard]'."
            ) from error
        try:
            self._writer = writers.SummaryWriter(str(folder))
        except OSError as error:
            raise InvalidParameterError(
                f"--tensorboard cannot write to {folder}: {error.strerror}. Give "
                f"another folder."
            ) from error

    def add(self, record: Record, stage: int) -> None:
        """Write the scalars of an epoch, with the number of any stage but the first."""
        prefix = "" if stage == 1 else f"stage_{stage}/"
        for name, value in record.items():
            if name not in NOT_SCALARS and isfinite(value):
                self._writer.add_scalar(prefix + name, value, int(record["epoch"]))
        self._writer.flush()

    def close(self) -> None:
        """Write what is left."""
        self._writer.close()
