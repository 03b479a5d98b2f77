"""Searches of several parameters at once."""

import csv
import json
import sys

import numpy as np
import pytest
from pictures import built_figures
from sklearn.decomposition import PCA

from autoencode import Autoencoder, load, search_parameters
from autoencode.errors import InvalidParameterError, OutputError
from autoencode.plots.search import trial_errors
from autoencode.sweeps import search as module
from autoencode.sweeps.ranges import as_parameters, checked_ranges

pytest.importorskip("optuna", reason="the extra 'sweep' is not installed")

RANGES = {"learning_rate": (1e-5, 1e-2), "width": (2, 8), "depth": (1, 2)}


def tiny(**parameters):
    small = {"hidden_layer_sizes": (4,), "max_epochs": 3, "random_state": 0}
    small |= {"linear_skip": False, "n_components": 2}
    return Autoencoder(**small | parameters)


def searched(folder, X, n_trials=4, **options):
    model = options.pop("model", tiny())
    return search_parameters(
        model, X, n_trials, folder=folder, **{"ranges": RANGES} | options
    )


def without_seconds(rows):
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def test_the_best_trial_is_that_with_the_lowest_held_out_error(X, tmp_path):
    result = searched(tmp_path / "out", X[:30], X_test=X[30:])
    errors = [row["validation_error"] for row in result.rows]
    assert result.best["validation_error"] == pytest.approx(min(errors))
    assert result.best["trial"] == 1 + int(np.argmin(errors))
    best = load(tmp_path / "out" / "search-best")
    for name, value in result.best["parameters"].items():
        expected = tuple(value) if isinstance(value, list) else value
        assert getattr(best, name) == expected
    held_out = X[:30][best.validation_rows_]
    error = best.reconstruction_error(held_out).mean()
    assert error == pytest.approx(min(errors), rel=1e-5)
    given = load(tmp_path / "out" / "search-given")
    assert given.hidden_layer_sizes == (4,)
    assert result.given["test_error"] == pytest.approx(
        given.reconstruction_error(X[30:]).mean(), rel=1e-5
    )
    assert all(2 <= row["suggested"]["width"] <= 8 for row in result.rows)


def test_the_error_of_kept_pca_is_that_of_pca_without_the_held_out_rows(tmp_path):
    X = np.random.default_rng(0).normal(size=(60, 20))
    model, ranges = tiny(linear_skip=True), {"learning_rate": (1e-6, 1e-5)}
    result = searched(tmp_path / "out", X, 3, model=model, ranges=ranges)
    best = load(tmp_path / "out" / "search-best")
    assert best.kept_pca_
    held_out = X[best.validation_rows_]
    pca = PCA(2).fit(np.delete(X, best.validation_rows_, axis=0))
    error = ((pca.inverse_transform(pca.transform(held_out)) - held_out) ** 2).sum(1)
    for row in [*result.rows, result.best, result.given]:
        assert row["validation_error"] == pytest.approx(error.mean(), rel=1e-4)


