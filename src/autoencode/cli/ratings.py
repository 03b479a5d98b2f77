"""Ratings on the command line: fitting to them, reading and predicting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli import pairs
from autoencode.cli.facts import data_name
from autoencode.errors import InvalidDataError, InvalidParameterError

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.data.interactions import InteractionColumns
    from autoencode.data.ratings import Ratings
    from autoencode.storage import Run

NAMED_TEST = 0.1  # share of a named data set's ratings, as in publications
ROLES = ("user", "item", "rating", "time")


def read_for_fit(
    data: str, test: str | None, columns: Mapping[str, Any], given: Mapping[str, Any]
) -> Dataset:
    """Return ratings to train on and to test on, and report what was merged.

    With a column of times the latest ratings are the test part; else random ones.

    Raises
    ------
    InvalidParameterError
        For options that ratings do not have.
    """
    from autoencode.data import DATASETS, parts
    from autoencode.data.movielens_ratings import load_ratings
    from autoencode.data.ratings import read_ratings

    if data in DATASETS:
        parts.refuse_for_named(data, {**columns, **given, "test": test})
        return _split(data, replace(load_ratings(data), times=None), NAMED_TEST)
    if given.get("min_rating") is not None:
        raise InvalidParameterError(
            "--min-rating is for --model item_recommender. Remove it."
        )
    part = parts.test_part(test)
    if not parts.is_table(data):
        return _read_matrix(data, part, given)
    pairs.refuse_for_pairs(columns, "ratings")
    text = pairs.text_options(columns)
    found = read_ratings(data, _columns(given), **text)
    pairs.report(found.notes)
    if isinstance(part, float):
        return _split(data, found, part)
    known: dict[str, Any] = {"user_ids": found.user_ids, "item_ids": found.item_ids}
    other = read_ratings(part, _columns(given), **known, **text)
    pairs.report(other.notes)
    return replace(_dataset(data, found), X_test=other.matrix)


def read_again(data: str, run: Run) -> Dataset:
    """Read the ratings of a fit again, in the same parts to train and to test."""
    given = {role: run.input.get(role) for role in ROLES}
    text = pairs.text_options_for_run(run.input)
    return read_for_fit(data, run.input.get("test"), text, given)


def read_for_run(data: str, run: Run, part: str) -> Dataset:
    """Read ratings to evaluate; users and items of the fit come first.

    Raises
    ------
    InvalidDataError
        If no user or no item is known.
    """
    from autoencode.data import DATASETS, parts
    from autoencode.data.movielens_ratings import load_ratings
    from autoencode.data.ratings import read_ratings
    from autoencode.data.readers import read_samples

    model = run.model
    if data in DATASETS:
        dataset = _split(data, replace(load_ratings(data), times=None), NAMED_TEST)
        shape = (len(model.user_ids_), len(model.item_ids_))
        if dataset.X.shape != shape:
            raise InvalidDataError(
                f"{data} has other users and items than those of the fit. Give a "
                f"table of ratings of {shape[0]:,} users and {shape[1]:,} items."
            )
        return dataset if part == "train" else replace(dataset, X=dataset.X_test)
    parts.check_place(data)
    if not parts.is_table(data):
        return read_samples(data)
    stored, text = run.input, pairs.text_options_for_run(run.input)
    known: dict[str, Any] = {"user_ids": model.user_ids_}
    known["item_ids"] = model.item_ids_
    found = read_ratings(data, _columns(stored), **known, **text)
    pairs.report(found.notes)
    _check_known(data, found, model)
    return _dataset(data, found)


def predicted_pairs(run: Run, data: str) -> dict[str, Any]:
    """Return the columns of a table of pairs with their predicted ratings."""
    from autoencode.data.interactions import numbered, read_columns

    stored, model = run.input, run.model
    columns = _columns(stored)._replace(rating=None, time=None)
    text = pairs.text_options_for_run(stored)
    users, items = read_columns(data, columns, **text)[:2]
    try:
        for role, ids in (("user", users), ("item", items)):
            numbered(ids, role)  # raises where one is missing
    except InvalidDataError as error:
        raise InvalidDataError(f"{data}: {error}") from error
    found, sources = model.predict(users, items, return_source=True)
    n_other = int((sources != "ratings").sum())
    if n_other:
        click.echo(
            f"{n_other:,} of {len(found):,} predictions are means, since the users or "
            f"items have no ratings in the fit: see the column 'source'.",
            err=True,
        )
    return {
        columns.user: users.to_numpy(),
        columns.item: items.to_numpy(),
        "prediction": found,
        "source": sources,
    }


def _columns(given: Mapping[str, Any]) -> InteractionColumns:
    return pairs.columns_of({**given, "rating": given.get("rating") or "rating"})


def _dataset(data: str, ratings: Ratings) -> Dataset:
    from autoencode.data.dataset import Dataset

    return Dataset(
        name=data_name(data.removesuffix(".gz")),
        X=ratings.matrix,
        ids=ratings.user_ids,
        id_name="user",
        item_ids=ratings.item_ids,
        source=data,
    )


def _split(data: str, ratings: Ratings, share: float) -> Dataset:
    """Return ratings in two parts: the latest, or random ones, are the test part."""
    from autoencode.tasks.rating_splits import latest_split, random_split

    dataset = _dataset(data, ratings)
    if share == 0 or ratings.matrix.nnz < 2:
        return dataset
    if ratings.times is None:
        train, test = random_split(ratings.matrix, share)
    else:
        train, test = latest_split(ratings.matrix, ratings.times, share)
        click.echo(
            f"The latest {test.nnz:,} ratings are for testing. Without --time these "
            f"are random ones.",
            err=True,
        )
    return replace(dataset, X=train, X_test=test)


def _read_matrix(data: str, part: float | str, given: Mapping[str, Any]) -> Dataset:
    """Return a matrix of users and items in two parts."""
    import numpy as np
    from scipy import sparse

    from autoencode.data.parts import check_place
    from autoencode.data.readers import read_samples
    from autoencode.tasks.rating_splits import random_split

    pairs.refuse_for_matrix(data, given, ROLES)
    check_place(data)
    dataset = read_samples(data)
    items = np.arange(dataset.X.shape[1])
    whole = replace(dataset, X=sparse.csr_array(dataset.X), item_ids=items)
    if isinstance(part, str):
        return replace(whole, X_test=sparse.csr_array(read_samples(part).X))
    if part == 0:
        return whole
    train, test = random_split(whole.X, part)
    return replace(whole, X=train, X_test=test)


def _check_known(data: str, found: Ratings, model: Any) -> None:
    """Raise InvalidDataError if no user or no item of a table is known."""
    users, items = found.matrix.nonzero()
    for role, used, ids, known, others in (
        ("users", users, found.user_ids, model.user_ids_, model.item_ids_),
        ("items", items, found.item_ids, model.item_ids_, model.user_ids_),
    ):
        if not len(used) or used.min() < len(known):
            continue
        new = [str(each) for each in ids[len(known) :]]
        swapped = set(new) & {str(each) for each in others}
        hint = " Are --user and --item swapped?" if swapped else ""
        raise InvalidDataError(
            f"{data}: none of the {len(new):,} {role} is known, such as {new[0]!r}; "
            f"the model was fitted to {role} such as {known[0]!r}.{hint}"
        )
