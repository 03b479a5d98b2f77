"""What the hidden layers of an encoder see in samples."""

import torch
from torch import Tensor, nn

from autoencode.nn.activations import DERIVATIVES


def hidden_features(encoder: nn.Sequential, x: Tensor) -> list[Tensor]:
    """Return the outputs of all activations, in order, one row per sample."""
    seen: list[Tensor] = []
    for module in encoder:
        x = module(x)
        if type(module) in DERIVATIVES:
            seen.append(x.flatten(1).float())
    return seen or [x.flatten(1).float()]


def hidden_difference(encoder: nn.Sequential, x: Tensor, other: Tensor) -> Tensor:
    """Return half the mean squared difference of features; layers count alike.

    Each layer's is relative to its variance over the batch of ``other``. A scalar; 0
    for a single sample, which has no variance.
    """
    total = x.new_zeros(())
    if len(x) == 1:
        return total
    seen = hidden_features(encoder, x)
    with torch.no_grad():
        wanted = hidden_features(encoder, other)
    for ours, theirs in zip(seen, wanted, strict=True):
        centred = theirs - theirs.mean(dim=0)
        variance = centred.square().mean().clamp_min(1e-6)
        total = total + (ours - theirs).square().mean() / variance
    return 0.5 * total / len(seen)
