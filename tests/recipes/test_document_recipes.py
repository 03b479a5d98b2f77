"""Recipes of documents, on few texts for one epoch."""

import json
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest
from pictures import blank_pictures, empty_figures
from sklearn.base import clone
from topics import small_network, topics

from autoencode.data.dataset import Dataset
from autoencode.plots.retrieval import precision_curves
from autoencode.recipes import RECIPES, documents
from autoencode.recipes.documents import DocumentRecipe, as_shares, counted
from autoencode.recipes.hashing import of_shared_classes
from autoencode.recipes.recipe import METHODS
from autoencode.storage import load
from autoencode.tasks.document_network import autoencoder_of_documents
from autoencode.tasks.retrieval import precision

NAMES = [name for name, each in RECIPES.items() if isinstance(each, DocumentRecipe)]
CHANGES = {
    "paper": {
        "hidden_layer_sizes": (12, 8),
        "max_epochs": 1,
        "pretraining_epochs": 1,
    },
    "modern": {"autoencoder": small_network(max_epochs=1)},
}


def few(*, several):
    """Texts of two topics; with ``several`` in columns of labels, and of a third."""
    texts, y = topics(60)
    X, names = np.array(texts, dtype=object), ("cooking", "space")
    if several:
        y = np.stack([y == 0, y == 1, np.arange(120) % 3 == 0], axis=1).astype(np.uint8)
        y[::10] = 0
        names = (*names, "third")
    return Dataset(
        name="few",
        X=X[:80],
        y=y[:80],
        X_test=X[80:],
        y_test=y[80:],
        class_names=names,
        ids=np.arange(80).astype(str),
        ids_test=np.arange(80, 120).astype(str),
        source="synthetic",
    )


def run(name, method, place, **options):
    data = few(several=RECIPES[name].dataset in ("reuters", "rcv1"))
    if RECIPES[name].dataset == "rcv1":  # has weights of words only
        data = counted(data)
    found = RECIPES[name].run(
        name, method, place, dataset=data, changes=CHANGES[method], silent=True
    )
    return found.rows


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", METHODS)
def test_every_recipe_of_documents_runs(name, method, tmp_path, monkeypatch):
    monkeypatch.setattr("autoencode.plots.canvas.DPI", 30)
    recipe, place = RECIPES[name], tmp_path / "run"
    # Else figures of the same data were built.
    is_empty = method != "paper" or name in ("rcv1", "hashing-newsgroups")
    with blank_pictures(), empty_figures() if is_empty else nullcontext():
        rows = run(name, method, place)
    assert rows[0].name == f"{method} method"
    assert rows[0].published == recipe.published
    assert all(0 <= row.found <= 1 for row in rows)
    names = {row.name for row in rows}
    # What is not measured is not 0.
    timed = {row.name for row in rows if row.seconds is not None}
    is_hashing = name.startswith("hashing")
    assert timed == {f"{method} method"} | (
        set() if is_hashing else {"LSA", "LLE"} & names
    )
    assert all(row.seconds > 0 for row in rows if row.seconds is not None)
    assert {"LSA"} <= names
    assert ({"TF-IDF", "BM25"} <= names) == (name != "rcv1")
    assert ("LLE" in names) == name.startswith("newsgroups")
    assert ("signs of LSA" in names) == name.startswith("hashing")
    written = json.loads((tmp_path / "run.json").read_text())
    assert [row["found"] for row in written["rows"]] == [row.found for row in rows]
    assert (place / "report.html").exists()
    is_curve = not name.startswith("hashing")
    assert (tmp_path / "run-precision.png").exists() == is_curve
    assert (tmp_path / "run-maps.png").exists() == (name == "newsgroups-2d")
    assert load(place).n_features_in_ == 16


def test_the_first_row_is_the_precision_of_the_saved_model(tmp_path):
    data = few(several=False)
    with blank_pictures():
        rows = run("newsgroups-10d", "modern", tmp_path / "run")
    codes = load(tmp_path / "run").transform(data.X_test)
    assert rows[0].found == pytest.approx(precision(codes, data.y_test, [1])[0])
    assert [row.measure for row in rows[:2]] == ["precision at 1", "precision at 15"]


@pytest.mark.parametrize("name", NAMES)
def test_quick_runs_take_fewer_documents_and_epochs(name, monkeypatch):
    monkeypatch.setattr(documents, "QUICK_DOCUMENTS", (20, 10))
    recipe = RECIPES[name]
    full, quick = (recipe.model("paper", quick=q) for q in (False, True))
    assert quick.max_epochs < full.max_epochs
    assert quick.pretraining_epochs < full.pretraining_epochs
    assert recipe.model("modern", quick=True).autoencoder.max_epochs == 20
    data = recipe._prepare(few(several=False), quick=True)
    assert (len(data.X), len(data.y_test), len(data.ids)) == (20, 10, 20)


def test_published_curves_end_where_all_other_documents_are_found(
    tmp_path, monkeypatch
):
    drawn = {}

    def draw(numbers, found, published):
        drawn.update(numbers=numbers, published=published)
        return precision_curves(numbers, found, published)

    monkeypatch.setattr(documents, "precision_curves", draw)
    with blank_pictures():
        run("newsgroups-10d", "modern", tmp_path / "run")
    assert drawn["numbers"] == [1, 3, 7, 15, 31, 39]
    assert drawn["published"]["LSA"] == (0.337, 0.321, 0.300, 0.282, 0.261)


def test_documents_are_scaled_to_the_same_number_of_words():
    data = counted(few(several=False))
    longer = replace(data, X_test=3 * data.X_test)
    scaled = as_shares(longer)
    mean = data.X.sum() / 80
    assert scaled.X.sum(axis=1) == pytest.approx(mean, rel=1e-5)
    assert scaled.X_test.sum(axis=1) == pytest.approx(mean, rel=1e-5)


def test_hashing_trains_on_more_neighbours_than_a_retriever_does_by_default(tmp_path):
    default = autoencoder_of_documents(32, 80)
    small = clone(default).set_params(hidden_layer_sizes=(8,), max_epochs=1)
    with blank_pictures():
        RECIPES["hashing"].run(
            "hashing",
            "modern",
            tmp_path / "run",
            dataset=few(several=True),
            changes={"autoencoder": small},
            silent=True,
        )
    network = load(tmp_path / "run").autoencoder_
    assert (network.n_neighbors, default.n_neighbors) == (50, 10)
    assert network.temperature > default.temperature


def test_hashing_leaves_out_documents_without_a_class_of_both_parts():
    data = few(several=True)
    y = data.y_test.copy()
    y[:, 2] = 0
    found = of_shared_classes(replace(data, y_test=y))
    assert found.class_names == ("cooking", "space")
    assert found.y.any(axis=1).all()
    assert found.ids.tolist() == [each for each in data.ids if int(each) % 10]
    assert len(found.X) == len(found.y) == len(found.ids)
