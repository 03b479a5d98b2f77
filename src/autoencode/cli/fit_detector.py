"""``autoencode fit --model detector``: train, judge beside PCA, save, draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.arrays import Array
    from autoencode.data.dataset import Dataset
    from autoencode.tasks.anomaly import AnomalyDetector


def fit_detector(
    detector: AnomalyDetector,
    dataset: Dataset,
    place: Path,
    stored: dict[str, Any],
    about: dict[str, Any],
) -> None:
    """Train a detector; save it in a run folder, judge it, draw it.

    ``stored`` says how to read data for it again, ``about`` how it was made.
    """
    from autoencode.cli.tables import show_verdict
    from autoencode.report import write_detector_report
    from autoencode.storage import save_run
    from autoencode.storage.detectors import run_of
    from autoencode.tasks.detector_judgement import judge_detector

    if dataset.image_shape and detector.scoring == "auto":
        detector = _for_images(detector)
    n_samples, n_features = dataset.X.shape
    click.echo(
        f"{dataset.name}: {n_samples:,} samples of {n_features:,} features; training "
        f"{detector.n_members} autoencoders.",
        err=True,
    )
    detector.fit(dataset.X)
    scaler = detector.scaler_
    stored = stored | {"scale": "none" if scaler is None else type(scaler).__name__}
    run = run_of(detector, input=stored, about=about)
    save_run(run, place)
    X, is_anomaly = _judged(dataset)
    judgement = judge_detector(detector, dataset.X, X, is_anomaly)
    run.metrics, run.pca = judgement.to_json(), judgement.distance.pca
    save_run(run, place)
    show_verdict(judgement)
    write_detector_report(place, run, X)
    click.echo(f"Saved in {place}; the pictures are in {place / 'report.html'}.")


def _for_images(detector: AnomalyDetector) -> Any:
    """Return a detector of images, with what was asked for otherwise."""
    chosen: Any = type(detector).for_images()
    usual = type(detector)().get_params(deep=False)
    asked = detector.get_params(deep=False)
    return chosen.set_params(**{k: v for k, v in asked.items() if v != usual[k]})


def _judged(dataset: Dataset) -> tuple[Any, Array | None]:
    """Return the samples to judge by, and which are anomalies, if labels tell.

    Of two classes the smaller one counts as the anomalies.
    """
    import numpy as np

    if dataset.X_test is None:
        return dataset.X, None
    y = dataset.y_test
    if y is None or dataset.class_names is None or len(dataset.class_names) != 2:
        return dataset.X_test, None
    whole = y if dataset.y is None else np.concatenate([dataset.y, y])
    return dataset.X_test, y == np.bincount(whole, minlength=2).argmin()
