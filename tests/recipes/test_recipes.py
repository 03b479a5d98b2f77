"""Recipes on few samples for one epoch; complete runs take hours.

Those of documents are in test_document_recipes.py.
"""

import json
from contextlib import nullcontext
from functools import cache, partial
from itertools import count
from types import SimpleNamespace

import numpy as np
import pytest
from pictures import blank_pictures, empty_figures
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from autoencode import Autoencoder
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError
from autoencode.recipes import RECIPES
from autoencode.recipes.documents import DocumentRecipe
from autoencode.recipes.hinton2006 import midpoints
from autoencode.recipes.recipe import METHODS, logistic_pca
from autoencode.storage import load

TINY = {
    "n_components": 2,
    "max_epochs": 1,
    "pretraining_epochs": 1,
    "pretraining_learning_rate": "auto",
    "pretraining_weight_std": 0.1,
    "hidden_layer_sizes": (32, 16),
}
OF_IMAGES = [
    name for name, each in RECIPES.items() if not isinstance(each, DocumentRecipe)
]
# Others are blank: built for the paper's method, and empty for the modern one, and
# where a recipe is of the type of another one, with other images.
DRAWN = ("midpoints", "swiss-roll")
# With so few units and epochs they are as mnist, rbm-cd1 and conv-mnist-64.
ALIKE = ("curves", "mnist-2d", "rbm-cd25", "conv-mnist-2")


@cache
def few(n_features):
    """Return clusters of images of a recipe's size."""
    rng = np.random.default_rng(0)
    y = rng.integers(0, 3, size=150)
    centres = rng.random((3, n_features))
    X = np.clip(centres[y] + 0.1 * rng.normal(size=(150, n_features)), 0, 1)
    side = int(np.sqrt(n_features))
    return Dataset(
        name="few",
        X=X.astype(np.float32)[:60],
        y=y[:60],
        X_test=X.astype(np.float32)[60:],
        y_test=y[60:],
        class_names=("a", "b", "c"),
        image_shape=(side, side),
        source="synthetic",
    )


@pytest.mark.parametrize("name", OF_IMAGES)
@pytest.mark.parametrize("method", METHODS)
def test_every_recipe_runs_and_writes_its_results(name, method, tmp_path, monkeypatch):
    monkeypatch.setattr("autoencode.recipes.hinton2006.N_PAIRS", 5)
    monkeypatch.setattr("autoencode.recipes.swiss_roll.N_ROLLS", 1)
    monkeypatch.setattr("autoencode.recipes.burda2016.N_DRAWS", 10)
    monkeypatch.setattr("autoencode.recipes.swiss_roll.N_POINTS", 100)
    monkeypatch.setattr(
        "autoencode.recipes.recipe.logistic_pca",
        lambda n: logistic_pca(n).set_params(max_epochs=1),
    )
    monkeypatch.setattr("autoencode.recipes.classification.SEEDS", (0, 1))
    quick_map = partial(TSNE, max_iter=250)  # the fewest that scikit-learn takes
    monkeypatch.setattr("autoencode.recipes.features.TSNE", quick_map)
    monkeypatch.setattr("autoencode.recipes.hinton2006.TSNE", quick_map)
    monkeypatch.setattr("autoencode.plots.canvas.DPI", 30)
    recipe = RECIPES[name]
    place = tmp_path / "run"
    n_pixels = 625 if recipe.dataset == "olivetti_patches" else 784
    known = {key: key.split("__")[-1] for key in recipe.model(method).get_params()}
    changes = {key: TINY[last] for key, last in known.items() if last in TINY}
    is_drawn = method == "paper" and name in DRAWN
    is_empty = method != "paper" or "fashion" in name or name in ALIKE
    with (
        nullcontext() if is_drawn else blank_pictures(),
        empty_figures() if is_empty else nullcontext(),
    ):
        rows, files = recipe.run(
            name, method, place, dataset=few(n_pixels), changes=changes, silent=True
        )
    assert rows[0].name.startswith(f"{method} method")
    assert rows[0].published == recipe.published
    assert all(np.isfinite(row.found) and row.seconds >= 0 for row in rows)
    baselines = {each.name for each in getattr(recipe, "baselines", ())}
    assert baselines <= {row.name for row in rows}
    written = json.loads((tmp_path / "run.json").read_text())
    assert ["run.json", *written["pictures"]] == [file.name for file in files]
    assert all(file.stat().st_size for file in files)
    assert [row["found"] for row in written["rows"]] == [row.found for row in rows]
    if rows[0].measure == "squared error":
        error = load(place).reconstruction_error(few(n_pixels).X_test).mean()
        assert error == pytest.approx(rows[0].found)
    assert (place / "report.html").exists()
    first = "confusion" if name == "classification" else "reconstructions"
    assert (place / "pictures" / f"{first}.png").exists()


