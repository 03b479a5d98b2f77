"""Linear layers of several networks of one shape, as one module."""

import torch
from torch import nn


class StackedLinear(nn.Module):
    """The weights of linear layers of one shape, one from each network.

    ``weight`` has shape (n_networks, n_outputs, n_inputs); ``bias`` has one dimension,
    because weight decay acts on parameters of two or more.
    """

    def __init__(self, layers: list[nn.Linear]) -> None:
        super().__init__()
        self.layers = tuple(layers)  # in a tuple: their weights are not trained here
        self.weight = nn.Parameter(torch.stack([each.weight for each in layers]))
        self.bias = nn.Parameter(torch.cat([each.bias for each in layers]))

    @torch.no_grad()
    def copy_back(self) -> None:
        """Copy the weights into the layers that they came from."""
        biases = self.bias.view(len(self.layers), -1)
        for layer, weight, bias in zip(self.layers, self.weight, biases, strict=True):
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)
