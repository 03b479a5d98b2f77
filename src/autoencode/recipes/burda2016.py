"""Burda, Grosse & Salakhutdinov, "Importance weighted autoencoders", ICLR 2016.

Log likelihood of MNIST under variational autoencoders with one stochastic layer of 50
units, estimated with 5,000 importance samples per image. Pixels are binary: sampled
with the brightness as the probability of 1, in each epoch anew, once for test images.
"""

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autoencode.data.dataset import Dataset
from autoencode.models.variational import VariationalAutoencoder
from autoencode.plots.images import image_sheet
from autoencode.recipes.recipe import Extra, Recipe, Row, binary

N_DRAWS = 5000
N_COMPONENTS, N_SHOWN = 50, 100
NATS = "log likelihood, nats"


@dataclass(frozen=True, kw_only=True)
class VariationalRecipe(Recipe):
    """Log likelihood of binary test images under a variational autoencoder."""

    def model(self, method: str, *, quick: bool = False) -> VariationalAutoencoder:
        """Return the untrained autoencoder of a method."""
        parameters = self.parameters(method, quick=quick)
        return VariationalAutoencoder(
            n_components=N_COMPONENTS,
            loss="cross_entropy",
            augment="binarize",
            random_state=0,
            **parameters,
        )

    def _prepare(self, data: Dataset, *, quick: bool) -> Dataset:
        X_test = binary(data.X_test, np.random.default_rng(0))
        return replace(data, X_test=X_test)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        started = time.perf_counter()
        nats = model.log_likelihood(data.X_test, n_draws=N_DRAWS)
        elapsed = time.perf_counter() - started
        error = float(nats.std() / np.sqrt(len(nats)))
        bound = float(model.elbo(data.X_test).mean())
        # The paper's rule: the variance of the mean (section 2 of appendix C).
        active = float((model.transform(data.X_test).var(axis=0) > 0.01).sum())
        rows = [
            Row(f"{method} method", float(nats.mean()), self.published, seconds, NATS),
            Row("standard error", error, None, elapsed, "nats"),
            Row("bound (ELBO)", bound, None, seconds, NATS),
            Row("active units", active, 19.0, seconds, "units"),
        ]
        samples = model.sample(N_SHOWN, random_state=0)
        sheet = image_sheet(samples, data.image_shape or (1, samples.shape[1]), 10)
        return Extra(rows, {"samples": sheet})


VAE = VariationalRecipe(
    title="Variational autoencoder, 50 units, binarized MNIST",
    source="Y. Burda, R. Grosse, R. Salakhutdinov, ICLR 2016",
    dataset="mnist",
    published=-86.76,
    # Two hidden layers of 200 tanh units; the paper trains for 3,280 epochs.
    paper={
        "hidden_layer_sizes": (200, 200),
        "activation": "tanh",
        "optimizer": "adam",
        "learning_rate": 1e-3,
        "batch_size": 20,
        "validation_fraction": 0.0,
        "max_epochs": 100,
    },
    modern={
        "hidden_layer_sizes": (512, 512),
        "learning_rate": 1e-3,
        "weight_decay": 0.05,
        "batch_size": 128,
        "validation_fraction": 0.0,
        "max_epochs": 200,
    },
    quick={"paper": {"max_epochs": 3}, "modern": {"max_epochs": 5}},
)
