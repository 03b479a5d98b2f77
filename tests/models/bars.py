"""Eight images with equal probabilities."""

import numpy as np


def bars(n, seed=0):
    """Return n samples of 3 x 3 bars: every row of an image is on or off."""
    rng = np.random.default_rng(seed)
    return np.repeat(rng.integers(0, 2, size=(n, 3)), 3, axis=1).astype(float)
