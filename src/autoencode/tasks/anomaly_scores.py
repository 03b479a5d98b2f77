"""How far a sample is from what an autoencoder was trained on, by name.

A score is a number for each sample, the higher the stranger, at least 0. It is computed
block by block, in the units the network works in; what it has to know of the training
samples, such as how large an error is usual in each feature, is a dictionary of arrays.
"""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.losses import LOSSES
from autoencode.models.setup import loss_of_fit
from autoencode.nn.dropout import Dropout
from autoencode.nn.mlp import EncoderDecoder
from autoencode.regularizers import gaussian_kl
from autoencode.training import inference
from autoencode.training.batches import ROWS_PER_BLOCK

Known = dict[str, Array]

# Of so many features at most, more rows are scored at once: small networks wait for
# their operations to be called.
NARROW, ROWS_IF_NARROW = 256, 2048
# Directions are found on so many training samples at most.
MOST_SAMPLES = 10_000
# Differences along more activations than this take too long to make independent.
MOST_ACTIVATIONS = 3000
# Added to a feature's mean squared error: one that is always reconstructed exactly
# would drown all others.
LEAST_ERROR = 1e-4
# Directions that have a variance of their own: one for so many samples, at most.
SAMPLES_PER_DIRECTION = 5
# Added to the variance of each direction: a share of their mean, since training samples
# may not vary in one at all; and what float32 cannot tell from nothing.
LEAST_SHARE, LEAST_VARIANCE = 1e-5, 1e-6

# What a value costs for each unit that it lies beyond the limits of a likelihood.
NATS_BEYOND = 100.0

# Layers whose output is not an activation yet, or is the one before again.
BEFORE_ACTIVATION = (nn.Linear, nn.Conv2d, nn.BatchNorm1d, nn.BatchNorm2d, Dropout)


class Extent(IntEnum):
    """In what samples and their reconstructions are compared; each holds those before.

    In nothing; in the features; in their codes too; in all layers of the encoder.
    """

    NOTHING = 0
    FEATURES = 1
    CODES = 2
    PATH = 3


class Score(NamedTuple):
    """A score: what it learns of training samples, and its values for others.

    Both are told by what samples and their reconstructions differ in, see `Extent`.
    ``learn(differences)`` returns arrays; ``of_batch(differences, known)`` returns a
    number for each sample, with the arrays as tensors. Or ``of_model(model, x)`` does,
    of the samples as they go into the network, and on a logarithmic scale.
    """

    learn: Callable[[Tensor], Known]
    of_batch: Callable[[Tensor, dict[str, Tensor]], Tensor]
    extent: Extent
    of_model: Callable[[Any, Tensor], Tensor] | None = None


def learn_nothing(differences: Tensor) -> Known:
    """Return no arrays."""
    return {}


def squared_length(differences: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Squared differences, summed.

    Of the samples alone it is the squared error; along the path RaPP's SAP (Kim et al.,
    ICLR 2020, equation 2).
    """
    return differences.square().sum(dim=1)


def learn_variances(differences: Tensor) -> Known:
    """Return the mean squared error of each feature."""
    variance = differences.square().double().mean(dim=0).numpy()
    return {"variance": variance + LEAST_ERROR}


def standardized_error(differences: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Squared errors, each divided by what is usual in its feature, summed."""
    return (differences.square() / known["variance"]).sum(dim=1)


