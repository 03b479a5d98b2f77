"""Restricted Boltzmann machines: energies, conditionals and Gibbs sampling.

The energy is ``E(v, h) = base(v) + base(h) - b v - c h - h W v``, where ``base`` is
half the squared norm of Gaussian units and 0 for others. The units of a layer are
independent given the other layer. Training is elsewhere, and autograd is not used.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.units import HIDDEN_UNITS, VISIBLE_UNITS


class BoltzmannMachine(nn.Module):
    """Visible and hidden units, fully connected to each other.

    ``encode``, ``decode`` and ``output`` are as in an autoencoder's network: the mean
    of the hidden units given samples, the input of the visible units given codes, and
    their mean.

    Parameters
    ----------
    n_visible, n_hidden : int
        Numbers of units.

    visible, hidden : str
        Types of units: names in `autoencode.nn.units.VISIBLE_UNITS` and `HIDDEN_UNITS`.

    weight_std : float, default=0.01
        Standard deviation of the initial weights; 0 draws no random numbers. Biases
        start at 0.
    """

    draws_globally = False

    def __init__(
        self,
        n_visible: int,
        n_hidden: int,
        visible: str = "binary",
        hidden: str = "binary",
        weight_std: float = 0.01,
    ) -> None:
        super().__init__()
        self.visible = VISIBLE_UNITS[visible]
        self.hidden = HIDDEN_UNITS[hidden]
        # As in nn.Linear: one row per hidden unit.
        weight = torch.zeros(n_hidden, n_visible, dtype=torch.float32)
        self.weight = _fixed(weight.normal_(std=weight_std) if weight_std else weight)
        self.hidden_bias = _fixed(weight.new_zeros(n_hidden))
        self.visible_bias = _fixed(weight.new_zeros(n_visible))

    def hidden_input(self, x: Tensor) -> Tensor:
        """Return the hidden units' total input, (batch, n_hidden)."""
        total = self.visible.total(x)
        if total is None:
            return F.linear(x, self.weight, self.hidden_bias)
        return F.linear(x, self.weight) + total * self.hidden_bias

    def visible_input(self, h: Tensor) -> Tensor:
        """Return the visible units' total input, (batch, n_visible)."""
        return F.linear(h, self.weight.t(), self.visible_bias)

    def forward(self, x: Tensor) -> Tensor:
        """Return the reconstruction of ``x``."""
        return self.reconstruct(x)

    def encode(self, x: Tensor) -> Tensor:
        """Return the mean of the hidden units given samples."""
        return self.hidden.mean(self.hidden_input(x))

    def decode(self, code: Tensor) -> Tensor:
        """Return the total input of the visible units given codes."""
        return self.visible_input(code)

    def output(self, logits: Tensor) -> Tensor:
        """Return the mean of the visible units given their total input."""
        return self.visible.mean(logits)

    def reconstruct(self, x: Tensor) -> Tensor:
        """Return the mean of the visible units given the mean of the hidden units."""
        return self.reconstruction(self.decode(self.encode(x)), x)

    def reconstruction(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the reconstruction of ``x`` for the input of the visible units."""
        mean = self.output(logits)
        total = self.visible.total(x)
        return mean if total is None else mean * total

    def free_energy(self, x: Tensor) -> Tensor:
        """Return ``-log sum over h of exp(-E(x, h))``, shape (batch,).

        The negative log density of ``x`` minus the log partition function.
        """
        visible_energy = self.visible.base_energy(x) - x @ self.visible_bias
        return visible_energy - self.hidden.log_partition(self.hidden_input(x))

    def gibbs_step(self, x: Tensor, generator: torch.Generator) -> Tensor:
        """Sample hidden units given ``x``, then visible units given these."""
        h = self.hidden.sample(self.hidden_input(x), generator)
        total = self.visible.total(x)
        return self.visible.sample(self.visible_input(h), generator, total)


def _fixed(values: Tensor) -> nn.Parameter:
    """Return a parameter without autograd: its gradient is estimated by sampling."""
    return nn.Parameter(values, requires_grad=False)
