"""The result of a comparison: its table, its files and its picture."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.comparisons.measuring import Maps, Row
from autoencode.data.dataset import Dataset, len_of
from autoencode.errors import OutputError
from autoencode.files import is_left_behind, json_bytes, write_bytes, writing
from autoencode.formats import record_bytes
from autoencode.plots.canvas import save_figure
from autoencode.plots.comparison import comparison_maps

TABLE, CSV_TABLE = "compare.json", "compare.csv"
MAPS, PICTURE = "maps.npz", "maps.png"


@dataclass(kw_only=True, eq=False, repr=False)
class Comparison:
    """Maps of several methods, and their figures.

    Attributes
    ----------
    rows : list of dict
        One per method, with the keys ``name``, ``label``; ``part``, the samples that
        are evaluated: "test" or "training"; ``embeds_new``, whether new samples can be
        embedded; ``n_fit``, the number of samples of the fit; ``n_components``;
        ``trustworthiness``, ``continuity`` and, with classes, ``knn_accuracy``: of test
        samples by their nearest training samples on the map, or of training samples by
        the others; ``reconstruction_error`` (mean over samples, squared and summed over
        features) and ``share`` (of variance explained) if the method decodes;
        ``fit_seconds``, ``transform_seconds`` (of all test samples), ``memory_mb``
        (peak of both, beyond that at the start) and ``notes``. None where a number is
        unknown. Of a method that failed ``name``, ``label`` and ``failed``, the reason.

    maps : dict from str to Maps
        By the name of the method: ``train`` and ``test``, arrays of shape (n_samples,
        n_components); ``test`` is None if new samples cannot be embedded.

    data : Dataset
        The samples in two parts, with labels.

    n_neighbors : int
        Number of neighbours of trustworthiness and continuity.

    accuracy_neighbors : int
        Number of neighbours of the accuracy.

    missing : list of str
        A sentence for each method that is not installed.
    """

    data: Dataset
    n_neighbors: int
    accuracy_neighbors: int
    missing: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    maps: dict[str, Maps] = field(default_factory=dict)

    def add(self, row: Row, maps: Maps | None) -> None:
        """Add the row of a method, and its maps if it has not failed."""
        self.rows.append(row)
        if maps is not None:
            self.maps[row["name"]] = maps

    def to_json(self) -> dict[str, Any]:
        """Return all numbers as plain values."""
        n_test = None if self.data.X_test is None else len_of(self.data.X_test)
        return {
            "n_samples": len_of(self.data.X),
            "n_test_samples": n_test,
            "n_neighbors": self.n_neighbors,
            "accuracy_neighbors": self.accuracy_neighbors,
            "rows": self.rows,
            "missing": self.missing,
        }

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text; shares of variance are in brackets."""
        has_accuracy = any("knn_accuracy" in row for row in self.rows)
        header = ["method", "samples", "trustworthiness", "continuity"]
        header += [f"{self.accuracy_neighbors}-NN accuracy"] if has_accuracy else []
        header += ["error", "fit, s", "transform, s", "memory, MB", "new samples"]
        return header, [_texts(row, has_accuracy) for row in self.rows]

    def lines(self) -> list[str]:
        """Return what failed, what is not installed, and notes, as sentences."""
        lines = list(self.missing)
        for row in self.rows:
            notes = [row["failed"]] if "failed" in row else row["notes"]
            word = "failed" if "failed" in row else "note"
            lines += [f"{row['label']}, {word}: {_sentence(note)}" for note in notes]
        return lines

    def save(self, folder: str | Path) -> None:
        """Write ``compare.json``, ``compare.csv``, ``maps.npz`` and ``maps.png``.

        Parameters
        ----------
        folder : path-like
            Made if it does not exist; files of these names are replaced. ``maps.npz``
            has the arrays ``<method>_train`` and ``<method>_test``, and the labels
            ``y_train`` and ``y_test``.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        folder = Path(folder)
        self.save_figures(folder)
        if self.maps:
            save_figure(self.picture(), folder / PICTURE)

    def save_figures(self, folder: Path) -> None:
        """Write all that `save` does, except for the picture."""
        write_bytes(folder / TABLE, json_bytes(self.to_json()))
        write_bytes(folder / CSV_TABLE, self._csv())
        arrays = {"y_train": self.data.y, "y_test": self.data.y_test}
        for name, maps in self.maps.items():
            arrays |= {f"{name}_train": maps.train, f"{name}_test": maps.test}
        known = {name: each for name, each in arrays.items() if each is not None}
        with writing(folder / MAPS) as temporary:
            np.savez_compressed(temporary, allow_pickle=False, **known)

    def picture(self) -> Any:
        """Return the figure of all maps side by side, with their figures."""
        panels = {}
        for row in self.rows:
            maps = self.maps.get(row["name"])
            if maps is not None:
                y = self.data.y if maps.test is None else self.data.y_test
                caption = _caption(row, len(maps.evaluated))
                panels[row["label"]] = (maps.evaluated, y, caption)
        return comparison_maps(panels, self.data.class_names)

    def _csv(self) -> bytes:
        """Return the numbers of all rows as CSV."""
        return record_bytes(
            [{k: v for k, v in row.items() if k != "notes"} for row in self.rows]
        )


def check_folder(folder: Path, table: str, *, overwrite: bool) -> None:
    """Raise OutputError if a folder holds a comparison, or other files.

    Parameters
    ----------
    folder : Path
        The folder to write to.

    table : str
        Name of the file that a comparison has.

    overwrite : bool
        Whether an earlier comparison may be replaced.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"Cannot save to {folder}: it is a file. Give a folder.")
    if not folder.exists():
        return
    if (folder / table).exists():
        if overwrite:
            return
        raise OutputError(
            f"{folder} already holds a comparison. Add --overwrite to replace it, or "
            f"give another folder with --out."
        )
    names = [place.name for place in folder.iterdir()]
    if any(not is_left_behind(name) for name in names):
        raise OutputError(
            f"Cannot save to {folder}: the folder holds other files. Give the name of "
            f"a new folder with --out."
        )


