"""A network whose codes are mostly zero, and how much of them is not."""

from torch import Tensor

from autoencode.nn.mlp import EncoderDecoder

# A unit below this share of the sample's largest tells little: penalties make units
# small, but seldom exactly 0.
ACTIVE_SHARE = 0.1


class SparseNetwork(EncoderDecoder):
    """An encoder and a decoder that tell how many units of a code are active."""

    def __init__(self, network: EncoderDecoder) -> None:
        super().__init__(
            network.encoder, network.decoder, draws_globally=network.draws_globally
        )

    def measures(self, x: Tensor) -> dict[str, Tensor]:
        """Return the share of units that are active, on average over the samples.

        Active are those further from 0 than a tenth of the sample's largest.
        """
        size = self.encode(x).float().abs()
        active = size > ACTIVE_SHARE * size.amax(dim=1, keepdim=True)
        return {"active_units": active.float().mean()}
