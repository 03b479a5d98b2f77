"""Evaluation and picture of a retriever."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoencode.data.dataset import Dataset
from autoencode.data.labels import MISSING
from autoencode.plots.retrieval import precision_curves
from autoencode.storage import Run
from autoencode.tasks.retrieval import RetrievalEvaluation, has_class

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
    if y.ndim == 1:
        labels = y.astype(object)
        labels[y == MISSING] = None
        y = labels
    if has_class(y).sum() < 2:
        return None
    return RetrievalEvaluation.of(run.model, dataset.X, X, y)


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