def test_each_row_of_midpoints_has_its_own_seconds(monkeypatch):
    monkeypatch.setattr("autoencode.recipes.hinton2006.N_PAIRS", 5)
    data = few(784)
    model = Autoencoder(n_components=2, hidden_layer_sizes=(8,), max_epochs=1)
    model.fit(data.X)
    clock = SimpleNamespace(perf_counter=map(float, count()).__next__)
    monkeypatch.setattr("autoencode.recipes.hinton2006.time", clock)
    with empty_figures():
        rows = midpoints(model, data).rows
    assert [row.seconds for row in rows] == [1.0, 1.0, 1.0]


def test_an_interrupted_recipe_saves_the_model(tmp_path, monkeypatch):
    def stopped(self, record):
        if record["epoch"] == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("autoencode.training.progress.Progress.on_epoch", stopped)
    changes = TINY | {"max_epochs": 5}
    stops = pytest.raises(KeyboardInterrupt, match="after 2 of 5 epochs")
    with stops, blank_pictures(), empty_figures():
        RECIPES["mnist"].run(
            "mnist", "paper", tmp_path / "run", dataset=few(784), changes=changes
        )
    assert load(tmp_path / "run").reconstruct(few(784).X_test).shape == (90, 784)
    assert not (tmp_path / "run.json").exists()


@pytest.mark.parametrize("name", OF_IMAGES)
def test_quick_runs_differ_from_full_runs_in_epochs_only(name):
    for method in METHODS:
        full, quick = (RECIPES[name].model(method, quick=q) for q in (False, True))
        differ = {
            key.split("__")[-1]
            for key, value in full.get_params().items()
            if value != quick.get_params()[key] and not hasattr(value, "get_params")
        }
        assert differ <= {"max_epochs", "pretraining_epochs"}
        assert quick.max_epochs < full.max_epochs


def test_an_unknown_method_is_refused():
    with pytest.raises(InvalidParameterError, match="Did you mean 'modern'"):
        RECIPES["mnist"].model("moden")


def test_logistic_pca_beats_pca_on_binary_samples_of_low_rank():
    rng = np.random.default_rng(0)
    logits = 3 * rng.normal(size=(400, 2)) @ rng.normal(size=(2, 12))
    X = (rng.random((400, 12)) < 1 / (1 + np.exp(-logits))).astype(np.float32)
    model = logistic_pca(2).set_params(max_epochs=200).fit(X)
    pca = PCA(2).fit(X)
    squares = np.square(X - pca.inverse_transform(pca.transform(X)))
    assert model.reconstruction_error(X).mean() < squares.sum(axis=1).mean()


@pytest.mark.parametrize("method", METHODS)
def test_variants_are_named_by_pretraining_or_weight_init(method):
    recipe = RECIPES["pretraining-or-not"]
    variants = list(recipe.variants(method, recipe.model(method)))
    assert {each.panel.split(",")[0] for each in variants} == {"deep", "shallow"}
    for each in variants:
        assert (each.model.pretraining == "rbm") == (each.name == "pretrained")
        assert each.name in ("pretrained", each.model.weight_init)
        assert each.panel.endswith(each.model.optimizer)
        assert (len(each.model.hidden_layer_sizes) == 1) == ("shallow" in each.panel)
