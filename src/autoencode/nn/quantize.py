"""Codes from a codebook: vector quantization, and a prior over its entries."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from autoencode.nn.mlp import EncoderDecoder

FADING = 0.99  # of the moving averages, from one batch to the next
# An entry that is used less often than this, as a share of an even use, is dead.
DEAD = 0.05


class Quantizer(nn.Module):
    """Takes each part of a code to the nearest entry of that part's codebook.

    Entries are moving averages of the codes that are nearest to them (van den Oord et
    al., 2017, appendix A.1). One that is hardly used starts again at a code of the
    batch (Dhariwal et al., 2020, section 3.1).

    Parameters
    ----------
    n_parts, n_entries, part_size : int
        Parts of a code, entries of each part's codebook, and numbers in a part.
    """

    def __init__(self, n_parts: int, n_entries: int, part_size: int) -> None:
        super().__init__()
        self.codebook: Tensor
        self.uses: Tensor
        self.sums: Tensor
        self.is_empty: Tensor
        self.register_buffer("codebook", torch.zeros(n_parts, n_entries, part_size))
        self.register_buffer("uses", torch.ones(n_parts, n_entries))
        self.register_buffer("sums", torch.zeros(n_parts, n_entries, part_size))
        self.register_buffer("is_empty", torch.ones((), dtype=torch.bool))

    def parts(self, code: Tensor) -> Tensor:
        """Return codes in parts, (batch, n_parts, part_size), float32."""
        n_parts, _, part_size = self.codebook.shape
        return code.float().view(-1, n_parts, part_size)

    def nearest(self, code: Tensor) -> Tensor:
        """Return the number of each part's nearest entry, (batch, n_parts)."""
        parts = self.parts(code).transpose(0, 1)  # (n_parts, batch, part_size)
        # In bfloat16 entries that are near each other could not be told apart.
        with torch.autocast(code.device.type, enabled=False):
            products = parts @ self.codebook.transpose(1, 2)
        lengths = self.codebook.square().sum(dim=2)
        return (lengths[:, None] - 2 * products).argmin(dim=2).t()

    def look_up(self, entries: Tensor) -> Tensor:
        """Return the codes that entries stand for, (batch, n_components)."""
        number = torch.arange(len(self.codebook), device=entries.device)
        return self.codebook[number, entries].flatten(1)

    @torch.no_grad()
    def learn(self, code: Tensor, generator: torch.Generator) -> Tensor:
        """Move the entries towards the codes of a batch that are nearest to them.

        Returns the numbers of each part's entry, (batch, n_parts).
        """
        parts = self.parts(code)
        first = self._drawn(parts, generator)
        self.codebook.copy_(torch.where(self.is_empty, first, self.codebook))
        self.sums.copy_(torch.where(self.is_empty, first, self.sums))
        self.is_empty.fill_(False)
        entries = self.nearest(code)
        chosen = F.one_hot(entries, self.codebook.shape[1]).float()
        # (batch, n_parts, n_entries), and sums over the batch
        self.uses.lerp_(chosen.sum(dim=0), 1 - FADING)
        with torch.autocast(code.device.type, enabled=False):
            sums = torch.einsum("bpk,bpd->pkd", chosen, parts)
        self.sums.lerp_(sums, 1 - FADING)
        dead = self.uses < DEAD * len(code) / self.codebook.shape[1]
        self.uses.masked_fill_(dead, 1.0)
        self.sums.copy_(torch.where(dead[:, :, None], first, self.sums))
        self.codebook.copy_(self.sums / self.uses[:, :, None])
        return entries

    def _drawn(self, parts: Tensor, generator: torch.Generator) -> Tensor:
        """Return a code of the batch for every entry."""
        n_parts, n_entries, _ = self.codebook.shape
        rows = torch.randint(
            len(parts), (n_parts, n_entries), generator=generator, device=parts.device
        )
        number = torch.arange(n_parts, device=parts.device)[:, None]
        return parts[rows, number]


class QuantizedNetwork(EncoderDecoder):
    """An encoder whose codes are entries of codebooks, a decoder, and a prior."""

    def __init__(
        self, network: EncoderDecoder, quantizer: Quantizer, prior: "EntryPrior"
    ) -> None:
        super().__init__(
            network.encoder, network.decoder, draws_globally=network.draws_globally
        )
        self.quantizer = quantizer
        self.prior = prior

    def entries(self, x: Tensor) -> Tensor:
        """Return the numbers of the entries, (batch, n_parts)."""
        return self.quantizer.nearest(self.encoder(x))

    def encode(self, x: Tensor) -> Tensor:
        """Return the codes that the entries stand for."""
        return self.quantizer.look_up(self.entries(x))

    def measures(self, x: Tensor) -> dict[str, Tensor]:
        """Return the share of entries that are in use."""
        n_entries = self.quantizer.codebook.shape[1]
        used = F.one_hot(self.entries(x), n_entries).amax(dim=0).float()
        most = min(len(x), n_entries)
        return {"used_entries": used.sum(dim=1).mean() / most}


class EntryPrior(nn.Module):
    """How likely entries are, each given those of the parts before it.

    A recurrent network (GRU) that reads entries one by one.
    """

    def __init__(self, n_parts: int, n_entries: int, width: int = 128) -> None:
        super().__init__()
        self.n_parts = n_parts
        # The first of a sample comes after a mark of its own.
        self.embedding = nn.Embedding(n_entries + 1, width)
        self.place = nn.Parameter(0.02 * torch.randn(n_parts, width))
        self.recurrent = nn.GRU(width, width, batch_first=True)
        self.head = nn.Linear(width, n_entries)

    def forward(self, entries: Tensor) -> Tensor:
        """Return minus the log probability of samples' entries, shape (batch,)."""
        start = torch.full_like(entries[:, :1], self.head.out_features)
        before = torch.cat([start, entries[:, :-1]], dim=1)
        hidden, _ = self.recurrent(self.embedding(before) + self.place)
        logits = self.head(hidden).float().transpose(1, 2)
        return F.cross_entropy(logits, entries, reduction="none").sum(dim=1)

    @torch.no_grad()
    def sample(self, n_samples: int, generator: torch.Generator) -> Tensor:
        """Draw entries, part after part; (n_samples, n_parts)."""
        last = torch.full(
            (n_samples, 1), self.head.out_features, device=generator.device
        )
        state, drawn = None, []
        for part in range(self.n_parts):
            seen = self.embedding(last) + self.place[part]
            hidden, state = self.recurrent(seen, state)
            chances = self.head(hidden[:, 0]).softmax(dim=1)
            last = torch.multinomial(chances, 1, generator=generator)
            drawn.append(last)
        return torch.cat(drawn, dim=1)
