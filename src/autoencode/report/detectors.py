"""Pictures of an anomaly detector."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autoencode.arrays import dense, subsample
from autoencode.data.dataset import Dataset
from autoencode.plots.anomalies import error_maps, score_histogram, top_anomalies
from autoencode.storage import Run
from autoencode.tasks.detection import Summary, detect_samples, inner_detector
from autoencode.tasks.detector_evaluation import DetectorEvaluation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_DRAWN = 10_000  # samples to search for the most anomalous ones


def pictures(
    run: Run, dataset: Dataset, evaluation: DetectorEvaluation | None
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of a detector."""
    X, ids, which = dataset.X_test, dataset.ids_test, "samples not used for training"
    if X is None:
        X, ids, which = dataset.X, dataset.ids, "the training samples"
    if evaluation is not None:
        yield (
            "scores",
            f"Scores of {which}, and of the same samples with one column changed: by "
            f"four robust standard deviations, or to the value of another sample.",
            score_histogram(evaluation.scores, -run.model.offset_),
        )
    drawn, summary = subsample(X.shape[0], MAX_DRAWN, seed=0), Summary()
    some = X.iloc[drawn] if hasattr(X, "iloc") else dense(X, drawn).astype(np.float64)
    names = None if ids is None else np.asarray(ids)[drawn]
    summary.add(some, names, detect_samples(run.model, some), numbers=drawn)
    if summary.most_anomalous:
        yield (
            "most_anomalous",
            f"The most anomalous of {which}, and the columns that explain them."
            f"{' Rows are counted from 0.' if ids is None else ''}",
            most_anomalous(run, summary),
        )


def most_anomalous(run: Run, summary: Summary) -> "Figure":
    """Draw the most anomalous samples; for images, their error maps."""
    detector = run.model
    scores, numbers, names, values, reasons = zip(*summary.most_anomalous, strict=True)
    shape = run.input.get("image_shape")
    if shape:
        X = np.stack(values)
        captions = [
            f"{number if name is None else name}: {score:.1f}"
            for number, name, score in zip(numbers, names, scores, strict=True)
        ]
        X_hat, errors = detector.reconstruct(X), detector.error_map(X)
        return error_maps(X, X_hat, errors, shape, captions)
    columns = run.feature_names
    explained = [[(columns[why.column], *why[1:]) for why in each] for each in reasons]
    rows = zip(numbers, names, strict=True)
    named = [f"row {number}" if name is None else name for number, name in rows]
    return top_anomalies(named, scores, explained, -detector.offset_)


def scores_picture(run: Run, summary: Summary, title: str) -> "Figure":
    """Draw the scores of samples and of training samples, and the threshold."""
    detector = inner_detector(run.model)
    # Sorted: draws of the scores of the other members, several per training row.
    n_draws, known = detector.calibration_draws_, detector.calibration_scores_
    what = "training rows" if n_draws == 1 else "held-out training rows"
    scores = {
        "rows": summary.some_scores(),
        what: known[max(1, n_draws) // 2 :: max(1, n_draws)],
    }
    return score_histogram(scores, -detector.offset_, title=title)
