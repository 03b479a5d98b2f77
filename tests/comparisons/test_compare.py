"""Maps of several methods on the same samples."""

import csv
import json
import mmap
import re
import warnings

import numpy as np
import pytest
from pictures import blank_pictures
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.decomposition import PCA, KernelPCA
from sklearn.manifold import trustworthiness as sklearn_trustworthiness

from autoencode import Autoencoder, compare
from autoencode.comparisons import compare as comparing
from autoencode.comparisons.memory import peak_memory
from autoencode.comparisons.methods import METHODS
from autoencode.comparisons.result import check_folder
from autoencode.errors import InvalidDataError, InvalidParameterError, OutputError
from autoencode.metrics import continuity, knn_accuracy, trustworthiness

INSTALLED = [name for name in METHODS if METHODS[name].is_installed]
NETWORKS = ("autoencoder", "variational", "parametric_map")


@pytest.fixture(autouse=True)
def _blank_pictures():
    with blank_pictures():
        yield


@pytest.fixture
def y():
    return np.repeat(["left", "right"], 20)


class Same(BaseEstimator):
    """A map that is the samples themselves."""

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return X

    def inverse_transform(self, codes):
        return codes


class Unseen(BaseEstimator):
    """A map of the training samples only, as of scikit-learn's t-SNE."""

    def fit(self, X, y=None):
        self.embedding_ = X[:, :2]
        return self


class Failing(BaseEstimator):
    """A method that cannot be fitted."""

    def fit(self, X, y=None):
        raise MemoryError("Unable to allocate 9 TiB\nfor an array")


class InPieces(BaseEstimator):
    """A map with values that are not finite."""

    def fit(self, X, y=None):
        self.embedding_ = np.full((len(X), 2), np.nan)
        return self


@pytest.fixture
def here(monkeypatch):
    """Fit in this process, which is faster."""
    monkeypatch.setattr(comparing, "in_own_process", lambda task, value: task(value))


def by_definition(X, codes, n_neighbors):
    """The penalty of Venna & Kaski (2001) for neighbours in X that codes lost."""
    n = len(X)
    distances = [np.linalg.norm(a[:, None] - a[None], axis=2) for a in (X, codes)]
    ranks = [np.argsort(np.argsort(d, axis=1), axis=1) for d in distances]  # 0: itself
    penalty = 0
    for i in range(n):
        for j in range(n):
            if i != j and ranks[0][i, j] <= n_neighbors < ranks[1][i, j]:
                penalty += ranks[1][i, j] - n_neighbors
    most = n * n_neighbors * (2 * n - 3 * n_neighbors - 1)
    return 1 - 2 / most * penalty


def test_continuity_is_that_of_its_definition(X):
    codes = X[:, :1]
    found = continuity(X, codes, 5)
    assert found == pytest.approx(by_definition(X, codes, 5))
    assert found == pytest.approx(sklearn_trustworthiness(codes, X, n_neighbors=5))
    assert found != pytest.approx(trustworthiness(X, codes, 5))


def test_a_perfect_map_has_the_best_figures(X, y, here):
    result = compare(X, y, methods={"same": Same()})
    (row,) = result.rows
    assert row["trustworthiness"] == row["continuity"] == row["share"] == 1
    assert row["reconstruction_error"] == 0
    assert row["part"] == "test"
    assert row["embeds_new"] is True
    assert len(result.maps["same"].test) == 8  # a fifth of 40


def test_figures_of_pca_are_those_of_scikit_learn(X, y, here):
    (row,) = compare(X[:30], y[:30], X_test=X[30:], y_test=y[30:], methods="pca").rows
    pca = PCA(2).fit(X[:30])
    codes = pca.transform(X[30:])
    error = np.square(X[30:] - pca.inverse_transform(codes)).sum(axis=1).mean()
    assert row["reconstruction_error"] == pytest.approx(error)
    expected = sklearn_trustworthiness(X[30:], codes, n_neighbors=4)  # of 10 samples
    assert row["trustworthiness"] == pytest.approx(expected)


def test_the_table_says_how_many_neighbours_there_are(X, y, here):
    result = compare(X, y, methods=["pca"], n_neighbors=500)
    assert result.n_neighbors == (len(result.data.X_test) - 1) // 2
    assert result.accuracy_neighbors == len(result.data.X) - 1
    assert f"{result.accuracy_neighbors}-NN accuracy" in result.table()[0]


