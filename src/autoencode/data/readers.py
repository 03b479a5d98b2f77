"""Read the user's samples: tables, NumPy arrays, folders of images.

`read_samples` chooses the reader in `READERS` by the file's suffix. An invalid file is
reported in one line: what is wrong, where, and how to fix it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import row_slices
from autoencode.data.arrays import read_npy, read_npz
from autoencode.data.columns import ColumnChoice
from autoencode.data.dataset import Dataset
from autoencode.data.images import IMAGE_SUFFIXES, read_images
from autoencode.data.tables import (
    csv_blocks,
    parquet_blocks,
    read_csv,
    read_parquet,
    read_stdin,
    read_tsv,
    tsv_blocks,
)
from autoencode.data.text_table import TextTable
from autoencode.errors import (
    DataFileError,
    InvalidParameterError,
    one_line,
)
from autoencode.files import check_exists

READERS: dict[str, Callable[[Path, ColumnChoice], Dataset]] = {
    ".csv": read_csv,
    ".csv.gz": read_csv,
    ".tsv": read_tsv,
    ".tsv.gz": read_tsv,
    ".parquet": read_parquet,
    ".npy": read_npy,
    ".npz": read_npz,
}

TEXT_SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")

# What to do with tables in files of other types.
_AS_CSV = "Save it as CSV in the spreadsheet program."
_RENAMED = (
    "If it is a table, rename it to .csv: its separator is found, or given by "
    "--delimiter."
)
_CONVERTED = "Convert it to CSV or Parquet, as by read_json and to_csv of pandas."
WAYS_OUT = dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"), _AS_CSV)
WAYS_OUT |= dict.fromkeys((".txt", ".dat", ".tab", ".txt.gz"), _RENAMED)
WAYS_OUT |= dict.fromkeys((".json", ".jsonl", ".ndjson"), _CONVERTED)

# Formats that are read in blocks of rows. Others are read as a whole; .npy files are
# memory mapped.
BLOCK_READERS: dict[str, Callable[[Path, ColumnChoice], Iterator[Dataset]]] = {
    ".csv": csv_blocks,
    ".csv.gz": csv_blocks,
    ".tsv": tsv_blocks,
    ".tsv.gz": tsv_blocks,
    ".parquet": parquet_blocks,
}


def is_text(path: str | Path) -> bool:
    """Whether samples are read from delimited text."""
    return str(path) == "-" or str(path).lower().endswith(TEXT_SUFFIXES)


def check_text(path: str | Path, choice: ColumnChoice) -> None:
    """Raise InvalidParameterError if options of text are given for another file."""
    if choice.text.given and not is_text(path):
        raise InvalidParameterError(
            f"--encoding, --delimiter and --decimal are for text files (.csv, .tsv); "
            f"{path} is not one."
        )


def as_rows_before(path: Path, choice: ColumnChoice) -> ColumnChoice:
    """Return the choice to read a text file with the decimal mark of its first lines.

    Otherwise a later line could change that of rows that were read before.
    """
    if not is_text(path) or choice.text.decimal is not None:
        return choice
    delimiter = "\t" if suffix_of(path).startswith(".tsv") else ","
    text = TextTable(str(path), delimiter, path=path, given=choice.text)
    decimal = text.format.convention.decimal
    return replace(choice, text=replace(choice.text, decimal=decimal))


def check_no_images(
    path: str | Path, image_size: tuple[int, int] | None, grey: bool
) -> None:
    """Raise InvalidParameterError if options of images are given for another file."""
    if image_size is not None or grey:
        raise InvalidParameterError(
            f"--image-size and --grey are for folders of images; {path} is not one."
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
    drop_if_present: Sequence[str] = (),
    missing_labels: bool = False,
    **text: str | None,
) -> Dataset:
    """Read samples from a file, a folder of images, or standard input.

    Parameters
    ----------
    path : str or Path
        A file with one of the suffixes in `READERS`, a folder of images (sub-folders
        are classes), an image, or ``"-"`` for CSV from standard input. Tables have a
        header.
    label : str or None, default=None
        Column of labels. Columns without names are called "0", "1", ...
    id_column : str or None, default=None
        Column of the user's identifiers of samples.
    drop : sequence of str, default=()
        Columns to drop.
    image_size : tuple (height, width) or None, default=None
        Size in pixels to which images of a folder are resized.
    grey : bool, default=False
        Convert colour images of a folder to grey.
    feature_names : sequence of str or None, default=None
        Features of a fitted model: columns are selected by name in this order; label
        and id may then be absent. Samples without column names must have the same
        number of columns.
    drop_if_present : sequence of str, default=()
        Columns to drop that may be absent.
    missing_labels : bool, default=False
        Whether samples may have no label; their ``y`` is -1.
    **text
        How a text file is written, where that is not found from the file itself:
        ``encoding``, a codec such as "cp1252"; ``delimiter``, one character, or "tab";
        ``decimal``, the decimal mark, "." or ",".

    Returns
    -------
    Dataset
        ``X`` is finite; float32 if that is exact, else float64. A ``.npy`` file of
        floats is memory mapped. Images, and arrays of images of type uint8, are scaled
        to [0, 1].

    Raises
    ------
    DataFileError
        If the file does not exist, cannot be read or is damaged.
    InvalidDataError
        If its content is invalid: features with text or missing cells, a missing
        column, lines of different lengths, ...
    InvalidParameterError
        If an argument does not apply to this type of file.
    """
    choice = ColumnChoice.of(
        label, id_column, drop, feature_names, drop_if_present, **text
    )
    choice = replace(choice, missing_labels=missing_labels)
    return _read(Path(path), choice, image_size, grey)


def _read(
    path: Path, choice: ColumnChoice, image_size: tuple[int, int] | None, grey: bool
) -> Dataset:
    if image_size is not None and min(image_size) < 1:
        raise InvalidParameterError(
            f"image_size must be two numbers of pixels, at least 1; got {image_size}."
        )
    check_text(path, choice)
    try:
        if str(path) != "-":
            check_exists(path)
        if path.is_dir() or path.suffix.lower() in IMAGE_SUFFIXES:
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
    drop_if_present: Sequence[str] = (),
    image_size: tuple[int, int] | None = None,
    grey: bool = False,
    **text: str | None,
) -> Iterator[Dataset]:
    """Read samples like `read_samples`, in blocks of rows, without labels.

    Memory is bounded, except for ``.npz``, folders of images and standard input, which
    are read as a whole.

    Parameters
    ----------
    path : str or Path
        As for `read_samples`.

    label, id_column, drop, image_size, grey, feature_names, drop_if_present, **text
        As for `read_samples`. Ids are text.

    Yields
    ------
    Dataset
        The rows in their order, at least one per block.

    Raises
    ------
    DataFileError, InvalidDataError, InvalidParameterError
        As `read_samples`; valid blocks before the error may have been yielded.
    """
    import pyarrow as pa

    n_given, has_fractions = 0, False
    path = Path(path)
    # Labels are not needed, and new samples seldom have them.
    ignored = (*drop_if_present, *([] if label is None else [label]))
    choice = ColumnChoice.of(None, id_column, drop, feature_names, ignored, **text)
    check_text(path, choice)
    if path.is_file() and path.stat().st_size and image_size is None and not grey:
        reader = BLOCK_READERS.get(suffix_of(path))
        try:
            for block in reader(path, choice) if reader else ():
                n_given += block.X.shape[0]
                has_fractions = has_fractions or _has_fractions(block.X)
                yield _without_labels(block, slice(None))
            if n_given:
                return
        except (pa.ArrowException, UnicodeDecodeError, OSError):
            pass  # reading the whole file reports the reason, or succeeds
    choice = as_rows_before(path, choice) if has_fractions else choice
    choice = replace(choice, label=label)
    whole = _read(path, choice, image_size, grey)
    for rows in row_slices(whole.X.shape[0] - n_given, whole.X.shape[1]):
        yield _without_labels(whole, slice(rows.start + n_given, rows.stop + n_given))


def _has_fractions(X: Any) -> bool:
    """Whether a number is not whole."""
    return bool((np.rint(X) != X).any())


def _without_labels(dataset: Dataset, rows: slice) -> Dataset:
    """Return some rows, with ids as text, as other blocks may need."""
    ids = None if dataset.ids is None else dataset.ids[rows].astype(str)
    return replace(dataset, X=dataset.X[rows], ids=ids, y=None, class_names=None)


def suffix_of(path: Path) -> str:
    """Return the suffix that selects the reader, in lower case, such as ``.csv.gz``."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = Path(path.stem).suffix.lower() + suffix
    if suffix not in READERS:
        kind = f"the suffix {suffix!r}" if suffix else "a name without suffix"
        way_out = WAYS_OUT.get(suffix, "")
        raise DataFileError(
            f"{path} has {kind}; samples are read from {', '.join(READERS)}, images "
            f"and folders of images. {way_out}".rstrip()
        )
    return suffix
