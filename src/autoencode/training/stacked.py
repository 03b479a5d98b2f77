"""Several small networks of one shape, trained at once.

In a small network the calls of operations take longer than the arithmetic. With the
weights of several of them stacked, one call serves all.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autoencode.arrays import Array, dense
from autoencode.losses import Loss
from autoencode.training.batches import BatchSource, batch_bounds, shuffled
from autoencode.training.distributed import ALONE, Division
from autoencode.training.explicit import ExplicitLayers, Objective
from autoencode.training.steps import ExplicitStep


class StackedSource(BatchSource):
    """Batches of every network's own rows, one below the other.

    The ``sources`` are of the same samples; each network has its own centre, scale,
    training rows and seed of their order. An epoch has as many rows of each network as
    the smallest set has, drawn anew in each epoch.
    """

    def __init__(
        self, sources: list[BatchSource], rows: list[Array], seeds: list[int]
    ) -> None:
        first = sources[0]
        super().__init__(first.X, first.mean, first.scale, first.device)
        self.of_each = list(zip(rows, seeds, strict=True))
        self.centres = np.stack([each.mean for each in sources])[:, None]
        scales = np.array([each.scale for each in sources], self.working_type)
        self.scales = scales[:, None, None]

    def shuffled(
        self,
        rows: Array,
        batch_size: int,
        seed: int,
        epoch: int,
        n_done: int = 0,
        division: Division = ALONE,
    ) -> Iterator[Tensor]:
        """Yield batches of shape (n_networks * batch, n_features).

        ``rows`` gives the number of rows of each network; ``seed`` is not used. The
        first ``n_done`` batches are left out. They are not divided between processes.
        """
        orders = np.stack(
            [shuffled(own, seed, epoch)[: len(rows)] for own, seed in self.of_each]
        )
        for start, stop in batch_bounds(len(rows), batch_size)[n_done:]:
            chosen = orders[:, start:stop]
            block = dense(self.X, chosen.reshape(-1)).reshape(*chosen.shape, -1)
            block = (block - self.centres) / self.scales
            whole = block.astype(np.float32).reshape(chosen.size, -1)
            yield torch.from_numpy(whole).to(self.device)


class StackedLayers(ExplicitLayers):
    """`ExplicitLayers` of several networks, made of `StackedLinear`."""

    def __init__(self, n_networks: int, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.n_networks = n_networks

    def _by_network(self, rows: Tensor) -> Tensor:
        """View rows as (n_networks, batch, width)."""
        return rows.view(self.n_networks, -1, rows.shape[1])

    def affine(self, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return the outputs of a layer of each network for its own rows."""
        biases = bias.view(self.n_networks, 1, -1)
        return torch.baddbmm(biases, self._by_network(h), weight.mT).flatten(0, 1)

    def set_gradients(
        self, found: Sequence[Tensor], gradient: Tensor, h: Tensor
    ) -> None:
        """Write the gradients of a layer of each network."""
        gradient = self._by_network(gradient)
        torch.bmm(gradient.mT, self._by_network(h), out=found[0])
        torch.sum(gradient, dim=1, out=found[1].view(self.n_networks, -1))

    def input_gradient(self, gradient: Tensor, weight: Tensor) -> Tensor:
        """Return the gradient of the rows."""
        return torch.bmm(self._by_network(gradient), weight).flatten(0, 1)


class StackedStep(ExplicitStep):
    """An `ExplicitStep` of `StackedLayers`, with a loss term for each network.

    Several processes all train all networks.
    """

    def __init__(self, layers: StackedLayers, loss: Loss, *arguments: Any) -> None:
        self.loss, self.n_networks = loss, layers.n_networks
        names = tuple(str(number) for number in range(self.n_networks))
        super().__init__(layers, Objective(names, self._losses), *arguments)
        self.division = ALONE

    def _losses(self, output: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        terms = self.loss.per_sample(output, x).view(self.n_networks, -1).mean(dim=1)
        assert self.loss.mean_with_gradient is not None
        _, gradient = self.loss.mean_with_gradient(output, x)
        return terms, gradient.mul_(self.n_networks)  # it was a mean over all
