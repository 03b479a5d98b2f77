"""Conjugate gradients, on problems whose answer is known."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn

from autoencode.models.autoencoder import Autoencoder
from autoencode.training.conjugate import N_LINE_SEARCHES, ConjugateGradients


class Problem:
    """A loss of one vector, with its gradient set as a step sets it."""

    def __init__(self, loss, start):
        self.loss = loss
        self.weight = nn.Parameter(torch.tensor(start, dtype=torch.float64))
        self.n_evaluations = 0

    def set_gradients(self):
        self.n_evaluations += 1
        with torch.enable_grad():
            value = self.loss(self.weight)
            (self.weight.grad,) = torch.autograd.grad(value, self.weight)
        return value.detach().reshape(1)


def quadratic(n, seed=0):
    generator = torch.Generator().manual_seed(seed)
    root = torch.randn(n, n, generator=generator, dtype=torch.float64)
    matrix = root @ root.T + torch.eye(n, dtype=torch.float64)
    target = torch.randn(n, generator=generator, dtype=torch.float64)
    return (lambda w: 0.5 * (w - target) @ matrix @ (w - target)), target


def optimizer_of(problem, **group):
    return ConjugateGradients([{"params": [problem.weight], **group}])


def test_as_many_line_searches_as_unknowns_find_the_minimum_of_a_quadratic():
    loss, target = quadratic(N_LINE_SEARCHES)
    problem = Problem(loss, [5.0] * N_LINE_SEARCHES)
    optimizer = optimizer_of(problem)
    first = float(optimizer.step(problem.set_gradients))
    assert float(loss(problem.weight.detach())) < 1e-6 * first
    assert torch.allclose(problem.weight.detach(), target, atol=1e-4)


def test_every_batch_lowers_its_own_loss():
    problem = Problem(
        lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2, [-1.2, 1.0]
    )
    optimizer = optimizer_of(problem)
    losses = [float(optimizer.step(problem.set_gradients)) for _ in range(60)]
    assert all(later <= earlier for earlier, later in pairwise(losses))
    assert losses[-1] < 1e-6


def test_weight_decay_pulls_the_minimum_towards_zero():
    problem = Problem(lambda w: 0.5 * (w - 3.0).square().sum(), [0.5, -1.0])
    optimizer = optimizer_of(problem, weight_decay=0.5)
    for _ in range(10):
        optimizer.step(problem.set_gradients)
    # The minimum of (w - 3)^2 / 2 + w^2 / 4 is at 2.
    assert problem.weight.detach().numpy() == pytest.approx([2.0, 2.0], abs=1e-4)


def test_a_search_that_finds_nothing_lower_leaves_the_weights():
    problem = Problem(lambda w: w.square().sum(), [0.0, 0.0])
    optimizer_of(problem).step(problem.set_gradients)
    assert problem.weight.tolist() == [0.0, 0.0]


def test_a_loss_that_is_not_finite_is_returned_as_it_is():
    problem = Problem(lambda w: (w / 0.0).sum(), [1.0])
    assert not torch.isfinite(optimizer_of(problem).step(problem.set_gradients)).all()
    assert problem.weight.tolist() == [1.0]


def test_a_linear_autoencoder_comes_to_pca_by_conjugate_gradients():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2)) @ rng.normal(size=(2, 6))
    model = Autoencoder(
        hidden_layer_sizes=(),
        optimizer="cg",
        batch_size=200,
        max_epochs=60,
        validation_fraction=0,
        random_state=0,
    )
    assert model.fit(X).score(X) > 0.9999  # the samples have rank 2
