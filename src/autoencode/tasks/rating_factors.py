"""Predictions as products of a user's and an item's vector, as all networks here give.

AutoRec's prediction for a user and an item is the code of one of them times the
decoder's weights of the other. So codes are computed once, at the end of the fit, and a
prediction costs one short product.
"""

from numbers import Real
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from autoencode.arrays import Array
from autoencode.tasks.rating_means import Means
from autoencode.tasks.rating_networks import (
    Layers,
    Training,
    encode,
    expected_levels,
    fit_autoencoder,
    fit_machine,
    inputs_of,
    levels_of,
    ridge_rows,
    units_of,
)
from autoencode.training.loop import Record


class RatingFactors(NamedTuple):
    """Vectors of users and items; their product is a rating minus what means expect.

    Of a machine there is a vector for each level of each item, and the products are
    the logits of the levels.
    """

    users: Array  # (n_users, n), float32
    items: Array  # (n_items, n), or (n_items * n_levels, n) of a machine
    encoder: Array | None  # (n_hidden, n_items) or (n_hidden, n_items * n_levels)
    encoder_bias: Array | None  # (n_hidden,)
    levels: Array | None  # (n_levels,), the ratings of a machine

    def of_pairs(self, users: Array, items: Array) -> Array:
        """Return the products, or expected ratings, of pairs of numbers."""
        if self.levels is None:
            products = np.einsum("ij,ij->i", self.users[users], self.items[items])
            return np.asarray(products, np.float32)
        of_levels = self.items.reshape(-1, len(self.levels), self.items.shape[1])
        logits = np.einsum("ij,ikj->ik", self.users[users], of_levels[items])
        return expected_levels(logits, self.levels)

    def of_users(self, users: Array) -> Array:
        """Return the same of all items, for vectors of users: (n, n_items)."""
        products = np.asarray(users @ self.items.T, np.float32)
        if self.levels is None:
            return products
        n_items = len(self.items) // len(self.levels)
        logits = products.reshape(len(users), n_items, len(self.levels))
        return expected_levels(logits, self.levels)

    def new_users(
        self,
        method: str,
        ratings: sparse.csr_array,
        residuals: sparse.csr_array,
        ridge_weight: float,
    ) -> Array:
        """Return the vectors of other users, by their ratings of these items."""
        if self.levels is not None:
            levels = levels_of(ratings, self.levels)
            return _with_one(self._encoded(units_of(levels, len(self.levels))))
        parts = []
        if method in ("item", "both"):
            n_own = self.items.shape[1]
            if self.encoder is not None:
                n_own -= len(self.encoder) + 1
            codes = self.items[:, : n_own - 1]
            rows = ridge_rows(residuals, codes, ridge_weight)
            own = [np.append(weights, bias) for weights, bias in rows]
            parts.append(np.reshape(own, (len(own), n_own)))
        if method in ("user", "both"):
            parts.append(_with_one(self._encoded(inputs_of(residuals))))
        found = np.concatenate(parts, axis=1) / len(parts)
        return np.asarray(found, np.float32)

    def _encoded(self, x: sparse.csr_array) -> Array:
        assert self.encoder is not None
        assert self.encoder_bias is not None
        unused = np.zeros((0, 0), np.float32)
        layers = Layers(self.encoder, self.encoder_bias, unused, unused[0:0])
        return encode(layers, x)


