"""Network with sparse codes, which reports the share of active units."""

from torch import Tensor

from autoencode.nn.mlp import EncoderDecoder

# Relative to the sample's largest unit: penalties make units small, but seldom 0.
ACTIVE_SHARE = 0.1


class SparseNetwork(EncoderDecoder):
    """An encoder and a decoder that report the share of active code units."""

    def __init__(self, network: EncoderDecoder) -> None:
        super().__init__(
            network.encoder, network.decoder, draws_globally=network.draws_globally
        )

    def measures(self, x: Tensor) -> dict[str, Tensor]:
        """Return the share of active units, averaged over samples.

        A unit is active if its absolute value exceeds a tenth of the sample's largest.
        """
        size = self.encode(x).float().abs()
        active = size > ACTIVE_SHARE * size.amax(dim=1, keepdim=True)
        return {"active_units": active.float().mean()}
