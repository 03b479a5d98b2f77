"""Salakhutdinov & Murray, "On the quantitative analysis of deep belief networks".

ICML 2008: log likelihoods of MNIST under Boltzmann machines with 500 hidden units, by
annealed importance sampling. Pixels are binary, sampled once with seed 0 and with the
brightness as the probability of 1.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autoencode.data.dataset import Dataset
from autoencode.models.rbm import RBM
from autoencode.recipes.recipe import Extra, Recipe, Row, binary

SOURCE = "R. Salakhutdinov, I. Murray, ICML 2008"
N_TRAINING_ROWS_SCORED = 10_000
QUICK = {"paper": {"max_epochs": 3}, "modern": {"max_epochs": 3}}


@dataclass(frozen=True, kw_only=True)
class LikelihoodRecipe(Recipe):
    """Log likelihood of binary test images under a Boltzmann machine."""

    def model(self, method: str, *, quick: bool = False) -> RBM:
        """Return the untrained machine of a method."""
        parameters = self.parameters(method, quick=quick)
        return RBM(
            n_components=500, visible_units="binary", random_state=0, **parameters
        )

    def _prepare(self, data: Dataset, *, quick: bool) -> Dataset:
        generator = np.random.default_rng(0)
        X, X_test = (binary(part, generator) for part in (data.X, data.X_test))
        return replace(data, X=X, X_test=X_test)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        partition = model.log_partition()

        def nats(X: Any) -> float:
            return float(-model.free_energy(X).mean() - partition.value)

        results = [
            (f"{method} method, new images", nats(data.X_test), self.published),
            ("training images", nats(data.X[:N_TRAINING_ROWS_SCORED]), None),
        ]
        rows = [Row(*each, seconds, "log likelihood, nats") for each in results]
        rows.append(
            Row("standard error", partition.standard_error, None, seconds, "nats")
        )
        return Extra(rows, {})


RBM_CD1 = LikelihoodRecipe(
    title="Boltzmann machine of 500 hidden units, CD-1, MNIST",
    source=SOURCE,
    dataset="mnist",
    published=-125.53,
    # A tenth of the default rate: larger ones give sharper reconstructions but a
    # lower likelihood.
    paper={
        "n_gibbs_steps": 1,
        "learning_rate": 0.01,
        "schedule": "linear",
        "max_epochs": 50,
    },
    modern={
        "persistent": True,
        "momentum": 0.9,
        "learning_rate": 0.05,
        "schedule": "linear",
        "max_epochs": 50,
    },
    quick=QUICK,
)

RBM_CD25 = LikelihoodRecipe(
    title="Boltzmann machine of 500 hidden units, CD-25, MNIST",
    source=SOURCE,
    dataset="mnist",
    published=-86.34,
    paper={
        "n_gibbs_steps": 25,
        "learning_rate": 0.05,
        "schedule": "linear",
        "max_epochs": 60,
    },
    modern={
        "persistent": True,
        "momentum": 0.9,
        "n_gibbs_steps": 5,
        "learning_rate": 0.05,
        "schedule": "linear",
        "max_epochs": 100,
    },
    quick=QUICK,
)