def fit_factors(
    method: str, ratings: sparse.csr_array, means: Means, given: Training
) -> tuple[RatingFactors, list[Record]]:
    """Train the networks of a method; return their vectors and the history."""
    if method == "rbm":
        return _fit_machine(ratings, given)
    residuals, parts, history = means.residuals(ratings), [], list[Record]()
    encoder = encoder_bias = None
    if method in ("item", "both"):
        of_items = sparse.csr_array(residuals.T)
        layers, records = fit_autoencoder(_rated(of_items), given)
        decoder = np.column_stack([layers.decoder, layers.decoder_bias])
        parts.append((decoder, _with_one(encode(layers, inputs_of(of_items)))))
        history += records
    if method in ("user", "both"):
        layers, records = fit_autoencoder(_rated(residuals), given)
        decoder = np.column_stack([layers.decoder, layers.decoder_bias])
        parts.append((_with_one(encode(layers, inputs_of(residuals))), decoder))
        history += [r | {"epoch": r["epoch"] + len(history)} for r in records]
        encoder, encoder_bias = layers.encoder, layers.encoder_bias
    users = np.concatenate([user for user, _ in parts], axis=1) / len(parts)
    items = np.concatenate([item for _, item in parts], axis=1)
    users = users.astype(np.float32)
    return RatingFactors(users, items, encoder, encoder_bias, None), history


def _fit_machine(
    ratings: sparse.csr_array, given: Training
) -> tuple[RatingFactors, list[Record]]:
    levels = np.unique(ratings.data).astype(np.float32)
    x = levels_of(ratings, levels)
    layers, history = fit_machine(_rated(x), len(levels), given)
    items = np.column_stack([layers.decoder, layers.decoder_bias])
    users = _with_one(encode(layers, units_of(x, len(levels))))
    found = RatingFactors(users, items, layers.encoder, layers.encoder_bias, levels)
    return found, history


def check_state(model: Any, found: RatingFactors | None) -> None:
    """Raise ValueError if the parts of a loaded recommender do not fit together."""
    n_users, n_items = len(model.user_ids_), model.n_features_in_
    of_users = (model.user_means_, model.user_counts_)
    of_items = (model.item_means_, model.item_counts_)
    for arrays, n in ((of_users, n_users), (of_items, n_items)):
        if any(each.shape != (n,) for each in arrays):
            raise ValueError("its parts have different numbers of users or items")
    if len(model.item_ids_) != n_items or len(model.rating_range_) != 2:
        raise ValueError("item_ids_ or rating_range_ has a wrong length")
    numbers = [model.ridge_weight_, model.mean_, *model.rating_range_]
    if not all(isinstance(each, Real) for each in numbers):
        raise ValueError("ridge_weight_, mean_ and rating_range_ must be numbers")
    _check_factors(model.method, found, n_users, n_items)


def _check_factors(
    method: str, found: RatingFactors | None, n_users: int, n_items: int
) -> None:
    """Raise ValueError for stored vectors that do not fit together."""
    if method == "baseline":
        return
    if found is None:
        raise ValueError("it has no user_factors_")
    n_levels = 1 if found.levels is None else len(found.levels)
    if (method == "rbm") != (found.levels is not None) or n_levels == 0:
        raise ValueError("levels_ do not fit the method")
    width = found.users.shape[-1]
    if found.users.shape != (n_users, width):
        raise ValueError("user_factors_ must have a row for each user")
    if found.items.shape != (n_items * n_levels, width):
        raise ValueError("item_factors_ do not fit the users' or the number of items")
    if method == "item":
        if found.encoder is not None or found.encoder_bias is not None:
            raise ValueError("it has encoder_weights_, which its method does not have")
        return
    if found.encoder is None or found.encoder_bias is None:
        raise ValueError("it has no encoder_weights_")
    n_hidden = width // 2 - 1 if method == "both" else width - 1
    if found.encoder.shape != (n_hidden, n_items * n_levels):
        raise ValueError(f"encoder_weights_ must have {n_hidden} rows")
    if found.encoder_bias.shape != (n_hidden,):
        raise ValueError(f"encoder_bias_ must have {n_hidden} values")


def _rated(x: sparse.csr_array) -> sparse.csr_array:
    """Return the rows that have a value: others teach nothing."""
    return x[np.flatnonzero(np.diff(x.indptr))]


def _with_one(codes: Array) -> Array:
    """Return codes with a last column of ones, which multiplies the bias."""
    ones: Any = np.ones((len(codes), 1), np.float32)
    return np.concatenate([codes, ones], axis=1)
