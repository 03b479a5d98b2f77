"""An evaluation as text: its table, and numbers as they are printed."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from autoencode.words import aligned_table

PARTS = ("train", "validation", "test")


class PrintedEvaluation:
    """Base of evaluations: ``print`` shows what the command line prints."""

    def __str__(self) -> str:
        return evaluation_text(self)


def evaluation_text(
    evaluation: Any, worded: Callable[[str], str] = str, notes: Sequence[str] = ()
) -> str:
    """Return heading, table, notes (after others) and verdict.

    ``worded`` changes the notes.
    """
    heading = [evaluation.heading, ""] if evaluation.heading else []
    notes = [f"Note: {worded(note)}" for note in (*notes, *evaluation.notes)]
    table = aligned_table(*evaluation.table())
    return "\n".join([*heading, table, "", *notes, evaluation.verdict()])


def text_table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of text for `Evaluation.rows`, or those of `to_json`.

    A cell has the error and the share of variance of a part; missing numbers are
    dashes.
    """
    parts = [part for part in PARTS if f"{part}_error" in rows[0]]
    extra = {"knn_accuracy": "kNN", "trustworthiness": "trust"}
    extra |= {"n_active_units": "active units", "elbo": "ELBO"}
    extra = {key: word for key, word in extra.items() if key in rows[0]}
    header = ["method", "components", *parts, *extra.values()]
    cells = [
        [
            row["method"],
            f"{row['n_components']:,}",
            *(_errors(row[f"{p}_error"], row[f"{p}_share"]) for p in parts),
            *(_cell(key, row[key]) for key in extra),
        ]
        for row in rows
    ]
    return header, cells


def _errors(error: float | None, share: float | None) -> str:
    """Return an error and its share of variance as text."""
    if error is None or share is None:
        return "–"
    percent = round(100 * share, 1) + 0.0  # no minus sign before zero
    return f"{number_text(error)} ({percent:.1f} %)"


def _cell(key: str, value: Any) -> str:
    """Return one number as text."""
    if value is None or math.isnan(value):
        return "–"
    if key == "n_active_units":
        return f"{value:,}"
    if key == "elbo":
        return number_text(value)
    return f"{100 * value:.1f} %" if key == "knn_accuracy" else f"{value:.3f}"


def number_text(value: float) -> str:
    """Return a number as text with three or four significant digits."""
    size = abs(value)
    if value == 0 or not math.isfinite(size):
        return f"{value:g}"
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 1:
        return f"{value:.1f}" if size >= 100 else f"{value:.2f}"
    return f"{value:#.3g}"
