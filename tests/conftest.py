"""Shared fixtures."""

import numpy as np
import pytest


@pytest.fixture
def X():
    """Return forty samples of six features near a plane."""
    rng = np.random.default_rng(0)
    plane = rng.normal(size=(40, 2)) @ rng.normal(size=(2, 6))
    return plane + 0.1 * rng.normal(size=(40, 6))
