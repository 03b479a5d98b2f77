"""Scores of the columns of a mixed table, decoded or imputed."""

from typing import Any, NamedTuple

import numpy as np

from autoencode.data.column_numbers import as_numbers
from autoencode.data.schema import NUMBER_TYPES, SECONDS, Column, category_keys


class ColumnScore(NamedTuple):
    """Score of a column, and that of a baseline.

    ``measure`` is "accuracy" for categories and booleans, and "variance" (the share
    explained) for numbers and dates. ``simple`` is the score of the most frequent
    category, or of the mean. ``median_error`` is the median absolute error of numbers,
    and ``median_deviation`` that from their median; ``unit`` is "seconds" for dates and
    durations.
    """

    column: Any
    measure: str
    score: float
    simple: float
    n_cells: int  # evaluated
    median_error: float | None = None
    median_deviation: float | None = None
    unit: str = ""


def score_column(column: Column, truth: Any, guess: Any) -> ColumnScore:
    """Return the score of guesses, and of the baseline.

    ``truth`` and ``guess`` are columns of a data frame without missing cells.
    """
    if column.type not in NUMBER_TYPES:
        keys, guessed = category_keys(truth, column), category_keys(guess, column)
        most_frequent = next(iter(column.values or {}))
        score, simple = (float(np.mean(keys == e)) for e in (guessed, most_frequent))
        return ColumnScore(column.name, "accuracy", score, simple, len(truth))
    values, guesses = as_numbers(truth, column), as_numbers(guess, column)
    variance = np.square(values - values.mean()).mean() or 1.0
    score, simple = (
        float(1 - np.square(values - each).mean() / variance)
        for each in (guesses, column.mean)
    )
    return ColumnScore(
        column=column.name,
        measure="variance",
        score=score,
        simple=simple,
        n_cells=len(truth),
        median_error=float(np.median(np.abs(values - guesses))),
        median_deviation=float(np.median(np.abs(values - np.median(values)))),
        unit=SECONDS if column.type == "date" else column.unit,
    )
