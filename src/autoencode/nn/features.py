"""Hidden-layer features of an encoder, and a loss on them."""

import torch
from torch import Tensor, nn

from autoencode.nn.activations import DERIVATIVES


def hidden_features(encoder: nn.Sequential, x: Tensor) -> list[Tensor]:
    """Return the outputs of all activations in order, one row per sample."""
    features: list[Tensor] = []
    for module in encoder:
        x = module(x)
        if type(module) in DERIVATIVES:
            features.append(x.flatten(1).float())
    return features or [x.flatten(1).float()]


def feature_loss(encoder: nn.Sequential, x: Tensor, target: Tensor) -> Tensor:
    """Return half the mean squared difference of features, averaged over layers.

    The difference of each layer is divided by its variance over the batch of
    ``target``. A scalar; 0 for a single sample, which has no variance.
    """
    total = x.new_zeros(())
    if len(x) == 1:
        return total
    features = hidden_features(encoder, x)
    with torch.no_grad():
        targets = hidden_features(encoder, target)
    for feature, wanted in zip(features, targets, strict=True):
        centred = wanted - wanted.mean(dim=0)
        variance = centred.square().mean().clamp_min(1e-6)
        total = total + (feature - wanted).square().mean() / variance
    return 0.5 * total / len(features)
