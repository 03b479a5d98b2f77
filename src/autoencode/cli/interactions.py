"""Interactions on the command line: fitting to them, and reading users for a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from autoencode.cli import pairs
from autoencode.cli.facts import data_name
from autoencode.errors import InvalidDataError, InvalidParameterError

if TYPE_CHECKING:
    from autoencode.arrays import Array
    from autoencode.data.dataset import Dataset
    from autoencode.data.interactions import Interactions
    from autoencode.storage import Run

WITH_RATINGS = ("movielens-100k", "movielens-1m")
# Options of a table, by the name of the parameter.
OPTIONS = ("user", "item", "rating", "time", "min_rating", "by_time")


@dataclass(frozen=True)
class Users:
    """Users to recommend items to: sparse matrices of shape (n_users, n_items)."""

    X: Any  # the items that users like
    seen: Any  # all that they have; None if those are the same
    ids: Array | None
    id_name: str


def read_for_fit(
    data: str, test: str | None, columns: Mapping[str, Any], given: Mapping[str, Any]
) -> Dataset:
    """Return the users to train on and to test on, and report what was merged.

    Raises
    ------
    InvalidParameterError
        For options that interactions do not have.
    """
    from autoencode.data import DATASETS, parts
    from autoencode.data.dataset import Dataset

    if data in DATASETS:
        parts.refuse_for_named(data, {**columns, **given, "test": test})
        return _named(data)
    if not parts.is_table(data):
        pairs.refuse_for_matrix(data, given, OPTIONS)
        return parts.read_numbers(data, test, columns)
    pairs.refuse_for_pairs(columns, "interactions")
    text = pairs.text_options(columns)
    part = parts.test_part(test)
    if given.get("by_time"):
        _check_by_time(given, part)
    found = _read(data, given, text).with_likes()
    pairs.report(found.notes)
    dataset = Dataset(
        name=data_name(data.removesuffix(".gz")),
        X=found.X,
        ids=found.user_ids,
        id_name=pairs.columns_of(given).user,
        item_ids=found.item_ids,
        source=data,
    )
    if isinstance(part, float) and given.get("by_time"):
        return _split_by_time(dataset, found, part)
    if isinstance(part, float):
        return parts.split(dataset, part, test)
    other = _read(part, given, text, found.item_ids.tolist()).with_likes()
    pairs.report(other.notes)
    return replace(dataset, X_test=other.X, ids_test=other.user_ids)


def _check_by_time(given: Mapping[str, Any], part: float | str) -> None:
    """Raise for options that a split by time cannot do with."""
    if given.get("time") is None:
        raise InvalidParameterError(
            "--by-time needs the column of times: give it with --time."
        )
    if not isinstance(part, float) or part == 0:
        raise InvalidParameterError(
            f"--by-time needs a share of the likes to test on, such as --test 0.2; got "
            f"{part}."
        )


def _split_by_time(dataset: Dataset, found: Interactions, part: float) -> Dataset:
    """Return earlier interactions to train on, and later ones to test on."""
    from autoencode.data.time_split import split_by_time

    parts = split_by_time(found, part)
    pairs.report(parts.notes)
    return replace(
        dataset,
        X=parts.X,
        ids=parts.user_ids,
        X_test=parts.later,
        X_before=parts.before,
        ids_test=parts.later_ids,
    )


def read_users(data: str, run: Run, part: str = "test") -> Users:
    """Read users and their items for a run.

    Raises
    ------
    InvalidDataError
        If they have no items of the run.
    """
    from autoencode.data import DATASETS, parts
    from autoencode.data.movielens import load_with_ratings, seen_by
    from autoencode.data.readers import read_samples

    stored, items = run.input, run.model.item_ids_
    if data in DATASETS:
        if data not in WITH_RATINGS:
            _named(data)  # raises
        named, whole = load_with_ratings(data)
        _check_items(data, named.X.shape[1], len(items))
        X, ids = named.X, named.ids
        if part == "test":
            X, ids = named.X_test, named.ids_test
        return Users(X, seen_by(ids, whole), ids, "user")
    parts.check_place(data)
    if not parts.is_table(data):
        dataset = read_samples(data)
        _check_items(data, dataset.X.shape[1], len(items))
        return Users(dataset.X, None, None, "user")
    given = {name: stored.get(name) for name in OPTIONS}
    found = _read(data, given, pairs.text_options_for_run(stored), items)
    pairs.report(found.notes)
    return Users(found.X, found.seen, found.user_ids, pairs.columns_of(given).user)


def read_for_run(data: str, run: Run, part: str) -> Dataset:
    """Read users as samples for a run; those who like no item are left out.

    Raises
    ------
    InvalidDataError
        If no user likes an item.
    """
    import numpy as np

    from autoencode.data.dataset import Dataset

    users = read_users(data, run, part)
    X, ids = users.X, users.ids
    if hasattr(X, "indptr"):
        rows = np.flatnonzero(np.diff(X.indptr))
        if not len(rows):
            raise InvalidDataError(f"{data}: no user likes an item of the run.")
        X, ids = X[rows], None if ids is None else ids[rows]
    return Dataset(name=data, X=X, ids=ids, id_name=users.id_name, source=data)


def refuse_options(given: Mapping[str, Any]) -> None:
    """Raise for options of interactions with a model that does not take them."""
    option = pairs.first_option(given, OPTIONS)
    if option is not None:
        models = "item_recommender"
        if option != "--min-rating":
            models += " or rating_recommender"
        raise InvalidParameterError(f"{option} is for --model {models}.")


def _named(data: str) -> Dataset:
    """Return a named data set; raise if it is not of interactions."""
    from autoencode.data import load_dataset

    dataset = load_dataset(data)
    if dataset.item_ids is None:
        raise InvalidParameterError(
            f"The data set {data!r} holds no interactions of users with items. Use "
            f"movielens-100k or movielens-1m, or a table."
        )
    return dataset


def _read(
    data: str, given: Mapping[str, Any], text: Mapping[str, Any], items: Any = None
) -> Interactions:
    """Read a table of interactions."""
    from autoencode.data.interactions import MIN_RATING, read_interactions

    min_rating, columns = given.get("min_rating"), pairs.columns_of(given)
    if min_rating is not None and columns.rating is None:
        raise InvalidParameterError(
            "--min-rating needs the column of ratings: give it with --rating."
        )
    return read_interactions(
        data,
        columns,
        min_rating=MIN_RATING if min_rating is None else min_rating,
        item_ids=items,
        **text,
    )


def _check_items(data: str, n_found: int, n_items: int) -> None:
    if n_found != n_items:
        raise InvalidDataError(
            f"{data} has {n_found:,} items, but the model was trained on {n_items:,}. "
            f"Give data with the same items."
        )
