"""Maps in which neighbours stay neighbours."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal
from sklearn.manifold import trustworthiness
from sklearn.metrics import silhouette_score
from torch.nn import LayerNorm

from autoencode import ParametricMap
from autoencode.errors import InvalidDataError
from autoencode.nn.neighborhood import MAP_LOSSES

N_GROUPS, N_FEATURES = 4, 10


def groups(n=200, seed=0):
    """Return samples around a few centres, and the number of each one's centre."""
    rng = np.random.default_rng(seed)
    centres = 6 * np.random.default_rng(1).normal(size=(N_GROUPS, N_FEATURES))
    y = rng.integers(0, N_GROUPS, n)
    return centres[y] + rng.normal(size=(n, N_FEATURES)), y


def small(**changes):
    parameters = {
        "hidden_layer_sizes": (32,),
        "n_neighbors": 10,
        "max_epochs": 30,
        "random_state": 0,
    }
    return ParametricMap(**parameters | changes)


@pytest.mark.parametrize("map_loss", MAP_LOSSES)
def test_groups_of_new_samples_are_apart_on_the_map(map_loss):
    model = small(map_loss=map_loss).fit(groups()[0])
    X, y = groups(seed=2)
    assert silhouette_score(model.transform(X), y) > 0.7


def test_neighbours_on_the_map_are_neighbours_among_the_samples():
    t = np.random.default_rng(0).uniform(0, 3 * np.pi, size=400)
    spiral = np.column_stack([t * np.cos(t), t * np.sin(t), t])
    model = small(max_epochs=40, hidden_layer_sizes=(64, 64)).fit(spiral[:300])
    found = model.transform(spiral[300:])
    assert (
        trustworthiness(spiral[300:], found, n_neighbors=5) > 0.997
    )  # 0.992 of no training


def test_a_map_is_decoded_where_the_reconstruction_has_weight():
    X, _ = groups()
    scores = [
        small(reconstruction_weight=weight).fit(X).score(X) for weight in (0.0, 1.0)
    ]
    assert scores[0] < 0.1
    assert scores[1] > 0.5


def test_groups_have_directions_of_their_own_by_cosine():
    model = small(n_components=4, similarity="cosine").fit(groups()[0])
    X, y = groups(seed=2)
    assert silhouette_score(model.transform(X), y, metric="cosine") > 0.7


def test_masked_values_are_restored():
    X, _ = groups()
    plain, masked = (
        small(mask_fraction=fraction, n_components=4).fit(X) for fraction in (0.0, 0.4)
    )
    gaps = np.where(np.random.default_rng(0).random(X.shape) < 0.4, 0.0, X)
    errors = [np.square(m.reconstruct(gaps) - X).mean() for m in (plain, masked)]
    assert errors[1] < 0.9 * errors[0]


@pytest.mark.filterwarnings("ignore:Neighbouring samples are:UserWarning")
def test_labels_move_samples_of_different_classes_apart():
    X = np.random.default_rng(0).normal(size=(200, 4))  # without groups
    y = np.where(X[:, 0] > 0, "right", "left")
    parameters = {
        "n_neighbors": 40,
        "hidden_layer_sizes": (64,),
        "max_epochs": 20,
    }
    apart = []
    for weight in (0.0, 1.0):
        model = small(label_weight=weight, **parameters).fit(X, y)
        apart.append(silhouette_score(model.transform(X), y))
    assert apart[0] < 0.3
    assert apart[1] > apart[0] + 0.1


def test_labels_of_a_fit_that_was_refused_are_forgotten():
    X, y = groups(60)
    bad = X.copy()
    bad[3, 1] = np.nan
    options = {"label_weight": 1.0, "max_epochs": 1}
    model = small(**options)
    with pytest.raises(InvalidDataError, match="NaN"):
        model.fit(bad, y)
    codes = model.partial_fit(X).transform(X)
    assert_array_equal(codes, small(**options).partial_fit(X).transform(X))


def test_unknown_labels_and_labels_without_weight_change_nothing():
    X, y = groups(60)
    codes = small(max_epochs=3).fit_transform(X)
    assert_array_equal(small(max_epochs=3).fit(X, y).transform(X), codes)
    unknown = np.full(len(y), -1)
    model = small(max_epochs=3, label_weight=0.9).fit(X, unknown)
    assert_array_equal(model.transform(X), codes)


