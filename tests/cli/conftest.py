"""Pictures of the command line are blank, except where a test draws them."""

import pytest
import trainings
from pictures import blank_pictures, drawn_pictures


@pytest.fixture(scope="module", autouse=True)
def _blank_pictures():
    with blank_pictures():
        yield


@pytest.fixture(scope="module")
def short_training():
    """Train for few epochs, where their number is not given."""
    with trainings.short_training():
        yield


@pytest.fixture
def real_pictures():
    """Draw the pictures of this test."""
    with drawn_pictures():
        yield
