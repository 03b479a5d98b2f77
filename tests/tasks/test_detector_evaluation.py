"""Evaluation of a detector against PCA's distance."""

import numpy as np
import pytest
import scipy.sparse
from scipy.spatial.distance import mahalanobis

from autoencode import AnomalyDetector
from autoencode.errors import InvalidDataError
from autoencode.models.pca import fit_pca
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.detection import Detections, Reason, as_columns
from autoencode.tasks.detector_evaluation import (
    DetectorEvaluation,
    evaluate_detector,
    plant_faults,
)


@pytest.fixture(autouse=True)
def _few_explained(monkeypatch):
    """Explain fewer planted faults than in use, column by column."""
    monkeypatch.setattr("autoencode.tasks.detector_evaluation.MAX_EXPLAINED", 60)


def ring(n, seed):
    """Points near a circle, seen through six columns."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, n)
    plane = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    mixing = np.random.default_rng(99).normal(size=(2, 6))
    return plane @ mixing + 0.05 * rng.normal(size=(n, 6))


def curve(n, seed):
    """Points near a curve whose columns are uncorrelated, as those of a ball."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    columns = [x, (x**2 - 1) / 2**0.5, (x**3 - 3 * x) / 6**0.5]
    return np.stack(columns, axis=1) + 0.05 * rng.normal(size=(n, 3))


