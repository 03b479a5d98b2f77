"""Several small networks of one shape, trained at once.

A small network waits longer for its operations to be called than they take. With the
weights of several of them stacked, one call serves all.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, dense
from autoencode.training.batches import BatchSource, batch_bounds, shuffled
from autoencode.training.steps import DenseStep
from autoencode.training.written import WrittenLayers


class StackedLinear(nn.Module):
    """The weights of linear layers of one shape, one from each network.

    ``weight`` has shape (n_networks, n_outputs, n_inputs); ``bias`` is one row, as
    weight decay is for matrices alone.
    """

    def __init__(self, layers: list[nn.Linear]) -> None:
        super().__init__()
        self.layers = tuple(layers)  # in a tuple: their weights are not trained here
        self.weight = nn.Parameter(torch.stack([each.weight for each in layers]))
        self.bias = nn.Parameter(torch.cat([each.bias for each in layers]))

    @torch.no_grad()
    def give_back(self) -> None:
        """Put the weights into the layers that they came from."""
        biases = self.bias.view(len(self.layers), -1)
        for layer, weight, bias in zip(self.layers, self.weight, biases, strict=True):
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)


class StackedSource(BatchSource):
    """Gives every network rows of its own, one block under the other.

    Parameters
    ----------
    sources : list of BatchSource
        Of the same samples; each network has its own centre and scale.

    rows : list of array
        Those that each network trains on. Of an epoch it leaves out as many, drawn
        anew, as it has more than the one with the fewest.

    seeds : list of int
        Of each network's order.
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
        self, rows: Array, batch_size: int, seed: int, epoch: int
    ) -> Iterator[Tensor]:
        """Give batches of shape (n_networks * batch, n_features).

        ``rows`` stands for as many of each network's; it, and ``seed``, are not used.
        """
        orders = np.stack(
            [shuffled(own, seed, epoch)[: len(rows)] for own, seed in self.of_each]
        )
        for start, stop in batch_bounds(len(rows), batch_size):
            chosen = orders[:, start:stop]
            block = dense(self.X, chosen.reshape(-1)).reshape(*chosen.shape, -1)
            block = (block - self.centres) / self.scales
            whole = block.astype(np.float32).reshape(chosen.size, -1)
            yield torch.from_numpy(whole).to(self.device)


class StackedLayers(WrittenLayers):
    """`WrittenLayers` of every network, on a `StackedSource`'s batch.

    The layers' ``linear`` are `StackedLinear`.
    """

    def __init__(self, n_networks: int, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.n_networks = n_networks

    def _apart(self, rows: Tensor) -> Tensor:
        """View rows as (n_networks, batch, width)."""
        return rows.view(self.n_networks, -1, rows.shape[1])

    def affine(self, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return what each network's layer makes of its rows."""
        biases = bias.view(self.n_networks, 1, -1)
        return torch.baddbmm(biases, self._apart(h), weight.mT).flatten(0, 1)

    def add_gradients(self, i: int, gradient: Tensor, h: Tensor) -> None:
        """Set the gradients of layer ``i``: a step comes here once."""
        for_weight, for_bias = self.gradients[2 * i : 2 * i + 2]
        apart = self._apart(gradient)
        torch.sum(apart, dim=1, out=for_bias.view(self.n_networks, -1))
        torch.bmm(apart.mT, self._apart(h), out=for_weight)
        weight, bias = self.parameters[2 * i : 2 * i + 2]
        weight.grad, bias.grad = for_weight, for_bias

    def for_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
        """Return the gradient of the rows."""
        return torch.bmm(self._apart(gradient), weight).flatten(0, 1)


class StackedStep(DenseStep):
    """A `DenseStep` of `StackedLayers`. There is a loss term for each network."""

    def __init__(self, layers: StackedLayers, *arguments: Any) -> None:
        super().__init__(layers, *arguments)
        self.n_networks = layers.n_networks
        self.names = [str(number) for number in range(self.n_networks)]

    def _loss(self, output: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        terms = self.loss.per_sample(output, x).view(self.n_networks, -1).mean(dim=1)
        _, gradient = self.loss.mean_with_gradient(output, x)
        return terms, gradient.mul_(self.n_networks)  # it was a mean over all
