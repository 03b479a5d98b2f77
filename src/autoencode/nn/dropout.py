"""Layers with random numbers of their own generator, not of the global one."""

import torch
from torch import Tensor, nn


class RandomLayer(nn.Module):
    """A layer with random numbers from ``generator``, which the training loop sets.

    So fits in several threads are independent, and the global generator is not
    advanced.
    """

    def __init__(self) -> None:
        super().__init__()
        self.generator: torch.Generator | None = None  # None: PyTorch's global one


class Dropout(RandomLayer):
    """Set each unit to 0 with probability ``p`` in training, and scale up the others.

    Like `torch.nn.Dropout` (Srivastava et al., 2014), but for the generator.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` unchanged outside training."""
        if not self.training:
            return x
        keep = torch.empty_like(x).bernoulli_(1 - self.p, generator=self.generator)
        return x * keep.div_(1 - self.p)

    def extra_repr(self) -> str:
        """Return the arguments for the layer's repr."""
        return f"p={self.p}"


class UnitNoise(RandomLayer):
    """Add Gaussian noise in training, in units of the spread of each unit.

    ``std`` is relative to the standard deviation of a unit in the batch, so that large
    weights do not escape the noise. With normalized units this is the noise of Rasmus
    et al. (2015). With ``is_input`` all features have the noise of the whole batch's
    standard deviation, those that are constant too.
    """

    def __init__(self, std: float, *, is_input: bool = False) -> None:
        super().__init__()
        self.std, self.is_input = std, is_input

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x``, (batch, units, ...), unchanged outside training.

        Sparse samples and single ones are not changed either.
        """
        if (
            not self.training
            or self.std == 0
            or x.layout != torch.strided
            or len(x) < 2
        ):
            return x
        axes = None if self.is_input else [i for i in range(x.ndim) if i != 1]
        spread = x.detach().std(dim=axes, correction=0, keepdim=True)
        noise = torch.empty_like(x).normal_(generator=self.generator)
        return x + noise.mul_(self.std * spread)


class NoisySigmoid(RandomLayer):
    """Logistic function, after Gaussian noise of standard deviation 4 in training.

    Codes that survive the noise are near 0 or 1, and can be rounded to bits
    (Salakhutdinov & Hinton, 2009).
    """

    noise_std = 4.0  # that of the paper

    def forward(self, z: Tensor) -> Tensor:
        """Return values of the same shape, in (0, 1); without noise after training."""
        if self.training:
            noise = torch.empty_like(z).normal_(generator=self.generator)
            z = z + self.noise_std * noise
        return z.sigmoid()
