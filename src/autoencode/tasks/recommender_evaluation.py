"""Evaluation of recommendations: items that are hidden are to be found.

Either of users who were not in the fit (strong generalization, Liang et al., 2018): of
each four fifths of the items are given, and the others are to be found. Or of users of
the fit, by what they like later: the items before a time are given. Beside a
recommender stand EASE, the linear autoencoder, and popularity.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
from scipy import sparse
from sklearn.base import clone

from autoencode.arrays import Array, standard_error, subsample
from autoencode.errors import InvalidDataError, TooLittleMemoryError
from autoencode.files import json_value
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.item_scores import liked_items
from autoencode.tasks.ranking import average_precision, hits, ndcg, recall

HIDDEN_SHARE, MIN_ITEMS = 0.2, 5
MAX_USERS = 10_000  # of more, so many are drawn
MAX_EASE_ITEMS = 20_000  # of more, EASE is left out: it needs a square matrix
N_RANKED = 100
MEASURES: dict[str, Callable[[Array, Array], Array]] = {
    "NDCG@100": lambda found, n: ndcg(found, n, 100),
    "recall@20": lambda found, n: recall(found, n, 20),
    "recall@50": lambda found, n: recall(found, n, 50),
    "MAP@100": lambda found, n: average_precision(found, n, 100),
}
N_SHOWN = 20  # recommendations to a user, of which coverage and novelty are


def least_items(n_own: Array) -> int:
    """Return how many items a user needs to be evaluated: 5, or 2 if all have fewer."""
    return MIN_ITEMS if n_own.max(initial=0) >= MIN_ITEMS else 2


def fold_in(
    likes: sparse.csr_array, seed: int = 0
) -> tuple[sparse.csr_array, sparse.csr_array, Array]:
    """Return the items of users in two parts: given, and hidden.

    A random fifth of the items of each user is hidden, at least one. Users with fewer
    than 5 items are left out; or, if all have fewer, those with a single one.

    Parameters
    ----------
    likes : csr_array of shape (n_users, n_items)
        1 for the items of users.

    seed : int, default=0
        Seed of the draws.

    Returns
    -------
    known, hidden : csr_array of shape (n_kept, n_items)
    rows : array of shape (n_kept,)
        The users that are kept.

    Raises
    ------
    InvalidDataError
        If no user has two items.
    """
    n_own = np.diff(likes.indptr)
    rows = np.flatnonzero(n_own >= least_items(n_own))
    if not len(rows):
        raise InvalidDataError(
            "No user has two items, of which one could be hidden to evaluate the "
            "recommendations. Give users with more items."
        )
    rng, kept = np.random.default_rng(seed), likes[rows]
    n_own = np.diff(kept.indptr)
    n_hidden = np.maximum(1, (HIDDEN_SHARE * n_own).astype(np.int64))
    # Of the items of each user in random order, the first ones are hidden.
    users = np.repeat(np.arange(len(rows)), n_own)
    order = np.lexsort((rng.random(kept.nnz), users))
    place = np.arange(kept.nnz) - kept.indptr[users]
    is_hidden = place < n_hidden[users]
    items = kept.indices[order]
    parts = [_matrix(users[m], items[m], kept.shape) for m in (~is_hidden, is_hidden)]
    return parts[0], parts[1], rows


def _matrix(users: Array, items: Array, shape: tuple[int, int]) -> sparse.csr_array:
    ones = np.ones(len(users), np.float32)
    return sparse.csr_array((ones, (users, items)), shape=shape)


def ndcg_of(
    recommender: Any, known: sparse.csr_array, hidden: sparse.csr_array
) -> Array:
    """Return the NDCG@100 of a recommender for each user, (n_users,)."""
    found = hits(recommender.recommend(known, N_RANKED).items, hidden)
    return ndcg(found, np.diff(hidden.indptr), N_RANKED)


@dataclass(frozen=True)
class RecommenderEvaluation(PrintedEvaluation):
    """Quality of recommendations, by method.

    Attributes
    ----------
    means : dict of str to dict of str to float
        By method, the recommender first, the mean of each measure over users:
        "NDCG@100", "recall@20", "recall@50", "MAP@100"; "novelty", the mean of minus
        log2 of the share of a recommended item in all interactions, in bits; and
        "coverage", the share of the items that is recommended to a user. The last two
        are of 20 recommendations to each user.

    errors : dict of str to dict of str to float
        Standard errors of the same means, NaN of one user; coverage has none.

    difference, difference_error : float
        Mean over users of the NDCG@100 minus that of EASE, and its standard error; NaN
        if EASE is left out, or the method.

    n_users, n_items : int
        Number of users that are evaluated, and of items.

    task : str
        What is ranked: the start of the heading, with places for both numbers.

    notes : list of str
        How the numbers were computed, as sentences.

    above_popularity, above_popularity_error : float
        Mean over users of the NDCG@100 minus that of popularity, and its standard
        error; NaN of popularity itself.
    """

    means: dict[str, dict[str, float]]
    errors: dict[str, dict[str, float]]
    difference: float
    difference_error: float
    n_users: int
    n_items: int
    task: str
    notes: list[str] = field(default_factory=list)
    above_popularity: float = np.nan
    above_popularity_error: float = np.nan
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, recommender: Any, train: Any, X: Any) -> Self:
        """Evaluate a fitted `ItemRecommender` beside EASE and popularity.

        Parameters
        ----------
        recommender : ItemRecommender
            Fitted.

        train : array or sparse matrix of shape (n_users, n_items) or None
            Interactions of the fit, to which EASE is fitted; None leaves EASE out.

        X : array or sparse matrix of shape (n_test_users, n_items) or None
            Items of users that were not in the fit; of more than 10,000 so many are
            drawn. None evaluates the users of the fit, and says so.

        Raises
        ------
        InvalidDataError
            If no user has two items.
        """
        notes = []
        if X is None:
            X = train
            notes.append(
                "These are users of the fit, which favours the methods that learn most "
                "by heart: keep some out, with --test."
            )
        likes = liked_items(X)
        known, hidden, rows = fold_in(likes)
        n_left_out = X.shape[0] - len(rows)
        if n_left_out:
            least = least_items(np.diff(likes.indptr))
            notes.append(
                f"Users with fewer than {least} items are left out: {n_left_out:,}."
            )
        if len(rows) > MAX_USERS:
            drawn = subsample(len(rows), MAX_USERS, 0)
            known, hidden = known[drawn], hidden[drawn]
        task = (
            "A fifth of the items of {} users is hidden, and ranked among {} items by"
        )
        return cls._of(recommender, train, known, hidden, task, notes)

    @classmethod
    def of_later(cls, recommender: Any, train: Any, before: Any, later: Any) -> Self:
        """Evaluate a fitted `ItemRecommender` by what users like later.

        Parameters
        ----------
        recommender : ItemRecommender
            Fitted to interactions before a time.

        train : array or sparse matrix of shape (n_users, n_items) or None
            Interactions of the fit, to which EASE is fitted; None leaves EASE out.

        before, later : array or sparse matrix of shape (n_test_users, n_items)
            Items of users before and after the time, such as those of
            `autoencode.data.time_split.split_by_time`; each user has some of both. Of
            more than 10,000 users so many are drawn.

        Raises
        ------
        InvalidDataError
            If a user has no later item, other than those before.
        """
        known, hidden = liked_items(before), liked_items(later)
        hidden = sparse.csr_array(hidden - hidden.multiply(known))
        hidden.eliminate_zeros()  # of items that are not recommended again
        without = np.flatnonzero(np.diff(hidden.indptr) == 0)
        if len(without):
            raise InvalidDataError(
                f"later must have an item for each user; row {without[0]} has none. "
                f"Leave such users out."
            )
        drawn = subsample(known.shape[0], MAX_USERS, 0)
        known, hidden = known[drawn], hidden[drawn]
        task = "The later items of {} users are ranked among {} items by"
        return cls._of(recommender, train, known, hidden, task, [])

    @classmethod
    def _of(
        cls,
        recommender: Any,
        train: Any,
        known: sparse.csr_array,
        hidden: sparse.csr_array,
        task: str,
        notes: list[str],
    ) -> Self:
        """Return the quality of the methods at finding hidden items by known ones."""
        methods = _methods(recommender, train, notes)
        found = {name: _measured(each, known, hidden) for name, each in methods.items()}
        n_users = known.shape[0]
        gain, popular = (_gain(found, name) for name in ("EASE", "popularity"))
        means, errors = {}, {}
        for name, (values, coverage) in found.items():
            both = {measure: _mean(each) for measure, each in values.items()}
            means[name] = {key: mean for key, (mean, _) in both.items()}
            means[name]["coverage"] = coverage
            errors[name] = {key: error for key, (_, error) in both.items()}
        n_items = known.shape[1]
        return cls(means, errors, *gain, n_users, n_items, task, notes, *popular)

    @property
    def heading(self) -> str:
        """What is measured."""
        task = self.task.format(f"{self.n_users:,}", f"{self.n_items:,}")
        return (
            f"{task} the other items of the user; ± standard error. Coverage (share of "
            f"the items) and novelty (bits) are of {N_SHOWN} recommendations each."
        )

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        measures = list(next(iter(self.means.values())))
        rows = []
        for name, means in self.means.items():
            cells = []
            for measure in measures:
                digits = 2 if measure == "novelty" else 3
                error = self.errors[name].get(measure)
                is_known = error is not None and np.isfinite(error)
                more = f" ± {error:.{digits}f}" if is_known else ""
                cells.append(f"{means[measure]:.{digits}f}{more}")
            rows.append([name, *cells])
        return ["method", *measures], rows

    def verdict(self) -> str:
        """Return one sentence: the quality of the methods, and which is better."""
        parts = [f"{name} {m['NDCG@100']:.3f}" for name, m in self.means.items()]
        text = f"NDCG@100: {', '.join(parts)}.{self._beside_popularity()}"
        if not np.isfinite(self.difference):
            return text
        gain, error = self.difference, self.difference_error
        name = next(iter(self.means))
        if not abs(gain) > 2 * error:  # also of one user, without a standard error
            return f"{text} The difference between {name} and EASE is within the noise."
        word = "better" if gain > 0 else "worse"
        return f"{text} {name} is {word} than EASE by {abs(gain):.3f} ± {error:.3f}."

    @property
    def exceeds_popularity(self) -> bool:
        """Whether the recommender is better than popularity beyond the noise."""
        gain, error = self.above_popularity, self.above_popularity_error
        return bool(np.isnan(gain) or gain > 2 * error)

    def _beside_popularity(self) -> str:
        """Return a sentence if the recommender does not exceed popularity."""
        if self.exceeds_popularity:
            return ""
        gain, error = self.above_popularity, self.above_popularity_error
        name = next(iter(self.means))
        if gain < -2 * error:
            return f" popularity is better than {name} by {-gain:.3f} ± {error:.3f}."
        return f" The difference between {name} and popularity is within the noise."

    def to_json(self) -> dict[str, Any]:
        """Return the measures and the verdict as plain values."""
        is_known = np.isfinite(self.difference) and np.isfinite(self.difference_error)
        return {
            "rows": [],
            "notes": self.notes,
            "verdict": self.verdict(),
            "n_users": self.n_users,
            "n_items": self.n_items,
            "means": self.means,
            "standard_errors": {
                name: {k: v if np.isfinite(v) else None for k, v in errors.items()}
                for name, errors in self.errors.items()
            },
            "difference_from_ease": self.difference if is_known else None,
            "difference_error": self.difference_error if is_known else None,
            "difference_from_popularity": json_value(self.above_popularity),
            "difference_from_popularity_error": json_value(self.above_popularity_error),
        }


def _methods(recommender: Any, train: Any, notes: list[str]) -> Mapping[str, Any]:
    """Return the fitted methods by name: the recommender and the baselines."""
    method = recommender.method
    ease = clone(recommender).set_params(method="ease", autoencoder=None)
    methods = {} if method in ("ease", "popularity") else {method: recommender}
    if method == "ease":
        methods["EASE"] = recommender
    elif train is None:
        notes.append(
            "EASE is left out: the users that it would be fitted to are not given."
        )
    elif train.shape[1] > MAX_EASE_ITEMS:
        notes.append(f"EASE is left out: there are more than {MAX_EASE_ITEMS:,} items.")
    else:
        try:
            methods["EASE"] = ease.fit(train)
        except TooLittleMemoryError:
            notes.append("EASE is left out: there is too little memory.")
    methods["popularity"] = _popular(recommender)
    return methods


def _popular(recommender: Any) -> Any:
    """Return a recommender of the most popular items of another one's fit."""
    made = clone(recommender).set_params(method="popularity", autoencoder=None)
    vars(made).update({k: v for k, v in vars(recommender).items() if k[-1] == "_"})
    made.item_weights_ = made.autoencoder_ = None
    return made


