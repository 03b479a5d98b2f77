"""Evaluation and picture of a retriever."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autoencode.data.dataset import Dataset, take
from autoencode.data.labels import MISSING
from autoencode.errors import counted
from autoencode.plots.retrieval import precision_curves
from autoencode.storage import Run
from autoencode.tasks.retrieval import RetrievalEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def evaluated(run: Run, dataset: Dataset) -> RetrievalEvaluation | None:
    """Evaluate a retriever on test documents, or on those of training.

    None without labels of classes, or with a single document that has one.
    """
    X, y = dataset.X_test, dataset.y_test
    if X is None:
        X, y = dataset.X, dataset.y
    if y is None or dataset.class_names is None or X.shape[0] < 2:
        return None
    rows = np.flatnonzero(y != MISSING) if y.ndim == 1 else np.arange(len(y))
    if len(rows) < 2:
        return None
    found = RetrievalEvaluation.of(run.model, dataset.X, take(X, rows), y[rows])
    if len(rows) < len(y):
        found.notes.append(
            f"Left out: {counted(len(y) - len(rows), 'document')} without a class."
        )
    return found


def pictures(
    evaluation: RetrievalEvaluation | None,
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of a retriever."""
    if evaluation is None:
        return
    yield (
        "precision",
        "Precision: the fraction of the retrieved documents that share a class with "
        "the query. Each test document queries the other test documents.",
        precision_curves(evaluation.n_retrieved, evaluation.precision),
    )
