"""What tests of checkpoints share: fits that write them, and what a fit has learned."""

import shutil
import warnings

import numpy as np
from sklearn.base import is_classifier

from autoencode.storage.writing import take_apart
from autoencode.training.checkpoints import Checkpoints, writing_checkpoints
from autoencode.training.intervals import Interval
from autoencode.training.resume import identity_of, machine_facts

TIMES = ("seconds",)


def labels_for(estimator, X):
    """Labels of two classes for a classifier, else None."""
    return np.arange(len(X)) % 2 if is_classifier(estimator) else None


class Copied(Checkpoints):
    """Checkpoints that keep a copy of the folder as it is after each save."""

    def _save(self, ending):
        super()._save(ending)
        shutil.copytree(self.folder, self.folder.parent / f"copy-{self.number}")


def fitted(model, X, y, folder, cls=Checkpoints, **every):
    """Fit with checkpoints in the folder."""
    identity = identity_of(model, {"X": X, "y": y})
    checkpoints = cls(folder, Interval(**every), identity, machine_facts())
    with writing_checkpoints(checkpoints), warnings.catch_warnings(action="ignore"):
        model.fit(X, *([y] if y is not None else []))
    return model


def bits(model):
    """Everything that a fit learned, except for the time that it took."""
    state = take_apart(model)
    tensors = {name: value.numpy().tobytes() for name, value in state.tensors.items()}
    columns = [
        {name: value for name, value in record.items() if name not in TIMES}
        for record in getattr(model, "history_", [])
    ]
    return tensors, columns


def copies(folder, n):
    """Some of the copies of a checkpoint folder, from the first to the last."""
    found = sorted(folder.parent.glob("copy-*"), key=lambda path: int(path.name[5:]))
    found = found[:-1] or found  # the last one is of the end
    chosen = np.unique(np.linspace(0, len(found) - 1, n).astype(int))
    return [found[number] for number in chosen]


def assert_resumes(make, X, y, folder, n=3, **every):
    """Check that a fit killed after any of its checkpoints ends with the same bits."""
    with warnings.catch_warnings(action="ignore"):
        expected = bits(make().fit(X, *([y] if y is not None else [])))
    assert bits(fitted(make(), X, y, folder, Copied, **every)) == expected
    stopped = copies(folder, n)
    assert stopped
    for each in stopped:
        assert bits(fitted(make(), X, y, each, **every)) == expected
