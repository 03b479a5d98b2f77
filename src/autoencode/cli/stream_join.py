"""The parts of a result: what is in them, and the single file made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.data.writers import ARRAY, array_writer, write_blocks
from autoencode.remote import RemotePath
from autoencode.remote.paths import local_copy
from autoencode.remote.retries import retrying

if TYPE_CHECKING:
    import pyarrow.parquet as pq

Place = Path | RemotePath


def is_part(place: Place, n_rows: int, names: Sequence[str]) -> bool:
    """Whether a file is Parquet with so many rows, and columns of these names."""
    try:
        size = size_of(place)
    except (OSError, ValueError):  # among them those of pyarrow
        return False
    found = size.schema.to_arrow_schema().names
    return size.num_rows == n_rows and list(found) == list(names)


def size_of(place: Place) -> pq.FileMetaData:
    """Return what a Parquet file says of its rows and columns."""
    import pyarrow.parquet as pq

    if isinstance(place, RemotePath):
        return retrying(lambda: pq.read_metadata(place.open()), place)
    return pq.read_metadata(place)


def join(places: Sequence[Place], out: Place, n_ids: int) -> tuple[int, int]:
    """Write parts as one file; return its rows and columns.

    Arrays do not have the first ``n_ids`` columns.
    """
    sizes = [size_of(place) for place in places]
    n_rows, n_columns = sum(size.num_rows for size in sizes), sizes[0].num_columns
    if out.suffix.lower() != ARRAY:
        write_blocks(out, _blocks(places))
        return n_rows, n_columns
    arrays = (
        np.column_stack([*map(np.asarray, block.values())][n_ids:])
        for block in _blocks(places)
    )
    first = next(arrays)
    with array_writer(out, first.dtype) as append:
        for values in chain([first], arrays):
            append(values)
    return n_rows, n_columns - n_ids


def _blocks(places: Sequence[Place]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of all parts as columns, which are empty if there is no row."""
    import pyarrow.parquet as pq

    is_empty = True
    for place in places:
        with local_copy(place) as part, pq.ParquetFile(part) as file:
            nothing = _columns(file.schema_arrow.empty_table())
            for batch in file.iter_batches(2**16):
                is_empty = False
                yield _columns(batch)
    if is_empty:
        yield nothing


def _columns(rows: Any) -> Mapping[str, Any]:
    """Return the columns of an Arrow table or batch by name."""
    return {
        name: column.to_pandas()
        for name, column in zip(rows.schema.names, rows.columns, strict=True)
    }
