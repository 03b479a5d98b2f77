"""How far a sample is from what an autoencoder was trained on, by name.

A score is a number for each sample, the higher the stranger, at least 0. It is computed
block by block, in the units the network works in; what it has to know of the training
samples, such as how large an error is usual in each feature, is a dictionary of arrays.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.nn.dropout import Dropout
from autoencode.training import inference
from autoencode.training.batches import ROWS_PER_BLOCK

Known = dict[str, Array]

# Directions are found on so many training samples at most.
MOST_SAMPLES = 10_000
# Differences along more activations than this take too long to make independent.
MOST_ACTIVATIONS = 3000
# Added to a feature's mean squared error: one that is always reconstructed exactly
# would drown all others.
LEAST_ERROR = 1e-4
# Directions that have a variance of their own: one for so many samples.
SAMPLES_PER_DIRECTION = 5
# Added to the variance of each direction: a share of their mean, since training samples
# may not vary in one at all; and what float32 cannot tell from nothing.
LEAST_SHARE, LEAST_VARIANCE = 1e-5, 1e-6

# Layers whose output is not an activation yet, or is the one before again.
BEFORE_ACTIVATION = (nn.Linear, nn.Conv2d, nn.BatchNorm1d, nn.BatchNorm2d, Dropout)


class Score(NamedTuple):
    """A score: what it learns of training samples, and its values for a batch.

    ``learn(model, X)`` returns arrays; ``of_batch(network, x, known)`` returns a number
    for each sample of a batch, with the arrays as tensors.
    """

    learn: Callable[[Any, Samples], Known]
    of_batch: Callable[[Any, Tensor, dict[str, Tensor]], Tensor]


def learn_nothing(model: Any, X: Samples) -> Known:
    """Return no arrays."""
    return {}


def squared_error(network: Any, x: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Squared error, summed over features."""
    return _residual(network, x).square().sum(dim=1)


def learn_variances(model: Any, X: Samples) -> Known:
    """Return the mean squared error of each feature."""
    parts = _of_some(model, X, lambda x: _residual(model.network_, x).square())
    return {"variance": torch.cat(parts).double().mean(dim=0).numpy() + LEAST_ERROR}


def standardized_error(network: Any, x: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Squared errors, each divided by what is usual in its feature, summed."""
    return (_residual(network, x).square() / known["variance"]).sum(dim=1)


def path_distance(network: Any, x: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Squared distance between a sample's activations and its reconstruction's.

    Summed along the layers of the encoder, the input being the first: RaPP's SAP (Kim
    et al., ICLR 2020, equation 2).
    """
    return path_difference(network, x).square().sum(dim=1)


def learn_directions(model: Any, X: Samples) -> Known:
    """Return the mean difference along the path, and directions of unit variance."""
    parts = _of_some(model, X, lambda x: path_difference(model.network_, x))
    differences = torch.cat(parts).double()
    mean = differences.mean(dim=0)
    if differences.shape[1] > MOST_ACTIVATIONS:
        spread = differences.std(dim=0, correction=0)
        return {"mean": mean.numpy(), "spread": spread.clamp_min(1e-6).numpy()}
    covariance = (differences - mean).T @ (differences - mean) / len(differences)
    variances, vectors = torch.linalg.eigh(covariance)
    variances = variances.clamp_min(0)
    # The smallest ones of few samples are far too small: those directions share theirs.
    n_shared = max(0, len(variances) - len(differences) // SAMPLES_PER_DIRECTION)
    if n_shared:
        variances[:n_shared] = variances[:n_shared].mean()
    variances += LEAST_SHARE * variances.mean() + LEAST_VARIANCE
    directions = vectors / variances.sqrt()
    return {"mean": mean.numpy(), "directions": directions.numpy()}


def normalized_path_distance(
    network: Any, x: Tensor, known: dict[str, Tensor]
) -> Tensor:
    """Path distance along independent directions, each divided by its usual spread.

    RaPP's NAP (Kim et al., ICLR 2020, equation 4). Of very wide networks each
    activation is divided by its own spread instead.
    """
    difference = path_difference(network, x) - known["mean"]
    if "directions" in known:
        return (difference @ known["directions"]).square().sum(dim=1)
    return (difference / known["spread"]).square().sum(dim=1)


def path_difference(network: Any, x: Tensor) -> Tensor:
    """Return what a sample and its reconstruction differ in, layer by layer.

    Shape (batch, n_features + the encoder's widths).
    """
    h, again = x, network.reconstruct(x).float()
    parts = [again - h]
    is_stack = isinstance(network.encoder, nn.Sequential)
    layers = list(network.encoder) if is_stack else [network.encoder]
    for layer in layers:
        h, again = layer(h), layer(again)
        if not isinstance(layer, BEFORE_ACTIVATION) or layer is layers[-1]:
            parts.append((again - h).flatten(1).float())
    return torch.cat(parts, dim=1)


def _residual(network: Any, x: Tensor) -> Tensor:
    reconstruction: Tensor = network.reconstruct(x)
    return reconstruction.float() - x


def _of_some(
    model: Any, X: Samples, of_block: Callable[[Tensor], Tensor]
) -> list[Tensor]:
    """Return what a function makes of blocks of some of the samples, on the CPU."""
    some = X
    if X.shape[0] > MOST_SAMPLES:
        some = dense(X, subsample(X.shape[0], MOST_SAMPLES, 0))
    source = model._source(some)
    return [part.cpu() for part in inference.by_block(model.network_, source, of_block)]


SCORES = {
    "reconstruction": Score(learn_nothing, squared_error),
    "standardized": Score(learn_variances, standardized_error),
    "path": Score(learn_nothing, path_distance),
    "normalized_path": Score(learn_directions, normalized_path_distance),
}


def values(name: str, model: Any, X: Samples, known: Known) -> Array:
    """Return the scores of all samples, float64 of shape (n_samples,).

    ``known`` is what the score's ``learn`` has returned.
    """
    source = model._source(X)
    tensors = {
        key: torch.from_numpy(np.asarray(array, np.float32)).to(source.device)
        for key, array in known.items()
    }
    of_batch = SCORES[name].of_batch

    def of_block(x: Tensor) -> Tensor:
        # Products of other numbers of rows round otherwise, which small spreads would
        # enlarge: a sample's score shall not depend on those that come with it.
        whole = F.pad(x, (0, 0, 0, ROWS_PER_BLOCK - len(x)))
        return of_batch(model.network_, whole, tensors)[: len(x)]

    return inference.numbers(model.network_, source, of_block)
