"""A new task costs one class and one line in `ESTIMATORS`."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from run_folders import part
from sklearn.base import BaseEstimator, clone
from sklearn.cluster import KMeans

from autoencode import Autoencoder, load, save
from autoencode.estimators import ESTIMATORS, fitted_estimators

sys.path.append(str(Path(__file__).parents[1] / "cli"))
from commands import done, people


class CodeClusters(BaseEstimator):
    """Clusters of codes.

    Parameters
    ----------
    autoencoder : Autoencoder or None, default=None
        What is trained.

    n_clusters : int, default=3
        Number of clusters.
    """

    def __init__(
        self, *, autoencoder: Autoencoder | None = None, n_clusters: int = 3
    ) -> None:
        self.autoencoder = autoencoder
        self.n_clusters = n_clusters

    def fit(self, X, y=None):
        """Train, and cluster the codes."""
        own = self.autoencoder or Autoencoder(hidden_layer_sizes=(4,), max_epochs=2)
        self.autoencoder_ = clone(own).set_params(random_state=0).fit(X)
        codes = self.autoencoder_.transform(X)
        self.clusters_ = KMeans(self.n_clusters, random_state=0, n_init=1).fit(codes)
        self.centers_ = self.clusters_.cluster_centers_
        self.sizes_ = {
            "largest": int(np.bincount(self.clusters_.labels_).max()),
            0: [1, 2.5, float("inf")],
            (1, "a"): "ü",
        }
        self.names_ = np.array([["a", "b"], ["c", "d"]], dtype=object)
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X):
        """Return the nearest center of each row."""
        codes = self.autoencoder_.transform(X)[:, None]
        return np.linalg.norm(codes - self.centers_, axis=-1).argmin(axis=1)


@pytest.fixture
def task(monkeypatch):
    monkeypatch.setitem(ESTIMATORS, "code_clusters", CodeClusters)
    return CodeClusters


@pytest.mark.parametrize(
    "given", [{}, {"autoencoder": Autoencoder(max_epochs=1), "n_clusters": 2}]
)
def test_it_is_saved_and_loaded(task, given, X, tmp_path):
    model = task(**given).fit(X)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert repr(loaded) == repr(model)
    np.testing.assert_array_equal(loaded.predict(X), model.predict(X))
    np.testing.assert_array_equal(loaded.clusters_.labels_, model.clusters_.labels_)
    np.testing.assert_array_equal(loaded.centers_, model.centers_)
    np.testing.assert_array_equal(loaded.names_, model.names_)
    assert loaded.sizes_ == model.sizes_
    assert loaded.autoencoder_.history_ == model.autoencoder_.history_
    assert list(fitted_estimators(loaded)) == [loaded.autoencoder_]
    names = {path.name for path in part(tmp_path / "run", "").iterdir()}
    assert names == {
        "configuration.json",
        "weights.safetensors",
        "transformers.skops",
        "history.csv",
    }


def test_it_is_fitted_and_used_from_a_shell(task, tmp_path):
    people().drop(columns=["city"]).to_csv(tmp_path / "people.csv", index=False)
    run, out = tmp_path / "run", tmp_path / "found.csv"
    given = ["--id", "who", "--model", "code_clusters", "--n-clusters", 2]
    done("fit", tmp_path / "people.csv", *given, "--out", run)
    model = load(run)  # behind a scaler
    assert model[-1].n_clusters == 2
    done("predict", run, tmp_path / "people.csv", "--out", out)
    found = np.loadtxt(out, delimiter=",", skiprows=1, dtype=str)
    X = people()[["age", "height", "weight", "steps", "sleep"]].to_numpy()
    assert found[:, -1].astype(int).tolist() == model.predict(X).tolist()
    output = done("info", run).output
    assert "CodeClusters" in output
    assert "n_clusters=2" in output


def test_without_the_line_it_cannot_be_loaded(task, X, tmp_path, monkeypatch):
    save(task().fit(X), tmp_path / "run")
    monkeypatch.delitem(ESTIMATORS, "code_clusters")
    with pytest.raises(ValueError, match=r"estimator is of the type 'code_clusters'"):
        load(tmp_path / "run")
    with pytest.raises(ValueError, match=r"got CodeClusters\.$"):
        save(task().fit(X), tmp_path / "run")


ODD = {
    "a set": ({1, 2}, "odd_ cannot be saved: it is a set"),
    "a function": (len, "odd_ cannot be saved: it is a builtin_function_or_method"),
    "complex numbers": (
        np.zeros(2, complex),
        "odd_ cannot be saved: it is an array",
    ),
    "a date": (
        np.datetime64("2020-01-01", "ns"),
        "odd_ cannot be saved: it is a date",
    ),
    "long floats": (np.longdouble(1), "odd_ cannot be saved: it is a longdouble"),
    "keys with dots": (
        {"a.b": np.zeros(1), "a": {"b": np.zeros(1)}},
        "Two parts of the model have the path 'odd_.a.b'",
    ),
    "deep inside": ([0, {"x": (1, {2})}], "odd_.1.x.1 cannot be saved: it is a set"),
}


@pytest.mark.parametrize("case", ODD)
def test_what_cannot_be_stored_is_named(task, case, X, tmp_path):
    value, message = ODD[case]
    model = task().fit(X)
    model.odd_ = value
    with pytest.raises(ValueError, match="cannot be saved") as caught:
        save(model, tmp_path / "run")
    assert str(caught.value).startswith(message)
    assert not (tmp_path / "run").exists()


KEPT = [
    *(None, True, 3, -0.0, 1e-320, "", "a\0\n\ud7ff", [], {}, (), [(1, [2])]),
    *({"$type": "x"}, {"$type": {"$type": 1}}, {None: 1, 2.5: [], True: 0}),
    *(np.zeros((0, 3)), np.array(3), np.arange(3, dtype=">i2"), np.array(["a", "bcd"])),
    *(np.arange(3, dtype=np.uint16), np.array([True]), np.zeros(2, np.float16)),
    *(np.array([["2020-01-01"], ["NaT"]], "M8[ns]"), np.array(3, ">m8[25s]")),
    *(np.array([["a", None], [1, 2.5]], dtype=object), np.asfortranarray(np.eye(3))),
    *([{"loss": np.float64(0.1)}], [{}], [{"loss": "low"}], {"loss": [1, 2]}),
    *([{"a": True}], [{"a": 1}, {"b": 0.5}], [{"a": float("nan")}]),
]


@pytest.mark.parametrize("value", KEPT, ids=repr)
@pytest.mark.parametrize("name", ["odd_", "history_", "Q_"])
def test_what_can_be_stored_comes_back(task, value, name, X, tmp_path):
    model = task().fit(X)
    setattr(model, name, value)
    save(model, tmp_path / "run")
    found = getattr(load(tmp_path / "run"), name)
    assert type(found) is type(value)
    if isinstance(value, np.ndarray):
        assert found.dtype == value.dtype.newbyteorder("=")
        assert found.flags.fnc == value.flags.fnc
        np.testing.assert_array_equal(found, value)
    else:
        assert repr(found) == repr(value).replace("np.float64(0.1)", "0.1")


def test_two_tensors_of_one_memory_are_stored(task, X, tmp_path):
    model = task().fit(X)
    model.first_ = torch.arange(6.0)
    model.second_ = model.first_[2:]
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert loaded.second_.tolist() == [2, 3, 4, 5]


def test_a_huge_configuration_is_refused_when_it_is_saved(task, X, tmp_path):
    model = task().fit(X)
    model.text_ = "x" * 2**26
    with pytest.raises(OSError, match="too many to load"):
        save(model, tmp_path / "run")
