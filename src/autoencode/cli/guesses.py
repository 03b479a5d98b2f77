"""Columns of a table that ``autoencode fit`` leaves out, and how it reads others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset


def with_guesses(
    data: str, dataset: Dataset, columns: dict[str, Any], types: dict[str, Any]
) -> Dataset:
    """Return a data set without useless columns, and add what was found out.

    ``columns["drop"]`` gets the columns left out, and ``types`` the types of others.

    Raises
    ------
    InvalidParameterError
        If a column of ``types`` is not there.

    InvalidDataError
        If no column is left.
    """
    from autoencode.data.parts import is_table

    if hasattr(dataset.X, "iloc"):
        return _of_frame(data, dataset, columns, types)
    if dataset.feature_names is None or not is_table(data):
        return dataset
    return _of_numbers(data, dataset, columns, types)


def _of_frame(
    data: str, dataset: Dataset, columns: dict[str, Any], types: dict[str, Any]
) -> Dataset:
    from autoencode.cli.options import TEXT_OPTIONS
    from autoencode.data.column_guesses import guess_columns
    from autoencode.data.frames import rows_in
    from autoencode.data.parts import is_table
    from autoencode.errors import InvalidDataError

    given = {name for names in types.values() for name in names}
    parts = [part for part in (dataset.X, dataset.X_test) if part is not None]
    known = {}
    if is_table(data):
        text = {name: columns.get(name) for name in TEXT_OPTIONS}
        known = {"row_of": rows_in(data, **text)}
    guesses = guess_columns(parts, given, _advice(columns), **known)
    for line in guesses.lines:
        click.echo(line, err=True)
    if not len(guesses.parts[0].columns):
        raise InvalidDataError(
            f"{dataset.name} has no column of numbers, dates or categories to learn "
            f"from. Use one that was left out: --numeric, --categorical or --dates."
        )
    types["numeric"] = (*types["numeric"], *guesses.numeric)
    types["dates"] = {**types["dates"], **guesses.dates}
    columns["drop"] = (*columns["drop"], *guesses.left_out)
    X, X_test = [*guesses.parts, None][:2]
    return replace(dataset, X=X, X_test=X_test, feature_names=tuple(map(str, X)))


def _advice(columns: dict[str, Any]) -> str:
    """Return how to keep a column; {0} is its name, {1} the option for its type."""
    uses = "{1} {0} uses it."
    if columns.get("id_column") is not None:  # another one would replace it
        return f" {uses}"
    return f" --id {{0}} keeps it beside the results, {uses}"


def _of_numbers(
    data: str, dataset: Dataset, columns: dict[str, Any], types: dict[str, Any]
) -> Dataset:
    """Leave out columns of numbers that identify rows, unless --numeric names them."""
    import numpy as np

    from autoencode.data.column_guesses import identifying_columns
    from autoencode.errors import InvalidParameterError, listed, unknown_name

    names = [str(name) for name in dataset.feature_names or ()]
    for name in types["numeric"]:
        if name not in names:
            raise InvalidParameterError(unknown_name("--numeric", name, names))
    found = identifying_columns(dataset.X, names, types["numeric"])
    types["numeric"] = ()
    if not found or len(found) == len(names):
        return dataset
    click.echo(
        f"Columns left out, since they identify rows: {listed(found)}."
        f"{_advice(columns).format(found[0], '--numeric')}",
        err=True,
    )
    columns["drop"] = (*columns["drop"], *found)
    kept = np.array([number for number, name in enumerate(names) if name not in found])
    X, X_test = dataset.X[:, kept], dataset.X_test
    return replace(
        dataset,
        X=X,
        X_test=None if X_test is None else X_test[:, kept],
        feature_names=tuple(names[number] for number in kept),
    )
