"""A run and its data: points, views, colours, decoded codes."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.neighbors import NearestNeighbors

from autoencode.arrays import Array, subsample
from autoencode.data.dataset import Dataset, len_of, take
from autoencode.errors import InvalidDataError
from autoencode.scenes.coding import coder_of
from autoencode.scenes.colors import Coloring, colorings
from autoencode.scenes.rows import Rows, Shown, titles_of
from autoencode.scenes.values import Values
from autoencode.scenes.views import View, views_of
from autoencode.storage import Run

N_NEAREST = 5
N_SPACING = 1_000  # codes whose nearest neighbour is measured
EDGE, FAR = 1.0, 3.0  # times the largest usual distance between neighbours
SPACING_QUANTILE = 0.99
UNIT_QUANTILES = (0.005, 0.5, 0.995)  # ends and start of a unit's slider
MAX_SLIDERS = 512


def check_rows(dataset: Dataset) -> None:
    """Raise InvalidDataError if there are fewer rows than a map needs."""
    n_rows = len_of(dataset.X)
    if n_rows < 2:
        raise InvalidDataError(
            f"{dataset.name} has {n_rows} row; a map needs at least 2."
        )


class Scene:
    """What the report and the explorer show of one run.

    Parameters
    ----------
    run : Run
        A fitted run.
    dataset : Dataset
        Rows as the run takes them, in ``X``; at least 2.
    title : str
        Shown above the map.
    report : callable or None, default=None
        Called with the number of rows encoded, for progress.
    read : callable or None, default=None
        Returns the rows of a file, to find out where new ones lie.

    Attributes
    ----------
    codes : array of shape (n_rows, n_components)
        float32.
    order : array of shape (n_rows,), uint32
        Rows in the order in which points are sent: random, so that the first ones are
        a sample of all.
    """

    def __init__(
        self,
        run: Run,
        dataset: Dataset,
        title: str,
        report: Callable[[int], object] | None = None,
        read: Callable[[str], Any] | None = None,
    ) -> None:
        check_rows(dataset)
        self.run, self.dataset, self.title = run, dataset, title
        self.read = read
        self.rows = Rows(run, dataset)
        self.coder = coder_of(run, dataset.X)
        self.codes = self.coder.encode_all(dataset.X, report)
        if not np.isfinite(self.codes).all():
            raise InvalidDataError(
                f"The codes of {dataset.name} are not finite: its values are too far "
                f"from those of the fit."
            )
        n_units = self.codes.shape[1]
        named = self.coder.names
        self.names = named if len(named) == n_units else list(map(str, range(n_units)))
        self.views = views_of(self.codes, self.names)
        self.colorings: list[Coloring] = colorings(
            run, dataset, self.rows, self.codes, self.names
        )
        self.title_of = titles_of(dataset)
        order = np.random.default_rng(0).permutation(len_of(dataset.X))
        self.order = order.astype(np.uint32)
        self._values: dict[int, Values] = {}
        self._search: NearestNeighbors | None = None
        self._spacing = 0.0
        self._lock = threading.Lock()

    @property
    def n_rows(self) -> int:
        """The number of points."""
        return len(self.codes)

    def view(self, number: int) -> View:
        """Return a view; raise InvalidDataError if there is none of this number."""
        found: View = self._entry(self.views, number, "views")
        return found

    def values(self, number: int) -> Values:
        """Return the values of a colouring, computed at the first call."""
        coloring = self._entry(self.colorings, number, "colours")
        with self._lock:
            if number not in self._values:
                self._values[number] = coloring.compute()
            return self._values[number]

    def positions(self, number: int) -> Array:
        """Return the positions in a view, in the order of the points."""
        return self.view(number).positions(self.codes)[self.order]

    def sliders(self) -> list[list[float]]:
        """Return the least, middle and largest value of each unit's slider."""
        some = self.codes[subsample(self.n_rows, 100_000, seed=0), :MAX_SLIDERS]
        ends = np.quantile(some.astype(np.float64), UNIT_QUANTILES, axis=0)
        low, middle, high = ends
        widened = np.where(high > low, high, low + 1.0)
        return [
            list(map(float, unit)) for unit in zip(low, middle, widened, strict=True)
        ]

    def check_code(self, code: Sequence[float]) -> Array:
        """Return a code as an array of shape (1, n_components).

        Raises
        ------
        InvalidDataError
            If it has another size, or values that are not finite.
        """
        values = np.asarray(code, dtype=np.float64)
        n_units = self.codes.shape[1]
        if values.shape != (n_units,):
            raise InvalidDataError(
                f"A code has {n_units} numbers; got an array of shape {values.shape}."
            )
        if not (np.abs(values) <= np.finfo(np.float32).max).all():
            raise InvalidDataError("A code must hold finite numbers of 32 bits.")
        return values[None]

    def decode(self, code: Sequence[float]) -> Shown | None:
        """Return what the decoder makes of a code; None without a decoder."""
        values = self.check_code(code)
        if self.coder.decode is None:
            return None
        return self.rows.decoded(self._decoded(values))

    def place(self, code: Sequence[float]) -> dict[str, Any]:
        """Return what the decoder makes of a code, and which rows are nearest."""
        return {"decoded": self.decode(code), **self.nearest(code)}

    def decode_many(self, codes: Sequence[Sequence[float]]) -> list[Shown]:
        """Return what the decoder makes of several codes, such as a path."""
        if self.coder.decode is None:
            return []
        values = np.concatenate([self.check_code(code) for code in codes])
        decoded = self._decoded(values)
        return [
            self.rows.decoded(take(decoded, np.array([row])))
            for row in range(len(values))
        ]

    def _decoded(self, codes: Array) -> Any:
        """Return the rows of codes; one whose rows overflow is refused."""
        assert self.coder.decode is not None
        with self._lock, np.errstate(all="ignore"):
            try:
                return self.coder.decode(codes.astype(np.float32))
            except (ValueError, OverflowError) as error:
                raise InvalidDataError(
                    "This code is so far from all data that it cannot be decoded."
                ) from error

    def nearest(self, code: Sequence[float]) -> dict[str, Any]:
        """Return the rows whose codes are nearest, and how far from all data it is."""
        distances, rows = self._searcher().kneighbors(self.check_code(code))
        found = [
            {
                "row": int(row),
                "title": self.title_of(int(row)),
                "distance": float(d),
                "shown": self.rows.row(int(row)) if self.rows.image_shape else None,
            }
            for d, row in zip(distances[0], rows[0], strict=True)
        ]
        distance = float(distances[0, 0])
        place = _place(distance / (self._spacing or 1.0))
        return {"nearest": found, "spacing": self._spacing, "place": place}

    def sample(self, row: int) -> dict[str, Any]:
        """Return a row, its reconstruction, its code and its values."""
        if not 0 <= row < self.n_rows:
            raise InvalidDataError(
                f"There are rows 0 to {self.n_rows - 1:,}; got {row}."
            )
        code = self.codes[row]
        with self._lock:
            known = dict(self._values)
        facts = [
            [self.colorings[number].name, values.of_row(row)]
            for number, values in sorted(known.items())
        ]
        return {
            "row": row,
            "title": self.title_of(row),
            "sample": self.rows.row(row),
            "reconstruction": self.decode(code.tolist()),
            "code": list(map(float, code)),
            "facts": facts,
        }

    def encode(self, X: Any) -> Array:
        """Return codes of rows that were read like the data."""
        with self._lock:
            return np.asarray(self.coder.encode(X), np.float32)

    def _searcher(self) -> NearestNeighbors:
        """Return the index of codes, made at the first search."""
        with self._lock:
            if self._search is None:
                n_neighbors = min(N_NEAREST, self.n_rows)
                index = NearestNeighbors(n_neighbors=n_neighbors).fit(self.codes)
                some = self.codes[subsample(self.n_rows, N_SPACING, seed=0)]
                # The first neighbour of a code is itself.
                apart = index.kneighbors(some, min(2, self.n_rows))[0][:, -1]
                self._spacing = float(np.quantile(apart, SPACING_QUANTILE))
                self._search = index
            return self._search

    @staticmethod
    def _entry(entries: Sequence[Any], number: int, what: str) -> Any:
        if not 0 <= number < len(entries):
            raise InvalidDataError(
                f"There are {what} 0 to {len(entries) - 1}; got {number}."
            )
        return entries[number]


def _place(ratio: float) -> str:
    """Return where a code lies: "inside", "edge" or "far" from all data."""
    return "inside" if ratio <= EDGE else "edge" if ratio <= FAR else "far"
