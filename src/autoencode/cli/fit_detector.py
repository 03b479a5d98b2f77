"""``autoencode fit`` of detectors: train, judge beside PCA, save, draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.arrays import Array
    from autoencode.cli.mixed import TableFit
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run
    from autoencode.tasks.anomaly import AnomalyDetector


def fit_detector(
    detector: AnomalyDetector,
    dataset: Dataset,
    place: Path,
    stored: dict[str, Any],
    about: dict[str, Any],
    asked: dict[str, Any],
    *,
    quiet: bool,
) -> None:
    """Train a detector; save it in a run folder, judge it, draw it.

    ``stored`` says how to read data for it again, ``about`` how it was made; ``asked``
    are the values of options by parameter, None where one was not given.
    """
    from autoencode.storage.detectors import run_of

    if dataset.image_shape:
        given = {k: v for k, v in asked.items() if v is not None}
        detector = type(detector).for_images(**given)
    n_samples, n_features = dataset.X.shape
    if not quiet:
        click.echo(
            f"{dataset.name}: {n_samples:,} samples of {n_features:,} features; "
            f"training {detector.n_members} autoencoders.",
            err=True,
        )
    detector.set_params(verbose=int(not quiet)).fit(dataset.X)
    detector.set_params(verbose=0)  # when it is trained again
    scaler = detector.scaler_
    stored = stored | {"scale": "none" if scaler is None else type(scaler).__name__}
    run = run_of(detector, input=stored, about=about)
    X, is_anomaly = _judged(dataset)
    _judge_and_save(run, place, dataset.X, X, is_anomaly)


def fit_table_detector(detector: AnomalyDetector, asked: TableFit) -> None:
    """Train a detector on a mixed table; save it in a run folder, judge it, draw it.

    A label is read, to judge by.
    """
    from autoencode.storage.detectors import run_of
    from autoencode.tasks.table_anomalies import TableDetector

    label = asked.columns["label"]
    train, held_out = asked.read(label=None)
    is_anomaly = None if label is None else _without_label(train, held_out, label)
    table = TableDetector(
        detector=detector.set_params(scale="standard"),  # of the encoded rows
        random_state=detector.random_state,
        **asked.parameters(),
    )
    asked.train(table, "detector", train, held_out)
    stored, about = asked.input_of(table), asked.about
    run = run_of(table.detector_, table=table, input=stored, about=about)
    judged = held_out if len(held_out) else train
    is_known = is_anomaly if len(held_out) else None
    _judge_and_save(run, asked.place, train, judged, is_known)


def _without_label(train: Any, held_out: Any, label: str) -> Any:
    """Take the labels out of two frames; return which rows held out are anomalies.

    Of two classes the smaller one; None if there are not two.
    """
    import pandas as pd

    from autoencode.errors import InvalidDataError, did_you_mean

    if label not in train.columns:
        hint = did_you_mean(label, [str(name) for name in train.columns])
        raise InvalidDataError(f"There is no column {label!r} for --label.{hint}")
    own, other = train.pop(label), held_out.pop(label)
    counts = pd.concat([own, other]).value_counts()
    return (other == counts.index[-1]).to_numpy() if len(counts) == 2 else None


def _judge_and_save(
    run: Run, place: Path, train: Any, judged: Any, is_anomaly: Array | None
) -> None:
    """Save a run with a fitted detector, judge it, save it again, and draw it."""
    from autoencode.cli.tables import show_verdict
    from autoencode.report import write_detector_report
    from autoencode.storage import save_run
    from autoencode.tasks.detector_judgement import judge_detector

    assert run.detector is not None
    save_run(run, place)
    table: Any = run.table
    parts = [train, judged]
    if table is not None:
        parts = [table.table_.transform(frame) for frame in parts]
    X_train, X = parts
    judgement = judge_detector(run.detector, X_train, X, is_anomaly, table=table)
    run.metrics, run.pca = judgement.to_json(), judgement.distance.pca
    save_run(run, place)
    show_verdict(judgement)
    write_detector_report(place, run, judged, judgement)
    click.echo(f"Saved in {place}; the pictures are in {place / 'report.html'}.")


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
