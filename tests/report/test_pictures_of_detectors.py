"""The picture of the most anomalous samples names the rows of the data."""

import numpy as np
import pytest
from run_folders import small_model

from autoencode import AnomalyDetector
from autoencode.data.dataset import Dataset
from autoencode.report import detectors
from autoencode.storage import Run
from autoencode.tasks.detection import Summary, detect_samples


@pytest.mark.parametrize("has_ids", [False, True])
@pytest.mark.parametrize("is_test", [False, True])
def test_anomalies_of_a_subsample_have_the_numbers_or_ids_of_all_samples(
    monkeypatch, has_ids, is_test
):
    monkeypatch.setattr(detectors, "MAX_DRAWN", 100)
    rng = np.random.default_rng(0)
    X, new = rng.normal(size=(60, 3)), rng.normal(size=(120, 3))
    planted = detectors.subsample(len(new), 100, seed=0)[-1]
    new[planted] = 99.0
    run = Run(
        estimator=AnomalyDetector(autoencoder=small_model(), n_members=2).fit(X),
        input={"feature_names": list("abc")},
    )
    names = np.array([f"pump {n}" for n in range(len(new))]) if has_ids else None
    part = {"X": X, "X_test": new, "ids_test": names}
    if not is_test:
        part = {"X": new, "ids": names}
    dataset = Dataset(name="pumps", source="", **part)
    ((_, caption, figure),) = detectors.pictures(run, dataset, None)
    named = figure.axes[0].get_yticklabels()[0].get_text()
    assert named == (f"pump {planted}" if has_ids else f"row {planted}")
    assert planted > 100
    assert ("counted from 0" in caption) != has_ids


def test_the_legend_of_the_scores_counts_each_training_row_once():
    X = np.random.default_rng(0).normal(size=(60, 3))
    detector = AnomalyDetector(autoencoder=small_model(), random_state=0).fit(X)
    summary = Summary()
    summary.add(X, None, detect_samples(detector, X, n_reasons=0))
    figure = detectors.scores_picture(Run(estimator=detector, input={}), summary, "")
    words = [text.get_text() for text in figure.legends[0].get_texts()]
    assert words == ["rows (60)", "held-out training rows (60)"]


@pytest.mark.parametrize("n_calm", [30, 40])
def test_the_class_that_is_taken_for_anomalies_is_named(n_calm):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n_calm + 30, 3))
    y = np.repeat([1, 0], [n_calm, 30])  # 0 is "wild"
    dataset = Dataset(name="weather", X=X, y=y, class_names=("wild", "calm"), source="")
    parts = dataset.split(0.5)
    model = AnomalyDetector(autoencoder=small_model(), n_members=2, random_state=0)
    run = Run(estimator=model.fit(parts.X), input={})
    found = detectors.evaluated(run, parts)
    if n_calm == 30:
        assert "Labels are not used" in found.notes[-1]
        assert "wild and calm have 30 rows each" in found.notes[-1]
        assert found.rows[0]["label_area"] is None
    else:
        assert "the smaller class, wild, 30 of 70 rows" in found.notes[-1]
        assert found.rows[0]["label_area"] is not None
