"""Reconstructions of a few samples, epoch by epoch."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from autoencode.arrays import Array, dense
from autoencode.training import checkpoints
from autoencode.training.checkpoint_checks import check_tensor, whole
from autoencode.training.loop import Record
from autoencode.training.progress import Progress, finish_fit, start_fit

MAX_FLOAT32 = 1e37  # leaves room for reconstructions


def chosen_rows(
    n_samples: int, y: Any, class_names: Any, n_wanted: int
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return rows to show: the first of each class in turn, or the first of all."""
    n_wanted = min(n_wanted, n_samples)
    if y is None or class_names is None:
        return np.arange(n_wanted)
    # The nth sample of any class comes before the (n+1)th of any.
    order = np.argsort(y, kind="stable")
    sizes = np.bincount(y)
    turn = np.empty(n_samples, np.int64)
    turn[order] = np.concatenate([np.arange(size) for size in sizes])
    return np.lexsort((y, turn))[:n_wanted]


class EpochSamples:
    """Store of the reconstructions of a few samples by epoch, in bounded memory.

    Parameters
    ----------
    X : array or CSR matrix of shape (n_samples, n_features)
        The samples.

    max_epochs : int, default=60
        Maximum number of epochs to keep. When it is reached, every second one is
        dropped, and from then on only every second new one is kept.
    """

    def __init__(self, X: Any, max_epochs: int = 60) -> None:
        self.X = np.array(dense(X, slice(None)))
        fits = np.abs(self.X).max(initial=0) < MAX_FLOAT32
        self.dtype = np.float32 if fits else np.float64
        self.max_epochs = max_epochs
        self.every = 1
        self.epochs: list[int] = []
        self.X_hat: list[Array] = []
        self.last: tuple[int, Array] | None = None

    def add(self, epoch: int, X_hat: Array) -> None:
        """Add the reconstructions after an epoch."""
        self.last = (epoch, X_hat.astype(self.dtype))
        if (epoch - 1) % self.every == 0:
            if len(self.epochs) == self.max_epochs:
                self.every *= 2
                del self.epochs[1::2], self.X_hat[1::2]
            if (epoch - 1) % self.every == 0:
                self.epochs.append(epoch)
                self.X_hat.append(self.last[1])

    def state(self) -> dict[str, Any]:
        """Return what is stored, for a checkpoint."""
        last = None if self.last is None else self.last[1]
        return {
            "every": self.every,
            "epochs": list(self.epochs),
            "X_hat": [torch.from_numpy(each) for each in self.X_hat],
            "last_epoch": None if self.last is None else self.last[0],
            "last": None if last is None else torch.from_numpy(last),
        }

    def load_state(self, state: dict[str, Any]) -> None:
        """Set what is stored to that of a checkpoint."""
        every, epochs = whole(state["every"], 1), list(map(whole, state["epochs"]))
        kept, last = list(state["X_hat"]), state["last"]
        if len(kept) != len(epochs):
            raise ValueError("it has reconstructions of other epochs")
        dtype = torch.from_numpy(np.empty(0, self.dtype)).dtype
        for each in kept if last is None else [*kept, last]:
            check_tensor(each, "X_hat", self.X.shape, dtype)
        self.every, self.epochs = every, epochs
        self.X_hat = [each.numpy() for each in kept]
        if last is not None:
            self.last = (whole(state["last_epoch"]), last.numpy())

    def arrays(self) -> dict[str, Array]:
        """Return samples, epochs (including the last one) and reconstructions."""
        epochs, X_hat = [*self.epochs], [*self.X_hat]
        if self.last is not None and self.last[0] not in epochs:
            epochs.append(self.last[0])
            X_hat.append(self.last[1])
        if not epochs:
            return {"X": self.X}
        return {"X": self.X, "epoch": np.array(epochs), "X_hat": np.stack(X_hat)}


def train(
    model: Any,
    X: Any,
    kept: EpochSamples | None = None,
    *,
    scale: Callable[[Any], Any] = np.asarray,
    unscale: Callable[[Any], Any] = np.asarray,
    on_start: Callable[[], None] | None = None,
    on_epoch: Callable[[Record], None] | None = None,
    silent: bool = False,
    X_val: Any = None,
) -> bool:
    """Fit a model, show progress and keep reconstructions of a few samples.

    Parameters
    ----------
    model : estimator with ``fit_epochs``
        Unfitted estimator.

    X : array or CSR matrix of shape (n_samples, n_features)
        Samples in the units of the model.

    kept : EpochSamples or None, default=None
        Receives the reconstructions after each epoch.

    scale, unscale : callable
        Convert from the units of ``kept.X`` to those of the model, and back.

    on_start : callable or None, default=None
        Called after the model is set up, before the first epoch.

    on_epoch : callable or None, default=None
        Called with the record of each epoch.

    silent : bool, default=False
        Whether to hide progress.

    X_val : array or CSR matrix of shape (n_validation, n_features), optional
        Validation samples, as ``X``, for models that take them.

    Returns
    -------
    bool
        False if training was stopped by Ctrl-C.

    Raises
    ------
    KeyboardInterrupt
        If training was stopped in the first epoch.
    """
    progress = Progress(silent=silent)

    if kept is not None:
        checkpoints.keep("samples", kept.state, kept.load_state)

    def keep(record: Record) -> None:
        if checkpoints.replays():  # of a fit that goes on: it has been kept before
            return
        if kept is not None:
            X_hat = unscale(model.reconstruct(scale(kept.X)))
            kept.add(int(record["epoch"]), X_hat)
        if on_epoch is not None:
            on_epoch(record)

    records = start_fit(model, X, progress, X_val)
    if on_start is not None:
        on_start()
    completed = finish_fit(records, progress, keep)
    if not model.history_:
        raise KeyboardInterrupt
    return completed
