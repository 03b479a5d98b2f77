"""Pictures of an anomaly detector."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from autoencode.arrays import Array, dense, subsample
from autoencode.data.dataset import Dataset
from autoencode.plots.anomalies import error_maps, score_histogram, top_anomalies
from autoencode.storage import Run
from autoencode.tasks.detection import Summary, detect_samples, inner_detector
from autoencode.tasks.detector_evaluation import DetectorEvaluation, evaluate_detector

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_DRAWN = 10_000  # samples to search for the most anomalous ones


def evaluated(run: Run, dataset: Dataset) -> DetectorEvaluation | None:
    """Evaluate a detector by planted faults, and by labels of two classes.

    The smaller class is that of the anomalies. None without the training samples, to
    which PCA's distance is fitted.
    """
    if dataset.X is None:
        return None
    X_train, X, is_anomaly = dataset.X, dataset.X, None
    notes: list[str] = []
    if dataset.X_test is not None:
        X = dataset.X_test
        is_anomaly, notes = _labelled(dataset)
    detector = inner_detector(run.model)
    table = None if detector is run.model else run.model
    if table is not None:
        X_train, X = (table._rows(each) for each in (X_train, X))
    found = evaluate_detector(detector, X_train, X, is_anomaly, table=table)
    return replace(found, notes=[*found.notes, *notes])


def _labelled(dataset: Dataset) -> tuple[Array | None, list[str]]:
    """Return which test samples are labelled as anomalies, and which class they are."""
    counts, names = dataset.counts_of_two_classes(), dataset.class_names
    if counts is None or names is None:
        return None, []
    if counts[0] == counts[1]:
        return None, [
            f"Labels are not used: anomalies are the smaller class, and {names[0]} and "
            f"{names[1]} have {counts[0]:,} rows each."
        ]
    smaller = int(counts.argmin())
    return np.asarray(dataset.y_test == smaller), [
        f"Labelled anomalies: the smaller class, {names[smaller]}, "
        f"{counts[smaller]:,} of {counts.sum():,} rows."
    ]


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