def line(n, seed):
    """Normal samples along one direction, with a little noise."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 1)) * np.ones(4) + 0.3 * rng.normal(size=(n, 4))


def test_the_pca_distance_with_all_components_is_mahalanobis():
    X = line(400, 0)
    distance = PcaDistance(fit_pca(X, 4, 0, []))
    inverse = np.linalg.inv(np.cov(X.T))
    expected = [mahalanobis(x, X.mean(axis=0), inverse) ** 2 for x in X[:20]]
    np.testing.assert_allclose(distance.of(X[:20]), expected, rtol=0.02)


def test_the_pca_distance_with_fewer_components_adds_a_shared_variance():
    X = line(5000, 0)
    few = PcaDistance(fit_pca(X, 1, 0, [])).of(X)
    assert few.mean() == pytest.approx(4, rel=0.02)  # the number of directions
    sparse = PcaDistance(fit_pca(X, 1, 0, [])).of(scipy.sparse.csr_array(X))
    np.testing.assert_allclose(few, sparse)


def test_planted_faults_change_one_column_by_a_known_amount():
    X = ring(500, 0)
    X[:, 2] = 5.0  # constant columns get no faults
    before, after, column = plant_faults(X[:100], X, 0)
    changed = before != after
    assert (changed.sum(axis=1) == 1).all()
    assert (changed.argmax(axis=1) == column).all()
    assert 2 not in column
    middle = np.median(X, axis=0)
    spread = 1.4826 * np.median(np.abs(X - middle), axis=0)
    shifted = np.abs(after - before)[::2].max(axis=1)
    np.testing.assert_allclose(shifted, 4 * spread[column[::2]])
    values = after[np.arange(len(after)), column][1::2]
    assert all(value in X[:, j] for value, j in zip(values, column[1::2], strict=True))


def test_the_detector_beats_pca_on_a_curve():
    detector = AnomalyDetector(n_members=3, random_state=0).fit(curve(800, 0))
    evaluation = evaluate_detector(detector, curve(800, 0), curve(400, 1))
    ours, pca = evaluation.rows
    assert ours["planted_area"] > pca["planted_area"] + 0.05
    assert ours["column_named"] > 0.8
    assert 0.01 < ours["reported"] < 0.12
    assert ours["label_area"] is None
    assert "better than PCA's distance" in evaluation.verdict()
    header, cells = evaluation.table()
    assert header == ["method", "planted faults, area", "column named", "reported"]
    assert cells[1][2:] == ["–", "–"]


def test_the_verdict_recommends_pca_if_it_is_as_good():
    detector = AnomalyDetector(n_members=3, random_state=0).fit(line(400, 0))
    evaluation = evaluate_detector(detector, line(400, 0), line(400, 1))
    assert "which is simpler: 'detect' writes it" in evaluation.verdict()


def test_the_verdict_is_about_labelled_anomalies_if_there_are_any():
    detector = AnomalyDetector(n_members=3, random_state=0).fit(ring(800, 0))
    X = np.vstack([ring(300, 1), ring(30, 2) * 0.3])
    is_anomaly = np.arange(330) >= 300
    evaluation = evaluate_detector(detector, ring(800, 0), X, is_anomaly)
    assert evaluation.rows[0]["label_area"] > 0.99
    assert "labelled anomalies better" in evaluation.verdict()
    assert evaluation.to_json()["verdict"] == evaluation.verdict()
    normal, labelled, planted = evaluation.scores.values()
    assert (len(normal), len(labelled)) == (300, 30)
    assert f"Planted: {len(planted)} of these" in evaluation.notes[1]
    assert np.median(labelled) > normal.max()


def compared(ours, theirs, error, key="planted_area"):
    """The verdict on two areas with a standard error of their difference."""
    rows = [{"planted_area": 0.9, "label_area": None} | {key: ours}]
    rows += [{"planted_area": 0.9, "label_area": None} | {key: theirs}]
    return DetectorEvaluation(rows, [], None, {}, {key: error}).verdict()


def test_a_difference_within_the_noise_is_no_verdict():
    assert "as well as PCA" in compared(0.704, 0.729, 0.02)
    assert "error of the difference 0.020" in compared(0.704, 0.729, 0.02)
    assert "worse than PCA" in compared(0.6, 0.729, 0.02)
    assert "better than PCA" in compared(0.8, 0.729, 0.02)
    assert "as well as PCA" in compared(0.8, 0.729, 0.05)
    assert "as well as PCA" in compared(0.738, 0.729, 0.001)
    # Of a single anomaly no error is known.
    assert "as well as PCA" in compared(0.99, 0.6, np.nan, "label_area")


def test_areas_of_random_scores_find_nothing():
    verdict = compared(0.038, 0.03, 0.01, "label_area")
    assert verdict.startswith("The detector does not find labelled anomalies")


def test_an_area_within_the_noise_of_random_scores_finds_nothing():
    rows = [{"planted_area": 0.9, "label_area": area} for area in (0.507, 0.465)]
    errors = {"label_area": [0.06, 0.06]}
    found = DetectorEvaluation(rows, [], None, {}, {"label_area": 0.085}, errors)
    assert found.verdict() == (
        "The detector does not find labelled anomalies: area 0.507 (standard error "
        "0.060) against 0.465 of PCA's distance, and 0.5 of random scores."
    )
    assert found.are_found == (False, False)
    rows[1]["label_area"] = 0.7
    assert found.are_found == (False, True)
    detector = AnomalyDetector(n_members=3, random_state=0).fit(ring(400, 0))
    X, is_anomaly = ring(200, 1), np.arange(200) % 20 == 0
    random = evaluate_detector(detector, ring(400, 0), X, is_anomaly)
    assert "does not find labelled anomalies" in random.verdict()
    assert random.area_errors["label_area"][0] > 0.05
    assert set(random.to_json()["area_errors"]) == {"planted_area", "label_area"}


def test_the_noise_of_few_samples_is_large():
    X = ring(400, 0)
    detector = AnomalyDetector(n_members=3, random_state=0).fit(X)
    few, many = (evaluate_detector(detector, X, ring(n, 1)) for n in (20, 500))
    assert few.errors["planted_area"] > 2 * many.errors["planted_area"] > 0
    assert set(many.to_json()["difference_errors"]) == {"planted_area"}


def test_constant_columns_cannot_be_evaluated():
    X = np.ones((30, 2))
    detector = AnomalyDetector(n_members=3, random_state=0).fit(X)
    with pytest.raises(InvalidDataError, match="All columns are constant"):
        evaluate_detector(detector, X, X)
    with pytest.raises(InvalidDataError, match="All samples are labelled as anomalies"):
        evaluate_detector(detector, X, X, np.ones(30, dtype=bool))


def test_columns_of_ids_are_kept_beside_detections():
    one = np.ones(1)
    found = Detections(one, one, one > 0, None, [[Reason(0, 1.0, 2.0, 0.5)]])
    ids = {"share_1": np.array(["a"]), "expected_1": np.array(["b"])}
    columns = as_columns(found, 1, ["height"], ids)
    assert [columns[name][0] for name in ("share_1_id", "expected_1_id")] == ["a", "b"]
    assert (columns["share_1"][0], columns["expected_1"][0]) == (0.5, 2.0)
