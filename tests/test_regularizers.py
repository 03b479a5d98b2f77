"""Regularizers compared with exact results."""

import math

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.stats import norm
from torch import nn

from autoencode.models.contractive import code_and_contraction
from autoencode.nn.activations import ACTIVATIONS
from autoencode.nn.mlp import Layers, dense_autoencoder
from autoencode.regularizers import (
    SPARSITY,
    free_bits_kl,
    gaussian_kl,
    kl_to_rate,
    maximum_mean_discrepancy,
)


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def network(hidden, **layers):
    torch.manual_seed(0)
    made = dense_autoencoder(6, 3, Layers(hidden_layer_sizes=hidden, **layers))
    return made.double()


def exact_contraction(network, x):
    """Return the squared norm of the Jacobian of each sample, by autograd."""
    jacobians = torch.func.vmap(torch.func.jacrev(network.encoder))(x)
    return jacobians.square().sum(dim=(1, 2))


@pytest.mark.parametrize("name", [n for n in ACTIVATIONS if n != "clip"])
def test_contraction_of_one_layer_is_exact(name):
    made = network((), code_activation=name)
    x = torch.randn(5, 6, generator=generator(), dtype=torch.float64)
    code, contraction = code_and_contraction(made, x, generator())
    torch.testing.assert_close(contraction, exact_contraction(made, x))
    torch.testing.assert_close(code, made.encode(x))


@pytest.mark.parametrize(
    "made",
    [
        lambda: network((8, 5), activation="tanh"),
        lambda: network((), code_activation="root_length"),  # not elementwise
    ],
    ids=["deep", "not elementwise"],
)
def test_contraction_of_deep_encoders_is_unbiased(made):
    made = made()
    x = torch.randn(4, 6, generator=generator(), dtype=torch.float64)
    draws = torch.stack(
        [code_and_contraction(made, x, generator(seed))[1] for seed in range(600)]
    )
    error = draws.std(dim=0) / math.sqrt(len(draws))
    assert ((draws.mean(dim=0) - exact_contraction(made, x)).abs() < 4 * error).all()


def test_contraction_works_without_parameter_gradients():
    made = network((8,))
    with torch.inference_mode():
        x = torch.randn(4, 6, dtype=torch.float64)
        assert code_and_contraction(made, x, generator())[1].shape == (4,)


def test_contraction_has_a_gradient():
    made = network((8,))
    x = torch.randn(4, 6, dtype=torch.float64)
    code_and_contraction(made, x, generator())[1].sum().backward()
    first = next(module for module in made.encoder if isinstance(module, nn.Linear))
    assert first.weight.grad.abs().sum() > 0


@pytest.mark.parametrize(("mean", "std"), [(0.0, 1.0), (0.7, 0.3), (-2.0, 1.5)])
def test_gaussian_kl_equals_the_integral(mean, std):
    def integrand(z):
        ratio = norm.logpdf(z, mean, std) - norm.logpdf(z)
        return norm.pdf(z, mean, std) * ratio

    exact, _ = quad(integrand, mean - 12 * std, mean + 12 * std)
    found = gaussian_kl(torch.tensor(mean), torch.tensor(2 * math.log(std)))
    assert float(found) == pytest.approx(exact, abs=1e-5)


def test_bits_are_free_for_the_mean_of_a_batch_not_for_each_sample():
    mean = torch.tensor([[0.0], [2.0]])  # whose divergences are 0 and 2 nats
    for free_bits, expected in ((0.5, 1.0), (1.0, 1.0), (1.5, 1.5)):
        assert free_bits_kl(mean, 0 * mean, free_bits).item() == expected


def test_discrepancy_of_two_pairs_of_samples_is_that_of_a_calculation_by_hand():
    def kernel(distance):
        # Tolstikhin et al. (2018): C / (C + distance^2), with C = 2 scale in one
        # dimension.
        constants = 2 * np.array([0.1, 0.2, 0.5, 1, 2, 5, 10])
        return (constants / (constants + distance**2)).sum()

    codes, others = torch.tensor([[0.0], [2.0]]), torch.tensor([[0.0], [3.0]])
    across = np.mean([kernel(distance) for distance in (0, 3, 2, 1)])
    expected = kernel(2) + kernel(3) - 2 * across
    found = maximum_mean_discrepancy(codes, others).item()
    assert found == pytest.approx(expected, rel=1e-5)


def test_discrepancy_of_equal_distributions_is_zero_on_average():
    found = torch.stack(
        [
            maximum_mean_discrepancy(
                torch.randn(50, 4, generator=generator(2 * seed)),
                torch.randn(50, 4, generator=generator(2 * seed + 1)),
            )
            for seed in range(200)
        ]
    )
    assert abs(float(found.mean())) < 3 * float(found.std()) / math.sqrt(len(found))


@pytest.mark.parametrize("change", [lambda z: 2 * z, lambda z: z + 1, torch.tanh])
def test_discrepancy_grows_with_the_difference(change):
    one, other = (torch.randn(200, 4, generator=generator(seed)) for seed in (0, 1))
    same = maximum_mean_discrepancy(one, other)
    assert maximum_mean_discrepancy(change(one), other) > same.abs() * 5


def test_discrepancy_has_a_finite_gradient_for_equal_samples():
    code = torch.zeros(4, 2, requires_grad=True)
    maximum_mean_discrepancy(code, torch.randn(4, 2, generator=generator())).backward()
    assert code.grad.isfinite().all()


def test_sparsity_penalty_is_zero_at_the_target_rate():
    code = torch.zeros(20, 3)
    code[:2] = 1.0
    assert float(kl_to_rate(code, 0.1)) == pytest.approx(0, abs=1e-6)
    assert float(kl_to_rate(code + 0.1, 0.1)) > 0.01


@pytest.mark.parametrize("name", SPARSITY)
def test_sparser_codes_have_a_lower_penalty(name):
    code = torch.rand(50, 4, generator=generator())
    target = 0.01
    costs = [float(SPARSITY[name](share * code, target).mean()) for share in (1, 0.2)]
    assert np.diff(costs)[0] < 0
