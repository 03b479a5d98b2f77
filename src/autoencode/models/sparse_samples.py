"""Training on sparse samples as they are, where a model can."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from scipy import sparse
from torch import Tensor, nn

from autoencode.arrays import Samples
from autoencode.losses import poisson_of_stored
from autoencode.nn.sampled_outputs import SampledOutputs
from autoencode.nn.sparse_input import SparseInputLinear
from autoencode.training.inference import device_of

MAX_STORED = 0.05  # of the values; with more, dense products are as fast
FIRST = 1  # of the layers of an encoder of counts, after `LogCounts`


def prepare_for_sparse(model: Any, X: Samples) -> None:
    """Let the first layer of a model's network take sparse samples, if it is faster.

    It is for counts with few values above 0, on the processor, in plain networks.
    """
    is_sparse = sparse.issparse(X) and X.nnz <= MAX_STORED * X.shape[0] * X.shape[1]
    is_plain = (
        model.loss == "poisson"
        and model.network == "dense"
        and model.encoder is None
        and not model.tied_weights
        and not model.linear_skip_
        and model.pretraining == "none"
        and model.augment == "none"
        and model.optimizer in ("adamw", "adam", "sgd")
    )
    if not (is_sparse and is_plain and model._takes_sparse_batches):
        return
    if device_of(model.network_).type == "cpu":
        encoder = model.network_.encoder
        encoder[FIRST] = SparseInputLinear(encoder[FIRST])
        if 0 < model._n_sampled_outputs < X.shape[1]:
            totals = torch.from_numpy(np.asarray(X.sum(axis=0)).ravel())
            sampled = SampledOutputs(totals, model._n_sampled_outputs)
            model.network_.sampled_outputs = sampled


@contextmanager
def dense_again(model: Any) -> Iterator[None]:
    """Replace such a layer by a linear one at the end of the block.

    A saved model has that one, and the same weights in another order of memory give
    results that differ in their last digits.
    """
    try:
        yield
    finally:
        network = getattr(model, "network_", None)
        if network is not None and has_sparse_input(network):
            network.encoder[FIRST] = network.encoder[FIRST].as_linear()
            network.sampled_outputs = None


def costs_of_codes(
    loss: Callable[[Tensor, Tensor], Tensor],
    network: Any,
    code: Tensor,
    x: Tensor,
    generator: torch.Generator,
) -> Tensor:
    """Return the loss of each sample given its code, (batch,), in a training step.

    ``loss`` takes logits and samples. With sampled outputs, see `SampledOutputs`, it is
    estimated without all logits.
    """
    sampled = getattr(network, "sampled_outputs", None)
    if sampled is None or not network.training:
        return loss(network.decode(code), x)
    return poisson_of_stored(*sampled.log_shares(network.decoder, code, x, generator))


def has_sparse_input(network: Any) -> bool:
    """Whether the first layer of a network takes sparse samples."""
    encoder = getattr(network, "encoder", None)
    return (
        isinstance(encoder, nn.Sequential)
        and len(encoder) > FIRST
        and isinstance(encoder[FIRST], SparseInputLinear)
    )


def takes_sparse(network: Any, X: Samples) -> bool:
    """Whether a network is trained on ``X`` as it is, not on dense batches."""
    return bool(sparse.issparse(X)) and has_sparse_input(network)
