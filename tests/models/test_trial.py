"""The choice between a network with linear paths and one without."""

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

from autoencode import load, save
from autoencode.errors import TrainingDivergedError
from autoencode.models import start, trial
from autoencode.models.autoencoder import Autoencoder
from autoencode.nn.skip import InCoordinates
from autoencode.training.progress import Progress

OTHER, FIRST = -1e9, 2.0  # margins by which one of the networks is chosen always


def samples(n_rows=120, n_features=6, seed=0):
    rng = np.random.default_rng(seed)
    t = rng.uniform(-2, 2, size=(n_rows, 1))
    X = np.hstack([t, t**2, np.sin(2 * t)]) @ rng.normal(size=(3, n_features))
    return X + 0.05 * rng.normal(size=X.shape)


def fitted(X, n_components=1, **parameters):
    parameters = {"max_epochs": 60, "random_state": 0} | parameters
    return Autoencoder(n_components=n_components, **parameters).fit(X)


def losses(model):
    return [record["validation_loss"] for record in model.history_]


@pytest.mark.parametrize(("margin", "skip"), [(OTHER, False), (FIRST, True)])
def test_the_chosen_network_is_that_of_a_fit_of_its_own(monkeypatch, margin, skip):
    X = samples()
    monkeypatch.setattr(trial, "MARGIN", margin)
    chosen, own = fitted(X), fitted(X, linear_skip=skip)
    assert chosen.linear_skip_ == own.linear_skip_ == skip
    assert losses(chosen) == losses(own)
    assert len(chosen.history_) == 60
    assert not chosen.kept_pca_
    assert torch.equal(*(torch.tensor(each.reconstruct(X)) for each in (chosen, own)))


@pytest.mark.parametrize(("n_rows", "n_components"), [(300, 2), (600, 3)])
def test_the_network_with_the_lower_held_out_loss_is_chosen(n_rows, n_components):
    X = load_digits().data[:n_rows] / 16
    chosen, first, other = (
        fitted(X, n_components, max_epochs=25, linear_skip=skip)
        for skip in ("auto", True, False)
    )
    is_better = min(losses(other)[:5]) < 0.98 * min(losses(first)[:5])
    assert chosen.linear_skip_ == (not is_better)


def test_a_chosen_network_that_is_worse_than_pca_is_replaced_by_pca(monkeypatch):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    X = samples()
    with pytest.warns(UserWarning, match="PCA is kept"):
        model = fitted(X, learning_rate=1e-9)
    assert model.kept_pca_
    assert model.linear_skip_
    pca = PCA(1).fit(X)
    np.testing.assert_allclose(
        model.reconstruct(X), pca.inverse_transform(pca.transform(X)), atol=1e-4
    )


def test_a_model_stopped_during_the_trial_can_be_used(monkeypatch):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    X = samples()
    model = Autoencoder(n_components=1, max_epochs=10, random_state=0)
    records = model.fit_epochs(X)
    assert next(records)["epoch"] == 1
    records.close()
    assert model.linear_skip_
    assert len(model.history_) == 1
    assert model.score(X) > 0


def test_early_stopping_ends_the_trial(monkeypatch):
    monkeypatch.setattr(trial, "MARGIN", FIRST)
    model = fitted(samples(), patience=1, learning_rate=1e-9)
    assert len(model.history_) < 12  # of the trial


def test_a_diverging_second_network_is_given_up(monkeypatch):
    def infinite(*given):
        network = trial.without_paths(*given)
        with torch.no_grad():
            next(network.parameters()).fill_(float("inf"))
        return network

    monkeypatch.setattr(trial, "MARGIN", OTHER)
    monkeypatch.setattr("autoencode.models.base.without_paths", infinite)
    X = samples()
    model = fitted(X)
    assert model.linear_skip_
    assert losses(model) == losses(fitted(X, linear_skip=True))


def test_a_first_network_that_diverges_leaves_the_model_unfitted():
    X = samples()
    with pytest.raises(TrainingDivergedError):
        fitted(X, learning_rate=1e30, optimizer="sgd")


def test_a_network_without_paths_in_principal_coordinates_is_stored(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    monkeypatch.setattr("autoencode.models.start.CONFIDENCE", 1e-9)
    X = samples(n_rows=150, n_features=300)
    model = fitted(X, max_epochs=30)
    assert isinstance(model.network_, InCoordinates)
    assert not model.linear_skip_
    save(model, tmp_path / "model")
    loaded = load(tmp_path / "model")
    assert not loaded.linear_skip_
    assert loaded.n_coordinates_ == model.n_coordinates_
    np.testing.assert_array_equal(loaded.transform(X), model.transform(X))


@pytest.mark.parametrize(
    "parameters",
    [{"n_components": 6}, {"validation_fraction": 0.05}, {"linear_skip": True}],
    ids=str,
)
def test_without_reason_or_samples_to_decide_by_there_is_no_trial(
    monkeypatch, parameters
):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    model = fitted(samples(n_features=8), **parameters)
    assert model.linear_skip_


@pytest.mark.parametrize(("n_components", "skip"), [(6, False), (11, True)])
def test_with_many_samples_larger_codes_are_tried_too(monkeypatch, n_components, skip):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    monkeypatch.setattr(trial, "MANY_SAMPLES", 100)
    monkeypatch.setattr(start, "CONFIDENCE", 1e-9)  # never returns to PCA
    model = fitted(samples(n_features=14), n_components, max_epochs=5)
    assert model.linear_skip_ == skip


def test_the_position_and_the_time_left_count_both_networks(monkeypatch):
    monkeypatch.setattr(trial, "MARGIN", OTHER)
    X, positions = samples(), []
    model = Autoencoder(n_components=1, max_epochs=10, batch_size=20, random_state=0)
    for _ in model.fit_epochs(X, on_step=lambda *each: positions.append(each)):
        pass
    done = [epoch - 1 + seen / n_samples for epoch, seen, n_samples in positions]
    assert done == sorted(done)
    assert done[-1] == 10
    n_steps = len([each for each in done if each <= 1])
    assert n_steps == 2 * len([each for each in done if 9 < each <= 10])
    progress = Progress(10, silent=True)
    progress.trial_epochs = 2
    assert progress.work(2) == 4
    assert progress.work(10) == 12
