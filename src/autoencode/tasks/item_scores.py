"""The scores of an `ItemRecommender`: of liked items, by EASE or by an autoencoder."""

from typing import Any

import numpy as np
import torch
from scipy import sparse

from autoencode.arrays import Array, Samples, as_csr, plain_transform
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TooLittleMemoryError,
)
from autoencode.machine import available_bytes
from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.variational import VariationalAutoencoder
from autoencode.tasks.recommendations import user_blocks

# Settings of docs/recommendations.md, chosen on users of MovieLens who were left out of
# both training and test.
USERS_PER_BATCH, MIN_BATCH, MAX_BATCH, MAX_EPOCHS = 20, 100, 500, 25
USERS_PER_RIDGE, MOST_RIDGE = 4, 500.0  # the limit is that of Steck for 100,000 users
HIDDEN, MASKED, BETA = (600,), 0.5, 0.2
# Items that a training step scores, of so many. With fewer all are about as fast.
N_SAMPLED, SAMPLED_ABOVE = 8_192, 20_000
SCORES_AT_ONCE = 2**23  # 32 MiB of float32
COPIES = 3  # of the matrix of EASE: the sum, its inverse, and the weights


def check_method(method: str, autoencoder: Any) -> None:
    """Raise InvalidParameterError for an autoencoder that a method does not train."""
    if autoencoder is not None and method in ("ease", "popularity"):
        raise InvalidParameterError(
            f"method={method!r} trains no autoencoder. Leave autoencoder out, or use "
            f"method='variational' or 'denoising'."
        )


def liked_items(X: Samples) -> sparse.csr_array:
    """Return 1 where ``X`` is above 0, as a sparse matrix of float32.

    Raises
    ------
    InvalidDataError
        If a value is negative.
    """
    rows = as_csr(X)
    if rows.nnz and rows.data.min() < 0:
        place = np.flatnonzero(rows.data < 0)[0]
        row = int(np.searchsorted(rows.indptr, place, side="right")) - 1
        raise InvalidDataError(
            f"Negative values in data: X has {rows.data[place]:g} in row {row}, column "
            f"{rows.indices[place]}; give 1 for an item that a user has, else 0."
        )
    likes = rows.astype(np.float32)
    if likes is rows or np.shares_memory(likes.data, rows.data):
        likes = likes.copy()
    likes.sum_duplicates()
    likes.data[:] = likes.data > 0
    likes.eliminate_zeros()
    return likes


def ease_weights(X: sparse.csr_array, ridge_weight: float | str) -> Array:
    """Return the weights of EASE, the linear autoencoder without self-similarity.

    The minimum of ``||X - X B||² + ridge_weight ||B||²`` over matrices B whose diagonal
    is 0, in closed form (Steck, 2019, equation 8).

    Parameters
    ----------
    X : csr_array of shape (n_users, n_items)
        1 for the items that a user likes.

    ridge_weight : float or "auto"
        Above 0. "auto" is a quarter of the number of users, from 1 to 500.

    Returns
    -------
    array of shape (n_items, n_items), float32
        Row j is what item j adds to the scores of others.

    Raises
    ------
    TooLittleMemoryError
        If so many items do not fit into the memory.
    """
    n_users, n_items = X.shape
    if ridge_weight == "auto":
        ridge_weight = min(MOST_RIDGE, max(1.0, n_users / USERS_PER_RIDGE))
    needed, free = COPIES * 8 * n_items**2, available_bytes(torch.device("cpu"))
    if free is not None and needed > free:
        raise TooLittleMemoryError(
            f"EASE of {n_items:,} items needs {needed / 1e9:,.1f} GB of memory, and "
            f"{free / 1e9:,.1f} GB are free. Use method='variational'."
        )
    gram: Array = (X.T @ X).toarray().astype(np.float64)
    gram[np.diag_indices(n_items)] += float(ridge_weight)
    inverse = np.linalg.inv(gram)
    weights = np.divide(inverse, -np.diag(inverse), out=gram)
    np.fill_diagonal(weights, 0)
    return weights.astype(np.float32)


def n_sampled(given: int | str | None, n_items: int) -> int:
    """Return how many items a training step scores; 0 is all."""
    if given == "auto":
        return N_SAMPLED if n_items > SAMPLED_ABOVE else 0
    return 0 if given is None else int(given)


def default_autoencoder(method: str, n_components: int, n_users: int) -> Any:
    """Return the unfitted autoencoder of a method, "variational" or "denoising".

    The loss is the multinomial likelihood of Liang et al. (2018): that of "poisson"
    given the number of items of a user, up to a constant. Of this loss the encoder
    takes numbers that do not depend much on how many items there are, as does the
    paper's, which divides by the length.
    """
    batch_size = min(MAX_BATCH, max(MIN_BATCH, n_users // USERS_PER_BATCH))
    common: dict[str, Any] = {
        "n_components": n_components,
        "hidden_layer_sizes": HIDDEN,
        "activation": "tanh",
        "loss": "poisson",
        "mask_fraction": MASKED,
        "learning_rate": 0.002,
        "batch_size": batch_size,
        "max_epochs": MAX_EPOCHS,
        "validation_fraction": 0.0,
    }
    if method == "denoising":
        return DenoisingAutoencoder(**common)
    return VariationalAutoencoder(**common, beta=BETA, warm_up_epochs=MAX_EPOCHS // 2)


def scores_of(model: Any, likes: sparse.csr_array) -> Array:
    """Return the scores of all items for a block of users, a new array.

    ``model`` is a fitted `ItemRecommender`; see its `score_items`.
    """
    if model.item_weights_ is not None:
        scores = np.asarray(likes @ model.item_weights_, np.float32)
    elif model.autoencoder_ is not None:
        # Not `reconstruct`: its totals are those of the users, so that an item would
        # add to the scores of all others.
        codes = plain_transform(model.autoencoder_, likes)
        decoded = model.autoencoder_.inverse_transform(codes)
        scores = np.array(decoded, np.float32)
    else:
        return np.array(np.broadcast_to(model.popularity_, likes.shape))
    scores[np.diff(likes.indptr) == 0] = model.popularity_
    return scores


def contributions_of(
    model: Any, likes: sparse.csr_array, items: Array
) -> tuple[Array, Array]:
    """Return the items of one user, and what each adds to the scores of others.

    ``model`` is a fitted `ItemRecommender`; see its `contributions`.
    """
    own = np.sort(likes.indices).astype(np.int64)
    if model.item_weights_ is not None:
        return own, model.item_weights_[np.ix_(own, items)]
    found = np.zeros((len(own), len(items)), np.float32)
    if model.autoencoder_ is None:
        return own, found
    whole = scores_of(model, likes)[0, items]
    for rows in user_blocks(len(own), likes.shape[1], SCORES_AT_ONCE):
        left_out = sparse.lil_array(sparse.vstack([likes] * len(own[rows])))
        left_out[np.arange(len(own[rows])), own[rows]] = 0
        found[rows] = whole - scores_of(model, sparse.csr_array(left_out))[:, items]
    return own, found
