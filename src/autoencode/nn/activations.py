"""Activations by name: their modules, first weights, and derivatives."""

from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.dropout import NoisySigmoid


class Activation(NamedTuple):
    """How to make the module, and which initialisation suits the weights before it."""

    make: Callable[[float], nn.Module]  # from negative_slope
    weight_init: str  # the meaning of weight_init="auto": a name in WEIGHT_INITS


class Clip(nn.Module):
    """Clamp values to [0, 1].

    For bounded outputs such as pixels: unlike the sigmoid it reaches 0 and 1 exactly.
    In training the slope outside [0, 1] is 0.01, so that gradients do not vanish.
    """

    slope = 0.01

    def forward(self, z: Tensor) -> Tensor:
        """Return values of the same shape."""
        inside = z.clamp(0, 1)
        return torch.lerp(inside, z, self.slope) if self.training else inside


class RootLength(nn.Module):
    """Replace the length of a code by its fourth root, in units of the typical length.

    The direction stays. All codes then lie near one sphere, and their distances depend
    mostly on directions: on the content of a sample, and little on its intensity. A
    normalized code (on the sphere itself) could not represent the intensity at all,
    except by another direction.
    """

    power = 0.25  # 0 would be the sphere, 1 no change
    least = 1e-4  # added to squared lengths: the slope at 0 stays finite

    def forward(self, z: Tensor) -> Tensor:
        """Return codes, (batch, n_components), of the same shape and type."""
        return (z.float() * self.factors(z)[0]).to(z.dtype)

    def factors(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """Return the factor of each code, and its relative squared length."""
        squared = z.float().square().mean(dim=-1, keepdim=True) + self.least
        return squared ** ((self.power - 1) / 2), squared

    def backward(self, gradient: Tensor, z: Tensor) -> Tensor:
        """Return the gradient by ``z``, given that by the output."""
        factor, squared = self.factors(z)
        along = (z * gradient).mean(dim=-1, keepdim=True, dtype=torch.float32)
        turned = gradient + (self.power - 1) * along / squared * z
        return (factor * turned).to(gradient.dtype)


# GELU and SiLU are nearly linear around 0: on MNIST, Xavier's smaller weights lead to a
# lower error with them than He's.
ACTIVATIONS = {
    "relu": Activation(lambda slope: nn.ReLU(), "he"),
    "leaky_relu": Activation(lambda slope: nn.LeakyReLU(slope), "he"),
    "gelu": Activation(lambda slope: nn.GELU(), "xavier"),
    "silu": Activation(lambda slope: nn.SiLU(), "xavier"),
    "elu": Activation(lambda slope: nn.ELU(), "he"),
    "tanh": Activation(lambda slope: nn.Tanh(), "xavier"),
    "sigmoid": Activation(lambda slope: nn.Sigmoid(), "xavier"),
    "clip": Activation(lambda slope: Clip(), "xavier"),
    "identity": Activation(lambda slope: nn.Identity(), "xavier"),
}
# For codes only: their units depend on each other.
CODE_ACTIVATIONS = ACTIVATIONS | {
    "root_length": Activation(lambda slope: RootLength(), "xavier"),
    "noisy_sigmoid": Activation(lambda slope: NoisySigmoid(), "xavier"),
}
# For outputs only: probabilities, which depend on each other.
OUTPUT_ACTIVATIONS = ACTIVATIONS | {
    "softmax": Activation(lambda slope: nn.Softmax(dim=1), "xavier"),
}


class Derivative(NamedTuple):
    """An activation and its gradient, for steps without autograd.

    ``forward(z, module)`` returns the output; it overwrites ``z`` where the derivative
    does not need it. ``backward(gradient, z, output, module)`` returns the gradient by
    ``z``, given that by the output.
    """

    forward: Callable[[Tensor, Any], Tensor]
    backward: Callable[[Tensor, Tensor, Tensor, Any], Tensor]
    is_elementwise: bool = True  # whether each unit's output depends on it alone


aten = torch.ops.aten

DERIVATIVES: dict[type[nn.Module], Derivative] = {
    nn.ReLU: Derivative(
        lambda z, module: torch.relu_(z),
        lambda g, z, out, module: aten.threshold_backward(g, out, 0),
    ),
    nn.LeakyReLU: Derivative(
        lambda z, module: F.leaky_relu_(z, module.negative_slope),
        lambda g, z, out, module: aten.leaky_relu_backward(
            g, out, module.negative_slope, True
        ),
    ),
    nn.GELU: Derivative(
        lambda z, module: F.gelu(z),
        lambda g, z, out, module: aten.gelu_backward(g, z),
    ),
    nn.SiLU: Derivative(
        lambda z, module: F.silu(z),
        lambda g, z, out, module: aten.silu_backward(g, z),
    ),
    nn.ELU: Derivative(
        lambda z, module: F.elu_(z, module.alpha),
        lambda g, z, out, module: aten.elu_backward(g, module.alpha, 1, 1, True, out),
    ),
    nn.Tanh: Derivative(
        lambda z, module: torch.tanh_(z),
        lambda g, z, out, module: aten.tanh_backward(g, out),
    ),
    nn.Sigmoid: Derivative(
        lambda z, module: torch.sigmoid_(z),
        lambda g, z, out, module: aten.sigmoid_backward(g, out),
    ),
    nn.Softmax: Derivative(
        lambda z, module: module(z),
        lambda g, z, out, module: aten._softmax_backward_data(g, out, 1, out.dtype),
        is_elementwise=False,
    ),
    RootLength: Derivative(
        lambda z, module: module(z),
        lambda g, z, out, module: module.backward(g, z),
        is_elementwise=False,
    ),
    Clip: Derivative(
        lambda z, module: module(z),
        lambda g, z, out, module: torch.where((z < 0) | (z > 1), g * module.slope, g),
    ),
    nn.Identity: Derivative(
        lambda z, module: z,
        lambda g, z, out, module: g,
    ),
}
