"""The result of a sweep: its table, its files and its pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from autoencode.arrays import Samples
from autoencode.errors import counted
from autoencode.files import json_bytes, write_bytes
from autoencode.formats import record_bytes
from autoencode.plots.canvas import save_figure
from autoencode.plots.images import rows_of_images
from autoencode.plots.sweep import error_curves
from autoencode.storage import load_run
from autoencode.sweeps.setting import Row
from autoencode.sweeps.settings import SIZE, TABLE, value_text
from autoencode.sweeps.stopping import HELD_OUT, SEED, Suggestion, spread, suggestions
from autoencode.tasks.intrinsic_dimension import intrinsic_dimensions
from autoencode.training.progress import duration

CSV_TABLE = "sweep.csv"
CURVES, RECONSTRUCTIONS = "errors.png", "reconstructions.png"
WORDS = {"train": "training", "validation": "held out", "test": "test"}
MAX_SIZES_SHOWN = 8


@dataclass(frozen=True)
class SweepResult:
    """Errors by the value of a parameter, and suggestions which value to choose.

    Attributes
    ----------
    parameter : str
        The parameter that was varied.
    rows : list of dict
        One per value, with the keys ``value``, ``run`` (the name of its folder),
        ``seconds``, ``best_epoch`` (whose weights were kept; 0 if PCA was),
        ``n_epochs``, ``kept_pca``, ``notes``; ``<part>_error`` (mean reconstruction
        error, in squared units of the model's samples) and ``<part>_share`` (share of
        variance explained, at most 1) for the parts "train", "validation" (held out in
        the fit) and "test", as far as there are such; the same of PCA with as many
        components, after ``pca_``; and ``validation_standard_error``. PCA that was
        kept is of all samples, but its validation error is that of PCA without those
        held out. Of a fit that failed ``value``, ``run`` and ``failed``, the reason.
    suggestions : list of Suggestion
        ``rule``, ``value`` and ``text``, one sentence. Empty for "random_state" and
        "validation_fraction", each of whose values holds out other samples.
    dimensions : dict
        Estimates of the intrinsic dimension of the training samples.
    notes : list of str
        What is to be known of all fits.
    """

    parameter: str
    rows: list[Row]
    suggestions: list[Suggestion]
    dimensions: Mapping[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, parameter: str, rows: list[Row], X: Samples, notes: list[str]
    ) -> "SweepResult":
        """Return the result of rows; ``X`` are the training samples."""
        dimensions = intrinsic_dimensions(X) if parameter == SIZE else {}
        has_held_out = any("validation_error" in row for row in rows)
        part = "validation" if has_held_out else "train"
        if parameter in (SEED, HELD_OUT):
            return cls(
                parameter, rows, [], dimensions, [*notes, *spread(parameter, rows)]
            )
        found = suggestions(parameter, rows, part, dimensions)
        return cls(parameter, rows, found, dimensions, notes)

    @property
    def parts(self) -> list[str]:
        """The parts of the data that have errors."""
        return [part for part in WORDS if any(f"{part}_error" in r for r in self.rows)]

    def to_json(self) -> dict[str, Any]:
        """Return all numbers as plain values."""
        return {
            "parameter": self.parameter,
            "rows": self.rows,
            "suggestions": [each._asdict() for each in self.suggestions],
            "intrinsic_dimensions": dict(self.dimensions),
            "notes": self.notes,
        }

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text: errors, and shares of variance in brackets.

        PCA's error is that on test samples, else on held-out or on training samples.
        """
        parts = self.parts
        beside = parts[-1] if parts else "train"
        header = ["size" if self.parameter == SIZE else self.parameter]
        header += [WORDS[part] for part in parts]
        header += [f"PCA, {WORDS[beside]}", "best epoch", "time"]
        return header, [_texts(row, parts, beside) for row in self.rows]

    def lines(self) -> list[str]:
        """Return suggestions, failures and notes as sentences.

        A note that several fits have is one sentence.
        """
        lines = [each.text for each in self.suggestions]
        lines += [f"Note: {note}" for note in self.notes]
        values: dict[str, list[str]] = {}
        for row in self.rows:
            for note in [row["failed"]] if "failed" in row else row["notes"]:
                values.setdefault(note, []).append(value_text(row["value"]))
        for note, of in values.items():
            lines.append(f"Note, {self.parameter} {', '.join(of)}: {note}")
        return lines

    def save(
        self,
        folder: Path,
        settings: Mapping[str, Any],
        image_shape: Sequence[int] | None = None,
    ) -> None:
        """Write table and pictures to the folder of the sweep."""
        content = {"settings": settings, **self.to_json()}
        write_bytes(folder / TABLE, json_bytes(content))
        write_bytes(folder / CSV_TABLE, self._csv())
        fitted = [row for row in self.rows if "failed" not in row]
        if all(isinstance(row["value"], int | float) for row in fitted):
            fitted.sort(key=lambda row: float(row["value"]))
        names = [row["value"] for row in fitted]
        if self.parameter != SIZE:
            names = [value_text(name) for name in names]
        errors = {
            WORDS[p]: [row.get(f"{p}_error") for row in fitted] for p in self.parts
        }
        beside = self.parts[-1]
        figure = error_curves(
            names,
            errors,
            {
                f"PCA, {WORDS[beside]}": [
                    row.get(f"pca_{beside}_error") for row in fitted
                ]
            },
            {each.rule: each.value for each in self.suggestions[1:]},
            name="size of the code" if self.parameter == SIZE else self.parameter,
        )
        save_figure(figure, folder / CURVES)
        if image_shape is not None:
            rows = self._reconstructions(folder, fitted)
            save_figure(
                rows_of_images(rows, tuple(image_shape)), folder / RECONSTRUCTIONS
            )

    def _csv(self) -> bytes:
        """Return the numbers of all rows as CSV."""
        left_out = ("value", "notes")
        return record_bytes(
            [
                {self.parameter: value_text(row["value"])}
                | {key: value for key, value in row.items() if key not in left_out}
                for row in self.rows
            ]
        )

    def _reconstructions(self, folder: Path, fitted: list[Row]) -> dict[str, Any]:
        """Return the samples stored in the runs, and their reconstructions by name."""
        last = len(fitted) - 1
        places = np.unique(np.linspace(0, last, MAX_SIZES_SHOWN).round().astype(int))
        rows: dict[str, Any] = {}
        for row in (fitted[place] for place in places):
            samples = load_run(folder / row["run"]).samples
            rows.setdefault("original", samples["X"])
            name = value_text(row["value"])
            if self.parameter == SIZE:
                name = counted(row["value"], "component")
            rows[name] = samples["X_hat"][-1]
        return rows


def _texts(row: Row, parts: list[str], beside: str) -> list[str]:
    """Return the cells of a row."""
    name = value_text(row["value"])
    if "failed" in row:
        return [name, *["failed"] * len(parts), "–", "–", "–"]
    errors = [_cell(row, f"{part}_") for part in parts]
    epoch = f"{row['best_epoch']} of {row['n_epochs']}"
    pca = _cell(row, f"pca_{beside}_")
    return [name, *errors, pca, epoch, duration(row["seconds"])]


def _cell(row: Row, prefix: str) -> str:
    """Return an error and its share of variance as text."""
    error, share = row.get(f"{prefix}error"), row.get(f"{prefix}share")
    if error is None:
        return "–"
    percent = "" if share is None else f" ({100 * share + 0.0:.1f} %)"
    return f"{error:#.4g}".rstrip(".") + percent
