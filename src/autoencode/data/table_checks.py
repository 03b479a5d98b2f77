"""Checks of mixed tables: what is asked of their columns, and whether these are there.

Functions on a `TableTransformer`, kept out of `mixed.py` so that each can be read on
its own.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from autoencode.data.schema import as_frame
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    did_you_mean,
    listed,
    warn,
)

SCALES = ("standard", "quantile")
TOLD = ("categorical", "numeric", "dates")  # parameters that name columns


def check_parameters(transformer: Any) -> None:
    """Raise InvalidParameterError for parameters that cannot be."""
    if transformer.scale not in SCALES:
        raise InvalidParameterError(
            f"scale must be one of {listed(SCALES)}; got {transformer.scale!r}."
        )
    for option in TOLD:
        names = getattr(transformer, option)
        if isinstance(names, str):
            raise InvalidParameterError(
                f"{option} must be a list of names; got {names!r}."
            )
    formats = transformer.dates
    if isinstance(formats, Mapping) and not all(
        isinstance(form, str) for form in formats.values()
    ):
        raise InvalidParameterError(
            f"dates must be a list of names, or a mapping of names to formats such as "
            f"'%d.%m.%Y'; got {formats!r}."
        )
    most = transformer.max_categories
    if not isinstance(most, int | np.integer) or most < 2:
        raise InvalidParameterError(
            f"max_categories must be a whole number of at least 2; got {most!r}."
        )


def check_named(transformer: Any, frame: Any) -> None:
    """Raise for names that are given twice, or are no column's."""
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise InvalidDataError(f"X has two columns named {twice!r}. Rename one.")
    for first, second in combinations(TOLD, 2):
        both = set(getattr(transformer, first)) & set(getattr(transformer, second))
        if both:
            raise InvalidParameterError(
                f"{first} and {second} both name {listed(sorted(both))}. Give one."
            )
    for option in TOLD:
        for name in getattr(transformer, option):
            if name not in frame.columns:
                hint = did_you_mean(str(name), [str(each) for each in frame.columns])
                raise InvalidParameterError(
                    f"{option} names {name!r}, which is no column of X.{hint}"
                )


def columns_of_fit(X: Any, names: list[Any], kind: str) -> Any:
    """Return a table with the columns of a fit, in their order, as pandas has it.

    Raises
    ------
    InvalidDataError
        If one is missing, or there is no row. Others are left out, with a warning.
    """
    frame, is_named = as_frame(X)[0], hasattr(X, "columns")
    if not len(frame):
        raise InvalidDataError(
            f"X has 0 sample(s) (shape={frame.shape}) while a minimum of 1 is required."
        )
    if frame.columns.has_duplicates:
        raise InvalidDataError("X has two columns of one name. Rename one.")
    if not is_named and len(frame.columns) != len(names):
        raise InvalidDataError(
            f"X has {len(frame.columns)} features, but {kind} is expecting "
            f"{len(names)} features as input."
        )
    if not is_named:
        frame = frame.set_axis(names, axis=1)
    missing = [name for name in names if name not in set(frame.columns)]
    extra = [name for name in frame.columns if name not in set(names)]
    if missing:
        hint = did_you_mean(str(missing[0]), [str(name) for name in extra])
        raise InvalidDataError(
            f"X lacks {len(missing)} of the {len(names)} columns of the fit: "
            f"{listed(missing)}.{hint}"
        )
    if extra:
        warn(f"X has columns that were not in the fit: {listed(extra)}; left out.")
    return frame[names]
