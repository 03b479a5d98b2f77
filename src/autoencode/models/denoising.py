"""The denoising autoencoder."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_is_of_images
from autoencode.nn.corruption import Corruption, corruption_weights
from autoencode.params import level, level_range


@dataclass(kw_only=True, eq=False, repr=False)
class DenoisingAutoencoder(BaseAutoencoder):
    """Autoencoder that learns to undo noise.

    Each time a sample is seen it is corrupted anew; the loss compares the
    reconstruction with the sample as it was [1]_. What it has learned to undo, it
    undoes: ``reconstruct`` of a noisy sample is a clean one. Codes hold on to what
    values have in common, since single values are not to be relied on.

    Where a level is a range, a sample adds the less to the loss the farther its
    corruption moved it: much noise leaves far larger errors than little, and would
    leave nothing to learn of the latter.

    *When to choose it.* To clean samples whose kind of noise you know, or for codes
    that small faults do not move. To clean images, take a code as large as the image
    and ``network="convolutional"``: a small code loses detail besides noise. For codes
    of images that tell what is shown and not how it lies, to retrieve, classify and
    cluster by, take ``affine_size=1`` and ``mask_fraction=0``.
    *What to tune first.* The level: give that of your data, or a range for samples
    that differ; each sample's own is then drawn from it evenly.
    *What goes wrong.* Samples with another noise than the one trained on come back as
    they are, or worse. Levels are in the units of the data: 0.3 is much for pixels in
    [0, 1], and nothing for pixels up to 255.

    Parameters
    ----------
    mask_fraction : float or (float, float), default=0.25
        Chance that a value is set to 0; from 0 to below 1.

    noise_std : float or (float, float), default=0.0
        Standard deviation of Gaussian noise, in data units; at least 0.

    salt_fraction : float or (float, float), default=0.0
        Chance that a value is set to the lowest or the highest one of its feature in
        the training samples (salt and pepper); from 0 to below 1.

    affine_size : float or (float, float), default=0.0
        Size of changes to how images lie, for which ``image_shape`` is needed: with 1
        they are turned, shifted, stretched and sheared by up to 10 degrees, a 28th of
        the sides, a tenth and a tenth. At least 0; above 3 little is left to know.

    **parameters
        Those of `BaseAutoencoder`: network, loss and training.

    References
    ----------
    .. [1] P. Vincent, H. Larochelle, I. Lajoie, Y. Bengio, P.-A. Manzagol. "Stacked
       denoising autoencoders". Journal of Machine Learning Research 11, 2010.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import DenoisingAutoencoder
    >>> X = load_digits().data / 16
    >>> noisy = X + np.random.default_rng(0).normal(scale=0.3, size=X.shape)
    >>> model = DenoisingAutoencoder(
    ...     n_components=32, mask_fraction=0.0, noise_std=0.3, random_state=0
    ... )
    >>> clean = model.fit(X).reconstruct(noisy)
    >>> bool(np.square(clean - X).sum() < np.square(noisy - X).sum() / 2)
    True
    """

    mask_fraction: float | tuple[float, float] = level(0.25, below=1)
    noise_std: float | tuple[float, float] = level(0.0)
    salt_fraction: float | tuple[float, float] = level(0.0, below=1)
    affine_size: float | tuple[float, float] = level(0.0)

    def _build_network(self, n_features: int) -> nn.Module:
        if level_range(self.affine_size)[1] > 0:
            check_is_of_images(self, "affine_size")
        network = self._encoder_decoder(n_features)
        network.corruption = Corruption(
            n_features,
            affine_size=level_range(self.affine_size),
            noise_std=level_range(self.noise_std),
            salt_fraction=level_range(self.salt_fraction),
            mask_fraction=level_range(self.mask_fraction),
            image_shape=self.image_shape,
        )
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        zero = torch.as_tensor(-self.mean_ / self.scale_).to(x)
        seen = network.corruption(x, self.scale_, zero, generator)
        losses = self._reconstruction_loss(network.decode(network.encode(seen)), x)
        if network.corruption.has_ranges:
            losses = losses * corruption_weights(seen - x)
        return {"reconstruction": losses.mean()}
