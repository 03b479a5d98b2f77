"""The deep belief network."""

import numpy as np
import pytest
import torch
from bars import bars

from autoencode.models.dbn import DeepBeliefNetwork
from autoencode.models.rbm import RBM


def small(**changes):
    parameters = {
        "hidden_layer_sizes": (12,),
        "n_components": 8,
        "max_epochs": 60,
        "random_state": 0,
    }
    return DeepBeliefNetwork(**parameters | changes)


def test_layers_learn_in_turn():
    model = small(max_epochs=4).fit(bars(200))
    found = [(record["layer"], record["epoch"]) for record in model.history_]
    assert found == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 5), (2, 6), (2, 7), (2, 8)]
    for layer in (1, 2):
        losses = [r["loss"] for r in model.history_ if r["layer"] == layer]
        assert losses[-1] < losses[0]


def test_steps_are_reported_with_epochs_counted_over_all_layers():
    reported = []
    model = small(max_epochs=2)
    for _ in model.fit_epochs(bars(200), on_step=lambda *step: reported.append(step)):
        pass
    assert reported == [(e, n, 200) for e in (1, 2, 3, 4) for n in (100, 200)]


def test_a_layer_that_is_stopped_keeps_what_it_has_learned():
    def interrupt(epoch, seen, n_samples):
        if epoch == 31:
            raise KeyboardInterrupt

    X = bars(200)
    between, within, whole = (small(hidden_layer_sizes=()) for _ in range(3))
    for record in between.fit_epochs(X):
        if record["epoch"] == 30:
            break
    with pytest.raises(KeyboardInterrupt):
        list(within.fit_epochs(X, on_step=interrupt))
    expected = whole.set_params(max_epochs=30).fit(X).transform(X)
    np.testing.assert_array_equal(between.transform(X), expected)
    assert within.score(X) == pytest.approx(whole.score(X), abs=0.05)
    assert whole.score(X) > small(max_epochs=1).fit(X).score(X) + 0.2


def test_new_samples_are_like_the_training_samples():
    model = small(learning_rate=0.3).fit(bars(500))
    drawn = model.sample(400, n_gibbs_steps=200, random_state=0)
    rows = drawn.reshape(-1, 3, 3)
    # Pixels of a bar agree, and bars are on about half the time.
    assert np.abs(rows - rows.mean(axis=2, keepdims=True)).mean() < 0.1
    assert drawn.mean() == pytest.approx(0.5, abs=0.25)
    assert np.array_equal(drawn, model.sample(400, n_gibbs_steps=200, random_state=0))


def test_drawing_leaves_the_global_generator_alone():
    model = small(max_epochs=1).fit(bars(50))
    before = torch.random.get_rng_state()
    model.sample(2, n_gibbs_steps=2, random_state=0)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_gaussian_visible_units_are_drawn_in_data_units():
    X = np.random.default_rng(0).normal(100.0, 5.0, size=(300, 4))
    model = small(max_epochs=5).fit(X)
    assert model.visible_units_ == "gaussian"
    drawn = model.sample(300, n_gibbs_steps=20, random_state=0)
    assert drawn.mean() == pytest.approx(100, abs=5)


def test_one_layer_is_a_boltzmann_machine():
    X = bars(300)
    model = small(hidden_layer_sizes=(), max_epochs=30).fit(X)
    machine = RBM(n_components=8, weight_std=0.1, max_epochs=30, random_state=0).fit(X)
    assert model.score(X) == pytest.approx(machine.score(X), abs=0.1)
