"""Losses compared with known examples and autograd."""

import math

import pytest
import torch

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


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
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
