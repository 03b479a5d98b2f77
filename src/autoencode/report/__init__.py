"""Report of a run: evaluation, advice, map and pictures, in one page and a model card.

The methods of the run's estimator decide what is evaluated and drawn: see `KINDS`.
"""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autoencode.data.dataset import Dataset, one_label, take
from autoencode.report import (
    classifiers,
    clusters,
    detectors,
    models,
    ratings,
    recommendations,
    retrieval,
    tables,
)
from autoencode.report.writing import write_files
from autoencode.storage import Run, save_run
from autoencode.tasks.classifier_evaluation import evaluate_classifier, known_rows
from autoencode.tasks.evaluation import evaluate
from autoencode.tasks.table_evaluation import TableEvaluation


def scaled(run: Run, dataset: Dataset) -> Dataset:
    """Return the samples in the units of the run's model."""
    X, X_test = dataset.X, dataset.X_test
    return dataclasses.replace(
        dataset,
        X=None if X is None else run.scale(X),
        X_test=None if X_test is None else run.scale(X_test),
    )


def save_evaluated(run: Run, dataset: Dataset, folder: str | Path) -> Any:
    """Evaluate a fitted run, save it and draw its pictures.

    Parameters
    ----------
    run : Run
        Fitted run; its metrics and its PCA are set.

    dataset : Dataset
        The training samples, with or without a test part.

    folder : str or Path
        The run folder.

    Returns
    -------
    Evaluation, DetectorEvaluation, TableEvaluation or None
        See `evaluate_run`.
    """
    in_units = scaled(run, dataset)
    evaluation = evaluate_run(run, in_units)
    if evaluation is not None:
        run.metrics, run.pca = evaluation.to_json(), evaluation.pca
    save_run(run, folder)
    _write(folder, run, dataset, in_units, evaluation)
    return evaluation


def evaluate_run(run: Run, dataset: Dataset) -> Any:
    """Evaluate the model of a run.

    Parameters
    ----------
    run : Run
        Fitted run.

    dataset : Dataset
        Samples in the units of the model, see `scaled`. ``X``, the training part, may
        be None for an autoencoder.

    Returns
    -------
    object or None
        Such as `Evaluation`, with ``heading``, ``table``, ``verdict`` and ``to_json``.
        None for a model that neither scores, imputes, decodes, classifies, clusters
        nor recommends, and for a retriever or a classifier of samples without labels.
    """
    kind = _kind_of(run.model)
    return None if kind is None else kind.evaluate(run, dataset)


def _evaluate_table(run: Run, dataset: Dataset) -> Any:
    """Evaluate a model of tables on the test samples, or on those of training."""
    X = dataset.X if dataset.X_test is None else dataset.X_test
    return TableEvaluation.of(run.model, X, dataset.X)


def _evaluate_model(run: Run, dataset: Dataset) -> Any:
    """Evaluate an autoencoder on training, validation and test samples."""
    dataset = one_label(dataset)
    X, held_out = dataset.X, run.model.validation_rows_
    parts: dict[str, Any] = {"X_train": X, "y_train": dataset.y}
    if X is not None and len(held_out) and run.pca is None:
        rows = run.model.training_rows(X.shape[0])
        if len(rows) < X.shape[0]:
            parts = {"X_train": X[rows], "y_train": take(dataset.y, rows)}
            parts["X_validation"] = X[held_out]
    found = evaluate(
        run.model,
        **parts,
        X_test=dataset.X_test,
        y_test=dataset.y_test,
        pca=run.pca,
    )
    return dataclasses.replace(found, scaling=str(run.input.get("scale", "none")))


def _evaluate_classifier(run: Run, dataset: Dataset) -> Any:
    """Evaluate a classifier on the test samples, or on those of training.

    None if none of them has a label of the fit.
    """
    training = None if dataset.X is None else (dataset.X, dataset.y)
    X, y, part = dataset.X_test, dataset.y_test, "test"
    if X is None:
        X, y, part = dataset.X, dataset.y, "training"
    if not len(known_rows(run.model, y)):
        return None
    return evaluate_classifier(run.model, X, y, training, part)


def write_report(
    folder: str | Path,
    run: Run,
    dataset: Dataset,
    evaluation: Any,
    notes: Sequence[str] = (),
) -> None:
    """Write ``report.html``, ``MODEL_CARD.md`` and the pictures of a run.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        Fitted run, with the PCA of its evaluation.

    dataset : Dataset
        Samples as the run takes them. ``X`` may be None; pictures that compare with
        the training samples are then left out.

    evaluation : Evaluation, DetectorEvaluation, TableEvaluation or None
        The result of `evaluate_run` for the same samples, scaled.

    notes : sequence of str, default=()
        Notes on the samples, before those of the evaluation.
    """
    _write(folder, run, dataset, scaled(run, dataset), evaluation, notes)


def _write(
    folder: str | Path,
    run: Run,
    dataset: Dataset,
    in_units: Dataset,
    evaluation: Any,
    notes: Sequence[str] = (),
) -> None:
    """Write the files of a report; ``in_units`` are the samples scaled."""
    kind = _kind_of(run.model)
    pictures = () if kind is None else kind.pictures(run, in_units, evaluation)
    write_files(folder, run, dataset, evaluation, pictures, notes)


class Kind(NamedTuple):
    """How the estimators that have some methods are evaluated and drawn."""

    methods: tuple[str, ...]
    evaluate: Callable[[Run, Dataset], Any]
    pictures: Callable[[Run, Dataset, Any], Any]


KINDS = (  # the first that an estimator has all methods of
    Kind(("predict_proba", "describe"), clusters.evaluated, clusters.pictures),
    Kind(("predict_proba",), _evaluate_classifier, classifiers.pictures),
    Kind(("p_values",), detectors.evaluated, detectors.pictures),
    Kind(
        ("column_scores",),
        _evaluate_table,
        lambda run, dataset, evaluation: tables.pictures(evaluation),
    ),
    Kind(
        ("kneighbors", "precision"),
        retrieval.evaluated,
        lambda run, dataset, evaluation: retrieval.pictures(evaluation),
    ),
    Kind(
        ("score_items",),
        recommendations.evaluated,
        lambda run, dataset, evaluation: recommendations.pictures(evaluation),
    ),
    Kind(
        ("predict_numbers",),
        ratings.evaluated,
        lambda run, dataset, evaluation: ratings.pictures(evaluation),
    ),
    Kind(
        ("inverse_transform", "training_rows"),
        _evaluate_model,
        lambda run, dataset, evaluation: models.pictures(run, one_label(dataset)),
    ),
)


def _kind_of(model: Any) -> Kind | None:
    """Return how an estimator is evaluated and drawn, or None."""
    found = (k for k in KINDS if all(hasattr(model, name) for name in k.methods))
    return next(found, None)
