"""Feature loss of single samples, which have no variance."""

import numpy as np
import pytest

from autoencode.models.feature_consistent import FeatureConsistentVAE
from autoencode.training import batches


def samples():
    rng = np.random.default_rng(0)
    return rng.normal(size=(40, 2)) @ rng.normal(size=(2, 6))


def model():
    return FeatureConsistentVAE(
        max_epochs=2, validation_fraction=0.275, random_state=0, batch_size=10
    )


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
