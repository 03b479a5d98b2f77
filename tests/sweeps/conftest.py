"""Pictures of sweeps are empty, except where a test builds them."""

import pytest
from pictures import blank_pictures, empty_figures


@pytest.fixture(autouse=True)
def _blank_pictures():
    with blank_pictures(), empty_figures():
        yield
