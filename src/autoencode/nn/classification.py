"""A classifier on top of an encoder."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import skip_init

from autoencode.nn.dropout import UnitNoise

WITH_WEIGHTS = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)


class EncoderClassifier(nn.Module):
    """Logits of classes: a linear layer on the codes of an encoder.

    ``network`` has the method ``encode``. ``draws_globally`` is as in `EncoderDecoder`.
    In training noise is added to the samples (``input_noise_std``), and to what each
    layer of the encoder returns, before its activation (``hidden_noise_std``): see
    `UnitNoise`.
    """

    def __init__(
        self,
        network: Any,
        n_components: int,
        n_classes: int,
        *,
        input_noise_std: float = 0.0,
        hidden_noise_std: float = 0.0,
    ) -> None:
        super().__init__()
        self.network = network
        # Its weights are for `set_top`: none are drawn from the global generator.
        self.top: nn.Linear = skip_init(  # type: ignore[no-untyped-call]
            nn.Linear, n_components, n_classes, dtype=torch.float32
        )
        self.of_input = UnitNoise(input_noise_std, is_input=True)
        self.of_units = UnitNoise(hidden_noise_std)
        self.draws_globally = bool(getattr(network, "draws_globally", False))

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits, (batch, n_classes), of samples."""
        if not self.training:
            return self._logits(x)
        x = self.of_input(x)
        if self.of_units.std == 0:
            return self._logits(x)
        # The encoder is the autoencoder's own, which has no noise elsewhere.
        hooks = [
            module.register_forward_hook(self._add_noise)
            for module in self._encoder().modules()
            if isinstance(module, WITH_WEIGHTS)
        ]
        try:
            return self._logits(x)
        finally:
            for hook in hooks:
                hook.remove()

    def _encoder(self) -> nn.Module:
        encoder: nn.Module = getattr(self.network, "encoder", self.network)
        return encoder

    def _logits(self, x: Tensor) -> Tensor:
        logits: Tensor = self.top(self.network.encode(x))
        return logits

    def _add_noise(self, module: nn.Module, inputs: Any, output: Tensor) -> Tensor:
        """Return the output of a layer with noise: a forward hook of PyTorch."""
        noisy: Tensor = self.of_units(output)
        return noisy

    @torch.no_grad()
    def set_top(self, coefficients: Tensor, intercepts: Tensor) -> None:
        """Set the linear layer: (n_classes, n_components) and (n_classes,)."""
        self.top.weight.copy_(coefficients)
        self.top.bias.copy_(intercepts)
