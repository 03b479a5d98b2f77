"""``autoencode evaluate``: measure a saved model on data."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.stream_data import (
    CHOICES,
    MEMORY_HELP,
    ON_ERROR_HELP,
    STREAM_HELP,
    Streaming,
    is_streamed,
)
from autoencode.cli.verbs import DROP, PART

if TYPE_CHECKING:
    from autoencode.storage import Run


INSTEAD_OF_DETECTORS = (
    "To score the rows, run: autoencode detect {run} {data}; to evaluate the detector "
    "on the data of its fit, by planted faults and by labels: autoencode report {run}"
)


@click.command("evaluate")
@click.argument("run")
@click.argument("data")
@PART
@DROP
@click.option("--stream", is_flag=True, help=STREAM_HELP)
@click.option("--memory", help=MEMORY_HELP)
@click.option("--on-error", type=CHOICES, default="raise", help=ON_ERROR_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate_command(
    run: str,
    data: str,
    part: str,
    drop: tuple[str, ...],
    as_json: bool,
    **streaming: Any,
) -> None:
    """Evaluate the model saved in RUN on DATA.

    An autoencoder is compared with PCA, which was fitted on the training samples, and
    with the mean; a classifier by its errors, and a retriever by its precision, for
    which DATA needs the labels. A recommender has to find items of users that are
    hidden, or to predict ratings. Clusters are evaluated with and without labels. Rows
    are scored by a detector with 'detect', and 'report' evaluates it.

    \b
    Example:
        autoencode evaluate runs/digits new.csv
    """
    from autoencode.cli.facts import notes_of_fit
    from autoencode.cli.runs import load_with
    from autoencode.cli.tables import show

    methods: tuple[str, ...] = ("inverse_transform", "predict_proba", "kneighbors")
    methods += ("score_items", "predict_numbers")
    words = {"run": shlex.quote(run), "data": shlex.quote(data)}
    instead = {"p_values": INSTEAD_OF_DETECTORS.format(**words)}
    loaded = load_with(run, methods, "be evaluated on data", instead)
    options = Streaming(**streaming)
    evaluation = None
    if is_streamed(data, options):
        from autoencode.cli.stream_verbs import evaluate_streamed

        evaluation = evaluate_streamed(loaded, data, options, drop)
    if evaluation is None:
        evaluation = _evaluated(loaded, data, part, drop)
    notes = notes_of_fit(run, loaded, data, part)
    if as_json:
        found = evaluation.to_json()
        found["notes"] = [*notes, *found.get("notes", [])]
        click.echo(json.dumps(found, indent=2))
    else:
        show(evaluation, notes)


def _evaluated(loaded: Run, data: str, part: str, drop: tuple[str, ...]) -> Any:
    """Return the evaluation of samples in memory."""
    from dataclasses import replace

    from autoencode.cli.data import read_for_run
    from autoencode.cli.messages import shell_words
    from autoencode.data import DATASETS, load_dataset
    from autoencode.data.dataset import take
    from autoencode.errors import InvalidDataError
    from autoencode.estimators import has_own_input
    from autoencode.report import evaluate_run, scaled

    dataset = read_for_run(data, loaded, part, drop)
    dataset = replace(dataset, X=None, y=None, X_test=dataset.X, y_test=dataset.y)
    is_own = data in DATASETS and data == loaded.input.get("data") and part == "test"
    if is_own:
        # Neighbours are searched among the training samples, and baselines of a
        # retriever are fitted to them, as after the fit.
        whole = load_dataset(data)
        if hasattr(loaded.model, "training_rows"):
            rows = loaded.model.training_rows(whole.X.shape[0])
            dataset = replace(dataset, X=take(whole.X, rows), y=take(whole.y, rows))
        elif has_own_input(loaded.model):
            dataset = replace(dataset, X=whole.X, y=whole.y)
    with shell_words(data, loaded.input.get("feature_names"), part=""):
        evaluation = evaluate_run(loaded, scaled(loaded, dataset))
    if evaluation is None:
        raise InvalidDataError(_without_labels(loaded, data))
    return evaluation


def _without_labels(loaded: Run, data: str) -> str:
    """Return why samples cannot be evaluated on."""
    from sklearn.base import is_classifier

    from autoencode.errors import listed

    if is_classifier(loaded.model):
        return (
            f"No sample of {data} has a label that the classifier was trained on "
            f"({listed(loaded.model.classes_)}). Give data with the column of labels."
        )
    return f"{data} has no labels of classes, by which a retriever is evaluated."
