"""Dense layers written out: forward and back without autograd's record of each product.

`WrittenLayers` computes them. A step whose loss is the reconstruction's alone needs
nothing else (`training.steps.DenseStep`); in any other, autograd records a whole stack
of layers as one operation (`WrittenStack`), and what a variant does with its outputs
as usual.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx

from autoencode.nn.activations import DERIVATIVES
from autoencode.training.devices import Runtime
from autoencode.training.products import linear, onednn_is_faster


class Weights(Protocol):
    """A linear layer's, or those of several: parameters of a module."""

    weight: Any
    bias: Any


class WrittenLayers:
    """Linear layers with an activation behind each, of a runtime's precision.

    Tensors of the gradients, and of the weights in bfloat16, are made once; nothing but
    the outputs of the layers is kept.

    Parameters
    ----------
    layers : sequence of (weights, activation)
        From input to output.

    runtime : Runtime
        Device and precision.
    """

    def __init__(
        self, layers: Sequence[tuple[Weights, nn.Module]], runtime: Runtime
    ) -> None:
        self.type = runtime.autocast_dtype or torch.float32
        self.activations = [activation for _, activation in layers]
        self.derivatives = [DERIVATIVES[type(each)] for each in self.activations]
        self.parameters = [p for layer, _ in layers for p in (layer.weight, layer.bias)]
        self.gradients = [_gradient_of(parameter) for parameter in self.parameters]
        self.values = [parameter.detach() for parameter in self.parameters]
        # Small matrices are not worth oneDNN's preparations.
        self.is_onednn = (
            self.type == torch.float32 and not runtime.is_small and onednn_is_faster()
        )
        self.operands = self.values
        if self.type != torch.float32:
            self.operands = [value.to(self.type) for value in self.values]

    def refresh(self) -> None:
        """Take the weights as they are now, until the next call."""
        if self.operands is not self.values:
            torch._foreach_copy_(self.operands, self.values)

    def forward(self, h: Tensor) -> tuple[list[Tensor], list[Tensor], Tensor]:
        """Return each layer's input, its output before the activation, and the last."""
        inputs, before = [h], []
        weights, biases = self.operands[::2], self.operands[1::2]
        for weight, bias, activation, derivative in zip(
            weights, biases, self.activations, self.derivatives, strict=True
        ):
            z = self.affine(h, weight, bias)
            before.append(z)
            h = derivative.forward(z, activation)
            inputs.append(h)
        return inputs, before, h

    def backward(
        self,
        gradient: Tensor,
        inputs: Sequence[Tensor],
        before: Sequence[Tensor],
        *,
        to_input: bool = False,
    ) -> Tensor:
        """Set or add to the gradients of all weights, from that of the output.

        Where a weight's ``grad`` is None it is set, else added to. Returns the gradient
        of the input if it is asked for, else that behind the first product.
        """
        for i in reversed(range(len(self.derivatives))):
            gradient = self.derivatives[i].backward(
                gradient, before[i], inputs[i + 1], self.activations[i]
            )
            self.add_gradients(i, gradient, inputs[i])
            if i > 0 or to_input:
                gradient = self.for_input(gradient, self.operands[2 * i])
        return gradient

    def add_gradients(self, i: int, gradient: Tensor, h: Tensor) -> None:
        """Set or add to those of layer ``i``, from that of its output and its input."""
        self.add(2 * i, self._product(gradient.t(), h))
        self.add(2 * i + 1, gradient.sum(dim=0))

    def add(self, number: int, found: Tensor) -> None:
        """Set or add to the gradient of a parameter."""
        parameter, kept = self.parameters[number], self.gradients[number]
        if parameter.grad is None:
            parameter.grad = kept.copy_(found)
        else:
            parameter.grad.add_(found)

    def affine(self, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return what a layer makes of its input, before the activation."""
        if self.is_onednn:
            return linear(h, weight, bias)
        return torch.addmm(bias, h, weight.t())

    def for_input(self, gradient: Tensor, weight: Tensor) -> Tensor:
        """Return the gradient of a layer's input."""
        return self._product(gradient, weight)

    def _product(self, left: Tensor, right: Tensor) -> Tensor:
        if self.is_onednn:
            return linear(left, right.t())
        return torch.mm(left, right)


class WrittenStack:
    """A stack of layers that autograd records as one operation.

    Its weights' gradients are set while autograd goes back; they are none of the
    operation's arguments. Gradients cannot be differentiated again.

    Parameters
    ----------
    layers : WrittenLayers
        All layers of the stack.
    """

    def __init__(self, layers: WrittenLayers) -> None:
        self.layers = layers
        # Autograd goes back through an operation only if an argument asks for it.
        self.token = torch.zeros((), requires_grad=True)

    def __call__(self, x: Tensor) -> Tensor:
        """Return the outputs, of the precision's type, shape (batch, n_outputs)."""
        output: Tensor = _Stack.apply(x, self.token, self.layers)  # type: ignore[no-untyped-call]
        return output


class _Stack(torch.autograd.Function):
    """The operation: layers of inputs."""

    @staticmethod
    def forward(
        ctx: FunctionCtx, x: Tensor, token: Tensor, layers: WrittenLayers
    ) -> Tensor:
        inputs, before, output = layers.forward(x.to(layers.type))
        ctx.save_for_backward(*inputs, *before)
        ctx.layers, ctx.input_type = layers, x.dtype  # type: ignore[attr-defined]
        return output

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, None, None]:
        if torch.is_grad_enabled():  # else the second derivative would be silently 0
            raise RuntimeError("Layers written out cannot be differentiated twice.")
        layers, n = ctx.layers, len(ctx.layers.activations)
        saved = ctx.saved_tensors
        to_input = ctx.needs_input_grad[0]
        found = layers.backward(
            gradient, saved[: n + 1], saved[n + 1 :], to_input=to_input
        )
        return (found.to(ctx.input_type) if to_input else None), None, None


def _gradient_of(parameter: Tensor) -> Tensor:
    """Return the tensor of a parameter's gradient, made if there is none."""
    if parameter.grad is None:
        parameter.grad = torch.zeros_like(parameter)
    return parameter.grad
