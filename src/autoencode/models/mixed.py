"""The autoencoder of mixed tables: numbers, categories, and cells that are missing."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.blocks import BlockOutput, Blocks, mask_cells
from autoencode.params import level, level_range, number, sizes


@dataclass(kw_only=True, eq=False, repr=False)
class MixedAutoencoder(BaseAutoencoder):
    """Autoencoder of samples that hold numbers and categories, with missing cells.

    A sample is a row of numbers, then, if any may be missing, as many flags (1: the
    number is missing, and is given as 0), then a block for each category, with a 1 at
    its place, or nothing but 0 where it is missing. `autoencode.TableAutoencoder` makes
    such rows of data frames, and frames of reconstructions.

    Numbers are reconstructed by squared error, categories as probabilities, by cross-
    entropy; missing cells count for neither. In training some cells of each sample are
    hidden besides, and are to be found from the others: so missing ones are filled in
    [1]_.

    *When to choose it.* Through `TableAutoencoder`, for tables with categories or
    missing cells. *What to tune first.* ``n_components``; ``category_weight``, if
    categories matter more than numbers. *What goes wrong.* Numbers that are not scaled
    to a variance of about 1 drown the categories, or are drowned by them.

    Parameters
    ----------
    n_components : int, default=16
        Size of the code.

    n_numbers : int or None, default=None
        How many features, the first, are numbers; None takes all that are no block of
        a category, without flags.

    category_sizes : tuple of int or None, default=None
        Sizes of the blocks, in their order; None is for no categories.

    mask_fraction : float or (float, float), default=(0.0, 0.5)
        Chance that a cell is hidden in training; each sample's own is drawn from the
        range.

    category_weight : float, default=1.0
        Of the cross-entropies, in nats, beside half the squared errors. With 1 the loss
        is a negative log likelihood: of numbers with variance 1, and of categories.

    **parameters
        Those of `BaseAutoencoder`: network and training. ``loss`` and
        ``output_activation`` are those above, and stay as they are.

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

    _samples_as_they_are: ClassVar[bool] = True
    _in_nats: ClassVar[bool] = True

    n_components: int = number(16, whole=True, at_least=1)
    n_numbers: int | None = number(None, whole=True, at_least=0, optional=True)
    category_sizes: tuple[int, ...] | None = sizes(None)
    mask_fraction: float | tuple[float, float] = level((0.0, 0.5), below=1)
    category_weight: float = number(1.0, above=0)

    def blocks(self, n_features: int) -> Blocks:
        """Return where numbers, flags and categories lie in a sample.

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
            f"n_numbers, once or twice, and category_sizes must add up to the number "
            f"of features, {n_features}; got {self.n_numbers!r} and {widths!r}."
        )

    def _build_network(self, n_features: int) -> nn.Module:
        given = (self.loss, self.output_activation)
        if given[0] != "squared_error" or given[1] not in ("auto", "identity"):
            raise InvalidParameterError(
                f"loss and output_activation must be 'squared_error' and 'auto' for "
                f"tables: categories have their own; got {given[0]!r}, {given[1]!r}."
            )
        return self._encoder_decoder(n_features)

    def _make_network(self, n_features: int) -> nn.Module:
        network = super()._make_network(n_features)
        network.output = BlockOutput(self.blocks(n_features))
        return network

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        blocks = network.output.blocks
        seen = mask_cells(x, blocks, level_range(self.mask_fraction), generator)
        logits = network.decode(network.encode(seen)).float()
        numbers = blocks.numbers_loss(logits, x)
        if not blocks.widths:
            return {"numbers": numbers.mean()}
        categories = self.category_weight * blocks.categories_loss(logits, x)
        return {"numbers": numbers.mean(), "categories": categories.mean()}