@pytest.mark.parametrize("unknown", [-1, None, np.nan])
@pytest.mark.parametrize("make", [list, pd.Series])
def test_samples_without_label_are_of_unknown_class(unknown, make):
    model = ParametricMap(label_weight=0.5)
    for names in (["a", unknown, "b", "a"], [5, unknown, 7, 5]):
        found = model._checked_classes(np.ones((4, 2)), make(names))
        assert found.tolist() == [0, -1, 1, 0]


def test_codes_that_no_decoder_was_trained_for_are_decoded_with_a_warning():
    X, _ = groups(60)
    model = small(max_epochs=1, reconstruction_weight=0).fit(X)
    with pytest.warns(UserWarning, match="decoder was not trained"):
        model.inverse_transform(model.transform(X))


def test_continuous_targets_are_ignored():
    X, _ = groups(60)
    codes = small(max_epochs=3).fit_transform(X)
    model = small(max_epochs=3, label_weight=0.9).fit(X, X[:, 0])
    assert_array_equal(model.transform(X), codes)


def test_labels_of_the_wrong_length_are_refused_before_training():
    X, y = groups(60)
    with pytest.raises(InvalidDataError, match="one class for each of the 60 samples"):
        small(label_weight=0.5).fit(X, y[:-1])


def test_fewer_samples_than_neighbours_use_all_others_with_a_warning():
    X, _ = groups(8)
    with pytest.warns(UserWarning, match="n_neighbors=10 is more than the 7 other"):
        model = small(max_epochs=2).fit(X)
    assert model.n_neighbors_ == 7


@pytest.mark.parametrize("map_loss", MAP_LOSSES)
def test_equal_samples_have_equal_finite_codes_with_a_warning(map_loss):
    X = np.full((40, 3), 0.1)
    with pytest.warns(UserWarning, match="All 40 rows of X are equal"):
        codes = small(map_loss=map_loss, max_epochs=3).fit_transform(X)
    assert np.isfinite(codes).all()
    assert np.ptp(codes, axis=0).max() < 1e-5


def test_held_out_samples_have_a_reconstruction_loss_only():
    X, _ = groups(100)
    model = small(validation_fraction=0.2, max_epochs=2).fit(X)
    record = model.history_[-1]
    assert record["neighborhood"] > 0
    assert record["validation_reconstruction"] == record["validation_loss"]


@pytest.mark.parametrize("seed", range(3))
def test_a_map_of_independent_columns_is_said_to_show_nothing(seed):
    noise = np.random.default_rng(seed).normal(size=(500, 20))
    with pytest.warns(UserWarning, match="as if the columns were independent"):
        model = small(max_epochs=1).fit(noise)
    assert model.neighbor_distance_ratio_ == pytest.approx(1, abs=0.03)


def test_groups_have_nearer_neighbours_than_independent_columns():
    model = small(max_epochs=1).fit(groups()[0])  # without a warning
    assert model.neighbor_distance_ratio_ < 0.8


def test_progress_counts_samples_once():
    X, _ = groups(100)
    steps = []
    for _ in small(max_epochs=1, batch_size=32).fit_epochs(
        X, on_step=lambda *step: steps.append(step)
    ):
        pass
    assert steps[-1] == (1, 100, 100)
    assert [seen for _, seen, _ in steps] == [32, 64, 96, 100]


def test_partial_fit_makes_a_map_of_each_part():
    X, y = groups()
    model = small()
    for _ in range(30):
        model.partial_fit(X)
    assert silhouette_score(model.transform(X), y) > 0.6


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"layer_norm": False}, False),
        ({"batch_norm": True}, False),
        ({"pretraining": "autoencoder", "pretraining_epochs": 1}, False),
    ],
    ids=str,
)
def test_layers_are_normalized_unless_something_excludes_it(changes, expected):
    model = small(max_epochs=1, **changes).fit(groups(40)[0])
    kinds = {type(module) for module in model.network_.modules()}
    assert (LayerNorm in kinds) == expected