def learn_directions(differences: Tensor) -> Known:
    """Return the mean difference, and the variances along independent directions.

    Few samples tell those of few directions, the largest ones; all others share one.
    """
    differences = differences.double()
    n_samples, width = differences.shape
    mean = differences.mean(dim=0)
    if width > MOST_ACTIVATIONS:
        spread = differences.std(dim=0, correction=0)
        return {"mean": mean.numpy(), "spread": spread.clamp_min(1e-6).numpy()}
    n_own = min(width, n_samples // SAMPLES_PER_DIRECTION)
    total, variances, directions = _largest_variances(differences - mean, n_own)
    least = LEAST_SHARE * total / width + LEAST_VARIANCE
    known = {
        "mean": mean.numpy(),
        "directions": directions.contiguous().numpy(),  # as after storage
        "variances": (variances + least).numpy(),
    }
    if n_own < width:
        rest = max(0.0, total - float(variances.sum())) / (width - n_own)
        known["other_variance"] = np.array([rest + least])
    return known


def _largest_variances(centred: Tensor, n: int) -> tuple[float, Tensor, Tensor]:
    """Return the sum of all variances, the largest n of them, and their directions.

    By the smaller one of the matrices of products, of columns or of rows.
    """
    n_samples, width = centred.shape
    is_wide = width > n_samples
    products = (centred @ centred.T if is_wide else centred.T @ centred) / n_samples
    found, vectors = torch.linalg.eigh(products)
    first = len(found) - n
    variances, directions = found[first:].clamp_min(0), vectors[:, first:]
    if is_wide:
        lengths = (n_samples * variances).sqrt().clamp_min(1e-150)
        directions = centred.T @ directions / lengths
    return float(products.trace()), variances, directions


def whitened_length(differences: Tensor, known: dict[str, Tensor]) -> Tensor:
    """Differences along independent directions, each divided by its usual spread.

    Of the features it is the squared Mahalanobis distance of the reconstruction error
    from what is usual: sharp where columns depend on each other exactly, as those of
    one category do. Along the path it is RaPP's NAP (Kim et al., ICLR 2020, equation
    4). Where there are very many, each is divided by its own spread instead.
    """
    centred = differences - known["mean"]
    if "spread" in known:
        return (centred / known["spread"]).square().sum(dim=1)
    along = centred @ known["directions"]
    length = (along.square() / known["variances"]).sum(dim=1)
    if "other_variance" in known:
        other = centred - along @ known["directions"].T
        length = length + other.square().sum(dim=1) / known["other_variance"]
    return length


def negative_bound(model: Any, x: Tensor) -> Tensor:
    """About minus the lower bound on a sample's log density, in nats.

    Of a variational autoencoder (Kingma & Welling, 2014, equation 10), with the mean
    code in place of draws: a sample's score is the same whenever it is asked for, but
    no bound any more. Beyond the limits of its loss, where there is no density, values
    are taken for the nearest within, and cost nats besides.
    """
    inside = x.clamp(*LOSSES[loss_of_fit(model)].limits)
    mean, log_variance = model.network_.distribution(inside)
    divergence = gaussian_kl(mean, log_variance).sum(dim=1)
    beyond = NATS_BEYOND * (x - inside).abs().sum(dim=1)
    cost: Tensor = model._cost(model.network_.decode(mean), inside)
    return cost + divergence + beyond


def differences_of(network: Any, x: Tensor, extent: Extent) -> list[Tensor]:
    """Return what samples and their reconstructions differ in, each (batch, width).

    The features first, the codes last, and between them the layers on the way.
    """
    if extent == Extent.NOTHING:
        return []
    if extent == Extent.FEATURES:
        return [network.reconstruct(x).float() - x]
    is_stack = isinstance(network.encoder, nn.Sequential) and extent == Extent.PATH
    layers = list(network.encoder) if is_stack else [network.encoder]
    own = _activations(layers, x)
    # The code is the last of them, unless a variant makes it of that.
    if type(network).encode is EncoderDecoder.encode:
        again = network.output(network.decode(own[-1])).float()
    else:
        again = network.reconstruct(x).float()
    pairs = zip(own, _activations(layers, again), strict=True)
    parts = [(second - first).flatten(1).float() for first, second in pairs]
    return [again - x, *parts]


def _activations(layers: list[nn.Module], h: Tensor) -> list[Tensor]:
    """Return what comes out of layers, the last of all and all activations before."""
    found = []
    for layer in layers:
        h = layer(h)
        if not isinstance(layer, BEFORE_ACTIVATION) or layer is layers[-1]:
            found.append(h)
    return found


SCORES = {
    "reconstruction": Score(learn_nothing, squared_length, Extent.FEATURES),
    "standardized": Score(learn_variances, standardized_error, Extent.FEATURES),
    "whitened": Score(learn_directions, whitened_length, Extent.FEATURES),
    "whitened_codes": Score(learn_directions, whitened_length, Extent.CODES),
    "likelihood": Score(
        learn_nothing, squared_length, Extent.NOTHING, of_model=negative_bound
    ),
    "path": Score(learn_nothing, squared_length, Extent.PATH),
    "normalized_path": Score(learn_directions, whitened_length, Extent.PATH),
}


def learn(names: Iterable[str], model: Any, X: Samples) -> dict[str, Known]:
    """Return what scores have to know, by name, of some of the training samples."""
    some = X
    if X.shape[0] > MOST_SAMPLES:
        some = dense(X, subsample(X.shape[0], MOST_SAMPLES, 0))
    extent = max(SCORES[name].extent for name in names)

    def of_block(x: Tensor) -> list[Tensor]:
        return [each.cpu() for each in differences_of(model.network_, x, extent)]

    blocks = inference.by_block(model.network_, model._source(some), of_block)
    parts = [torch.cat(each) for each in zip(*blocks, strict=True)]
    return {name: SCORES[name].learn(_part(name, parts)) for name in names}


def values(model: Any, X: Samples, known: dict[str, Known]) -> dict[str, Array]:
    """Return the scores of all samples by name, float64 of shape (n_samples,).

    Of those in ``known``, which is what `learn` has returned. The network is gone
    through once for all of them.
    """
    source = model._source(X)
    tensors = {
        name: {
            key: torch.from_numpy(np.asarray(array, np.float32)).to(source.device)
            for key, array in arrays.items()
        }
        for name, arrays in known.items()
    }
    extent = max(SCORES[name].extent for name in known)
    size = ROWS_IF_NARROW if X.shape[1] <= NARROW else ROWS_PER_BLOCK

    def of_block(x: Tensor) -> Tensor:
        # Products of other numbers of rows round otherwise, which small spreads would
        # enlarge: a sample's score shall not depend on those that come with it.
        missing = size - len(x)
        whole = F.pad(x, (0, 0, 0, missing)) if missing else x
        parts = differences_of(model.network_, whole, extent)
        found = []
        for name, arrays in tensors.items():
            score = SCORES[name]
            if score.of_model is not None:
                found.append(score.of_model(model, whole))
            else:
                found.append(score.of_batch(_part(name, parts), arrays))
        return torch.stack(found)[:, : len(x)].cpu().double()

    blocks = inference.by_block(model.network_, source, of_block, size)
    found = torch.cat(blocks, dim=1)
    return dict(zip(known, found.numpy(), strict=True))


def _part(name: str, parts: list[Tensor]) -> Tensor:
    """Return those of the differences that a score is told by."""
    extent = SCORES[name].extent
    if extent == Extent.NOTHING:
        return torch.empty(0)
    if extent == Extent.FEATURES:
        return parts[0]
    return torch.cat(parts if extent == Extent.PATH else [parts[0], parts[-1]], dim=1)
