"""Models trained with a discriminator, or by hidden features."""

import numpy as np
import pytest
import torch
from factors import factors

from autoencode import (
    VAEGAN,
    AdversarialAutoencoder,
    BidirectionalGAN,
)
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.discriminators import discriminator_loss, squared_gradients
from autoencode.nn.features import feature_loss
from autoencode.regularizers import maximum_mean_discrepancy

AUTOENCODERS = {k: m for k, m in MODELS.items() if issubclass(m, BaseAutoencoder)}

# Codes are small here: no unit of the sparse one's is set to 0.
pytestmark = pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")


WITH_DISCRIMINATOR = {k: m for k, m in AUTOENCODERS.items() if m._discriminator_terms}


def gradients_of(model, terms):
    """Whether the discriminator, and the rest, have gradients of the terms."""
    network = model.network_
    network.zero_grad()
    x = torch.from_numpy((factors(30) - model.mean_) / model.scale_).float()
    sum(terms(network, x, torch.Generator().manual_seed(0)).values()).backward()
    theirs = set(network.discriminator.parameters())
    found = {True: False, False: False}
    for weights in network.parameters():
        moved = weights.grad is not None and bool(weights.grad.any())
        found[weights in theirs] |= moved
    return found[True], found[False]


@pytest.mark.parametrize("model", WITH_DISCRIMINATOR.values(), ids=WITH_DISCRIMINATOR)
def test_the_discriminator_is_trained_by_its_own_terms_alone(model):
    fitted = model(max_epochs=1, random_state=0).fit(factors())
    assert gradients_of(fitted, fitted._discriminator_terms) == (True, False)
    assert gradients_of(fitted, fitted._loss_terms)[1]
    before = [weights.clone() for weights in fitted.network_.discriminator.parameters()]
    fitted.partial_fit(factors())
    after = fitted.network_.discriminator.parameters()
    assert all(not torch.equal(*pair) for pair in zip(before, after, strict=True))


@pytest.mark.parametrize("model", WITH_DISCRIMINATOR.values(), ids=WITH_DISCRIMINATOR)
def test_the_loss_of_the_discriminator_is_in_the_history(model):
    history = model(max_epochs=3, random_state=0).fit(factors()).history_
    assert all(record["discriminator"] > 0 for record in history)
    large = model(max_epochs=3, random_state=0).fit(1024 * factors()).history_
    for record, other in zip(history, large, strict=True):
        assert other["discriminator"] == pytest.approx(
            record["discriminator"], rel=1e-3
        )
        assert other["loss"] == pytest.approx(1024**2 * record["loss"], rel=1e-3)


def test_features_are_compared_in_every_hidden_layer():
    torch.manual_seed(0)
    encoder = torch.nn.Sequential(
        torch.nn.Linear(6, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)
    )
    x, other = torch.randn(2, 20, 6)
    ours, theirs = (torch.relu(encoder[0](each)) for each in (x, other))
    variance = (theirs - theirs.mean(dim=0)).square().mean()
    expected = 0.5 * (ours - theirs).square().mean() / variance
    torch.testing.assert_close(feature_loss(encoder, x, other), expected)
    assert feature_loss(encoder, other, other) == 0


def test_the_gradient_of_a_linear_function_is_its_weights():
    weights = torch.tensor([3.0, -4.0])
    x = torch.randn(5, 2, generator=torch.Generator().manual_seed(0)).requires_grad_()
    squared = squared_gradients(x @ weights, x)
    torch.testing.assert_close(squared, torch.full_like(squared, 25.0))


def test_a_discriminator_that_always_guesses_has_the_entropy_of_guesses():
    def undecided(x, code):
        return 0 * (x.sum(dim=1) + code.sum(dim=1))

    x, code = torch.randn(2, 20, 3, generator=torch.Generator().manual_seed(0))
    for generated in ([[x, code]], [[x, code], [x + 1, code]]):
        loss = discriminator_loss(undecided, [x, code], generated, 1.0)
        assert loss.item() == pytest.approx(2 * np.log(2))


def test_the_gradient_penalty_is_half_the_sum_of_both_mean_squared_gradients():
    def discriminator(x):
        return torch.where(x > 0, 3 * x, x).sum(dim=1)  # of slopes 3 and 1

    real, generated = torch.ones(4, 1), [[-torch.ones(4, 1)], [-2 * torch.ones(4, 1)]]
    without, loss = (
        discriminator_loss(discriminator, [real], generated, weight).item()
        for weight in (0.0, 0.7)
    )
    assert loss - without == pytest.approx(0.7 * 0.5 * (3**2 + 1**2), rel=1e-5)


class Knowing(torch.nn.Module):
    """A discriminator that knows the real samples: logits 3 for them, else -3."""

    def __init__(self, real):
        super().__init__()
        self.real = real

    def forward(self, x, code):
        return torch.full((len(x),), 3.0 if torch.equal(x, self.real) else -3.0)


def test_encoder_and_decoder_are_trained_with_the_other_label_for_each_pair():
    # Donahue et al. (2017): each pair is to be classified as the other type.
    X = factors(40)
    model = BidirectionalGAN(adversarial_weight=0.7, max_epochs=1, random_state=0)
    model.fit(X)
    x = torch.from_numpy((X - model.mean_) / model.scale_).float()
    model.network_.discriminator = Knowing(x)
    terms = model._loss_terms(model.network_, x, torch.Generator().manual_seed(0))
    expected = 0.7 * 5 * 2 * np.log(1 + np.exp(3))  # 5 features
    assert terms["adversarial"].item() == pytest.approx(expected, rel=1e-5)


def test_features_of_a_reconstruction_are_compared_with_those_of_its_sample(
    monkeypatch,
):
    X = factors(40)
    model = VAEGAN(similarity_weight=0.7, max_epochs=1, random_state=0).fit(X)
    network = model.network_
    x = torch.from_numpy((X - model.mean_) / model.scale_).float()
    for reconstruction in (x, x + 1):
        monkeypatch.setattr(network, "decode", lambda code, made=reconstruction: made)
        terms = model._loss_terms(network, x, torch.Generator().manual_seed(0))
        features = network.discriminator.features
        squared = (features(reconstruction) - features(x)).square().sum(dim=1)
        expected = 0.7 * 0.5 * squared.mean().item()
        assert terms["similarity"].item() == pytest.approx(expected, rel=1e-5)
        assert (expected == 0) == (reconstruction is x)


INPUTS = {
    AdversarialAutoencoder: lambda x, code: (code,),
    BidirectionalGAN: lambda x, code: (x, code),
    VAEGAN: lambda x, code: (x,),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_the_gradient_penalty_makes_gradients_smaller(kind, digits):
    squared = []
    for weight in (0.0, 1.0):
        model = kind(
            n_components=4,
            gradient_penalty_weight=weight,
            hidden_layer_sizes=(32,),
            max_epochs=5,
            random_state=0,
        ).fit(digits)
        x = torch.from_numpy((digits - model.mean_) / model.scale_).float()
        code = torch.randn(len(x), 4, generator=torch.Generator().manual_seed(0))
        inputs = [each.requires_grad_() for each in INPUTS[kind](x, code)]
        logits = model.network_.discriminator(*inputs)
        squared.append(squared_gradients(logits, *inputs).mean().item())
    assert squared[1] < 0.5 * squared[0]


def test_a_discriminator_makes_codes_standard_normal(digits):
    normal = torch.randn(600, 4, generator=torch.Generator().manual_seed(0))
    discrepancies = []
    for weight in (0.0, 0.3):
        codes = AdversarialAutoencoder(
            n_components=4,
            hidden_layer_sizes=(32,),
            discriminator_layer_sizes=(32, 32),
            adversarial_weight=weight,
            max_epochs=15,
            random_state=0,
        ).fit_transform(digits)
        discrepancy = maximum_mean_discrepancy(torch.from_numpy(codes), normal)
        discrepancies.append(float(discrepancy))
    assert discrepancies[1] < 0.1 * discrepancies[0]