def seconds_text(seconds: float | None) -> str:
    """Return seconds as a short number: ``0.12``, ``3.4``, ``125``."""
    if seconds is None:
        return "–"
    if seconds >= 10:
        return f"{seconds:.0f}"
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2f}"


def _texts(row: Row, has_accuracy: bool) -> list[str]:
    """Return the cells of a row."""
    if "failed" in row:
        return [row["label"], "failed", *["–"] * (7 + has_accuracy)]
    accuracy = row.get("knn_accuracy")
    memory = row["memory_mb"]
    return [
        row["label"],
        row["part"],
        _decimal(row["trustworthiness"]),
        _decimal(row["continuity"]),
        *([_decimal(accuracy)] if has_accuracy else []),
        _error(row),
        seconds_text(row["fit_seconds"]),
        seconds_text(row["transform_seconds"]),
        "–" if memory is None else f"{memory:,.0f}",
        "yes" if row["embeds_new"] else "no",
    ]


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _error(row: Row) -> str:
    """Return the error of the reconstructions, and the share of variance."""
    error, share = row.get("reconstruction_error"), row.get("share")
    if error is None:
        return "–"
    percent = "" if share is None else f" ({100 * share + 0.0:.1f} %)"
    return f"{error:#.4g}".rstrip(".") + percent


def _caption(row: Row, n_samples: int) -> str:
    """Return the figures of a map of some samples in two lines."""
    texts = []
    for key, word in (("trustworthiness", "trust."), ("continuity", "cont.")):
        texts.append(f"{word} {_decimal(row[key])}")
    if row.get("knn_accuracy") is not None:
        texts.append(f"accuracy {_decimal(row['knn_accuracy'])}")
    second = [f"fit {seconds_text(row['fit_seconds'])} s"]
    if row.get("reconstruction_error") is not None:
        second.insert(0, f"error {_error(row)}")
    second.append(f"{n_samples:,} {row['part']} samples")
    return f"{', '.join(texts)}\n{', '.join(second)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
