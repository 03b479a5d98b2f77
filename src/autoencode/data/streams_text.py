"""CSV and TSV files for a stream: converted to Parquet once, in a cache folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from autoencode.data.columns import ColumnChoice
from autoencode.data.streams_cells import check_codes, codes_in, tables_of
from autoencode.data.streams_parquet import chosen
from autoencode.data.text_diagnosis import reason
from autoencode.data.text_table import text_file
from autoencode.errors import (
    AutoencodeError,
    DataFileError,
    InvalidDataError,
    OutputError,
    warn,
)
from autoencode.files import writing
from autoencode.training.streams import (
    VALUES_PER_READ,
    Faults,
    changed_while_read,
)

CACHE_NAME = ".autoencode-cache"
NOTES_KEY = b"autoencode.faults"  # of the metadata of a converted file
# Raised for metadata that are none of ours.
DAMAGED = (OSError, LookupError, TypeError, AttributeError, ValueError, RecursionError)


class Converted(NamedTuple):
    """Parquet files, the text files that they are made of, and what was left out."""

    files: list[Path]
    origins: list[Path]
    faults: Faults


class Notes(NamedTuple):
    """What was left out of a converted file, and its columns of codes."""

    n_rows: int
    listed: list[str]
    codes: dict[str, str]  # name and a cell


def converted(
    files: list[Path], choice: ColumnChoice, cache: str | Path | None, on_error: str
) -> Converted:
    """Return text files as Parquet files, which are made if there are none.

    Their names have a hash of the text file's path, size and time of change, and of
    how it is read.

    Raises
    ------
    DataFileError, InvalidDataError
        If a file cannot be read; with ``on_error="skip"`` only if none can be.
    """
    import pyarrow.parquet as pq

    made, origins, faults = [], [], Faults()
    for path in files:
        place = _place(path, choice, cache, on_error)
        try:
            notes = _notes_of(place)
            if notes is None:
                warn(f"{path} is converted to Parquet once, as {place}.")
                before = path.stat()
                notes = _convert(path, place, choice, on_error)
                _check_unchanged(path, before, place)
            elif notes.codes:  # another call may have read them as numbers
                names = pq.read_schema(place).names
                features = chosen(names, choice, str(path)).features
                check_codes(notes.codes, features, choice, str(path))
        except AutoencodeError as error:
            if on_error == "raise" or not isinstance(error, ValueError):
                raise
            faults.add(str(error), files=1)
            continue
        made.append(place)
        origins.append(path)
        faults.extend(Faults(notes.n_rows, 0, notes.listed))
    if not made:
        raise DataFileError(f"No file can be read. {faults.listed[0]}")
    return Converted(made, origins, faults)


def _place(
    path: Path, choice: ColumnChoice, cache: str | Path | None, on_error: str
) -> Path:
    """Return the Parquet file of a text file."""
    found = path.stat()
    text = choice.text
    key = [str(path.resolve()), found.st_size, found.st_mtime_ns, on_error]
    key += [text.encoding, text.delimiter, text.decimal, choice.id_column]
    if on_error == "skip":  # rows are left out for what the features hold
        key += [choice.drop, choice.feature_names]
    name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]
    folder = path.parent / CACHE_NAME if cache is None else Path(cache)
    return folder / f"{path.name.split('.')[0]}-{name}.parquet"


def _notes_of(place: Path) -> Notes | None:
    """Return the notes in a converted file; None if there is no intact one.

    It is in a cache, and is made again then.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(place).metadata
        found = json.loads((metadata or {})[NOTES_KEY])
        notes = Notes(found["rows"], found["listed"], found["codes"])
        texts = [*notes.listed, *notes.codes.values()]
    except (pa.ArrowException, *DAMAGED):
        return None
    is_valid = isinstance(notes.n_rows, int) and isinstance(notes.listed, list)
    is_valid = is_valid and all(isinstance(each, str) for each in texts)
    return notes if is_valid else None


def _convert(path: Path, place: Path, choice: ColumnChoice, on_error: str) -> Notes:
    """Write the rows of a text file as Parquet, in row groups of some megabytes."""
    import pyarrow.parquet as pq

    text = text_file(path, choice.text)
    faults, n_kept = Faults(), 0
    with _writing(place) as temporary:
        writer: Any = None
        for table in tables_of(text, choice, None if on_error == "raise" else faults):
            n_kept += table.num_rows
            if writer is None:
                writer = pq.ParquetWriter(temporary, table.schema)
            n_rows = max(1, VALUES_PER_READ // max(1, table.num_columns))
            writer.write_table(table, row_group_size=n_rows)
        if writer is None:
            raise reason(text, ValueError("it has no samples"))
        if faults.n_rows and not n_kept:
            raise InvalidDataError(
                f"No row of {text.name} can be read: {faults.listed[0]}."
            )
        notes = Notes(faults.n_rows, faults.listed, codes_in(text))
        stored = dict(zip(("rows", "listed", "codes"), notes, strict=True))
        writer.add_key_value_metadata({NOTES_KEY: json.dumps(stored).encode()})
        writer.close()
    return notes


@contextmanager
def _writing(place: Path) -> Iterator[Path]:
    """Yield a temporary path to write to; an error says how to choose another."""
    try:
        with writing(place) as temporary:
            yield temporary
    except OutputError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        why = str(error).removesuffix("Choose another path.")
        raise OutputError(
            f"{why}Text files are converted to Parquet there: give another folder "
            f"(cache)."
        ) from error


def _check_unchanged(path: Path, before: os.stat_result, place: Path) -> None:
    """Raise DataFileError if a text file changed while it was converted."""
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        place.unlink()
        raise changed_while_read(path)
