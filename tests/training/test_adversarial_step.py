"""A step of a model and its discriminator, in turn."""

import numpy as np
import pytest
import torch
from both_steps import CPU
from torch import nn

from autoencode.models.adversarial import AdversarialAutoencoder
from autoencode.nn.dropout import Dropout
from autoencode.training.devices import Runtime
from autoencode.training.steps import AdversarialStep, AutogradStep


class Drawing:
    """Steps of a network with dropout, and what is left of ones in each."""

    def __init__(self, network, seed):
        self.drawn = []
        still = torch.optim.SGD(network.parameters(), lr=0.0)
        self.step = AutogradStep(network, self.terms, still, Runtime(CPU, None), seed)

    def terms(self, network, x, generator):
        self.drawn.append(network[1](x).tolist())
        return {"sum": network(x).sum()}


@pytest.mark.parametrize("numbers", [[0, 1, 2], [2, 1]])
def test_dropout_of_both_is_a_function_of_the_seed_and_the_step(numbers):
    network = nn.Sequential(nn.Linear(20, 20), Dropout(0.5))
    own, discriminator = Drawing(network, 0), Drawing(network, 1)
    with AdversarialStep(own.step, discriminator.step) as both:
        for number in numbers:
            both(torch.ones(2, 20), number)
    for each, seed in ((own, 0), (discriminator, 1)):
        alone = Drawing(network, seed)
        with alone.step:
            for number in numbers:
                alone.step(torch.ones(2, 20), number)
        assert each.drawn == alone.drawn
        assert each.drawn[0] != each.drawn[1]
    assert own.drawn != discriminator.drawn
    assert network[1].generator is None


def test_training_and_validation_losses_have_the_same_terms():
    # Samples that vary little: a discriminator's nats are no part of so small a loss.
    X = 0.01 * np.random.default_rng(0).normal(size=(400, 3))
    model = AdversarialAutoencoder(
        max_epochs=20, validation_fraction=0.5, random_state=0, hidden_layer_sizes=()
    )
    record = model.fit(X).history_[-1]
    assert record["loss"] == pytest.approx(record["validation_loss"], rel=0.5)
    assert record["loss"] == record["reconstruction"] + record["adversarial"]
    assert 0.1 < record["discriminator"] < 10
