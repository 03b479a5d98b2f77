"""``autoencode recommend``: recommend items to users by a saved recommender."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.options import text_options
from autoencode.cli.verbs import PART

if TYPE_CHECKING:
    from autoencode.cli.interactions import Users

USERS_AT_ONCE = 4096
N_REASONS = 3  # items of a user that speak most for another


@click.command("recommend")
@click.argument("run")
@click.argument("users", required=False)
@click.option(
    "-n",
    "--number",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Items for each user.",
)
@click.option(
    "--explain", is_flag=True, help="Add the items of the user that speak most for it."
)
@click.option(
    "--out", required=True, help="File to write: .csv, .tsv, .parquet; - for CSV."
)
@PART
@text_options
def recommend_command(
    run: str, users: str | None, number: int, explain: bool, out: str, part: str
) -> None:
    """Recommend items to USERS, who need not be among those of the fit.

    RUN is a folder made by 'autoencode fit --model item_recommender'. USERS is a table
    of their interactions with the same columns as in the fit, or a data set; without
    it, the data of the fit. Items that a user has are never recommended.

    \b
    Example:
        autoencode recommend runs/ratings new-users.csv -n 5 --out recommended.csv
    """
    from autoencode.cli.interactions import read_users
    from autoencode.cli.results import check_not_data
    from autoencode.cli.runs import load_with
    from autoencode.data.writers import check_output, write_blocks
    from autoencode.errors import InvalidParameterError

    loaded = load_with(run, "score_items", "recommend items")
    check_output(out, columns=True)
    users = users or loaded.input.get("data")
    if users is None or users == "-":
        raise InvalidParameterError(
            f"The data that {run} was fitted to is not a file: give USERS."
        )
    check_not_data(out, users)
    found = read_users(users, loaded, part)
    counts: dict[str, int] = {"rows": 0, "popular": 0}
    write_blocks(out, _blocks(loaded.model, found, number, explain, counts))
    n_users, n_popular = found.X.shape[0], counts["popular"]
    if n_popular:
        click.echo(
            f"{n_popular:,} of {n_users:,} users like none of the items: the most "
            f"popular ones are recommended to them.",
            err=True,
        )
    place = "standard output" if out == "-" else out
    click.echo(
        f"Wrote {counts['rows']:,} recommendations to {n_users:,} users to {place}.",
        err=True,
    )


def _blocks(
    model: Any, users: Users, number: int, explain: bool, counts: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Yield the columns of the result for some users at a time, and count rows."""
    import numpy as np

    names = np.asarray(model.item_ids_)
    ids = np.arange(users.X.shape[0]) if users.ids is None else users.ids
    for start in range(0, users.X.shape[0], USERS_AT_ONCE):
        rows = slice(start, start + USERS_AT_ONCE)
        X, seen = users.X[rows], None if users.seen is None else users.seen[rows]
        found = model.recommend(X, number, seen=seen)
        user, place = np.nonzero(found.items >= 0)
        items = found.items[user, place]
        is_popular = found.by_popularity[user]
        columns = {
            users.id_name: ids[rows][user],
            "rank": place + 1,
            "item": names[items],
            "score": found.scores[user, place],
            "reason": np.where(is_popular, "popular", "liked items"),
        }
        if explain:
            columns["because"] = _reasons(model, X, found.items, names)[user, place]
        counts["rows"] += len(user)
        counts["popular"] += int(found.by_popularity.sum())
        yield columns


def _reasons(model: Any, X: Any, items: Any, names: Any) -> Any:
    """Return the items that speak most for each recommended one, as texts."""
    import numpy as np
    from scipy import sparse

    rows = sparse.csr_array(X)
    texts = np.full(items.shape, "", dtype=object)
    for user in range(len(items)):
        known = items[user] >= 0
        own, found = model.contributions(rows[[user]], items[user][known])
        order = np.argsort(-found, axis=0, kind="stable")[:N_REASONS]
        for place, best in zip(np.flatnonzero(known), order.T, strict=True):
            positive = best[found[best, place] > 0]
            texts[user, place] = "; ".join(str(names[own[i]]) for i in positive)
    return texts
