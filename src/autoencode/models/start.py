"""Start of training at PCA: the weights of a network with linear paths.

The encoder's linear path projects onto the leading principal axes and the decoder's
projects back, while the last of the hidden layers of each part give 0. Where samples
are few and features many, the whole network works in the leading principal coordinates.
"""

import json
import os
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch

from autoencode.arrays import Array, Samples
from autoencode.models import setup
from autoencode.models.pca import fit_pca
from autoencode.nn.skip import InCoordinates, linear_skips
from autoencode.training.batches import BatchSource
from autoencode.training.loop import Record

KNOBS = json.loads(os.environ.get("KNOBS", "{}"))
MAX_PCA_VALUES = 2**24  # 128 MiB of float64


class Start(NamedTuple):
    """Where training starts."""

    has_skip: bool
    axes: Array | None = None  # (n_features, n_axes)
    variances: Array | None = None  # of scaled samples along these
    n_coordinates: int = 0  # 0: the network works on the features


def find_start(
    model: Any, X: Samples, rows: Array, *, in_coordinates: bool
) -> Start:
    """Return the start of a fit to some rows of ``X``."""
    if not model._wants_skip():
        return Start(False)
    k = model.n_components
    d, n = X.shape[1], len(rows)
    r = min(KNOBS.get("r", 0), d, n - 1) if in_coordinates else 0
    if r >= d or r <= k:
        r = 0
    whole = len(rows) == X.shape[0]
    pca = fit_pca(X if whole else X[rows], max(k, r), 0, [], MAX_PCA_VALUES)
    variances = pca.explained_variance_ / model.scale_**2
    return Start(True, pca.components_.T, variances, r)


def set_start(network: Any, start: Start) -> None:
    """Set the weights of a network to those of PCA."""
    if start.axes is None:
        return
    axes = start.axes
    if isinstance(network, InCoordinates):
        with torch.no_grad():
            network.axes.copy_(torch.tensor(axes[:, : start.n_coordinates]))
        axes = np.eye(start.n_coordinates)
    encoder, decoder = linear_skips(network)
    with torch.no_grad():
        for part, weights in ((encoder, axes.T), (decoder, axes)):
            part.skip.weight.zero_()
            n = min(encoder.skip.weight.shape[0], axes.shape[1])
            w = torch.tensor(np.ascontiguousarray(weights), dtype=torch.float32)
            if part is encoder:
                part.skip.weight[:n] = w[:n]
            else:
                part.skip.weight[:, :n] = w[:, :n]
            part.last.weight.mul_(KNOBS.get("last", 0.0))
        for part in (encoder, decoder):
            part.skip.weight.mul_(KNOBS.get('f', 1.0))
        if KNOBS.get("inscale"):
            std = torch.tensor(np.sqrt(np.maximum(start.variances[:n], 1e-12)), dtype=torch.float32)
            decoder.hidden[0].weight[:, :n].div_(std ** KNOBS['inscale'])
        if KNOBS.get("white"):
            std = torch.tensor(np.sqrt(np.maximum(start.variances[:n], 1e-12)), dtype=torch.float32) ** KNOBS["white"]
            encoder.skip.weight[:n].div_(std[:, None])
            decoder.skip.weight[:, :n].mul_(std)


def training_source(
    model: Any, X: Samples, rows: tuple[Array, Array]
) -> tuple[BatchSource, Callable[[Record], Record]]:
    """Return the samples to train on, and the completion of a record of losses.

    In coordinates, losses leave out the part of samples outside of the subspace, which
    does not change in training.
    """
    network = model.network_
    source = model._source(X, setup.augment(model))
    if not isinstance(network, InCoordinates):
        return source, lambda record: {}
    coordinates, outside = [], []
    with torch.inference_mode():
        for x in model._source(X).in_order():
            c = x @ network.axes
            coordinates.append(c.cpu().numpy())
            outside.append((x.square().sum(dim=1) - c.square().sum(dim=1)).cpu().numpy())
    C = np.concatenate(coordinates)
    rest = np.concatenate(outside).astype(float) * model.scale_**2 / 2
    constant = {"": rest[rows[0]].mean(), "validation_": rest[rows[1]].mean() if len(rows[1]) else 0.0}

    def complete(record: Record) -> Record:
        return {
            prefix + name: record[prefix + name] + value
            for prefix, value in constant.items()
            for name in ("loss", "reconstruction")
            if prefix + name in record
        }

    mean = np.zeros(C.shape[1], C.dtype)
    return BatchSource(C, mean, 1.0, source.device), complete
