"""One optimizer step: the update of the weights by a batch.

`AutogradStep` is for any network and any loss. `ExplicitStep` computes the same
gradients without autograd, for small networks of dense layers whose loss terms are
functions of the output alone.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from autoencode.training.checkpoint_checks import load_optimizer
from autoencode.training.conjugate import ConjugateGradients
from autoencode.training.devices import Randomness, Runtime, Stream, derived_seed
from autoencode.training.distributed import (
    ALONE,
    DividedLoss,
    Division,
    combine_buffers,
    division,
    others_needed,
    summed,
    use_same,
)
from autoencode.training.explicit import ExplicitLayers, Objective
from autoencode.training.frozen import Frozen
from autoencode.training.products import FastLinear

LossTerms = Callable[[nn.Module, Tensor, torch.Generator], dict[str, Tensor]]


class Step(ABC):
    """Changes weights by one batch. Use it in a ``with`` block."""

    n_discriminator_terms: int = 0  # the last ones, which are not part of the loss
    # How the rows of a batch are divided between processes; all have all of them if
    # the step is none that can be divided.
    division: Division = ALONE

    def __init__(self) -> None:
        self.names: list[str] = []  # of the loss terms, known after the first step
        self.block = contextlib.ExitStack()

    @abstractmethod
    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make step ``number``, counted from 0; return the loss terms before it.

        Shape (n_terms,), on the device: means over the batch. Random numbers are a
        function of ``number``.
        """

    @abstractmethod
    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None:
        self.block.close()

    @abstractmethod
    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size from the next step on."""

    def set_batch(self, n_rows: int) -> None:
        """Prepare for a batch of so many rows, those of all processes together."""
        return  # nothing, where all processes compute the whole batch

    @abstractmethod
    def state_dict(self) -> dict[str, Any]:
        """Return what a step depends on besides the weights, for a checkpoint."""

    @abstractmethod
    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Set it to that of a checkpoint."""


class GradientStep(Step):
    """A step along a gradient, by one optimizer."""

    def __init__(self, optimizer: Optimizer, runtime: Runtime) -> None:
        super().__init__()
        self.optimizer, self.runtime = optimizer, runtime
        self.weight = 1.0  # of the own rows' mean loss, see `Division.weight`

    @abstractmethod
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Set the gradients of the loss terms' sum; return the terms."""

    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make the step; return the loss terms before it."""
        if isinstance(self.optimizer, ConjugateGradients):
            return self.optimizer.step(lambda: self.set_gradients(x, number))
        terms = self.set_gradients(x, number)
        self.optimizer.step()
        return terms

    def __enter__(self) -> Self:
        self.block.enter_context(self.runtime.threads())
        return self

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size, times each group's own factor."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate * group.get("factor", 1.0)

    def set_batch(self, n_rows: int) -> None:
        """Weight the loss of the own rows by their share of a batch."""
        self.weight = self.division.weight(n_rows)

    def terms_to_compare(self, terms: Tensor) -> Tensor:
        """Return the loss terms as the optimizer needs them.

        Line searches compare losses: all processes must see those of the whole batch.
        """
        if self.division.n > 1 and isinstance(self.optimizer, ConjugateGradients):
            return summed(terms * self.weight).div_(self.division.n)
        return terms

    def state_dict(self) -> dict[str, Any]:
        """Return the state of the optimizer, and the names of the loss terms."""
        return {"optimizer": self.optimizer.state_dict(), "names": self.names}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Set the state of the optimizer."""
        load_optimizer(self.optimizer, state["optimizer"])
        self.names = [str(name) for name in state["names"]]