def test_few_test_samples_do_not_reduce_the_neighbours_of_the_accuracy(X, y, here):
    result = compare(X[5:35], y[5:35], methods=["pca"])
    assert result.n_neighbors == 2  # less than half of 6 test samples
    assert "5-NN accuracy" in result.table()[0]
    maps, data = result.maps["pca"], result.data
    expected = knn_accuracy(maps.train, data.y, maps.test, data.y_test, 5)
    assert result.rows[0]["knn_accuracy"] == expected


def test_a_method_that_embeds_no_new_samples_is_evaluated_on_training_ones(X, y, here):
    result = compare(X, y, methods={"unseen": Unseen(), "pca": None})
    unseen, pca = result.rows
    assert (unseen["part"], unseen["embeds_new"]) == ("training", False)
    assert unseen["transform_seconds"] is None
    assert "reconstruction_error" not in unseen
    assert pca["part"] == "test"
    assert result.maps["unseen"].test is None
    header, rows = result.table()
    assert [row[header.index("samples")] for row in rows] == ["training", "test"]
    assert [row[header.index("new samples")] for row in rows] == ["no", "yes"]


def test_all_methods_are_evaluated_on_training_samples_without_others(X, here):
    (row,) = compare(X, methods=["pca"], test_fraction=0).rows
    assert row["part"] == "training"
    assert row["embeds_new"] is True
    assert "knn_accuracy" not in row


def test_a_method_that_fails_is_named_and_the_others_go_on(X, here):
    given = {"failing": Failing(), "torn": InPieces(), "empty": Empty(), "pca": None}
    result = compare(X, methods=given)
    assert [row.get("failed", "") for row in result.rows] == [
        "MemoryError: Unable to allocate 9 TiB",
        "InvalidDataError: the map has values that are not finite.",
        "InvalidDataError: the estimator has neither transform nor embedding_ after "
        "its fit.",
        "",
    ]
    assert list(result.maps) == ["pca"]
    assert "failing, failed: MemoryError: Unable to allocate 9 TiB." in result.lines()
    assert result.table()[1][0][:3] == ["failing", "failed", "–"]


class Empty(BaseEstimator):
    """An estimator without a map."""

    def fit(self, X, y=None):
        return self


def test_a_method_that_is_not_installed_is_named(X, monkeypatch, here):
    monkeypatch.setattr("autoencode.comparisons.methods.find_spec", lambda name: None)
    result = compare(X, methods=["umap", "pca", "pacmap", "t_sne"])
    assert [(row["name"], row["part"]) for row in result.rows] == [
        ("pca", "test"),
        ("t_sne", "training"),
    ]
    assert result.missing == [
        "UMAP is not installed: pip install 'autoencode[compare]' (or umap-learn).",
        "PaCMAP is not installed: pip install 'autoencode[compare]' (or pacmap).",
        "openTSNE is not installed: t-SNE is scikit-learn's, which embeds no new "
        "samples; pip install 'autoencode[compare]' (or openTSNE).",
    ]
    with pytest.raises(InvalidParameterError, match="UMAP is not installed"):
        compare(X, methods=["umap"])


def test_each_method_has_a_process_of_its_own_and_its_memory(X, y):
    (row,) = compare(X, y, methods=["pca"]).rows
    assert row["memory_mb"] is None or 0 <= row["memory_mb"] < 1000
    assert row["fit_seconds"] > 0


def test_a_process_that_ends_is_a_method_that_failed(X):
    class Local(Same):  # cannot be sent to a process, and is fitted in this one
        pass

    result = compare(X, methods={"local": Local(), "ending": Ending()})
    assert "failed" not in result.rows[0]
    assert "its process ended with exit status 3" in result.rows[1]["failed"]


def test_a_script_from_standard_input_is_fitted_in_its_own_process(X, monkeypatch):
    monkeypatch.setattr("__main__.__file__", "<stdin>", raising=False)
    result = compare(X, methods={"same": Same()})
    assert result.rows[0]["trustworthiness"] == 1
    assert "failed" not in result.rows[0]


class Ending(Same):
    """A method whose process is killed."""

    def fit(self, X, y=None):
        import os

        os._exit(3)


