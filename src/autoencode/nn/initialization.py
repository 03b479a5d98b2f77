"""Weight initialization by name. Biases start at 0."""

import math
from collections.abc import Callable
from typing import Literal

import torch
from torch import Tensor, nn

from autoencode.nn.activations import CODE_ACTIVATIONS

Mode = Literal["fan_in", "fan_out"]  # the dimension of weights that counts inputs


def xavier(weight: Tensor, negative_slope: float, mode: Mode) -> None:
    """Glorot & Bengio (2010), equation 16: preserves the variance of activations."""
    nn.init.xavier_uniform_(weight)


def he(weight: Tensor, negative_slope: float, mode: Mode) -> None:
    """He et al. (2015), equation 15: for ReLU and its variants."""
    nn.init.kaiming_normal_(
        weight, a=negative_slope, mode=mode, nonlinearity="leaky_relu"
    )


def uniform(weight: Tensor, negative_slope: float, mode: Mode) -> None:
    """PyTorch's default for dense layers: uniform in +-1 / sqrt(fan_in)."""
    nn.init.kaiming_uniform_(weight, a=math.sqrt(5), mode=mode)


def normal(weight: Tensor, negative_slope: float, mode: Mode) -> None:
    """Hinton & Salakhutdinov (2006): normal, standard deviation 0.1."""
    nn.init.normal_(weight, std=0.1)


WEIGHT_INITS: dict[str, Callable[[Tensor, float, Mode], None]] = {
    "xavier": xavier,
    "he": he,
    "uniform": uniform,
    "normal": normal,
}


def initialize(
    layer: nn.Linear | nn.Conv2d | nn.ConvTranspose2d,
    activation: str,
    weight_init: str,
    negative_slope: float,
    dropout_before: float = 0.0,
) -> None:
    """Initialize a layer's weights for the ``activation`` after it; set its bias to 0.

    ``weight_init`` is a name in `WEIGHT_INITS`, or "auto": Xavier or He, depending on
    the activation, scaled down after dropout. Dropout multiplies the second moment of
    activations by 1 / (1 - p); uncorrected, this grows exponentially with depth
    (Hendrycks & Gimpel, 2016, arXiv:1607.02488). Weights of the device "meta" are left
    as they are.
    """
    if layer.weight.is_meta:
        return  # no values; PyTorch would import its compiler, which takes seconds
    is_auto = weight_init == "auto"
    name = CODE_ACTIVATIONS[activation].weight_init if is_auto else weight_init
    slope = negative_slope if activation == "leaky_relu" else 0.0
    # Weights of a transposed convolution have the inputs first: outputs for PyTorch.
    mode: Mode = "fan_out" if isinstance(layer, nn.ConvTranspose2d) else "fan_in"
    WEIGHT_INITS[name](layer.weight, slope, mode)
    if is_auto and dropout_before > 0:
        with torch.no_grad():
            layer.weight.mul_(math.sqrt(1 - dropout_before))
    assert layer.bias is not None
    nn.init.zeros_(layer.bias)
