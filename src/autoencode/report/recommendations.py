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
    """Evaluate a recommender on test users, or on those of training."""
    return RecommenderEvaluation.of(run.model, dataset.X, dataset.X_test)


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
