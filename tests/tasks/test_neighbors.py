"""Distances to the nearest training sample."""

import numpy as np
import pytest
import torch
from ring_samples import ring
from sklearn.neighbors import NearestNeighbors
from trainings import short_training

from autoencode import AnomalyDetector, load, save
from autoencode.tasks import neighbors
from autoencode.tasks.neighbors import learn_references, nearest, neighbor_distance

QUICK = {"n_members": 4, "random_state": 0}


@pytest.fixture(autouse=True)
def _few_steps():
    """Train briefly: distances and p-values are tested, and not what is learned."""
    with short_training(50):
        yield


def test_distances_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 7)).astype(np.float32) + 100  # digits cancel
    new = np.vstack([X[:5], X[5:10] + 1e-3, rng.normal(size=(290, 7)) + 100])
    new = new.astype(np.float32)
    exact = NearestNeighbors(n_neighbors=1, algorithm="brute").fit(X.astype(float))
    found = nearest(torch.from_numpy(new), torch.from_numpy(X))
    expected = exact.kneighbors(new.astype(float))[0][:, 0]
    np.testing.assert_allclose(found, expected, rtol=1e-2, atol=1e-6)


def test_references_are_not_compared_with_themselves():
    X = torch.tensor([[0.0], [1.0], [1.0], [5.0]])
    np.testing.assert_array_equal(nearest(X, X, is_same=True), [1, 0, 0, 4])


def test_training_samples_are_scored_as_if_they_were_new():
    X = torch.randn(300, 3, generator=torch.Generator().manual_seed(0))
    learned = learn_references(torch.cat([X, X[:1]]))
    tensors = {name: torch.from_numpy(array) for name, array in learned.items()}
    found = neighbor_distance(X, tensors)
    np.testing.assert_allclose(found, learned["own_scores"][:300], rtol=1e-6)
    # The first has a duplicate: its score is the floor.
    floor = float(tensors["floor"])
    assert float(found[0]) == pytest.approx(floor)
    assert 0 < floor < np.median(learned["own_scores"]) / 50


def test_padding_is_not_compared_with_references(monkeypatch):
    # A block of rows is padded to 2,048; of these only the first 64 are compared.
    X = np.random.default_rng(0).normal(size=(300, 3))
    detector = AnomalyDetector(**QUICK).fit(X)
    all_scores = detector.score_samples(X)
    compared, found_by = [], neighbors._smallest
    monkeypatch.setattr(
        neighbors, "_smallest", lambda x: compared.append(len(x)) or found_by(x)
    )
    np.testing.assert_array_equal(detector.score_samples(X[:1]), all_scores[:1])
    assert compared == [64] * 8  # four members, two scores
    np.testing.assert_array_equal(detector.score_samples(X[70:140]), all_scores[70:140])


def test_identical_training_samples_have_finite_scores():
    detector = AnomalyDetector(**QUICK).fit(np.ones((40, 3)))
    scores = detector.score_samples([[1, 1, 1], [2, 1, 1]])
    assert np.isfinite(scores).all()
    assert scores[1] < scores[0]


def test_the_number_of_references_is_bounded(monkeypatch, tmp_path):
    monkeypatch.setattr(neighbors, "MAX_REFERENCES", 30)
    X = ring(400, 0)
    detector = AnomalyDetector(**QUICK).fit(X)
    for member in detector.score_statistics_:
        for name in ("neighbors", "error_neighbors"):
            assert member[name]["learned"]["references"].shape == (30, 6)
    # Members have different references, so that more samples are used.
    both = [
        each["neighbors"]["learned"]["references"]
        for each in detector.score_statistics_[:2]
    ]
    assert not np.isin(both[0], both[1]).all()
    save(detector, tmp_path / "run")
    found = load(tmp_path / "run").score_samples(X)
    np.testing.assert_array_equal(found, detector.score_samples(X))


def test_the_false_alarm_rate_is_met_if_references_are_few(monkeypatch):
    monkeypatch.setattr(neighbors, "MAX_REFERENCES", 100)
    rates = [
        np.mean(
            AnomalyDetector(random_state=seed, false_alarm_rate=0.05)
            .fit(ring(600, seed))
            .predict(ring(2000, seed + 50))
            == -1
        )
        for seed in range(3)
    ]
    assert 0.03 < np.mean(rates) < 0.07


def test_samples_between_clusters_are_anomalous():
    # Linear reconstruction finds nothing wrong with the middle.
    rng = np.random.default_rng(0)
    ends = rng.choice([-1.0, 1.0], (500, 1)) * [[1.0, 1.0, -1.0]]
    X = ends + 0.05 * rng.normal(size=(500, 3))
    detector = AnomalyDetector(scoring="neighbors", **QUICK).fit(X)
    assert detector.scoring_ == "neighbors"
    assert (detector.p_values([[0.0, 0.0, 0.0]]) < 0.01).all()


def test_samples_of_the_fit_can_be_detected():
    X = ring(300, 0)
    X[7] = X.mean(axis=0) + 1
    assert AnomalyDetector(**QUICK).fit(X).score_samples(X).argmin() == 7


def test_with_a_single_reference_the_distance_is_that_to_it():
    point = torch.tensor([[3.0, 4.0]])
    # It is the sample itself, and there is no other one: not the distance to 0, 5.
    np.testing.assert_array_equal(nearest(point, point, 1e-3), [0.0])
    np.testing.assert_array_equal(nearest(point + 2, point, 1e-3), [np.float32(8**0.5)])
