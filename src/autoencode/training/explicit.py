"""Explicit gradients of dense layers: forward and backward without autograd.

In a step of a small network autograd's bookkeeping takes longer than the arithmetic.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.activations import DERIVATIVES
from autoencode.training.devices import Runtime
from autoencode.training.products import linear

# From this many weights on, autograd is as fast in float32.
EXPLICIT_PAYS_BELOW = 300_000


class Objective(NamedTuple):
    """What a step without autograd minimizes."""

    names: tuple[str, ...]  # of the loss terms
    # For the network's output and the samples: the terms, shape (n_terms,), means over
    # the batch; and the gradient of their sum with respect to the output.
    of_output: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
    takes_logits: bool = True  # or the reconstruction
    # What the network sees in place of the samples, such as these with noise.
    change: Callable[[Tensor, torch.Generator], Tensor] | None = None


class ExplicitLayers:
    """Linear layers from input to output, each followed by an activation."""

    def __init__(
        self,
        layers: Sequence[tuple[Any, nn.Module]],
        runtime: Runtime,
        skips: Sequence[tuple[int, int, Any]] = (),
    ) -> None:
        self.type = runtime.autocast_dtype or torch.float32
        self.activations = [activation for _, activation in layers]
        self.derivatives = [DERIVATIVES[type(each)] for each in self.activations]
        self.parameters = [p for layer, _ in layers for p in (layer.weight, layer.bias)]
        # After those of the layers, so that these are at twice their numbers.
        self.parameters += [linear.weight for _, _, linear in skips]
        self.ends_at = {
            stop: (2 * len(layers) + number, start)
            for number, (start, stop, _) in enumerate(skips)
        }
        self.gradients = [
            torch.zeros_like(each) if each.grad is None else each.grad
            for each in self.parameters
        ]
        self.operands = self.parameters  # in the type of the products
        self.uses_onednn = runtime.uses_onednn

    def forward(self, h: Tensor) -> tuple[list[Tensor], list[Tensor], Tensor]:
        """Return each layer's input, its output before the activation, and the last."""
        if self.type != torch.float32:
            self.operands = [each.to(self.type) for each in self.parameters]
        inputs, before = [h], []
        for i, (activation, derivative) in enumerate(
            zip(self.activations, self.derivatives, strict=True)
        ):
            z = self.affine(h, self.operands[2 * i], self.operands[2 * i + 1])
            if i in self.ends_at:
                number, start = self.ends_at[i]
                z = self.add_product(z, inputs[start], self.operands[number].t())
            before.append(z)
            h = derivative.forward(z, activation)
            inputs.append(h)
        return inputs, before, h

    def backward(
        self, gradient: Tensor, inputs: Sequence[Tensor], before: Sequence[Tensor]
    ) -> None:
        """Set the gradients of all weights, given that of the output."""
        to_add: dict[int, tuple[Tensor, Tensor]] = {}  # by the layer that a path starts
        for i in reversed(range(len(self.derivatives))):
            gradient = self.derivatives[i].backward(
                gradient, before[i], inputs[i + 1], self.activations[i]
            )
            self.set_gradients(self.gradients[2 * i : 2 * i + 2], gradient, inputs[i])
            if i in self.ends_at:
                number, start = self.ends_at[i]
                self.set_gradients([self.gradients[number]], gradient, inputs[start])
                if start > 0:
                    to_add[start] = gradient, self.operands[number]
            if i > 0:
                gradient = self.input_gradient(gradient, self.operands[2 * i])
            if i in to_add:
                gradient = self.add_product(gradient, *to_add[i])
        for parameter, found in zip(self.parameters, self.gradients, strict=True):
            parameter.grad = found

    def affine(self, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return a layer's output before the activation."""
        compute = linear if self.uses_onednn else F.linear
        return compute(h, weight, bias)

    def set_gradients(
        self, found: Sequence[Tensor], gradient: Tensor, h: Tensor
    ) -> None:
        """Write a layer's gradients, given that of its output, and its input."""
        if self.type == torch.float32 and not self.uses_onednn:
            torch.mm(gradient.t(), h, out=found[0])
        else:
            found[0].copy_(self._product(gradient.t(), h))
        for bias in found[1:]:
            torch.sum(gradient, dim=0, out=bias)

    def input_gradient(self, gradient: Tensor, weight: Tensor) -> Tensor:
        """Return the gradient of a layer's input, given that of its output."""
        return self._product(gradient, weight)

    def add_product(self, to: Tensor, left: Tensor, right: Tensor) -> Tensor:
        """Add a product to a tensor, in place, and return it."""
        if self.uses_onednn:
            return to.add_(self._product(left, right))
        return to.addmm_(left, right)

    def _product(self, left: Tensor, right: Tensor) -> Tensor:
        return linear(left, right.t()) if self.uses_onednn else torch.mm(left, right)
