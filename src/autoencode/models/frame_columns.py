"""Columns of data frames, before they become an array: names, and dates."""

from typing import Any

from autoencode.errors import InvalidDataError

OF_DATES = "Drop them, or use {}, which takes dates."


def column_names(X: Any) -> list[str] | None:
    """Return the names of the columns of a data frame, or of a table of pyarrow."""
    names = getattr(X, "column_names", None)
    names = getattr(X, "columns", None) if names is None else names
    return None if names is None else [str(name) for name in names]


def refuse_repeated_names(X: Any) -> None:
    """Raise InvalidDataError for a data frame with two columns of one name.

    Not all versions of scikit-learn do.
    """
    seen = set()
    for name in column_names(X) or []:
        if name in seen:
            raise InvalidDataError(f"X has two columns named {name!r}. Rename one.")
        seen.add(name)


def refuse_dates(X: Any, table: str) -> None:
    """Raise InvalidDataError for dates in a frame of polars, which would be numbers.

    Beside columns of numbers polars converts them: to days, or to microseconds.
    ``table`` names the estimator that takes dates.
    """
    if type(X).__name__ == "LazyFrame":
        raise InvalidDataError(
            "X must be a data frame; got a LazyFrame. Use .collect()."
        )
    schema: Any = getattr(X, "schema", None)
    if not callable(getattr(schema, "items", None)):
        return
    for column, (name, own) in enumerate(schema.items()):
        is_temporal = getattr(own, "is_temporal", None)
        if callable(is_temporal) and is_temporal():
            raise InvalidDataError(
                f"X must be numeric; got dates or times in column {column} "
                f"({str(name)!r}). {OF_DATES.format(table)}"
            )
