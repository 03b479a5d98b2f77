"""Which code size to choose: knee, one standard error, and intrinsic dimension.

Each rule gives a size and one sentence that explains it. They answer different
questions, so they may differ.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from autoencode.sweeps.settings import SIZE, value_text

SEED, HELD_OUT = "random_state", "validation_fraction"
TINY = 1e-300
# Share of the variance; an error below it is the rounding of float32 numbers.
ROUNDING = 1e-10


class Suggestion(NamedTuple):
    """A value of the parameter: ``rule`` is its name, ``text`` one sentence."""

    rule: str
    value: Any
    text: str


def knee(sizes: Sequence[float], errors: Sequence[float]) -> int | None:
    """Return the index of the point farthest below the chord, in log error.

    The chord joins the first and the last point. None with fewer than three points, or
    if no point is below the chord.

    Parameters
    ----------
    sizes : sequence of float
        Increasing.

    errors : sequence of float of the same length
        At least 0.

    Examples
    --------
    >>> knee([1, 2, 3, 4, 5], [16, 4, 1, 0.9, 0.8])
    2
    """
    if len(sizes) < 3:
        return None
    x = np.asarray(sizes, float)
    y = np.log(np.maximum(np.asarray(errors, float), TINY))
    chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
    below = chord - y
    best = int(np.argmax(below))
    return best if below[best] > 1e-9 * max(1.0, float(np.abs(y).max())) else None


def within_one_standard_error(
    errors: Sequence[float], standard_errors: Sequence[float]
) -> int:
    """Return the first index whose error is at most the lowest plus its standard error.

    The rule of Breiman et al. (1984), "Classification and regression trees", section
    3.4.3: of models that cannot be told apart, the simplest.

    Examples
    --------
    >>> within_one_standard_error([9.0, 5.2, 5.1, 5.0], [0.3, 0.3, 0.3, 0.3])
    1
    """
    best = int(np.argmin(errors))
    limit = errors[best] + standard_errors[best]
    return next(i for i, error in enumerate(errors) if error <= limit)


def suggestions(
    parameter: str,
    rows: Sequence[Mapping[str, Any]],
    part: str,
    dimensions: Mapping[str, float],
) -> list[Suggestion]:
    """Return what the rules say about a table.

    Parameters
    ----------
    parameter : str
        All rules apply to "n_components"; to others only the lowest error.

    rows : list of dict
        Those of the table.

    part : str
        Whose errors are compared: "validation", or "train" if nothing is held out.

    dimensions : dict
        Those of `intrinsic_dimensions`.
    """
    rows = [row for row in rows if row.get(f"{part}_error") is not None]
    if not rows:
        return []
    if parameter == SIZE:
        rows = sorted(rows, key=lambda row: float(row["value"]))
    errors = _errors(rows, part)
    word = "held-out" if part == "validation" else "training"
    best = rows[int(np.argmin(errors))]
    lowest = f"{min(errors):.4g}" if min(errors) > 0 else "0 apart from rounding"
    name = value_text(best["value"])
    found = [
        Suggestion(
            "lowest error",
            best["value"],
            f"Lowest {word} error: {name}, with {lowest}.",
        )
    ]
    if parameter != SIZE:
        return found
    found += _knee(rows, errors, word)
    found += _one_standard_error(rows, part, errors, lowest)
    return found + _intrinsic(dimensions)


def spread(parameter: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return sentences about values that hold out other samples each.

    Of seeds they say the mean and the standard deviation of the errors.
    """
    if parameter == HELD_OUT:
        return [
            "Each fit holds out another number of samples, so that their held-out "
            "errors cannot be compared."
        ]
    words = {"test": "test", "validation": "held-out", "train": "training"}
    for part, word in words.items():
        errors = [row.get(f"{part}_error") for row in rows]
        known = np.array([error for error in errors if error is not None])
        if len(known) > 1:
            return [
                f"The mean {word} error of {len(known)} seeds is {known.mean():.4g}, "
                f"the standard deviation {known.std(ddof=1):.2g}. Each seed holds out "
                f"other samples: the lowest held-out error is no reason to choose one."
            ]
    return []


def _errors(rows: Sequence[Mapping[str, Any]], part: str) -> list[float]:
    """Return the errors, 0 for those of rounding, so that the first of them is best."""
    return [
        0.0
        if 1 - (row.get(f"{part}_share") or 0.0) < ROUNDING
        else row[f"{part}_error"]
        for row in rows
    ]


def _knee(
    rows: Sequence[Mapping[str, Any]], errors: Sequence[float], word: str
) -> list[Suggestion]:
    """Return the knee; sizes without an error are left out, as it has no logarithm."""
    known = [place for place, error in enumerate(errors) if error > 0]
    sizes = [rows[place]["value"] for place in known]
    place = knee(sizes, [errors[place] for place in known])
    if place is None:
        return []
    text = (
        f"Knee: {sizes[place]}, where the logarithm of the {word} error is farthest "
        f"below the straight line from size {sizes[0]} to size {sizes[-1]}; beyond it "
        f"the error falls more slowly."
    )
    return [Suggestion("knee", sizes[place], text)]


def _one_standard_error(
    rows: Sequence[Mapping[str, Any]], part: str, errors: Sequence[float], lowest: str
) -> list[Suggestion]:
    spreads = [row.get(f"{part}_standard_error") for row in rows]
    known = [spread for spread in spreads if spread is not None]
    if len(known) < len(spreads):
        return []
    size = rows[within_one_standard_error(errors, known)]["value"]
    lowest_at = int(np.argmin(errors))
    best, spread = rows[lowest_at]["value"], known[lowest_at]
    text = (
        f"One standard error: {size}, the smallest size whose held-out error is within "
        f"one standard error ({spread:.2g}) of the lowest ({lowest}, size {best})."
    )
    return [Suggestion("one standard error", size, text)]


def _intrinsic(dimensions: Mapping[str, float]) -> list[Suggestion]:
    if not dimensions:
        return []
    values = ", ".join(f"{value:.1f} by {name}" for name, value in dimensions.items())
    size = max(1, round(float(np.mean(list(dimensions.values())))))
    text = (
        f"Intrinsic dimension: {size} ({values}), estimated from distances between "
        f"neighbouring samples. A code needs about as many numbers."
    )
    return [Suggestion("intrinsic dimension", size, text)]
