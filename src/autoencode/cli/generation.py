"""Commands for samples that are new: drawn ones, and those between two others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

import click

from autoencode.cli.image_folders import (
    IMAGES,
    OUT_OR_IMAGES,
    check_out,
    write_image_folder,
)
from autoencode.cli.verbs import DROP, PART, PICTURE, draw, prepared

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset

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

    check_out(out, images, has_picture=True)
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
@click.argument("first")
@click.argument("second")
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
    first: str,
    second: str,
    steps: int,
    path: str,
    out: str | None,
    images: str | None,
    picture: str | None,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Interpolate between two rows of DATA through their codes.

    FIRST and SECOND are ids of text, or row numbers, from 0. The picture shows the
    decoded path above the straight path between the samples.

    \b
    Example:
        autoencode interpolate runs/digits digits 0 7 --out way.npy --picture way.png
    """
    from autoencode.cli.data import read_for_run, read_rows
    from autoencode.cli.messages import shell_words
    from autoencode.cli.results import check_not_data, write_result
    from autoencode.plots.images import rows_of_images

    check_out(out, images, has_picture=True)
    check_not_data(out, data)
    check_not_data(images, data, "--images")
    check_not_data(picture, data, "--picture")
    loaded, shape = prepared(run, "interpolate", "interpolate", out, picture, images)
    read = cache(partial(read_for_run, data, loaded, part, drop, needs_labels=False))
    numbers = [_row_of(each, data, read) for each in (first, second)]
    rows = read_rows(data, loaded, numbers, read, drop)
    ends = [loaded.scale(row) for row in rows]
    names = loaded.input.get("feature_names")
    with shell_words(data, names, part="", rows=numbers):
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


def _row_of(word: str, data: str, read: Callable[[], Dataset]) -> int:
    """Return the number of the row that an id, or a number, is of.

    Of DATA that is read as a stream ids are not looked up.
    """
    import numpy as np

    from autoencode.cli.stream_data import Streaming, is_streamed
    from autoencode.errors import InvalidDataError, did_you_mean

    number = int(word) if re.fullmatch(r"-?[0-9]{1,18}", word) else None
    is_stream = is_streamed(data, Streaming())
    ids = None if is_stream else read().ids
    is_of_text = ids is not None and np.asarray(ids).dtype.kind in "UO"
    names = [str(each) for each in ids] if is_of_text and ids is not None else []
    found = [row for row, name in enumerate(names) if name == word]
    if len(found) > 1:
        raise InvalidDataError(
            f"{data} has {len(found)} rows with the id {word!r}, the first of them row "
            f"{found[0]}. Give row numbers."
        )
    if found:
        return found[0]
    if number is not None:
        return number
    known = f"has no row with the id {word!r}" if names else "has no ids of text"
    if is_stream:
        known = "is read as a stream, of which ids are not looked up"
    raise InvalidDataError(
        f"{data} {known}, and {word!r} is no row number.{did_you_mean(word, names)}"
    )
