"""Commands that call one method of a saved estimator: the entries of `VERBS`.

They read samples, call the method of the estimator saved in RUN, and write the result.
An estimator has the commands of its methods.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.cluster import chosen_cluster, cluster_options, streamed_for
from autoencode.cli.options import reading_options, text_options
from autoencode.cli.runs import Verb, load_with, predicts_classes
from autoencode.cli.stream_data import (
    Streaming,
    cache_option,
    is_streamed,
    stream_options,
)
from autoencode.methods import call, code_names

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from autoencode.storage import Run

OUT = click.option(
    "--out", required=True, help="File to write: .npy, .csv, .tsv, .parquet; - for CSV."
)
PART = click.option(
    "--part",
    type=click.Choice(["test", "train"]),
    default="test",
    show_default=True,
    help="Part of a named data set.",
)


def _reading(command: Any) -> Any:
    """Add --drop, the format of text files, and --cache."""
    return reading_options(cache_option(command))


DROP = _reading
PICTURE = click.option("--picture", help="PNG file of the images.")
MAX_SEED = 2**32 - 1  # of NumPy
N_SHOWN = 10  # samples in a picture of noisy and clean ones


def _report_filled(dataset: Any, result: Any, run: "Run") -> None:
    from autoencode.errors import counted, listed

    n_missing = int(dataset.X[run.feature_names].isna().to_numpy().sum())
    click.echo(f"Filled in {counted(n_missing, 'cell')}.", err=True)
    label = run.input.get("label")
    left_out = [*(run.input.get("drop") or ()), *([] if label is None else [label])]
    if left_out:
        click.echo(
            f"Columns that the model was fitted without are not written: "
            f"{listed(left_out)}. fit --id NAME keeps one.",
            err=True,
        )


def _warn_not_denoising(dataset: Any, result: Any, run: "Run") -> None:
    if not hasattr(run.model, "noise_std"):
        click.echo(
            f"Warning: the model is of the class {type(run.model).__name__}, which is "
            f"not trained to remove noise. Train one with --model denoising.",
            err=True,
        )


VERBS = {
    "encode": Verb(
        "encode",
        """Encode DATA with the model saved in RUN; one code per row.

        DATA is the name of a data set, a file, a folder of images, or - for CSV.

        \b
        Example:
            autoencode encode runs/digits new.csv --out codes.parquet
        """,
    ),
    "decode": Verb(
        "decode",
        """Decode DATA, a table with one code per row, with the model saved in RUN.

        DATA is a file, or a folder of the parts that 'encode' writes.

        \b
        Example:
            autoencode decode runs/digits codes.npy --out data.npy
        """,
    ),
    "reconstruct": Verb(
        "reconstruct",
        """Encode DATA with the model saved in RUN, and decode the codes.

        The result has the columns and units of the data.

        \b
        Example:
            autoencode reconstruct runs/digits new.csv --out again.csv
        """,
    ),
    "denoise": Verb(
        "reconstruct",
        """Remove noise from DATA with the denoising autoencoder saved in RUN.

        Train it with 'autoencode fit --model denoising', with noise like that of DATA.

        \b
        Example:
            autoencode denoise runs/digits noisy.npy --out clean.npy --picture clean.png
        """,
        after=_warn_not_denoising,
        has_picture=True,
    ),
    "impute": Verb(
        "impute",
        """Fill in the missing cells of DATA with the model saved in RUN.

        Train it with 'autoencode fit' on a table. Other cells are kept, of the columns
        that the model uses and of the ids; other columns are not written.

        \b
        Example:
            autoencode fit people.csv --model table_autoencoder --out runs/people
            autoencode impute runs/people new.csv --out whole.csv
        """,
        after=_report_filled,
    ),
    "predict": Verb(
        "predict",
        """Predict the class or cluster of each row of DATA with the model saved in RUN.

        A classifier's classes and clusters are written with their probabilities; a
        cluster of -1 is none. A detector's classes are 1 (normal) and -1 (anomaly). Of
        a rating recommender, DATA is a table of users and items; the column 'source'
        has what a predicted rating rests on.

        \b
        Example:
            autoencode fit irises.csv --model classifier --label species
            autoencode predict runs/irises new.csv --out predictions.csv
        """,
    ),
}


def command(name: str) -> click.Command:
    """Return the command of a verb."""
    verb = VERBS[name]

    def run_verb(run: str, data: str, out: str, **options: Any) -> None:
        apply(name, verb, run, data, out, **options)

    own = [PART, DROP] if verb.read == "samples" else [text_options, cache_option]
    options = [OUT, *own, stream_options, cluster_options]
    made: Any = run_verb
    for option in reversed(options + [PICTURE] * verb.has_picture):
        made = option(made)
    made = click.argument("run")(click.argument("data")(made))
    return click.command(name, help=verb.help)(made)


def apply(
    name: str,
    verb: Verb,
    run: str,
    data: str,
    out: str,
    *,
    part: str = "test",
    drop: tuple[str, ...] = (),
    picture: str | None = None,
    address: str | None = None,
    n_workers: int | None = None,
    **streaming: Any,
) -> None:
    """Read DATA, call the method, and write its result."""
    from autoencode.cli.data import read_codes, read_for_run
    from autoencode.cli.messages import shell_words
    from autoencode.cli.ratings import predicted_pairs
    from autoencode.cli.results import (
        check_not_data,
        report_written,
        write_classes,
        write_result,
    )
    from autoencode.data.writers import write_blocks
    from autoencode.estimators import takes_ratings

    check_not_data(out, data)
    check_not_data(picture, data, "--picture")
    cluster = chosen_cluster(address, n_workers)
    options = streamed_for(cluster, data, Streaming(**streaming))
    if is_streamed(data, options):
        from autoencode.cli.stream_verbs import apply_streamed

        how = options, picture, cluster, drop
        if apply_streamed(name, verb, run, data, out, *how):
            return
    loaded, shape = prepared(run, verb.method, name, out, picture)
    if takes_ratings(loaded.model):
        columns = predicted_pairs(loaded, data)
        write_blocks(out, [columns])
        report_written(out, len(columns["prediction"]), len(columns))
        return
    if verb.read == "codes":
        dataset = read_codes(data, loaded)
    else:
        dataset = read_for_run(data, loaded, part, drop, needs_labels=False)
    with shell_words(data, dataset.feature_names, part=""):
        if predicts_classes(loaded, verb.method):
            write_classes(out, loaded, dataset)
            return
        result = call(loaded, verb.method, dataset.X)
    names = ["prediction"] if getattr(result, "ndim", 2) == 1 else None
    if verb.method == "transform":
        names = code_names(loaded.model, result.shape[1])
    write_result(
        out, result, loaded, names=names, ids=dataset.ids, id_name=dataset.id_name
    )
    if verb.after is not None:
        verb.after(dataset, result, loaded)
    if picture and shape:
        _draw_both(picture, dataset.X, result, shape)


def _draw_both(picture: str, X: Any, result: Any, shape: tuple[int, ...]) -> None:
    """Draw the first images before and after."""
    from autoencode.arrays import dense
    from autoencode.plots.images import rows_of_images

    before = dense(X, slice(0, N_SHOWN))
    rows = {"before": before, "after": result[:N_SHOWN]}
    draw(picture, rows_of_images(rows, shape))


def prepared(
    path: str, method: str, verb: str, out: str, picture: str | None
) -> tuple["Run", tuple[int, ...] | None]:
    """Load a run, and check the output paths before any work.

    Returns the run and, if a picture is wanted, the shape of its images.
    """
    from autoencode.data.writers import check_output
    from autoencode.errors import InvalidParameterError
    from autoencode.estimators import takes_frames
    from autoencode.plots.canvas import check_pictures

    run = load_with(path, method, verb)
    has_columns = takes_frames(run.model) and method != "transform"
    check_output(out, columns=has_columns or predicts_classes(run, method))
    check_pictures(picture)
    if picture is None:
        return run, None
    shape = run.input.get("image_shape") or getattr(run.model, "image_shape", None)
    if not shape:
        raise InvalidParameterError(
            "--picture is for images, and the run's samples are not images. Leave it "
            "out, or give their --image-shape to 'autoencode fit'."
        )
    return run, tuple(shape)


@click.command("sample")
@click.argument("run")
@click.option(
    "-n",
    "--number",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Samples to draw.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MAX_SEED),
    default=0,
    show_default=True,
    help="Seed of the draws.",
)
@OUT
@PICTURE
def sample_command(
    run: str, number: int, seed: int, out: str, picture: str | None
) -> None:
    """Draw new samples from the model saved in RUN.

    \b
    Example:
        autoencode sample runs/digits --out new.npy --picture new.png
    """
    from autoencode.cli.results import write_result
    from autoencode.plots.images import image_sheet

    loaded, shape = prepared(run, "sample", "sample", out, picture)
    X = loaded.unscale(loaded.model.sample(number, random_state=seed))
    write_result(out, X, loaded)
    if picture and shape:
        n_columns = max(1, round(len(X) ** 0.5))
        draw(picture, image_sheet(X, shape, n_columns))


@click.command("interpolate")
@click.argument("run")
@click.argument("data")
@click.argument("first", type=int)
@click.argument("second", type=int)
@click.option("--steps", default=11, show_default=True, help="Number of steps.")
@click.option(
    "--path",
    default="straight",
    show_default=True,
    help="Path between the codes: straight or spherical.",
)
@OUT
@PICTURE
@PART
@DROP
def interpolate_command(
    run: str,
    data: str,
    first: int,
    second: int,
    steps: int,
    path: str,
    out: str,
    picture: str | None,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Interpolate between two rows of DATA through their codes.

    FIRST and SECOND are row numbers, from 0. The picture shows the decoded path above
    the straight path between the samples.

    \b
    Example:
        autoencode interpolate runs/digits digits 0 7 --out way.npy --picture way.png
    """
    from autoencode.cli.data import read_for_run, read_rows
    from autoencode.cli.results import check_not_data, write_result
    from autoencode.plots.images import rows_of_images

    check_not_data(out, data)
    check_not_data(picture, data, "--picture")
    loaded, shape = prepared(run, "interpolate", "interpolate", out, picture)
    read = partial(read_for_run, data, loaded, part, drop, needs_labels=False)
    rows = read_rows(data, loaded, (first, second), read, drop)
    ends = [loaded.scale(row) for row in rows]
    way = loaded.model.interpolate(*ends, n_steps=steps, path=path)
    has_frame = hasattr(way, "columns")
    through = way if has_frame else loaded.unscale(way.in_code_space)
    write_result(out, through, loaded)
    if picture and shape:
        straight = loaded.unscale(way.in_data_space)
        draw(picture, rows_of_images({"codes": through, "samples": straight}, shape))


def draw(picture: str, figure: "Figure") -> None:
    """Save a picture, and report it."""
    from autoencode.plots.canvas import save_figure

    save_figure(figure, picture)
    click.echo(f"Drew {picture}.", err=True)
