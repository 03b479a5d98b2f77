"""Sainburg, McInnes & Gentner, "Parametric UMAP embeddings", Neural Computation 2021.

Maps of the images of MNIST and Fashion-MNIST in two dimensions, of test images that
were not seen in training. Labels are used in the evaluation only.
"""

import time
from dataclasses import dataclass
from typing import Any

from autoencode.data.dataset import Dataset, one_label
from autoencode.metrics import knn_accuracy, trustworthiness
from autoencode.models.parametric_map import ParametricMap
from autoencode.models.pca import fit_pca
from autoencode.plots.codes import codes_maps
from autoencode.recipes.recipe import Extra, Recipe, Row, error_of, pca_error
from autoencode.recipes.sainburg2021 import IMAGES, SOURCE

N_NEIGHBORS = 5
MEASURES = (
    f"trustworthiness, {N_NEIGHBORS} neighbours",
    f"accuracy of {N_NEIGHBORS} neighbours",
)
MOST_COMPARED = 10_000  # test samples: memory grows with their square

PAPER = {
    "map_loss": "umap",
    "layer_norm": False,
    "hidden_layer_sizes": (64, 128),
    "dense_layer_sizes": (512, 512),
    "activation": "relu",
    "optimizer": "adam",
    "learning_rate": 1e-3,
    "schedule": "constant",
    "batch_size": 1000,
    "max_epochs": 50,
}
MODERN = {
    "hidden_layer_sizes": (16, 32),
    "dense_layer_sizes": (512, 512, 512),
    "reconstruction_weight": 5.0,
    "learning_rate": 0.014,
    "batch_size": 1024,
    "max_epochs": 80,
}


@dataclass(frozen=True, kw_only=True)
class MapRecipe(Recipe):
    """Trustworthiness, accuracy of neighbours and reconstruction error of a map.

    Parameters
    ----------
    accuracy, error : float
        Published accuracy of neighbours and reconstruction error of the map;
        ``published`` is its trustworthiness.

    pca : tuple of float
        The same three values of PCA.

    **parameters
        Those of `Recipe`.
    """

    accuracy: float
    error: float
    pca: tuple[float, float, float]

    def model(self, method: str, *, quick: bool = False) -> ParametricMap:
        """Return the untrained map of a method."""
        parameters = self.parameters(method, quick=quick)
        return ParametricMap(n_components=2, random_state=0, **IMAGES | parameters)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        assert self.published is not None
        known = (self.published, self.accuracy, self.error)
        codes = [model.transform(X) for X in (data.X, data.X_test)]
        found = (*_quality(data, codes), error_of(model, data))
        rows = _rows(f"{method} method", found, known, seconds)
        started = time.perf_counter()
        pca = fit_pca(data.X, 2, 0, [])
        seconds = time.perf_counter() - started
        linear = [pca.transform(X) for X in (data.X, data.X_test)]
        found = (*_quality(data, linear), pca_error(data.X, data.X_test, 2))
        rows += _rows("PCA", found, self.pca, seconds)
        maps = {"PCA": linear[1], "parametric map": codes[1]}
        drawn = codes_maps(maps, one_label(data).y_test, data.class_names)
        return Extra(rows, {"map": drawn})


def _quality(data: Dataset, codes: list[Any]) -> tuple[float, float]:
    """Return trustworthiness and accuracy of the codes of training and test samples."""
    assert data.y is not None
    assert data.y_test is not None
    accuracy = knn_accuracy(
        codes[0], data.y, codes[1], data.y_test, n_neighbors=N_NEIGHBORS
    )
    return (
        trustworthiness(
            data.X_test, codes[1], n_neighbors=N_NEIGHBORS, max_samples=MOST_COMPARED
        ),
        accuracy,
    )


def _rows(
    name: str,
    found: tuple[float, ...],
    published: tuple[float, ...],
    seconds: float,
) -> list[Row]:
    """Return a row for each measure."""
    measures = (*MEASURES, "squared error")
    return [
        Row(name, float(value), known, seconds, measure)
        for value, known, measure in zip(found, published, measures, strict=True)
    ]


def of_images(
    dataset: str,
    title: str,
    published: tuple[float, float, float],
    pca: tuple[float, float, float],
) -> MapRecipe:
    """Return the recipe for a data set."""
    return MapRecipe(
        title=f"{title}, map of test images",
        source=SOURCE,
        dataset=dataset,
        published=published[0],
        accuracy=published[1],
        error=published[2],
        pca=pca,
        paper=PAPER,
        modern=MODERN,
        quick={"paper": {"max_epochs": 1}, "modern": {"max_epochs": 2}},
    )


MAP_MNIST = of_images("mnist", "MNIST", (0.9573, 0.9614, 29.3), (0.7434, 0.4201, 43.6))
MAP_FASHION = of_images(
    "fashion_mnist", "Fashion-MNIST", (0.9733, 0.7407, 20.9), (0.9126, 0.5055, 36.1)
)
