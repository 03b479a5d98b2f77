"""Shared fixtures."""

import os

import numpy as np
import pytest

# Nothing is measured, and nothing written to the user's cache: all tests have the same
# bits.
os.environ["AUTOENCODE_ARITHMETIC"] = "float32"


@pytest.fixture
def X():
    """Return forty samples of six features near a plane."""
    rng = np.random.default_rng(0)
    plane = rng.normal(size=(40, 2)) @ rng.normal(size=(2, 6))
    return plane + 0.1 * rng.normal(size=(40, 6))
