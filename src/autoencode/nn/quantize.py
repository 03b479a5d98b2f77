"""Vector quantization: codebooks, and an autoregressive prior over their entries."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.mlp import EncoderDecoder

DECAY = 0.99  # of the moving averages, per batch
# Entries used less often than this, relative to uniform use, are replaced.
MIN_USAGE = 0.05
# Uses of a new entry, relative to uniform use: more than that, so that it is not
# replaced again before codes can come to it. At least 1.
NEW_USAGE = 0.1


class Quantizer(nn.Module):
    """Replace each part of a code by the nearest entry of the part's codebook.

    Entries are moving averages of the codes nearest to them (van den Oord et al., 2017,
    appendix A.1). Rarely used entries are replaced by random codes of the batch
    (Dhariwal et al., 2020, section 3.1).

    Parameters
    ----------
    n_parts, codebook_size, part_size : int
        Parts of a code, entries of each codebook, and features of a part.
    """

    # Learned by steps without a gradient: see `autoencode.training.distributed`.
    learned_buffers = ("codebook", "uses", "sums", "is_empty")

    def __init__(self, n_parts: int, codebook_size: int, part_size: int) -> None:
        super().__init__()
        shape = (n_parts, codebook_size)
        self.codebook: Tensor
        self.uses: Tensor
        self.sums: Tensor
        self.is_empty: Tensor
        self.register_buffer("codebook", torch.zeros(*shape, part_size))
        self.register_buffer("uses", torch.ones(shape))
        self.register_buffer("sums", torch.zeros(*shape, part_size))
        self.register_buffer("is_empty", torch.ones((), dtype=torch.bool))

    def parts(self, code: Tensor) -> Tensor:
        """Split codes into parts, (batch, n_parts, part_size), float32."""
        n_parts, _, part_size = self.codebook.shape
        return code.float().view(-1, n_parts, part_size)

    def nearest(self, code: Tensor) -> Tensor:
        """Return the index of the nearest entry for each part, (batch, n_parts)."""
        parts = self.parts(code).transpose(0, 1)  # (n_parts, batch, part_size)
        # bfloat16 is not precise enough to distinguish close entries.
        with torch.autocast(code.device.type, enabled=False):
            products = parts @ self.codebook.transpose(1, 2)
        norms = self.codebook.square().sum(dim=2)
        return (norms[:, None] - 2 * products).argmin(dim=2).t()

    def look_up(self, entries: Tensor) -> Tensor:
        """Return the codes for indices of entries, (batch, n_components)."""
        part = torch.arange(len(self.codebook), device=entries.device)
        return self.codebook[part, entries].flatten(1)

    @torch.no_grad()
    def update(self, code: Tensor, generator: torch.Generator) -> Tensor:
        """Move the entries towards the codes of a batch that are nearest to them.

        Returns the index of each part's entry before the update, (batch, n_parts).
        """
        parts = self.parts(code)
        random_codes = self._random_codes(parts, generator)
        uniform = len(code) / self.codebook.shape[1]
        uses = max(1.0, NEW_USAGE * uniform)
        self.codebook.copy_(torch.where(self.is_empty, random_codes, self.codebook))
        self.sums.copy_(torch.where(self.is_empty, uses * random_codes, self.sums))
        self.uses.masked_fill_(self.is_empty, uses)
        self.is_empty.fill_(False)
        entries = self.nearest(code)
        chosen = F.one_hot(entries, self.codebook.shape[1]).float()
        # (batch, n_parts, codebook_size), and sums over the batch
        self.uses.lerp_(chosen.sum(dim=0), 1 - DECAY)
        with torch.autocast(code.device.type, enabled=False):
            sums = torch.einsum("bpk,bpd->pkd", chosen, parts)
        self.sums.lerp_(sums, 1 - DECAY)
        unused = self.uses < MIN_USAGE * uniform
        self.uses.masked_fill_(unused, uses)
        self.sums.copy_(torch.where(unused[:, :, None], uses * random_codes, self.sums))
        self.codebook.copy_(self.sums / self.uses[:, :, None])
        return entries

    def _random_codes(self, parts: Tensor, generator: torch.Generator) -> Tensor:
        """Return a random code of the batch for every entry."""
        n_parts, codebook_size, _ = self.codebook.shape
        rows = torch.randint(
            len(parts),
            (n_parts, codebook_size),
            generator=generator,
            device=parts.device,
        )
        part = torch.arange(n_parts, device=parts.device)[:, None]
        return parts[rows, part]


class QuantizedNetwork(EncoderDecoder):
    """An encoder with quantized codes, a decoder, and a prior over the codes."""

    def __init__(
        self,
        network: EncoderDecoder,
        quantizer: Quantizer,
        prior: "AutoregressivePrior",
    ) -> None:
        super().__init__(
            network.encoder, network.decoder, draws_globally=network.draws_globally
        )
        self.quantizer = quantizer
        self.prior = prior

    def entries(self, x: Tensor) -> Tensor:
        """Return the indices of the entries, (batch, n_parts)."""
        return self.quantizer.nearest(self.encoder(x))

    def encode(self, x: Tensor) -> Tensor:
        """Return the quantized codes."""
        return self.quantizer.look_up(self.entries(x))

    def measures(self, x: Tensor) -> dict[str, Tensor]:
        """Return the share of entries that the samples use."""
        codebook_size = self.quantizer.codebook.shape[1]
        used = F.one_hot(self.entries(x), codebook_size).amax(dim=0).float()
        n_usable = min(len(x), codebook_size)
        return {"used_entries": used.sum(dim=1).mean() / n_usable}


class AutoregressivePrior(nn.Module):
    """Distribution of each part's entry given those of the previous parts, by a GRU."""

    def __init__(self, n_parts: int, codebook_size: int, width: int = 128) -> None:
        super().__init__()
        self.n_parts = n_parts
        # One more embedding: the start token.
        self.embedding = nn.Embedding(codebook_size + 1, width)
        self.place = nn.Parameter(0.02 * torch.randn(n_parts, width))
        self.recurrent = nn.GRU(width, width, batch_first=True)
        self.head = nn.Linear(width, codebook_size)

    def forward(self, entries: Tensor) -> Tensor:
        """Return the negative log likelihood of samples' entries, shape (batch,)."""
        start = torch.full_like(entries[:, :1], self.head.out_features)
        before = torch.cat([start, entries[:, :-1]], dim=1)
        hidden, _ = self.recurrent(self.embedding(before) + self.place)
        logits = self.head(hidden).float().transpose(1, 2)
        return F.cross_entropy(logits, entries, reduction="none").sum(dim=1)

    @torch.no_grad()
    def sample(self, n_samples: int, generator: torch.Generator) -> Tensor:
        """Sample entries part by part, (n_samples, n_parts)."""
        last = torch.full(
            (n_samples, 1), self.head.out_features, device=generator.device
        )
        state, samples = None, []
        for part in range(self.n_parts):
            inputs = self.embedding(last) + self.place[part]
            hidden, state = self.recurrent(inputs, state)
            probabilities = self.head(hidden[:, 0]).softmax(dim=1)
            last = torch.multinomial(probabilities, 1, generator=generator)
            samples.append(last)
        return torch.cat(samples, dim=1)
