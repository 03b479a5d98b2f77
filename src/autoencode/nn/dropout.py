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
