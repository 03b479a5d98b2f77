"""Commands that call one method of a saved estimator: the entries of `VERBS`.

They read samples, call the method of the estimator saved in RUN, and write the result.
An estimator has the commands of its methods.
"""

from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.cluster import chosen_cluster, cluster_options, streamed_for
from autoencode.cli.image_folders import (
    IMAGES,
    OUT_OR_IMAGES,
    check_out,
    image_shape_of_run,
    write_image_folder,
)
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

    from autoencode.data.dataset import Dataset
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
            autoencode decode runs/digits codes.npy --images decoded/
        """,
        has_images=True,
    ),
    "reconstruct": Verb(
        "reconstruct",
        """Encode DATA with the model saved in RUN, and decode the codes.

        The result has the columns and units of the data.

        \b
        Example:
            autoencode reconstruct runs/digits new.csv --out again.csv
            autoencode reconstruct runs/faces pictures/ --images again/
        """,
        has_images=True,
        has_picture=True,
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
        has_images=True,
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

    def run_verb(run: str, data: str, out: str | None, **options: Any) -> None:
        apply(name, verb, run, data, out, **options)

    writes = [OUT_OR_IMAGES, IMAGES] if verb.has_images else [OUT]
    own = [PART, DROP] if verb.read == "samples" else [text_options, cache_option]
    options = [*writes, *own, stream_options, cluster_options]
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
    out: str | None,
    *,
    part: str = "test",
    drop: tuple[str, ...] = (),
    picture: str | None = None,
    images: str | None = None,
    address: str | None = None,
    n_workers: int | None = None,
    **streaming: Any,
) -> None:
    """Read DATA, call the method, and write its result."""
    from autoencode.cli.data import read_codes, read_for_run
    from autoencode.cli.messages import report_no_ids, shell_words
    from autoencode.cli.ratings import predicted_pairs
    from autoencode.cli.results import (
        check_not_data,
        report_written,
        write_classes,
    )
    from autoencode.data.writers import write_blocks
    from autoencode.errors import InvalidParameterError
    from autoencode.estimators import takes_ratings

    has = {"has_picture": verb.has_picture, "has_images": verb.has_images}
    check_out(out, images, **has)
    check_not_data(out, data)
    check_not_data(images, data, "--images")
    check_not_data(picture, data, "--picture")
    cluster = chosen_cluster(address, n_workers)
    options = streamed_for(cluster, data, Streaming(**streaming))
    if is_streamed(data, options):
        from autoencode.cli.stream_verbs import apply_streamed

        if out is None or images:
            raise InvalidParameterError(
                f"--images is for data that is not read as a stream, as {data} is. "
                f"Give a file or folder --out instead."
            )
        how = options, picture, cluster, drop
        if apply_streamed(name, verb, run, data, out, *how):
            return
    loaded, shape = prepared(run, verb.method, name, out, picture, images)
    if takes_ratings(loaded.model):
        assert out is not None  # it has no images
        columns = predicted_pairs(loaded, data)
        write_blocks(out, [columns])
        report_written(out, len(columns["prediction"]), len(columns))
        return
    if verb.read == "codes":
        dataset = read_codes(data, loaded)
    else:
        dataset = read_for_run(data, loaded, part, drop, needs_labels=False)
        report_no_ids(data, loaded, has_ids=dataset.ids is not None)
    with shell_words(data, dataset.feature_names, part=""):
        if predicts_classes(loaded, verb.method):
            assert out is not None
            write_classes(out, loaded, dataset)
            return
        _compute(verb, loaded, dataset, shape, out, picture, images)


def _compute(
    verb: Verb,
    loaded: "Run",
    dataset: "Dataset",
    shape: tuple[int, ...] | None,
    out: str | None,
    picture: str | None,
    images: str | None,
) -> None:
    """Call the method, and write its result as a table, as images, in a picture."""
    from autoencode.cli.results import write_result

    result = call(loaded, verb.method, dataset.X)
    names = ["prediction"] if getattr(result, "ndim", 2) == 1 else None
    if verb.method == "transform":
        names = code_names(loaded.model, result.shape[1])
    if out is not None:
        own: dict[str, Any] = {"ids": dataset.ids, "id_name": dataset.id_name}
        write_result(out, result, loaded, names=names, **own)
    if images and shape:
        write_image_folder(images, result, shape, loaded, dataset.ids)
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
    path: str,
    method: str,
    verb: str,
    out: str | None,
    picture: str | None,
    images: str | None = None,
) -> tuple["Run", tuple[int, ...] | None]:
    """Load a run, and check the output paths before any work.

    Returns the run and, if a picture or images are wanted, the shape of its images.
    """
    from autoencode.cli.image_folders import check_image_folder, check_no_folder
    from autoencode.data.writers import check_output
    from autoencode.estimators import takes_frames
    from autoencode.plots.canvas import check_pictures

    run = load_with(path, method, verb)
    has_columns = takes_frames(run.model) and method != "transform"
    if out is not None:
        check_no_folder(out, run, method)
        check_output(out, columns=has_columns or predicts_classes(run, method))
    check_pictures(picture)
    if picture is None and images is None:
        return run, None
    option = "--picture" if images is None else "--images"
    shape = image_shape_of_run(run, option)
    if images is not None:
        check_image_folder(images)
    return run, shape


def draw(picture: str, figure: "Figure") -> None:
    """Save a picture, and report it."""
    from autoencode.plots.canvas import save_figure

    save_figure(figure, picture)
    click.echo(f"Drew {picture}.", err=True)
