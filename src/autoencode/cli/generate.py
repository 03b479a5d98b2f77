"""``autoencode sample``, ``interpolate`` and ``denoise``: what a model makes."""

from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.apply import DROP, OUT, PART, check_pictures, tell

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from autoencode.storage import Run

PICTURE = click.option("--picture", help="PNG file to draw images in.")
N_SHOWN = 10  # samples in a picture of noisy and clean ones


@click.command("sample")
@click.argument("run")
@click.option("-n", "--number", default=100, show_default=True, help="New samples.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draws.")
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
    from autoencode.cli.inputs import load_autoencoder
    from autoencode.cli.mixed import write_frame
    from autoencode.data.writers import check_output
    from autoencode.plots.images import image_sheet

    loaded = load_autoencoder(run, of_tables=True)
    check_output(out, columns=loaded.table is not None)
    shape = _shape_for(picture, loaded)
    if loaded.table is not None:
        rows = loaded.table.sample(number, random_state=seed)
        write_frame(out, rows, None, loaded)
        return
    X = loaded.unscale(loaded.model.sample(number, random_state=seed))
    _write(out, X, loaded)
    if picture and shape:
        n_columns = max(1, round(len(X) ** 0.5))
        _draw(picture, image_sheet(X, shape, n_columns))


@click.command("interpolate")
@click.argument("run")
@click.argument("data")
@click.argument("first", type=int)
@click.argument("second", type=int)
@click.option("--steps", default=11, show_default=True, help="Ends included.")
@click.option(
    "--path",
    default="straight",
    show_default=True,
    help="Between the codes: straight, or spherical (around 0).",
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
    """Go from one row of DATA to another through their codes.

    Rows FIRST and SECOND are counted from 0. The picture has the way through the codes
    above the straight way between the samples. Of a mixed table rows are written with
    the columns and categories of the table.

    \b
    Example:
        autoencode interpolate runs/digits digits 0 7 --out way.npy --picture way.png
    """
    import numpy as np

    from autoencode.arrays import dense
    from autoencode.cli.inputs import load_autoencoder, read_for_run
    from autoencode.cli.mixed import read_for_table, write_frame
    from autoencode.data.writers import check_output

    loaded = load_autoencoder(run, of_tables=True)
    check_output(out, columns=loaded.table is not None)
    shape = _shape_for(picture, loaded)
    if loaded.table is not None:
        frame = read_for_table(data, loaded, drop)[0]
        _check_rows(data, len(frame), first, second)
        ends = frame.iloc[[first]], frame.iloc[[second]]
        rows = loaded.table.interpolate(*ends, n_steps=steps, path=path)
        write_frame(out, rows, None, loaded)
        return
    X = read_for_run(data, loaded, part, drop).X
    _check_rows(data, X.shape[0], first, second)
    start, end = loaded.scale(dense(X, np.array([first, second])))
    way = loaded.model.interpolate(start, end, n_steps=steps, path=path)
    through, straight = (loaded.unscale(each) for each in way)
    _write(out, through, loaded)
    if picture and shape:
        images = {"codes": through, "samples": straight}
        _draw(picture, _rows_of_images(images, shape))


@click.command("denoise")
@click.argument("run")
@click.argument("data")
@OUT
@PICTURE
@PART
@DROP
def denoise_command(
    run: str,
    data: str,
    out: str,
    picture: str | None,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Clean DATA with the model saved in RUN, which has learned to undo noise.

    Train it with 'autoencode fit --model denoising', and noise like that of DATA.

    \b
    Example:
        autoencode denoise runs/digits noisy.npy --out clean.npy --picture clean.png
    """
    from autoencode.arrays import dense
    from autoencode.cli.inputs import load_autoencoder, read_for_run
    from autoencode.data.writers import check_output
    from autoencode.models.denoising import DenoisingAutoencoder

    check_output(out)
    loaded = load_autoencoder(run)
    shape = _shape_for(picture, loaded)
    if not isinstance(loaded.model, DenoisingAutoencoder):
        click.echo(
            f"Warning: {run} holds a {type(loaded.model).__name__}, which has not "
            f"learned to undo noise. Train one with --model denoising.",
            err=True,
        )
    dataset = read_for_run(data, loaded, part, drop)
    clean = loaded.estimator.inverse_transform(loaded.estimator.transform(dataset.X))
    _write(out, clean, loaded, ids=dataset.ids, id_name=dataset.id_name)
    if picture and shape:
        noisy = dense(dataset.X, slice(0, N_SHOWN))
        rows = {"before": noisy, "after": clean[:N_SHOWN]}
        _draw(picture, _rows_of_images(rows, shape))


def _check_rows(data: str, n_rows: int, *rows: int) -> None:
    """Raise for a row that DATA does not have.

    Raises
    ------
    InvalidDataError
    """
    from autoencode.errors import InvalidDataError

    for row in rows:
        if not 0 <= row < n_rows:
            raise InvalidDataError(f"{data} has rows 0 to {n_rows - 1:,}; got {row}.")


def _shape_for(picture: str | None, run: "Run") -> tuple[int, ...] | None:
    """Return the shape of a run's images, if a picture is wanted.

    Raises
    ------
    InvalidParameterError
        If its samples are no images.
    """
    from autoencode.errors import InvalidParameterError

    check_pictures(picture)
    if picture is None:
        return None
    shape = run.input.get("image_shape") or getattr(run.model, "image_shape", None)
    if not shape:
        raise InvalidParameterError(
            "--picture draws images, and the run's samples are none. Leave it out, or "
            "give their --image-shape to 'autoencode fit'."
        )
    return tuple(shape)


def _rows_of_images(rows: dict[str, Any], shape: tuple[int, ...]) -> "Figure":
    """Draw samples side by side, a row of them for each name."""
    import numpy as np

    from autoencode.plots.images import as_image, image_grid, value_limits

    limits = value_limits(np.concatenate(list(rows.values())))
    images = [[as_image(x, shape, limits) for x in X] for X in rows.values()]
    return image_grid(images, row_labels=list(rows))


def _write(out: str, X: Any, run: "Run", **names: Any) -> None:
    from autoencode.data.writers import write_samples

    write_samples(out, X, feature_names=run.input.get("feature_names"), **names)
    tell(out, X)


def _draw(picture: str, figure: "Figure") -> None:
    from autoencode.plots.canvas import save_figure

    save_figure(figure, picture)
    click.echo(f"Drew {picture}.", err=True)
