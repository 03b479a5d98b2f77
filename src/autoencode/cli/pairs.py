"""What interactions and ratings share: tables of users and items, and their options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.options import TEXT_OPTIONS, given_text_options, option_names
from autoencode.errors import InvalidParameterError

if TYPE_CHECKING:
    from autoencode.data.interactions import InteractionColumns

# Of other tables, by the names of parameters.
NOT_OF_PAIRS = ("label", "id_column", "drop", "image_size", "grey")


def first_option(given: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Return the first of some options that was given, if any."""
    wanted = (option_names(name)[0] for name in names if given.get(name) is not None)
    return next(wanted, None)


def columns_of(given: Mapping[str, Any]) -> InteractionColumns:
    """Return the names of the columns that were given; others have their defaults."""
    from autoencode.data.interactions import InteractionColumns

    names = {name: given.get(name) for name in InteractionColumns._fields}
    return InteractionColumns(**{k: v for k, v in names.items() if v is not None})


def text_options(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a text file of a fit is read."""
    return {name: given.get(name) for name in TEXT_OPTIONS}


def text_options_for_run(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a text file for a run is read: as that of its fit, if not given."""
    return text_options(stored) | given_text_options()


def refuse_for_pairs(columns: Mapping[str, Any], kind: str) -> None:
    """Raise InvalidParameterError for options that tables of pairs do not have."""
    wrong = [name for name in NOT_OF_PAIRS if columns.get(name)]
    if wrong:
        raise InvalidParameterError(
            f"{option_names(wrong[0])[0]} is not for {kind}. Remove it."
        )


def refuse_for_matrix(
    data: str, given: Mapping[str, Any], names: Sequence[str]
) -> None:
    """Raise InvalidParameterError for names of columns if the data are a matrix."""
    option = first_option(given, names)
    if option is not None:
        raise InvalidParameterError(
            f"{option} is for tables with named columns; {data} is a matrix of users "
            f"and items. Remove the option."
        )


def report(notes: Sequence[str]) -> None:
    """Print what was merged or left out of a table."""
    for note in notes:
        click.echo(note, err=True)
