"""Networks of ratings, of which most are missing.

A row of ``x``, shape (batch, n_visible), has the ratings of one item by all users, or
of one user of all items. 0 stands for no rating: it adds nothing to the input of the
hidden units, and nothing to the loss.
"""

import torch
from torch import Tensor, nn
from torch.nn.utils import skip_init

from autoencode.nn.dropout import Dropout


class RatingAutoencoder(nn.Module):
    """AutoRec: a layer of logistic units, and a linear one back to all ratings.

    Parameters
    ----------
    n_visible, n_hidden : int
        Numbers of units.

    dropout : float
        Probability that a rating is left out of the input in training. The others are
        scaled up.
    """

    draws_globally = False

    def __init__(self, n_visible: int, n_hidden: int, dropout: float) -> None:
        super().__init__()
        # Without weights, which `initialize` draws: not from the global generator.
        self.encoder = _linear(n_visible, n_hidden)
        self.decoder = _linear(n_hidden, n_visible)
        self.dropout = Dropout(dropout)

    def initialize(self, mean: float, generator: torch.Generator) -> None:
        """Draw the weights as Glorot & Bengio (2010); ``mean`` is that of the input."""
        for layer in (self.encoder, self.decoder):
            nn.init.xavier_uniform_(layer.weight, generator=generator)
        nn.init.zeros_(self.encoder.bias)
        nn.init.constant_(self.decoder.bias, mean)

    def encode(self, x: Tensor) -> Tensor:
        """Return the hidden units, (batch, n_hidden)."""
        hidden = self.encoder(self.dropout(x) if self.dropout.p else x)
        return torch.sigmoid(hidden)

    def decode(self, code: Tensor) -> Tensor:
        """Return all expected ratings, (batch, n_visible)."""
        out: Tensor = self.decoder(code)
        return out

    def forward(self, x: Tensor) -> Tensor:
        """Return all expected ratings given some."""
        return self.decode(self.encode(x))


def _linear(n_inputs: int, n_outputs: int) -> nn.Linear:
    """Return a linear layer whose weights are not set."""
    layer: nn.Linear = skip_init(nn.Linear, n_inputs, n_outputs, dtype=torch.float32)  # type: ignore[no-untyped-call]
    return layer


def observed_error(
    network: nn.Module, x: Tensor, generator: torch.Generator
) -> dict[str, Tensor]:
    """Return the loss of `RatingAutoencoder`: the squared error of the given ratings.

    A mean over the batch of sums over ratings, as all losses here.
    """
    error = (network(x) - x) * (x != 0)
    return {"squared_error": error.square().sum() / len(x)}


class RatingMachine(nn.Module):
    """Restricted Boltzmann machine with softmax visible units, some of them missing.

    A visible unit is a rating, one of ``n_levels``; missing ones have no part in the
    energy (Salakhutdinov, Mnih & Hinton, 2007).

    Parameters
    ----------
    n_visible, n_levels, n_hidden : int
        Numbers of ratings, of their levels, and of binary hidden units.
    """

    draws_globally = False

    def __init__(self, n_visible: int, n_levels: int, n_hidden: int) -> None:
        super().__init__()
        self.n_levels = n_levels
        shape = (n_hidden, n_visible * n_levels)
        weight = torch.zeros(shape, dtype=torch.float32)
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.hidden_bias = nn.Parameter(weight.new_zeros(n_hidden), requires_grad=False)
        biases = weight.new_zeros(n_visible * n_levels)
        self.visible_bias = nn.Parameter(biases, requires_grad=False)

    def initialize(self, shares: Tensor, generator: torch.Generator) -> None:
        """Draw the weights; biases of visible units are the logarithms of ``shares``.

        Those are the shares of the levels in the ratings of each visible unit, above 0,
        shape (n_visible, n_levels).
        """
        self.weight.normal_(std=0.01, generator=generator)
        self.visible_bias.copy_(shares.log().flatten())

    def units_of(self, levels: Tensor) -> Tensor:
        """Return visible units that are 0 or 1, (batch, n_visible * n_levels).

        ``levels`` has the number of each rating's level, from 1; 0 is no rating.
        """
        numbers = torch.arange(1, self.n_levels + 1, device=levels.device)
        return (levels.unsqueeze(2) == numbers).flatten(1).to(self.weight.dtype)

    def encode(self, units: Tensor) -> Tensor:
        """Return the probabilities of the hidden units."""
        return torch.sigmoid(torch.addmm(self.hidden_bias, units, self.weight.t()))

    def decode(self, hidden: Tensor) -> Tensor:
        """Return the probability of each level, (batch, n_visible, n_levels)."""
        logits = torch.addmm(self.visible_bias, hidden, self.weight)
        return logits.reshape(len(hidden), -1, self.n_levels).softmax(dim=2)
