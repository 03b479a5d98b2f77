"""Recommendation of items to users, by the items that they like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, clone
from sklearn.utils.validation import check_is_fitted

from autoencode.arguments import check_numbers
from autoencode.arrays import Array, Samples
from autoencode.constructors import NamedParameters
from autoencode.errors import InvalidDataError
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_samples
from autoencode.models.setup import draw_seed
from autoencode.params import (
    check_params,
    choice,
    instance,
    number,
    random_source,
)
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.item_scores import (
    SCORES_AT_ONCE,
    check_method,
    contributions_of,
    default_autoencoder,
    ease_weights,
    liked_items,
    n_sampled,
    scores_of,
)
from autoencode.tasks.rating_inputs import index_ids, plain_ids
from autoencode.tasks.recommendations import (
    Explanation,
    Recommendations,
    ranked,
    user_blocks,
)
from autoencode.tasks.recommender_evaluation import fold_in, ndcg_of

METHODS = ("variational", "denoising", "ease", "popularity")
MIN_USERS = 2  # to fit
OF_IDS = (
    "X has a row for each user and a column for each item. It is made of lists of ids "
    "by liked = Interactions.of(users, items), of autoencode.data.interactions; then "
    "fit(liked.X, item_ids=liked.item_ids)."
)


@dataclass(kw_only=True, eq=False, repr=False)
class ItemRecommender(NamedParameters, BaseEstimator):
    """Recommend items to users, by the items that they and others like.

    An autoencoder learns to guess the items of a user from some of them; what it
    expects of items that the user does not have are the scores of these [1]_. Users
    need not be among those of the fit. Feedback is implicit: an item is liked, or
    nothing is known.

    *When to use which method.* "ease" has no codes, is fitted in one step, and is often
    the best on up to some 20,000 items, of which it stores a square matrix [2]_.
    "variational" and "denoising" need memory for each item only. "popularity"
    recommends the same to everyone: what all others must exceed.

    Parameters
    ----------
    method : str, default="variational"
        "variational" or "denoising", an autoencoder (Mult-VAE and Mult-DAE [1]_);
        "ease", the linear autoencoder in closed form [2]_; or "popularity".

    autoencoder : autoencoder or None, default=None
        Autoencoder to train with the first two methods. None is one of the method with
        a hidden layer of 600 units and half of the items hidden in training.

    n_components : int, default=200
        Size of a code; at least 1. An ``autoencoder`` has its own.

    n_sampled_items : int, "auto" or None, default="auto"
        Number of items that a training step scores, besides those of its users: drawn
        for each batch, liked ones more often [3]_. None scores all, "auto" 8,192 of
        more than 20,000. For dense networks with the loss "poisson", as by default.

    ridge_weight : float or "auto", default="auto"
        Regularization of "ease"; above 0. "auto" is a quarter of the number of users,
        from 1 to 500.

    random_state : int, RandomState or None, default=None
        Seed of the autoencoder.

    verbose : int, default=0
        1 or True shows progress on standard error.

    Attributes
    ----------
    autoencoder_ : autoencoder or None
        The fitted autoencoder; None with the last two methods.

    item_weights_ : array of shape (n_items, n_items), float32, or None
        With "ease", what each item (row) adds to the score of each other (column).

    popularity_ : array of shape (n_items,), float32
        Share of each item in all interactions of the fit; 0 for items that nobody
        likes, which are not recommended.

    item_ids_ : list
        Ids of the items, as they were given to `fit`.

    n_features_in_, feature_names_in_
        Number of items; names of the columns, if any.

    References
    ----------
    .. [1] D. Liang, R. G. Krishnan, M. D. Hoffman, T. Jebara. "Variational autoencoders
       for collaborative filtering". WWW, 2018.
    .. [2] H. Steck. "Embarrassingly shallow autoencoders for sparse data". WWW, 2019.
    .. [3] G. Blanc, S. Rendle. "Adaptive sampled softmax with kernel based sampling".
       ICML, 2018: sampled softmax, and what other drawing does.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import ItemRecommender
    >>> X = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    >>> recommender = ItemRecommender(method="ease", ridge_weight=1.0).fit(X)
    >>> recommender.recommend([[1, 0, 0, 0]], n=1).items
    array([[1]])
    """

    method: str = choice("variational", METHODS)
    autoencoder: Any = instance(None, BaseAutoencoder)
    n_components: int = number(200, whole=True, at_least=1)
    n_sampled_items: int | str | None = number(
        "auto", whole=True, at_least=2, auto=True, optional=True
    )
    ridge_weight: float | str = number("auto", above=0, auto=True)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    @atomic_fit
    def fit(
        self, X: Any, y: object = None, *, item_ids: Sequence[Any] | None = None
    ) -> Self:
        """Learn which items go together.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            Above 0 where a user likes an item, else 0. How much above does not matter.
            `autoencode.data.interactions.Interactions.of` makes it of lists of ids.

        y : object, default=None
            Ignored.

        item_ids : sequence of length n_items or None, default=None
            Ids of the items. None uses the columns of a data frame, if they hold
            different texts or numbers, else the numbers of columns.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training: a parameter is invalid, a value is negative or NaN, or
            there are fewer than 2 users.

        TooLittleMemoryError
            If there are too many items for "ease".

        TrainingDivergedError
            If the loss became infinite or NaN.
        """
        check_params(self)
        check_method(self.method, self.autoencoder)
        likes = liked_items(self._samples(X, reset=True))
        self.item_ids_ = self._ids(item_ids, getattr(X, "columns", None))
        counts = np.asarray(likes.sum(axis=0), dtype=np.float64).ravel()
        self.popularity_ = (counts / max(1, counts.sum())).astype(np.float32)
        self.item_weights_: Any = None
        self.autoencoder_: Any = None
        if self.method == "ease":
            self.item_weights_ = ease_weights(likes, self.ridge_weight)
        elif self.method != "popularity":
            teaching = np.flatnonzero(np.diff(likes.indptr))  # others teach nothing
            if MIN_USERS <= len(teaching) < likes.shape[0]:
                likes = likes[teaching]
            network = self._network(likes.shape[0])
            network._n_sampled_outputs = n_sampled(self.n_sampled_items, likes.shape[1])
            self.autoencoder_ = network.fit(likes)
        return self

    def score_items(self, X: Any) -> Array:
        """Return the scores of all items, also of those that users have.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            As in `fit`: the items of users, who may be new.

        Returns
        -------
        array of shape (n_users, n_items), float32
            Higher is better. Of an autoencoder, for each item its expected share of the
            items of the user, times the mean number of items of users in `fit`; of a
            user without items, and with "popularity", ``popularity_``.
        """
        likes = self._likes(X)
        scores = np.empty(likes.shape, np.float32)
        for rows in self._blocks(likes.shape[0]):
            scores[rows] = scores_of(self, likes[rows])
        return scores

    def recommend(self, X: Any, n: int = 10, *, seen: Any = None) -> Recommendations:
        """Return the items with the highest scores that users do not have.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            As in `fit`: the items of users, who may be new. For a user without items
            the most popular ones are recommended.

        n : int, default=10
            Number of items for each user; at least 1.

        seen : array or sparse matrix of shape (n_users, n_items) or None, default=None
            Above 0 for further items not to recommend, such as those that users have
            and do not like.

        Returns
        -------
        Recommendations
            ``items``, the numbers of their columns; ``scores``; and ``by_popularity``,
            the users without items. Of equal scores the first item is first. Items that
            nobody liked in the fit are not recommended.
        """
        likes = self._likes(X)
        check_numbers(n=n)
        more = None if seen is None else self._likes(seen)
        if more is not None and more.shape[0] != likes.shape[0]:
            raise InvalidDataError(
                f"seen must have a row for each of the {likes.shape[0]} users; got "
                f"{more.shape[0]}."
            )
        return ranked(
            partial(scores_of, self),
            self._blocks(likes.shape[0]),
            likes,
            [likes] if more is None else [likes, more],
            self.popularity_ == 0,
            n,
        )

    def explain(self, X: Any, item: int, n: int = 5) -> Explanation:
        """Return the items of a user that speak most for an item.

        Parameters
        ----------
        X : array or sparse matrix of shape (1, n_items)
            The items of one user.

        item : int
            Number of the item to explain.

        n : int, default=5
            Number of items to return; fewer if the user has fewer.

        Returns
        -------
        Explanation
            The items, and how much the score is lower if one of them is left out, in
            decreasing order. With "popularity" all are 0.
        """
        likes = self._likes(X)
        check_numbers(n=n)
        check_numbers(at_least=0, item=item)
        if likes.shape[0] != 1:
            raise InvalidDataError(
                f"X must have one row, the items of one user; got {likes.shape[0]}."
            )
        if item >= likes.shape[1]:
            raise InvalidDataError(
                f"item must be from 0 to {likes.shape[1] - 1}, a column; got {item}."
            )
        own, found = self.contributions(likes, np.array([item]))
        order = np.argsort(-found[:, 0], kind="stable")[:n]
        return Explanation(own[order], found[order, 0])

    def contributions(
        self, likes: sparse.csr_array, items: Array
    ) -> tuple[Array, Array]:
        """Return the items of one user, and what each adds to the scores of others.

        Parameters
        ----------
        likes : csr_array of shape (1, n_items)
            1 for the items of the user.

        items : array of shape (n,)
            Numbers of the items that are scored.

        Returns
        -------
        own : array of shape (n_own,), int64
        contributions : array of shape (n_own, n), float32
        """
        return contributions_of(self, likes, items)

    def score(self, X: Any, y: object = None) -> float:
        """Return the NDCG@100 of a fifth of the items of each user, which is hidden.

        The others are what the recommender knows of the user. Used by the model
        selection of scikit-learn.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            As in `fit`; users who were not in the fit, with at least 2 items.

        y : object, default=None
            Ignored.

        Returns
        -------
        float
            In [0, 1].
        """
        known, hidden, _ = fold_in(self._likes(X))
        return float(ndcg_of(self, known, hidden).mean())

    def _likes(self, X: Any) -> sparse.csr_array:
        check_is_fitted(self)
        return liked_items(self._samples(X, reset=False))

    def _samples(self, X: Any, reset: bool) -> Samples:
        return check_samples(
            self,
            X,
            reset=reset,
            at_least=MIN_USERS if reset else 1,
            if_missing="Write 0 where a user does not have an item: fillna(0).",
            if_text=OF_IDS,
        )

    def _ids(self, item_ids: Any, columns: Any) -> list[Any]:
        """Return the ids of the items, as they are or as plain numbers."""
        n_items: int = self.n_features_in_
        names = getattr(self, "feature_names_in_", index_ids(columns, n_items))
        return plain_ids(item_ids, names, n_items, "item")

    def _network(self, n_users: int) -> Any:
        """Return the unfitted autoencoder."""
        model = self.autoencoder or self._default_autoencoder(n_users)
        seed = draw_seed(self.random_state)
        return clone(model).set_params(random_state=seed, verbose=self.verbose)

    def _default_autoencoder(self, n_samples: int) -> Any:
        """Return the unfitted autoencoder for a number of users if none is given."""
        return default_autoencoder(self.method, self.n_components, n_samples)

    def _blocks(self, n_users: int) -> Iterator[slice]:
        return user_blocks(n_users, self.n_features_in_, SCORES_AT_ONCE)

    def _check_loaded(self) -> None:
        """Raise ValueError for an invalid loaded state."""
        n_items, weights = self.n_features_in_, self.item_weights_
        if self.popularity_.shape != (n_items,) or len(self.item_ids_) != n_items:
            raise ValueError(f"popularity_ and item_ids_ must have {n_items} items")
        if weights is not None and weights.shape != (n_items, n_items):
            raise ValueError(f"item_weights_ must be of shape {(n_items, n_items)}")
        inner = self.autoencoder_
        if inner is not None and inner.n_features_in_ != n_items:
            raise ValueError("its parts have different numbers of items")

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags
