"""Contrastive divergence against exact expectations of a small machine."""

import numpy as np
import pytest
import torch

from autoencode.nn.rbm import BoltzmannMachine
from autoencode.training.contrastive import ContrastiveRule, ContrastiveStep
from autoencode.training.devices import Runtime
from autoencode.training.loop import Plan
from autoencode.training.optimizers import SCHEDULES


def all_states(n):
    return torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * n)


@pytest.fixture
def machine():
    generator = torch.Generator().manual_seed(3)
    made = BoltzmannMachine(6, 4)
    for weight in made.parameters():
        weight.normal_(std=0.5, generator=generator)
    return made


def step_of(machine, *, dtype=None, **rule):
    plan = Plan(
        batch_size=1,
        max_epochs=1,
        learning_rate=0.1,
        schedule=SCHEDULES["constant"],
        seed=0,
        runtime=Runtime(torch.device("cpu"), dtype, is_small=True),
    )
    return ContrastiveStep(machine, ContrastiveRule(**rule), plan)


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def statistics(machine, v, weights):
    """Return the mean of h v', h and v over visible states with these weights."""
    h = sigmoid(v @ machine.weight.T + machine.hidden_bias)
    return (h * weights[:, None]).T @ v, weights @ h, weights @ v


def test_cd1_gradient_is_the_exact_expectation_over_its_chain(machine):
    # All 64 visible and 16 hidden states: given a sample, the chance of each hidden
    # state; given that, the visible means, from which the statistics are taken.
    x = all_states(6)[[5, 23, 62]]
    h = all_states(4)
    p = sigmoid(x @ machine.weight.T + machine.hidden_bias)
    chances = torch.prod(
        torch.where(h[None] > 0, p[:, None], 1 - p[:, None]), dim=2
    )  # (3, 16)
    v = sigmoid(h @ machine.weight + machine.visible_bias)
    model = statistics(machine, v, chances.mean(dim=0))
    data = statistics(machine, x, torch.full((3,), 1 / 3))
    step = step_of(machine)
    step.set_gradients(x.repeat(30_000, 1), 0)
    for weight, of_model, of_data in zip(
        machine.parameters(), model, data, strict=True
    ):
        assert torch.allclose(weight.grad, of_model - of_data, atol=0.004)


@pytest.mark.parametrize("persistent", [False, True])
def test_long_chains_give_the_gradient_of_the_likelihood(machine, persistent):
    states = all_states(6)
    x = states[[5, 23, 62]]
    at_equilibrium = torch.softmax(-machine.free_energy(states), dim=0)
    model = statistics(machine, states, at_equilibrium)
    data = statistics(machine, x, torch.full((3,), 1 / 3))
    step = step_of(machine, n_gibbs_steps=20, persistent=persistent)
    step.set_gradients(x.repeat(6_000, 1), 0)
    for weight, of_model, of_data in zip(
        machine.parameters(), model, data, strict=True
    ):
        assert torch.allclose(weight.grad, of_model - of_data, atol=0.012)


def test_there_are_as_many_chains_as_rows_in_the_largest_batch(machine):
    states = all_states(6)
    step = step_of(machine, persistent=True)
    for number, n in enumerate([3, 20, 7]):
        step.set_gradients(states[:n], number)
        assert len(step.chains) == max(n, 3 if n == 3 else 20)


def test_chains_of_counts_have_the_totals_of_the_batch():
    made = BoltzmannMachine(6, 4, visible="counts")
    step = step_of(made, persistent=True)
    for number, total in enumerate([4.0, 9.0]):
        x = torch.zeros(5, 6)
        x[:, number] = total
        step.set_gradients(x, number)
        assert step.chains.sum(dim=1).tolist() == [total] * 5


def test_the_order_of_statistics_is_that_of_the_machines_weights(machine):
    names = [name for name, _ in machine.named_parameters()]
    assert names == ["weight", "hidden_bias", "visible_bias"]


def test_bfloat16_gives_the_same_gradient_but_for_rounding(machine):
    x = all_states(6).repeat(2_000, 1)
    step_of(machine).set_gradients(x, 0)
    expected = machine.weight.grad.clone()
    step_of(machine, dtype=torch.bfloat16).set_gradients(x, 0)
    assert torch.allclose(machine.weight.grad, expected, atol=0.01)
    assert machine.weight.dtype == torch.float32


def test_units_above_the_sparsity_target_are_pulled_down(machine):
    x = all_states(6).repeat(500, 1)
    step_of(machine).set_gradients(x, 0)
    plain = machine.hidden_bias.grad.clone()
    activity = sigmoid(x @ machine.weight.T + machine.hidden_bias).mean(dim=0)
    step_of(machine, sparsity_target=0.1, sparsity_weight=2.0).set_gradients(x, 0)
    assert torch.allclose(
        machine.hidden_bias.grad - plain, 2.0 * (activity - 0.1), atol=1e-5
    )


def test_momentum_is_lower_in_the_first_steps(machine):
    step = step_of(machine, first_momentum=0.5, n_first_steps=2, momentum=0.9)
    x = all_states(6)
    used = []
    for number in range(4):
        step(x, number)
        used.append(step.optimizer.param_groups[0]["momentum"])
    assert used == [0.5, 0.5, 0.9, 0.9]


def test_counts_follow_the_gradient_of_the_likelihood():
    made = BoltzmannMachine(3, 2, "counts")
    generator = torch.Generator().manual_seed(1)
    for weight in made.parameters():
        weight.normal_(std=0.4, generator=generator)
    texts = torch.cartesian_prod(*[torch.arange(3)] * 4)
    v = torch.stack([torch.bincount(text, minlength=3) for text in texts]).float()
    weights = torch.softmax(-made.free_energy(v), dim=0)
    x = torch.tensor([[4.0, 0.0, 0.0], [0.0, 2.0, 2.0]])

    def means(v, weights):
        h = made.encode(v)
        return (h * weights[:, None]).T @ v, 4 * weights @ h, weights @ v

    of_model, of_data = means(v, weights), means(x, torch.full((2,), 0.5))
    step = step_of(made, n_gibbs_steps=20)
    step.set_gradients(x.repeat(8_000, 1), 0)
    for weight, model, data in zip(made.parameters(), of_model, of_data, strict=True):
        np.testing.assert_allclose(weight.grad, model - data, atol=0.06)
