"""Anomaly scores by name: how far samples are from an autoencoder's training samples.

A score is one number per sample, at least 0; the higher, the more anomalous. Scores are
computed in blocks of rows, in the units of the network. Statistics of the training
samples that a score needs, such as the typical error of each feature, are a dictionary
of arrays.
"""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.arrays import Array, Samples, dense
from autoencode.models.reconstruction import loss_of_fit
from autoencode.nn.conv import ToImages
from autoencode.nn.dropout import Dropout
from autoencode.nn.mlp import NORMALIZATION, EncoderDecoder, LinearSkip
from autoencode.nn.skip import InCoordinates
from autoencode.regularizers import gaussian_kl
from autoencode.tasks.neighbors import (
    ROWS_AT_ONCE,
    learn_references,
    neighbor_distance,
)
from autoencode.training import inference
from autoencode.training.batches import ROWS_PER_BLOCK

Learned = dict[str, Array]

# With at most this many features, blocks have more rows: small networks are bound by
# the overhead of calls.
NARROW, ROWS_IF_NARROW = 256, 2048
# Statistics are computed on at most this many training samples.
MAX_SAMPLES = 10_000
# With more activations, whitening takes too long.
MAX_ACTIVATIONS = 3000
# Added to the mean squared error of each feature: one that is always reconstructed
# exactly would dominate all others.
MIN_ERROR = 1e-4
# At most one direction per so many samples has a variance of its own.
SAMPLES_PER_DIRECTION = 5
# Added to the variance of each direction: a share of their mean, since training samples
# may have no variance along one; and the resolution of float32.
MIN_SHARE, MIN_VARIANCE = 1e-5, 1e-6

# Cost of a value per unit beyond the limits of a likelihood.
NATS_BEYOND = 100.0

# Layers whose output is not an activation, or repeats the previous one.
BEFORE_ACTIVATION = (nn.Linear, nn.Conv2d, *NORMALIZATION, Dropout)
SAME_VALUES = (ToImages, nn.Flatten, nn.Unflatten, nn.Identity)


class Extent(IntEnum):
    """What a score is computed from; each is computed along with the previous ones.

    The samples themselves; differences between samples and reconstructions: of the
    features; of these and the codes; of these and all layers of the encoder.
    """

    SAMPLES = 0
    FEATURES = 1
    CODES = 2
    PATH = 3


class Score(NamedTuple):
    """A score: its statistics of training samples, and its values for others.

    Both are functions of the samples, or of differences between samples and
    reconstructions, see `Extent`. ``learn(differences)`` returns arrays;
    ``of_batch(differences, learned)`` returns one number per sample, given these arrays
    as tensors. Or ``of_model(model, x)`` returns it from the input of the network, on a
    logarithmic scale.

    Among the arrays may be "own_scores", scores of training samples that are not
    compared with themselves. ``weight`` is that among joined scores.

    ``coordinates(differences, learned)`` replaces the differences, if given.
    ``of_batch`` of blocks of ``rows_at_once`` is that of all rows, bit for bit.
    """

    learn: Callable[[Tensor], Learned]
    of_batch: Callable[[Tensor, dict[str, Tensor]], Tensor]
    extent: Extent
    of_model: Callable[[Any, Tensor], Tensor] | None = None
    weight: float = 1.0
    coordinates: Callable[[Tensor, dict[str, Tensor]], Tensor] | None = None
    rows_at_once: int | None = None


def learn_nothing(differences: Tensor) -> Learned:
    """Return no arrays."""
    return {}


def squared_length(differences: Tensor, learned: dict[str, Tensor]) -> Tensor:
    """Return the sum of squared differences.

    Of the features it is the squared error; of all layers RaPP's SAP (Kim et al., ICLR
    2020, equation 2).
    """
    return differences.square().sum(dim=1)


def learn_variances(differences: Tensor) -> Learned:
    """Return the mean squared error of each feature."""
    variance = differences.square().double().mean(dim=0).numpy()
    return {"variance": variance + MIN_ERROR}


def standardized_error(differences: Tensor, learned: dict[str, Tensor]) -> Tensor:
    """Return the sum of squared errors, each divided by its feature's mean."""
    return (differences.square() / learned["variance"]).sum(dim=1)


