"""What a network is and what training it takes, as numbers to tell a person."""

from typing import Any

from torch import Tensor, nn

# float32 values per weight: the weight, its gradient, two moments, the best copy.
VALUES_PER_WEIGHT = 5


def layer_widths(network: Any) -> list[int]:
    """Return the widths of the encoder's dense layers, from input to code."""
    linears = [m for m in network.encoder.modules() if isinstance(m, nn.Linear)]
    if not linears:
        return []
    return [linears[0].in_features, *[linear.out_features for linear in linears]]


def n_weights(network: nn.Module) -> int:
    """Return the number of trained values."""
    return sum(weights.numel() for weights in network.parameters())


def training_bytes(network: Any, batch_size: int) -> int:
    """Return the memory that training needs besides the samples, about.

    Weights with all that belongs to them, and for each dense layer its output and the
    gradient of that.
    """
    biases = [getattr(module, "bias", None) for module in network.modules()]
    width = sum(bias.numel() for bias in biases if isinstance(bias, Tensor))
    return 4 * (n_weights(network) * VALUES_PER_WEIGHT + 4 * batch_size * width)