def test_own_estimators_are_not_changed(X, here):
    model = Autoencoder(n_components=3, max_epochs=2, random_state=0)
    (row,) = compare(X, methods={"mine": model}).rows
    assert row["n_components"] == 3
    assert not hasattr(model, "network_")


@pytest.mark.parametrize("name", INSTALLED)
def test_every_installed_method_makes_a_map(name, X, y, here):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (row,) = compare(X, y, methods=[name], max_epochs=2).rows
    assert "failed" not in row
    assert row["n_components"] == 2
    assert 0 <= row["trustworthiness"] <= 1
    if name in (*NETWORKS, "pca", "kernel_pca"):
        assert row["part"] == "test"
        assert row["reconstruction_error"] > 0


def test_kernel_pca_is_fitted_to_a_subsample(X, here, monkeypatch):
    from dataclasses import replace

    few = replace(METHODS["kernel_pca"], max_fit=20)
    monkeypatch.setitem(METHODS, "kernel_pca", few)
    result = compare(X, methods=["kernel_pca"])
    assert result.rows[0]["n_fit"] == 20
    assert result.lines() == [
        "kernel PCA, note: fitted to 20 of the 32 training samples, as its memory "
        "grows with their square."
    ]
    assert len(result.maps["kernel_pca"].train) == 32


