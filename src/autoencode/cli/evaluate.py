"""``autoencode evaluate``: judge a saved model on data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.apply import DROP, PART

if TYPE_CHECKING:
    from autoencode.storage import Run


@click.command("evaluate")
@click.argument("run")
@click.argument("data")
@PART
@DROP
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate_command(
    run: str, data: str, part: str, drop: tuple[str, ...], as_json: bool
) -> None:
    """Judge the model saved in RUN on DATA, beside PCA and the mean.

    PCA is the one that was fitted on the training samples.

    \b
    Example:
        autoencode evaluate runs/digits new.csv
    """
    from autoencode.cli.inputs import load_autoencoder, read_for_run
    from autoencode.cli.mixed import read_for_table, show_scores
    from autoencode.cli.tables import show_judgement
    from autoencode.data import DATASETS
    from autoencode.tasks.judgement import judge

    loaded = load_autoencoder(run, of_tables=True)
    if loaded.table is not None:
        frame, _ = read_for_table(data, loaded, drop)
        if as_json:
            scores = [each._asdict() for each in loaded.table.column_scores(frame)]
            click.echo(json.dumps({"columns": scores}, indent=2))
        else:
            show_scores(loaded.table, frame)
        return
    dataset = read_for_run(data, loaded, part, drop)
    X = loaded.scale(dataset.X)
    scaling = str(loaded.input.get("scale", "none"))
    # The samples a data set was trained on are at hand: neighbours are found among
    # them, as after the fit.
    is_own = data in DATASETS and data == loaded.input.get("data") and part == "test"
    X_train, y_train = _trained_on(loaded, data) if is_own else (None, None)
    judgement = judge(
        loaded.model,
        X_train,
        X,
        y_train=y_train,
        y_test=dataset.y,
        pca=loaded.pca,
    )
    if as_json:
        click.echo(json.dumps(judgement.to_json() | {"scaling": scaling}, indent=2))
    else:
        show_judgement(judgement, scaling)


def _trained_on(run: Run, name: str) -> tuple[Any, Any]:
    """Return the samples of a data set that a model learned from, and their labels."""
    from autoencode.data import load_dataset

    dataset = load_dataset(name)
    rows = run.model.training_rows(dataset.X.shape[0])
    y = None if dataset.y is None else dataset.y[rows]
    return run.scale(dataset.X[rows]), y
