"""Evaluation and picture of a recommender."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from autoencode.data.dataset import Dataset
from autoencode.plots.recommendations import quality_bars
from autoencode.storage import Run
from autoencode.tasks.recommender_evaluation import MEASURES, RecommenderEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def evaluated(run: Run, dataset: Dataset) -> RecommenderEvaluation:
    """Evaluate a recommender on test users, later items, or users of training."""
    X, X_test, before = dataset.X, dataset.X_test, dataset.X_before
    if before is not None:
        return RecommenderEvaluation.of_later(run.model, X, before, X_test)
    return RecommenderEvaluation.of(run.model, X, X_test)


def pictures(
    evaluation: RecommenderEvaluation,
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of a recommender."""
    yield (
        "recommendations",
        "Quality of recommendations to users whose items are partly hidden; lines are "
        "standard errors.",
        quality_bars(evaluation.means, evaluation.errors, list(MEASURES)),
    )
