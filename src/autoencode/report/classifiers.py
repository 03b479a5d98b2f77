"""Pictures of a classifier: training, confusion matrix, worst mistakes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autoencode.arrays import dense
from autoencode.data.dataset import Dataset
from autoencode.plots.classes import confusion_matrix, mistakes
from autoencode.plots.training import learning_curve
from autoencode.storage import Run
from autoencode.tasks.classifier_evaluation import ClassifierEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pictures(
    run: Run, dataset: Dataset, evaluation: ClassifierEvaluation | None
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of a classifier.

    ``dataset`` has samples in the units of the model, and class labels as names.
    ``evaluation`` is None if there are no labels to compare with.
    """
    model = run.model
    yield (
        "learning_curve",
        "Cross-entropy by epoch of fine-tuning, in nats.",
        learning_curve(model.history_),
    )
    if evaluation is None:
        return
    yield (
        "confusion",
        f"Number of {evaluation.part} samples by class and predicted class; colours "
        f"are shares of the class.",
        confusion_matrix(evaluation.confusion, evaluation.classes.tolist()),
    )
    is_test = dataset.X_test is not None
    X, y = (dataset.X_test, dataset.y_test) if is_test else (dataset.X, dataset.y)
    assert y is not None
    rows = np.array([row for row, _, _ in evaluation.mistakes], dtype=int)
    is_table, names = hasattr(run.first_step, "columns_"), dataset.feature_names
    if is_table:  # drawn as encoded numbers
        names = run.first_step.get_feature_names_out().tolist()
    if len(rows):
        captions = [
            f"{y[row]} → {name} ({100 * share:.0f} %)"
            for row, name, share in evaluation.mistakes
        ]
        yield (
            "mistakes",
            "The most certain mistakes: class, predicted class and its probability.",
            mistakes(
                dense(X, rows) if is_table else run.unscale(dense(X, rows)),
                captions,
                image_shape=dataset.image_shape,
                feature_names=names,
            ),
        )
