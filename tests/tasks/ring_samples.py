"""Samples with a simple nonlinear structure."""

import numpy as np


def ring(n, seed):
    """Points near a circle, seen through six columns of different units."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, n)
    plane = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    mixing = np.random.default_rng(99).normal(size=(2, 6))
    X = plane @ mixing + 0.05 * rng.normal(size=(n, 6))
    return X * [1, 10, 100, 1, 1, 0.01] + [0, 5, 0, 0, 3, 0]
