"""Results that are images, as a folder of PNG files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.storage import Run

# Methods whose results are samples.
IMAGE_METHODS = ("reconstruct", "inverse_transform", "sample", "interpolate")

IMAGES = click.option(
    "--images", help="New folder to write each image to, as a PNG file."
)
OUT_OR_IMAGES = click.option(
    "--out", help="File to write: .npy, .csv, .tsv, .parquet; - for CSV."
)


def check_out(
    out: str | None,
    images: str | None,
    *,
    has_picture: bool,
    has_images: bool = True,
) -> None:
    """Raise if a command is told neither a file nor a folder to write.

    Names of images are not those of tables: what is meant is told in one line.
    """
    from autoencode.data.images import IMAGE_SUFFIXES
    from autoencode.errors import InvalidParameterError

    if out is None:
        if images is None:
            raise click.UsageError("Missing option '--out', or '--images' of images.")
        return
    place = Path(out)
    if place.suffix.lower() in IMAGE_SUFFIXES:
        ways = [f"--out {place.with_suffix('.csv')}"]
        if has_picture:
            ways.append(f"--picture {place.with_suffix('.png')} for one picture")
        if has_images:
            folder = place.with_suffix("")
            ways.append(f"--images {folder}/ for a PNG file of each image")
        raise InvalidParameterError(
            f"--out {out} is a picture, and the result is a table. Give "
            f"{', or '.join(ways)}."
        )


def check_no_folder(out: str, run: Run, method: str) -> None:
    """Raise InvalidParameterError for a name without suffix of a result of images."""
    from autoencode.errors import InvalidParameterError

    gives_images = method in IMAGE_METHODS and out != "-" and not Path(out).suffix
    if gives_images and _shape_of(run):
        raise InvalidParameterError(
            f"--out {out} has no suffix. Give a file, such as {Path(out)}.npy, or "
            f"--images {out} for a PNG file of each image."
        )


def image_shape_of_run(run: Run, option: str) -> tuple[int, ...]:
    """Return the shape of the images that a run was fitted to.

    Raises
    ------
    InvalidParameterError
        If the samples are no images; ``option`` is what needs them.
    """
    from autoencode.errors import InvalidParameterError

    shape = _shape_of(run)
    if not shape:
        raise InvalidParameterError(
            f"{option} is for images, and the run's samples are not images. Leave it "
            f"out, or give their --image-shape to 'autoencode fit'."
        )
    shape = tuple(shape)
    if option == "--images" and len(shape) == 3 and shape[2] not in (1, 3):
        raise InvalidParameterError(
            f"--images is for grey and colour images; those of the run have {shape[2]} "
            f"channels. Give --out instead."
        )
    return shape


def _shape_of(run: Run) -> Any:
    """Return the shape of the images of a run, or nothing."""
    from autoencode.models.image_arrays import image_shape_of

    shape = run.input.get("image_shape")
    is_possible = hasattr(run.model, "image_shape")
    return shape or (image_shape_of(run.model) if is_possible else None)


def check_image_folder(folder: str) -> None:
    """Raise OutputError if a folder cannot be written, or holds anything.

    Images of an earlier result would be taken for those of this one.
    """
    from autoencode.errors import OutputError
    from autoencode.files import check_can_write

    place = Path(folder)
    if place.is_file():
        raise OutputError(f"Cannot write {folder}: it is a file. Give a new folder.")
    check_can_write(place)
    if place.is_dir() and any(place.iterdir()):
        raise OutputError(
            f"{folder} is not empty. Remove it, or give another folder with --images."
        )


def write_image_folder(
    folder: str, X: Any, shape: tuple[int, ...], run: Run, ids: Any = None
) -> None:
    """Write images as PNG files of 8 bits, and report it.

    Files have the names of those that were read, else numbers. Black and white are 0
    and 1, or the limits of the samples of the fit.
    """
    import numpy as np
    from PIL import Image

    from autoencode.errors import counted
    from autoencode.files import writing_folder
    from autoencode.plots.images import pixel_limits

    X = np.asarray(X, dtype=np.float64).reshape(len(X), -1)
    low, high = pixel_limits(run.samples.get("X", X))
    names = _names(ids, len(X))
    grey = shape[:2] if len(shape) == 2 or shape[2] == 1 else shape
    with writing_folder(Path(folder)) as new:
        for x, name in zip(X, names, strict=True):
            values = np.clip((x - low) / (high - low), 0, 1).reshape(grey)
            place = new / name
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(np.rint(255 * values).astype(np.uint8)).save(place)
    click.echo(f"Wrote {counted(len(X), 'image')} to {folder}.", err=True)


def _names(ids: Any, n: int) -> list[str]:
    """Return a name of a PNG file for each sample: that of its own file, or a number.

    Files of equal names but for the suffix keep it.
    """
    from autoencode.data.images import IMAGE_SUFFIXES

    numbers = [f"{number:0{len(str(max(n - 1, 0)))}}.png" for number in range(n)]
    if ids is None:
        return numbers
    paths = [PurePosixPath(str(each)) for each in ids]
    if not all(_is_name(path) for path in paths):
        return numbers
    stems = [
        str(path.with_suffix(""))
        if path.suffix.lower() in IMAGE_SUFFIXES
        else str(path)
        for path in paths
    ]
    stems = stems if len(set(stems)) == n else [str(path) for path in paths]
    return [f"{stem}.png" for stem in stems] if len(set(stems)) == n else numbers


def _is_name(path: PurePosixPath) -> bool:
    """Whether a path is that of a file below a folder, on any system."""
    is_plain = not any(each in str(path) for each in '\0\\:*?"<>|')
    return (
        is_plain
        and bool(path.name)
        and not path.is_absolute()
        and ".." not in path.parts
    )
