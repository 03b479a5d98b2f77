"""Distance of a sample to its nearest neighbour among training samples.

The neighbour is searched among references: training samples, but only so many that the
time per sample and the size of a saved detector are bounded. A training sample is not
compared with itself, so that distances within the references are like those of new
samples.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from autoencode.arrays import Array

# Of wide samples there are fewer references, at most so many values; 500 in any case.
MAX_REFERENCES, MAX_VALUES, MIN_REFERENCES = 10_000, 2**18, 500
# To explain a sample, its score is computed 21 times per column.
REFERENCES_TO_EXPLAIN = 1000
# Samples compared at a time: their distances to all references fit into the cache.
ROWS_AT_ONCE = 64
GROUPS = 128  # of references, in each of which the nearest is searched
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
    """Return the distance of samples to the nearest reference, plus the floor.

    A reference nearer than the floor is taken for the sample itself, and the next one
    counts: training samples get scores as if they were new.
    """
    floor, references = learned["floor"], learned["references"]
    if torch.compiler.is_exporting():
        return _nearest_in_graph(samples.float(), references, floor) + floor
    return nearest(samples.float(), references, floor) + floor


def nearest(
    samples: Tensor,
    references: Tensor,
    floor: Tensor | float = 0.0,
    *,
    is_same: bool = False,
) -> Tensor:
    """Return the Euclidean distance of each sample to the nearest reference.

    One reference per sample is left out if it is nearer than ``floor``. With
    ``is_same`` both are the same samples, and none is compared with itself.
    """
    table, last = _columns(references), len(references) - 1
    with_one = F.pad(samples, (0, 1), value=1.0)
    # One block for all squares: a new one each time would cost as much as the product.
    block = samples.new_empty(min(ROWS_AT_ONCE, len(samples)), table.shape[1])
    found = []
    for start in range(0, len(samples), ROWS_AT_ONCE):
        rows = samples[start : start + ROWS_AT_ONCE]
        squares = block[: len(rows)]
        torch.mm(with_one[start : start + ROWS_AT_ONCE], table, out=squares)
        if is_same:
            squares.diagonal(start).fill_(torch.inf)
        # Only infinite squares leave one of the added columns.
        index = _smallest(squares).clamp_(max=last)
        distances = _distances(rows, references[index])
        is_own = distances < floor
        if is_own.any():
            squares[is_own, index[is_own]] = torch.inf
            others = references[squares[is_own].argmin(dim=1).clamp_(max=last)]
            distances[is_own] = _distances(rows[is_own], others)
        found.append(distances)
    return torch.cat(found)


def _columns(references: Tensor) -> Tensor:
    """Return what samples with a last 1 are multiplied by to compare distances.

    The product is the squared distance to each reference without the squared length of
    the sample; rounded, so only good to find the nearest. Of shape (width + 1,
    n_references), with columns added up to a multiple of `GROUPS` that are never the
    nearest.
    """
    n_missing = -len(references) % GROUPS
    lengths = F.pad(references.square().sum(dim=1), (0, n_missing), value=torch.inf)
    return torch.cat([F.pad(-2 * references.T, (0, n_missing)), lengths[None]])


def _nearest_in_graph(samples: Tensor, references: Tensor, floor: Tensor) -> Tensor:
    """Return what `nearest` does, without loops and branches, for an exported graph."""
    if len(references) == 1:
        return _distances(samples, references)
    squares = references.square().sum(dim=1) - 2 * samples @ references.T
    first, second = squares.topk(2, dim=1, largest=False).indices.unbind(dim=1)
    distances = _distances(samples, references[first])
    others = _distances(samples, references[second])
    return torch.where(distances < floor, others, distances)


def _smallest(squares: Tensor) -> Tensor:
    """Return the index of the smallest of each row, faster than ``argmin``."""
    groups = squares.view(len(squares), -1, GROUPS)
    group = groups.amin(dim=1).argmin(dim=1)
    rows = torch.arange(len(squares), device=squares.device)
    found: Tensor = groups[rows, :, group].argmin(dim=1) * GROUPS + group
    return found


def _distances(samples: Tensor, others: Tensor) -> Tensor:
    return (samples - others).square().sum(dim=1).sqrt()
