"""One optimizer step: what the loop does with a batch, whatever the autoencoder.

`RecordedStep` lets autograd record any network and any loss; stacks of dense layers in
it are written out (`training.written`). Where a network is nothing but dense layers and
the loss that of the reconstruction alone, `DenseStep` does without any record: a small
network then waits less between products, and a large one touches less memory.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Self

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from autoencode.losses import Loss
from autoencode.nn.mlp import DenseStack, stacks_to_write_out
from autoencode.training.conjugate import ConjugateGradients
from autoencode.training.devices import Randomness, Runtime, Stream, derived_seed
from autoencode.training.flat import FlatWeights
from autoencode.training.written import WrittenLayers, WrittenStack

LossTerms = Callable[[nn.Module, Tensor, torch.Generator], dict[str, Tensor]]


class Step(ABC):
    """Changes weights by one batch. Use it in a ``with`` block."""

    names: list[str]  # of the loss terms, once a step was made
    n_apart: int = 0  # how many of them, the last, are an opponent's, not of the loss

    @abstractmethod
    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make step ``number``, counted from 0; return the loss terms before it.

        Shape (n_terms,), on the device: means over the batch. What is random is a
        function of ``number``.
        """

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(self, *error: object) -> None: ...

    @abstractmethod
    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size from the next step on."""


class GradientStep(Step):
    """A step along a gradient, by one optimizer."""

    def __init__(self, optimizer: Optimizer, runtime: Runtime) -> None:
        self.optimizer = optimizer
        self.runtime = runtime
        self.names: list[str] = []
        self.block = contextlib.ExitStack()

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

    def __exit__(self, *error: object) -> None:
        self.block.close()

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size, times each group's own factor."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate * group.get("factor", 1.0)


class Duel(Step):
    """Two steps in turn on each batch: a model's, and that of its opponent.

    Each changes weights of its own (Goodfellow et al., 2014, algorithm 1).
    """

    def __init__(self, own: GradientStep, opponent: GradientStep) -> None:
        self.own, self.opponent = own, opponent
        self.names: list[str] = []

    def __call__(self, x: Tensor, number: int) -> Tensor:
        """Make both steps; return the terms of both."""
        terms = torch.cat([self.own(x, number), self.opponent(x, number)])
        self.names = self.own.names + self.opponent.names
        self.n_apart = len(self.opponent.names)
        return terms

    def __enter__(self) -> Self:
        self.own.__enter__()
        self.opponent.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.opponent.__exit__(*error)
        self.own.__exit__(*error)

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use this step size for both."""
        self.own.set_learning_rate(learning_rate)
        self.opponent.set_learning_rate(learning_rate)


class RecordedStep(GradientStep):
    """A step of any network and loss, by autograd.

    Of the network only the optimizer's weights get gradients; an opponent's, say, are
    left alone.

    Parameters
    ----------
    network : nn.Module
        What is trained.

    loss_terms : callable
        The hook of a variant.

    optimizer : Optimizer
        Changes the weights.

    runtime : Runtime
        Device and precision.

    seed : int
        The noise of a step is a function of it and the step's number.

    flat : sequence of FlatWeights, default=()
        What an optimizer may have been given instead of the weights; those of other
        optimizers are left alone.
    """

    def __init__(
        self,
        network: nn.Module,
        loss_terms: LossTerms,
        optimizer: Optimizer,
        runtime: Runtime,
        seed: int,
        flat: Sequence[FlatWeights] = (),
    ) -> None:
        super().__init__(optimizer, runtime)
        self.network = network
        self.loss_terms = loss_terms
        self.seed = seed
        self.randomness = Randomness(network, runtime.device)
        self.own = {id(p) for group in optimizer.param_groups for p in group["params"]}
        self.flat = [whole for whole in flat if id(whole.parameter) in self.own]
        self.own |= {id(p) for whole in self.flat for p in whole.weights}
        self.weights: list[nn.Parameter] = []
        self.others: list[nn.Parameter] = []
        self.stacks: list[tuple[DenseStack, WrittenStack]] = []

    def __enter__(self) -> Self:
        super().__enter__()
        self.block.enter_context(self.randomness)
        # Looked up each time: whoever owns the network may have frozen or changed it.
        weights = list(self.network.parameters())
        self.weights = [p for p in weights if id(p) in self.own]
        self.others = [p for p in weights if p.requires_grad and id(p) not in self.own]
        self.stacks = self._stacks()
        for part, written in self.stacks:
            part.written_out = written
        return self

    def _stacks(self) -> list[tuple[DenseStack, WrittenStack]]:
        """Return the stacks all of whose weights are trained here, written out."""
        if self.runtime.device.type != "cpu":  # where it was measured to be faster
            return []
        trained = {id(p) for p in self.weights if p.requires_grad}
        return [
            (part, WrittenStack(WrittenLayers(layers, self.runtime)))
            for part, layers in stacks_to_write_out(self.network)
            if all(id(p) in trained for p in part.parameters())
        ]

    def __exit__(self, *error: object) -> None:
        for part, _ in self.stacks:
            part.written_out = None
        super().__exit__(*error)

    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Record the loss, and go back through it."""
        self.randomness.seed(derived_seed(self.seed, Stream.STEP, number))
        forget_gradients(self.weights)
        with torch.no_grad():
            for _, written in self.stacks:
                written.layers.refresh()
        try:
            for each in self.others:
                each.requires_grad_(False)
            with self.runtime.autocast():
                terms = self.loss_terms(self.network, x, self.randomness.generator)
            values = torch.stack(list(terms.values()))
            values.sum().backward()  # type: ignore[no-untyped-call]
        finally:
            for each in self.others:
                each.requires_grad_(True)
        self.names = list(terms)
        for whole in self.flat:
            whole.gather()
        return values.detach()


class DenseStep(GradientStep):
    """A step of dense layers and a reconstruction loss, written out.

    Gradients are those of `RecordedStep`, of the same precision. Nothing is recorded.

    Parameters
    ----------
    layers : WrittenLayers
        From input to logits, or to the reconstruction if the loss takes that.

    loss : Loss
        An entry of `autoencode.losses.LOSSES`.

    optimizer : Optimizer
        Changes the weights; their ``grad`` is set here.

    runtime : Runtime
        Device and precision.
    """

    def __init__(
        self,
        layers: WrittenLayers,
        loss: Loss,
        optimizer: Optimizer,
        runtime: Runtime,
    ) -> None:
        super().__init__(optimizer, runtime)
        self.names = ["reconstruction"]
        self.layers = layers
        self.loss = loss

    @torch.no_grad()
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Go forward, and back."""
        layers = self.layers
        forget_gradients(layers.parameters)
        layers.refresh()
        inputs, before, output = layers.forward(x.to(layers.type))
        terms, gradient = self._loss(output.float(), x)
        layers.backward(gradient.to(layers.type), inputs, before)
        return terms

    def _loss(self, output: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the loss terms, and the gradient of the output."""
        mean, gradient = self.loss.mean_with_gradient(output, x)
        return mean.reshape(1), gradient


def forget_gradients(weights: Sequence[Tensor]) -> None:
    """Let weights have no gradient, without freeing the memory of those kept."""
    for each in weights:
        each.grad = None
