"""The fits of a sweep: the explorer shows one of them, and the errors of all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autoencode.errors import InvalidParameterError, RunFolderError, why
from autoencode.files import read_regular
from autoencode.scenes.scene import Scene
from autoencode.sweeps.search import BEST, GIVEN, SEARCH
from autoencode.sweeps.settings import SIZE, TABLE, value_text

PARTS = ("test", "validation", "train")  # the first one with errors is shown
MAX_BYTES = 2**26


class Swept:
    """A sweep's folder.

    Parameters
    ----------
    folder : Path
        As `autoencode.sweep` and ``autoencode sweep`` write it.
    open_run : callable
        Returns the scene of a run folder.

    Raises
    ------
    RunFolderError
        If its table is missing or damaged, or of a search, or not finished, or no fit
        of it succeeded.
    """

    def __init__(self, folder: Path, open_run: Callable[[Path], Scene]) -> None:
        self.folder, self.open_run = folder, open_run
        try:
            content = read_regular(folder / TABLE, at_most=MAX_BYTES)
            found = json.loads(content or b"")
            _check_is_sweep(folder, found)
            self.parameter = str(found["parameter"])
            self.suggestions = [
                (each.get("value"), str(each["text"])) for each in found["suggestions"]
            ]
            self.rows = [self._row(row) for row in found["rows"]]
            self.part = next((p for p in PARTS if _error(found["rows"], p)), PARTS[-1])
            for row, given in zip(self.rows, found["rows"], strict=True):
                row["error"] = given.get(f"{self.part}_error")
                row["pca_error"] = given.get(f"pca_{self.part}_error")
        except RunFolderError:
            raise
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RunFolderError(
                f"Cannot read the sweep in {folder}: {TABLE} is damaged "
                f"({why(error)}). Run the sweep again; it keeps the fits that it has."
            ) from error
        fitted = [number for number, row in enumerate(self.rows) if not row["failed"]]
        if not fitted:
            raise RunFolderError(f"No fit of the sweep in {folder} succeeded.")
        suggested = [value for value, _ in self.suggestions]
        best = [n for n in fitted if self.rows[n]["value"] in suggested]
        self.current = best[0] if best else fitted[0]

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        name = str(row["run"])
        if Path(name).name != name:
            raise ValueError("it names runs outside of its folder")
        label = value_text(row["value"])
        failed = str(row.get("failed", ""))
        return {"value": row["value"], "label": label, "run": name, "failed": failed}

    def describe(self) -> dict[str, Any]:
        """Return the errors of all fits, and the suggestions."""
        name = "size of the code" if self.parameter == SIZE else self.parameter
        kept = ("value", "label", "error", "pca_error", "failed")
        return {
            "name": name,
            "part": self.part,
            "rows": [{key: row[key] for key in kept} for row in self.rows],
            "suggestions": [text for _, text in self.suggestions],
            "current": self.current,
        }

    def scene(self) -> Scene:
        """Return the scene of the chosen fit."""
        return self.opened(self.current)

    def opened(self, number: int) -> Scene:
        """Return the scene of a fit.

        Raises
        ------
        InvalidParameterError
            If there is none of this number, or it failed.
        """
        if number >= len(self.rows) or self.rows[number]["failed"]:
            raise InvalidParameterError(f"The sweep has no fit of number {number}.")
        return self.open_run(self.folder / self.rows[number]["run"])


def _check_is_sweep(folder: Path, found: dict[str, Any]) -> None:
    """Raise RunFolderError for the table of a search, or of an unfinished sweep."""
    settings = found.get("settings", {})
    if settings.get("parameter") == SEARCH:
        raise RunFolderError(
            f"{folder} holds a search, whose trials have no curve. Give one of its "
            f"runs: {folder / f'{SEARCH}-{BEST}'} or {folder / f'{SEARCH}-{GIVEN}'}."
        )
    if settings and "rows" not in found:
        raise RunFolderError(
            f"The sweep in {folder} is not finished. Run the same command again: it "
            f"goes on. Or give one of its runs."
        )


def _error(rows: list[dict[str, Any]], part: str) -> bool:
    return any(row.get(f"{part}_error") is not None for row in rows)
