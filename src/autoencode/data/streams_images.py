"""A folder of images as a stream of rows, decoded by several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.images import common_format, header, pixels
from autoencode.errors import DataFileError, InvalidDataError
from autoencode.machine import n_cores, process_context
from autoencode.training.streams import VALUES_PER_READ, RowStream

MIN_IMAGES_FOR_PROCESSES = 5_000  # to start processes takes seconds
MAX_PER_CHUNK, PER_TASK = 256, 16  # images


class ImageStream(RowStream):
    """Images of a folder as rows of pixels in [0, 1]."""

    dtype = np.dtype(np.float32)

    def __init__(
        self,
        folder: Path,
        files: list[Path],
        image_size: tuple[int, int] | None,
        grey: bool,
        n_workers: int | None,
        memory: int,
        on_error: str,
    ) -> None:
        super().__init__(files, memory, on_error)
        self._broken: dict[int, str] = {}  # by row, why it is left out
        if on_error == "skip":
            self._keep_readable()
        names = [str(path) for path in self.files]
        self._colour, self._size = common_format(names, image_size, grey)
        self.image_shape = (*self._size, 3) if self._colour else self._size
        self.n_features = int(np.prod(self.image_shape))
        per_chunk = max(1, min(MAX_PER_CHUNK, VALUES_PER_READ // self.n_features))
        starts = range(0, len(names), per_chunk)
        sizes = [min(per_chunk, len(names) - start) for start in starts]
        self.chunk_rows = np.array(sizes, np.int64)
        if n_workers is None:
            is_large = len(names) >= MIN_IMAGES_FOR_PROCESSES
            n_workers = n_cores() - 1 if is_large else 0
        self._workers = _Workers(n_workers)
        self._names = [path.relative_to(folder).as_posix() for path in self.files]

    def _keep_readable(self) -> None:
        """Leave out files that are not images."""
        readable, stamps = [], []
        for path, stamp in zip(self.files, self._stamps, strict=True):
            try:
                header(str(path))
            except (DataFileError, InvalidDataError) as error:
                self.faults.add(str(error), files=1)
            else:
                readable.append(path)
                stamps.append(stamp)
        self.files, self._stamps = readable, stamps
        if not readable:
            raise InvalidDataError("No file of the folder is an image.")

    def place(self, row: int) -> tuple[str, int]:
        """Return the file of a row; it is the only one of the file."""
        return str(self.files[row]), 0

    @property
    def has_ids(self) -> bool:
        """Whether rows have identifiers: paths of images."""
        return True

    def ids(self, chunk: int) -> NDArray[Any]:
        """Return the paths of the images of a chunk below the folder."""
        first, stop = self.starts[chunk : chunk + 2]
        return np.array(self._names[first:stop], np.str_)

    def _fault(self, row: int, column: int, value: float) -> str:
        return self._broken[row]

    def _read(self, chunk: int, start: int) -> Iterator[NDArray[Any]]:
        first = int(self.starts[chunk]) + start
        files = self.files[first : int(self.starts[chunk + 1])]
        decode = partial(_decoded, colour=self._colour, size=self._size)
        X = np.empty((len(files), self.n_features), np.float32)
        for row, found in enumerate(self._workers.map(decode, list(map(str, files)))):
            if isinstance(found, str):
                if self.on_error == "raise":
                    raise DataFileError(
                        f"{found} Such images are left out with on_error='skip'."
                    )
                self._broken[first + row] = found
                X[row] = np.nan
            else:
                np.divide(found.ravel(), 255, out=X[row], dtype=np.float32)
        yield X


class _Workers:
    """Processes that are started when they are first needed; none if it is 0."""

    def __init__(self, n_workers: int) -> None:
        self.n_workers = n_workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Any, values: Sequence[str]) -> Iterator[Any]:
        """Yield the results of a function, in the order of the values."""
        if not self.n_workers:
            yield from map(function, values)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.n_workers, process_context())
        try:
            yield from self._pool.map(function, values, chunksize=PER_TASK)
        except BrokenProcessPool as error:
            raise DataFileError(
                "A process that decodes images ended. In a script, put the call below "
                "`if __name__ == '__main__':`, or use n_workers=0."
            ) from error


def _decoded(name: str, colour: bool, size: tuple[int, int]) -> NDArray[Any] | str:
    """Return the pixels of an image as bytes' values, or why it cannot be decoded."""
    try:
        return pixels(name, colour, size)
    except DataFileError as error:
        return str(error)
