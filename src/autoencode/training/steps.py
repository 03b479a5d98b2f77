"""One optimizer step: what the loop does with a batch, whatever the autoencoder.

`RecordedStep` lets autograd record any network and any loss. Where a network is nothing
but dense layers and the loss that of the reconstruction alone, `DenseStep` does the
same without the record: a small network then waits less between products, and a large
one touches less memory.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from autoencode.losses import Loss
from autoencode.nn.activations import DERIVATIVES
from autoencode.training.conjugate import ConjugateGradients
from autoencode.training.devices import Randomness, Runtime, Stream, derived_seed
from autoencode.training.products import linear, onednn_is_faster

LossTerms = Callable[[nn.Module, Tensor, torch.Generator], dict[str, Tensor]]


class Weights(Protocol):
    """A linear layer's, or those of several: parameters of a module."""

    weight: Any
    bias: Any


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
        self.network = network
        self.loss_terms = loss_terms
        self.seed = seed
        self.randomness = Randomness(network, runtime.device)

    def __enter__(self) -> Self:
        super().__enter__()
        self.block.enter_context(self.randomness)
        return self

    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Record the loss, and go back through it."""
        self.randomness.seed(derived_seed(self.seed, Stream.STEP, number))
        with self.runtime.autocast():
            terms = self.loss_terms(self.network, x, self.randomness.generator)
        self.names = list(terms)
        values = torch.stack(list(terms.values()))
        self.optimizer.zero_grad()
        values.sum().backward()  # type: ignore[no-untyped-call]
        return values.detach()


class DenseStep(GradientStep):
    """A step of dense layers and a reconstruction loss, written out.

    Gradients are those of `RecordedStep`, of the same precision. Their tensors are made
    once; nothing is recorded, and nothing but the outputs of the layers is kept.

    Parameters
    ----------
    layers : sequence of (weights, activation)
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
        layers: Sequence[tuple[Weights, nn.Module]],
        loss: Loss,
        optimizer: Optimizer,
        runtime: Runtime,
    ) -> None:
        super().__init__(optimizer, runtime)
        self.names = ["reconstruction"]
        self.loss = loss
        self.type = runtime.autocast_dtype or torch.float32
        self.activations = [activation for _, activation in layers]
        self.derivatives = [DERIVATIVES[type(each)] for each in self.activations]
        parameters = [p for layer, _ in layers for p in (layer.weight, layer.bias)]
        self.gradients = [_gradient_of(parameter) for parameter in parameters]
        self.values = [parameter.detach() for parameter in parameters]
        # Small matrices are not worth oneDNN's preparations.
        self.is_onednn = (
            self.type == torch.float32 and not runtime.is_small and onednn_is_faster()
        )
        self.operands = self.values
        if self.type != torch.float32:
            self.operands = [value.to(self.type) for value in self.values]

    @torch.no_grad()
    def set_gradients(self, x: Tensor, number: int) -> Tensor:
        """Go forward, and back."""
        if self.operands is not self.values:
            torch._foreach_copy_(self.operands, self.values)
        inputs, before, output = self._forward(x.to(self.type))
        terms, gradient = self._loss(output.float(), x)
        self._backward(gradient.to(self.type), inputs, before)
        return terms

    def _loss(self, output: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the loss terms, and the gradient of the output."""
        mean, gradient = self.loss.mean_with_gradient(output, x)
        return mean.reshape(1), gradient

    def _forward(self, h: Tensor) -> tuple[list[Tensor], list[Tensor], Tensor]:
        """Return each layer's input, its output before the activation, and the last."""
        inputs, before = [h], []
        weights, biases = self.operands[::2], self.operands[1::2]
        for weight, bias, activation, derivative in zip(
            weights, biases, self.activations, self.derivatives, strict=True
        ):
            z = self._affine(h, weight, bias)
            before.append(z)
            h = derivative.forward(z, activation)
            inputs.append(h)
        return inputs, before, h

    def _backward(
        self, gradient: Tensor, inputs: list[Tensor], before: list[Tensor]
    ) -> None:
        """Set the gradients of all weights, from that of the output."""
        for i in reversed(range(len(self.derivatives))):
            gradient = self.derivatives[i].backward(
                gradient, before[i], inputs[i + 1], self.activations[i]
            )
            for_weight, for_bias = self.gradients[2 * i : 2 * i + 2]
            self._set_gradients(for_weight, for_bias, gradient, inputs[i])
            if i > 0:
                gradient = self._for_input(gradient, self.operands[2 * i])

    def _affine(self, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        if self.is_onednn:
            return linear(h, weight, bias)
        return torch.addmm(bias, h, weight.t())

    def _set_gradients(
        self, for_weight: Tensor, for_bias: Tensor, gradient: Tensor, h: Tensor
    ) -> None:
        """Set those of a layer, from that of its output and from its input."""
        for_bias.copy_(gradient.sum(dim=0))
        for_weight.copy_(self._product(gradient.t(), h))

    def _for_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
        return self._product(gradient, weight)

    def _product(self, left: Tensor, right: Tensor) -> Tensor:
        if self.is_onednn:
            return linear(left, right.t())
        return torch.mm(left, right)


def _gradient_of(parameter: Tensor) -> Tensor:
    """Return the tensor of a parameter's gradient, made if there is none."""
    if parameter.grad is None:
        parameter.grad = torch.zeros_like(parameter)
    return parameter.grad
