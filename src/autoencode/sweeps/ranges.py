"""The parameters that a search varies, and their ranges."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from sklearn.base import clone

from autoencode.errors import InvalidParameterError, unknown_name
from autoencode.params import check_params
from autoencode.sweeps.settings import SIZE, without_numpy

HIDDEN = "hidden_layer_sizes"
WIDTH, DEPTH = "width", "depth"  # of the hidden layers: each is half of the last
MAX_DEPTH = 20


class Range(NamedTuple):
    """Values from ``low`` to ``high``, both included."""

    low: float
    high: float
    is_whole: bool = False
    is_log: bool = False

    def suggested(self, trial: Any, name: str) -> Any:
        """Return the value of a trial of optuna."""
        suggest = trial.suggest_int if self.is_whole else trial.suggest_float
        return suggest(name, self.low, self.high, log=self.is_log)


RANGES = {
    "learning_rate": Range(1e-4, 1e-2, is_log=True),
    "weight_decay": Range(1e-4, 0.3, is_log=True),
    "dropout": Range(0.0, 0.3),
    WIDTH: Range(32, 1024, is_whole=True, is_log=True),
    DEPTH: Range(1, 3, is_whole=True),
}
SIZES = Range(1, 1, is_whole=True)


def checked_ranges(
    model: Any, given: Mapping[str, tuple[float, float]] | None
) -> dict[str, Range]:
    """Return the ranges of a search, by parameter.

    Parameters
    ----------
    model : estimator
        Parameters that it does not have are left out.

    given : mapping from str to (low, high), or None
        None stands for `RANGES`.

    Raises
    ------
    InvalidParameterError
        If a parameter cannot be searched, a range is empty, or its ends are not valid
        for the model.
    """
    has = set(model.get_params(deep=False))
    if HIDDEN in has:
        has |= {WIDTH, DEPTH}
    known = {n: r for n, r in (RANGES | {SIZE: SIZES}).items() if n in has}
    if given is None:
        return {name: found for name, found in known.items() if name != SIZE}
    ranges = {}
    for name, ends in given.items():
        if name not in known:
            raise InvalidParameterError(unknown_name("Range of", name, known))
        ranges[name] = _checked(model, name, known[name], ends)
    if not ranges:
        raise InvalidParameterError("ranges is empty; give at least one parameter.")
    return ranges


def _checked(model: Any, name: str, usual: Range, ends: Any) -> Range:
    """Return a range with the ends given."""
    low, high = _two_numbers(name, usual, ends)
    if low > high:
        raise InvalidParameterError(
            f"The range of {name} must be two numbers, the smaller one first; got "
            f"{ends!r}."
        )
    if low == high:
        raise InvalidParameterError(
            f"The range of {name} has a single value, {low}. Leave it out, and set "
            f"{HIDDEN if name in (WIDTH, DEPTH) else name}."
        )
    if usual.is_log and low <= 0:
        raise InvalidParameterError(
            f"The range of {name} must be above 0, as its scale is logarithmic; got "
            f"{ends!r}."
        )
    found = usual._replace(low=low, high=high)
    for end in (low, high):
        if name == DEPTH:
            _check_depth(end)
            continue
        tried = {HIDDEN: (end,)} if name == WIDTH else {name: end}
        check_params(clone(model).set_params(**tried))
    return found


def _two_numbers(name: str, usual: Range, ends: Any) -> tuple[float, float]:
    """Return two numbers, whole ones as int."""
    try:
        low, high = (without_numpy(end) for end in ends)
        if usual.is_whole:
            wholes = int(low), int(high)
            is_valid = wholes == (low, high)
            low, high = wholes
        else:
            is_valid = math.isfinite(low) and math.isfinite(high)
    except (TypeError, ValueError, OverflowError):
        is_valid = False
    if not is_valid:
        kind = "whole numbers" if usual.is_whole else "numbers"
        raise InvalidParameterError(
            f"The range of {name} must be two {kind}; got {ends!r}."
        )
    return low, high


def _check_depth(depth: float) -> None:
    if not 0 <= depth <= MAX_DEPTH:
        raise InvalidParameterError(
            f"depth must be at least 0 and at most {MAX_DEPTH}; got {depth}."
        )


def suggested(trial: Any, ranges: Mapping[str, Range], model: Any) -> dict[str, Any]:
    """Return the parameters of a trial, as the model takes them."""
    values = {name: each.suggested(trial, name) for name, each in ranges.items()}
    return as_parameters(values, model)


def as_parameters(values: Mapping[str, Any], model: Any) -> dict[str, Any]:
    """Return parameters, with widths of hidden layers instead of width and depth.

    Each layer has half the units of the one before it. A search of one of the two takes
    the other from the model, or else two layers, the first of 256 units.
    """
    parameters = dict(values)
    if WIDTH in values or DEPTH in values:
        sizes = tuple(getattr(model, HIDDEN) or (256, 128))
        width = parameters.pop(WIDTH, sizes[0])
        depth = parameters.pop(DEPTH, len(sizes))
        parameters[HIDDEN] = tuple(max(width >> layer, 1) for layer in range(depth))
    return parameters
