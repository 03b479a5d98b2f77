"""The database of a search, and searches in which fits fail."""

import shutil

import numpy as np
import pytest

from autoencode import Autoencoder, load, search_parameters
from autoencode.errors import InvalidParameterError, RunFolderError
from autoencode.models.quantized import VectorQuantizedAutoencoder
from autoencode.models.rbm import RBM

pytest.importorskip("optuna", reason="the extra 'sweep' is not installed")


def searched(folder, X, n_trials=1, **options):
    model = options.pop("model", None) or Autoencoder(
        n_components=2, hidden_layer_sizes=(4,), max_epochs=2, random_state=0
    )
    ranges = {"learning_rate": (1e-6, 1e-5)}
    return search_parameters(
        model, X, n_trials, folder=folder, **{"ranges": ranges} | options
    )


@pytest.mark.parametrize("name", ["run?1", "my%20wine", "%41", "{x}#"])
def test_the_database_is_in_the_folder_of_any_name(name, X, tmp_path):
    searched(tmp_path / name, X)
    assert (tmp_path / name / "search.db").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("damage", ["other bytes", "cut"])
def test_a_damaged_database_is_named(damage, X, tmp_path):
    first = searched(tmp_path, X)
    path = tmp_path / "search.db"
    content = path.read_bytes()
    path.write_bytes(b"no" * 2000 if damage == "other bytes" else content[:9000])
    with pytest.raises(RunFolderError, match=r"search.db \(.*If it is damaged, delete"):
        searched(tmp_path, X)
    path.unlink()
    assert searched(tmp_path, X).rows[0]["suggested"] == first.rows[0]["suggested"]


def test_of_equal_trials_the_first_is_best(tmp_path):
    X = np.random.default_rng(0).normal(size=(60, 20))  # PCA is kept in each trial
    result = searched(tmp_path, X, 3)
    assert len({row["validation_error"] for row in result.rows}) == 1
    assert result.best["trial"] == 1
    assert result.best["validation_error"] == result.rows[0]["validation_error"]


def test_a_best_run_that_was_deleted_is_fitted_again(X, tmp_path):
    ranges = {"width": (2, 9), "learning_rate": (0.01, 0.1)}
    first = searched(tmp_path, X, 2, ranges=ranges)
    for name in ("search-best", "search-given"):
        shutil.rmtree(tmp_path / name)
    again = searched(tmp_path, X, 2, ranges=ranges)
    assert again.best["validation_error"] == first.best["validation_error"]
    assert again.best["trial"] == first.best["trial"]
    best = load(tmp_path / "search-best")
    assert (
        list(best.hidden_layer_sizes) == first.best["parameters"]["hidden_layer_sizes"]
    )
    assert load(tmp_path / "search-given").hidden_layer_sizes == (4,)


def test_a_model_that_holds_out_no_samples_is_refused(X, tmp_path):
    with pytest.raises(InvalidParameterError, match="RBM holds out none"):
        searched(tmp_path, X, model=RBM())


def quantized(n_components):
    return VectorQuantizedAutoencoder(
        n_components=n_components, codebook_dim=2, max_epochs=2, random_state=0
    )


def test_trials_that_are_refused_count_as_failed(X, tmp_path):
    ranges = {"n_components": (1, 4)}
    result = searched(tmp_path, X, 4, model=quantized(3), ranges=ranges)
    assert "must divide n_components, 3" in result.given["stopped"]
    for row in result.rows:
        assert ("stopped" in row) == (row["suggested"]["n_components"] % 2 == 1)
    assert any("the model as given: codebook_dim" in line for line in result.lines())
    assert not any("No trial has" in line for line in result.lines())


def test_if_all_fits_fail_the_reason_is_raised(X, tmp_path):
    with pytest.raises(InvalidParameterError, match=r"must divide .* No fit succeeded"):
        searched(tmp_path, X, 2, model=quantized(3))


def test_ends_of_ranges_may_be_numbers_of_numpy(X, tmp_path):
    ranges = {"width": np.array([2, 4]), "learning_rate": (np.float32(0.25), 0.5)}
    result = searched(tmp_path, X, ranges=ranges)
    assert 2 <= result.rows[0]["suggested"]["width"] <= 4
