"""Scores of the columns of a mixed table, decoded or imputed."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from autoencode.arrays import Array
from autoencode.data.column_numbers import as_numbers
from autoencode.data.mixed import TableTransformer
from autoencode.data.schema import (
    NUMBER_TYPES,
    SECONDS,
    Column,
    as_frame,
    category_keys,
)


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
    score, simple = (float(each.mean()) for each in cell_scores(column, truth, guess))
    if column.type not in NUMBER_TYPES:
        return ColumnScore(column.name, "accuracy", score, simple, len(truth))
    values, guesses = as_numbers(truth, column), as_numbers(guess, column)
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


def cell_scores(column: Column, truth: Any, guess: Any) -> tuple[Array, Array]:
    """Return the scores of cells, and those of the baseline; their mean is a column's.

    Of a category 1 if it is right, else 0; of a number 1 minus the squared error, in
    units of the variance.
    """
    if column.type not in NUMBER_TYPES:
        keys, guessed = category_keys(truth, column), category_keys(guess, column)
        most_frequent = next(iter(column.values or {}))
        right, simple = (np.asarray(keys == each) for each in (guessed, most_frequent))
        return right.astype(np.float64), simple.astype(np.float64)
    values, guesses = as_numbers(truth, column), as_numbers(guess, column)
    variance = np.square(values - values.mean()).mean() or 1.0
    score, simple = (
        1 - np.square(values - each) / variance for each in (guesses, column.mean)
    )
    return score, simple


def scores_of_columns(
    table: TableTransformer,
    reconstruct: Callable[[Any], Any],
    X: Any,
    hidden: float,
    seed: int | None,
) -> list[ColumnScore]:
    """Return the scores of the columns of reconstructed rows: `cells_of_columns`."""
    cells = cells_of_columns(table, reconstruct, X, hidden, seed)
    return [score_column(*each) for each in cells]


def cells_of_columns(
    table: TableTransformer,
    reconstruct: Callable[[Any], Any],
    X: Any,
    hidden: float,
    seed: int | None,
) -> Iterator[tuple[Column, Any, Any]]:
    """Yield each column with its true values, and those of reconstructed rows.

    Of hidden cells, if ``hidden`` is above 0: they are a fraction of all cells, which
    ``reconstruct`` gets as missing ones.
    """
    frame = table.like_fitted(X).reset_index(drop=True)
    is_hidden = np.random.default_rng(seed).random(frame.shape) < hidden
    guesses, _ = as_frame(reconstruct(frame.mask(is_hidden)))
    is_evaluated = frame.notna().to_numpy() & (is_hidden | (hidden == 0))
    for index, column in enumerate(table.columns_):
        rows = is_evaluated[:, index]
        if rows.any():
            truth, guess = (each[column.name][rows] for each in (frame, guesses))
            yield column, truth, guess
