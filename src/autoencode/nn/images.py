"""Conversion between rows of pixels and images."""

from torch import Tensor


def as_images(rows: Tensor, image_shape: tuple[int, ...] | None) -> Tensor:
    """Reshape rows of pixels to images, (batch, channels, height, width).

    ``image_shape`` is (height, width) or (height, width, channels); None gives images
    of height 1 with one channel.
    """
    shape = (*(image_shape or (1, rows.shape[1])), 1)[:3]
    return rows.reshape(rows.shape[0], *shape).permute(0, 3, 1, 2)


def as_rows(images: Tensor) -> Tensor:
    """Reshape images to rows, (batch, height * width * channels)."""
    return images.permute(0, 2, 3, 1).flatten(1)
