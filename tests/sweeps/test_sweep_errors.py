"""Errors in the table of a sweep: those of kept PCA, of rounding, or none."""

import numpy as np
import pytest
from small_sweeps import tiny

from autoencode import sweep
from autoencode.storage import load_run
from autoencode.sweeps import result as module
from autoencode.sweeps.stopping import suggestions


def test_the_errors_of_kept_pca_are_those_of_the_saved_model(tmp_path):
    X = np.random.default_rng(0).normal(size=(100, 5))
    model = tiny(learning_rate=1e-9)
    result = sweep(model, X[:80], [2], X_test=X[80:], folder=tmp_path, n_jobs=1)
    (row,) = result.rows
    run = load_run(tmp_path / row["run"])
    assert row["kept_pca"]
    for part, samples in {"train": X[:80], "test": X[80:]}.items():
        error = run.model.reconstruction_error(samples).mean()
        assert row[f"{part}_error"] == pytest.approx(error, rel=1e-6)
    assert "equal to PCA's" in run.metrics["verdict"]


def test_sizes_that_differ_by_rounding_alone_do_not_move_the_knee():
    errors = [4.0, 0.5, 0.4, 0.3, 0.2, 3e-30, 1e-30]
    rows = [
        {"value": size, "validation_error": error, "validation_share": 1 - error / 7}
        for size, error in enumerate(errors, start=1)
    ]
    found = suggestions("n_components", rows, "validation", {})
    (knee,) = (each for each in found if each.rule == "knee")
    assert knee.value == 2
    assert "from size 1 to size 5" in knee.text


def test_sizes_in_any_order_are_drawn_from_the_smallest_on(X, tmp_path, monkeypatch):
    drawn, draw = [], module.error_curves

    def record(values, *others, **more):
        drawn.append(values)
        return draw(values, *others, **more)

    monkeypatch.setattr(module, "error_curves", record)
    result = sweep(tiny(), X, [4, 1, 2], folder=tmp_path, n_jobs=1)
    assert [row["value"] for row in result.rows] == [4, 1, 2]
    assert drawn == [[1, 2, 4]]


def test_of_seeds_the_mean_error_is_reported_and_no_lowest_one(X, tmp_path):
    options = {"parameter": "random_state", "folder": tmp_path, "n_jobs": 1}
    result = sweep(tiny(n_components=2), X[:30], [0, 1, 2], X_test=X[30:], **options)
    errors = [row["test_error"] for row in result.rows]
    assert result.suggestions == []
    assert result.notes[0].startswith(
        f"The mean test error of 3 seeds is {np.mean(errors):.4g}, the standard "
        f"deviation {np.std(errors, ddof=1):.2g}. Each seed holds out other samples"
    )


def test_a_value_without_held_out_samples_may_stand_beside_others(X, tmp_path):
    result = sweep(
        tiny(), X, [0.0, 0.1], parameter="validation_fraction", folder=tmp_path,
        n_jobs=1,
    )  # fmt: skip
    assert [("validation_error" in row) for row in result.rows] == [False, True]
    assert (tmp_path / "errors.png").exists()
    assert result.suggestions == []
    assert "cannot be compared" in result.notes[0]
