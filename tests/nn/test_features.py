"""Feature loss by hand, and of single samples, which have no variance."""

import numpy as np
import pytest
import torch

from autoencode.models.feature_consistent import FeatureConsistentVAE
from autoencode.nn.features import feature_loss
from autoencode.training import batches


def samples():
    rng = np.random.default_rng(0)
    return rng.normal(size=(40, 2)) @ rng.normal(size=(2, 6))


def model():
    return FeatureConsistentVAE(
        max_epochs=2, validation_fraction=0.275, random_state=0, batch_size=10
    )


def test_feature_loss_is_the_mean_of_those_of_the_layers():
    first, second = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
    with torch.no_grad():
        for layer, bias in ((first, 0.0), (second, -2.0)):
            layer.weight.fill_(1.0)
            layer.bias.fill_(bias)
    encoder = torch.nn.Sequential(first, torch.nn.ReLU(), second, torch.nn.ReLU())
    x, target = torch.tensor([[1.0], [3.0]]), torch.tensor([[2.0], [4.0]])
    # Features are 1, 3 and 2, 4; then 0, 1 and 0, 2. The variances of the target are 1.
    by_layer = [0.5 * (1 + 1) / 2, 0.5 * (0 + 1) / 2]
    found = feature_loss(encoder, x, target).item()
    assert found == pytest.approx(sum(by_layer) / 2)


def test_feature_loss_of_a_single_sample_is_zero():
    fitted = model().fit(samples())
    for _ in range(3):
        assert fitted.partial_fit(samples()[:1]).history_[-1]["features"] == 0


def test_a_last_block_of_one_row_does_not_change_the_validation_loss(monkeypatch):
    whole = model().fit(samples())
    assert len(whole.validation_rows_) == 11
    monkeypatch.setattr(batches, "ROWS_PER_BLOCK", 10)
    parts = model().fit(samples())
    losses = [m.history_[-1]["validation_loss"] for m in (parts, whole)]
    assert losses[0] == pytest.approx(losses[1], rel=0.2)
