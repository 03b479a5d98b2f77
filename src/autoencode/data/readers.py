"""Read the user's samples: tables, NumPy arrays, folders of images.

One function, `read_samples`; the suffix of the file chooses the reader in `READERS`.
Whatever is wrong with a file is told in one line: what, where, and the way out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autoencode.arrays import row_slices
from autoencode.data.arrays import read_npy, read_npz
from autoencode.data.columns import ColumnChoice
from autoencode.data.dataset import Dataset
from autoencode.data.images import read_images
from autoencode.data.tables import (
    csv_blocks,
    parquet_blocks,
    read_csv,
    read_parquet,
    read_stdin,
    read_tsv,
    tsv_blocks,
)
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

# Those that can be read a block of rows at a time; the others are read whole, or, .npy,
# stay on the disk.
BLOCK_READERS: dict[str, Callable[[Path, ColumnChoice], Iterator[Dataset]]] = {
    ".csv": csv_blocks,
    ".csv.gz": csv_blocks,
    ".tsv": tsv_blocks,
    ".tsv.gz": tsv_blocks,
    ".parquet": parquet_blocks,
}


def check_no_images(
    path: str | Path, image_size: tuple[int, int] | None, grey: bool
) -> None:
    """Raise InvalidParameterError if images are asked for where there are none."""
    if image_size is not None or grey:
        raise InvalidParameterError(
            f"--image-size and --grey are for folders of images; {path} is none."
        )


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
    choice = ColumnChoice.of(label, id_column, drop, feature_names)
    if image_size is not None and min(image_size) < 1:
        raise InvalidParameterError(
            f"image_size must be two numbers of pixels, at least 1; got {image_size}."
        )
    path = Path(path)
    try:
        if str(path) != "-":
            check_exists(path)
        if path.is_dir():
            return read_images(path, choice, image_size, grey)
        check_no_images(path, image_size, grey)
        if str(path) == "-":
            return read_stdin(choice)
        reader = READERS[suffix_of(path)]
        with path.open("rb") as file:
            if not file.read(1):
                raise DataFileError(f"{path} is empty (0 bytes).")
        return reader(path, choice)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error


def read_blocks(
    path: str | Path,
    *,
    label: str | None = None,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    feature_names: Sequence[str] | None = None,
    **of_images: Any,
) -> Iterator[Dataset]:
    """Read samples as `read_samples` does, some rows at a time, without labels.

    Memory does not grow with the number of rows, but for ``.npz``, folders of images
    and standard input, which are read whole first.

    Parameters
    ----------
    path : str or Path
        As for `read_samples`.

    label, id_column, drop, feature_names
        As for `read_samples`. Ids are text.

    **of_images
        ``image_size`` and ``grey`` of `read_samples`.

    Yields
    ------
    Dataset
        The rows in their order, at least one at a time.

    Raises
    ------
    DataFileError, InvalidDataError, InvalidParameterError
        As `read_samples`; rows before the one that is wrong may have been given.
    """
    import pyarrow as pa

    n_given = 0
    path = Path(path)
    if path.is_file() and path.stat().st_size and not any(of_images.values()):
        reader = BLOCK_READERS.get(suffix_of(path))
        # Labels are not needed: new samples have none, most often.
        aside = (*drop, *([] if label is None else [label]))
        choice = ColumnChoice.of(None, id_column, aside, feature_names)
        try:
            for block in reader(path, choice) if reader else ():
                n_given += block.X.shape[0]
                yield _without_labels(block, slice(None))
            if n_given:
                return
        except (pa.ArrowException, UnicodeDecodeError, OSError):
            pass  # read_samples below says why, or can do with it
    whole = read_samples(
        path,
        label=label,
        id_column=id_column,
        drop=drop,
        feature_names=feature_names,
        **of_images,
    )
    for rows in row_slices(whole.X.shape[0] - n_given, whole.X.shape[1]):
        yield _without_labels(whole, slice(rows.start + n_given, rows.stop + n_given))


def _without_labels(dataset: Dataset, rows: slice) -> Dataset:
    """Return some rows; their ids are text, since other blocks may hold no numbers."""
    ids = None if dataset.ids is None else dataset.ids[rows].astype(str)
    return replace(dataset, X=dataset.X[rows], ids=ids, y=None, class_names=None)


def check_exists(path: Path) -> None:
    """Check that a file is there; if not, look for a name like it."""
    if path.exists():
        return
    if not path.parent.is_dir():
        raise DataFileError(
            f"{path} does not exist: there is no folder {str(path.parent)!r}."
        )
    names = [other.name for other in path.parent.iterdir()]
    raise DataFileError(f"{path} does not exist.{did_you_mean(path.name, names)}")


def suffix_of(path: Path) -> str:
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
