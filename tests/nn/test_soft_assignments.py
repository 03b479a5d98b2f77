"""Soft assignments and their targets: the equations of DEC (Xie et al., 2016)."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from autoencode.nn.soft_assignments import (
    divergence,
    soft_assignments,
    target_distribution,
)


@pytest.fixture
def made():
    """Seven codes of three numbers, and four centres."""
    rng = np.random.default_rng(0)
    return torch.from_numpy(rng.normal(size=(7, 3))), torch.from_numpy(
        rng.normal(size=(4, 3))
    )


def test_soft_assignments_are_those_of_student_t(made):
    codes, centers = made
    found = soft_assignments(codes, centers, 2.5)
    for i, code in enumerate(codes):
        # Equation 1 with one degree of freedom, of codes in units of sqrt(2.5).
        by_hand = [1 / (1 + float(((code - c) ** 2).sum()) / 2.5) for c in centers]
        assert_allclose(found[i], np.array(by_hand) / sum(by_hand))


def test_targets_are_squares_by_the_size_of_the_cluster_and_sum_to_1(made):
    q = soft_assignments(*made, 1.0)
    found = target_distribution(q, q.sum(dim=0))
    by_hand = q.numpy() ** 2 / q.numpy().sum(axis=0)  # equation 3
    assert_allclose(found, by_hand / by_hand.sum(axis=1, keepdims=True))
    assert_allclose(found.sum(dim=1), 1)
    assert_allclose(target_distribution(q, q.mean(dim=0)), found)


def test_targets_of_a_cluster_without_samples_are_0():
    q = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    found = target_distribution(q, q.sum(dim=0))
    assert_allclose(found, [[1, 0], [1, 0]])


def test_the_gradient_of_the_divergence_is_that_of_the_paper(made):
    codes, centers = (each.requires_grad_() for each in made)
    q = soft_assignments(codes, centers, 1.0)
    p = target_distribution(q.detach(), q.detach().sum(dim=0))
    divergence(p, q).sum().backward()
    with torch.no_grad():
        difference = codes[:, None] - centers
        weights = (p - q) / (1 + difference.square().sum(dim=2))
        # Equations 4 and 5 with one degree of freedom: (alpha + 1) / alpha is 2.
        of_codes = 2 * (weights[:, :, None] * difference).sum(dim=1)
        of_centers = -2 * (weights[:, :, None] * difference).sum(dim=0)
    assert_allclose(codes.grad, of_codes)
    assert_allclose(centers.grad, of_centers)


def test_the_divergence_is_that_of_scipy_and_0_for_equal_ones(made):
    from scipy.special import rel_entr

    q = soft_assignments(*made, 1.0)
    p = target_distribution(q, q.sum(dim=0))
    by_hand = rel_entr(p.numpy(), q.numpy()).sum(axis=1)
    assert_allclose(divergence(p, q), by_hand)
    assert_allclose(divergence(q, q), 0, atol=1e-15)
    certain = torch.tensor([[1.0, 0.0]])
    assert torch.isfinite(divergence(certain, certain)).all()
