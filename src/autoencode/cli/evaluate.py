"""``autoencode evaluate``: judge a saved model on data."""

import json

import click

from autoencode.cli.apply import PART


@click.command("evaluate")
@click.argument("run")
@click.argument("data")
@PART
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate_command(run: str, data: str, part: str, as_json: bool) -> None:
    """Judge the model saved in RUN on DATA, beside PCA and the mean.

    PCA is the one that was fitted on the training samples.

    \b
    Example:
        autoencode evaluate runs/digits new.csv
    """
    from autoencode.cli.inputs import apply_scalers, read_for_run
    from autoencode.cli.tables import show_judgement
    from autoencode.data import DATASETS, load_dataset
    from autoencode.storage import load_run
    from autoencode.tasks.judgement import judge

    loaded = load_run(run)
    dataset = read_for_run(data, loaded, part)
    X = apply_scalers(loaded, dataset.X)
    scaling = str(loaded.input.get("scale", "none"))
    # The samples a data set was trained on are at hand: neighbours are found among
    # them.
    is_own = data in DATASETS and data == loaded.input.get("data") and part == "test"
    train = load_dataset(data) if is_own else None
    judgement = judge(
        loaded.model,
        None if train is None else apply_scalers(loaded, train.X),
        X,
        y_train=None if train is None else train.y,
        y_test=dataset.y,
        pca=loaded.pca,
    )
    if as_json:
        click.echo(json.dumps(judgement.to_json() | {"scaling": scaling}, indent=2))
    else:
        show_judgement(judgement, scaling)
