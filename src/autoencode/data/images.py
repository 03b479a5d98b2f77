"""Reader of folders of images: each file is a sample, each sub-folder a class."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.arrays import check_width, refuse_columns
from autoencode.data.columns import ColumnChoice, Place
from autoencode.data.dataset import Dataset
from autoencode.data.labels import labels_of_folders
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    counted,
    listed,
    one_line,
    warn,
)
from autoencode.files import check_name

if TYPE_CHECKING:
    from PIL.Image import Image

IMAGE_SUFFIXES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".bmp",
    ".gif",
    ".tif",
    ".tiff",
    ".webp",
)
# Files that systems put beside images.
OF_SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
GREY_MODES = ("1", "L", "LA", "La", "I", "I;16", "I;16L", "I;16B", "I;16N")
# Raised by Pillow's decoders for damaged files.
IMAGE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, KeyError, struct.error)
LABEL_NAME, ID_NAME = "class", "file"  # columns that a folder always has
ORIENTATION = 0x0112  # tag of EXIF
TIFF_SIZE = (0x0100, 0x0101)  # tags of width and height as they are stored
# By its value, the transposition in Pillow's Image.Transpose; from 5 on, height and
# width are exchanged.
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def read_images(
    folder: Path,
    choice: ColumnChoice,
    image_size: tuple[int, int] | None = None,
    grey: bool = False,
) -> Dataset:
    """Read all images below a folder, or one image.

    Parameters
    ----------
    folder : Path
        Contains images, or one sub-folder of images per class. Or an image.
    choice : ColumnChoice
        Only the number of features is checked, since a folder has no columns.
    image_size : tuple (height, width) or None, default=None
        Size to which all images are resized, in pixels; None requires equal sizes.
    grey : bool, default=False
        Convert colour images to grey.

    Returns
    -------
    Dataset
        Pixels in [0, 1], float32; ids are the files' paths below ``folder``. Only the
        first frame of a file is read; transparency is ignored.

    Raises
    ------
    DataFileError
        If an image is damaged.
    InvalidDataError
        If there are no images, sizes differ, or images lie beside class folders.
    """
    if choice.label == LABEL_NAME:
        choice = ColumnChoice(drop=choice.drop, feature_names=choice.feature_names)
    refuse_columns(choice, "A folder of images")
    source, is_one = folder, folder.is_file()
    files = [Path(folder.name)] if is_one else _image_files(folder)
    folder = folder.parent if is_one else folder
    shown = [str(folder / file) for file in files]
    colour, size = common_format(shown, image_size, grey)
    image_shape = (*size, 3) if colour else size
    X = np.empty((len(files), int(np.prod(image_shape))), dtype=np.float32)
    check_width(X.shape[1], choice, Place(str(source)))

    def read(row: int) -> None:
        X[row] = pixels(shown[row], colour, size).ravel()

    _of_each(range(len(shown)), read)
    X /= 255
    y, class_names = labels_of_folders(folder, files, LABEL_NAME, "image")
    return Dataset(
        name=source.resolve().name,
        X=X,
        y=y,
        class_names=class_names,
        image_shape=image_shape,
        ids=np.array([file.as_posix() for file in files], dtype=np.str_),
        id_name=ID_NAME,
        label_name=None if y is None else LABEL_NAME,
        source=str(source),
    )


def _of_each(images: Sequence[Any], function: Callable[[Any], Any]) -> list[Any]:
    """Return the result of each image; raise one error for all that are broken."""
    results, errors = [], []
    for image in images:
        try:
            results.append(function(image))
        except DataFileError as error:
            errors.append(error)
    if not errors:
        return results
    if len(images) == 1:
        raise errors[0]
    number = "" if len(errors) == 1 else f"{len(errors):,} images are broken. "
    raise DataFileError(
        f"{errors[0]} {number}Commands that have --stream leave broken images out with "
        f"--stream --on-error skip."
    )


def warn_of_others(folder: Path, others: Sequence[Path]) -> None:
    """Warn of files in a folder of images that are not read as images."""
    others = [file for file in others if file.name.lower() not in OF_SYSTEMS]
    if others:
        endings = sorted({file.suffix.lower() or file.name for file in others})
        are = "is" if len(others) == 1 else "are"
        warn(
            f"{counted(len(others), 'file')} in {folder} {are} left out, which {are} "
            f"not read as images: {listed(endings, 3)}. Convert images to JPEG or PNG."
        )


def _image_files(folder: Path) -> list[Path]:
    """Return sorted relative paths of all images in a folder, without hidden files."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    found = [
        file
        for file in found
        if not any(part.startswith((".", "__MACOSX")) for part in file.parts)
    ]
    files = [file for file in found if file.suffix.lower() in IMAGE_SUFFIXES]
    for file in files:
        check_name(folder / file)
    if files:
        warn_of_others(folder, [*{*found} - {*files}])
        return sorted(files, key=lambda file: file.as_posix())
    if not found:
        raise InvalidDataError(f"The folder {folder} holds no files.")
    endings = {file.suffix or file.name for file in found}
    others = listed(sorted(endings), 3)
    texts = " Texts are for --model retriever." if ".txt" in endings else ""
    raise InvalidDataError(
        f"The folder {folder} holds no images ({', '.join(IMAGE_SUFFIXES)}), but files "
        f"that end in {others}. Give one of these files, or a folder of images."
        f"{texts}"
    )


