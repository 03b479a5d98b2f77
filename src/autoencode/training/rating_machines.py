"""Contrastive divergence of a machine of ratings, each case with its missing ones."""

from typing import Any

import torch
from torch import Tensor

from autoencode.nn.ratings import RatingMachine
from autoencode.training.devices import Stream, derived_seed
from autoencode.training.eager import Adam
from autoencode.training.loop import Plan
from autoencode.training.steps import GradientStep


class RatingMachineStep(GradientStep):
    """A step of CD-1 (Salakhutdinov, Mnih & Hinton, 2007), by Adam.

    ``x`` has the levels of ratings, from 1; 0 is no rating. Each case has the visible
    units that it has ratings of. Adam takes steps of the same size for items with many
    ratings and with few, as the paper's averages over the cases of each item do.
    """

    def __init__(self, machine: RatingMachine, weight_decay: float, plan: Plan) -> None:
        groups: list[dict[str, Any]] = [
            {"params": [machine.weight], "weight_decay": weight_decay},
            {"params": [machine.hidden_bias, machine.visible_bias]},
        ]
        optimizer = Adam(groups, lr=plan.learning_rate)
        super().__init__(optimizer, plan.runtime)
        self.names = ["squared_error"]
        self.machine, self.seed = machine, plan.seed
        self.generator = torch.Generator(plan.runtime.device)

    @torch.no_grad()
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Set the gradients; return the squared error of the expected levels."""
        self.generator.manual_seed(derived_seed(self.seed, Stream.STEP, number))
        machine, n = self.machine, len(x)
        given = machine.units_of(x)
        hidden = machine.encode(given)
        states = torch.bernoulli(hidden, generator=self.generator)
        rated = (x != 0).unsqueeze(2)
        shares = machine.decode(states) * rated
        levels = torch.arange(1, machine.n_levels + 1, dtype=x.dtype, device=x.device)
        error = (shares @ levels - x).square().sum() / n
        model = shares.flatten(1)
        hidden_model = machine.encode(model)
        machine.weight.grad = (hidden_model.t() @ model - hidden.t() @ given) / n
        machine.hidden_bias.grad = (hidden_model - hidden).mean(dim=0)
        machine.visible_bias.grad = (model - given).mean(dim=0)
        return error.reshape(1)
