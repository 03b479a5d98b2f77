"""Small random changes of images while training, by name.

A function takes images, float32 of shape (batch, channels, height, width), and a
generator; it returns as many new ones. The autoencoder is to reconstruct what it is
given, so that a changed image is another sample, not a disturbed one.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

# Largest changes, drawn evenly between plus and minus: a person still takes the image
# for one of the same kind.
ROTATION = math.radians(10)
SHIFT = 0.07  # of half the width and height: one pixel of 28
SCALING = 0.1
SHEAR = 0.1
# Of each batch, so many are changed. Interpolation blurs a little: a network that has
# seen no sharp image reconstructs new ones worse (on MNIST by a sixth).
SHARE = 0.6


def affine(images: Tensor, generator: torch.Generator) -> Tensor:
    """Turn, shift, stretch and shear each image a little, each in its own way.

    Up to 10 degrees, a 28th of the width and height, a tenth, and a tenth. Values
    between pixels are interpolated linearly; what comes in from outside repeats the
    border.
    """
    drawn = torch.rand(6, len(images), generator=generator, device=images.device)
    turn, right, down, wider, higher, shear = 2 * drawn - 1
    cos, sin = torch.cos(turn * ROTATION), torch.sin(turn * ROTATION)
    height, width = images.shape[2:]
    aspect = height / width  # a turn in pixels, in coordinates of -1 to 1 on each axis
    x_scale, y_scale = 1 + wider * SCALING, 1 + higher * SCALING
    rows = [
        torch.stack(
            [x_scale * cos, x_scale * aspect * (shear * SHEAR - sin), right * SHIFT], 1
        ),
        torch.stack([y_scale * sin / aspect, y_scale * cos, down * SHIFT], 1),
    ]
    grid = F.affine_grid(
        torch.stack(rows, dim=1), list(images.shape), align_corners=False
    )
    return F.grid_sample(
        images, grid, mode="bilinear", padding_mode="border", align_corners=False
    )


def binarize(images: Tensor, generator: torch.Generator) -> Tensor:
    """Draw each pixel anew, 0 or 1, as likely 1 as it is bright.

    Dynamic binarization (Salakhutdinov & Murray, 2008; Burda et al., 2016).
    """
    return torch.empty_like(images).uniform_(generator=generator).lt(images).float()


class Augmentation(NamedTuple):
    """A change, the share of a batch that it is made to, and what it needs."""

    change: Callable[[Tensor, torch.Generator], Tensor]
    share: float = 1.0
    needs_images: bool = False
    needs_unit_interval: bool = False


AUGMENTATIONS = {
    "affine": Augmentation(affine, SHARE, needs_images=True),
    "binarize": Augmentation(binarize, needs_unit_interval=True),
}


class Augment:
    """Augments rows of pixels, whatever the shape of their images.

    Parameters
    ----------
    name : str
        A name in `AUGMENTATIONS`.

    image_shape : tuple of int or None
        (height, width) or (height, width, channels); None for one row of pixels.
    """

    def __init__(self, name: str, image_shape: tuple[int, ...] | None) -> None:
        self.rule = AUGMENTATIONS[name]
        self.shape = None if image_shape is None else (*image_shape, 1)[:3]

    def __call__(self, rows: Tensor, generator: torch.Generator) -> Tensor:
        """Return rows, the first of them new: float32 of shape (batch, n_features)."""
        n_changed = max(1, round(self.rule.share * len(rows)))
        shape = self.shape or (1, rows.shape[1], 1)
        images = rows[:n_changed].view(n_changed, *shape).permute(0, 3, 1, 2)
        images = self.rule.change(images, generator).permute(0, 2, 3, 1)
        return torch.cat([images.reshape(n_changed, -1), rows[n_changed:]])
