"""Evaluation and pictures of clusters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.arrays import dense, plain_transform, subsample
from autoencode.data.dataset import Dataset, one_label
from autoencode.models.validation import kept_epoch
from autoencode.plots.clusters import numbers_of_clusters
from autoencode.plots.codes import codes_map
from autoencode.plots.images import rows_of_images
from autoencode.plots.training import learning_curve
from autoencode.scenes.views import views_of
from autoencode.storage import Run
from autoencode.tasks.cluster_evaluation import ClusteringEvaluation, evaluate_clusters
from autoencode.tasks.cluster_number import best_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_MAPPED = 10_000  # samples in a map of codes
MAX_DRAWN = 15  # clusters whose centres are drawn


def evaluated(run: Run, dataset: Dataset) -> ClusteringEvaluation:
    """Evaluate clusters on the test samples, or on those of training."""
    dataset = one_label(dataset)
    X, y, part = dataset.X_test, dataset.y_test, "test"
    if X is None:
        X, y, part = dataset.X, dataset.y, "training"
    names = dataset.class_names
    labels = None
    if y is not None and names is not None:
        # The last one is that of `MISSING`.
        labels = np.array([*names, None], dtype=object)[y.astype(int)]
    columns = dataset.feature_names
    if hasattr(run.first_step, "columns_"):  # a table, encoded as numbers
        columns = run.first_step.get_feature_names_out().tolist()
    return evaluate_clusters(
        run.model, X, labels, training=dataset.X, part=part, feature_names=columns
    )


def pictures(
    run: Run, dataset: Dataset, evaluation: ClusteringEvaluation
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture of clusters.

    ``dataset`` has samples in the units of the model.
    """
    model = run.model
    if evaluation.compared:
        suggested = best_number(evaluation.compared)
        caption = (
            "Measures by the number of clusters. The dashed line is the number with "
            "the largest sum of silhouette and agreement; a ring marks the best number "
            "by each measure alone."
        )
        if model.n_clusters_ != suggested:
            caption += " It is not used, since no structure was found."
        yield (
            "numbers_of_clusters",
            caption,
            numbers_of_clusters(evaluation.compared, suggested),
        )
    X = dataset.X if dataset.X_test is None else dataset.X_test
    some = dense(X, subsample(X.shape[0], MAX_MAPPED, seed=0))
    labels, codes = model.predict(some), plain_transform(model, some)
    names = [f"cluster {k}" for k in range(model.n_clusters_)]
    if (labels < 0).any():
        labels, names = labels + 1, ["no cluster", *names]
    view = views_of(codes, [f"code {unit}" for unit in range(codes.shape[1])])[0]
    plane = "" if codes.shape[1] < 3 else f" Axes are the first two {view.name}."
    drawn = f"Codes of {len(some):,} {evaluation.part} samples, by cluster"
    yield (
        "clusters",
        f"{drawn}.{plane}",
        codes_map(
            view.positions(codes),
            labels,
            names,
            title=drawn,
            names=view.labels,
        ),
    )
    summaries = [each for each in evaluation.summaries if each.nearest is not None]
    if dataset.image_shape and summaries:
        shown = summaries[:MAX_DRAWN]
        nearest = dense(X, np.array([each.nearest for each in shown]))
        centers = np.stack([each.center for each in shown])
        yield (
            "centers",
            "The decoded centre of each cluster, and the sample nearest to it.",
            rows_of_images(
                {"centre": run.unscale(centers), "nearest": run.unscale(nearest)},
                tuple(dataset.image_shape),
            ),
        )
    yield from _learning_curves(model)


def _learning_curves(model: Any) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield the losses of the autoencoder, and of a refinement if any."""
    if model.autoencoder_.history_:
        yield (
            "learning_curve",
            "Loss of the autoencoder by epoch.",
            learning_curve(
                model.autoencoder_.history_, kept_epoch=kept_epoch(model.autoencoder_)
            ),
        )
    if model.refinement_history_:
        yield (
            "refinement",
            "Loss of the refinement by epoch; it may rise, since its targets change.",
            learning_curve(
                model.refinement_history_,
                title=f"Refinement ({model.refine.upper()})",
            ),
        )
