"""Discriminators: networks that distinguish generated from real samples.

A discriminator returns one logit for each sample: positive if it classifies the sample
as real.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.mlp import Layers, dense_encoder

N_FEATURES = 64  # number of features that a discriminator computes from a sample


def code_discriminator(n_components: int, widths: tuple[int, ...]) -> nn.Sequential:
    """Return an untrained discriminator of codes, made of dense layers."""
    layers = Layers(
        hidden_layer_sizes=widths, activation="leaky_relu", negative_slope=0.2
    )
    return dense_encoder(n_components, 1, layers)


class SampleDiscriminator(nn.Module):
    """A discriminator of samples, or of pairs of a sample and its code.

    Parameters
    ----------
    encoder : nn.Module
        Computes `N_FEATURES` features of each sample.

    n_components : int, default=0
        Size of the codes that are given with the samples; 0 if there are none.
    """

    def __init__(self, encoder: nn.Module, n_components: int = 0) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = code_discriminator(N_FEATURES + n_components, (N_FEATURES,))

    def features(self, x: Tensor) -> Tensor:
        """Return the features of samples, shape (batch, N_FEATURES)."""
        found: Tensor = F.leaky_relu(self.encoder(x).float(), 0.2)
        return found

    def forward(self, x: Tensor, code: Tensor | None = None) -> Tensor:
        """Return the logits, shape (batch,)."""
        features = self.features(x)
        if code is not None:
            features = torch.cat([features, code.float()], dim=1)
        logits: Tensor = self.head(features)
        return logits.float().squeeze(1)


def real_loss(logits: Tensor) -> Tensor:
    """Return the mean binary cross-entropy with the label "real"; a scalar."""
    return F.softplus(-logits).mean()


def generated_loss(logits: Tensor) -> Tensor:
    """Return the mean binary cross-entropy with the label "generated"; a scalar."""
    return F.softplus(logits).mean()


def squared_gradients(logits: Tensor, *inputs: Tensor) -> Tensor:
    """Return the squared gradient norm of logits by their inputs, shape (batch,).

    Half its mean is the gradient penalty of a discriminator (Mescheder, Geiger &
    Nowozin, 2018, equation 9). With it, training converges where generated and real
    samples have the same distribution; without it, the two networks may oscillate.
    """
    gradients = torch.autograd.grad(logits.sum(), inputs, create_graph=True)
    return torch.cat(gradients, dim=1).square().sum(dim=1)


def discriminator_loss(
    discriminator: nn.Module,
    real: Sequence[Tensor],
    generated: Sequence[Sequence[Tensor]],
    gradient_penalty_weight: float,
) -> Tensor:
    """Return the loss of a discriminator of real and generated samples; a scalar.

    Parameters
    ----------
    discriminator : nn.Module
        Returns logits.

    real : sequence of Tensor
        Inputs of the discriminator, such as samples and their codes; each
        (batch, width).

    generated : sequence of sequences of Tensor
        Inputs like ``real``. All of them together have the same weight as ``real``.

    gradient_penalty_weight : float
        Factor of the gradient penalty, which is left out if gradients are disabled.
    """
    is_penalized = gradient_penalty_weight > 0 and torch.is_grad_enabled()

    n = len(real[0])
    # One batch for all: the logit of a sample does not depend on the others.
    inputs = [
        torch.cat([each.detach() for each in parts]).requires_grad_(is_penalized)
        for parts in zip(real, *generated, strict=True)
    ]
    logits = discriminator(*inputs).float()
    loss = real_loss(logits[:n]) + generated_loss(logits[n:])
    if not is_penalized:
        return loss
    squared = squared_gradients(logits, *inputs)
    penalty = 0.5 * (squared[:n].mean() + squared[n:].mean())
    return loss + gradient_penalty_weight * penalty