def common_format(
    names: list[str], image_size: tuple[int, int] | None, grey: bool
) -> tuple[bool, tuple[int, int]]:
    """Return whether images have colours, and their size (height, width)."""
    headers = _of_each(names, header)
    colour = not grey and any(mode not in GREY_MODES for mode, _ in headers)
    if image_size is not None:
        return colour, image_size
    size = headers[0][1]
    for name, (_, other) in zip(names, headers, strict=True):
        if other != size:
            raise InvalidDataError(
                f"{name} has {other[0]} x {other[1]} pixels; {names[0]} has "
                f"{size[0]} x {size[1]} (height x width). Resize all with "
                f"--image-size {size[0]}x{size[1]}."
            )
    return colour, size


def header(name: str) -> tuple[str, tuple[int, int]]:
    """Return the mode of an image and its size (height, width) when upright."""
    from PIL.TiffImagePlugin import TiffImageFile

    with _opened(name) as image:
        mode, (width, height) = image.mode, image.size
        if isinstance(image, TiffImageFile):  # `size` is upright in some versions only
            width, height = (image.tag_v2[each] for each in TIFF_SIZE)
        if _orientation(image) >= 5:
            width, height = height, width
    if mode == "F":
        raise InvalidDataError(
            f"{name} has floating-point pixels of unknown range. Save it with 8 or 16 "
            "bits per value."
        )
    return mode, (height, width)


def _opened(name: str) -> Image:
    """Open an image without reading its pixels."""
    from PIL import Image

    try:
        image = Image.open(name)
    except (*IMAGE_ERRORS, Image.DecompressionBombError) as error:
        raise _broken(name, error) from error
    if image.format == "TIFF":
        image.filename = ""  # Pillow 13 mixes up pixels that it maps and then turns
    return image


def _orientation(image: Image) -> int:
    """Return how the camera was held, from 1 to 8, without reading the pixels."""
    from PIL.Image import Image as AnyImage

    try:  # not PNG's own method, which decodes the pixels
        value = AnyImage.getexif(image).get(ORIENTATION)
    except IMAGE_ERRORS:  # damaged EXIF of an image that may be sound
        return 1
    return value if value in TURNS else 1


def upright(image: Image) -> Image:
    """Return an image as viewers show it: photos are often stored on their side."""
    from PIL.Image import Transpose

    image.load()  # Pillow turns TIFF files itself, and then takes the tag away
    turn = TURNS.get(_orientation(image))
    return image.transpose(Transpose[turn]) if turn else image


def pixels(name: str, colour: bool, size: tuple[int, int]) -> NDArray[np.float32]:
    """Return pixels in [0, 255], of shape (height, width) or (height, width, 3)."""
    from PIL import Image

    try:
        with _opened(name) as opened:
            image = upright(opened)
            if image.mode.startswith("I"):  # 16-bit grey
                values = np.asarray(image, dtype=np.float32) / 257
                image = Image.fromarray(values)
            if colour:
                image = image.convert("RGB")
            elif image.mode != "F":
                image = image.convert("L")
            height, width = size
            if image.size != (width, height):
                image = image.resize((width, height), Image.Resampling.LANCZOS)
            return np.clip(np.asarray(image, dtype=np.float32), 0, 255)
    except DataFileError:
        raise
    except IMAGE_ERRORS as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> DataFileError:
    """Return the error for a file that is not an image, or is damaged."""
    if isinstance(error, PermissionError):
        return DataFileError(f"Cannot read {name}: {error.strerror}.")
    if "cannot identify image" in str(error):
        reason = "no image of a known format"
    else:
        reason = one_line(error).rstrip(".")
    return DataFileError(f"{name} is a broken image ({reason}). Remove or replace it.")