class AdversarialStep(Step):
    """A step of the model, then one of its discriminator, on each batch.

    Each changes its own weights (Goodfellow et al., 2014, algorithm 1).
    """

    def __init__(self, model: GradientStep, discriminator: GradientStep) -> None:
        super().__init__()
        self.model, self.discriminator = model, discriminator
        self.division = model.division

    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make both steps; return the terms of both."""
        terms = torch.cat([self.model(x, number), self.discriminator(x, number)])
        self._take_names()
        return terms

    def __enter__(self) -> Self:
        self.block.enter_context(self.model)
        self.block.enter_context(self.discriminator)
        return self

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size for both."""
        self.model.set_learning_rate(learning_rate)
        self.discriminator.set_learning_rate(learning_rate)

    def set_batch(self, n_rows: int) -> None:
        """Prepare both for a batch."""
        self.model.set_batch(n_rows)
        self.discriminator.set_batch(n_rows)

    def state_dict(self) -> dict[str, Any]:
        """Return the state of both."""
        steps = {"model": self.model, "discriminator": self.discriminator}
        return {name: step.state_dict() for name, step in steps.items()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Set the state of both."""
        self.model.load_state_dict(state["model"])
        self.discriminator.load_state_dict(state["discriminator"])
        self._take_names()

    def _take_names(self) -> None:
        self.names = self.model.names + self.discriminator.names
        self.n_discriminator_terms = len(self.discriminator.names)


class AutogradStep(GradientStep):
    """A step of any network and loss, by autograd.

    Only the optimizer's weights get gradients; others in the network, such as a
    discriminator's, do not. Noise is a function of ``seed`` and the step's number,
    which a network that has ``step_number`` is told. With several processes each
    computes the loss of its own rows.
    """

    def __init__(
        self,
        network: nn.Module,
        loss_terms: LossTerms,
        optimizer: Optimizer,
        runtime: Runtime,
        seed: int,
    ) -> None:
        super().__init__(optimizer, runtime)
        self.network, self.loss_terms, self.seed = network, loss_terms, seed
        self.randomness = Randomness(network, runtime.device)
        self.numbered: Any = network if hasattr(network, "step_number") else None
        self.fast_linear = FastLinear(runtime.uses_onednn)
        self.own = {id(p) for group in optimizer.param_groups for p in group["params"]}
        self.weights: list[nn.Parameter] = []
        self.others: list[nn.Parameter] = []
        self.division = division()
        self.divided: DividedLoss | None = None

    def __enter__(self) -> Self:
        super().__enter__()
        self.block.enter_context(self.randomness)
        # Looked up each time: weights may have been frozen or replaced between blocks.
        weights = list(self.network.parameters())
        self.weights = [p for p in weights if id(p) in self.own]
        self.others = [p for p in weights if p.requires_grad and id(p) not in self.own]
        if self.division.n > 1:
            self._divide()
        return self

    def _divide(self) -> None:
        """Let the processes begin an epoch with equal weights."""
        weights = [p for p in self.weights if p.requires_grad]
        if self.divided is None or not self.divided.is_of(weights):
            with self._others_frozen():
                self.divided = DividedLoss(self.network, self.loss_terms)
        use_same(weights)

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if self.divided is not None and error[0] is None:
            combine_buffers(self.network)

    @contextlib.contextmanager
    def _others_frozen(self) -> Iterator[None]:
        """Let no weights but the optimizer's get a gradient."""
        try:
            for each in self.others:
                each.requires_grad_(False)
            yield
        finally:
            for each in self.others:
                each.requires_grad_(True)

    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Compute the loss, and the gradients by autograd."""
        seed = self.division.noise(derived_seed(self.seed, Stream.STEP, number))
        self.randomness.seed(seed)
        if self.numbered is not None:
            self.numbered.step_number = number
        for each in self.weights:
            each.grad = None
        with self._others_frozen():
            with self.runtime.autocast(), self.fast_linear:
                terms = self._terms(x)
            values = torch.stack(list(terms.values()))
            self._backward(values.sum())
        self.names = list(terms)
        return self.terms_to_compare(values.detach())

    def _terms(self, x: Tensor) -> dict[str, Tensor]:
        generator = self.randomness.generator
        if self.divided is None:
            return self.loss_terms(self.network, x, generator)
        return self.divided(x, generator)

    def _backward(self, loss: Tensor) -> None:
        if self.divided is None:
            loss.backward()  # type: ignore[no-untyped-call]
            return
        with others_needed():
            (loss * self.weight).backward()  # type: ignore[no-untyped-call]


class ExplicitStep(GradientStep):
    """A step of dense layers and a loss of their output, without autograd.

    Gradients and noise are those of `AutogradStep`, in the same precision. ``layers``
    lead from input to logits, or to the reconstruction if the loss takes that.
    """

    def __init__(
        self,
        layers: ExplicitLayers,
        objective: Objective,
        optimizer: Optimizer,
        runtime: Runtime,
        seed: int = 0,
    ) -> None:
        super().__init__(optimizer, runtime)
        self.layers, self.objective, self.seed = layers, objective, seed
        self.names = list(objective.names)
        self.generator = torch.Generator()
        self.frozen = Frozen(())
        self.division = division()

    def __enter__(self) -> Self:
        self.frozen = Frozen(self.layers.parameters)  # may change between epochs
        if self.division.n > 1:
            use_same(self._weights())
        return super().__enter__()

    def _weights(self) -> list[Tensor]:
        groups = self.optimizer.param_groups
        return [weight for group in groups for weight in group["params"]]

    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make the step, which leaves frozen weights as they are."""
        try:
            return super().__call__(x, number)
        finally:
            self.frozen.restore()

    @torch.no_grad()
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Compute the loss, and the gradients layer by layer."""
        layers = self.layers
        seen = self._seen(x, number).to(layers.type)
        inputs, before, output = layers.forward(seen)
        terms, gradient = self.objective.of_output(output.float(), x)
        if self.division.n > 1:
            gradient = gradient * (self.weight / self.division.n)
        layers.backward(gradient.to(layers.type), inputs, before)
        if self.division.n > 1:
            for weight in self._weights():
                if weight.grad is not None:
                    summed(weight.grad)
        self.frozen.clear_gradients()
        return self.terms_to_compare(terms)

    def _seen(self, x: Tensor, number: int) -> Tensor:
        """Return what the network sees of a batch."""
        if self.objective.change is None:
            return x
        seed = self.division.noise(derived_seed(self.seed, Stream.STEP, number))
        return self.objective.change(x, self.generator.manual_seed(seed))
