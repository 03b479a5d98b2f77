"""Rows of pixels as images, and images as rows."""

from torch import Tensor


def as_images(rows: Tensor, image_shape: tuple[int, ...] | None) -> Tensor:
    """Return rows of pixels as images, (batch, channels, height, width).

    ``image_shape`` is (height, width) or (height, width, channels); None makes one row
    of grey pixels of each.
    """
    shape = (*(image_shape or (1, rows.shape[1])), 1)[:3]
    return rows.reshape(len(rows), *shape).permute(0, 3, 1, 2)


def as_rows(images: Tensor) -> Tensor:
    """Undo `as_images`: (batch, height * width * channels)."""
    return images.permute(0, 2, 3, 1).flatten(1)
