"""Results of a stream written in parts, so that a command goes on where it stopped.

A folder gets one Parquet file for each part. A single file is joined at the end from a
hidden folder beside it. The parts belong to a run and to data: see `Parts.check`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from autoencode.cli.row_progress import RowProgress
from autoencode.cli.stream_data import report_faults
from autoencode.data.writers import ARRAY, WRITERS, check_output, write_blocks
from autoencode.errors import OutputError, listed
from autoencode.files import json_bytes, sha256_of, write_bytes, writing
from autoencode.remote import RemotePath, place_of
from autoencode.remote.paths import local_copy
from autoencode.remote.retries import retrying
from autoencode.training.streams import Faults, RowStream

if TYPE_CHECKING:
    import pyarrow.parquet as pq

JOB = ".autoencode-job.json"
PART_BYTES = 2**26  # of the rows of a part, about

Columns = Mapping[str, Any]
Report = Callable[[int, int], None]  # of rows that are done, and anomalies in them


@dataclass
class Written:
    """What a command has written: rows and columns, and the parts made by it."""

    n_rows: int
    n_columns: int
    n_parts: int
    n_parts_before: int
    n_rows_made: int
    n_anomalies: int  # in the rows made, by a column "verdict"


class Parts:
    """The parts of a result: consecutive chunks of a stream.

    Parameters
    ----------
    stream : RowStream
        The rows.

    out : str
        A folder, or a file with a suffix that results can have; also on storage.

    work : dict
        What is done, and by which run, in values of JSON.

    bounds : list of tuple (first chunk, end) or None, default=None
        The chunks of each part; None makes parts of about `PART_BYTES`.

    growth : float, default=1.0
        How many times as many bytes a result has as its row.
    """

    def __init__(
        self,
        stream: RowStream,
        out: str,
        work: dict[str, Any],
        bounds: list[tuple[int, int]] | None = None,
        growth: float = 1.0,
    ) -> None:
        self.stream, self.out = stream, place_of(out)
        self.is_folder = is_folder(out)
        hidden = self.out.with_name(f".{self.out.name}.parts")
        self.folder = self.out if self.is_folder else hidden
        job = {"work": work, "data": stream.identity}
        self.bounds = _bounds(stream, growth) if bounds is None else bounds
        self.job = job | {"parts": [start for start, _ in self.bounds]}

    def place(self, number: int) -> Path | RemotePath:
        """Return the file of a part."""
        return self.folder / f"part-{number:05d}.parquet"

    def missing(self) -> list[int]:
        """Return the numbers of the parts that have not been written."""
        names = self._names()
        numbers = range(len(self.bounds))
        return [n for n in numbers if self.place(n).name not in names]

    def check(self, overwrite: bool) -> None:
        """Keep the parts of the same work on the same data; refuse or remove others.

        Raises
        ------
        OutputError
            If there are parts of other work and ``overwrite`` is False, or other files.
        """
        expected, others = json.loads(json.dumps(self.job)), self._names() - {JOB}
        # Without others the work was stopped before the first part.
        found = self.found() if others else None
        if found is not None and found != expected:
            if not overwrite:
                what = "data" if found.get("work") == expected["work"] else "run"
                raise OutputError(
                    f"{self.folder} holds parts of a result, but the {what} changed "
                    f"since. Add --overwrite to start anew."
                )
            _remove(self.folder)
            found, others = None, self._names() - {JOB}
        if found is not None and self.stream.on_error == "raise" and self.faults():
            raise OutputError(
                f"{self.folder} holds parts that rows were left out of, by --on-error "
                f"skip. Give it again, or add --overwrite to start anew."
            )
        if found is None:
            if others:
                raise OutputError(
                    f"{self.folder} holds other files: {listed(sorted(others))}. Give "
                    f"another folder."
                )
            write_bytes(self.folder / JOB, json_bytes(self.job))

    def _names(self) -> set[str]:
        """Return the names of what is in the folder."""
        is_there = self.folder.is_dir()
        return {path.name for path in self.folder.iterdir()} if is_there else set()

    def found(self) -> Any:
        """Return the job of the parts that are there; None if there is none."""
        try:
            found = json.loads((self.folder / JOB).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def make(
        self, number: int, columns: Callable[[Any, Any, Any], Columns], report: Report
    ) -> None:
        """Write a part; what was left out of it is kept beside it."""
        self.stream.faults = Faults()
        blocks = _part_blocks(self.stream, self.bounds[number], columns, report)
        write_blocks(self.place(number), blocks)
        faults = self.stream.faults
        if faults:
            kept = {"rows": faults.n_rows, "listed": faults.listed}
            write_bytes(self._faults_place(number), json_bytes(kept))

    def _faults_place(self, number: int) -> Path | RemotePath:
        return self.folder / f".part-{number:05d}.faults.json"

    def faults(self) -> Faults:
        """Return what was left out of all parts."""
        found, names = Faults(), self._names()
        for number in range(len(self.bounds)):
            place = self._faults_place(number)
            if place.name in names:
                kept = json.loads(place.read_bytes())
                found.extend(Faults(kept["rows"], 0, kept["listed"]))
        return found

    @contextmanager
    def kept_if_any(self) -> Iterator[None]:
        """Remove the folder of the parts if making them fails before the first one."""
        try:
            yield
        except BaseException:
            if not self._names() - {JOB}:
                (self.folder / JOB).unlink()
                if not self.is_folder:
                    _remove(self.folder)
            raise

    def joined(self) -> tuple[int, int]:
        """Write the single file, if one is wanted; return its rows and columns."""
        sizes = [_size(self.place(number)) for number in range(len(self.bounds))]
        shape = sum(size.num_rows for size in sizes), sizes[0].num_columns
        if self.is_folder:
            return shape
        if self.out.suffix.lower() == ARRAY:
            shape = shape[0], shape[1] - int(self.stream.has_ids)
            self._write_array(shape)
        else:
            write_blocks(self.out, self._blocks())
        _remove(self.folder)
        return shape

    def _blocks(self) -> Iterator[Columns]:
        """Yield the rows of all parts as columns, which are empty if no row is left."""
        import pyarrow.parquet as pq

        is_empty = True
        for number in range(len(self.bounds)):
            with local_copy(self.place(number)) as part, pq.ParquetFile(part) as file:
                nothing = _columns(file.schema_arrow.empty_table())
                for batch in file.iter_batches(2**16):
                    is_empty = False
                    yield _columns(batch)
        if is_empty:
            yield nothing

    def _write_array(self, shape: tuple[int, int]) -> None:
        """Write all parts as one array without ids, memory mapped meanwhile."""
        with writing(self.out) as temporary:
            array: Any = None
            row, n_ids = 0, int(self.stream.has_ids)
            for block in self._blocks():
                values = np.column_stack([*map(np.asarray, block.values())][n_ids:])
                if array is None:
                    array = np.lib.format.open_memmap(
                        temporary, "w+", values.dtype, shape
                    )
                array[row : row + len(values)] = values
                row += len(values)
            array.flush()


def _columns(rows: Any) -> Columns:
    """Return the columns of an Arrow table or batch by name."""
    return {
        name: column.to_pandas()
        for name, column in zip(rows.schema.names, rows.columns, strict=True)
    }


def is_folder(out: str) -> bool:
    """Whether a result is written as a folder of parts."""
    place = place_of(out)
    if isinstance(place, RemotePath):
        return place.ends_as_folder or not place.suffix
    return out.endswith("/") or place.is_dir() or not place.suffix


def check_result(out: str, *, columns: bool) -> None:
    """Check in advance that a result can be written to ``out``.

    Raises
    ------
    OutputError, InvalidParameterError
        As `check_output`.
    """
    if out == "-":
        raise OutputError(
            "Rows that are read as a stream are written to a file or a folder, not to "
            "standard output. Give --out a name."
        )
    if is_folder(out):
        check_output(place_of(out) / f"part{next(iter(WRITERS))}", columns=True)
    else:
        check_output(out, columns=columns)


def write_in_parts(
    parts: Parts,
    columns: Callable[[Any, Any, Any], Columns],
    *,
    overwrite: bool,
    make: Callable[[list[int], Report], None] | None = None,
) -> Written:
    """Write the results of all parts that are missing; report progress.

    Parameters
    ----------
    parts : Parts
        The parts, and where they are written.

    columns : callable
        From rows, their numbers and their ids, or None, to the columns of the result.

    overwrite : bool
        Whether parts of another run or of other data are removed.

    make : callable or None, default=None
        Makes the parts of some numbers elsewhere; None makes them in this process.
    """
    parts.check(overwrite)
    faults = parts.stream.faults  # of whole files, when they were opened
    starts = parts.stream.starts
    missing = parts.missing()
    n_before = len(parts.bounds) - len(missing)
    if n_before:
        rest = "; the others are made now" if missing else ""
        line = f"{n_before:,} of {len(parts.bounds):,} parts are there{rest}."
        click.echo(line, err=True)
    sizes = {
        n: int(starts[parts.bounds[n][1]] - starts[parts.bounds[n][0]]) for n in missing
    }
    with RowProgress(sum(sizes.values())) as shown, parts.kept_if_any():
        if make is None:
            for number in missing:
                parts.make(number, columns, shown.add)
        elif missing:
            make(missing, shown.add)
    parts.stream.check_unchanged()
    faults.extend(parts.faults())
    shape = parts.joined()
    report_faults(faults)
    return Written(*shape, len(missing), n_before, shown.n_done, shown.n_anomalies)


def _part_blocks(
    stream: RowStream,
    bounds: tuple[int, int],
    columns: Callable[[Any, Any, Any], Columns],
    report: Report,
) -> Iterator[Columns]:
    """Yield the columns of the results of some chunks; at least one block."""
    is_empty = True
    for chunk in range(*bounds):
        ids, first = stream.ids(chunk), int(stream.starts[chunk])
        for rows, block in stream.blocks(chunk):
            made = columns(block, rows, None if ids is None else ids[rows - first])
            yield made
            is_empty = False
            report(block.shape[0], _n_anomalies(made))
    if is_empty:
        row = np.zeros((1, stream.n_features), stream.dtype)
        ids = stream.ids(bounds[0])
        made = columns(row, np.arange(1), None if ids is None else ids[:1])
        yield {name: values[:0] for name, values in made.items()}


def _n_anomalies(columns: Columns) -> int:
    verdicts = columns.get("verdict")
    return 0 if verdicts is None else int(np.count_nonzero(verdicts == "anomaly"))


def _bounds(stream: RowStream, growth: float) -> list[tuple[int, int]]:
    """Return (first chunk, end) of each part."""
    limit = max(1, PART_BYTES / max(1.0, stream.row_bytes * growth))
    bounds, first, n_rows = [], 0, 0
    for chunk, size in enumerate(stream.chunk_rows):
        if n_rows and n_rows + size > limit:
            bounds.append((first, chunk))
            first, n_rows = chunk, 0
        n_rows += int(size)
    return [*bounds, (first, len(stream.chunk_rows))]


def _size(place: Path | RemotePath) -> pq.FileMetaData:
    """Return what a Parquet file says of its rows and columns."""
    import pyarrow.parquet as pq

    if isinstance(place, RemotePath):
        return retrying(lambda: pq.read_metadata(place.open()), place)
    return pq.read_metadata(place)


def _remove(folder: Path | RemotePath) -> None:
    """Remove parts and the job; the folder too, if nothing else is in it."""
    found: list[Path | RemotePath] = [*folder.iterdir()]
    for path in found:
        is_part = path.name.startswith(("part-", ".part-", ".autoencode-"))
        if is_part and path.is_file():
            path.unlink()
    if not any(folder.iterdir()):
        shutil.rmtree(folder) if isinstance(folder, Path) else folder.rmdir()


def hash_of_run(path: str) -> str:
    """Return a hash of a saved run: that of its manifest, which has all checksums."""
    from autoencode.files import MANIFEST

    return sha256_of((place_of(path) / MANIFEST).read_bytes())
