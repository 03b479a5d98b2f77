import pytest
from sklearn.datasets import load_digits


@pytest.fixture(scope="session")
def digits():
    """600 small images of digits, in [0, 1]."""
    return load_digits().data[:600] / 16
