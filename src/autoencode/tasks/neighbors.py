"""Distance of a sample to its nearest neighbour among training samples.

The neighbour is searched among references: training samples, but only so many that the
time per sample and the size of a saved detector are bounded. A training sample is not
compared with itself, so that distances within the references are like those of new
samples.
"""

import torch
from torch import Tensor

from autoencode.arrays import Array

# Of wide samples there are fewer references, at most so many values; 500 in any case.
MAX_REFERENCES, MAX_VALUES, MIN_REFERENCES = 10_000, 2**18, 500
# To explain a sample, its score is computed 21 times per column.
REFERENCES_TO_EXPLAIN = 1000
# Samples compared at a time: their distances to all references fit into the cache.
ROWS_AT_ONCE = 128
# A share of the typical distance, added to each: duplicates have the distance 0, whose
# logarithm is infinite.
FLOOR_SHARE, MIN_FLOOR = 1e-2, 1e-6


def learn_references(samples: Tensor) -> dict[str, Array]:
    """Return the first samples as references, with distances to nearest neighbours.

    "references" of shape (n_references, width); "floor", which is added to distances;
    "own_scores" of shape (n_references,): the distance of each reference to the nearest
    other one, with the floor. They are distributed as those of new samples.
    """
    width = samples.shape[1]
    n = min(MAX_REFERENCES, max(MIN_REFERENCES, MAX_VALUES // width))
    references = samples[:n].float().contiguous()
    own = nearest(references, references, is_same=True)
    positive = own[own > 0]
    typical = float(positive.median()) if len(positive) else 0.0
    floor = max(FLOOR_SHARE * typical, MIN_FLOOR)
    return {
        "references": references.numpy(),
        "floor": torch.tensor([floor]).numpy(),
        "own_scores": (own + floor).numpy(),
    }


def first_references(learned: dict[str, Array]) -> dict[str, Array]:
    """Return arrays of a score with at most `REFERENCES_TO_EXPLAIN` references."""
    if "references" not in learned:
        return learned
    return {**learned, "references": learned["references"][:REFERENCES_TO_EXPLAIN]}


def neighbor_distance(samples: Tensor, learned: dict[str, Tensor]) -> Tensor:
    """Return the distance of samples to the nearest reference, plus the floor."""
    floor = learned["floor"]
    distance = nearest(samples.float(), learned["references"], same_below=float(floor))
    return distance + floor


def nearest(
    samples: Tensor,
    references: Tensor,
    *,
    is_same: bool = False,
    same_below: float = 0.0,
) -> Tensor:
    """Return the Euclidean distance of each sample to the nearest reference.

    With ``is_same`` both are the same samples, and none is compared with itself. One
    reference at a distance below ``same_below`` is left out: it is most often the
    sample itself, if that was trained on.
    """
    if len(references) == 1:
        references = references.repeat(2, 1)
    lengths = references.square().sum(dim=1)
    found = []
    for start in range(0, len(samples), ROWS_AT_ONCE):
        rows = samples[start : start + ROWS_AT_ONCE]
        distances = torch.addmm(lengths, rows, references.T, alpha=-2)
        if is_same and len(samples) == len(references):
            distances.diagonal(start).fill_(torch.inf)
        near = references[distances.topk(2, dim=1, largest=False).indices]
        # Differences of lengths have lost digits, by another number for each batch.
        two = (rows.double()[:, None] - near.double()).square().sum(dim=2).sqrt()
        least, second = two.amin(dim=1), two.amax(dim=1)
        found.append(torch.where(least < same_below, second, least).float())
    return torch.cat(found)
