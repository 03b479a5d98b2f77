"""Models that learn against an opponent, or compare hidden features."""

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
from autoencode.nn.features import feature_loss
from autoencode.nn.opponents import opponent_cost, squared_slopes
from autoencode.regularizers import maximum_mean_discrepancy

AUTOENCODERS = {k: m for k, m in MODELS.items() if issubclass(m, BaseAutoencoder)}

# Codes are small here: no unit of the sparse one's is set to 0.
pytestmark = pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")


WITH_OPPONENT = {k: m for k, m in AUTOENCODERS.items() if m._opponent_terms}


def gradients_of(model, terms):
    """Whether the opponent's weights, and all others, have a gradient of the terms."""
    network = model.network_
    network.zero_grad()
    x = torch.from_numpy((factors(30) - model.mean_) / model.scale_).float()
    sum(terms(network, x, torch.Generator().manual_seed(0)).values()).backward()
    theirs = set(network.opponent.parameters())
    found = {True: False, False: False}
    for weights in network.parameters():
        moved = weights.grad is not None and bool(weights.grad.any())
        found[weights in theirs] |= moved
    return found[True], found[False]


@pytest.mark.parametrize("model", WITH_OPPONENT.values(), ids=WITH_OPPONENT)
def test_the_opponent_learns_by_its_own_terms_alone(model):
    fitted = model(max_epochs=1, random_state=0).fit(factors())
    assert gradients_of(fitted, fitted._opponent_terms) == (True, False)
    assert gradients_of(fitted, fitted._loss_terms)[1]
    before = [weights.clone() for weights in fitted.network_.opponent.parameters()]
    fitted.partial_fit(factors())
    after = fitted.network_.opponent.parameters()
    assert all(not torch.equal(*pair) for pair in zip(before, after, strict=True))


@pytest.mark.parametrize("model", WITH_OPPONENT.values(), ids=WITH_OPPONENT)
def test_what_the_opponent_pays_is_in_the_history(model):
    history = model(max_epochs=3, random_state=0).fit(factors()).history_
    assert all(record["opponent"] > 0 for record in history)
    large = model(max_epochs=3, random_state=0).fit(1024 * factors()).history_
    for record, other in zip(history, large, strict=True):
        assert other["opponent"] == pytest.approx(record["opponent"], rel=1e-3)
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


def test_the_slope_of_a_linear_judgement_is_its_weights():
    weights = torch.tensor([3.0, -4.0])
    x = torch.randn(5, 2, generator=torch.Generator().manual_seed(0)).requires_grad_()
    slopes = squared_slopes(x @ weights, x)
    torch.testing.assert_close(slopes, torch.full_like(slopes, 25.0))


def test_an_opponent_that_cannot_tell_pays_for_chance():
    def undecided(x, code):
        return 0 * (x.sum(dim=1) + code.sum(dim=1))

    x, code = torch.randn(2, 20, 3, generator=torch.Generator().manual_seed(0))
    for made in ([[x, code]], [[x, code], [x + 1, code]]):
        cost = opponent_cost(undecided, [x, code], made, 1.0)
        assert cost.item() == pytest.approx(2 * np.log(2))


JUDGED = {
    AdversarialAutoencoder: lambda x, code: (code,),
    BidirectionalGAN: lambda x, code: (x, code),
    VAEGAN: lambda x, code: (x,),
}


@pytest.mark.parametrize("kind", JUDGED)
def test_an_opponent_that_pays_for_steepness_judges_less_steeply(kind, digits):
    slopes = []
    for weight in (0.0, 1.0):
        model = kind(
            n_components=4, slope_weight=weight, max_epochs=20, random_state=0
        ).fit(digits)
        x = torch.from_numpy((digits - model.mean_) / model.scale_).float()
        code = torch.randn(len(x), 4, generator=torch.Generator().manual_seed(0))
        shown = [each.requires_grad_() for each in JUDGED[kind](x, code)]
        logits = model.network_.opponent(*shown)
        slopes.append(squared_slopes(logits, *shown).mean().item())
    assert slopes[1] < 0.5 * slopes[0]


def test_an_opponent_brings_codes_to_the_standard_normal(digits):
    normal = torch.randn(600, 4, generator=torch.Generator().manual_seed(0))
    apart = [
        float(
            maximum_mean_discrepancy(
                torch.from_numpy(
                    AdversarialAutoencoder(
                        n_components=4,
                        deception_weight=weight,
                        max_epochs=60,
                        random_state=0,
                    ).fit_transform(digits)
                ),
                normal,
            )
        )
        for weight in (0.0, 0.1)
    ]
    assert apart[1] < 0.1 * apart[0]
