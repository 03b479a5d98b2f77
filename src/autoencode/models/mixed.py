"""The autoencoder of mixed tables: numbers, categories and missing values."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.blocks import BlockOutput, Blocks, mask_cells
from autoencode.params import level, level_range, number, sizes
from autoencode.training.explicit import Objective


@dataclass(kw_only=True, eq=False, repr=False)
class MixedAutoencoder(BaseAutoencoder):
    """Autoencoder of encoded tables: numbers and categories, with missing values.

    The columns of a sample are: its numbers; if any may be missing, as many flags (1 if
    the number is missing and given as 0); and a one-hot block for each category, which
    is all 0 if the category is missing. `autoencode.TableAutoencoder` encodes data
    frames in this way, and decodes reconstructions to data frames.

    Numbers are reconstructed by squared error, categories as probabilities by
    cross-entropy; missing values have no loss. In training some values of each sample
    are hidden and predicted from the others. The model learns in this way to impute
    missing values [1]_.

    *When to use it.* Through `TableAutoencoder`, for tables with categories or missing
    values. *What to tune first.* ``n_components``, and ``category_weight`` if
    categories are more important than numbers. *Common problems.* Numbers whose
    variance is not about 1 dominate the categories, or are dominated by them.
    ``loss`` and ``output_activation`` must keep their defaults.

    Parameters
    ----------
    n_components : int, default=16
        Size of a code; at least 1.

    n_numbers : int or None, default=None
        Number of numeric features, which come first. None takes all features before the
        categories, without flags.

    category_sizes : tuple of int or None, default=None
        Number of categories in each block. None is for samples without categories.

    mask_fraction : float or (float, float), default=(0.0, 0.5)
        Probability that a value is hidden in training; in [0, 1). If it is a range, the
        probability for each sample is drawn from it.

    category_weight : float, default=1.0
        Factor of the cross-entropies; above 0. With 1 the loss is a negative log
        likelihood, of numbers with variance 1 and of categories.

    **parameters
        Network and training: see `AutoencoderParameters`.

    References
    ----------
    .. [1] L. Gondara, K. Wang. "MIDA: multiple imputation using denoising
       autoencoders". PAKDD, 2018.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import MixedAutoencoder
    >>> rng = np.random.default_rng(0)
    >>> kind = rng.integers(0, 3, 300)
    >>> X = np.hstack([kind[:, None] - 1.0, np.eye(3)[kind]])
    >>> model = MixedAutoencoder(
    ...     n_components=1, category_sizes=(3,), max_epochs=60, random_state=0
    ... ).fit(X)
    >>> X_hat = model.reconstruct([[1.0, 0, 0, 0]])  # the category is missing
    >>> int(X_hat[0, 1:].argmax())
    2
    """

    _uses_raw_samples: ClassVar[bool] = True
    _in_nats: ClassVar[bool] = True

    n_components: int = number(16, whole=True, at_least=1)
    n_numbers: int | None = number(None, whole=True, at_least=0, optional=True)
    category_sizes: tuple[int, ...] | list[int] | None = sizes(None)
    mask_fraction: float | tuple[float, float] = level((0.0, 0.5), below=1)
    category_weight: float = number(1.0, above=0)

    def blocks(self, n_features: int) -> Blocks:
        """Return the positions of numbers, flags and categories in a sample.

        Parameters
        ----------
        n_features : int
            Width of a sample.

        Returns
        -------
        Blocks

        Raises
        ------
        InvalidParameterError
            If the parameters do not fit the number of features.
        """
        widths = tuple(self.category_sizes or ())
        rest = n_features - sum(widths)
        if self.n_numbers is None and rest >= 0:
            return Blocks(rest, has_flags=False, widths=widths)
        if self.n_numbers is not None and rest in (self.n_numbers, 2 * self.n_numbers):
            return Blocks(self.n_numbers, rest != self.n_numbers, widths)
        raise InvalidParameterError(
            f"n_numbers (twice, with flags) and category_sizes must sum to the number "
            f"of features, {n_features}; got {self.n_numbers!r} and {widths!r}."
        )

    def _build_network(self, n_features: int) -> nn.Module:
        given = (self.loss, self.output_activation)
        if given[0] != "squared_error" or given[1] not in ("auto", "identity"):
            raise InvalidParameterError(
                f"loss must be 'squared_error' and output_activation 'auto': "
                f"categories have their own; got {given[0]!r} and {given[1]!r}."
            )
        return self._encoder_decoder(n_features)

    def _make_network(self, n_features: int) -> Any:
        network = super()._make_network(n_features)
        network.output = BlockOutput(self.blocks(n_features))
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        blocks = network.output.blocks
        visible = mask_cells(x, blocks, level_range(self.mask_fraction), generator)
        logits = network.decode(network.encode(visible)).float()
        numbers = blocks.numbers_loss(logits, x)
        if not blocks.widths:
            return {"numbers": numbers.mean()}
        categories = self.category_weight * blocks.categories_loss(logits, x)
        return {"numbers": numbers.mean(), "categories": categories.mean()}

    def _objective(self) -> Objective:
        network: Any = self.network_
        blocks: Blocks = network.output.blocks

        def of_output(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
            return blocks.losses_with_gradient(logits, x, self.category_weight)

        def change(x: Tensor, generator: torch.Generator) -> Tensor:
            return mask_cells(x, blocks, level_range(self.mask_fraction), generator)

        names = ("numbers", "categories")[: 2 if blocks.widths else 1]
        return Objective(names, of_output, change=change)
