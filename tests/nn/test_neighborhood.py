"""Losses of a map: facts from their definitions, and values of umap-learn."""

import numpy as np
import pytest
import torch

from autoencode.nn.neighborhood import (
    MAP_LOSSES,
    Directions,
    Kernel,
    info_nce,
    kernel_of_min_dist,
    squared_distances,
    t_sne,
    umap,
)

N = 6


def pairs(distance=0.1, n_components=2):
    """Return codes of samples far from each other, and of a near neighbour of each."""
    generator = torch.Generator().manual_seed(0)
    heads = 10 * torch.randn(N, n_components, generator=generator, dtype=torch.float64)
    tails = heads.clone()
    tails[:, 0] += distance
    return heads, tails


@pytest.mark.parametrize(
    ("min_dist", "a", "b"),
    [(0.1, 1.57694346, 0.89506088), (0.5, 0.58303002, 1.33416700)],
)
def test_the_kernel_of_a_distance_is_that_of_umap_learn(min_dist, a, b):
    assert kernel_of_min_dist(min_dist) == pytest.approx((a, b), rel=1e-5)


def test_the_choice_by_directions_is_a_softmax_of_cosines():
    generator = torch.Generator().manual_seed(0)
    codes = torch.randn(2 * N, 3, generator=generator, dtype=torch.float64)
    heads, tails = torch.nn.functional.normalize(codes, dim=1).chunk(2)
    scores = torch.cat([heads @ tails.T, heads @ heads.T], dim=1) / 0.3
    scores[:, N:].fill_diagonal_(-torch.inf)
    expected = torch.nn.functional.cross_entropy(scores, torch.arange(N))
    found = info_nce(heads, tails, Directions(0.3), 5)
    assert float(found) == pytest.approx(float(expected), rel=1e-5)


def test_equal_codes_leave_the_choice_among_all_samples_of_the_batch():
    codes = torch.zeros(N, 2)
    loss = info_nce(codes, codes, Kernel(), 5)
    assert float(loss) == pytest.approx(np.log(2 * N - 1), rel=1e-6)


def test_equal_codes_have_as_similar_pairs_as_there_are_samples():
    codes = torch.zeros(N, 2)
    assert float(t_sne(codes, codes, Kernel(), 5)) == pytest.approx(np.log(N), rel=1e-6)


def test_cross_entropy_of_edges_is_that_of_the_definition():
    heads, tails = pairs(0.5)
    kernel = Kernel(1.5, 0.8)

    def similarity(a, b):
        d = float((a - b).norm())
        return 1 / (1 + kernel.a * d ** (2 * kernel.b))

    attracted = np.log([similarity(a, b) for a, b in zip(heads, tails, strict=True)])
    repelled = [
        np.log(1 - similarity(heads[i], other[j]))
        for i in range(N)
        for j in range(N)
        if i != j
        for other in (heads, tails)
    ]
    expected = -attracted.mean() - 4 * np.mean(repelled)
    assert float(umap(heads, tails, kernel, 4)) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("loss", MAP_LOSSES.values(), ids=MAP_LOSSES)
@pytest.mark.parametrize("n_components", [2, 5])
def test_a_loss_is_smaller_for_near_neighbours_than_for_far_ones(loss, n_components):
    near, far = (
        float(loss(*pairs(distance, n_components), Kernel(), 5))
        for distance in (0.1, 3.0)
    )
    assert near < far


@pytest.mark.parametrize("loss", MAP_LOSSES.values(), ids=MAP_LOSSES)
@pytest.mark.parametrize("kernel", [Kernel(), kernel_of_min_dist(0.1), Directions(0.2)])
def test_gradients_of_equal_codes_are_finite(loss, kernel):
    codes = torch.zeros(N, 2, requires_grad=True)
    loss(codes, codes, kernel, 5).backward()
    assert torch.isfinite(codes.grad).all()


@pytest.mark.parametrize("n_components", [2, 7])
def test_squared_distances_are_those_of_all_pairs(n_components):
    heads, tails = (part.float() for part in pairs(1.0, n_components))
    expected = torch.cdist(heads, tails).square()
    torch.testing.assert_close(
        squared_distances(heads, tails), expected, rtol=1e-4, atol=1e-3
    )
