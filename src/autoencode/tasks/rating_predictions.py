"""Predictions of a fitted `RatingRecommender`: of pairs, and of all items for users."""

from typing import Any

import numpy as np
from scipy import sparse

from autoencode.arrays import Array
from autoencode.tasks.rating_factors import RatingFactors
from autoencode.tasks.rating_inputs import has_ratings
from autoencode.tasks.rating_means import Means

SOURCES = ("ratings", "item mean", "user mean", "mean")
PREDICTIONS_AT_ONCE = 2**16  # pairs


def of_pairs(model: Any, users: Array, items: Array) -> tuple[Array, Array]:
    """Return predictions of pairs of row and column numbers, and places in `SOURCES`.

    See `RatingRecommender.predict_numbers`.
    """
    known_user = has_ratings(users, model.user_counts_)
    known_item = has_ratings(items, model.item_counts_)
    sources = 2 * ~known_item + ~known_user
    u, i = np.where(known_user, users, 0), np.where(known_item, items, 0)
    found = model.mean_ + np.where(known_user, model.user_means_[u], 0)
    found += np.where(known_item, model.item_means_[i], 0)
    factors, both = factors_of(model), np.flatnonzero(known_user & known_item)
    if factors is not None:
        for start in range(0, len(both), PREDICTIONS_AT_ONCE):
            rows = both[start : start + PREDICTIONS_AT_ONCE]
            values = factors.of_pairs(u[rows], i[rows])
            found[rows] = values + (found[rows] if model.levels_ is None else 0)
    return _limited(model, found), sources


def of_users(model: Any, ratings: sparse.csr_array) -> Array:
    """Return predictions of all items for users by their ratings."""
    means = Means(model.mean_, model.user_means_, model.item_means_)
    users = means.of_new_users(ratings)
    found = model.mean_ + users[:, np.newaxis] + model.item_means_
    factors = factors_of(model)
    if factors is not None:
        rated = np.flatnonzero(np.diff(ratings.indptr))
        known = np.flatnonzero(model.item_counts_)
        rest, weight = means.residuals(ratings, users)[rated], model.ridge_weight_
        own = factors.new_users(model.method, ratings[rated], rest, weight)
        values = factors.of_users(own)[:, known]
        block = np.ix_(rated, known)
        found[block] = values + (found[block] if model.levels_ is None else 0)
    return _limited(model, found)


def factors_of(model: Any) -> RatingFactors | None:
    """Return the factors that predictions are computed from; None of the baseline."""
    if model.user_factors_ is None:
        return None
    arrays = (model.user_factors_, model.item_factors_, model.encoder_weights_)
    return RatingFactors(*arrays, model.encoder_bias_, model.levels_)


def _limited(model: Any, values: Array) -> Array:
    low, high = model.rating_range_
    return np.asarray(np.clip(values, low, high).astype(np.float32))