def _measured(
    recommender: Any, known: sparse.csr_array, hidden: sparse.csr_array
) -> tuple[dict[str, Array], float]:
    """Return the measures of each user, and the coverage."""
    ranking = recommender.recommend(known, N_RANKED).items
    found, n_hidden = hits(ranking, hidden), np.diff(hidden.indptr)
    values = {name: of(found, n_hidden) for name, of in MEASURES.items()}
    shown = ranking[:, :N_SHOWN]
    share = recommender.popularity_[np.maximum(shown, 0)].astype(np.float64)
    bits = np.where(shown >= 0, -np.log2(np.where(share > 0, share, 1)), np.nan)
    n_shown = np.maximum(1, (shown >= 0).sum(axis=1))
    values["novelty"] = np.nansum(bits, axis=1) / n_shown
    coverage = len(np.unique(shown[shown >= 0])) / known.shape[1]
    return values, coverage


def _gain(
    found: Mapping[str, tuple[dict[str, Array], float]], name: str
) -> tuple[float, float]:
    """Return the mean NDCG@100 of the first method minus that of another, and error."""
    first = next(iter(found.values()))
    if name not in found or found[name] is first:
        return np.nan, np.nan
    return _mean(first[0]["NDCG@100"] - found[name][0]["NDCG@100"])


def _mean(values: Array) -> tuple[float, float]:
    """Return the mean over users and its standard error."""
    return float(values.mean()), standard_error(values)
