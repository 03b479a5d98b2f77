"""Evaluation and pictures of predicted ratings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoencode.data.dataset import Dataset
from autoencode.plots.ratings import error_by_count, predicted_by_actual
from autoencode.storage import Run
from autoencode.tasks.rating_evaluation import RatingEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def evaluated(run: Run, dataset: Dataset) -> RatingEvaluation:
    """Evaluate predictions of test ratings, or of those of training."""
    return RatingEvaluation.of(run.model, dataset.X, dataset.X_test)


def pictures(evaluation: RatingEvaluation) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of predicted ratings."""
    found, name = evaluation.predicted, evaluation.methods[0]
    yield (
        "predicted-ratings",
        "Predicted beside actual ratings. Predictions are closer to the mean than "
        "ratings are: that minimizes the squared error.",
        predicted_by_actual(found.truth, found.by_method[name], name),
    )
    yield (
        "error-by-ratings",
        "Error by the number of ratings of the item in the fit; 0 are new items.",
        error_by_count(found.truth, found.by_method, found.item_counts),
    )
