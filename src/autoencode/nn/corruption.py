"""What a denoising autoencoder does to samples before it encodes them.

Levels have shape (batch, 1): each sample has its own.
"""

import torch
from torch import Tensor, nn

from autoencode.nn.augment import affine
from autoencode.nn.images import as_images, as_rows

Range = tuple[float, float]
WEIGHT_FALLS_BY = 1.3  # the power of the noise; chosen on MNIST


class Corruption(nn.Module):
    """Moves images, adds noise, salt and pepper, then masks; as much as ranges say.

    Pepper and salt are the lowest and the highest value that training has seen of each
    feature.

    Parameters
    ----------
    n_features : int
        Width of a sample.

    affine_size, noise_std, salt_fraction, mask_fraction : (float, float)
        What each sample's own level is drawn from, evenly.

    image_shape : tuple of int or None
        (height, width) or (height, width, channels); for ``affine_size`` alone.
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
        self.register_buffer("lowest", torch.full((n_features,), torch.inf))
        self.register_buffer("highest", torch.full((n_features,), -torch.inf))

    def forward(
        self, x: Tensor, scale: float, zero: Tensor, generator: torch.Generator
    ) -> Tensor:
        """Return new samples.

        ``zero`` is where 0 of the data lies in the units of ``x``, (n_features,), and
        ``scale`` how much of the data's a unit is.
        """
        if self.training:
            self.lowest = torch.minimum(self.lowest, x.amin(dim=0))
            self.highest = torch.maximum(self.highest, x.amax(dim=0))
        if self.affine_size[1] > 0:
            size = _drawn(self.affine_size, x, generator)
            images = as_images(x - zero, self.image_shape)
            x = as_rows(affine(images, generator, size[:, 0])) + zero
        if self.noise_std[1] > 0:
            x = add_noise(x, _drawn(self.noise_std, x, generator) / scale, generator)
        if self.salt_fraction[1] > 0:
            fraction = _drawn(self.salt_fraction, x, generator)
            x = salt_and_pepper(x, fraction, self.lowest, self.highest, generator)
        if self.mask_fraction[1] > 0:
            x = mask(x, _drawn(self.mask_fraction, x, generator), zero, generator)
        return x


def counterweights(changes: Tensor) -> Tensor:
    """Return weights of mean 1 that fall with how far samples were moved: (batch,).

    On MNIST and Fashion-MNIST the squared error that is left grows with the 0.8th to
    the 1.3th power of the noise. The upper end suits: weak noise is learned last. A
    sample that was not moved at all counts 52 times as much as one that was moved as
    far as the mean.
    """
    distances = changes.square().sum(dim=1).sqrt()
    mean = distances.mean().clamp(min=torch.finfo(changes.dtype).tiny)
    weights = (0.05 + distances / mean) ** -WEIGHT_FALLS_BY
    return weights / weights.mean()


def mask(
    x: Tensor, fraction: Tensor, zero: Tensor, generator: torch.Generator
) -> Tensor:
    """Set each value to 0 with this chance (Vincent et al., 2010, section 3.3)."""
    return torch.where(_uniform(x, generator) < fraction, zero, x)


def add_noise(x: Tensor, std: Tensor, generator: torch.Generator) -> Tensor:
    """Add Gaussian noise of this standard deviation."""
    return x + std * torch.empty_like(x).normal_(generator=generator)


def salt_and_pepper(
    x: Tensor,
    fraction: Tensor,
    lowest: Tensor,
    highest: Tensor,
    generator: torch.Generator,
) -> Tensor:
    """Set each value with this chance to an end of its range, either as likely."""
    drawn = _uniform(x, generator)
    x = torch.where(drawn < fraction / 2, lowest, x)
    return torch.where(drawn > 1 - fraction / 2, highest, x)


def _drawn(level: Range, x: Tensor, generator: torch.Generator) -> Tensor:
    """Return a level for each sample."""
    low, high = level
    if low == high:
        return x.new_full((len(x), 1), low)
    return low + (high - low) * _uniform(x[:, :1], generator)


def _uniform(like: Tensor, generator: torch.Generator) -> Tensor:
    return torch.empty_like(like).uniform_(generator=generator)
