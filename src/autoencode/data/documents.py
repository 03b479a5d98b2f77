"""Readers of documents: a folder of text files, or a column of a table.

Counts of words that are made elsewhere are samples like others: see
`autoencode.data.readers`.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import Array
from autoencode.data.columns import ColumnChoice
from autoencode.data.dataset import Dataset
from autoencode.data.encodings import MARKS, UTF8
from autoencode.data.frames import place_in, read_table
from autoencode.data.labels import labels_of_folders
from autoencode.data.text_format import TextOptions
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
    one_line,
)
from autoencode.files import check_exists, check_name

LABEL_NAME, ID_NAME = "class", "file"  # columns that a folder always has
ROW_NAME = "row"  # name of the titles if a table has no other ids


def read_documents(
    path: str | Path,
    *,
    text: str | None = None,
    label: str | None = None,
    id_column: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Dataset:
    """Read documents from a folder of text files, or from a column of a table.

    Parameters
    ----------
    path : str or Path
        A folder, of which every file is a document and every sub-folder a class; or a
        table (.csv, .tsv, .parquet) with a header.

    text : str or None, default=None
        Column of texts in a table.

    label, id_column : str or None, default=None
        Columns of labels, -1 where they are missing, and of titles in a table.

    encoding : str or None, default=None
        Encoding of the text, for files of a folder that are not UTF-8. None is UTF-8
        in a folder, and found from a table.

    delimiter : str or None, default=None
        Separator of columns in a text file; None finds it.

    Returns
    -------
    Dataset
        ``X`` is an array of str of shape (n_documents,), with type object; ``ids`` are
        titles: the files' paths below the folder, the ids, or row numbers.

    Raises
    ------
    DataFileError
        If a file cannot be read or decoded, or is not a text.

    InvalidDataError
        If there are no documents, one is empty, or a column does not exist.

    InvalidParameterError
        If an argument does not apply to a folder, or to a table.
    """
    options = TextOptions.of(encoding, delimiter, None)
    if str(path) != "-":
        check_exists(Path(path))
    if Path(path).is_dir():
        own_label = None if label == LABEL_NAME else label
        columns = {"--text": text, "--label": own_label, "--id": id_column}
        given = [name for name, value in columns.items() if value is not None]
        if given:
            raise InvalidParameterError(
                f"{given[0]} is for tables; {path} is a folder, whose sub-folders are "
                f"the labels and whose file names are the titles."
            )
        return _read_folder(Path(path), options.encoding)
    if text is None:
        raise InvalidParameterError(
            f"Name the column of {path} that holds the texts, with --text COLUMN."
        )
    return _read_column(path, text, label, id_column, encoding, delimiter)


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text of a file.

    Parameters
    ----------
    path : Path
        The file.

    encoding : str or None, default=None
        A codec of Python, for text that is not UTF-8 and has no byte order mark.

    Raises
    ------
    DataFileError
        If it cannot be read or decoded, or is not a text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise DataFileError(f"Cannot read {path}: {reason}.") from error
    try:
        text = content.decode(_codec(content, encoding))
    except (UnicodeError, ValueError) as error:
        if b"\0" in content:
            raise _is_binary(path) from error
        at = getattr(error, "start", 0)
        name = "UTF-8" if encoding is None else encoding
        raise _NotDecodedError(
            f"{path} is not text in {name} (byte {at}). Give its encoding, such as "
            f"--encoding cp1252 (files in UTF-8 are read as such all the same), or "
            f"remove the file."
        ) from error
    if "\0" in text:
        raise _is_binary(path)
    return text.removeprefix("\ufeff")


class _NotDecodedError(DataFileError):
    """A file is not text in the encoding."""


def _codec(content: bytes, encoding: str | None) -> str:
    """Return the encoding of a text: found, if it is surely that, or else given.

    Text of ASCII bytes only may be in an encoding with escape sequences.
    """
    for mark, found in MARKS.items():
        if content.startswith(mark):
            return found
    if encoding is None or content.isascii() or b"\0" in content:
        return encoding or UTF8
    try:
        content.decode(UTF8)
    except UnicodeDecodeError:
        return encoding
    return UTF8


def _is_binary(path: Path) -> DataFileError:
    return DataFileError(f"{path} is a binary file, not text. Remove it.")


def _read_folder(folder: Path, encoding: str | None) -> Dataset:
    """Read all files below a folder, without hidden ones."""
    files = sorted(
        (path.relative_to(folder) for path in folder.rglob("*") if path.is_file()),
        key=lambda file: file.as_posix(),
    )
    files = [f for f in files if not any(part.startswith(".") for part in f.parts)]
    if not files:
        raise InvalidDataError(f"The folder {folder} holds no files.")
    texts, errors = [], []
    for file in files:
        check_name(folder / file)
        try:
            texts.append(read_text(folder / file, encoding))
        except _NotDecodedError as error:
            errors.append(error)
            continue
        if not texts[-1].strip():
            raise InvalidDataError(f"{folder / file} is empty. Remove it.")
    if len(errors) > 1:
        raise DataFileError(
            f"{len(errors):,} of {len(files):,} files cannot be decoded; the first: "
            f"{errors[0]}"
        )
    if errors:
        raise errors[0]
    y, class_names = labels_of_folders(folder, files, LABEL_NAME, "file")
    return Dataset(
        name=folder.resolve().name,
        X=as_array(texts),
        y=y,
        class_names=class_names,
        ids=np.array([file.as_posix() for file in files], dtype=np.str_),
        id_name=ID_NAME,
        label_name=None if y is None else LABEL_NAME,
        source=str(folder),
    )


def _read_column(
    path: str | Path,
    text: str,
    label: str | None,
    id_column: str | None,
    encoding: str | None,
    delimiter: str | None,
) -> Dataset:
    """Read the texts of a table."""
    for option, name in (("--label", label), ("--id", id_column)):
        if name == text:
            raise InvalidParameterError(
                f"--text and {option} are both {text!r}; give another column to one."
            )
    table = read_table(
        path,
        label=label,
        id_column=id_column,
        as_text=[text],
        encoding=encoding,
        delimiter=delimiter,
        missing_labels=True,
    )
    names = list(map(str, table.X.columns))
    if text not in names:
        raise InvalidDataError(
            f"{path} has no column {text!r} for --text; its other columns are "
            f"{listed(names, 20)}.{did_you_mean(text, names)}"
        )
    options = TextOptions.of(encoding, delimiter, None)
    place = place_in(path, ColumnChoice(text=options))
    column = table.X[text]
    for row, (cell, is_missing) in enumerate(zip(column, column.isna(), strict=True)):
        if is_missing or (isinstance(cell, str) and not cell.strip()):
            raise InvalidDataError(
                f"{path}: the text in column {text!r} is empty in {place.row(row)}. "
                f"Fill it, or leave the row out."
            )
        if not isinstance(cell, str):
            raise InvalidDataError(
                f"{path}: column {text!r} holds no texts, but {cell!r} in "
                f"{place.row(row)}."
            )
    titles = np.arange(len(column)).astype(np.str_) if table.ids is None else table.ids
    return replace(
        table,
        X=as_array(list(column)),
        feature_names=None,
        ids=titles,
        id_name=id_column or ROW_NAME,
    )


def as_array(texts: list[str]) -> Array:
    """Return texts as an array of objects: of fixed width it would be huge."""
    array: Any = np.empty(len(texts), dtype=object)
    array[:] = texts
    return np.asarray(array)
