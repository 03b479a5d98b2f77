"""Samples of a linear model, whose density is known."""

import numpy as np


def factors(n_samples=400, n_features=5, n_factors=2, noise=0.3, seed=0):
    """Samples of a linear model with normal factors and normal noise."""
    rng = np.random.default_rng(seed)
    loadings = np.random.default_rng(99).normal(size=(n_factors, n_features))
    X = rng.normal(size=(n_samples, n_factors)) @ loadings
    return X + noise * rng.normal(size=X.shape) + 3.0
