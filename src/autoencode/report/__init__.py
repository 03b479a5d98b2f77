"""Report of a run: its evaluation and its pictures, in one page.

The methods of the run's estimator decide what is evaluated and drawn: ``p_values``
(detectors), ``column_scores`` (tables), ``inverse_transform`` (autoencoders).
"""

import dataclasses
from pathlib import Path
from typing import Any

from autoencode.data.dataset import Dataset, take
from autoencode.report import detectors, models, tables
from autoencode.report.page import write_page
from autoencode.storage import Run, save_run
from autoencode.tasks.detection import inner_detector
from autoencode.tasks.detector_evaluation import evaluate_detector
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
        See `evaluate_run`; with None the saved run is not changed.
    """
    dataset = scaled(run, dataset)
    evaluation = evaluate_run(run, dataset)
    if evaluation is not None:
        run.metrics, run.pca = evaluation.to_json(), evaluation.pca
        save_run(run, folder)
        write_report(folder, run, dataset, evaluation)
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
    Evaluation, DetectorEvaluation, TableEvaluation or None
        None for a model that neither scores, imputes nor decodes.
    """
    model = run.model
    if hasattr(model, "p_values"):
        return _evaluate_detector(run, dataset)
    X = dataset.X if dataset.X_test is None else dataset.X_test
    if hasattr(model, "column_scores"):
        return TableEvaluation.of(model, X)
    if not (hasattr(model, "inverse_transform") and hasattr(model, "training_rows")):
        return None
    return _evaluate_model(run, dataset)


def _evaluate_model(run: Run, dataset: Dataset) -> Any:
    """Evaluate an autoencoder on training, validation and test samples."""
    X, held_out = dataset.X, run.model.validation_rows_
    parts: dict[str, Any] = {"X_train": X, "y_train": dataset.y}
    if X is not None and len(held_out) and run.pca is None:
        rows = run.model.training_rows(X.shape[0])
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


def _evaluate_detector(run: Run, dataset: Dataset) -> Any:
    """Evaluate a detector by planted faults, and by labels of two classes."""
    X_train, X, is_anomaly = dataset.X, dataset.X, None
    if dataset.X_test is not None:
        X, is_anomaly = dataset.X_test, dataset.smaller_class_of_test()
    detector = inner_detector(run.model)
    table = None if detector is run.model else run.model
    if table is not None:
        X_train, X = (table.table_.transform(each) for each in (X_train, X))
    return evaluate_detector(detector, X_train, X, is_anomaly, table=table)


def write_report(
    folder: str | Path, run: Run, dataset: Dataset, evaluation: Any
) -> None:
    """Draw the pictures of a run and write the page that shows them.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        Fitted run, with the PCA of its evaluation.

    dataset : Dataset
        Samples in the units of the model, see `scaled`.

    evaluation : Evaluation, DetectorEvaluation or TableEvaluation
        The result of `evaluate_run` for the same samples.
    """
    if hasattr(run.model, "p_values"):
        pictures = detectors.pictures(run, dataset, evaluation)
    elif hasattr(run.model, "column_scores"):
        pictures = tables.pictures(evaluation)
    else:
        pictures = models.pictures(run, dataset)
    title = f"{type(run.model).__name__} on {dataset.name}"
    write_page(folder, run, title, evaluation, pictures)
