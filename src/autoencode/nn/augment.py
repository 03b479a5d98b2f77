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

from autoencode.nn.images import as_images, as_rows

# Largest changes, drawn evenly between plus and minus: a person still takes the image
# for one of the same kind.
ROTATION = math.radians(10)
SHIFT = 0.07  # of half the width and height: one pixel of 28
SCALING = 0.1
SHEAR = 0.1
# Of each batch, so many are turned. Interpolation blurs a little: a network that has
# seen no sharp image reconstructs new ones worse (on MNIST by a sixth).
SHARE = 0.6
SHARE_BESIDE_SHIFTS = 0.4  # where the sharp ones are many


def affine(
    images: Tensor, generator: torch.Generator, size: float | Tensor = 1.0
) -> Tensor:
    """Turn, shift, stretch and shear each image a little, each in its own way.

    Up to 10 degrees, a 28th of the width and height, a tenth, and a tenth, each times
    ``size``: a number, or one for each image, (batch,). Values between pixels are
    interpolated by cubic polynomials, and kept in the range of the batch; what comes in
    from outside repeats the border.
    """
    drawn = torch.rand(6, len(images), generator=generator, device=images.device)
    turn, right, down, wider, higher, shear = (2 * drawn - 1) * size
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
    # Linear interpolation blurs more: on MNIST the error is higher by 3 %.
    changed = F.grid_sample(
        images, grid, mode="bicubic", padding_mode="border", align_corners=False
    )
    return changed.clamp(images.amin(), images.amax())


def shift(images: Tensor, generator: torch.Generator) -> Tensor:
    """Move each image by whole pixels, each in its own way: it stays sharp.

    Up to a 28th of the width and height; an image of fewer than 15 pixels is not moved.
    What comes in from outside repeats the border.
    """
    height, width = images.shape[2:]
    down, across = (
        _positions(size, len(images), generator) for size in (height, width)
    )
    each = torch.arange(len(images), device=images.device)[:, None, None]
    moved = images.permute(0, 2, 3, 1)[each, down[:, :, None], across[:, None, :]]
    return moved.permute(0, 3, 1, 2)


def _positions(size: int, n_images: int, generator: torch.Generator) -> Tensor:
    """Return where each image's pixels along one side come from: (n_images, size)."""
    most = round(size * SHIFT / 2)
    device = generator.device
    offsets = torch.randint(
        -most, most + 1, (n_images, 1), generator=generator, device=device
    )
    return (torch.arange(size, device=device) + offsets).clamp(0, size - 1)


def binarize(images: Tensor, generator: torch.Generator) -> Tensor:
    """Draw each pixel anew, 0 or 1, as likely 1 as it is bright.

    Dynamic binarization (Salakhutdinov & Murray, 2008; Burda et al., 2016).
    """
    return torch.empty_like(images).uniform_(generator=generator).lt(images).float()


Change = Callable[[Tensor, torch.Generator], Tensor]


class Augmentation(NamedTuple):
    """A change, the share of a batch that it is made to, and what it needs.

    ``otherwise`` changes the others; None leaves them as they are.
    """

    change: Change
    share: float = 1.0
    otherwise: Change | None = None
    needs_images: bool = False
    needs_unit_interval: bool = False


AUGMENTATIONS = {
    "affine": Augmentation(affine, SHARE, needs_images=True),
    "affine_or_shift": Augmentation(
        affine, SHARE_BESIDE_SHIFTS, shift, needs_images=True
    ),
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
        self.image_shape = image_shape

    def __call__(self, rows: Tensor, generator: torch.Generator) -> Tensor:
        """Return rows, the first of them new: float32 of shape (batch, n_features)."""
        n_changed = max(1, round(self.rule.share * len(rows)))
        changed = self._changed(self.rule.change, rows[:n_changed], generator)
        others = rows[n_changed:]
        if self.rule.otherwise is not None and len(others):
            others = self._changed(self.rule.otherwise, others, generator)
        return torch.cat([changed, others])

    def _changed(
        self, change: Change, rows: Tensor, generator: torch.Generator
    ) -> Tensor:
        return as_rows(change(as_images(rows, self.image_shape), generator))
