"""The swiss roll, a nonlinear manifold that PCA cannot unroll.

Method "paper" is a plain autoencoder, which reconstructs the roll, but whose codes need
not be isometric; "modern" is pretrained on Isomap's coordinates (Tenenbaum, de Silva &
Langford, Science 290, 2000). Five rolls of 2,000 points, a fifth of each for testing;
the worst result is reported.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn import datasets
from sklearn.base import clone
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

from autoencode.arrays import Array, moments, variance_share
from autoencode.data.dataset import Dataset
from autoencode.models.autoencoder import Autoencoder
from autoencode.plots.codes import codes_maps
from autoencode.recipes.recipe import Extra, Recipe, Row, pca_error

N_ROLLS, N_POINTS = 5, 2000


@dataclass(frozen=True, kw_only=True)
class SwissRollRecipe(Recipe):
    """Explained variance of two-dimensional codes, and their rank correlation."""

    def model(self, method: str, *, quick: bool = False) -> Autoencoder:
        """Return the untrained autoencoder of a method."""
        parameters = self.parameters(method, quick=quick)
        return Autoencoder(n_components=2, random_state=0, **parameters)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        shares, ranks, pca_shares = [], [], []
        times, pca_times = [], []
        for seed in range(N_ROLLS):
            X, X_test, place, place_test = roll(seed)
            started = time.perf_counter()
            other = clone(model).set_params(random_state=seed).fit(X)
            times.append(time.perf_counter() - started)
            shares.append(other.score(X_test))
            ranks.append(rank_correlations(other, X, X_test, place, place_test))
            total_variance = moments(X_test).total_variance
            started = time.perf_counter()
            pca_shares.append(variance_share(pca_error(X, X_test, 2), total_variance))
            pca_times.append(time.perf_counter() - started)
        own, pca = float(np.mean(times)), float(np.mean(pca_times))  # per roll
        along, across = (min(axis) for axis in zip(*ranks, strict=True))
        results = [
            (f"{method} method, worst of five", min(shares), own, "share of variance"),
            ("PCA-2, best of five", max(pca_shares), pca, "share of variance, PCA"),
            ("worst of five", along, own, "Spearman, along the roll"),
            ("worst of five", across, own, "Spearman, across it"),
        ]
        rows = [
            Row(name, value, None, seconds, measure)
            for name, value, seconds, measure in results
        ]
        maps = {"codes": model.transform(data.X_test), "side view": data.X_test[:, ::2]}
        return Extra(rows, {"maps": codes_maps(maps, data.y_test, None)})


def roll(seed: int) -> tuple[Array, Array, Array, Array]:
    """Return training and test points of a roll, and their coordinates on the sheet."""
    X, angle = datasets.make_swiss_roll(N_POINTS, random_state=seed)
    place = np.column_stack([angle, X[:, 1]])
    X, X_test, place, place_test = train_test_split(
        X, place, test_size=0.2, random_state=seed
    )
    return X, X_test, place, place_test


def rank_correlations(
    model: Any, X: Array, X_test: Array, place: Array, place_test: Array
) -> list[float]:
    """Return Spearman's correlations of codes with both coordinates, on test points.

    Codes are mapped to coordinates by a linear regression on training points.
    """
    regression = LinearRegression().fit(model.transform(X), place)
    predicted = regression.predict(model.transform(X_test))
    return [
        abs(float(spearmanr(predicted[:, axis], place_test[:, axis]).statistic))
        for axis in (0, 1)
    ]


SWISS_ROLL = SwissRollRecipe(
    title="Swiss roll in two dimensions, held-out points of five rolls",
    source="J. Tenenbaum, V. de Silva, J. Langford, Science 290, 2000",
    dataset="swiss_roll",
    paper={"max_epochs": 200},
    modern={"max_epochs": 100, "pretraining": "isomap", "pretraining_epochs": 100},
    quick={"paper": {"max_epochs": 20}, "modern": {"max_epochs": 20}},
)
