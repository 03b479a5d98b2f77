"""Every test of exports reads PyTorch's operations at most once."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _quick_exports(_operations_are_read_once):
    """Use the fixture."""
