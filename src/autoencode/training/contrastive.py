"""Contrastive divergence: the training step of Boltzmann machines."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from autoencode.nn.rbm import BoltzmannMachine
from autoencode.training.batches import batch_bounds
from autoencode.training.checkpoint_checks import check_tensor, whole
from autoencode.training.devices import Stream, derived_seed
from autoencode.training.eager import SGD
from autoencode.training.loop import Plan
from autoencode.training.products import linear
from autoencode.training.steps import GradientStep

# Hinton (2010), section 9: momentum is lower at first, while statistics change fast.
FIRST_MOMENTUM, FIRST_EPOCHS = 0.5, 5
MOMENTUM = 0.9  # afterwards


def auto_learning_rate(visible: str, hidden: str) -> float:
    """Return the default learning rate for units of these types."""
    return 0.1 if visible == hidden == "binary" else 0.001


# Chains that continue follow the weights only as fast as they mix (Tieleman, 2008).
# With momentum the weights move on while the chains lag behind, and both oscillate.
# Without it the same total step, 1 / (1 - 0.9) times the learning rate, is stable, if
# large ones become smaller at the end.
PERSISTENT_FACTOR = 10


def auto_momentum(*, persistent: bool) -> float:
    """Return the default momentum."""
    return 0.0 if persistent else MOMENTUM


def auto_persistent_rate(visible: str, hidden: str, momentum: float) -> float:
    """Return the default learning rate of persistent chains."""
    factor = round(PERSISTENT_FACTOR * (1 - momentum), 12)  # 1, of a momentum of 0.9
    return factor * auto_learning_rate(visible, hidden)


def auto_schedule(visible: str, hidden: str, *, persistent: bool) -> str:
    """Return the name of the default schedule."""
    is_large = visible == hidden == "binary"
    return "linear" if persistent and is_large else "constant"


def n_first_steps(n_samples: int, batch_size: int) -> int:
    """Return the number of steps with the lower momentum."""
    return FIRST_EPOCHS * len(batch_bounds(n_samples, batch_size))


@dataclass(frozen=True, kw_only=True)
class ContrastiveRule:
    """Settings of contrastive divergence, named like the parameters of `RBM`."""

    n_gibbs_steps: int = 1
    persistent: bool = False
    first_momentum: float = FIRST_MOMENTUM  # in the first steps
    n_first_steps: int = 0
    momentum: float = MOMENTUM
    weight_decay: float = 0.0002
    sparsity_target: float | None = None
    sparsity_weight: float = 0.1


OF_A_STEP = ("n_done", "chains", "mean_activity")  # what the next step depends on


class ContrastiveStep(GradientStep):
    """A step along the difference between statistics of data and machine.

    Hinton (2002). The machine's are those after a few Gibbs steps from the data (CD-k),
    or from chains that continue from step to step (persistent CD; Tieleman, 2008). As
    in the code of Hinton & Salakhutdinov (2006), hidden units are states as the input
    of visible ones and probabilities elsewhere; with CD-1 visible units are means,
    which is less noisy, and with longer chains states, which is less biased.
    """

    def __init__(
        self, machine: BoltzmannMachine, rule: ContrastiveRule, plan: Plan
    ) -> None:
        runtime = plan.runtime
        weights = [machine.weight, machine.hidden_bias, machine.visible_bias]
        groups: list[dict[str, Any]] = [
            {"params": weights[:1], "weight_decay": rule.weight_decay},
            {"params": weights[1:]},
        ]
        optimizer = SGD(
            groups,
            lr=plan.learning_rate,
            momentum=0.5,
            fused=runtime.device.type != "mps",
        )
        super().__init__(optimizer, runtime)
        self.names = ["reconstruction"]
        self.machine, self.rule, self.seed = machine, rule, plan.seed
        self.generator = torch.Generator(runtime.device)
        self.type = runtime.autocast_dtype or torch.float32
        self.is_onednn = runtime.uses_onednn
        self.operand = machine.weight.to(
            self.type
        )  # the weights, as products take them
        self.n_done = 0  # steps
        self.chains: Tensor | None = None  # visible states, with persistent CD
        self.mean_activity: Tensor | None = None  # of hidden units, over recent batches

    def state_dict(self) -> dict[str, Any]:
        """Return the state of the optimizer and of the persistent chains."""
        own = {name: getattr(self, name) for name in OF_A_STEP}
        return super().state_dict() | own

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Set what `state_dict` returns."""
        super().load_state_dict(state)
        self.n_done = whole(state["n_done"])
        n_hidden, n_visible = self.machine.weight.shape
        shapes = {"chains": (None, n_visible), "mean_activity": (n_hidden,)}
        for name, shape in shapes.items():
            value = state[name]
            if value is not None:
                check_tensor(value, name, shape, torch.float32)
                value = value.to(self.runtime.device)
            setattr(self, name, value)

    @torch.no_grad()
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Set the gradients; return half the mean squared error of reconstructions."""
        self.generator.manual_seed(derived_seed(self.seed, Stream.STEP, number))
        self.n_done = number + 1
        for group in self.optimizer.param_groups:
            is_early = number < self.rule.n_first_steps
            group["momentum"] = (
                self.rule.first_momentum if is_early else self.rule.momentum
            )
        machine = self.machine
        self.operand = machine.weight.to(self.type)
        z_data = self._up(x)
        h_data = machine.hidden.mean(z_data)
        v_model, error = self._negative(x, z_data)
        h_model = machine.hidden.mean(self._up(v_model))
        self._set_gradients(x, h_data, v_model, h_model)
        return error.reshape(1)

    def _negative(self, x: Tensor, z_data: Tensor) -> tuple[Tensor, Tensor]:
        """Return visible units after Gibbs steps, and the error of reconstructions."""
        visible, hidden = self.machine.visible, self.machine.hidden
        total = visible.total(x)
        h = hidden.sample(z_data, self.generator)
        z = self._down(h)
        mean = visible.mean(z) if total is None else visible.mean(z) * total
        error = 0.5 * (mean - x).square().sum() / len(x)
        if self.rule.persistent:
            return self._continue_chains(x), error
        if self.rule.n_gibbs_steps == 1:
            return mean, error
        for _ in range(self.rule.n_gibbs_steps - 1):
            v = visible.sample(z, self.generator, total)
            h = hidden.sample(self._up(v), self.generator)
            z = self._down(h)
        return visible.sample(z, self.generator, total), error

    def _continue_chains(self, x: Tensor) -> Tensor:
        """Return the states of the persistent chains after more Gibbs steps."""
        if self.chains is None:
            self.chains = x.clone()
        if len(self.chains) < len(x):  # the first batches were smaller
            self.chains = torch.cat([self.chains, x[len(self.chains) :]])
        visible, hidden = self.machine.visible, self.machine.hidden
        total = visible.total(x)
        if total is not None:  # of the samples that the chains are compared with
            total = total[torch.arange(len(self.chains), device=x.device) % len(x)]
        for _ in range(self.rule.n_gibbs_steps):
            h = hidden.sample(self._up(self.chains), self.generator)
            self.chains = visible.sample(self._down(h), self.generator, total)
        return self.chains

    def _set_gradients(
        self, x: Tensor, h_data: Tensor, v_model: Tensor, h_model: Tensor
    ) -> None:
        """Set gradients: statistics of the machine minus those of the data."""
        machine = self.machine
        excess = self._excess_activity(h_data)
        # One product for both: its sums are taken in float32, then rounded once.
        hidden = torch.cat([h_model / len(h_model), (excess - h_data) / len(x)])
        visible = torch.cat([v_model.to(self.type), x.to(self.type)])
        left, right = hidden.to(self.type).t(), visible
        product = linear(left, right.t()) if self.is_onednn else left @ right
        machine.weight.grad = product.float()
        totals = [machine.visible.total(each) for each in (v_model, x)]
        if totals[0] is not None and totals[1] is not None:
            hidden = hidden * torch.cat([totals[0], totals[1]])
        machine.hidden_bias.grad = hidden.sum(dim=0)
        machine.visible_bias.grad = v_model.mean(dim=0) - x.mean(dim=0)

    def _excess_activity(self, h_data: Tensor) -> Tensor:
        """Return the gradient of the sparsity penalty by each unit's total input.

        Hinton (2010), section 11: the cross-entropy between the target and a moving
        average of the mean activity.
        """
        rule = self.rule
        if rule.sparsity_target is None:
            return h_data.new_zeros(1)
        mean = h_data.mean(dim=0)
        if self.mean_activity is None:
            self.mean_activity = mean
        self.mean_activity = torch.lerp(mean, self.mean_activity, 0.9)
        return rule.sparsity_weight * (self.mean_activity - rule.sparsity_target)

    def _up(self, x: Tensor) -> Tensor:
        """Return the hidden units' total input, float32."""
        machine = self.machine
        total = machine.visible.total(x)
        bias = machine.hidden_bias if total is None else total * machine.hidden_bias
        if self.is_onednn:
            return linear(x, self.operand).add_(bias)
        return torch.add(bias, F.linear(x.to(self.type), self.operand))

    def _down(self, h: Tensor) -> Tensor:
        """Return the visible units' total input, float32."""
        if self.is_onednn:
            return linear(h, self.operand.t()).add_(self.machine.visible_bias)
        return torch.add(self.machine.visible_bias, h.to(self.type) @ self.operand)
