"""Commands for samples that are new: drawn ones, and those between two others."""

from functools import partial

import click

from autoencode.cli.image_folders import (
    IMAGES,
    OUT_OR_IMAGES,
    check_out,
    write_image_folder,
)
from autoencode.cli.verbs import DROP, PART, PICTURE, draw, prepared

MAX_SEED = 2**32 - 1  # of NumPy


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
@OUT_OR_IMAGES
@IMAGES
@PICTURE
def sample_command(
    run: str,
    number: int,
    seed: int,
    out: str | None,
    images: str | None,
    picture: str | None,
) -> None:
    """Draw new samples from the model saved in RUN.

    \b
    Example:
        autoencode sample runs/digits --out new.npy --picture new.png
        autoencode sample runs/digits -n 5 --images new/
    """
    from autoencode.cli.results import write_result
    from autoencode.plots.images import image_sheet

    check_out(out, images)
    loaded, shape = prepared(run, "sample", "sample", out, picture, images)
    X = loaded.unscale(loaded.model.sample(number, random_state=seed))
    if out is not None:
        write_result(out, X, loaded)
    if images and shape:
        write_image_folder(images, X, shape, loaded)
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
@OUT_OR_IMAGES
@IMAGES
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
    out: str | None,
    images: str | None,
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

    check_out(out, images)
    check_not_data(out, data)
    check_not_data(images, data, "--images")
    check_not_data(picture, data, "--picture")
    loaded, shape = prepared(run, "interpolate", "interpolate", out, picture, images)
    read = partial(read_for_run, data, loaded, part, drop, needs_labels=False)
    rows = read_rows(data, loaded, (first, second), read)
    ends = [loaded.scale(row) for row in rows]
    way = loaded.model.interpolate(*ends, n_steps=steps, path=path)
    has_frame = hasattr(way, "columns")
    through = way if has_frame else loaded.unscale(way.in_code_space)
    if out is not None:
        write_result(out, through, loaded)
    if images and shape:
        write_image_folder(images, through, shape, loaded)
    if picture and shape:
        straight = loaded.unscale(way.in_data_space)
        draw(picture, rows_of_images({"codes": through, "samples": straight}, shape))
