"""Rows on disk as a stream: Parquet, CSV, NumPy, images, or a Python function."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autoencode.data.columns import ColumnChoice
from autoencode.data.images import IMAGE_SUFFIXES, warn_of_others
from autoencode.data.streams_arrays import ArrayStream, CsrStream
from autoencode.data.streams_parquet import ParquetStream
from autoencode.errors import (
    DataFileError,
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
)
from autoencode.files import check_exists
from autoencode.remote import RemotePath, place_of
from autoencode.training.streams import RowStream

DEFAULT_MEMORY = "1GiB"
SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*", re.IGNORECASE)
TEXT_ENDS = (".csv", ".csv.gz", ".tsv", ".tsv.gz")


def open_rows(
    source: str | Path | Callable[[], Iterable[Any]],
    *,
    memory: str | int = DEFAULT_MEMORY,
    columns: Sequence[str] | None = None,
    drop: Sequence[str] = (),
    id_column: str | None = None,
    image_size: tuple[int, int] | None = None,
    grey: bool = False,
    n_workers: int | None = None,
    cache: str | Path | None = None,
    on_error: str = "raise",
    **text: str | None,
) -> RowStream:
    """Open rows on disk, of any number, for the ``fit`` of a model.

    Parameters
    ----------
    source : str, Path or callable
        A ``.parquet``, ``.npy``, ``.csv`` or ``.tsv`` file; a folder of files of one of
        these types, of ``.npz`` files of sparse rows (`scipy.sparse.save_npz`) or of
        images. The URI of a ``.parquet`` file or of a folder of such files on storage,
        ``s3://bucket/folder``. Or a function without arguments that returns an iterable
        of arrays of rows, the same ones at each call.

    memory : str or int, default="1GiB"
        What a fit may use besides the program itself: bytes, or text such as "500MB".

    columns : sequence of str or None, default=None
        Columns to read, in this order; None reads all others than ``drop`` and
        ``id_column``.

    drop : sequence of str, default=()
        Columns to leave out.

    id_column : str or None, default=None
        Column that identifies the rows; it is no feature.

    image_size : tuple (height, width) or None, default=None
        Size in pixels to which images are resized; None requires equal sizes.

    grey : bool, default=False
        Convert colour images to grey.

    n_workers : int or None, default=None
        Processes that decode images; None takes one for each processor but one, 0
        decodes in this process.

    cache : str, Path or None, default=None
        Folder for the Parquet file that a text file is converted to, once; None puts
        it beside the file.

    on_error : {"raise", "skip"}, default="raise"
        Of rows with NaN or infinity and of files that cannot be read: an error, or
        leave them out, count and list them (see `RowStream.faults`). A fit then reads
        all rows once more before it starts.

    **text
        How a text file is written: ``encoding``, ``delimiter`` and ``decimal`` of
        `autoencode.data.readers.read_samples`.

    Returns
    -------
    RowStream
        With ``n_samples``, ``n_features``, ``feature_names``, ``sample(n, seed)``; its
        iterator yields blocks of rows.

    Raises
    ------
    DataFileError, InvalidDataError
        If a file cannot be read, or files do not have the same columns.
    InvalidParameterError
        If an argument is invalid.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import Autoencoder, open_rows
    >>> X = np.random.default_rng(0).normal(size=(1000, 5)).astype(np.float32)
    >>> stream = open_rows(lambda: np.array_split(X, 4), memory="200MB")
    >>> model = Autoencoder(max_epochs=2, random_state=0)
    >>> model = model.fit(stream)  # noise: PCA is kept
    >>> np.concatenate([model.transform(block) for block in stream]).shape
    (1000, 2)
    """
    n_bytes = bytes_of(memory)
    if on_error not in ("raise", "skip"):
        raise InvalidParameterError(
            f"on_error must be 'raise' or 'skip'; got {on_error!r}."
        )
    if callable(source):
        from autoencode.data.streams_python import BatchesStream

        return BatchesStream(source, n_bytes, on_error)
    if not isinstance(source, str | os.PathLike | RemotePath):
        raise InvalidParameterError(
            f"source must be a file, a folder, or a function that returns arrays; got "
            f"{type(source).__name__}. Pass an array to fit itself."
        )
    if isinstance(columns, str) or (columns is not None and not len(columns)):
        raise InvalidParameterError(
            f"columns must be a list of names, at least one; got {columns!r}."
        )
    choice = ColumnChoice.of(None, id_column, drop, columns, (), **text)
    choice = replace(choice, leaves_out_others=True)
    images = image_size, grey, n_workers
    return _opened(source, choice, images, n_bytes, cache, on_error)


def open_for_model(
    source: str | Path,
    *,
    feature_names: Sequence[str] | None,
    memory: str | int = DEFAULT_MEMORY,
    id_column: str | None = None,
    drop: Sequence[str] = (),
    drop_if_present: Sequence[str] = (),
    image_size: tuple[int, int] | None = None,
    grey: bool = False,
    cache: str | Path | None = None,
    on_error: str = "raise",
    **text: str | None,
) -> RowStream:
    """Open rows on disk for a fitted model, whose columns they must have.

    Parameters
    ----------
    source, memory, id_column, drop, image_size, grey, cache, on_error, **text
        As for `open_rows`.

    feature_names, drop_if_present
        As for `autoencode.data.readers.read_samples`.

    Returns
    -------
    RowStream

    Raises
    ------
    DataFileError, InvalidDataError, InvalidParameterError
        As `open_rows`; or if there is a column that the model was not fitted on.
    """
    in_folder: Sequence[str] = ()
    if drop and not place_of(source).is_file():  # some files of a folder may lack it
        in_folder, drop = drop, ()
        drop_if_present = (*drop_if_present, *in_folder)
    choice = ColumnChoice.of(
        None, id_column, drop, feature_names, drop_if_present, **text
    )
    images = image_size, grey, None
    stream = _opened(source, choice, images, bytes_of(memory), cache, on_error)
    known = getattr(stream, "names_of_files", {*in_folder})
    for name in in_folder:
        if name not in known:
            raise InvalidDataError(
                f"No file of {source} has a column {name!r} to drop."
                f"{did_you_mean(name, sorted(known))}"
            )
    return stream


def _opened(
    source: str | Path,
    choice: ColumnChoice,
    images: tuple[tuple[int, int] | None, bool, int | None],
    n_bytes: int,
    cache: str | Path | None,
    on_error: str,
) -> RowStream:
    """Open files; ``images`` are the size and type of images, and the processes."""
    path = place_of(source)
    if isinstance(path, RemotePath):
        path.check_exists()
        return ParquetStream(_remote_files(path), choice, n_bytes, on_error)
    check_exists(path)
    suffix, files = _files_of(path)
    if suffix == "images":
        from autoencode.data.streams_images import ImageStream

        return ImageStream(path, files, *images, n_bytes, on_error)
    if suffix == ".npy":
        return ArrayStream(files, n_bytes, on_error)
    if suffix == ".npz":
        return CsrStream(files, n_bytes, on_error)
    if suffix in TEXT_ENDS:
        from autoencode.data.streams_text import converted

        _check_cache(cache, path)
        made = converted(files, choice, cache, on_error)
        stream = ParquetStream(made.files, choice, n_bytes, on_error, made.origins)
        stream.faults.extend(made.faults)
        return stream
    return ParquetStream(files, choice, n_bytes, on_error)


def bytes_of(memory: str | int) -> int:
    """Return a number of bytes from text such as "1.5GiB" or "500 MB".

    Raises
    ------
    InvalidParameterError
        If it is not a size of at least one mebibyte.
    """
    found = SIZE.fullmatch(str(memory))
    n_bytes = 0
    if found is not None:
        base = 1024 if found[3] else 1000
        power = " kmgt".index(found[2].lower() or " ")
        n_bytes = int(float(found[1]) * base**power)
    if n_bytes < 2**20:
        raise InvalidParameterError(
            f"memory must be a size such as '1GiB' or '500MB', at least 1 MiB; got "
            f"{memory!r}."
        )
    return n_bytes


def _files_of(path: Path) -> tuple[str, list[Path]]:
    """Return the type of the files of a stream, and the files in order of name.

    Raises
    ------
    DataFileError
        If a folder has none, or several types.
    """
    known = (".parquet", *TEXT_ENDS, ".npy", ".npz")
    if path.is_file():
        return _type_of(path, known), [path]
    found: dict[str, list[Path]] = {}
    others = []
    for each in sorted(path.rglob("*")):
        inside = each.relative_to(path).parts
        if any(part.startswith((".", "_")) for part in inside) or each.is_dir():
            continue
        suffix = _type_of(each, (*known, *IMAGE_SUFFIXES), is_strict=False)
        kind = "images" if suffix in IMAGE_SUFFIXES else suffix
        if kind:
            check_exists(each)  # a link may lead nowhere
            found.setdefault(kind, []).append(each)
        else:
            others.append(each)
    if len(found) != 1:
        types = ", ".join(found) if found else "none"
        raise DataFileError(
            f"The folder {path} must hold files of one type of {', '.join(known)} or "
            f"images; it has {types}."
        )
    if "images" in found:
        warn_of_others(path, others)
    return next(iter(found.items()))


def _check_cache(cache: str | Path | None, path: Path) -> None:
    """Raise InvalidParameterError for a cache that is read as data the next time."""
    if cache is None or not path.is_dir():
        return
    place, folder = Path(cache).resolve(), path.resolve()
    if place == folder or folder in place.parents:
        inside = place.relative_to(folder).parts
        if not any(part.startswith((".", "_")) for part in inside):
            raise InvalidParameterError(
                f"{cache} is in the folder of the data, where its files would be read "
                f"as data. Give another folder (cache)."
            )


def _remote_files(path: RemotePath) -> list[RemotePath]:
    """Return the Parquet files of a stream on storage, in order of name.

    Raises
    ------
    DataFileError
        If there are other files, or none.
    """
    names = [path.name] if path.is_file() else path.files()
    shown = [
        n for n in names if not any(p.startswith((".", "_")) for p in n.split("/"))
    ]
    others = [name for name in shown if not name.lower().endswith(".parquet")]
    if others or not shown:
        found = f"it has {listed(others, 3)}" if others else "it has none"
        raise DataFileError(
            f"On storage, rows are read from Parquet files, and {path} must hold "
            f"nothing else; {found}. Copy other files to this machine, or write them "
            f"as Parquet."
        )
    return [path] if path.is_file() else [path / name for name in shown]


def _type_of(path: Path, known: Sequence[str], *, is_strict: bool = True) -> str:
    """Return the suffix of a file; "" or an error if it is not a known one."""
    name = path.name.lower()
    for suffix in known:
        if name.endswith(suffix):
            return suffix
    if is_strict:
        raise DataFileError(
            f"{path} is no file of rows: its name must end in {', '.join(known)}."
            f"{did_you_mean(path.suffix, known)}"
        )
    return ""
