"""Read the user's samples: tables, NumPy arrays, folders of images.

One function, `read_samples`; the suffix of the file chooses the reader in `READERS`.
Whatever is wrong with a file is told in one line: what, where, and the way out.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from autoencode.data.arrays import read_npy, read_npz
from autoencode.data.columns import ColumnChoice
from autoencode.data.dataset import Dataset
from autoencode.data.images import read_images
from autoencode.data.tables import read_csv, read_parquet, read_stdin, read_tsv
from autoencode.errors import (
    DataFileError,
    InvalidParameterError,
    did_you_mean,
    one_line,
)

READERS: dict[str, Callable[[Path, ColumnChoice], Dataset]] = {
    ".csv": read_csv,
    ".csv.gz": read_csv,
    ".tsv": read_tsv,
    ".tsv.gz": read_tsv,
    ".parquet": read_parquet,
    ".npy": read_npy,
    ".npz": read_npz,
}


def read_samples(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    image_size: tuple[int, int] | None = None,
    grey: bool = False,
    feature_names: Sequence[str] | None = None,
) -> Dataset:
    """Read samples from a file, a folder of images, or standard input.

    Parameters
    ----------
    path : str or Path
        A file with one of the suffixes in `READERS`, a folder of images (sub-folders
        are classes), or ``"-"`` for CSV from standard input. Tables have a header.
    label : str or None, default=None
        Column of labels. Columns without names are called "0", "1", ...
    id_column : str or None, default=None
        Column of the user's names or numbers for samples.
    drop : sequence of str, default=()
        Columns to leave out.
    image_size : tuple (height, width) or None, default=None
        Size in pixels to bring all images of a folder to.
    grey : bool, default=False
        Take the brightness of a folder's colour images.
    feature_names : sequence of str or None, default=None
        Features of a fitted model: columns are picked by name and put in this order;
        label, id and dropped columns may then be absent. Samples without column names
        must have as many columns.

    Returns
    -------
    Dataset
        ``X`` is finite; float32 if that holds every value exactly, else float64. A
        ``.npy`` file of floats stays on the disk as a memory map. Images, and bytes in
        ``.npy`` arrays of images, are scaled to [0, 1].

    Raises
    ------
    DataFileError
        If the file does not exist, cannot be read or is damaged.
    InvalidDataError
        If its content breaks a rule: text or missing cells among the features, a named
        column that is not there, lines of different lengths, ...
    InvalidParameterError
        If an argument does not belong to this kind of file.
    """
    if isinstance(drop, str):
        raise InvalidParameterError(f"drop must be a list of names; got {drop!r}.")
    choice = ColumnChoice(
        label=label,
        id_column=id_column,
        drop=tuple(drop),
        feature_names=None if feature_names is None else tuple(feature_names),
    )
    if image_size is not None and min(image_size) < 1:
        raise InvalidParameterError(
            f"image_size must be two numbers of pixels, at least 1; got {image_size}."
        )
    path = Path(path)
    try:
        if str(path) != "-":
            _check_exists(path)
        if path.is_dir():
            return read_images(path, choice, image_size, grey)
        if image_size is not None or grey:
            raise InvalidParameterError(
                f"--image-size and --grey are for folders of images; {path} is none."
            )
        if str(path) == "-":
            return read_stdin(choice)
        reader = READERS[_suffix(path)]
        with path.open("rb") as file:
            if not file.read(1):
                raise DataFileError(f"{path} is empty (0 bytes).")
        return reader(path, choice)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error


def _check_exists(path: Path) -> None:
    """Check that a file is there; if not, look for a name like it."""
    if path.exists():
        return
    if not path.parent.is_dir():
        raise DataFileError(
            f"{path} does not exist: there is no folder {str(path.parent)!r}."
        )
    names = [other.name for other in path.parent.iterdir()]
    raise DataFileError(f"{path} does not exist.{did_you_mean(path.name, names)}")


def _suffix(path: Path) -> str:
    """Suffix that chooses the reader, in small letters, such as ``.csv.gz``."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = Path(path.stem).suffix.lower() + suffix
    if suffix not in READERS:
        kind = f"the suffix {suffix!r}" if suffix else "a name without suffix"
        raise DataFileError(
            f"{path} has {kind}; samples are read from {', '.join(READERS)} and from "
            "folders of images."
        )
    return suffix
