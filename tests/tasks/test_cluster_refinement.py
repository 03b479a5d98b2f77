"""Refinement of clusters by DEC and IDEC: what moves, and what stays as it is."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse
from sklearn.datasets import load_digits
from sklearn.metrics import normalized_mutual_info_score

from autoencode import (
    Autoencoder,
    AutoencoderClustering,
    VectorQuantizedAutoencoder,
    load,
    save,
)
from autoencode.errors import InvalidParameterError
from autoencode.nn.soft_assignments import soft_assignments

N, K = 40, 3  # samples in each of the groups
REFINED = ("dec", "idec")


def groups(distance):
    """Three groups in eight columns."""
    rng = np.random.default_rng(0)
    y = np.repeat(np.arange(K), N)
    X = distance * np.eye(K, 8)[y] + rng.normal(size=(K * N, 8))
    return X[rng.permutation(len(X))]


def made(X, **changes):
    plain = Autoencoder(
        n_components=2, hidden_layer_sizes=(8,), max_epochs=5, validation_fraction=0.0
    )
    given = {"autoencoder": plain, "n_clusters": K, "refine_epochs": 40}
    given |= {"refine_learning_rate": 0.01}
    return AutoencoderClustering(**given | {"random_state": 0} | changes).fit(X)


@pytest.fixture(scope="module")
def X():
    return groups(3)


@pytest.fixture(scope="module")
def before(X):
    return made(X)


@pytest.fixture(scope="module", params=REFINED)
def after(X, request):
    return made(X, refine=request.param, clustering_weight=1.0)


def spread(model):
    """Mean squared distance to the centres, as a share of that between centres."""
    own = model.codes_ - model.cluster_centers_[model.labels_]
    centers = model.cluster_centers_
    return np.square(own).sum(axis=1).mean() / np.square(centers - centers[:1]).sum()


def test_codes_move_towards_their_centres(before, after):
    assert spread(after) < 0.8 * spread(before)
    assert before.refinement_history_ == []
    assert {"loss", "clustering", "reconstruction"} < set(after.refinement_history_[0])


def test_labels_probabilities_and_codes_belong_together(after, X):
    assert_array_equal(after.predict(X), after.labels_)
    assert_allclose(after.transform(X), after.codes_, atol=1e-5)
    probabilities = after.predict_proba(X)
    assert_array_equal(probabilities.argmax(axis=1), after.labels_)
    q = soft_assignments(
        torch.from_numpy(after.codes_.astype(float)),
        torch.from_numpy(after.cluster_centers_),
        after.cluster_shapes_[0],
    )
    assert_allclose(probabilities, q, rtol=1e-4)
    assert_array_equal(after.predict(sparse.csr_array(X)), after.labels_)


def test_the_unit_of_distances_is_the_variance_of_a_component(before, after):
    expected = before.cluster_shapes_ / 2  # components
    assert_allclose(after.cluster_shapes_, expected)


def test_labels_of_separate_groups_stay_as_they_are():
    X = groups(20)
    labels = made(X).labels_
    for refine in REFINED:
        model = made(X, refine=refine, refine_epochs=300)
        assert_array_equal(model.labels_, labels)
        # Training stops as soon as no label changes.
        assert model.refinement_history_[-1]["changed"] == 0
        assert len(model.refinement_history_) < 300


def test_refined_clusters_of_digits_agree_better_with_the_classes():
    X, y = load_digits(return_X_y=True)
    X, y = X[:600], y[:600]
    plain = Autoencoder(
        n_components=5,
        hidden_layer_sizes=(64,),
        linear_skip=False,
        batch_size=32,
        max_epochs=20,
        validation_fraction=0.0,
    )
    model = AutoencoderClustering(
        autoencoder=plain,
        n_clusters=10,
        refine_epochs=30,
        refine_learning_rate=1e-3,
        random_state=0,
    )
    none, dec, idec = (
        normalized_mutual_info_score(y, model.set_params(refine=refine).fit_predict(X))
        for refine in ("none", *REFINED)
    )
    assert none + 0.01 < idec < dec - 0.02


def test_idec_reconstructs_better_than_dec(X):
    dec, idec = (made(X, refine=name).autoencoder_ for name in REFINED)
    assert idec.score(X) > dec.score(X)


def test_the_decoder_follows_the_codes_of_dec(X):
    model = made(groups(20), refine="dec")
    for summary in model.describe(groups(20)):
        # The decoded centre is near to the mean of the members.
        members = groups(20)[model.labels_ == summary.cluster]
        assert np.abs(summary.center - members.mean(axis=0)).max() < 3


@pytest.mark.parametrize("refine", REFINED)
def test_a_seed_gives_the_same_refinement(X, refine):
    first, second = (made(X, refine=refine, refine_epochs=3) for _ in range(2))
    assert_array_equal(first.codes_, second.codes_)
    assert_array_equal(first.cluster_centers_, second.cluster_centers_)


def test_a_larger_weight_gives_tighter_clusters(X):
    light, heavy = (
        made(X, refine="idec", clustering_weight=weight) for weight in (0.01, 1.0)
    )
    assert spread(heavy) < spread(light)


def test_a_refined_clustering_is_saved_and_loaded(after, X, tmp_path):
    save(after, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert_array_equal(loaded.predict_proba(X), after.predict_proba(X))
    assert loaded.refinement_history_ == after.refinement_history_


def test_a_single_cluster_is_left_alone(X):
    model = made(X, n_clusters=1, refine="idec")
    assert model.refinement_history_ == []
    assert_array_equal(model.labels_, 0)


def test_progress_is_shown(X, capsys):
    made(X, refine="idec", refine_epochs=2, verbose=1)
    assert "Refining 3 clusters (idec)." in capsys.readouterr().err


BAD = [
    ({"method": "mixture"}, "refine='idec' needs method='kmeans', .*got 'mixture'"),
    ({"refine": "vade"}, "refine must be one of"),
    ({"refine_epochs": 0}, "refine_epochs must be"),
    ({"clustering_weight": 0}, "clustering_weight must be"),
    ({"autoencoder": VectorQuantizedAutoencoder()}, "takes them from a codebook"),
    (
        {"refine": "dec", "autoencoder": Autoencoder(tied_weights=True)},
        "refine='dec' needs an autoencoder with tied_weights=False",
    ),
]


@pytest.mark.parametrize(("changes", "message"), BAD)
def test_bad_parameters_are_refused_before_training(X, changes, message):
    with pytest.raises(InvalidParameterError, match=message) as error:
        made(X, **{"refine": "idec"} | changes)
    assert "\n" not in str(error.value)