def test_an_interrupted_search_gives_what_an_uninterrupted_one_does(
    X, tmp_path, monkeypatch
):
    whole = searched(tmp_path / "whole", X, 14)
    fitted, n_fits = module._fitted, []

    def stopped(*arguments):
        n_fits.append(1)
        if len(n_fits) == 13:  # the model as given, 11 trials, and one that is stopped
            raise KeyboardInterrupt
        return fitted(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(module, "_fitted", stopped)
        with pytest.raises(KeyboardInterrupt, match="11 of 14 trials are finished"):
            searched(tmp_path / "parts", X, 14)
    parts = searched(tmp_path / "parts", X, 14)
    assert without_seconds(parts.rows) == without_seconds(whole.rows)
    assert without_seconds([parts.best]) == without_seconds([whole.best])
    monkeypatch.setattr(module, "_fitted", None)  # nothing is left to fit
    assert searched(tmp_path / "parts", X, 14).rows == parts.rows


def test_more_trials_are_added(X, tmp_path):
    few = searched(tmp_path / "out", X, 2)
    more = searched(tmp_path / "out", X, 3)
    assert more.rows[:2] == few.rows
    assert len(more.rows) == 3


def test_table_and_files_have_all_trials(X, tmp_path):
    with built_figures():
        result = searched(tmp_path / "out", X, 3)
    header, rows = result.table()
    assert header == ["trial", "held-out error", *RANGES, "time"]
    assert [row[0] for row in rows][-1] == "as given"
    with (tmp_path / "out" / "search.csv").open() as file:
        assert [row["trial"] for row in csv.DictReader(file)] == ["1", "2", "3"]
    stored = json.loads((tmp_path / "out" / "sweep.json").read_text())
    assert stored["rows"] == result.rows
    assert (tmp_path / "out" / "trials.png").exists()


def test_trials_that_are_behind_are_stopped_early(X, tmp_path):
    model, ranges = tiny(max_epochs=12), {"learning_rate": (1e-6, 1e-1)}
    result = searched(tmp_path / "out", X, 12, model=model, ranges=ranges)
    stopped = [row for row in result.rows if row.get("stopped") == "pruned"]
    assert stopped
    assert "stopped early" in " ".join(result.lines())
    assert all("validation_error" not in row for row in stopped)


def test_a_trial_that_diverges_is_noted_and_the_search_goes_on(X, tmp_path):
    ranges = {"learning_rate": (1e-3, 1e30)}
    model = tiny(optimizer="sgd", max_epochs=4)
    result = searched(tmp_path / "out", 1e3 * X, 6, model=model, ranges=ranges)
    assert len(result.rows) == 6
    assert any("Lower learning_rate" in line for line in result.lines())


def test_each_hidden_layer_has_half_the_units_of_the_one_before():
    model = tiny()
    found = as_parameters({"width": 100, "depth": 3}, model)
    assert found == {"hidden_layer_sizes": (100, 50, 25)}
    assert as_parameters({"width": 9}, model) == {"hidden_layer_sizes": (9,)}
    assert as_parameters({"depth": 2}, model) == {"hidden_layer_sizes": (4, 2)}
    assert set(checked_ranges(model, None)) == {
        "learning_rate", "weight_decay", "dropout", "width", "depth",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "options"),
    [
        ("n_trials must be a whole number", {"n_trials": 0}),
        ("validation_fraction must be above 0", {"model": tiny(validation_fraction=0)}),
        ("Did you mean 'width'", {"ranges": {"widht": (1, 2)}}),
        ("ranges is empty", {"ranges": {}}),
        ("the smaller one first", {"ranges": {"width": (8, 2)}}),
        ("must be two whole numbers", {"ranges": {"width": (2.5, 8)}}),
        ("above 0, as its scale is log", {"ranges": {"learning_rate": (0, 1)}}),
        ("a single value, 2. Leave it out", {"ranges": {"depth": (2, 2)}}),
        ("must be two whole numbers", {"ranges": {"depth": (1, np.inf)}}),
        ("must be two numbers; got", {"ranges": {"dropout": (0, np.nan)}}),
        ("at most 20; got 10000", {"ranges": {"depth": (1, 10**4)}}),
        ("depth must be at least 0", {"ranges": {"depth": (-1, 2)}}),
        ("dropout must be", {"ranges": {"dropout": (0.5, 2)}}),
    ],
)
def test_bad_arguments_are_refused_before_any_fit(message, options, X, tmp_path):
    with pytest.raises(InvalidParameterError, match=message):
        searched(tmp_path / "out", X, **options)
    assert not (tmp_path / "out" / "search-given").exists()


def test_other_ranges_or_samples_in_the_same_folder_are_refused(X, tmp_path):
    searched(tmp_path / "out", X, 1)
    with pytest.raises(OutputError, match="holds a sweep with"):
        searched(tmp_path / "out", X, 1, ranges={"width": (2, 4)})
    with pytest.raises(OutputError, match="other samples"):
        searched(tmp_path / "out", X + 1, 1)


def test_without_optuna_the_error_says_how_to_install_it(X, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(
        InvalidParameterError, match=r"pip install 'autoencode\[sweep\]"
    ):
        searched(tmp_path / "out", X)


def test_the_lowest_error_so_far_and_each_parameter_are_drawn():
    figure = trial_errors(
        [1, 2, 4], [3.0, 4.0, 1.0], {"width": [8, 4, 2]}, given=2.0, log=["width"]
    )
    trials, width = figure.axes
    assert list(trials.lines[3].get_ydata()) == [3.0, 3.0, 1.0]
    assert width.get_xscale() == "log"
    assert list(width.lines[1].get_xdata()) == [2]
