"""Prediction of the ratings that users would give to items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from autoencode.arguments import check_numbers
from autoencode.arrays import Array
from autoencode.constructors import NamedParameters
from autoencode.errors import InvalidDataError
from autoencode.models.checks import check_samples
from autoencode.models.setup import draw_seed
from autoencode.params import check_params, choice, number, random_source
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.rating_factors import RatingFactors, check_state, fit_factors
from autoencode.tasks.rating_inputs import (
    check_levels,
    check_within,
    given_ratings,
    index_ids,
    numbers_of,
    plain_ids,
    range_of,
    refuse_duplicates,
)
from autoencode.tasks.rating_means import Means, rows_of
from autoencode.tasks.rating_networks import Training, ridge_weight_of
from autoencode.tasks.rating_predictions import SOURCES, factors_of, of_pairs, of_users
from autoencode.tasks.rating_splits import random_split
from autoencode.tasks.recommendations import ranked, user_blocks

METHODS = ("item", "user", "both", "rbm", "baseline")
MIN_USERS = 2  # to fit
HIDDEN_SHARE = 0.2  # of ratings, for `score`
SCORES_AT_ONCE = 2**22  # of users times items


class RatedItems(NamedTuple):
    """Items with the highest predicted ratings: arrays of shape (n_users, n)."""

    items: Array  # numbers of items, int64; -1 where there are no more
    ratings: Array  # predicted, float32; NaN where there are no more items


@dataclass(kw_only=True, eq=False, repr=False)
class RatingRecommender(NamedParameters, BaseEstimator):
    """Predict the ratings that users would give to items, by those that they gave.

    An autoencoder reconstructs the ratings of an item by all users, or of a user of all
    items, and is trained on the ratings that exist alone (AutoRec [1]_). Its input is
    what remains of a rating after the means of its user and its item.

    *When to use which method.* "item" has had the lowest errors on MovieLens; "user"
    and "rbm" encode new users, and are for comparison with publications. "baseline" is
    what all others must exceed: the means. For feedback without ratings, and to choose
    what to show, use `ItemRecommender`: a high predicted rating does not mean that a
    user would choose an item.

    Parameters
    ----------
    method : str, default="item"
        "item" or "user", an autoencoder of items or of users [1]_; "both", the mean of
        the two; "rbm", a restricted Boltzmann machine of users with a softmax unit for
        each rating [2]_; or "baseline", regularized means of users and items [3]_.

    n_components : int, default=500
        Number of hidden units; at least 1.

    ridge_weight : float or "auto", default="auto"
        Regularization of networks: the loss, a sum over ratings, plus half of it times
        the sum of all squared weights; at least 0. More if ratings are predicted worse
        than the baseline does. "auto" depends on the number of ratings and the method.

    dropout : float in [0, 1), default=0.5
        Share of the ratings that is left out of an autoencoder's input in training.

    max_epochs : int, default=25
        Passes over the ratings, of each network.

    learning_rate : float, default=0.004
        Step size of Adam at the start; it decreases to 0.

    rating_range : (float, float) or None, default=None
        The lowest and the highest rating. Others are refused, by all methods and in an
        evaluation, and predictions are limited to it. None is the range of the ratings
        in `fit`, outside which ratings of others may be.

    random_state : int, RandomState or None, default=None
        Seed of the weights and of the order of samples.

    verbose : int, default=0
        1 or True shows progress on standard error.

    Attributes
    ----------
    mean_ : float
        Mean of all ratings.

    user_means_, item_means_ : array of shape (n_users,) or (n_items,), float32
        What the baseline adds to the mean for each user and item.

    user_counts_, item_counts_ : array of shape (n_users,) or (n_items,), int64
        Number of ratings of each in `fit`.

    user_factors_, item_factors_, encoder_weights_, encoder_bias_, levels_ : array
        Codes and weights of the networks, or None: see
        `autoencode.tasks.rating_factors.RatingFactors`.

    rating_range_ : list of float
        The lowest and the highest rating.

    ridge_weight_ : float
        The regularization used.

    user_ids_, item_ids_ : list
        Ids, as they were given to `fit`.

    history_ : list of dict
        Loss of each epoch: the mean over samples of the squared errors.

    n_features_in_, feature_names_in_
        Number of items; names of the columns, if any.

    References
    ----------
    .. [1] S. Sedhain, A. K. Menon, S. Sanner, L. Xie. "AutoRec: autoencoders meet
       collaborative filtering". WWW, 2015.
    .. [2] R. Salakhutdinov, A. Mnih, G. Hinton. "Restricted Boltzmann machines for
       collaborative filtering". ICML, 2007.
    .. [3] Y. Koren. "Factor in the neighbors: scalable and accurate collaborative
       filtering". ACM TKDD, 2010.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import RatingRecommender
    >>> X = np.array([[5, 4, 1], [4, 0, 2], [2, 1, 5], [0, 2, 4]])
    >>> recommender = RatingRecommender(method="baseline").fit(
    ...     X, user_ids=["ann", "bob", "cem", "dana"], item_ids=["tea", "milk", "rum"]
    ... )
    >>> recommender.predict(["bob", "dana"], ["milk", "tea"]).round(1)
    array([2.7, 3.3], dtype=float32)
    """

    method: str = choice("item", METHODS)
    n_components: int = number(500, whole=True, at_least=1)
    ridge_weight: float | str = number("auto", at_least=0, auto=True)
    dropout: float = number(0.5, at_least=0, below=1)
    max_epochs: int = number(25, whole=True, at_least=1)
    learning_rate: float = number(0.004, above=0)
    rating_range: tuple[float, float] | None = number(None, several=True, optional=True)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    @atomic_fit
    def fit(
        self,
        X: Any,
        y: object = None,
        *,
        user_ids: Sequence[Any] | None = None,
        item_ids: Sequence[Any] | None = None,
    ) -> Self:
        """Learn from ratings.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            Ratings; 0 is no rating, also where a sparse matrix stores it. If 0 is a
            rating, add 1 to all of them. One for each user and item.

        y : object, default=None
            Ignored.

        user_ids, item_ids : sequence of length n_users or n_items, or None
            Ids. None uses the index and the columns of a data frame of pandas, if they
            hold different texts or numbers; else the numbers of rows and columns.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training: a parameter is invalid, a value is NaN or outside
            ``rating_range``, a pair has several ratings, there are no ratings, or
            fewer than 2 users.

        TrainingDivergedError
            If the loss became infinite or NaN.
        """
        check_params(self)
        ratings = self._matrix(X, reset=True)
        n_users, n_items = ratings.shape
        rows, columns = (getattr(X, name, None) for name in ("index", "columns"))
        names = getattr(self, "feature_names_in_", index_ids(columns, n_items))
        users = plain_ids(user_ids, index_ids(rows, n_users), n_users, "user")
        items = plain_ids(item_ids, names, n_items, "item")
        self.rating_range_ = range_of(ratings, self.rating_range, users, items)
        if self.method == "rbm":
            check_levels(ratings)
        self.user_ids_, self.item_ids_ = users, items
        self.user_counts_ = np.diff(ratings.indptr).astype(np.int64)
        self.item_counts_ = np.bincount(ratings.indices, minlength=n_items)
        self.ridge_weight_ = ridge_weight_of(self.ridge_weight, self.method, ratings)
        means = Means.of(ratings)
        self.mean_, self.user_means_, self.item_means_ = means
        found: Any = None, []
        if self.method != "baseline":
            found = fit_factors(self.method, ratings, means, self._training())
        factors, self.history_ = found
        self._keep(factors)
        return self

    def predict(
        self, users: Any, items: Any = None, *, return_source: bool = False
    ) -> Any:
        """Return predicted ratings, of pairs or of all items.

        Parameters
        ----------
        users : sequence of length n, or array or sparse matrix
            Ids of users, of the types given to `fit`. Without ``items``, the ratings of
            users who may be new, shape (n_users, n_items), as in `fit`.

        items : sequence of length n or None, default=None
            Ids of items, one for each of ``users``. None predicts the ratings of all
            items.

        return_source : bool, default=False
            Whether to also return what each prediction of a pair rests on.

        Returns
        -------
        predictions : array of shape (n,) or (n_users, n_items), float32
            In ``rating_range_``.

        sources : array of shape (n,), str
            If ``return_source``: "ratings", of the user and of the item; "item mean",
            if the user has no ratings in `fit`; "user mean", if the item has none; or
            "mean", if neither has.
        """
        check_is_fitted(self)
        if items is None:
            if return_source:
                raise InvalidDataError("return_source=True needs ids of items, too.")
            return of_users(self, self._ratings(users))
        u, i = numbers_of(users, self.user_ids_), numbers_of(items, self.item_ids_)
        if len(u) != len(i):
            raise InvalidDataError(
                f"users and items must have the same length; got {len(u)} and {len(i)}."
            )
        found, sources = self.predict_numbers(u, i)
        return (found, np.array(SOURCES)[sources]) if return_source else found

    def predict_numbers(self, users: Array, items: Array) -> tuple[Array, Array]:
        """Return predicted ratings of pairs of row and column numbers.

        Parameters
        ----------
        users, items : array of shape (n,), int
            Numbers of rows and columns in `fit`; -1 for those that are not known.

        Returns
        -------
        predictions : array of shape (n,), float32
        sources : array of shape (n,), int64
            Places in `SOURCES`.
        """
        return of_pairs(self, users, items)

    def recommend(self, X: Any, n: int = 10) -> RatedItems:
        """Return the items with the highest predicted ratings that users did not rate.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            Ratings of users, who may be new, as in `fit`.

        n : int, default=10
            Number of items for each user; at least 1.

        Returns
        -------
        RatedItems
            ``items``, the numbers of their columns, and ``ratings``. Items without a
            rating in `fit` are not recommended.
        """
        ratings = self._ratings(X)
        check_numbers(n=n)
        blocks, is_unknown = self._blocks(ratings.shape[0]), self.item_counts_ == 0
        found = ranked(
            partial(of_users, self), blocks, ratings, [ratings], is_unknown, n
        )
        return RatedItems(found.items, found.scores)

    def score(self, X: Any, y: object = None) -> float:
        """Return minus the root mean squared error of a fifth of the ratings.

        These are random ones; users are known by their others alone, as if they were
        new. Used by the model selection of scikit-learn.

        Parameters
        ----------
        X : array or sparse matrix of shape (n_users, n_items)
            As in `fit`; users who were not in the fit.

        y : object, default=None
            Ignored.

        Returns
        -------
        float
            At most 0.
        """
        known, hidden = random_split(self._ratings(X), HIDDEN_SHARE)
        total = 0.0
        for rows in self._blocks(hidden.shape[0]):
            part = hidden[rows]
            found = of_users(self, known[rows])[rows_of(part), part.indices]
            total += float(np.square(found - part.data).sum())
        return -float(np.sqrt(total / hidden.nnz))

    def _ratings(self, X: Any) -> sparse.csr_array:
        """Return the ratings of users who may be new, in the range that was given."""
        check_is_fitted(self)
        ratings = self._matrix(X, reset=False)
        if self.rating_range is not None:
            check_within(ratings, self.rating_range, (), self.item_ids_)
        return ratings

    def _matrix(self, X: Any, reset: bool) -> sparse.csr_array:
        refuse_duplicates(X)  # before they are added up
        at_least = MIN_USERS if reset else 1
        way = "Write 0 where a user did not rate an item: fillna(0)."
        return given_ratings(
            check_samples(self, X, reset=reset, at_least=at_least, if_missing=way)
        )

    def _blocks(self, n_users: int) -> Iterator[slice]:
        return user_blocks(n_users, self.n_features_in_, SCORES_AT_ONCE)

    def _keep(self, factors: RatingFactors | None) -> None:
        """Set the attributes that predictions are computed from."""
        parts: Any = factors or (None,) * len(RatingFactors._fields)
        self.user_factors_, self.item_factors_, *others = parts
        self.encoder_weights_, self.encoder_bias_, self.levels_ = others

    def _training(self) -> Training:
        return Training(
            n_hidden=self.n_components,
            ridge_weight=self.ridge_weight_,
            dropout=self.dropout,
            max_epochs=self.max_epochs,
            learning_rate=self.learning_rate,
            seed=draw_seed(self.random_state),
            verbose=self.verbose,
        )

    def _check_loaded(self) -> None:
        """Raise ValueError if the parts of a loaded recommender do not fit together."""
        check_state(self, factors_of(self))

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
