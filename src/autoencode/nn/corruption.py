"""Corruption of the input of denoising autoencoders.

Levels have shape (batch, 1): each sample has its own.
"""

import torch
from torch import Tensor, nn

from autoencode.nn.augment import affine
from autoencode.nn.images import as_images, as_rows
from autoencode.nn.sparse_input import with_values

Range = tuple[float, float]
WEIGHT_EXPONENT = -1.3  # of the corruption's norm; chosen on MNIST


class Corruption(nn.Module):
    """Random affine transforms, Gaussian noise, salt-and-pepper noise, then masking.

    Pepper and salt are the minimum and the maximum of each feature in training.

    Parameters
    ----------
    n_features : int
        Number of features.

    affine_size, noise_std, salt_fraction, mask_fraction : (float, float)
        Range from which the level of each sample is drawn uniformly.

    image_shape : tuple of int or None
        (height, width) or (height, width, channels); used for ``affine_size`` only.
    """

    def __init__(
        self,
        n_features: int,
        *,
        affine_size: Range,
        noise_std: Range,
        salt_fraction: Range,
        mask_fraction: Range,
        image_shape: tuple[int, ...] | None = None,
    ) -> None:
        super().__init__()
        self.affine_size, self.noise_std = affine_size, noise_std
        self.salt_fraction, self.mask_fraction = salt_fraction, mask_fraction
        levels = (affine_size, noise_std, salt_fraction, mask_fraction)
        self.has_ranges = any(low < high for low, high in levels)
        self.image_shape = image_shape
        self.lowest: Tensor
        self.highest: Tensor
        # Of training samples; 0 without salt-and-pepper noise, which needs them.
        unknown = torch.inf if salt_fraction[1] > 0 else 0.0
        self.register_buffer("lowest", torch.full((n_features,), unknown))
        self.register_buffer("highest", torch.full((n_features,), -unknown))

    def forward(
        self, x: Tensor, scale: float, zero: Tensor, generator: torch.Generator
    ) -> Tensor:
        """Return corrupted samples.

        ``x`` is centred and scaled: ``zero``, (n_features,), is the value of ``x`` for
        0 in the data, and ``scale`` is the size of its unit in units of the data.
        """
        if self.training and self.salt_fraction[1] > 0:
            self.lowest = torch.minimum(self.lowest, x.amin(dim=0))
            self.highest = torch.maximum(self.highest, x.amax(dim=0))
        if self.affine_size[1] > 0:
            size = _draw_levels(self.affine_size, x, generator)
            images = as_images(x - zero, self.image_shape)
            x = as_rows(affine(images, generator, size[:, 0])) + zero
        if self.noise_std[1] > 0:
            x = add_noise(
                x, _draw_levels(self.noise_std, x, generator) / scale, generator
            )
        if self.salt_fraction[1] > 0:
            fraction = _draw_levels(self.salt_fraction, x, generator)
            x = salt_and_pepper(x, fraction, self.lowest, self.highest, generator)
        if x.layout == torch.sparse_csr:
            return mask_stored(x, self.mask_fraction[0], generator)
        if self.mask_fraction[1] > 0:
            x = mask(x, _draw_levels(self.mask_fraction, x, generator), zero, generator)
        return x


def corruption_weights(changes: Tensor) -> Tensor:
    """Return sample weights that decrease with the norm of the corruption: (batch,).

    Their mean is 1. On MNIST and Fashion-MNIST the final squared error grows with the
    0.8th to 1.3th power of the noise level. The largest exponent is best, since weak
    noise is learned last. A sample without corruption has 52 times the weight of one
    with the mean norm.
    """
    distances = changes.square().sum(dim=1).sqrt()
    mean = distances.mean().clamp(min=torch.finfo(changes.dtype).tiny)
    weights = (0.05 + distances / mean) ** WEIGHT_EXPONENT
    return weights / weights.mean()


def mask(
    x: Tensor, fraction: Tensor, zero: Tensor, generator: torch.Generator
) -> Tensor:
    """Set each value to 0 with probability ``fraction``.

    Vincent et al. (2010), section 3.3.
    """
    return torch.where(_uniform(x, generator) < fraction, zero, x)


def mask_stored(x: Tensor, fraction: float, generator: torch.Generator) -> Tensor:
    """Set each stored value of a sparse tensor to 0 with probability ``fraction``."""
    drawn = _uniform(x.values(), generator)
    return with_values(x, torch.where(drawn < fraction, 0.0, x.values()))


def add_noise(x: Tensor, std: Tensor, generator: torch.Generator) -> Tensor:
    """Add Gaussian noise with standard deviation ``std``."""
    return x + std * torch.empty_like(x).normal_(generator=generator)


def salt_and_pepper(
    x: Tensor,
    fraction: Tensor,
    lowest: Tensor,
    highest: Tensor,
    generator: torch.Generator,
) -> Tensor:
    """Set each value to its minimum or maximum, each with probability fraction / 2."""
    drawn = _uniform(x, generator)
    x = torch.where(drawn < fraction / 2, lowest, x)
    return torch.where(drawn > 1 - fraction / 2, highest, x)


def _draw_levels(level: Range, x: Tensor, generator: torch.Generator) -> Tensor:
    """Return one level per sample, (batch, 1), drawn uniformly."""
    low, high = level
    if low == high:
        return x.new_full((len(x), 1), low)
    return low + (high - low) * _uniform(x[:, :1], generator)


def _uniform(like: Tensor, generator: torch.Generator) -> Tensor:
    return torch.empty_like(like).uniform_(generator=generator)
