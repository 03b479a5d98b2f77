"""The denoising autoencoder."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arguments import seed_of
from autoencode.arrays import Array
from autoencode.models import reconstruction
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_is_of_images
from autoencode.models.image_arrays import image_shape_of
from autoencode.models.sparse_samples import costs_of_codes
from autoencode.nn.corruption import Corruption, corruption_weights
from autoencode.params import level, level_range
from autoencode.training import inference
from autoencode.training.explicit import Objective


@dataclass(kw_only=True, eq=False, repr=False)
class DenoisingAutoencoder(BaseAutoencoder):
    """Autoencoder that learns to remove noise.

    In each epoch, samples are corrupted with new noise, and the loss compares the
    reconstruction with the clean sample [1]_. The fitted model removes such noise:
    ``reconstruct`` of a noisy sample is an estimate of the clean one. As single values
    are unreliable, codes represent what values have in common.

    If a noise level is a range, samples that are changed more have less weight in the
    loss. Otherwise the large errors of strong noise would dominate, and nothing would
    be learned about weak noise.

    *When to use it.* To clean samples with a known type of noise, or for codes that are
    robust to small errors. To clean images, use a code as large as the image and
    ``network="convolutional"``, since a small code loses details together with the
    noise. For codes that represent the content of images but not its position, as for
    retrieval, classification and clustering, use ``affine_size=1`` and
    ``mask_fraction=0``.
    *What to tune first.* The noise level: use that of your data, or a range if samples
    differ; the level of each sample is then drawn uniformly from it.
    *Common problems.* Samples with another type of noise than in training are not
    cleaned, or get worse. Levels are in data units: 0.3 is strong noise for pixels in
    [0, 1], and negligible for pixels up to 255.

    Parameters
    ----------
    mask_fraction : float or (float, float), default=0.25
        Probability that a value is set to 0; in [0, 1).

    noise_std : float or (float, float), default=0.0
        Standard deviation of Gaussian noise, in data units; at least 0.

    salt_fraction : float or (float, float), default=0.0
        Probability of salt-and-pepper noise in a value; in [0, 1). The value is set to
        the minimum or maximum of its feature in the training samples.

    affine_size : float or (float, float), default=0.0
        Size of random affine changes of images; at least 0. They need ``image_shape``.
        With 1, images are rotated by up to 10 degrees, shifted by up to 1/28 of their
        size, and stretched and sheared by up to a tenth. Above 3, little of the image
        remains recognizable.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] P. Vincent, H. Larochelle, I. Lajoie, Y. Bengio, P.-A. Manzagol. "Stacked
       denoising autoencoders". Journal of Machine Learning Research 11, 2010.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import DenoisingAutoencoder
    >>> X = load_digits().data[:500] / 16
    >>> noisy = X + np.random.default_rng(0).normal(scale=0.3, size=X.shape)
    >>> model = DenoisingAutoencoder(
    ...     n_components=32,
    ...     mask_fraction=0.0,
    ...     noise_std=0.3,
    ...     max_epochs=40,
    ...     random_state=0,
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
            image_shape=image_shape_of(self),
        )
        return network

    @property
    def _takes_sparse_batches(self) -> bool:  # type: ignore[override]
        """Whether values are masked with one probability, and nothing else is done."""
        low, high = level_range(self.mask_fraction)
        others = (self.noise_std, self.salt_fraction, self.affine_size)
        return low == high and all(level_range(each)[1] == 0 for each in others)

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        noisy = network.corruption(x, self.scale_, self._zero(x), generator)
        code = network.encode(noisy)
        losses = costs_of_codes(self._reconstruction_loss, network, code, x, generator)
        if network.corruption.has_ranges:
            losses = losses * corruption_weights(noisy - x)
        return {"reconstruction": losses.mean()}

    def _objective(self) -> Objective | None:
        corruption: Corruption = self.network_.corruption
        # Weights of samples depend on their noise; salt needs what was seen so far.
        has_own_steps = corruption.has_ranges or corruption.salt_fraction[1] > 0
        found = reconstruction.objective(self)
        if found is None or has_own_steps:
            return None

        def change(x: Tensor, generator: torch.Generator) -> Tensor:
            noisy: Tensor = corruption(x, self.scale_, self._zero(x), generator)
            return noisy

        return found._replace(change=change)

    def corrupt(
        self, X: Any, random_state: int | np.random.RandomState | None = 0
    ) -> Array:
        """Return samples with noise of the type and levels of the training.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        random_state : int, RandomState or None, default=0
            Seed of the noise; None draws another for each call.

        Returns
        -------
        array of the shape of ``X``
            In data units, of the same type as in `inverse_transform`.
        """
        checked, seed = self._check_fitted(X), seed_of(random_state)
        source = self._source(checked)
        generator = torch.Generator(source.device).manual_seed(seed)

        def of_block(x: Tensor) -> Array:
            x = x.to_dense()
            noisy: Tensor = self.network_.corruption(
                x, self.scale_, self._zero(x), generator
            )
            values = noisy.cpu().numpy().astype(self.mean_.dtype)
            return np.asarray(values * self.scale_ + self.mean_)

        found = np.concatenate(inference.by_block(self.network_, source, of_block))
        is_of_images = len(getattr(X, "shape", ())) > 2
        return found.reshape(X.shape) if is_of_images else found
