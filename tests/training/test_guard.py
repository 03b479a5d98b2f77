"""Loss spikes are prevented, and ordinary training is left alone."""

import copy
import pickle

import numpy as np
import pytest
import torch
from torch import nn

from autoencode.models import learning
from autoencode.models.autoencoder import Autoencoder
from autoencode.training.guard import FIRST_STEPS, LIMIT, GuardedOptimizer
from autoencode.training.optimizers import OPTIMIZERS, make_optimizer


def guarded(n=4):
    """Plain gradient descent of one tensor, behind a guard."""
    weight = nn.Parameter(torch.zeros(n))
    return weight, GuardedOptimizer(torch.optim.SGD([weight], lr=1.0))


def given(weight, optimizer, lengths):
    """Let gradients of some lengths come; return those that were stepped along."""
    stepped = []
    for length in lengths:
        before = weight.detach().clone()
        weight.grad = torch.full_like(weight, length / len(weight) ** 0.5)
        optimizer.step()
        stepped.append(float((weight.detach() - before).norm()))
    return np.array(stepped)


def ordinary(n):
    return np.random.default_rng(0).uniform(0.5, 1.5, n)


def test_gradients_of_ordinary_lengths_are_left_as_they_are():
    weight, optimizer = guarded()
    lengths = ordinary(300)
    lengths[200] = 50.0  # one alone does not run away
    assert given(weight, optimizer, lengths) == pytest.approx(lengths, rel=1e-4)


def test_lengths_that_grow_step_by_step_are_held():
    weight, optimizer = guarded()
    usual = ordinary(200)
    given(weight, optimizer, usual)
    growing = 1.4 ** np.arange(20)  # to 600 times
    held = given(weight, optimizer, growing)
    assert held.max() < 3 * LIMIT * usual.mean()
    after = given(weight, optimizer, ordinary(100))
    assert after[-50:] == pytest.approx(ordinary(100)[-50:], rel=1e-4)


def test_the_first_steps_are_left_as_they_are():
    weight, optimizer = guarded()
    growing = 1.2 ** np.arange(FIRST_STEPS)
    assert given(weight, optimizer, growing) == pytest.approx(growing, rel=1e-3)


def loss_after_a_rough_time(guard):
    """Descend a parabola, for a while with steps that are too long for it.

    Steps above 2 / curvature overshoot by more each time; 1 / curvature would be best.
    """
    curvature = torch.tensor([1.0, 0.1])
    weight = nn.Parameter(torch.tensor([1.0, 1.0]))
    optimizer = torch.optim.SGD([weight], lr=0.5)
    generator = torch.Generator().manual_seed(0)
    around = GuardedOptimizer(optimizer) if guard else optimizer
    highest = 0.0
    for step in range(400):
        optimizer.param_groups[0]["lr"] = 2.5 if 200 <= step < 230 else 0.5
        noise = 0.1 * torch.randn(2, generator=generator)
        weight.grad = (curvature * weight).detach() + noise
        around.step()
        highest = max(highest, float((curvature * weight.detach().square()).sum()))
    return highest


def test_a_parabola_that_throws_descent_out_does_not_throw_out_a_guarded_one():
    assert loss_after_a_rough_time(guard=False) > 1e3
    assert loss_after_a_rough_time(guard=True) < 10


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
@pytest.mark.parametrize("name", sorted(set(OPTIMIZERS) - {"cg"}))
def test_a_copy_goes_on_as_the_first_does(name, copied):
    network = nn.Linear(4, 4)
    optimizer = make_optimizer(
        name, network, learning_rate=0.01, weight_decay=0.1, is_guarded=True
    )

    def steps(network, optimizer, n):
        for number in range(n):
            for weight in network.parameters():
                generator = torch.Generator().manual_seed(number)
                weight.grad = torch.randn(weight.shape, generator=generator)
            optimizer.step()

    steps(network, optimizer, 10)
    both = copied({"network": network, "optimizer": optimizer})
    networks = [(network, optimizer), (both["network"], both["optimizer"])]
    for each in networks:
        steps(*each, 60)
    for ours, theirs in zip(*(net.parameters() for net, _ in networks), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=0)
    assert both["optimizer"].n_steps == optimizer.n_steps == 70


@pytest.mark.parametrize(
    ("optimizer", "width", "is_guarded"),
    [
        ("adamw", 400, True),
        ("muon", 400, True),
        ("adamw", 8, False),
        ("cg", 400, False),
    ],
)
def test_large_networks_are_guarded(optimizer, width, is_guarded):
    X = np.random.default_rng(0).normal(size=(40, 300))
    model = Autoencoder(
        hidden_layer_sizes=(width,),
        linear_skip=False,
        optimizer=optimizer,
        max_epochs=1,
        random_state=0,
    ).fit(X)
    made = learning.optimizers(model)
    assert [isinstance(each, GuardedOptimizer) for each in made] == [is_guarded]