def learn_directions(differences: Tensor) -> Learned:
    """Return the mean difference, and the variances along principal directions.

    Few samples determine only the largest variances; all other directions share one.
    """
    differences = differences.double()
    n_samples, width = differences.shape
    mean = differences.mean(dim=0)
    if width > MAX_ACTIVATIONS:
        spread = differences.std(dim=0, correction=0)
        return {"mean": mean.numpy(), "spread": spread.clamp_min(1e-6).numpy()}
    n_own = min(width, n_samples // SAMPLES_PER_DIRECTION)
    total, variances, directions = _largest_variances(differences - mean, n_own)
    least = MIN_SHARE * total / width + MIN_VARIANCE
    learned = {
        "mean": mean.numpy(),
        "directions": directions.contiguous().numpy(),  # as after storage
        "variances": (variances + least).numpy(),
    }
    if n_own < width:
        rest = max(0.0, total - float(variances.sum())) / (width - n_own)
        learned["other_variance"] = np.array([rest + least])
    return learned


def _largest_variances(centred: Tensor, n: int) -> tuple[float, Tensor, Tensor]:
    """Return the sum of all variances, the n largest, and their directions.

    Computed from the smaller of the two Gram matrices, of columns or of rows.
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


def whitened_length(differences: Tensor, learned: dict[str, Tensor]) -> Tensor:
    """Return the sum of squared differences along whitened directions.

    Of the features it is the squared Mahalanobis distance of the reconstruction error
    from its mean: sensitive where columns depend on each other exactly, as those of a
    one-hot category do. Of all layers it is RaPP's NAP (Kim et al., ICLR 2020, equation
    4). Very wide differences are standardized instead.
    """
    centred = differences - learned["mean"]
    if "spread" in learned:
        return (centred / learned["spread"]).square().sum(dim=1)
    along = centred @ learned["directions"]
    length = (along.square() / learned["variances"]).sum(dim=1)
    if "other_variance" in learned:
        other = centred - along @ learned["directions"].T
        length = length + other.square().sum(dim=1) / learned["other_variance"]
    return length


def whitened(differences: Tensor, learned: dict[str, Tensor]) -> Tensor:
    """Return coordinates whose squared length is that of `whitened_length`."""
    centred = differences - learned["mean"]
    if "spread" in learned:
        return centred / learned["spread"]
    along = centred @ learned["directions"]
    coordinates = along / learned["variances"].sqrt()
    if "other_variance" not in learned:
        return coordinates
    other = centred - along @ learned["directions"].T
    return torch.cat([coordinates, other / learned["other_variance"].sqrt()], dim=1)


def learn_error_neighbors(differences: Tensor) -> Learned:
    """Return the arrays to whiten errors, and reference errors, whitened."""
    learned = learn_directions(differences)
    tensors = float_tensors(learned)
    return learned | learn_references(whitened(differences, tensors))


def negative_bound(model: Any, x: Tensor) -> Tensor:
    """Return approximately the negative evidence lower bound, in nats.

    Of a variational autoencoder (Kingma & Welling, 2014, equation 10), with the mean
    code instead of draws: the score is deterministic, but not a bound. Values beyond
    the limits of the loss, where there is no density, are clipped to them and add a
    cost.
    """
    inside = x.clamp(*loss_of_fit(model).limits)
    mean, log_variance = model.network_.distribution(inside)
    divergence = gaussian_kl(mean, log_variance).sum(dim=1)
    beyond = NATS_BEYOND * (x - inside).abs().sum(dim=1)
    cost: Tensor = model._cost(model.network_.decode(mean), inside)
    return cost + divergence + beyond


def differences_of(network: Any, x: Tensor, extent: Extent) -> list[Tensor]:
    """Return samples, and differences to their reconstructions, each (batch, width).

    After the samples the features, then the layers of the encoder, the codes last.
    """
    if extent == Extent.SAMPLES:
        return [x]
    if extent == Extent.FEATURES:
        return [x, network.reconstruct(x).float() - x]
    own = _activations(network, x, extent)
    # The last activation is the code, unless a variant computes the code from it.
    if type(network).encode in (EncoderDecoder.encode, InCoordinates.encode):
        decoded = network.reconstruction(network.decode(own[-1]), x).float()
    else:
        decoded = network.reconstruct(x).float()
    pairs = zip(own, _activations(network, decoded, extent), strict=True)
    parts = [(second - first).flatten(1).float() for first, second in pairs]
    return [x, decoded - x, *parts]


def _activations(network: Any, x: Tensor, extent: Extent) -> list[Tensor]:
    """Return the output of the encoder; of all layers after their activations."""
    x = x @ network.axes if isinstance(network, InCoordinates) else x
    encoder = network.encoder
    layers = encoder.hidden if isinstance(encoder, LinearSkip) else encoder
    if extent != Extent.PATH or not isinstance(layers, nn.Sequential):
        return [encoder(x)]
    found, h = [], x
    for layer in layers:
        h = layer(h)
        if not isinstance(layer, BEFORE_ACTIVATION + SAME_VALUES):
            found.append(h)
    output = encoder.added(h, x) if isinstance(encoder, LinearSkip) else h
    # An activation that is the last layer has the output among the others already.
    return [*(each for each in found if each is not h), output]


SCORES = {
    "reconstruction": Score(learn_nothing, squared_length, Extent.FEATURES),
    "standardized": Score(learn_variances, standardized_error, Extent.FEATURES),
    "whitened": Score(learn_directions, whitened_length, Extent.FEATURES),
    "whitened_codes": Score(learn_directions, whitened_length, Extent.CODES),
    "likelihood": Score(
        learn_nothing, squared_length, Extent.SAMPLES, of_model=negative_bound
    ),
    "path": Score(learn_nothing, squared_length, Extent.PATH),
    "normalized_path": Score(learn_directions, whitened_length, Extent.PATH),
    # Does not use the autoencoder: exact where columns depend on each other linearly.
    "distance": Score(learn_directions, whitened_length, Extent.SAMPLES),
    "neighbors": Score(
        learn_references, neighbor_distance, Extent.SAMPLES, rows_at_once=ROWS_AT_ONCE
    ),
    # The distance to the nearest error of a training sample, both whitened. Better than
    # the other where a single cell is wrong, as good elsewhere.
    "error_neighbors": Score(
        learn_error_neighbors,
        neighbor_distance,
        Extent.FEATURES,
        weight=2.0,
        coordinates=whitened,
        rows_at_once=ROWS_AT_ONCE,
    ),
}


def learn(names: Iterable[str], model: Any, X: Samples) -> dict[str, Learned]:
    """Return the statistics that scores need, by name, from training samples."""
    # In random order, which depends on the model: the first are the references.
    seed = model.random_state if isinstance(model.random_state, int) else 0
    drawn = np.random.default_rng(seed).permutation(X.shape[0])[:MAX_SAMPLES]
    some = dense(X, drawn) if X.shape[0] > MAX_SAMPLES else X[drawn]
    extent = max(SCORES[name].extent for name in names)

    def of_block(x: Tensor) -> list[Tensor]:
        return [each.cpu() for each in differences_of(model.network_, x, extent)]

    blocks = inference.by_block(model.network_, model._source(some), of_block)
    parts = [torch.cat(each) for each in zip(*blocks, strict=True)]
    return {name: SCORES[name].learn(_part(name, parts)) for name in names}


def values(model: Any, X: Samples, learned: dict[str, Learned]) -> dict[str, Array]:
    """Return the scores in ``learned`` by name, float64 of shape (n_samples,).

    ``learned`` is the result of `learn`. One forward pass serves all scores.
    """
    source = model._source(X)
    tensors = {
        name: float_tensors(arrays, source.device) for name, arrays in learned.items()
    }
    size = ROWS_IF_NARROW if X.shape[1] <= NARROW else ROWS_PER_BLOCK

    def of_block(x: Tensor) -> Tensor:
        # Rounding depends on the number of rows, and small spreads enlarge it: blocks
        # are padded so that a score does not depend on the other samples.
        missing = size - len(x)
        whole = F.pad(x, (0, 0, 0, missing)) if missing else x
        return scores_of(model, whole, tensors, len(x)).cpu().double()

    blocks = inference.by_block(model.network_, source, of_block, size)
    found = torch.cat(blocks, dim=1)
    return dict(zip(learned, found.numpy(), strict=True))


def float_tensors(
    learned: Learned, device: torch.device | None = None
) -> dict[str, Tensor]:
    """Return the arrays that a score needs as float32 tensors."""
    return {
        key: torch.from_numpy(np.asarray(array, np.float32)).to(device)
        for key, array in learned.items()
    }


def scores_of(
    model: Any,
    x: Tensor,
    learned: dict[str, dict[str, Tensor]],
    n_rows: int | None = None,
) -> Tensor:
    """Return the scores in ``learned``, (n_scores, n_rows), of the network's input.

    With ``n_rows`` they are those of the first rows; others are padding.
    """
    extent = max(SCORES[name].extent for name in learned)
    parts = differences_of(model.network_, x, extent)
    found = []
    for name, tensors in learned.items():
        score = SCORES[name]
        if score.of_model is not None:
            found.append(score.of_model(model, x)[:n_rows])
            continue
        part = _part(name, parts)
        if score.coordinates is not None:
            part = score.coordinates(part, tensors)
        if score.rows_at_once is not None and n_rows is not None:
            part = part[: n_rows + -n_rows % score.rows_at_once]  # whole blocks
        found.append(score.of_batch(part, tensors)[:n_rows])
    return torch.stack(found)


def _part(name: str, parts: list[Tensor]) -> Tensor:
    """Return the samples or differences that a score is a function of."""
    extent = SCORES[name].extent
    if extent <= Extent.FEATURES:
        return parts[extent]
    used = parts[1:] if extent == Extent.PATH else [parts[1], parts[-1]]
    return torch.cat(used, dim=1)
