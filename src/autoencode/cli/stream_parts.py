"""Results of a stream written in parts, so that a command goes on where it stopped.

A folder gets one Parquet file for each part. A single file is joined at the end from a
hidden folder beside it. The parts belong to a run and to data: see `Parts.check`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from autoencode.cli.row_progress import RowProgress
from autoencode.cli.stream_data import report_faults
from autoencode.cli.stream_join import is_part, join, size_of
from autoencode.data.writers import WRITERS, check_output, write_blocks
from autoencode.errors import OutputError, listed
from autoencode.files import TEMPORARY_PREFIX, json_bytes, sha256_of, write_bytes
from autoencode.locks import lock
from autoencode.remote import RemotePath, place_of
from autoencode.training.streams import Faults, RowStream

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

    def missing(self, columns: Callable[[Any, Any, Any], Columns]) -> list[int]:
        """Return the numbers of the parts that have not been written.

        Those that are there must be whole: a part that was damaged or replaced is to be
        made again. ``columns`` is that of `make`.
        """
        there, numbers = self._names(), range(len(self.bounds))
        found = [n for n in numbers if self.place(n).name in there]
        names = list(_no_rows(self.stream, 0, columns)) if found else []
        starts, missing = self.stream.starts, set(numbers) - set(found)
        for number in found:
            left_out = self._left_out(number, there)
            first, end = self.bounds[number]
            n_rows = int(starts[end] - starts[first])
            if left_out is not None:
                n_rows -= left_out.n_rows
            if left_out is None or not is_part(self.place(number), n_rows, names):
                _unlink(self.place(number))
                missing.add(number)
        return sorted(missing)

    def check(self, overwrite: bool) -> None:
        """Keep the parts of the same work on the same data; refuse or remove others.

        Raises
        ------
        OutputError
            If there are parts of other work and ``overwrite`` is False, or other files.
        """
        self._check_beside_data()
        expected, others = json.loads(json.dumps(self.job)), self._names() - {JOB}
        # Without others the work was stopped before the first part.
        found = self.found() if others else None
        is_damaged = bool(others) and found is None and JOB in self._names()
        if is_damaged and not overwrite:
            raise OutputError(
                f"{self.folder / JOB}, which says what the parts are, is damaged. Add "
                f"--overwrite to start anew."
            )
        if is_damaged or (found is not None and found != expected):
            if not overwrite:
                assert found is not None
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
        if found is not None:
            self._remove_unfinished()
        else:
            if others:
                raise OutputError(
                    f"{self.folder} holds other files: {listed(sorted(others))}. Give "
                    f"another folder."
                )
            write_bytes(self.folder / JOB, json_bytes(self.job))

    def _check_beside_data(self) -> None:
        """Raise OutputError if a file of the rows is in the folder of the parts."""
        files = [place_of(file) for file in self.stream.files]
        own = {f for f in files if isinstance(f, RemotePath) or f.is_symlink()}
        folders = {file.parent for file in files if file not in own}
        place = _resolved(self.folder)
        if any(f"{_resolved(each)}/".startswith(f"{place}/") for each in folders | own):
            raise OutputError(
                f"{self.out} is the folder of DATA, which the result would replace. "
                f"Give another --out."
            )

    def _remove_unfinished(self) -> None:
        """Remove what a process that was killed was writing."""
        for name in self._names():
            path = self.folder / name
            if not (name.startswith(TEMPORARY_PREFIX) and isinstance(path, Path)):
                continue
            with suppress(OSError):  # another process is writing it
                handle = lock(path)
                path.unlink()
                if handle is not None:
                    os.close(handle)

    def _names(self) -> set[str]:
        """Return the names of what is in the folder."""
        is_there = self.folder.is_dir()
        return {path.name for path in self.folder.iterdir()} if is_there else set()

    def found(self) -> Any:
        """Return the job of the parts that are there; None if there is none."""
        try:
            found = json.loads((self.folder / JOB).read_bytes())
        except (OSError, ValueError, RecursionError):
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
            found.extend(self._left_out(number, names) or Faults())
        return found

    def _left_out(self, number: int, names: set[str]) -> Faults | None:
        """Return what was left out of a part; None if its file is damaged."""
        place = self._faults_place(number)
        if place.name not in names:
            return Faults()
        try:
            kept = json.loads(place.read_bytes())
            return Faults(int(kept["rows"]), 0, [str(line) for line in kept["listed"]])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

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
        places = [self.place(number) for number in range(len(self.bounds))]
        if self.is_folder:
            sizes = [size_of(place) for place in places]
            return sum(size.num_rows for size in sizes), sizes[0].num_columns
        shape = join(places, self.out, int(self.stream.has_ids))
        _remove(self.folder)
        return shape


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
    missing = parts.missing(columns)
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
        yield _no_rows(stream, bounds[0], columns)


def _no_rows(
    stream: RowStream, chunk: int, columns: Callable[[Any, Any, Any], Columns]
) -> Columns:
    """Return the columns of a result without rows."""
    row = np.zeros((1, stream.n_features), stream.dtype)
    ids = stream.ids(chunk)
    made = columns(row, np.arange(1), None if ids is None else ids[:1])
    return {name: values[:0] for name, values in made.items()}


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


def _remove(folder: Path | RemotePath) -> None:
    """Remove parts and the job; the folder too, if nothing else is in it."""
    found: list[Path | RemotePath] = [*folder.iterdir()]
    for path in found:
        if path.name.startswith(("part-", ".part-", ".autoencode-")):
            _unlink(path)
    # A link to a folder is the user's own.
    if not any(folder.iterdir()) and not (
        isinstance(folder, Path) and folder.is_symlink()
    ):
        folder.rmdir()


def _unlink(path: Path | RemotePath) -> None:
    """Remove what is in the place of a file, if it is a file or a link."""
    if path.is_file() or (isinstance(path, Path) and path.is_symlink()):
        path.unlink()


def _resolved(place: Path | RemotePath) -> str:
    """Return a path as text by which two of the same place are equal."""
    if isinstance(place, RemotePath):
        return f"{place.scheme}://{place.authority}{place.path}"
    return str(place.resolve())


def hash_of_run(path: str) -> str:
    """Return a hash of a saved run: that of its manifest, which has all checksums."""
    from autoencode.files import MANIFEST

    return sha256_of((place_of(path) / MANIFEST).read_bytes())
