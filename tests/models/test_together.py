"""Models that are fitted together are those that are fitted one after the other."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from autoencode.errors import TrainingDivergedError
from autoencode.losses import LOSSES
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.together import fit_together
from autoencode.models.variational import VariationalAutoencoder
from autoencode.training.stacked import StackedStep

ROWS = [np.arange(0, 40), np.arange(10, 50), np.arange(20, 60)]


def samples():
    return np.random.default_rng(0).random((60, 6))


def autoencoder(seed, **changes):
    defaults = {"hidden_layer_sizes": (8,), "max_epochs": 5, "batch_size": 16}
    plain = {"validation_fraction": 0.0, "random_state": seed, "linear_skip": False}
    return Autoencoder(**defaults | plain | changes)


def both_ways(X, rows, **changes):
    """The same models, fitted together and each by its own `fit`."""
    together = [autoencoder(seed, **changes) for seed in range(len(rows))]
    fit_together(together, X, rows)
    alone = [autoencoder(seed, **changes) for seed in range(len(rows))]
    return together, [each.fit(X[own]) for each, own in zip(alone, rows, strict=True)]


@pytest.fixture
def n_stacked(monkeypatch):
    """Count the steps that several networks make at once."""
    made = []
    once = StackedStep.set_gradients
    monkeypatch.setattr(
        StackedStep,
        "set_gradients",
        lambda *arguments: made.append(1) or once(*arguments),
    )
    return made


@pytest.mark.parametrize(
    "changes",
    [
        *({"loss": name} for name, loss in LOSSES.items() if loss.mean_with_gradient),
        {"optimizer": "sgd", "activation": "tanh", "weight_decay": 0.1},
        {"output_activation": "softmax", "code_activation": "relu"},
        {"hidden_layer_sizes": ()},
        {"activation": "clip", "output_activation": "clip"},
    ],
    ids=str,
)
def test_weights_and_histories_are_those_of_their_own_fits(changes, n_stacked):
    for ours, theirs in zip(*both_ways(samples(), ROWS, **changes), strict=True):
        X = samples()
        np.testing.assert_allclose(
            ours.reconstruct(X), theirs.reconstruct(X), rtol=1e-3, atol=1e-4
        )
        np.testing.assert_allclose(ours.mean_, theirs.mean_)
        assert len(ours.history_) == len(theirs.history_) == 5
        for one, other in zip(ours.history_, theirs.history_, strict=True):
            assert one.keys() == other.keys()
            assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)
            assert one["learning_rate"] == other["learning_rate"]
    assert len(n_stacked) == 5 * 3


def test_they_can_be_used_and_trained_further_like_any_other():
    (model, *_), _ = both_ways(samples(), ROWS)
    assert model.sample(3, random_state=0).shape == (3, 6)
    assert model.transform(samples()).shape == (60, 2)
    assert not any(weights.grad is not None for weights in model.network_.parameters())
    before = model.reconstruction_error(samples()).mean()
    for _ in range(20):
        model.partial_fit(samples())
    assert model.reconstruction_error(samples()).mean() < before


def test_sparse_samples_give_what_dense_ones_give():
    X = samples() * (samples() > 0.5)
    dense, sparse = ([autoencoder(seed) for seed in range(3)] for _ in range(2))
    fit_together(dense, X, ROWS)
    fit_together(sparse, csr_matrix(X), ROWS)
    for one, other in zip(dense, sparse, strict=True):
        np.testing.assert_allclose(one.transform(X), other.transform(X), atol=1e-5)


def test_each_learns_from_its_own_rows_even_if_some_have_more():
    X = samples()
    X[40:] += 100  # another place, which the first does not know
    rows = [np.arange(40), np.arange(40, 59)]
    models = [autoencoder(seed, max_epochs=100) for seed in range(2)]
    fit_together(models, X, rows)
    near, far = (each.reconstruction_error(X) for each in models)
    assert near[:40].mean() < near[40:].mean() / 100
    assert far[40:].mean() < far[:40].mean() / 100


@pytest.mark.parametrize(
    "others",
    [
        {"validation_fraction": 0.25},
        {"dropout": 0.1},
        {"optimizer": "cg"},
        {"optimizer": "muon"},
        {"patience": 3},
        {"pretraining": "autoencoder", "pretraining_epochs": 1},
        {"augment": "binarize"},
        {"batch_norm": True},
        {"layer_norm": True},
    ],
    ids=str,
)
def test_others_are_fitted_one_after_the_other(others, n_stacked):
    for ours, theirs in zip(*both_ways(samples(), ROWS, **others), strict=True):
        np.testing.assert_array_equal(
            ours.transform(samples()), theirs.transform(samples())
        )
    assert not n_stacked


def test_models_of_different_shapes_or_kinds_can_be_fitted_together():
    models = [
        autoencoder(0),
        autoencoder(1, n_components=3),
        VariationalAutoencoder(hidden_layer_sizes=(8,), max_epochs=2, random_state=2),
    ]
    fit_together(models, samples(), ROWS)
    assert [each.transform(samples()).shape[1] for each in models] == [2, 3, 2]


def test_losses_without_bounds_leave_unfitted_models_and_say_so():
    models = [autoencoder(seed, learning_rate=1e30, optimizer="sgd") for seed in (0, 1)]
    with pytest.raises(TrainingDivergedError, match="Lower learning_rate"):
        fit_together(models, samples(), ROWS[:2])
    assert not any(hasattr(each, "network_") for each in models)