def test_the_seed_decides_split_and_maps(X, here):
    first, again, other = (
        compare(X, methods=["autoencoder"], max_epochs=2, random_state=seed)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(
        first.maps["autoencoder"].test, again.maps["autoencoder"].test
    )
    assert (first.data.X_test != other.data.X_test).any()


def test_sparse_samples_are_compared(X, here):
    (row,) = compare(sparse.csr_array(X), methods=["autoencoder"], max_epochs=2).rows
    assert row["trustworthiness"] > 0.5


def test_kernel_pca_of_sparse_samples_has_a_map_but_no_reconstructions(X, here):
    methods = {"kernel_pca": None, "own": KernelPCA(2)}
    for row in compare(sparse.csr_array(X), methods=methods).rows:
        assert "failed" not in row
        assert row["trustworthiness"] > 0.5
        assert "reconstruction_error" not in row


def test_a_folder_has_table_maps_and_picture(X, y, here, tmp_path):
    result = compare(X, y, methods={"pca": None, "un": Unseen()}, folder=tmp_path / "a")
    content = json.loads((tmp_path / "a" / "compare.json").read_text())
    assert content["rows"] == result.rows
    assert content["n_samples"] == 32
    with open(tmp_path / "a" / "compare.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["pca", "un"]
    assert rows[1]["reconstruction_error"] == ""
    with np.load(tmp_path / "a" / "maps.npz") as arrays:
        names = ["pca_test", "pca_train", "un_train", "y_test", "y_train"]
        assert sorted(arrays) == names
        np.testing.assert_array_equal(arrays["pca_test"], result.maps["pca"].test)
    assert (tmp_path / "a" / "maps.png").exists()


def test_an_earlier_comparison_is_replaced_only_if_asked(X, here, tmp_path):
    compare(X, methods=["pca"], folder=tmp_path / "a")
    check_folder(tmp_path / "a", "compare.json", overwrite=True)
    check_folder(tmp_path / "new", "compare.json", overwrite=False)
    with pytest.raises(OutputError, match="already holds a comparison"):
        check_folder(tmp_path / "a", "compare.json", overwrite=False)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.txt").touch()
    with pytest.raises(OutputError, match="holds other files"):
        check_folder(tmp_path / "b", "compare.json", overwrite=True)
    with pytest.raises(OutputError, match="is a file"):
        check_folder(tmp_path / "b" / "mine.txt", "compare.json", overwrite=True)


def test_an_interrupted_comparison_keeps_what_is_finished(X, monkeypatch, tmp_path):
    def measured(task, entry):
        if entry[0] == "kernel_pca":
            raise KeyboardInterrupt
        return task(entry)

    monkeypatch.setattr(comparing, "in_own_process", measured)
    with pytest.raises(KeyboardInterrupt, match="1 of 2 methods are finished; they"):
        compare(X, methods=["pca", "kernel_pca"], folder=tmp_path / "a")
    content = json.loads((tmp_path / "a" / "compare.json").read_text())
    assert [row["name"] for row in content["rows"]] == ["pca"]
    assert (tmp_path / "a" / "maps.png").exists()


@pytest.mark.parametrize(
    ("message", "options"),
    [
        ("Did you mean 'pacmap'", {"methods": ["pac_map"]}),
        ("methods is empty", {"methods": []}),
        ("n_components must be at least 1; got 0", {"n_components": 0}),
        ("test_fraction must be in [0, 1)", {"test_fraction": 1}),
        ("y must have shape (40,)", {"y": np.zeros(3)}),
        ("y_test must have shape (2,)", {"y": np.zeros(40), "y_test": np.zeros(3)}),
        ("no label in column 'y'; it is in row 39", {"y": ["a"] * 39 + [None]}),
        (
            "X_test: 1 sample has no label in column 'y_test'; it is in row 1",
            {"y": ["a"] * 40, "y_test": ["a", None]},
        ),
        ("X_test is not valid", {"X_test": np.zeros((2, 5))}),
        ("cannot be named 'y'", {"methods": {"y": PCA(2)}}),
        ("the same name", {"methods": {1: PCA(2), "1": PCA(3)}}),
        ("from 0 to 1", {"y": [0, 2] * 20, "class_names": ["a", "b"]}),
        ("got -1 in row 1", {"y": [0, -1] * 20, "class_names": ["a", "b"]}),
        ("got 'b' in row 0", {"y": ["b", "a"] * 20, "class_names": ["a", "b"]}),
        ("got 0.5 in row 1", {"y": [0, 0.5] * 20, "class_names": ["a", "b"]}),
        (
            "y_test must have whole numbers",
            {"y": [0, 1] * 20, "y_test": [0, 9], "class_names": ["a", "b"]},
        ),
    ],
)
def test_what_is_wrong_is_said_before_any_fit(message, options, X, here):
    given = {"methods": ["pca"], **options}
    if "y_test" in given:
        given["X_test"] = X[:2]
    with pytest.raises(
        (InvalidParameterError, InvalidDataError), match=re.escape(message)
    ):
        compare(X, **given)


@pytest.mark.parametrize("kind", [int, float, object, bool])
def test_indices_of_class_names_may_be_of_any_type_of_numbers(kind, X, here):
    y = np.array([0, 1] * 20, dtype=kind)
    result = compare(X, y, class_names=["a", "b"], methods=["pca"])
    assert result.data.class_names == ("a", "b")
    assert set(result.data.y.tolist()) == {0, 1}
    assert len(result.picture().legends[0].get_texts()) == 2


def test_methods_of_the_same_name_have_rows_and_maps_of_their_own(X, here):
    own = {"PCA": Same(), "PCA (own)": Unseen()}
    result = compare(X, methods={"pca": None, **own})
    assert len(result.picture().axes) == 3
    ends = [axes.get_title().split(", ")[-1] for axes in result.picture().axes]
    assert ends[0] == "8 test samples"
    assert set(ends) <= {"8 test samples", "32 training samples"}
    labels = [row["label"] for row in result.rows]
    assert labels == ["PCA", "PCA (own)", "PCA (own) (own)"]
    assert [row[0] for row in result.table()[1]] == labels


def test_samples_that_are_few_or_equal_are_refused(X, here):
    with pytest.raises(InvalidDataError, match="at least 5 training samples; got 1"):
        compare(X[:1], methods=["pca"])
    with pytest.raises(InvalidDataError, match="equal samples only"):
        compare(np.ones((20, 3)), methods=["pca"])
    with pytest.raises(InvalidDataError, match="at least 2 features"):
        compare(X[:, :1], methods=["pca"])
    (row,) = compare(X[:, :1], methods={"mine": PCA(1)}).rows  # its own number
    assert row["trustworthiness"] == 1


def test_continuous_labels_are_colours_only(X, here):
    result = compare(X, X[:, 0], methods=["pca"])
    assert "knn_accuracy" not in result.rows[0]
    assert result.data.class_names is None
    assert len(result.picture().axes) > 1  # with a colour bar


def test_memory_is_that_of_the_block():
    with peak_memory() as small:
        pass
    # Not an array, which may get memory that the process has freed, but kept.
    with peak_memory() as large, mmap.mmap(-1, 48_000_000) as pages:
        for _ in range(48):
            pages.write(bytes(1_000_000))
    assert small.megabytes is None or small.megabytes < 10
    assert large.megabytes is None or 40 < large.megabytes < 70
