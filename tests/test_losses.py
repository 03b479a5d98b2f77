"""Losses compared with known examples and autograd."""

import math

import numpy as np
import pytest
import torch
from scipy import stats

from autoencode.losses import LOSSES
from autoencode.nn.activations import OUTPUT_ACTIVATIONS


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_losses_have_one_value_per_sample_and_zero_gradient_at_the_optimum(loss):
    x = torch.tensor([[0.2, 0.8], [0.5, 0.5], [0.9, 0.1]])
    inverse = {"sigmoid": torch.logit, "softmax": torch.log}  # for shares that sum to 1
    logits = inverse.get(loss.output_activation, torch.clone)(x)
    logits.requires_grad_()
    output = (
        logits
        if loss.takes_logits
        else OUTPUT_ACTIVATIONS[loss.output_activation].make(0)(logits)
    )
    value = loss.per_sample(output, x)
    assert value.shape == (3,)
    value.sum().backward()
    torch.testing.assert_close(logits.grad, torch.zeros_like(x), atol=1e-6, rtol=0)


def test_squared_error_of_a_known_example():
    x_hat, x = torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 4.0]])
    assert LOSSES["squared_error"].per_sample(x_hat, x).item() == 2.5  # (1² + 2²) / 2


def test_cross_entropy_of_a_known_example():
    logits, x = torch.tensor([[0.0, 0.0]]), torch.tensor([[0.0, 1.0]])
    value = LOSSES["cross_entropy"].per_sample(logits, x).item()
    assert value == pytest.approx(2 * math.log(2))


def test_multinomial_of_a_known_example():
    logits, x = torch.tensor([[0.0, 0.0, 0.0]]), torch.tensor([[2.0, 0.0, 3.0]])
    value = LOSSES["multinomial"].per_sample(logits, x).item()
    assert value == pytest.approx(5 * math.log(3))


def counts(n_rows=5, n_features=8):
    """Return counts, some of them 0, and logits."""
    rng = np.random.default_rng(0)
    x = rng.poisson(rng.gamma(0.5, 20, size=(n_rows, n_features))).astype(float)
    return torch.from_numpy(x), torch.from_numpy(rng.normal(size=x.shape))


def means(logits, x):
    return (logits.softmax(dim=1) * x.sum(dim=1, keepdim=True)).numpy()


def test_poisson_is_the_negative_log_likelihood_given_the_total():
    x, logits = counts()
    expected = -stats.poisson.logpmf(x.numpy(), means(logits, x)).sum(axis=1)
    found = LOSSES["poisson"].per_sample(logits, x)
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_poisson_is_multinomial_but_for_what_the_model_does_not_change():
    x, logits = counts()
    gradients = []
    for name in ("poisson", "multinomial"):
        output = logits.clone().requires_grad_()
        LOSSES[name].per_sample(output, x).sum().backward()
        gradients.append(output.grad)
    torch.testing.assert_close(*gradients)


# Below and above the dispersion from which Stirling's formula is used.
@pytest.mark.parametrize("dispersion", [0.01, 0.7, 19.9, 20.1, 500.0, 1e5])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=str)
def test_negative_binomial_is_the_negative_log_likelihood(dispersion, dtype):
    x, logits = counts()
    mean = means(logits, x)
    share = dispersion / (dispersion + mean)
    expected = -stats.nbinom.logpmf(x.numpy(), dispersion, share).sum(axis=1)
    log = torch.full((8,), math.log(dispersion), dtype=dtype)
    found = LOSSES["negative_binomial"].per_sample(logits.to(dtype), x.to(dtype), log)
    tolerance = 1e-6 if dtype == torch.float64 else 1e-4
    np.testing.assert_allclose(found, expected, rtol=tolerance)


def test_negative_binomial_tends_to_poisson_and_has_finite_gradients():
    x, logits = counts()
    x[0] = 0  # a row without any counts
    nearly = LOSSES["negative_binomial"].per_sample(logits, x, 14.0)
    expected = LOSSES["poisson"].per_sample(logits, x)
    torch.testing.assert_close(nearly, expected, rtol=1e-3, atol=1e-3)
    for log in (-30.0, 0.0, 30.0):
        parts = logits.clone(), torch.full((8,), log, dtype=torch.float64)
        for part in parts:
            part.requires_grad_()
        LOSSES["negative_binomial"].per_sample(parts[0], x, parts[1]).sum().backward()
        assert all(torch.isfinite(part.grad).all() for part in parts)


def test_huber_is_half_the_square_of_small_differences_and_linear_in_large_ones():
    x = torch.zeros(4, 1)
    x_hat = torch.tensor([[-0.5], [1.0], [3.0], [-100.0]])
    found = LOSSES["huber"].per_sample(x_hat, x)
    torch.testing.assert_close(found, torch.tensor([0.125, 0.5, 2.5, 99.5]))
    assert (found <= LOSSES["squared_error"].per_sample(x_hat, x)).all()
    assert (found <= LOSSES["absolute_error"].per_sample(x_hat, x)).all()


@pytest.mark.parametrize("name", ["squared_error", "absolute_error", "huber"])
def test_densities_with_a_learned_scale_integrate_to_one(name):
    loss = LOSSES[name]
    x = torch.linspace(-60, 60, 240_001, dtype=torch.float64)[:, None]
    density = (-loss.per_sample(x, torch.zeros_like(x)) - loss.log_normalizer).exp()
    total = torch.trapezoid(density, x[:, 0]).item()
    assert total == pytest.approx(1.0, abs=1e-6)


EXPLICIT = {k: loss for k, loss in LOSSES.items() if loss.mean_with_gradient}


@pytest.mark.parametrize("loss", EXPLICIT.values(), ids=EXPLICIT)
def test_explicit_gradients_equal_those_of_autograd(loss):
    generator = torch.Generator().manual_seed(0)
    x = torch.rand(7, 4, generator=generator)
    output = torch.randn(7, 4, generator=generator, requires_grad=True)
    loss.per_sample(output, x).mean().backward()
    mean, gradient = loss.mean_with_gradient(output.detach().clone(), x)
    torch.testing.assert_close(mean, loss.per_sample(output, x).mean().detach())
    torch.testing.assert_close(gradient, output.grad)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_output_activations_of_all_losses_exist(loss):
    assert loss.output_activation in OUTPUT_ACTIVATIONS
