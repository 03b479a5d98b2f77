"""A classifier on top of an encoder."""

from typing import Any

import torch
from torch import Tensor, nn


class EncoderClassifier(nn.Module):
    """Logits of classes: a linear layer on the codes of an encoder.

    ``network`` has the method ``encode``. ``draws_globally`` is as in `EncoderDecoder`.
    """

    def __init__(self, network: Any, n_components: int, n_classes: int) -> None:
        super().__init__()
        self.network = network
        self.top = nn.Linear(n_components, n_classes)
        self.draws_globally = bool(getattr(network, "draws_globally", False))

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits, (batch, n_classes), of samples."""
        logits: Tensor = self.top(self.network.encode(x))
        return logits

    @torch.no_grad()
    def set_top(self, coefficients: Tensor, intercepts: Tensor) -> None:
        """Set the linear layer: (n_classes, n_components) and (n_classes,)."""
        self.top.weight.copy_(coefficients)
        self.top.bias.copy_(intercepts)
